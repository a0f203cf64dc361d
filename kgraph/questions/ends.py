"""Noun phrases of a question as ends of a plan: holes, entities, kinds of entities, names that are missing."""

from __future__ import annotations

from collections.abc import Collection

from kgraph.errors import AmbiguousName
from kgraph.questions.finding import FIRM, Finder
from kgraph.questions.phrases import BROAD, Phrase
from kgraph.questions.plans import End, Hole, Missing, Named, Some


def end_of(phrase: Phrase | None, allowed: Collection[str], finder: Finder) -> tuple[End, tuple[str, ...]]:
    """The end that a phrase stands for, and what the reader should be told of it.

    Args:
        phrase: None leaves the end open.
        allowed: types that the relation has at this end.
        finder: looks names up.

    Raises:
        AmbiguousName: the phrase fits several names.
    """
    if phrase is None:
        return Some(), ()
    if phrase.kind == "hole":
        return hole_of(phrase, allowed, finder)
    if phrase.kind == "type" and not _is_name(phrase, finder):
        of, notes = owner_of(phrase, finder)
        notes += _unchecked(phrase)
        return Some(types=phrase.types, noun=narrow_noun(phrase), of=of), notes
    named = finder.named(finder.meant(phrase.text), allowed)
    return named, (*told(phrase.text, named, finder), *_unchecked(phrase))


def hole_of(phrase: Phrase, allowed: Collection[str], finder: Finder) -> tuple[Hole, tuple[str, ...]]:
    """The hole that a phrase asks to fill: "who", "which companies", "what"."""
    types = tuple(kind for kind in phrase.types if not allowed or kind in allowed)
    if allowed and set(types) == set(allowed):
        types = ()
    of, notes = owner_of(phrase, finder)
    notes += _unchecked(phrase)
    return Hole(
        types=types or (phrase.types if not allowed or phrase.noun else ()), noun=narrow_noun(phrase), of=of
    ), notes


def told(text: str, named: Named | Missing, finder: Finder) -> tuple[str, ...]:
    """What the reader should know about how a name was read."""
    if isinstance(named, Missing):
        return ()
    rivals = finder.rivals(text, named)
    if rivals:
        return (f"{text!r} was read as {named.name}; it also fits {'; '.join(rivals)}",)
    return (f"{text!r} was read as {named.name}",) if finder.how(text) == "near" else ()


def _unchecked(phrase: Phrase) -> tuple[str, ...]:
    return (f"{phrase.extra!r} was not checked",) if phrase.extra else ()


def _is_name(phrase: Phrase, finder: Finder) -> bool:
    """Whether a type noun names one entity of the graph: exactly, or as the only one with these words."""
    if phrase.noun in BROAD:
        return False
    if finder.how(phrase.text, typos=False) in FIRM:
        return True
    found = [match for match in finder.all(phrase.text, typos=False) if match.entity.type in phrase.types]
    return len(found) == 1 and phrase.of is None


def narrow_noun(phrase: Phrase) -> str | None:
    """The noun of a phrase where it says more than the type: "tanks", not "weapons"."""
    return phrase.noun if phrase.noun and phrase.noun not in BROAD else None


def owner_of(phrase: Phrase, finder: Finder) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
    """Id and name of what a phrase is narrowed by ("Indian companies"), and notes; no id where the graph lacks it."""
    if phrase.of is None:
        return None, ()
    try:
        named = finder.named(finder.meant(phrase.of))
    except AmbiguousName:
        return ("", phrase.of), ()
    if isinstance(named, Missing):
        return ("", named.words), ()
    return (named.id, named.name), ()
