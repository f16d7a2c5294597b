"""Opening the database, migrating it, and the lock that keeps two runs apart. Read :func:`open_store`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock
import sqlalchemy as sa

from digest.errors import BusyError, StoreError
from digest.store import schema
from digest.store.store import Store


def open_store(where: str, folder: Path) -> Store:
    """Open the database at a path (relative to ``folder``) or SQLAlchemy URL, creating or upgrading it.

    Raises StoreError, which names the place and the way out.
    """
    url = where if "://" in where else f"sqlite:///{(folder / where).resolve()}"
    try:
        if url.startswith("sqlite:///") and ":memory:" not in url:
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(url)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _sqlite_settings)
        _upgrade(engine, _lock_file(where, folder, "migrate"))
    except (sa.exc.SQLAlchemyError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(
            f"the database {where} cannot be used: {cause}; set `store:` in sources.yaml to a place that can be written"
        ) from error
    return Store(engine)


def _sqlite_settings(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(engine: sa.Engine, lock: Path) -> None:
    """Bring the schema to HEAD. Alembic costs half a second to import, so it is only loaded when there is work."""
    if _version(engine) == schema.HEAD:
        return
    with filelock.FileLock(lock, timeout=60):
        if _version(engine) == schema.HEAD:
            return
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "digest:store/migrations")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _version(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return version


@contextmanager
def run_lock(where: str, folder: Path) -> Iterator[None]:
    """Hold the run lock of a database; BusyError if another process holds it. A killed process holds nothing."""
    lock = filelock.FileLock(_lock_file(where, folder, "lock"))
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise BusyError(f"another run is going on (lock {lock.lock_file}); wait for it, or stop it") from error
    except OSError as error:
        raise StoreError(f"{lock.lock_file} cannot be written: {error}") from error
    try:
        yield
    finally:
        lock.release()


def _lock_file(where: str, folder: Path, purpose: str) -> Path:
    path = folder / (where if "://" not in where else ".digest")
    return path.with_name(f"{path.name}.{purpose}")
