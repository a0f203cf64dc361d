"""How lists and counts look: plain tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgraph.graph.results import Listing, Verification
from kgraph.graph.sheet import Layout, Line, Run, Runs, Table, line, runs


def listing_layout(result: Listing) -> Layout:
    """One row an item."""
    heads = tuple(head for _, head in result.columns)
    rows = tuple(tuple(_cell(key, item.get(key)) for key, _ in result.columns) for item in result.items)
    return (Table(heads, rows),) if rows else (line(f"No {result.kind} fit."),)


def _cell(key: str, value: object) -> Runs:
    if value is None:
        return runs("-")
    if isinstance(value, list | tuple):
        return runs("; ".join(str(each) for each in value) or "-")
    words = str(value)
    return runs(Run(words, words if key in {"status", "type"} else ""))


def counts_layout(values: Mapping[str, Any]) -> Layout:
    """One line a number; nested numbers under their head."""
    blocks: list[Line | Table] = []
    single = tuple((runs(key), _number(value)) for key, value in values.items() if not isinstance(value, Mapping))
    blocks.append(Table(("what", "value"), single))
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            inner = tuple((runs(part), _number(count)) for part, count in value.items())
            blocks += [line(), Table((key, "number"), inner)]
    return tuple(blocks)


#: Differing spans that are listed.
DIFFERENCES_SHOWN = 20


def verification_layout(result: Verification) -> Layout:
    """One sentence, then the spans that differ."""
    head = f"{result.spans:,} spans read back, {len(result.differing)} differ."
    shown = [line(each, indent=2) for each in result.differing[:DIFFERENCES_SHOWN]]
    return (line(Run(head, "heading")), *shown)


def _number(value: object) -> Runs:
    return runs(f"{value:,}" if isinstance(value, int) else "-" if value is None else str(value))
