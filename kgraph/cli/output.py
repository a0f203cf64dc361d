"""Where a result goes: data on standard output, in the form that was asked for or that suits the place."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from kgraph.cli.running import tell
from kgraph.errors import UsageError
from kgraph.graph.results import Result
from kgraph.graph.sheet import clean, plain


def show(result: Result, *, as_json: bool = False, as_csv: bool = False) -> int:
    """Prints a result and returns the exit status: 0, or 1 where nothing was found."""
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other", hint="give one of them")
    for note in result.notes:
        tell(note)
    if as_json:
        write_json(result.to_json())
    elif as_csv:
        write_csv(result.rows())
    elif result.found:
        _draw(result)
    if not result.found:
        tell(result.message, result.hint)
    return 0 if result.found else result.exit_code


def write_json(value: Any) -> None:  # noqa: ANN401 - any JSON
    """One JSON document on standard output, letters as they are where the encoding has them."""
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "")
    json.dump(value, sys.stdout, ensure_ascii=encoding != "utf8", indent=2)
    sys.stdout.write("\n")


def write_csv(rows: list[dict[str, Any]]) -> None:
    """Rows with a head; nothing at all where there are no rows."""
    if rows:
        import csv

        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {key: clean(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows
        )


def _draw(result: Result) -> None:
    if sys.stdout.isatty():
        from kgraph.graph.drawing import draw

        draw(result.layout(), colour=coloured())
    else:
        sys.stdout.write(plain(result.layout()) + "\n")


def coloured() -> bool:
    """Whether a terminal may be given colours: not where NO_COLOR is set to something or the terminal is dumb."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
