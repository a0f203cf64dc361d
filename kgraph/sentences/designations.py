"""Designations of equipment: "MiG-29", "Su-57E", "K2", "9M723", "Il-96-400Ms"."""

from __future__ import annotations

import re

#: Letters and digits, at least one of each and a capital among the letters: up to eight letters, an optional hyphen,
#: up to four digits, and what follows; or digits first, as Russian indices have it.
_DESIGNATION = re.compile(
    r"""
    (?=.*[A-Z])
    (?: [A-Za-z]{1,8} [-/]? (?:[A-Za-z]{1,4}-?)? \d{1,4} (?:[-/]?[A-Za-z0-9]{1,5}){0,3}  # Su-57E, CS/VP14, E195-E2
      | \d{1,3}[A-Z]{1,3}\d{1,4} (?:-?[A-Z0-9]{1,3})?                                       # 9M723, 2S19
      | \d{2,4}-\d{0,4}[A-Z]{1,3}s?                                                         # 777-300ER
    )
    """,
    re.VERBOSE,
)
#: Characters of the longest; the pattern would take long over a longer word.
LONGEST = 20
#: Forms that look like one and are none: quarters, groups of states, diseases, classes of paper, fairs ("Army-2024").
_OTHERS = re.compile(
    r"[A-Z][a-z]+-(?:19|20)\d\d|[QG]\d{1,2}|COVID-?\d+|H\dN\d|A\d|mid-\d+s?|[A-Z]?-?\d{1,2}(?:am|pm)|\d+(?:st|nd|rd|th)s?"
)


def is_designation(text: str) -> bool:
    """Whether a word is written like the designation of a weapon, vehicle or aircraft.

    Example:
        >>> [is_designation(word) for word in ("MiG-29", "T-90MS", "K2", "9M723", "2022", "G7", "KAAN", "mid-1990s")]
        [True, True, True, True, False, False, False, False]
    """
    return 1 < len(text) <= LONGEST and _DESIGNATION.fullmatch(text) is not None and _OTHERS.fullmatch(text) is None
