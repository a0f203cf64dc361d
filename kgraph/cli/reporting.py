"""How far a build is, and what it did."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kgraph.cli.output import write_json
from kgraph.cli.running import tell
from kgraph.graph.results import SCHEMA
from kgraph.graph.sheet import clean
from kgraph.graph.wording import counted

if TYPE_CHECKING:
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
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._drawn:
            self._write(_ERASE)

    def __call__(self, *parts: Any) -> None:  # noqa: ANN401 - whatever the pipeline tells
        """Shows a step."""
        if self._terminal:
            self._write(_ERASE + clean(" ".join(str(part) for part in parts))[:_WIDTH])
            self._drawn = True

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def report_build(report: Report | None, *, as_json: bool) -> int:
    """Tells of failures, then the sum; the status is 2 where any source failed."""
    if report is None:
        return 0
    for unread in report.failed:
        tell(f"{unread.source}: {unread.error.message}", unread.error.hint)
    added, skipped, failed = (_number(part) for part in (report.added, report.skipped, report.failed))
    if as_json:
        failures = [{"source": each.source, **_words(each.error)} for each in report.failed]
        write_json({"schema": SCHEMA, "added": added, "skipped": skipped, "failed": failures})
    else:
        tell(f"{counted(added, 'document')} added, {skipped} already read, {failed} failed")
    return 2 if failed else 0


def _words(error: Any) -> dict[str, str]:  # noqa: ANN401 - an InputError
    return {"error": error.message, "hint": error.hint}


def _number(part: Any) -> int:  # noqa: ANN401 - a number or what is to be counted
    return part if isinstance(part, int) else len(part)
