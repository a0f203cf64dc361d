"""Countries by all their names: proper names, adjectives, and the capitals that stand for them.

The table `countries.tsv` lies beside this file. It works beside the pipeline's recogniser and not instead of it: it
gives a country's mention its canonical name ("Indian" -> India) and tells a capital from its state ("Moscow proposed").

Source: names as in the Unicode CLDR's English territory list; adjectives and capitals from general reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: Western states as a bloc: "Western countries", "the West".
BLOC_ADJECTIVES = {
    "western": "Western countries",
    "european": "European countries",
    "gulf": "Gulf countries",
    "arab": "Arab countries",
}
BLOC_NOUNS = frozenset({"country", "nation", "state", "government", "power", "capital", "ally"})


@dataclass(frozen=True, slots=True)
class Countries:
    """Four look-ups, all from the surface form as it is written to the country's name."""

    names: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]
    seats: dict[str, str]

    def name_of(self, words: str) -> str | None:
        """The country that the words name or, as an adjective, belong to; None for a capital or anything else.

        Example:
            >>> countries().name_of("Türkiye"), countries().name_of("Indian"), countries().name_of("Moscow")
            ('Turkey', 'India', None)
        """
        plain = words.removeprefix("the ").removeprefix("The ")
        return self.names.get(plain) or self.adjectives.get(plain) or self.seats.get(plain)


@lru_cache(maxsize=1)
def countries() -> Countries:
    """The table, read once.

    Example:
        >>> countries().capitals["Kyiv"]
        'Ukraine'
    """
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    capitals: dict[str, str] = {}
    seats: dict[str, str] = {}
    text = Path(__file__).with_name("countries.tsv").read_text(encoding="utf-8")
    seats_follow = False
    for line in text.splitlines():
        if line.startswith("#"):
            seats_follow = "seats of power" in line
            continue
        name, others, words, cities = [*line.split("\t"), "", "", ""][:4]
        if seats_follow:
            seats.update(dict.fromkeys(filter(None, others.split(";")), name))
            continue
        names.update({other.removeprefix("The "): name for other in [name, *others.split(";")] if other})
        adjectives.update({word.replace("-", " ", 1) if word[0].isupper() else word: name for word in words.split()})
        capitals.update(dict.fromkeys(filter(None, cities.split(";")), name))
    return Countries(names=names, adjectives=adjectives, capitals=capitals, seats=seats)
