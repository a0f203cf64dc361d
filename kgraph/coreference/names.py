"""Which names of a document are one: the same words, a part of a longer name, its initials, its surname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kgraph.model import Link, Mention, MentionKind, Reason

#: How sure each kind of link is: same words, acronym in brackets, surname or first words of one longer name, initials.
SAME, BRACKETS, PART, INITIALS = 0.98, 0.97, 0.9, 0.85
#: Letters of an acronym at least.
SHORTEST = 2
#: Legal forms at the end of a firm's name; they tell no two firms apart.
LEGAL_FORMS = frozenset(
    "ltd limited inc incorporated plc llc corp corporation co company ag gmbh sa spa oyj ab asa nv pjsc "
    "jsc ojsc kk bhd holdings as".split()
)


def key_of(text: str) -> str:
    """A name without case, accents, punctuation, article, possessive and legal form; "&" is "and".

    Example:
        >>> key_of("The Larsen & Toubro’s"), key_of("Acme Ltd.")
        ('larsen and toubro', 'acme')
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "'").replace("&", " and ")
    plain = re.sub(r"'s\b", "", plain).replace(".", "")
    words = [w for w in re.split(r"[^\w]+", plain) if w]
    if words and words[0] in {"the", "a", "an"}:
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    return " ".join(words)


def initials_of(text: str) -> str:
    """The initials of a name's capitalised words: "Society of Indian Defence Manufacturers" -> "SIDM"."""
    return "".join(word[0] for word in re.split(r"[\s\-]+", text) if word[:1].isupper())


def name_links(mentions: Sequence[Mention]) -> Iterator[Link]:
    """Links each named mention to the first mention of its name, or of the one longer name that it shortens.

    Yields nothing where two longer names would fit: none rather than a doubtful one.
    """
    named = [m for m in mentions if m.kind in {MentionKind.NAME, MentionKind.DESIGNATION}]
    first: dict[tuple[str, str], Mention] = {}
    for mention in named:
        identity = (mention.type, key_of(mention.name or mention.text))
        if identity in first:
            yield _link(mention, first[identity], SAME, "the same name")
        else:
            first[identity] = mention
    for (kind, key), mention in first.items():
        longer = _longer(kind, key, mention, first)
        if longer is not None:
            target, score, why = longer
            yield _link(mention, target, score, why)


def _longer(
    kind: str, key: str, mention: Mention, first: dict[tuple[str, str], Mention]
) -> tuple[Mention, float, str] | None:
    """The one longer name of the document that a name is short for, with how sure that is and why."""
    words = key.split()
    if kind in {"country", "equipment", "place"} or not words:
        return None
    fits: list[tuple[Mention, float, str]] = []
    for (other_kind, other), target in first.items():
        if other_kind != kind or other == key:
            continue
        long_words = other.split()
        full = target.name or target.text
        if kind == "person":
            if len(words) < len(long_words) and (
                long_words[-len(words) :] == words or (long_words[: len(words)] == words and len(words) == 1)
            ):
                fits.append((target, PART, f"part of the name {full}"))
        elif len(words) < len(long_words) and long_words[: len(words)] == words and kind == "organisation":
            fits.append((target, PART, f"the first words of {full}"))
        elif (
            len(words) == 1
            and len(key) >= SHORTEST
            and mention.text.isupper()
            and initials_of(full).casefold() == key
            and len(long_words) > 1
        ):
            fits.append((target, INITIALS, f"the initials of {full}"))
    return fits[0] if len(fits) == 1 else None


def bracket_links(text: str, mentions: Sequence[Mention]) -> Iterator[Link]:
    """ "Society of Indian Defence Manufacturers (SIDM)": the name in brackets is the name before them."""
    for before, inside in pairwise(mentions):
        gap = text[before.end : inside.start]
        closed = text[inside.end : inside.end + 1] == ")"
        if gap.strip() == "(" and closed and inside.kind is MentionKind.NAME and before.type == inside.type:
            letters = initials_of(before.name or before.text).casefold()
            if key_of(inside.text).replace(" ", "")[:1] in letters[:1]:
                yield _link(inside, before, BRACKETS, f"in brackets after {before.text}")


def _link(mention: Mention, target: Mention, score: float, why: str) -> Link:
    return Link(mention=mention.id, target=target.id, score=score, reasons=(Reason(text=why, weight=score),))
