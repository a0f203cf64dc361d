"""Times in a question ("in December 2025", "since 2022"): what they limit, and the words without them."""

from __future__ import annotations

import re
from typing import Final

from kgraph.questions.tokens import Word

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
_YEAR: Final = r"(19|20)\d\d"
_ISO: Final = r"(19|20)\d\d-\d\d(-\d\d)?"
_DAY: Final = r"([12]?\d|3[01])(st|nd|rd|th)?"
_WITHIN: Final = frozenset({"in", "during", "on"})
_SINCE: Final = frozenset({"since", "after", "from"})
_UNTIL: Final = frozenset({"until", "till", "before", "by"})


def window_of(words: tuple[Word, ...]) -> tuple[str | None, str | None, tuple[Word, ...]]:
    """The first and last day that the question allows, as ISO prefixes, and the words that remain.

    A time counts only after a preposition: "2022 invasion" is a name.

    Example:
        >>> from kgraph.questions.tokens import words_of
        >>> window_of(words_of("who visited India in December 2025"))[:2]
        ('2025-12', '2025-12')
    """
    since = until = None
    at = 0
    kept: list[Word] = []
    while at < len(words):
        low = words[at].low
        found = _date(words, at + 1) if low in _WITHIN | _SINCE | _UNTIL else None
        if found is None:
            kept.append(words[at])
            at += 1
            continue
        date, at = found
        since = date if low in _WITHIN | _SINCE else since
        until = date if low in _WITHIN | _UNTIL else until
    return since, until, tuple(kept)


def _date(words: tuple[Word, ...], at: int) -> tuple[str, int] | None:
    """A date that starts at a word, and the position after it."""
    lows = [word.low for word in words[at : at + 4]]
    if lows and re.fullmatch(_ISO, lows[0]):
        return lows[0], at + 1
    if lows and re.fullmatch(_YEAR, lows[0]):
        following = lows[1] if len(lows) > 1 else ""
        names_it = following and words[at + 1].low not in ("and", "or")
        return (lows[0], at + 1) if not names_it or _ends(lows[1:]) else None
    day = lows.pop(0) if lows and re.fullmatch(_DAY, lows[0]) and lows[0][0] != "0" else None
    used = at + (day is not None)
    if not lows or lows[0] not in MONTHS:
        return None
    month, lows, used = MONTHS[lows[0]], lows[1:], used + 1
    if day is None and lows and re.fullmatch(_DAY, lows[0]):
        day, lows, used = lows[0], lows[1:], used + 1
    if not lows or not re.fullmatch(_YEAR, lows[0]):
        return None
    number = re.sub(r"\D", "", day) if day else ""
    return f"{lows[0]}-{month:02}" + (f"-{int(number):02}" if number else ""), used + 1


def _ends(lows: list[str]) -> bool:
    """Whether the words after a year start something new, so that the year is a time and not part of a name."""
    return bool(lows) and lows[0] in (
        "to",
        "by",
        "with",
        "in",
        "at",
        "from",
        "did",
        "was",
        "were",
        "who",
        "which",
        "what",
    )
