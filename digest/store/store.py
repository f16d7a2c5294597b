"""All that one digest remembers. Read :class:`Store`; what it does is in its parts."""

from __future__ import annotations

from digest.store.desk import Desk
from digest.store.editing import Editing
from digest.store.reading import Reading
from digest.store.sending import Sending


class Store(Reading, Editing, Desk, Sending):
    """The memory of one digest."""

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()
