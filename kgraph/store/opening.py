"""Opening a store: made when first written, refused with words when it is something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from kgraph.errors import StoreError
from kgraph.store import schema
from kgraph.store.database import Database, Mode, tell_on_stderr
from kgraph.store.records import Store

_URL = r"(?i)(?P<scheme>[a-z][a-z0-9+]+)://(?P<rest>.*)"


def open_store(
    path_or_url: str | Path, *, mode: Mode = "read", on_wait: Callable[[str], None] = tell_on_stderr
) -> Store:
    """Opens a store, and makes it where it is to be written and does not exist.

    Args:
        path_or_url: a file, "sqlite:///file", or ":memory:" for one that is never saved.
        mode: "read" never makes or changes a store.
        on_wait: told in words when another process has to be waited for; stderr unless given.

    Raises:
        StoreError: no store there, not a store, of a newer version, or not to be opened.

    Example:
        >>> with open_store(":memory:", mode="write") as store:
        ...     store.meta["documents"]
        0
    """
    path = _path(str(path_or_url))
    _look_at(path, mode)
    database = Database(path, mode=mode, on_wait=on_wait)
    try:
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


def _path(path_or_url: str) -> str:
    url = re.fullmatch(_URL, path_or_url) if "://" in path_or_url else None
    if url is None:
        return path_or_url
    if url["scheme"].lower() != "sqlite":
        hint = "give the path of a SQLite file, such as kgraph.db"
        raise StoreError(f"stores at {url['scheme']}:// are not supported", hint=hint)
    return url["rest"].removeprefix("/")


def _look_at(path: str, mode: Mode) -> None:
    """Refuses what SQLite would refuse with less helpful words."""
    if path == ":memory:":
        return
    file = Path(path)
    if file.is_dir():
        raise StoreError(f"{path} is a folder", hint="give the store's file, such as kgraph.db in it")
    if mode == "read" and not (file.exists() and file.stat().st_size):
        raise StoreError(f"there is no store at {path}", hint="build one: kgraph build SOURCE..., or give --store")
    if mode == "write" and not file.parent.is_dir():
        raise StoreError(f"the folder {file.parent} does not exist", hint="make it first, or give another --store")


def _prepare(database: Database) -> None:
    """Checks that this is a store of a version that we know; makes or upgrades it where it may be written."""
    version = _version(database)
    if version == schema.SCHEMA_VERSION:
        return
    if version is not None and version > schema.SCHEMA_VERSION:
        raise StoreError(
            f"{database.path} was written by a newer kgraph (schema {version}, this one knows {schema.SCHEMA_VERSION})",
            hint="upgrade kgraph, or give another --store",
        )
    if version is None and database.mode == "read":
        raise StoreError(f"{database.path} is an empty store", hint="build it: kgraph build SOURCE...")
    if database.mode == "read":
        raise StoreError(
            f"{database.path} was written by an older kgraph (schema {version})",
            hint="upgrade it: kgraph build with any source",
        )
    with database.transaction():
        # Another process may have been quicker while this one waited for the lock.
        version = _version(database)
        if version is None:
            _create(database)
        else:
            _upgrade(database, version)


def _version(database: Database) -> int | None:
    """The schema version of a store, None where the file is still empty."""
    ((application,),) = database.rows("PRAGMA application_id")
    ((tables,),) = database.rows("SELECT COUNT(*) FROM sqlite_master")
    if not application and not tables:
        return None
    found = (
        database.row("SELECT value FROM meta WHERE key = 'schema'") if application == schema.APPLICATION_ID else None
    )
    if found is None:
        raise StoreError(f"{database.path} is not a kgraph store", hint="give another file with --store")
    return int(found[0])


def _create(database: Database) -> None:
    database.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    for table in schema.TABLES:
        database.execute(table)
    database.execute("INSERT INTO meta (key, value) VALUES ('schema', ?)", [str(schema.SCHEMA_VERSION)])


def _upgrade(database: Database, version: int) -> None:
    while version < schema.SCHEMA_VERSION:
        if version not in schema.UPGRADES:
            raise StoreError(
                f"{database.path} was written by a kgraph too old to upgrade from (schema {version})",
                hint="build a new store from the sources",
            )
        for statement in schema.UPGRADES[version]:
            database.execute(statement)
        version += 1
    database.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(version)])
