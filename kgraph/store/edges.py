"""Claims joined with links on both ends: the edges that answers quote and exports write.

The joins of ends are kept in the table `edge`, filled by each resolution (`store.resolution`); the rest of an edge is
read from its claim. Edges come in the order of document id, start of the evidence, claim id, which depends on what was
read and not on the order in which it was read.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; values travel as parameters

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from kgraph.model import Edge, Quote, Status
from kgraph.store import rows
from kgraph.store.database import Database, batches, marks

#: Documents whose edges are read at once; at some 50 claims a document a few thousand edges in memory.
DOCUMENTS_AT_ONCE = 100
#: Sorts after every character of a date: "2025" + LAST is not before any day of 2025.
LAST = "~"

_COLUMNS = """c.id, s.id, t.id, e.relation, e.status, c.ended, COALESCE(p.name, c.speaker), c.role, c.place,
    c.amount, c.recipient, c.cause, c.date_text, c.date_start, c.date_end, c.confidence, d.id, c.start, c.stop,
    c.context, d.key"""
_TABLES = """edge e JOIN claim c ON c.key = e.claim JOIN document d ON d.key = c.document
    JOIN entity s ON s.key = e.source JOIN entity t ON t.key = e.target
    LEFT JOIN link l ON l.mention = c.speaker_mention LEFT JOIN entity p ON p.key = l.entity"""


class Filter(NamedTuple):
    """Which edges are wanted; empty collections and None stand for all.

    A claim without a date of its own has that of its document; one with neither is outside every window.
    """

    relations: Collection[str] = ()
    statuses: Collection[str] = ()
    since: str | None = None
    until: str | None = None

    def sql(self) -> tuple[str, list[Any]]:
        """Conditions on `edge e`, `claim c` and `document d`, with their parameters."""
        conditions, parameters = self.on_edge()
        if self.since is not None:
            conditions += f" AND {_BORDER['end']} || '{LAST}' >= ?"
            parameters.append(self.since)
        if self.until is not None:
            conditions += f" AND {_BORDER['start']} <= ?"
            parameters.append(self.until + LAST)
        return conditions, parameters

    def on_edge(self) -> tuple[str, list[Any]]:
        """The conditions on `edge e` alone."""
        conditions, parameters = "", []
        for column, values in (("relation", self.relations), ("status", self.statuses)):
            if values:
                conditions += f" AND e.{column} IN ({marks(values)})"
                parameters += sorted(map(str, values))
        return conditions, parameters


#: The borders of a claim's time as ISO prefixes: its own, open where only the other is known, else its document's.
_BORDER = {
    "start": "COALESCE(c.date_start, CASE WHEN c.date_end IS NULL THEN d.published ELSE '' END)",
    "end": f"COALESCE(c.date_end, CASE WHEN c.date_start IS NULL THEN d.published ELSE '{LAST}' END)",
}


def all_edges(database: Database, wanted: Filter, document: str | None = None) -> Iterator[Edge]:
    """Edges of all documents or of one, a stretch of documents at a time."""
    keys = [document_key for (document_key,) in database.rows(*_document_keys(document))]
    conditions, parameters = wanted.sql()
    for batch in batches(keys, DOCUMENTS_AT_ONCE):
        sql = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE c.document IN ({marks(batch)}){conditions}"
        yield from read_edges(database, database.rows(sql, [*batch, *parameters]))


def _document_keys(document: str | None) -> tuple[str, list[str]]:
    if document is None:
        return "SELECT key FROM document ORDER BY id", []
    return "SELECT key FROM document WHERE id = ?", [document]


def edges_of_relations(database: Database, wanted: Filter) -> Iterator[Edge]:
    """Edges of the wanted relations, found by the index on relations."""
    conditions, parameters = wanted.sql()
    sql = f"""SELECT e.claim FROM edge e JOIN claim c ON c.key = e.claim JOIN document d ON d.key = c.document
        WHERE TRUE{conditions} ORDER BY d.id, c.start, c.id"""
    keys = [key for (key,) in database.rows(sql, parameters)]
    for batch in batches(keys):
        yield from edges_of_claims(database, batch)


def edges_of_claims(database: Database, keys: Collection[int]) -> list[Edge]:
    """The edges of claims given by their keys, in the order of edges."""
    sql = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE e.claim IN ({{marks}})"
    return read_edges(database, database.rows_in(sql, sorted(keys)))


def edges_touching(database: Database, keys: Collection[int], wanted: Filter) -> list[Edge]:
    """Edges with either end among the entities of these keys, each once."""
    conditions, parameters = wanted.sql()
    found: dict[str, Any] = {}
    for end in ("source", "target"):
        sql = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE e.{end} IN ({{marks}}){conditions}"
        for row in database.rows_in(sql, sorted(keys), *parameters):
            found[row[0]] = row
    return read_edges(database, found.values())


def edges_between(database: Database, one: int, other: int, wanted: Filter) -> list[Edge]:
    """Edges between two entities, in either direction."""
    conditions, parameters = wanted.sql()
    sql = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE e.source = ? AND e.target = ?{conditions}"
    there, back = ([first, last, *parameters] for first, last in ((one, other), (other, one)))
    return read_edges(database, database.rows(sql, there) + database.rows(sql, back))


def adjacent(database: Database, keys: Collection[int], wanted: Filter) -> list[tuple[int, int]]:
    """Pairs (key, neighbour's key) for these entities, sorted, each once; the indexes alone answer.

    Facts that are only denied join nobody, unless statuses are asked for.
    """
    conditions, parameters = wanted.on_edge()
    if not wanted.statuses:
        conditions += " AND e.status <> ?"
        parameters.append(str(Status.DENIED))
    pairs: set[tuple[int, int]] = set()
    for end, other in (("source", "target"), ("target", "source")):
        sql = f"SELECT DISTINCT e.{end}, e.{other} FROM edge e WHERE e.{end} IN ({{marks}}){conditions}"
        pairs.update(database.rows_in(sql, sorted(keys), *parameters))
    return sorted(pairs)


def read_edges(database: Database, found: Iterable[rows.Row]) -> list[Edge]:
    """Edges from the columns above, sorted; quotes are cut from the documents' texts, each text read once."""
    ordered = sorted(found, key=lambda row: (row[16], row[17], row[0]))
    edges: list[Edge] = []
    for batch in batches(ordered):
        texts = _texts(database, {row[20] for row in batch})
        edges += [_edge(row, texts[row[20]]) for row in batch]
    return edges


def _texts(database: Database, keys: set[int]) -> dict[int, str]:
    return dict(database.rows_in("SELECT key, text FROM document WHERE key IN ({marks})", sorted(keys)))


def _edge(row: rows.Row, text: str) -> Edge:
    start, end = row[17], row[18]
    return Edge(
        id=row[0],
        source=row[1],
        target=row[2],
        relation=row[3],
        status=Status(row[4]),
        ended=bool(row[5]),
        attributed_to=row[6],
        role=row[7],
        place=row[8],
        amount=row[9],
        recipient=row[10],
        cause=row[11],
        date_text=row[12],
        date_start=row[13],
        date_end=row[14],
        confidence=row[15],
        document=row[16],
        start=start,
        end=end,
        evidence=text[start:end],
        context=tuple(Quote(start=first, end=last, quote=text[first:last]) for first, last in json.loads(row[19])),
    )
