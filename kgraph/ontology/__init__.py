"""What may be said, and how it sounds: entity types, relations, and the words that trigger them.

An ontology is a TOML file (see `kgraph/ontologies/news.toml`); `load` reads it, `lint` says what is wrong with one and
in which line.
"""

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


def load(name_or_path: str = "news") -> Ontology:
    """The ontology of that name, or of that file.

    Args:
        name_or_path: a shipped ontology's name ("news"), or the path of a TOML file. A shipped name goes first; write
            "./news" for a file.

    Raises:
        OntologyError: no such file or name, no TOML, or something in it that is unknown or missing. The message names
            the file and the key, the hint the nearest known word.

    Example:
        >>> load().relation("attended").inverse
        'was attended by'
    """
    from kgraph.ontology.reading import read  # a query takes the ontology from its store and reads no TOML

    return read(name_or_path)
