"""GraphML that Gephi, graphology, igraph and NetworkX open with every edge and every cell.

Written by hand since the writer of NetworkX uses its edge keys as ids: they repeat, and Gephi then drops edges while
graphology refuses the file. The shape is what all four readers agree on:

- an id for each edge, unique and the same in every run; one declared type a column; empty cells left out;
- columns named `label`, `color`, `size` and `weight` are what Gephi draws; no other column has a name that it takes for
  something to draw (`x`, `r`, `type` in sigma);
- every edge directed, since a mixture of the two makes Gephi give up; weights above 0, since it removes the others;
- no lists (igraph and NetworkX refuse the file), no `<desc>` (Gephi takes it for the label).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kgraph.exports.colours import colour_of_status, colour_of_type
from kgraph.exports.files import replacing
from kgraph.exports.flat import Flat, flat
from kgraph.exports.parts import Line, Part
from kgraph.model import Document, Edge, Entity, Status

#: Quotes that a merged edge shows, each from a claim of its own; a cell is read, not scrolled.
MAX_QUOTES = 3

#: Size of a node without edges, in Gephi's units: what Gephi gives a node whose file says nothing.
SMALLEST_NODE = 10.0

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

#: XML's own characters; line breaks and tabs as references, since a reader turns bare ones in an attribute into spaces.
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)

Drawn = TypeVar("Drawn")


@dataclass(frozen=True, slots=True)
class Column(Generic[Drawn]):
    """A column of the file: its name, its GraphML type, and how a cell of it is read off a node or edge."""

    name: str
    type: str
    cell: Callable[[Drawn], object]


def write(part: Part, path: Path) -> None:
    """Writes a part of the graph as GraphML, one element a line.

    Raises:
        UsageError, KgraphError: as `kgraph.exports.files.replacing`.
    """
    with replacing(path) as file:
        file.writelines(line.encode("utf-8") for line in markup(part))


def markup(part: Part) -> Iterator[str]:
    """The file's lines, from first to last."""
    nodes = node_columns(part.degrees)
    edges = edge_columns({document.id: document for document in part.documents})
    yield HEAD
    for domain, columns in (("node", nodes), ("edge", edges)):
        for column in columns:
            key = key_of(domain, column.name)
            yield f'  <key id="{key}" for="{domain}" attr.name="{column.name}" attr.type="{column.type}"/>\n'
    yield '  <graph id="kgraph" edgedefault="directed">\n'
    for entity in part.nodes:
        yield f"    <node id={quoted(entity.id)}>{''.join(cells('node', nodes, entity))}</node>\n"
    for line in part.lines():
        ends = f"source={quoted(line.best.source)} target={quoted(line.best.target)}"
        yield f"    <edge id={quoted(line.id)} {ends}>{''.join(cells('edge', edges, line))}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def node_columns(degrees: Mapping[str, int]) -> tuple[Column[Entity], ...]:
    """The columns of a node; an area that grows with the number of edges keeps hubs from covering the rest."""
    return (
        Column("label", "string", lambda entity: entity.name),
        Column("node_type", "string", lambda entity: entity.type),
        Column("color", "string", lambda entity: colour_of_type(entity.type)),
        Column("size", "double", lambda entity: round(SMALLEST_NODE * math.sqrt(1 + degrees.get(entity.id, 0)), 2)),
        Column("aliases", "string", lambda entity: entity.aliases),
    )


def edge_columns(documents: Mapping[str, Document]) -> tuple[Column[Line], ...]:
    """The columns of an edge. Where it draws several claims, a cell joins their different values, first seen first."""

    def each(value: Callable[[Edge], object]) -> Callable[[Line], object]:
        return lambda line: tuple(dict.fromkeys(map(value, line.claims)))

    def of_quoted(value: Callable[[Document], object]) -> Callable[[Line], object]:
        return lambda line: tuple(dict.fromkeys(value(documents[claim.document]) for claim in quotes_of(line)))

    return (
        Column("label", "string", label_of),
        Column("weight", "double", lambda line: float(len(line.documents))),
        Column("color", "string", lambda line: colour_of_status(line.best.status)),
        Column("relation", "string", lambda line: line.best.relation),
        Column("status", "string", lambda line: line.best.status),
        Column("ended", "boolean", lambda line: any(claim.ended for claim in line.claims)),
        Column("attributed_to", "string", each(lambda claim: claim.attributed_to)),
        Column("confidence", "double", lambda line: line.best.confidence),
        Column("evidence", "string", lambda line: tuple(claim.evidence for claim in quotes_of(line))),
        Column("document", "string", lambda line: tuple(dict.fromkeys(claim.document for claim in quotes_of(line)))),
        Column("document_title", "string", of_quoted(lambda document: document.title)),
        Column("publisher", "string", of_quoted(lambda document: document.publisher)),
        Column("published", "string", of_quoted(lambda document: document.published)),
        Column("source_url", "string", of_quoted(lambda document: document.url)),
        Column("date", "string", each(lambda claim: claim.date_text)),
        Column(
            "date_start", "string", lambda line: min(filter(None, (c.date_start for c in line.claims)), default=None)
        ),
        Column("date_end", "string", lambda line: max(filter(None, (c.date_end for c in line.claims)), default=None)),
        Column("role", "string", each(lambda claim: claim.role)),
        Column("place", "string", each(lambda claim: claim.place)),
        Column("amount", "string", each(lambda claim: claim.amount)),
        Column("recipient", "string", each(lambda claim: claim.recipient)),
        Column("cause", "string", each(lambda claim: claim.cause)),
        Column("claim_count", "int", lambda line: len(line.claims)),
        Column("document_count", "int", lambda line: len(line.documents)),
    )


def quotes_of(line: Line) -> tuple[Edge, ...]:
    """The claims whose sentences a cell shows: the first few with different words, the surest first."""
    shown: dict[str, Edge] = {}
    for claim in sorted(line.claims, key=lambda claim: -claim.confidence):
        shown.setdefault(claim.evidence, claim)
    return tuple(shown.values())[:MAX_QUOTES]


def label_of(line: Line) -> str:
    """What is written along an edge: the relation, and its status unless that is plain assertion or the same word."""
    words = line.best.relation.replace("_", " ")
    return words if line.best.status in {Status.ASSERTED, words} else f"{words} ({line.best.status})"


def key_of(domain: str, name: str) -> str:
    """The id of a column; the same in every file, since Gephi takes it for the column when files are appended.

    Example:
        >>> key_of("edge", "relation")
        'e_relation'
    """
    return f"{domain[0]}_{name}"


def cells(domain: str, columns: Iterable[Column[Drawn]], drawn: Drawn) -> Iterator[str]:
    """A node's or an edge's `<data>` elements, without the empty ones."""
    for column in columns:
        value = flat(column.cell(drawn))
        if value is not None:
            yield f'<data key="{key_of(domain, column.name)}">{spelled(value)}</data>'


def spelled(value: Flat) -> str:
    """A value as the text of an element: truth values as XML Schema has them, numbers to their last digit.

    Example:
        >>> spelled(True), spelled(0.1), spelled("R&D <AT>")
        ('true', '0.1', 'R&amp;D &lt;AT&gt;')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value).translate(ESCAPES)


def quoted(identity: str) -> str:
    """An id as an attribute's value with its quotes."""
    return f'"{str(flat(identity) or "").translate(ESCAPES)}"'
