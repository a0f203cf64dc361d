"""Loose look-up of names: as written, by another name, by initials, by some of its words, with a typo.

The ways are tried in that order, and the first that finds something is the one that counts: who types a name exactly
does not mean another that merely looks like it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import Literal, NamedTuple

from kgraph.errors import AmbiguousName, UnknownName
from kgraph.model import Entity
from kgraph.store import Store
from kgraph.store.name_index import NameEntry
from kgraph.store.spelling import LEGAL_FORMS, normalise, squashed, telling_words

__all__ = ["CLEARLY_AHEAD", "NameMatch", "Names", "normalise"]

How = Literal["exact", "alias", "acronym", "words", "near"]

#: The lowest score of each way, and how far a score lies above it at most.
FLOORS: dict[How, float] = {"exact": 0.8, "alias": 0.6, "acronym": 0.4, "words": 0.2, "near": 0.0}
SPAN = 0.2
#: By how much the best of several names that fit in one way must lead. Within a way a score is the share of mentions,
#: so half of the span is a lead of about three mentions to one, and of more where there are few: less is a guess.
CLEARLY_AHEAD = SPAN / 2
#: Typos forgiven in a word by the least length of the longer of typed and meant word; shorter ones are too often other
#: words ("Iran", "Iraq"; "Austria", "Australia"). Lucene's "auto" fuzziness forgives more, 1 from 3 letters and 2 from
#: 6, which turns countries into others.
TYPOS = ((10, 2), (5, 1))
#: Letters of a word for each typo that is forgiven where names are only suggested.
LETTERS_A_TYPO = 3
#: Spellings of one word, and of all words together, that are tried for typos.
MOST_SPELLINGS = 4
MOST_COMBINATIONS = 64
#: Names suggested for one that is unknown.
MOST_SUGGESTIONS = 5
#: Words of one name; a longer text is none.
MOST_WORDS = 12

_KINDS: dict[str, How] = {"name": "exact", "alias": "alias", "acronym": "acronym"}


class NameMatch(NamedTuple):
    """An entity that a typed name may mean: how it fits, and a score in [0, 1] that grows with its mentions."""

    entity: Entity
    score: float
    how: How


class Names:
    """Finds entities by loosely typed names.

    Args:
        store: holds the index of names.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._spellings: dict[str, list[tuple[int, str]]] = {}

    def find(self, text: str, *, types: Collection[str] = (), typos: bool = True) -> list[NameMatch]:
        """Entities that a typed name may mean, best first; only those that fit in the best way.

        Args:
            text: any case, no punctuation, an alias, an acronym, some of the words, a typo; an entity's id too.
            types: entity types that may be meant; empty stands for all.
            typos: whether names that are only spelt alike are looked for.
        """
        normal = normalise(text)
        if not normal or len(normal.split()) > MOST_WORDS:
            return []
        words = _without_legal_forms(telling_words(normal))
        return (
            self._by_id(text, types)
            or self._by_spelling(normal, types)
            or self._by_words(words, types)
            or (self._by_typos(words, types) if typos else [])
        )

    def one(self, text: str, *, types: Collection[str] = ()) -> Entity:
        """The entity that a typed name means, where one is clearly ahead.

        Raises:
            UnknownName: no name fits; `nearest` lists names like it.
            AmbiguousName: several fit about as well; `candidates` lists them with type and id, which may be typed too.
        """
        matches = self.find(text, types=types)
        if not matches:
            nearest = self.nearest(text)
            hint = f"the graph has: {'; '.join(nearest)}" if nearest else "kgraph entities lists the names"
            raise UnknownName(f"the graph has no {text!r}", hint=hint, nearest=nearest)
        best, *others = matches
        rivals = [match for match in others if match.how == best.how and best.score - match.score < CLEARLY_AHEAD]
        if rivals:
            candidates = tuple(_candidate(match.entity) for match in (best, *rivals))
            hint = f"type one of these, or its id: {'; '.join(candidates[:MOST_SUGGESTIONS])}"
            raise AmbiguousName(f"{text!r} may be several names", hint=hint, candidates=candidates)
        return best.entity

    def nearest(self, text: str) -> tuple[str, ...]:
        """Names to suggest for one that is unknown: they share a rare word with it, or are spelt alike."""
        words = _without_legal_forms(telling_words(normalise(text)))[:MOST_WORDS]
        known = self._store.word_frequencies(words)
        entries: list[NameEntry] = []
        for word in sorted(known, key=lambda word: (known[word], word)):
            entries += self._store.names_with_words([word])[:MOST_SUGGESTIONS]
        for word in words:
            if word not in known:
                alike = [like for typos, like in self._alike(word) if typos <= len(word) // LETTERS_A_TYPO]
                for like in alike[:MOST_SPELLINGS]:
                    entries += self._store.names_with_words([like])[:MOST_SUGGESTIONS]
        first = list(dict.fromkeys(entry.entity for entry in entries))[:MOST_SUGGESTIONS]
        named = {entity.id: entity.name for entity in self._store.entities_of(first)}
        return tuple(dict.fromkeys(named[identity] for identity in first))

    # ------------------------------------------------------------------------------------------------ ways to fit

    def _by_id(self, text: str, types: Collection[str]) -> list[NameMatch]:
        """An id that no name could be taken for, so that two entities of one name can be told apart."""
        identity = text.strip()
        if "-" not in identity or identity != identity.lower():
            return []
        found = self._store.entities_of([identity])
        return [NameMatch(entity=entity, score=1.0, how="exact") for entity in found if _fits(entity.type, types)]

    def _by_spelling(self, normal: str, types: Collection[str]) -> list[NameMatch]:
        keys = {squashed(normal)}
        letters = telling_words(normal)
        if len(letters) > 1 and all(len(letter) == 1 for letter in letters):
            keys.add("".join(letters))  # "L&T" is "l and t"; the initials of Larsen & Toubro are "lt"
        entries = [entry for entry in self._store.names_exact(keys) if _fits(entry.type, types)]
        matches: list[NameMatch] = []
        seen: set[str] = set()
        for kind, how in _KINDS.items():
            fitting = [entry for entry in entries if entry.kind == kind and entry.entity not in seen]
            seen.update(entry.entity for entry in fitting)
            matches += self._scored(fitting, how)
        return matches

    def _by_words(self, words: Sequence[str], types: Collection[str]) -> list[NameMatch]:
        entries = self._store.names_with_words(words, types=types)
        return self._scored(_closest(entries, len(set(words))), "words")

    def _by_typos(self, words: Sequence[str], types: Collection[str]) -> list[NameMatch]:
        """Names whose words are the typed ones but for the fewest typos."""
        known = self._store.word_frequencies(words)
        spellings = []
        for word in words:
            exact = [(0, word)] if word in known else []
            alike = [(typos, like) for typos, like in self._alike(word) if typos <= _typos(word, like)]
            spellings.append((exact + alike)[:MOST_SPELLINGS])
        combined = sorted(
            (sum(typos for typos, _ in choice), tuple(word for _, word in choice))
            for choice in _combinations(spellings)
        )
        found: list[NameEntry] = []
        fewest: int | None = None
        for typos, choice in combined:
            if fewest is not None and typos > fewest:
                break
            if entries := self._store.names_with_words(choice, types=types):
                fewest = typos
                found += entries
        return self._scored(_closest(found, len(set(words))), "near")

    def _alike(self, word: str) -> list[tuple[int, str]]:
        """Other words of names with their typos, fewest first: the first letter is right, no digit is wrong.

        One typo in 70 is in the first letter (Yannakoudakis & Fawthrop, 1983: 1.4 %), while names that differ there are
        other names ("Zambia", "Gambia"). A designation is its digits: "MiG-29" is no typo of "MiG-31".
        """
        if not word.isalpha():
            return []
        if word not in self._spellings:
            like = [other for other in self._store.words_like(word) if other != word and other[0] == word[0]]
            measured = [(distance(word, other), other) for other in like if other.isalpha()]
            self._spellings[word] = sorted(measured, key=lambda pair: pair[0])  # stable: the likest stay first
        return self._spellings[word]

    def _scored(self, entries: Iterable[NameEntry], how: How) -> list[NameMatch]:
        """Matches by the entities' shares of mentions; one more each, so that a single mention is not a landslide."""
        mentions = {entry.entity: entry.mentions + 1 for entry in entries}
        total = sum(mentions.values())
        matches = [
            NameMatch(entity=entity, score=FLOORS[how] + SPAN * mentions[entity.id] / total, how=how)
            for entity in self._store.entities_of(mentions)
        ]
        return sorted(matches, key=lambda match: (-match.score, match.entity.id))


def distance(one: str, other: str) -> int:
    """Typos between two words: letters missing, added, changed, or two neighbours swapped.

    In Python and not RapidFuzz, whose import (40 ms) costs more than the few dozen words that are compared.

    Example:
        >>> distance("forg", "forge"), distance("recieve", "receive"), distance("iran", "iraq")
        (1, 1, 1)

    Source: optimal string alignment (Damerau, 1964).
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, counterpart in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != counterpart))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == counterpart:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


def _typos(word: str, like: str) -> int:
    """How many typos are forgiven between two words."""
    return next((typos for length, typos in TYPOS if max(len(word), len(like)) >= length), 0)


def _combinations(spellings: Sequence[Sequence[tuple[int, str]]]) -> list[tuple[tuple[int, str], ...]]:
    """One spelling of each word, in every way but the one that was typed; the first ways where there are many."""
    ways = (choice for choice in product(*spellings) if any(typos for typos, _ in choice))
    return [choice for _, choice in zip(range(MOST_COMBINATIONS), ways)]


def _closest(entries: Sequence[NameEntry], words: int) -> list[NameEntry]:
    """Names that have no other words than the typed ones, all of them where there is none.

    How many more words a name has says nothing about which one is meant: "the talks" may be any talks.
    """
    whole = [entry for entry in entries if len(set(_without_legal_forms(telling_words(entry.text)))) == words]
    return whole or list(entries)


def _without_legal_forms(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in LEGAL_FORMS) or tuple(words)


def _fits(kind: str, types: Collection[str]) -> bool:
    return not types or kind in types


def _candidate(entity: Entity) -> str:
    return f"{entity.name} ({entity.type}, {entity.id})"
