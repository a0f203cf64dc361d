"""Words that the tokenizer cut and that are one: designations, and names with hyphens.

A tokenizer cuts "Il-96-400M" and "al-Warfalli" at their hyphens, as the treebanks do. A claim is about the aircraft and
the man, so their parts are put together after parsing; the whole takes the place of its highest part in the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kgraph.sentences.designations import is_designation

#: Parts of a word with hyphens that are looked at together; "C-130J-30" has three.
MOST_PARTS = 4
#: Prefixes that leave a word what it is: "co-development".
PREFIXES = frozenset(
    """
    anti co counter cross de ex inter intra mid micro mini multi non post pre pro re self semi sub super trans ultra
    """.split()
)
_NAMES = frozenset(["PERSON", "GPE", "LOC", "ORG", "EQUIPMENT"])


class Word(NamedTuple):
    """A word as the tokenizer cut it: `label` is that of the name it belongs to, or empty; `begins` opens a name."""

    text: str
    space: bool
    label: str = ""
    begins: bool = False


def joined(words: Sequence[Word]) -> list[range]:
    """The words, in order, each as the range of the tokenizer's words that it is made of.

    Example:
        >>> cut = [Word("Il", False), Word("-", False), Word("96", False), Word("-", False), Word("400M", True)]
        >>> joined([*cut, Word("flew", True)])
        [range(0, 5), range(5, 6)]
    """
    spans: list[range] = []
    at = 0
    while at < len(words):
        last = at
        end = min(len(words), at + 2 * MOST_PARTS)
        while last + 2 < end and words[last + 1].text in {"-", "/"} and _tight(words, last):
            last += 2
        while last > at and not _is_one(words[at : last + 1]):
            last -= 2
        spans.append(range(at, last + 1))
        at = last + 1
    return spans


def _tight(words: Sequence[Word], index: int) -> bool:
    return not words[index].space and not words[index + 1].space


def _is_one(words: Sequence[Word]) -> bool:
    text = "".join(word.text for word in words)
    if is_designation(text) or _is_prefixed(text):
        return True
    inside = all(word.label and not word.begins for word in words[1:]) and words[0].label in _NAMES
    return inside and "/" not in text and words[-1].text[0].isupper() and all(w.text.isalpha() for w in words[::2])


def _is_prefixed(text: str) -> bool:
    """Whether it is a common word with a prefix: "co-developed", but not "Indo-Pacific"."""
    prefix, _, base = text.partition("-")
    return prefix.lower() in PREFIXES and base.isalpha() and base.islower()
