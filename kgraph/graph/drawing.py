"""Layouts drawn with Rich, for terminals and notebooks; imported only when something is drawn there."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text
from rich.theme import Theme

from kgraph.graph.sheet import Layout, Line, Runs, Table, clean, text_of

#: Meaning -> Rich style. Every meaning is also said in words; colour only helps the eye.
THEME = Theme(
    {
        "heading": "bold",
        "quiet": "dim",
        "quote": "italic",
        "name": "bold",
        "asserted": "green",
        "reported": "cyan",
        "planned": "blue",
        "proposed": "blue",
        "possible": "yellow",
        "denied": "bold red",
        "contested": "bold magenta",
        "organisation": "cyan",
        "person": "green",
        "country": "yellow",
        "equipment": "red",
        "event": "magenta",
        "place": "blue",
        "programme": "bright_cyan",
    }
)


def renderable(layout: Layout) -> RenderableType:
    """The layout as something that Rich draws."""
    return Group(*(_table(block) if isinstance(block, Table) else _line(block) for block in layout))


def draw(layout: Layout, console: Console | None = None, *, colour: bool = True) -> None:
    """Draws on a console, the terminal by default.

    Args:
        layout: what to draw.
        console: where to; None: standard output.
        colour: False writes no escape sequence at all.
    """
    made = console or Console(color_system="auto" if colour else None, markup=False, highlight=False, emoji=False)
    with made.use_theme(THEME):
        made.print(renderable(layout))


def html(layout: Layout, width: int = 100) -> str:
    """The layout as a piece of HTML for a notebook cell; text is escaped by Rich."""
    from io import StringIO

    console = Console(record=True, file=StringIO(), width=width, force_terminal=True, theme=THEME, highlight=False)
    console.print(renderable(layout))
    return console.export_html(inline_styles=True, code_format='<pre style="line-height:normal">{code}</pre>')


def _text(runs: Runs) -> Text:
    made = Text(overflow="fold")
    for run in runs:
        made.append(clean(run.text), _style(run.style))
    return made


def _style(name: str) -> str:
    return name if name in THEME.styles else ""


def _line(block: Line) -> RenderableType:
    drawn: RenderableType = _text(block.runs)
    if block.lead:
        grid = RichTable.grid()
        grid.add_column(width=len(block.lead))
        grid.add_column(overflow="fold")
        grid.add_row(Text(block.lead), drawn)
        drawn = grid
    return Padding(drawn, (0, 0, 0, block.indent), expand=False) if block.indent else drawn


def _table(block: Table) -> RichTable:
    """The table; columns without a single value are left out, since a terminal is narrow."""
    made = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    kept = [place for place in range(len(block.columns)) if any(text_of(row[place]) != "-" for row in block.rows)]
    for place in kept:
        made.add_column(block.columns[place], overflow="fold")
    for row in block.rows:
        made.add_row(*(_text(row[place]) for place in kept))
    return made
