"""One SQLite file, opened with care: who may write, who waits for whom, and what an error means to a person.

A rollback journal (SQLite's DELETE mode) keeps a store one file. A process killed at any moment leaves a journal that
the next one to open the store rolls back.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from kgraph.errors import InputError, StoreError

Mode = Literal["read", "write"]
Value = TypeVar("Value")

#: Seconds that a lock is waited for in silence; longer than storing one document takes (under 0.1 s).
SILENT_WAIT = 1.0
#: Seconds after which a locked store is given up; longer than writing a resolution of a million entities (minutes).
LONGEST_WAIT = 900.0
#: Values in one `IN (…)`; SQLite refuses more than 999 variables in versions before 3.32.
BATCH = 900
#: Pages that a transaction may change before it has to lock readers out, in KiB (negative: SQLite's sign for a size).
CACHE_KIB = -65536


def tell_on_stderr(message: str) -> None:
    """Says that kgraph waits; stdout is for data alone."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def marks(values: Collection[object]) -> str:
    """As many question marks as values, for `IN (…)`.

    Example:
        >>> marks([7, 8, 9])
        '?,?,?'
    """
    return ",".join("?" * len(values))


def batches(values: Sequence[Value], size: int = BATCH) -> Iterator[Sequence[Value]]:
    """Stretches of at most `size` values, in order.

    Example:
        >>> list(batches([1, 2, 3], size=2))
        [[1, 2], [3]]
    """
    return (values[start : start + size] for start in range(0, len(values), size))


class Database:
    """A connection that waits for its turn, says so, and turns SQLite's errors into words.

    Args:
        path: the file, or ":memory:".
        mode: "read" never changes the file, but for rolling back what a killed build left half done.
        on_wait: told once for each wait that lasts longer than `SILENT_WAIT` seconds.
    """

    def __init__(self, path: str, *, mode: Mode, on_wait: Callable[[str], None] = tell_on_stderr) -> None:
        self.path = path
        self.name = Path(path).name
        self.mode = mode
        self._on_wait = on_wait
        self._connection = self._connect()

    def close(self) -> None:
        """Gives the file back; what a transaction has not committed is undone."""
        self._connection.close()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of a query at once, so that no lock outlives the call (a reader that dawdles stops every writer)."""
        fetched: list[Any] = self._patiently(lambda: self._connection.execute(sql, parameters).fetchall())
        return fetched

    def row(self, sql: str, parameters: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        return next(iter(self.rows(sql, parameters)), None)

    def rows_in(self, sql: str, values: Collection[object], *rest: object) -> list[Any]:
        """Rows of a query whose `{marks}` stand for the values, asked in batches; `rest` are its last parameters."""
        found: list[Any] = []
        for batch in batches(list(values)):
            found += self.rows(sql.replace("{marks}", marks(batch)), [*batch, *rest])
        return found

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Runs one statement inside a transaction; gives the key of the row that it inserted."""
        return self._patiently(lambda: self._connection.execute(sql, parameters).lastrowid) or 0

    def execute_many(self, sql: str, parameters: Iterable[Sequence[object]]) -> None:
        """Runs a statement for each row of parameters inside a transaction."""
        with self._in_words():
            self._connection.executemany(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; waits for other writers first, and at the end for readers."""
        self._patiently(lambda: self._connection.execute("BEGIN IMMEDIATE"))
        try:
            yield
            self._patiently(lambda: self._connection.execute("COMMIT"), "a reader is using {name}; waiting to write")
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the store; writers wait until the end. May be nested."""
        if self._connection.in_transaction:
            yield
            return
        self._patiently(lambda: self._connection.execute("BEGIN"))
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        # A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _connect(self) -> sqlite3.Connection:
        with self._in_words():
            if self.path == ":memory:":
                connection = sqlite3.connect(self.path, isolation_level=None)
            else:
                # A file or folder that may not be written is opened for reading by SQLite itself where this asks for
                # "rw"; a reader asks for it too, because only a writer can roll back a killed build's journal.
                wanted = "rw" if self.mode == "read" else "rwc"
                uri = f"{Path(self.path).absolute().as_uri()}?mode={wanted}"
                connection = sqlite3.connect(uri, uri=True, timeout=SILENT_WAIT, isolation_level=None)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            if self.mode == "read":
                connection.execute("PRAGMA query_only = ON")
            else:
                connection.execute(f"PRAGMA cache_size = {CACHE_KIB}")
        return connection

    def _patiently(
        self, action: Callable[[], Value], words: str = "another build is writing to {name}; waiting"
    ) -> Value:
        """Does the action, again and again while another process holds the lock."""
        started: float | None = None
        with self._in_words():
            while True:
                try:
                    return action()
                except sqlite3.OperationalError as error:
                    if not _is_locked(error):
                        raise
                    now = time.monotonic()
                    if started is None:
                        started = now
                        self._on_wait(words.format(name=self.name))
                    elif now - started > LONGEST_WAIT:
                        raise
                    time.sleep(SILENT_WAIT / 20)  # SQLite gives up at once where waiting could never end

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        except UnicodeEncodeError as error:
            message = "a text holds a code point that is no character (a lone surrogate)"
            raise InputError(message, hint="save the source again as UTF-8") from error


def _is_locked(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


#: What SQLite's primary error codes mean for a person, and what helps.
_MEANINGS = {
    sqlite3.SQLITE_BUSY: ("{path} is locked by another program", "wait until it is done, then try again"),
    sqlite3.SQLITE_LOCKED: ("{path} is locked by another program", "wait until it is done, then try again"),
    sqlite3.SQLITE_FULL: ("the disk is full; {path} is as it was before", "make room, then run the same command"),
    sqlite3.SQLITE_READONLY: ("{path} may not be written", "copy it to a folder of yours, or give another --store"),
    sqlite3.SQLITE_CANTOPEN: ("{path} cannot be opened", "check that its folder exists and may be used"),
    sqlite3.SQLITE_PERM: ("{path} may not be opened", "check who owns it"),
    sqlite3.SQLITE_NOTADB: ("{path} is not a kgraph store", "give another file with --store"),
    sqlite3.SQLITE_CORRUPT: ("{path} is damaged", "take a copy from a backup, or build a new store"),
    sqlite3.SQLITE_IOERR: ("{path} cannot be read or written: the disk failed", "check the disk"),
}
#: A build was killed in the middle of a write, and this user may not undo what it left.
_LEFT_HALF_DONE = (
    "a build of {path} was cut short, and you may not clean up after it",
    "let its owner run kgraph verify, or copy it and {name}-journal to a folder of yours",
)


def explain(error: sqlite3.Error, path: str) -> StoreError:
    """What SQLite's error means for a person, and what helps."""
    # Extended codes carry the primary one in their low byte; errors of the Python layer have no code at all.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    meaning = _LEFT_HALF_DONE if code == sqlite3.SQLITE_READONLY_ROLLBACK else _MEANINGS.get(code & 0xFF)
    if meaning is None:
        return StoreError(f"{path} cannot be used: {error}", hint="kgraph verify tells whether it is sound")
    message, hint = (words.format(path=path, name=Path(path).name) for words in meaning)
    return StoreError(message, hint=hint)
