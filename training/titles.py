"""Titles before a person's name: some corpora put them inside of the name, and we do not."""

from __future__ import annotations

from spacy.tokens import Span

TITLES = frozenset(
    """
    president prime minister mr mrs ms miss dr sir lord lady foreign defense defence interior finance trade oil justice
    health secretary secretary-general general gen colonel col major maj captain capt lieutenant lt sergeant sgt private
    admiral adm brigadier marshal senator sen congressman congresswoman representative rep governor gov mayor king queen
    prince princess pope archbishop bishop cardinal sheikh sheik ayatollah imam mullah judge chancellor premier
    ambassador envoy chief vice deputy former chairman chairwoman spokesman spokeswoman attorney commander leader
    professor prof president-elect then-president ex-president candidate opposition rev reverend father
    """.split()
)
#: What stands behind "of" in a title: "Secretary of State".
OFFICES = frozenset(["state", "defense", "defence", "staff"])
PERSON = "PERSON"


def without_title(span: Span) -> Span | None:
    """A person's name without the titles before it, other names as they are; None if nothing is left.

    Example:
        "Secretary of State Condoleezza Rice" becomes "Condoleezza Rice".
    """
    if span.label_ != PERSON:
        return span
    words = [word.text.rstrip(".").lower() for word in span]
    first = 0
    while first < len(words):
        if words[first] in TITLES:
            first += 1
        elif first and words[first] == "of" and first + 2 < len(words) and words[first + 1] in OFFICES:
            first += 2
        else:
            break
    if first == len(words):
        # A man may be called King.
        return span if words == ["king"] else None
    return Span(span.doc, span.start + first, span.end, label=PERSON) if first else span
