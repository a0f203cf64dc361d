"""Colours of what is drawn. Never the only sign: type, relation and status are columns and labels too."""

from __future__ import annotations

import functools

from kgraph import ontology
from kgraph.model import Status, content_id

#: For types that a user's ontology adds, which the store does not carry: chosen by the type's name, so that a type has
#: one colour in every file. Tableau 10, whose other colours the shipped ontology has given away.
SPARE = ("#76B7B2", "#FF9DA7", "#BAB0AC")

#: Edge colours by status: darker the more firmly it is said, red where it is denied.
STATUS_COLOURS = {
    Status.ASSERTED: "#202020",
    Status.REPORTED: "#4D6A8A",
    Status.PLANNED: "#5B8C5A",
    Status.PROPOSED: "#B07D2B",
    Status.POSSIBLE: "#A0A0A0",
    Status.DENIED: "#C0392B",
}


@functools.cache
def colour_of_type(name: str) -> str:
    """The colour of an entity type as "#RRGGBB": the shipped ontology's, or a spare one.

    Example:
        >>> colour_of_type("event") == ontology.load().types["event"].color, colour_of_type("vessel")
        (True, '#76B7B2')
    """
    known = _shipped_colours().get(name)
    return known or SPARE[int(content_id("colour", name), 16) % len(SPARE)]


@functools.cache
def _shipped_colours() -> dict[str, str]:
    return {name: kind.color for name, kind in ontology.load().types.items()}


def colour_of_status(status: Status) -> str:
    """The colour of a status as "#RRGGBB".

    Example:
        >>> colour_of_status(Status.DENIED)
        '#C0392B'
    """
    return STATUS_COLOURS[status]
