"""A question as words: contractions undone, possessives marked, offsets kept so that names are looked up as typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

#: Words with inner dots, hyphens, ampersands and apostrophes; other marks are dropped.
_WORD: Final = re.compile(r"[^\W_]+(?:[-&./][^\W_]+)*(?:['’][^\W\d_]+)*['’]?|&")
_NOT: Final = re.compile(r"n['’]t$", re.IGNORECASE)
_CLITIC: Final = re.compile(r"['’](s|re|ve|ll|d|m)$", re.IGNORECASE)
#: Words after which 's is a short "is" or "has".
_HOSTS: Final = frozenset("who what where when why how that there it he she".split())
_SHORT: Final = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}


class Word(NamedTuple):
    """One word of a question: in lower case, where it stands, and whether it is a possessive ("Adani's")."""

    low: str
    start: int
    end: int
    possessive: bool = False


def words_of(question: str) -> tuple[Word, ...]:
    """The words of a question.

    Example:
        >>> [word.low + "'s" * word.possessive for word in words_of("Who's Baykar's partner, and didn’t it sign?")]
        ['who', 'is', "baykar's", 'partner', 'and', 'did', 'not', 'it', 'sign']
    """
    made: list[Word] = []
    for found in _WORD.finditer(question):
        made += _split(found.group(), found.start())
    return tuple(made)


def _split(text: str, start: int) -> list[Word]:
    low = text.lower().replace("’", "'")
    negated = _NOT.search(text)
    if negated:
        stem = {"wo": "will", "ca": "can", "sha": "shall"}.get(low[:-3], low[:-3])
        return [Word(stem, start, start + len(text) - 3), Word("not", start + len(text) - 3, start + len(text))]
    clitic = _CLITIC.search(text)
    if clitic is None:
        bare = low.removesuffix("'")
        return [Word(bare, start, start + len(bare), possessive=bare != low)]
    stem, tail = low[: clitic.start()], clitic.group(1).lower()
    end = start + len(stem)
    if tail != "s":
        return [Word(stem, start, end), Word(_SHORT[tail], end, start + len(text))]
    if stem in _HOSTS:
        return [Word(stem, start, end), Word("is", end, start + len(text))]
    return [Word(stem, start, end, possessive=True)]


def text_of(question: str, words: Sequence[Word]) -> str:
    """The stretch of the question from the first to the last of the words, a final possessive left out."""
    return question[words[0].start : words[-1].end]
