"""A plan's own text read back: `? -attended-> Moscow talks` is a question too."""

from __future__ import annotations

import re
from typing import Final

from kgraph.errors import UsageError
from kgraph.names import Names
from kgraph.ontology import Ontology
from kgraph.questions.ends import told
from kgraph.questions.finding import Finder
from kgraph.questions.plans import (
    ANY,
    WHO,
    About,
    Connect,
    End,
    Hole,
    Limits,
    Listing,
    Match,
    Missing,
    QueryPlan,
    Select,
    Some,
    Triple,
)

_ARROW: Final = re.compile(r"\s-([a-z][a-z0-9_]*|\*)->\s")
_OPEN: Final = r"(\?|some )([a-z_|]*)(?:\(([^()]*)\))?(?: of (.+))?"
_LIMITS: Final = {"to": "recipient", "of": "goods", "in": "place", "by": "speaker"}
_LISTING: Final = r"(every|how many) ([a-z_]+(?:\|[a-z_]+)*)(?: \(([^()]*)\))?(?: of (.+))?"


def typed_plan(text: str, *, ontology: Ontology, names: Names) -> QueryPlan | None:
    """The plan that prints as this text; None for a question in words.

    Raises:
        UsageError: an arrow with a relation or a type that the ontology does not have.
        AmbiguousName: a name fits several entities.
    """
    text = f" {text.strip()} ".replace(" -", " -")
    finder = Finder(names)
    if _ARROW.search(text):
        return _match(text.strip(), finder, ontology)
    if " <-> " in text:
        source, _, target = text.strip().partition(" <-> ")
        return Connect(source=finder.named(source), target=finder.named(target))
    listed = re.fullmatch(_LISTING, text.strip()) if text.startswith((" every ", " how many ")) else None
    if listed and all(kind in ontology.types for kind in listed[2].split("|")):
        words = tuple((listed[3] or "").split())
        of = _owner(listed[4], finder)
        return Listing(types=tuple(listed[2].split("|")), words=words, of=of, count=listed[1] == "how many")
    about = re.fullmatch(r"about (.+) \?([a-z_|]+)", text.strip()) if text.startswith(" about ") else None
    if about:
        return About(entity=finder.named(about[1]), types=_types(about[2], ontology))
    return None


def _match(text: str, finder: Finder, ontology: Ontology) -> Match:
    head, _, rest = text.partition(": ")
    select = next((select for select in Select if select == head), None)
    body = rest if select else text
    limits = Limits()
    bracket = re.fullmatch(r"(.*) \[([^\[\]]*)\]", body)
    if bracket:
        body, limits = bracket[1], _limits(bracket[2], finder)
    triples = []
    notes: tuple[str, ...] = ()
    for part in re.split(r" or (?=[^>]* -[a-z*_]+-> )", body):
        arrow = _ARROW.search(part)
        if arrow is None:
            raise UsageError(f"not a plan: {part!r}", hint="write ? -attended-> Moscow talks")
        relation = arrow[1] if arrow[1] == ANY else ontology.relation(arrow[1]).name
        known = ontology.relations.get(relation)
        subject, subject_notes = _end(part[: arrow.start()].strip(), known.domain if known else (), finder, ontology)
        target, target_notes = _end(part[arrow.end() :].strip(), known.range if known else (), finder, ontology)
        triples.append(Triple(subject=subject, relation=relation, object=target))
        notes = tuple(dict.fromkeys((*notes, *subject_notes, *target_notes)))
    return Match(triples=tuple(triples), select=select or _default(triples), limits=limits, notes=notes)


def _default(triples: list[Triple]) -> Select:
    return Select.ENTITIES if triples[0].hole else Select.YES_NO


def _limits(text: str, finder: Finder) -> Limits:
    made = Limits()
    for part in text.split(", "):
        word, _, value = part.partition(" ")
        if word == "denied":
            made = _with(made, denied=True)
        elif word in ("since", "until"):
            made = _with(made, **{word: value})
        elif word == "only":
            made = _with(made, types=tuple(value.split("|")))
        elif word == "as":
            made = _with(made, role=value)
        elif word in _LIMITS:
            made = _with(made, **{_LIMITS[word]: finder.named(value)})
    return made


def _with(limits: Limits, **changes: object) -> Limits:
    return limits._replace(**changes)  # type: ignore[arg-type]


def _end(text: str, allowed: tuple[str, ...], finder: Finder, ontology: Ontology) -> tuple[End, tuple[str, ...]]:
    if text == ANY:
        return Some(), ()
    found = re.fullmatch(_OPEN, text)
    if not found or (found[1] == "some " and not found[2]):
        named = finder.named(text, allowed)
        return named, told(text, named, finder)
    types = WHO if found[2] == "who" else _types(found[2], ontology)
    owner = _owner(found[4], finder)
    if found[1] == "?":
        return Hole(types=types, noun=found[3], of=owner), ()
    return Some(types=types, noun=found[3], of=owner), ()


def _owner(text: str | None, finder: Finder) -> tuple[str, str] | None:
    if not text:
        return None
    named = finder.named(text)
    return ("", named.words) if isinstance(named, Missing) else (named.id, named.name)


def _types(text: str, ontology: Ontology) -> tuple[str, ...]:
    return tuple(ontology.type(kind).name for kind in text.split("|")) if text else ()
