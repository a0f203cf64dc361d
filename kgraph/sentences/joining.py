"""What the parser is shown in place of names that it cannot know.

The shipped pipeline knows 17,000 words. News is full of names outside them ("Retselisitsoe Khoabane", "MiG-29s"), and
an unknown word is easily taken for a verb or an adjective, which costs the arcs around it as well. The name recogniser
runs first; then the parser reads the sentence with common names of the same kind in their places. The words in the
result are the document's own.

Measured on the news half of PUD: LAS 84.3 -> 84.5 as it stands, 83.4 -> 83.9 with its names replaced by invented ones.
Stand-ins for organisations and for capitalised words that are no known name were tried and brought nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kgraph.sentences.designations import is_designation

#: What stands for the given name and the surname of an unknown person, and for an unknown place.
GIVEN, SURNAME, PLACE = "John", "Johnson", "London"
#: What stands for designations in the plural ("MiG-29s"); those in the singular are parsed well enough as they are.
MACHINES = "jets"
#: Parts of a word with hyphens that are looked at together; "C-130J-30" has three.
MOST_PARTS = 4
#: Letters of a word under which it is more likely an abbreviation than a name.
SHORTEST = 3
#: Prefixes that leave a word what it is: the parser is shown "development" for "co-development".
PREFIXES = frozenset(
    """
    anti co counter cross de ex inter intra mid micro mini multi non post pre pro re self semi sub super trans ultra
    """.split()
)
_PLACES = frozenset(["GPE", "LOC"])
_NAMES = frozenset(["PERSON", "GPE", "LOC", "ORG"])


class Word(NamedTuple):
    """A word as the tokenizer cut it: `label` is that of the name it belongs to, or empty; `begins` opens a name."""

    text: str
    space: bool
    label: str = ""
    begins: bool = False


class Shown(NamedTuple):
    """One word for the parser: the words `first` to `last` (inclusive) of the tokenizer, shown as `text`."""

    first: int
    last: int
    text: str


def shown(words: Sequence[Word], known: Callable[[str], bool]) -> list[Shown]:
    """The words as the parser is to see them.

    Args:
        words: with the names that the recogniser found.
        known: whether the parser knows a word, given in lower case.

    Example:
        >>> words = [Word("Thato", True, "PERSON", True), Word("Ek", True, "PERSON"), Word("flew", True)]
        >>> [word.text for word in shown(words, {"flew"}.__contains__)]
        ['John', 'Ek', 'flew']
    """
    result = []
    for first, last in _joined(words):
        text = "".join(word.text for word in words[first : last + 1])
        result.append(Shown(first, last, _stand_in(words, first, last, text, known)))
    return result


def _joined(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Words that are one: designations ("Il-96-400M") and names ("al-Warfalli") cut at their hyphens or slashes."""
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        last = at
        end = min(len(words), at + 2 * MOST_PARTS)
        while last + 2 < end and words[last + 1].text in {"-", "/"} and _tight(words, last):
            last += 2
        while last > at and not _is_one(words[at : last + 1]):
            last -= 2
        spans.append((at, last))
        at = last + 1
    return spans


def _tight(words: Sequence[Word], index: int) -> bool:
    return not words[index].space and not words[index + 1].space


def _is_one(words: Sequence[Word]) -> bool:
    text = "".join(word.text for word in words)
    if is_designation(text) or base_of(text):
        return True
    inside = all(word.label and not word.begins for word in words[1:]) and words[0].label in _NAMES
    return inside and "/" not in text and words[-1].text[0].isupper() and all(w.text.isalpha() for w in words[::2])


def base_of(text: str) -> str:
    """The word without its prefix, or empty where it has none.

    Example:
        >>> base_of("co-developed"), base_of("Non-interference"), base_of("Indo-Pacific")
        ('developed', 'interference', '')
    """
    prefix, _, base = text.partition("-")
    return base if prefix.lower() in PREFIXES and base.isalpha() and base.islower() else ""


def _stand_in(words: Sequence[Word], first: int, last: int, text: str, known: Callable[[str], bool]) -> str:
    if is_designation(text):
        return MACHINES if text.endswith("s") else text
    if first < last and base_of(text):
        return base_of(text)
    letters = text.replace("-", "")
    if len(letters) < SHORTEST or not letters.isalpha() or letters.isupper() or not any(map(str.isupper, letters)):
        return text
    if known(text.lower()):
        return text
    label = words[first].label
    if label == "PERSON":
        ends = last + 1 == len(words) or not words[last + 1].label or words[last + 1].begins
        return GIVEN if words[first].begins and not ends else SURNAME
    return PLACE if label in _PLACES else text
