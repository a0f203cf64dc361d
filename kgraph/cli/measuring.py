"""Comparison with marked texts, printed."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from kgraph.cli.options import open_graph
from kgraph.cli.output import write_json
from kgraph.graph.sheet import Table, plain, runs


def evaluate_gold(gold: Sequence[str], *, store: str | None, pipeline: str | None, ontology: str, as_json: bool) -> int:
    """Prints precision, recall and calibration; status 1 where the report says that something failed.

    Args:
        gold: paths of marked texts.
        store: a store to compare; None reads the marked texts afresh.
        pipeline: a spaCy pipeline to read with.
        ontology: what may be said.
        as_json: print JSON.
    """
    from kgraph import evaluation

    graph = open_graph(store) if store else None
    try:
        held = graph.store if graph else None
        report = evaluation.evaluate(gold, store=held, pipeline=pipeline, ontology=ontology)
    finally:
        if graph:
            graph.close()
    if as_json:
        write_json(report.to_json())
    else:
        sys.stdout.write(plain([table_of(report.rows)]) + "\n")
    return 0 if getattr(report, "passed", True) else 1


def table_of(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Rows as a table; fractions with two places."""
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    cells = tuple(tuple(runs(_cell(row.get(key))) for key in columns) for row in rows)
    return Table(columns, cells)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "-" if value is None else str(value)
