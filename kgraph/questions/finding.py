"""Names in a question: the longest stretches of words that the graph knows, each looked up once."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from kgraph.errors import AmbiguousName
from kgraph.names import CLEARLY_AHEAD, NameMatch, Names
from kgraph.questions.plans import Missing, Named

#: Ways in which the words are the name, not merely like it.
FIRM: Final = frozenset({"exact", "alias", "acronym"})
#: How many candidates are told.
TOLD: Final = 5


class Finder:
    """Looks names up for one question, each text once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._found: dict[tuple[str, bool], list[NameMatch]] = {}

    def all(self, text: str, *, typos: bool = True) -> list[NameMatch]:
        """Every entity that the words may name in the best way that fits, best first."""
        if (text, typos) not in self._found:
            plain = None if not typos else self._found.get((text, False))
            self._found[text, typos] = plain or self.names.find(text, typos=typos)
        return self._found[text, typos]

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
        best = fitting[0]
        rivals = [match.entity for match in fitting[1:] if match.how == best.how and best.score - match.score < CLEARLY_AHEAD]
        if rivals:
            told = tuple(f"{entity.name} ({entity.type}, {entity.id})" for entity in (best.entity, *rivals))
            hint = f"type one of these, or its id: {'; '.join(told[:TOLD])}"
            raise AmbiguousName(f"{text!r} may be several names", hint=hint, candidates=told)
        return Named(id=best.entity.id, name=best.entity.name, type=best.entity.type, typed=text)

    def meant(self, text: str) -> str:
        """The country's name for an adjective ("russian": Russia), unless that is a name itself; else the words."""
        country = country_of(text)
        return country if country and self.how(text, typos=False) not in FIRM else text

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
    from kgraph.mentions.gazetteer import countries

    return countries().adjectives.get(adjective.title())
