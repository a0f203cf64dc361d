"""What a result looks like, before it is known where it will be drawn.

A layout is a tuple of lines and tables made of styled runs of text. `plain` writes it for a pipe with the standard
library alone; `kgraph.graph.drawing` draws it with Rich for a terminal or a notebook. One layout serves all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

#: ANSI escape sequences (ECMA-48: CSI with parameters, OSC up to its end, other two-character escapes).
_ESCAPES = r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?"
#: C0 and C1 controls, and the bidirectional overrides that make a line read otherwise than it is stored.
_CONTROLS = "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+"
#: Spaces between two columns of a table in a pipe.
_GUTTER = "  "


class Run(NamedTuple):
    """A stretch of text in one style; styles are meanings ("denied", "quote"), not colours."""

    text: str
    style: str = ""


Runs = tuple[Run, ...]


class Line(NamedTuple):
    """One line, indented, after its lead (a mark or number); a terminal folds it under its own beginning."""

    runs: Runs = ()
    indent: int = 0
    lead: str = ""


class Table(NamedTuple):
    """Rows under column heads."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


Layout = tuple[Line | Table, ...]


def clean(text: str) -> str:
    r"""Text of an article made safe to print: no control or escape characters, line breaks as spaces.

    Example:
        >>> clean("a\x1b[31mred\x1b[0m\nb\x07")
        'ared b'
    """
    if text.isprintable():
        return text
    return re.sub(_CONTROLS, _blank, re.sub(_ESCAPES, "", text))


def _blank(match: re.Match[str]) -> str:
    return " " if any(char in "\t\n\v\f\r\x85" for char in match[0]) else ""


def runs(*parts: str | Run) -> Runs:
    """A line's runs from words and runs; empty ones are left out."""
    made = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(run for run in made if run.text)


def line(*parts: str | Run, indent: int = 0, lead: str = "") -> Line:
    """A line from words and runs."""
    return Line(runs(*parts), indent, lead)


def plain(layout: Iterable[Line | Table]) -> str:
    """The layout as text without colour, box or cut: what a pipe gets.

    Example:
        >>> people = Table(("name", "n"), ((runs("Ann"), runs("1")), (runs("Bo"), runs("22"))))
        >>> print(plain((line("Two rows:"), people)))
        Two rows:
        name  n
        Ann   1
        Bo    22
    """
    lines: list[str] = []
    for block in layout:
        lines.extend(_table_lines(block) if isinstance(block, Table) else [_line_text(block)])
    return "\n".join(lines)


def _line_text(block: Line) -> str:
    return (" " * block.indent + block.lead + text_of(block.runs)).rstrip()


def text_of(cell: Runs) -> str:
    """The cleaned words of a cell or line."""
    return "".join(clean(run.text) for run in cell)


def _table_lines(table: Table) -> Iterable[str]:
    rows = [list(table.columns), *([text_of(cell) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        yield _GUTTER.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
