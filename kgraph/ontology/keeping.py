"""An ontology as a store keeps it: one line of JSON, which a query reads ten times as fast as the TOML it came from.

What no question needs is left out: descriptions and examples.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from kgraph.ontology.records import EntityType, Ontology, Pattern, Relation
from kgraph.ontology.sources import is_path, source_of


def packed(ontology: Ontology, name_or_path: str) -> str:
    """The ontology as text.

    Args:
        ontology: as `load` gives it.
        name_or_path: what it was loaded by.

    Example:
        >>> from kgraph.ontology import load
        >>> unpacked(packed(load("news"), "news")).relation("attended").inverse
        'was attended by'
    """
    types = [kind._replace(description="") for kind in ontology.types.values()]
    relations = [relation._replace(description="", examples=()) for relation in ontology.relations.values()]
    shipped = None if is_path(name_or_path) else [name_or_path, _checksum(name_or_path)]
    kept = [shipped, ontology.name, ontology.digest, types, relations]  # records are tuples, and become lists
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Ontology | None:
    """The ontology of a text; None where it is a shipped one whose file reads otherwise by now."""
    shipped, name, digest, types, relations = json.loads(text)
    if shipped is not None and _checksum(shipped[0]) != shipped[1]:
        return None
    return Ontology(
        name=name,
        digest=digest,
        types={row[0]: EntityType(*_tuples(row)) for row in types},
        relations={row[0]: _relation(row) for row in relations},
    )


def _relation(row: list[Any]) -> Relation:
    relation = Relation(*_tuples(row))
    return relation._replace(patterns=tuple(Pattern(*_tuples(pattern)) for pattern in relation.patterns))


def _tuples(row: Iterable[Any]) -> list[Any]:
    return [tuple(value) if isinstance(value, list) else value for value in row]


def _checksum(name: str) -> int:
    return crc32(source_of(name).text.encode())
