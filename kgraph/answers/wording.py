"""Answers in words. What is reported, planned, proposed, possible or denied is never told as done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kgraph.model import Status
from kgraph.ontology import Ontology, Relation
from kgraph.questions.words import PREPOSITIONS, base_of, verb_forms

#: Numbers in words; larger ones are written in digits.
_NUMBERS: Final = "no one two three four five six seven eight nine ten eleven twelve".split()
#: Names that are told one by one; more are counted.
NAMED: Final = 4


def listed(names: Sequence[str], shown: int = 0) -> str:
    """Names with commas and "and"; the rest is counted where not all are shown.

    Example:
        >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b", "c"], shown=1)
        ('a', 'a, b and c', 'a and 2 more')
    """
    held = list(dict.fromkeys(names))
    if shown and len(held) > shown:
        held = [*held[:shown], f"{len(held) - shown} more"]
    return held[0] if len(held) == 1 else f"{', '.join(held[:-1])} and {held[-1]}" if held else ""


def number(count: int) -> str:
    """A number in words up to twelve.

    Example:
        >>> number(6), number(40)
        ('six', '40')
    """
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def counted(types: Sequence[str], ontology: Ontology) -> str:
    """How many there are of each type: "six organisations and one person"."""
    parts = []
    for kind in dict.fromkeys(types):
        many = types.count(kind)
        known = ontology.types.get(kind)
        plural = known.plural if known else f"{kind}s"
        noun = plural if many > 1 else kind
        if plural == kind:
            noun = f"kinds of {kind}" if many > 1 else f"kind of {kind}"
        parts.append(f"{number(many)} {noun}")
    return listed(parts)


def people(names: Sequence[str], types: Sequence[str], ontology: Ontology) -> str:
    """A few names one by one, many as a number."""
    return listed(names) if len(names) <= NAMED else counted(types, ontology)


def with_article(name: str, kind: str) -> str:
    """The name as it stands in a sentence: one that ends in a common noun has an article, but for kinds of things.

    Example:
        >>> [with_article(name, "event") for name in ("Moscow talks", "Putin's visit")]
        ['the Moscow talks', "Putin's visit"]
        >>> with_article("Indian delegation", "organisation"), with_article("Indian firms", "organisation")
        ('the Indian delegation', 'Indian firms')
    """
    words = name.split()
    owned = any(word.endswith(("'s", "’s")) for word in words[:2])
    if owned or words[0].lower() in ("the", "a", "an") or kind in ("equipment", "person", "country"):
        return name
    common = words[-1].islower() or any(
        word in PREPOSITIONS and words[place - 1].islower() for place, word in enumerate(words)
    )
    return f"the {name}" if common and (kind == "event" or not is_plural(name)) else name


def is_plural(name: str) -> bool:
    """Whether a name ends in a plural common noun ("Moscow talks").

    Example:
        >>> is_plural("Moscow talks"), is_plural("Reuters"), is_plural("price cap")
        (True, False, False)
    """
    last = name.rpartition(" ")[2]
    return last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def told(
    relation: Relation, status: Status, subject: str, target: str, *, many: bool = False, ended: bool = False
) -> str:
    """A fact as a clause that says how sure it is.

    Args:
        relation: whose label is used.
        status: of the fact.
        subject: in words.
        target: in words; empty where it is left open.
        many: whether the subject is several.
        ended: whether the fact is over.

    Example:
        >>> from kgraph.ontology import load
        >>> visited, makes = load().relations["visited"], load().relations["manufactures"]
        >>> told(visited, Status.PLANNED, "Putin", "India"), told(makes, Status.POSSIBLE, "India", "tanks")
        ('Putin is to visit India', 'India may manufacture tanks')
        >>> told(visited, Status.DENIED, "Acme", "Oslo"), told(visited, Status.POSSIBLE, "Acme", "Oslo")
        ('it is denied that Acme visited Oslo', 'Acme may have visited Oslo')
    """
    many = many or is_plural(subject)
    first, *rest = relation.label.split()
    if not target and rest and rest[-1] in PREPOSITIONS:
        rest = rest[:-1]
    base = base_of(first)
    present = first in ("is", "has", "was") or (first != base and first.endswith("s"))
    own = _number_of(first, base, many=many) if present else first
    plain = " ".join(["formerly", own, *rest] if ended else [own, *rest])
    infinitive = " ".join([base, *rest])
    certain = status is Status.ASSERTED or (status is Status.PROPOSED and relation.name == "proposed")
    done = infinitive if present else " ".join(["have", _participle(base), *rest])
    clause = {
        Status.ASSERTED: f"{subject} {plain}",
        Status.REPORTED: f"{subject} reportedly {plain}",
        Status.PLANNED: f"{subject} {'are' if many else 'is'} to {infinitive}",
        Status.PROPOSED: f"it is proposed that {subject} {infinitive}",
        Status.POSSIBLE: f"{subject} may {done}",
        Status.DENIED: f"it is denied that {subject} {plain}",
    }[Status.ASSERTED if certain else status]
    return f"{clause} {target}".rstrip()


def _number_of(first: str, base: str, *, many: bool) -> str:
    if not many:
        return first
    return {"is": "are", "has": "have", "was": "were"}.get(first, base)


def _participle(base: str) -> str:
    forms = verb_forms(base)
    return next((form for form, kind in forms.items() if kind == "participle"), base)


def on_word_of(speakers: Sequence[str], *, all_of_them: bool) -> str:
    """Who says so: "all on Reuters' word".

    Example:
        >>> on_word_of(["Reuters"], all_of_them=True), on_word_of(["Acme", "three officials"], all_of_them=False)
        (", all on Reuters' word", ', on the word of Acme and three officials')
    """
    if not speakers:
        return ""
    lead = ", all on" if all_of_them else ", on"
    if len(speakers) == 1:
        owner = f"{speakers[0]}'" if speakers[0].endswith("s") else f"{speakers[0]}'s"
        return f"{lead} {owner} word"
    return f"{lead} the word of {listed(speakers, shown=3)}"


def denied_in_words(deniers: Sequence[str | None]) -> str:
    """Who denies: "two deny it", "Acme denies it", "one article denies it"."""
    if not deniers:
        return ""
    named = [who for who in deniers if who is not None]
    own = len(named) < len(deniers)
    if not named:
        return "an article says otherwise"
    many = len(named) > 1 or own
    who = listed([*named, *(["an article"] if own else [])]) if len(named) <= NAMED else number(len(deniers))
    return f"{who} {'deny' if many else 'denies'} it"


def sentence(text: str) -> str:
    """The text with a capital and a full stop.

    Example:
        >>> sentence("six organisations attended")
        'Six organisations attended.'
    """
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
