"""The words that dates are made of, shared by finding and resolving."""

from __future__ import annotations

from collections.abc import Iterable

_MONTH_NAMES = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
#: Name or abbreviation in lower case -> number of the month.
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
MONTHS_IN_FULL = tuple(names[0] for names in _MONTH_NAMES)
MONTHS_ABBREVIATED = tuple(name for names in _MONTH_NAMES for name in names[1:])

#: Day of the week -> number, Monday 0.
WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}

_COUNTING = "one two three four five six seven eight nine ten eleven twelve".split()
_TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
#: Words for small numbers -> number.
NUMBERS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_COUNTING, 1)} | _TENS

#: The one that ends a year, whatever it is a part of: "the final quarter".
LAST = -1
#: Words for a part of a year -> number.
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
ORDINALS |= {"final": LAST, "last": LAST}

SEASONS = ("spring", "summer", "autumn", "fall", "winter")


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first.

    Example:
        >>> either(["jan", "january"])
        '(?:january|jan)'
    """
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
