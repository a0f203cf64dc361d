"""Node-link JSON: every claim with its offsets, for scripts; keys in a fixed order, one record a line.

Text stays as it stands in the documents, so that `text[start:end] == evidence` can be checked from the file. A lone
surrogate, which UTF-8 cannot hold, is written as JSON's own escape.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kgraph.exports.files import replacing
from kgraph.exports.parts import Line, Part, Selection, Source, part_of
from kgraph.model import Document, Edge, Entity

#: The version of the shape; keys are only ever added.
SCHEMA = 1

HEAD: dict[str, Any] = {"schema": SCHEMA, "directed": True, "multigraph": True}


def to_node_link(source: Source, edges: Iterable[Edge] | None = None) -> dict[str, Any]:
    """The graph as plain data in the shape of the `.json` export, one edge a claim.

    Args:
        source: the store.
        edges: only these, with their ends and documents; None: everything, isolated entities too.

    Raises:
        StoreError: a claim is about an entity, or from a document, that the store lacks.
    """
    with source.snapshot():
        part = part_of(source, Selection(), merged=False, edges=edges)
        return {**HEAD, **{name: list(records) for name, records in sections(part)}}


def write(part: Part, path: Path) -> None:
    """Writes a part of the graph as JSON.

    Raises:
        UsageError, KgraphError: as `kgraph.exports.files.replacing`.
    """
    with replacing(path) as file:
        file.writelines(piece.encode("utf-8", "backslashreplace") for piece in pieces(part))


def pieces(part: Part) -> Iterator[str]:
    """The file's text, piece by piece, so that a large graph need not fit into memory twice."""
    yield dumped(HEAD)[:-1]
    for name, records in sections(part):
        yield f",\n{dumped(name)}: ["
        between = "\n"
        for record in records:
            yield between + dumped(record)
            between = ",\n"
        yield "\n]"
    yield "}\n"


def sections(part: Part) -> tuple[tuple[str, Iterable[dict[str, Any]]], ...]:
    """The three lists of the shape, in its order."""
    return (
        ("documents", map(document_record, part.documents)),
        ("nodes", map(node_record, part.nodes)),
        ("edges", map(edge_record, part.lines())),
    )


def document_record(document: Document) -> dict[str, Any]:
    """A document without its text."""
    names = ("id", "title", "publisher", "published", "url")
    return {name: getattr(document, name) for name in names}


def node_record(entity: Entity) -> dict[str, Any]:
    """An entity as a node."""
    return {"id": entity.id, "type": entity.type, "name": entity.name, "aliases": list(entity.aliases)}


def edge_record(line: Line) -> dict[str, Any]:
    """A claim as an edge; where several are drawn as one, the surest, with `weight` (documents) and `claims` (ids)."""
    claim = line.best
    record = {
        "id": line.id,
        "source": claim.source,
        "target": claim.target,
        "relation": claim.relation,
        "status": str(claim.status),
        "ended": claim.ended,
        "attributed_to": claim.attributed_to,
        "role": claim.role,
        "place": claim.place,
        "amount": claim.amount,
        "recipient": claim.recipient,
        "cause": claim.cause,
        "date_text": claim.date_text,
        "date_start": claim.date_start,
        "date_end": claim.date_end,
        "confidence": claim.confidence if math.isfinite(claim.confidence) else None,
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "evidence": claim.evidence,
        "context": [{"start": quote.start, "end": quote.end, "quote": quote.quote} for quote in claim.context],
    }
    if line.is_merged:
        record |= {"weight": len(line.documents), "claims": [each.id for each in line.claims]}
    return record


def dumped(value: object) -> str:
    """A value as JSON on one line, unescaped.

    Example:
        >>> dumped({"name": "Société"})
        '{"name": "Société"}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
