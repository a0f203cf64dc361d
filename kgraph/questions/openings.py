"""How a question opens: the words that say what is wanted, before the claim that it is about."""

from __future__ import annotations

from typing import Final, NamedTuple

from kgraph.questions.plans import Select
from kgraph.questions.tokens import Word

_PAPERS: Final = "documents articles sources reports outlets papers stories texts".split()
_SAY: Final = "say says said report reported claim claims state states confirm confirmed mention write tell".split()
_DENY: Final = "denied denies deny rejected rejects refuted refutes disputed disputes contradicted contradicts".split()

#: Openings that ask for the quotes behind a statement.
_QUOTES: Final = (
    "why do you say", "why do you think", "why do you believe", "why does it say", "why do they say",
    "why would you say",
    "what is the evidence", "what evidence is there", "what is the proof", "what proof is there", "is there evidence",
    "is there proof", "evidence", "proof", "how do you know", "how do we know", "what makes you think",
    "what makes you say",
    "where does it say", "what is the source for", "what are the sources for", "source for", "sources for", "quote for",
    "quotes for", "who says", "who said", "who claims", "who claimed", "who states", "who confirms", "who confirmed",
    "according to whom", "which documents say", "which articles say", "which sources say", "which outlets say",
    "which document says", "which article says", "what supports", "prove", "show evidence", "show proof",
)  # fmt: skip
_TRUTHS: Final = (
    "is it true", "is it the case", "is it so", "is it certain", "do we know whether", "do we know if",
    "do you know whether",
    "do you know if", "can you tell me whether", "can you tell me if", "whether", "is it said", "is it reported",
)  # fmt: skip
_LISTS: Final = (
    "list", "show me", "show", "give me", "give", "tell me", "name", "find me", "find", "get me", "get", "display",
    "print",
    "do you know", "can you tell me", "could you tell me", "i want to know", "i would like to know", "enumerate",
    "what are", "which are", "are there", "is there", "what kind of", "what kinds of", "what sort of", "what type of",
    "what types of",
)  # fmt: skip
_TIMES: Final = (
    "on which day", "on what day", "on what date", "on which date", "in which year", "in what year", "in which month",
    "at what time", "what date", "what day", "what year", "which year", "what month", "which month", "since when",
    "when",
    "what time",
)  # fmt: skip
_PLACES: Final = (
    "in which city", "in what city", "in which country", "in what country", "in which place", "in what place",
    "in which town", "at which place", "to which country", "to which city", "which city", "what city", "where",
)  # fmt: skip
#: The place of a denying word at the latest ("how many of the companies have denied").
_LATEST_DENIAL: Final = 7
_BEFORE_DENIAL: Final = frozenset("who which what list of the have has all that officially publicly".split())
#: Words that may follow an opening and add nothing to it.
_LINKS: Final = frozenset("that for of the if whether about on".split())
_TRAILING: Final = (
    "mentioned",
    "named",
    "known",
    "there",
    "listed",
    "in the graph",
    "in the store",
    "in the articles",
    "do you know",
)


class Opening(NamedTuple):
    """What the first words ask for, and the words that remain to be read.

    `statement`: what remains is a claim to be looked up. `listing`: a list was asked for. `denied`: denials count.
    `kind`: the noun that those who deny must be.
    """

    select: Select
    words: tuple[Word, ...]
    statement: bool = False
    listing: bool = False
    denied: bool = False
    kind: tuple[str, ...] = ()


def opening_of(words: tuple[Word, ...]) -> Opening:
    """Reads the opening of a question.

    Example:
        >>> from kgraph.questions.tokens import words_of
        >>> opening = opening_of(words_of("How many documents say that SIDM was there?"))
        >>> str(opening.select), [word.low for word in opening.words]
        ('how many documents', ['sidm', 'was'])
    """
    words = _without_end(words)
    lows = [word.low for word in words]
    documents = _documents(lows)
    if documents is not None:
        denied = bool(set(lows[3:documents]) & set(_DENY))
        return Opening(Select.DOCUMENTS, words[documents:], statement=True, denied=denied)
    denial = _denial(lows)
    if denial is not None:
        at, start = denial
        many = lows[:2] == ["how", "many"]
        kind = tuple(low for low in lows[2 * many : at] if low not in _BEFORE_DENIAL)
        select = Select.DENIERS if many else Select.DENIER
        return Opening(select, words[start:], statement=True, denied=True, kind=kind)
    for select, openings in ((Select.QUOTE, _QUOTES), (Select.YES_NO, _TRUTHS)):
        length = _starts(lows, openings)
        if length:
            return Opening(select, words[_past_links(lows, length) :], statement=True)
    if lows[:1] == ["why"]:
        return Opening(Select.QUOTE, words[1:], statement=True)
    return _asking(words, lows)


def _asking(words: tuple[Word, ...], lows: list[str]) -> Opening:
    listing = False
    length = _starts(lows, _LISTS)
    if length and len(lows) > length and lows[length] != "about":
        listing = True
        while length < len(lows) and lows[length] in ("all", "every", "the", "any", "me", "of"):
            length += 1
        words, lows = words[length:], lows[length:]
    for select, openings in ((Select.TIME, _TIMES), (Select.PLACE, _PLACES)):
        length = _starts(lows, openings)
        if length:
            return Opening(select, words[length:])
    if lows[:2] == ["how", "many"] or lows[:2] == ["number", "of"]:
        return Opening(Select.COUNT, words[2:], listing=True)
    if lows[:2] == ["how", "much"]:
        return Opening(Select.AMOUNT, words[2:])
    if lows[-1:] in (["when"], ["where"]) and len(lows) > 1:
        return Opening(Select.TIME if lows[-1] == "when" else Select.PLACE, words[:-1])
    return Opening(Select.ENTITIES, words, listing=listing)


def _documents(lows: list[str]) -> int | None:
    """Where the statement starts in "how many documents say that …"; None in other questions."""
    if lows[:2] != ["how", "many"] or len(lows) < 4 or lows[2] not in _PAPERS:  # noqa: PLR2004 - "how many papers say"
        return None
    at = 3 + (lows[3] in ("do", "have"))
    if at < len(lows) and lows[at] in (*_SAY, *_DENY):
        return at + 1 + (lows[at + 1 : at + 2] == ["that"])
    return None


def _denial(lows: list[str]) -> tuple[int, int] | None:
    """Where the denying word stands in "who denied that …", and where the statement starts; None otherwise."""
    if not lows or lows[0] not in ("who", "which", "what", "how", "list", "companies", "people"):
        return None
    for at in range(1, min(len(lows), _LATEST_DENIAL)):
        if lows[at] in _DENY and at + 1 < len(lows):
            return at, at + 1 + (lows[at + 1] == "that")
    return None


def _starts(lows: list[str], openings: tuple[str, ...]) -> int:
    """How many words the longest of the openings takes that the question starts with; 0 for none."""
    text = " ".join(lows) + " "
    return max((opening.count(" ") + 1 for opening in openings if text.startswith(opening + " ")), default=0)


def _past_links(lows: list[str], at: int) -> int:
    while at < len(lows) and lows[at] in _LINKS:
        at += 1
    return at


def _without_end(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without those that only point at the graph ("… are mentioned", "… are there")."""
    text = " ".join(word.low for word in words)
    for ending in _TRAILING:
        count = ending.count(" ") + 1
        if text.endswith(" " + ending) and len(words) > count + 1:
            return words[:-count]
    return words
