"""What digest remembers: documents, articles, editions, deliveries, runs. Read :func:`open_store`.

SQLAlchemy Core on SQLite in WAL mode.
"""

from digest.store.database import open_store, run_lock
from digest.store.editing import Kept
from digest.store.store import Store

__all__ = ["Kept", "Store", "open_store", "run_lock"]
