"""What may be said, and how it sounds: entity types, relations, and the words that trigger them.

An ontology is a TOML file (see `kgraph/ontologies/news.toml`); `load` reads it, `lint` says what is wrong with one and
in which line.
"""

from kgraph.ontology.reading import load
from kgraph.ontology.records import (
    PARTS_OF_SPEECH,
    PREPOSITION,
    ROLES,
    EntityType,
    Example,
    Ontology,
    Pattern,
    Relation,
)

__all__ = [
    "PARTS_OF_SPEECH",
    "PREPOSITION",
    "ROLES",
    "EntityType",
    "Example",
    "Ontology",
    "Pattern",
    "Relation",
    "load",
]
