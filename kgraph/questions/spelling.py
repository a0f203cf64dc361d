"""Mistyped words of a question: the nearest words that mean something, and the nearest relations to suggest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from kgraph.names import distance
from kgraph.ontology import Ontology
from kgraph.questions.lexicon import Lexicon
from kgraph.questions.tokens import Word
from kgraph.questions.words import AUXILIARIES, DENIALS, PREPOSITIONS, QUESTION_WORDS, TIES

#: Typos forgiven in a word of at least so many letters.
_FORGIVEN: Final = ((9, 2), (4, 1))
#: Typos within which a relation's word is worth suggesting.
_SUGGESTED: Final = 3
#: How many relations are suggested.
MOST: Final = 3


class Corrected(NamedTuple):
    """The words with the mistyped ones replaced, and what the reader is told."""

    words: tuple[Word, ...]
    notes: tuple[str, ...]


def corrected(words: Sequence[Word], suspects: Collection[str], lexicon: Lexicon) -> Corrected | None:
    """The question with its suspects replaced by the nearest known words; None where none is near.

    Example:
        >>> from kgraph.ontology import load
        >>> from kgraph.questions.lexicon import lexicon_of
        >>> from kgraph.questions.tokens import words_of
        >>> corrected(words_of("who atended it"), ["atended"], lexicon_of(load())).notes
        ("'atended' was read as 'attended'",)
    """
    made: list[Word] = []
    notes = []
    known = lexicon.common | frozenset(AUXILIARIES) | QUESTION_WORDS | PREPOSITIONS | TIES | DENIALS
    low_suspects = {part for suspect in suspects for part in suspect.lower().split()}
    for word in words:
        better = nearest_word(word.low, known) if word.low in low_suspects and word.low not in known else None
        made.append(word._replace(low=better) if better else word)
        if better:
            notes.append(f"{word.low!r} was read as {better!r}")
    return Corrected(tuple(made), tuple(notes)) if notes else None


def nearest_word(word: str, known: Collection[str]) -> str | None:
    """The known word that the typed one is most likely meant for; None where none is near."""
    allowed = next((typos for length, typos in _FORGIVEN if len(word) >= length), 0)
    found = _near(word, known, allowed)
    return found[0][1] if found else None


def _near(word: str, known: Collection[str], allowed: int) -> list[tuple[int, str]]:
    if not allowed or not word.isalpha():
        return []
    letters = set(word)
    near = [
        (distance(word, other), other)
        for other in known
        if other[0] == word[0] and abs(len(other) - len(word)) <= allowed and len(letters ^ set(other)) <= 2 * allowed
    ]
    return sorted(pair for pair in near if pair[0] <= allowed)


def nearest_relations(words: Sequence[str], ontology: Ontology, lexicon: Lexicon) -> tuple[str, ...]:
    """The relations whose words are spelt most like the typed ones; those that come first where none is like them."""
    found: list[tuple[int, str]] = []
    for word in words:
        for typos, other in _near(word.lower(), lexicon.triggers, _SUGGESTED if len(word) > _SUGGESTED + 2 else 1):
            found += [(typos, trigger.relation.label) for _, trigger in lexicon.triggers[other]]
    labels = [label for _, label in sorted(found)] or [relation.label for relation in ontology.relations.values()]
    return tuple(dict.fromkeys(labels))[:MOST]
