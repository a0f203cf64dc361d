"""Words as the network reads them: numbers of word pieces, a shape, and the gap before the word.

The pieces are those of the encoder that the network grew from (MiniLM, uncased WordPiece): lower case, without accents,
punctuation by itself, then the longest piece of the vocabulary from the left. Lower case loses what news tells by
capitals, so each word brings its shape along.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

#: Pieces of one word that are read; a web address has more, and nothing is learnt from its end.
MOST_PIECES = 8
#: Characters of a word that are looked at.
MOST_CHARACTERS = 60
UNKNOWN, OPENING, CLOSING = "[UNK]", "[CLS]", "[SEP]"


class Shape(IntEnum):
    """What capitals, digits and signs a word is made of."""

    SIGN = 0
    LOWER = 1
    CAPITALISED = 2
    CAPITALS = 3
    INITIAL = 4
    MIXED = 5
    NUMBER = 6
    DESIGNATION = 7
    MEASURE = 8
    HYPHENED_NAME = 9
    HYPHENED = 10
    ABBREVIATION = 11


class Gap(IntEnum):
    """What stands between a word and the one before it."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3


def gap_of(space: str) -> Gap:
    r"""What white space between two words tells.

    Example:
        >>> gap_of(" ").name, gap_of("\n").name, gap_of("\n \n").name
        ('SPACE', 'LINE', 'PARAGRAPH')
    """
    return Gap.PARAGRAPH if space.count("\n") > 1 else Gap.LINE if "\n" in space else Gap.SPACE


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces, by their numbers; pieces inside of a word begin with "##"."""

    numbers: dict[str, int]

    @classmethod
    def of(cls, pieces: Sequence[str]) -> Vocabulary:
        """A vocabulary out of its pieces in the order of their numbers."""
        return cls({piece: number for number, piece in enumerate(pieces)})

    def read(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one.

        Example:
            >>> Vocabulary.of(["[UNK]", "mig", "-", "29", "##s"]).read("MiG-29s")
            (1, 2, 3, 4)
        """
        found: list[int] = []
        for part in _parts(word[:MOST_CHARACTERS]):
            found += self._greedy(part)
            if len(found) >= MOST_PIECES:
                break
        return tuple(found[:MOST_PIECES]) or (self.numbers[UNKNOWN],)

    def _greedy(self, part: str) -> list[int]:
        found: list[int] = []
        at = 0
        while at < len(part):
            end = len(part)
            mark = "##" if at else ""
            while end > at and mark + part[at:end] not in self.numbers:
                end -= 1
            if end == at:
                return [self.numbers[UNKNOWN]]
            found.append(self.numbers[mark + part[at:end]])
            at = end
        return found


def _parts(word: str) -> list[str]:
    """Lower case without accents, cut at every sign that is neither letter nor digit."""
    parts: list[str] = []
    inside = False
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn" or category.startswith("C"):
            continue
        if category[0] not in "LNM":
            parts.append(character)
            inside = False
        elif inside:
            parts[-1] += character
        else:
            parts.append(character)
            inside = True
    return parts


def shape_of(word: str) -> Shape:
    """The shape of a word.

    Example:
        >>> [shape_of(word).name for word in ("MiG-29s", "155mm", "Kyiv", "DRDO", "al-Warfalli")]
        ['DESIGNATION', 'MEASURE', 'CAPITALISED', 'CAPITALS', 'HYPHENED_NAME']
    """
    upper = sum(map(str.isupper, word))
    letters = sum(map(str.isalpha, word))
    digits = any(map(str.isdigit, word))
    if digits:
        return Shape.NUMBER if not letters else Shape.DESIGNATION if upper else Shape.MEASURE
    if not letters:
        return Shape.SIGN
    if "-" in word[1:-1]:
        return Shape.HYPHENED_NAME if upper else Shape.HYPHENED
    if "." in word:
        return Shape.ABBREVIATION
    if not upper:
        return Shape.LOWER
    if upper == letters:
        return Shape.CAPITALS if letters > 1 else Shape.INITIAL
    return Shape.CAPITALISED if upper == 1 and word[0].isupper() else Shape.MIXED
