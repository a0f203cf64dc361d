"""How far a build is, and what it did."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kgraph.cli.output import write_json
from kgraph.cli.running import tell
from kgraph.graph.results import SCHEMA
from kgraph.graph.sheet import clean
from kgraph.graph.wording import counted

if TYPE_CHECKING:
    from kgraph.documents import Unread
    from kgraph.pipeline import Report

#: "Erase to the end of the line" (ECMA-48), so that a shorter line leaves nothing of a longer one.
_ERASE = "\r\x1b[K"
#: Columns of the narrowest terminal that is usual, less one so that the cursor stays in the line.
_WIDTH = 79


class Progress:
    """One line on standard error that is written over; silent in a pipe, so that logs stay readable."""

    def __init__(self) -> None:
        self._drawn = False
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> Self:
        if self._terminal:
            self._write("reading ...")  # the language pipeline takes a second or two to load
            self._drawn = True
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._drawn:
            self._write(_ERASE)

    def __call__(self, done: int, total: int | None, title: str) -> None:
        """Shows how many documents are done, of how many where that is known, and the last one's title."""
        if self._terminal:
            of = f" of {total}" if total else ""
            self._write(_ERASE + clean(f"{done}{of} read: {title}")[:_WIDTH])
            self._drawn = True

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def failure_line(unread: Unread) -> str:
    """What is wrong with one source and what to do, in one line: there may be thousands."""
    error = unread.error
    message = error.message if unread.source in error.message else f"{unread.source}: {error.message}"
    return f"{message} ({error.hint})" if error.hint else message


def report_build(report: Report | None, *, as_json: bool) -> int:
    """Tells of failures, then the sum; the status is 2 where any source failed."""
    if report is None:
        return 0
    for unread in report.failed:
        tell(failure_line(unread))
    if as_json:
        failed = [
            {"source": each.source, "error": each.error.message, "hint": each.error.hint} for each in report.failed
        ]
        write_json({"schema": SCHEMA, "added": report.added, "skipped": report.skipped, "failed": failed})
    else:
        added = counted(report.added, "document")
        tell(f"{added} added, {report.skipped} already read, {len(report.failed)} failed")
    return 2 if report.failed else 0
