"""What a name names, as learnt from marked text: a linear classifier over the name's letters and the words around it.

It stands beside the recogniser of the pipeline, which reads the whole sentence but saw few firms and no equipment. The
weights lie in `name_types.bin` beside this file (made by `training.names`; licence: `name_types.LICENCE`).
A feature is a short text; its row of weights is found by its CRC-32, so that there is no vocabulary to load.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, sqrt
from zlib import crc32

from kgraph.mentions.lexicon import EVENT_HEADS, ORGANISATION_HEADS, PLACE_HEADS, PROGRAMME_HEADS, ROLE_NOUNS, TITLES

__all__ = ["TYPES", "Weights", "read_weights", "type_probabilities"]

#: The types that are told apart, in the order of the weights. Countries are left to the gazetteer.
TYPES = ("person", "organisation", "place", "event", "equipment", "programme")
#: How many tokens on each side of a name are read; more are ignored.
WINDOW = 3
#: Lengths of the letter sequences that are read out of a name's words, in characters; "<" and ">" mark the borders.
SHORTEST, LONGEST = 2, 5
#: The weights file begins with this, then the power of two of its rows, the number of types and the weights' step.
MAGIC = b"KGNT1"
HEADER = struct.Struct("<5sBBf")

#: Words that names of a type end in. A change of these lists wants new weights: they are features.
HEADS = (("o", ORGANISATION_HEADS), ("e", EVENT_HEADS), ("l", PLACE_HEADS), ("g", PROGRAMME_HEADS))
#: A plural "s" is looked for in words longer than this.
SHORT_WORD = 2
DIGIT = re.compile(r"\d")
DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those"})
PREPOSITIONS = frozenset(
    "in at on of to from by with for near into against between through over under across around inside outside via "
    "towards toward among like including after before during until since about".split()
)
SAYING = frozenset(
    "said says say told tells added adds announced denied confirmed warned claimed argued insisted reported noted "
    "stated acknowledged thinks believes believed vowed urged met".split()
)


@dataclass(frozen=True, slots=True)
class Weights:
    """A table of small whole numbers: one column for each of `TYPES`, each with 2**bits rows; `step` is their unit."""

    bits: int
    step: float
    columns: tuple[array[int], ...]


def type_probabilities(words: Sequence[str], before: Sequence[str], after: Sequence[str]) -> dict[str, float]:
    """How likely a name is to name each type, by its own words and by its neighbours; the values add up to 1.

    Args:
        words: the tokens of the name, as written, without a title before it.
        before: the tokens before it in its sentence, in text order; the last three are read. Empty at the start.
        after: the tokens after it; the first three are read.

    Returns:
        A probability for each of `TYPES`, in their order.

    Example:
        >>> likely = type_probabilities(["Varna", "Heavy", "Arms"], ["shares", "in"], ["rose", "4"])
        >>> max(likely, key=likely.__getitem__)
        'organisation'
    """
    weights = _shipped()
    mask = (1 << weights.bits) - 1
    grams = [crc32(feature.encode()) & mask for feature in name_grams(words)]
    others = [crc32(f.encode()) & mask for f in (*name_features(words), *context_features(words, before, after))]
    # Long names have more letters; their sum is scaled down so that the words around keep their say.
    scale = gram_scale(len(grams))
    scores = [
        weights.step * (scale * sum(map(column.__getitem__, grams)) + sum(map(column.__getitem__, others)))
        for column in weights.columns
    ]
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    total = sum(powers)
    return {kind: power / total for kind, power in zip(TYPES, powers)}


def gram_scale(count: int) -> float:
    """What each letter sequence of a name counts, so that all together grow as the square root of their number."""
    return 1.0 / sqrt(max(count, 1))


def name_grams(words: Sequence[str]) -> Iterator[str]:
    """Letter sequences of each word of a name, lower-cased, digits as 0: "<mi", "g-0", "00>"."""
    for word in _whole(words).split():
        text = "<" + DIGIT.sub("0", word.casefold()) + ">"
        for length in range(SHORTEST, LONGEST + 1):
            for start in range(len(text) - length + 1):
                yield "#" + text[start : start + length]


def name_features(words: Sequence[str]) -> Iterator[str]:
    """The name as a whole: its words, the first and the last, how many, and how they are written."""
    parts = _whole(words).split() or [""]
    lows = [part.casefold() for part in parts]
    shapes = [_shape(part) for part in parts]
    yield "bias"
    yield from ("w=" + low for low in lows)
    yield "first=" + lows[0]
    yield "last=" + lows[-1]
    yield "ending=" + lows[-1].rstrip(".")[-3:]
    yield f"words={min(len(parts), 5)}"
    yield "shapes=" + " ".join(shapes[:4])
    yield f"shape1={shapes[0]} {len(parts) > 1}"
    yield f"shape-1={shapes[-1]} {len(parts) > 1}"
    if "of" in lows[1:]:
        yield "head=" + lows[lows.index("of", 1) - 1]
    if len(parts) > 1 and len(lows[-1]) > SHORT_WORD and lows[-1].endswith("s"):
        yield "plural"
    for letter, heads in HEADS:
        if len(parts) > 1 and lows[-1].rstrip(".") in heads:
            yield "last is " + letter
        if not heads.isdisjoint(lows):
            yield "has " + letter


def context_features(words: Sequence[str], before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The neighbours of a name: each word by its place, pairs of them, and what kind of word stands there."""
    left = ["<s>"] * (WINDOW - len(before)) + [DIGIT.sub("0", word.casefold()) for word in before[-WINDOW:]]
    right = [DIGIT.sub("0", word.casefold()) for word in after[:WINDOW]] + ["</s>"] * (WINDOW - len(after))
    size = min(len(words), 3)
    yield f"bias{size}"
    yield from (f"l{WINDOW - at}={word}" for at, word in enumerate(left))
    yield from (f"r{at + 1}={word}" for at, word in enumerate(right))
    yield f"l={left[-2]} {left[-1]}"
    yield f"r={right[0]} {right[1]}"
    yield f"lr={left[-1]} {right[0]}"
    yield f"l1{size}={left[-1]}"
    yield f"r1{size}={right[0]}"
    yield "l1..." + left[-1][-3:]
    yield "r1..." + right[0][-3:]
    yield from ("near left " + word for word in left)
    yield from ("near right " + word for word in right)
    if before and before[-1][:1].isupper():
        yield "capital left" if len(before) > 1 else "capital left at the start"
    if after and after[0][:1].isupper():
        yield "capital right"
    yield f"determiner={left[-1] in DETERMINERS} {size}"
    yield "preposition=" + next((word for word in reversed(left) if word in PREPOSITIONS), "")
    yield f"said={any(word in SAYING for word in right[:2])}"
    if right[0] in {"'s", "’s", "'", "’"}:
        yield "owns " + right[1]
    yield from _roles(left, right)


def _roles(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Titles and posts beside a name: "General X", "the minister, X", "X 's chief", "X , a former judge"."""
    if left[-1].rstrip(".") in TITLES:
        yield "title left"
    if left[-1] in ROLE_NOUNS:
        yield "role left"
    if left[-1] == "," and left[-2] in ROLE_NOUNS:
        yield "role, left"
    if right[0] in ROLE_NOUNS:
        yield "role right"
    if right[0] in {"'s", "’s", "'", "’", "chief", "prime", "vice"} and right[1] in ROLE_NOUNS:
        yield "role right of 's"
    if right[0] == ",":
        yield "role right of ," if right[1] in ROLE_NOUNS or right[2] in ROLE_NOUNS else "right of , " + right[1]


def _whole(words: Sequence[str]) -> str:
    """The name as one text; a hyphen between words closes up again: "Jean - Pierre" is "Jean-Pierre"."""
    return re.sub(r" ([-‑–/'’]) ?", r"\1", " ".join(words))


def _shape(word: str) -> str:
    """How a word is written, repeats left out: "MiG-29" is "XxX-0", "Saab" "Xx", "KNDS" "X"."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in word)
    shape = ""
    for kind in kinds:
        if not shape.endswith(kind):
            shape += kind
    return shape


def read_weights(content: bytes) -> Weights:
    """The table out of a weights file's bytes.

    Raises:
        ValueError: these are no weights, or of other types than `TYPES`.
    """
    if len(content) < HEADER.size or not content.startswith(MAGIC):
        raise ValueError("these are no weights for names")
    _, bits, types, step = HEADER.unpack_from(content)
    rows = 1 << bits
    if types != len(TYPES) or len(content) != HEADER.size + types * rows:
        raise ValueError("weights for names of another size or for other types")
    starts = range(HEADER.size, len(content), rows)
    return Weights(bits, step, tuple(array("b", content[start : start + rows]) for start in starts))


@lru_cache(maxsize=1)
def _shipped() -> Weights:
    return read_weights(files("kgraph.mentions").joinpath("name_types.bin").read_bytes())
