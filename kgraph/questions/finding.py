"""Names in a question: the longest stretches of words that the graph knows, each looked up once."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from kgraph.errors import AmbiguousName
from kgraph.model import Entity
from kgraph.names import CLEARLY_AHEAD, NameMatch, Names, distance, normalise
from kgraph.questions.plans import Missing, Named
from kgraph.questions.words import PREPOSITIONS

#: Ways in which the words are the name, not merely like it.
FIRM: Final = frozenset({"exact", "alias", "acronym"})
#: How many candidates are told.
TOLD: Final = 5
#: Letters of a word that may be mistyped beside a right one, and words of a name that are looked through for it.
LEAST_LETTERS: Final = 4
MOST_WORDS: Final = 4


def _with_head(text: str, matches: list[NameMatch]) -> list[NameMatch]:
    """Of names that merely hold the words, those whose head is the last of them, where there are any.

    "The Indian delegation" is the "Indian defence-industrial delegation", not the "Indian delegation visit to Moscow".
    """
    if matches[0].how != "words":
        return matches
    last = normalise(text).rpartition(" ")[2]
    headed = [
        match for match in matches if any(_head(name) == last for name in (match.entity.name, *match.entity.aliases))
    ]
    return headed or matches


def _head(name: str) -> str:
    """The noun that a name says what it is by: the last word before a preposition."""
    words = normalise(name).split()
    for place, word in enumerate(words[1:], start=1):
        if word in PREPOSITIONS:
            return words[place - 1]
    return words[-1] if words else ""


def _has_like(entity: Entity, word: str, words: int) -> bool:
    """Whether one of the entity's names has so many words, one of them a typo away from the word."""
    for name in (entity.name, *entity.aliases):
        parts = normalise(name).split()
        if len(parts) == words and any(part[0] == word[0] and distance(part, word) == 1 for part in parts):
            return True
    return False


class Finder:
    """Looks names up for one question, each text once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._found: dict[tuple[str, bool], list[NameMatch]] = {}

    def all(self, text: str, *, typos: bool = True) -> list[NameMatch]:
        """Every entity that the words may name in the best way that fits, best first."""
        if (text, typos) not in self._found:
            plain = None if not typos else self._found.get((text, False))
            found = plain or self._singular(text) or (self.names.find(text) if typos else [])
            self._found[text, typos] = found or (self._but_for_one_word(text) if typos else [])
        return self._found[text, typos]

    def _singular(self, text: str) -> list[NameMatch]:
        """What the words name, or without a final s ("MiG-29s")."""
        found = self.names.find(text, typos=False)
        long = len(text) > LEAST_LETTERS or any(letter.isdigit() for letter in text)
        plural = long and text.endswith("s") and not text.endswith("ss")
        return found or (self.names.find(text[:-1], typos=False) if plural else [])

    def _but_for_one_word(self, text: str) -> list[NameMatch]:
        """Names that have all the words but one, and a word that is one typo away from that one ("bharat forg").

        One word alone must be long to be taken for another ("Iran", "Iraq"); beside a right one it may be short.
        """
        words = text.split()
        if not 1 < len(words) <= MOST_WORDS:
            return []
        for number, word in enumerate(words):
            rest = " ".join(words[:number] + words[number + 1 :])
            if len(word) < LEAST_LETTERS or not word.isalpha():
                continue
            found = [
                match for match in self.all(rest, typos=False) if _has_like(match.entity, word.casefold(), len(words))
            ]
            if found:
                return [match._replace(how="near") for match in found]
        return []

    def literal(self, text: str) -> bool:
        """Whether the words, as they stand, are the name of an entity."""
        found = self.names.find(text, typos=False)
        return bool(found) and found[0].how in FIRM

    def how(self, text: str, *, typos: bool = True) -> str | None:
        """The best way in which the words are a name, None where they are none."""
        found = self.all(text, typos=typos)
        return found[0].how if found else None

    def named(self, text: str, types: Collection[str] = ()) -> Named | Missing:
        """The entity that the words name, of one of the types where any that fits is.

        Raises:
            AmbiguousName: several fit and none is clearly ahead.
        """
        found = self.all(text)
        fitting = [match for match in found if not types or match.entity.type in types] or found
        if not fitting:
            return Missing(words=text, nearest=self.names.nearest(text))
        fitting = _with_head(text, fitting)
        best = fitting[0]
        rivals = [
            match.entity for match in fitting[1:] if match.how == best.how and best.score - match.score < CLEARLY_AHEAD
        ]
        if rivals:
            told = tuple(f"{entity.name} ({entity.type}, {entity.id})" for entity in (best.entity, *rivals))
            hint = f"type one of these, or its id: {'; '.join(told[:TOLD])}"
            raise AmbiguousName(f"{text!r} may be several names", hint=hint, candidates=told)
        return Named(id=best.entity.id, name=best.entity.name, type=best.entity.type, typed=text)

    def meant(self, text: str) -> str:
        """The country's name for an adjective ("russian": Russia), unless that is a name itself; else the words."""
        return text if self.how(text, typos=False) in FIRM else country_of(text) or text

    def rivals(self, text: str, chosen: Named) -> tuple[str, ...]:
        """Names of other entities that the words fit in the same way, less often meant."""
        found = [match for match in self.all(text) if match.entity.type == chosen.type or match.how != "words"]
        return tuple(match.entity.name for match in found if match.entity.id != chosen.id)[:TOLD]


@lru_cache(maxsize=256)
def country_of(adjective: str) -> str | None:
    """The country that an adjective belongs to, None for any other word.

    Example:
        >>> country_of("indian"), country_of("secret")
        ('India', None)
    """
    from kgraph.gazetteer import countries

    return countries().adjectives.get(adjective.title())
