"""Date words -> interval: bounds and ranges first, then what stands between them."""

from __future__ import annotations

import re

from kgraph.dates.calendar import OPEN, Interval, Reference, between, is_prefix
from kgraph.dates.finding import find
from kgraph.dates.partial import interval_of, parse, range_of
from kgraph.dates.relative import absolute, relative, weekdays
from kgraph.model import When

#: Longer texts are no date words; looking at them only costs time.
MAX_CHARACTERS = 200

_SINCE = re.compile(
    r"(?:ever )?(?:since|from|after|starting|beginning|effective|as early as|not before|not until|no earlier than)"
    r"(?: from| in| on| as of)? (.+?)(?: on| onwards?)?"
)
_UNTIL = re.compile(
    r"(?:until|till|by|before|through|up to|no later than|not later than|prior to|ahead of|as late as)"
    r"(?: to| in| on)? (.+)"
)
_CONNECTORS = (" to ", " through ", " until ", " till ", " and ", " or ", " - ", "-", "/")
_LEAD = re.compile(
    r"(?:(?:in|on|at|during|of|for|over|throughout|within|as of|dated|just|only|back in|some ?time in|the) )+"
)
#: Words that narrow a date by an unknown amount: they leave the interval as it is.
_VAGUE = re.compile(
    r"(?:the )?(?:very )?(?:early|late|mid|earlier|later|middle|beginning|start|end|close|turn|rest|course|eve|night"
    r"|morning|afternoon|evening|weekend|week|(?:first|second|third|fourth|last|final|opening|closing) "
    r"(?:few |two |three )?(?:weeks?|days?|months))\b(?:[- ]to[- ](?:late|mid|early))?(?: in| on| of|-)? ?"
)
_THE_UNIT = re.compile(r"the (week|month|quarter|year|decade)")
#: What makes words lean on a date that they name: "two years after the 2014 referendum".
_LEANING = re.compile(
    r"\b(?:after|before|since|until|till|ago|later|earlier|following|prior|from|by|not|fiscal|financial|fy\d*)\b"
)
# A business year of two calendar years; one of a single number lies differently in each country.
_BUSINESS_YEAR = re.compile(r"(?:the )?(?:fy ?|(?:fiscal|financial)(?: year)? )(?=\d{4}[-/]\d\d)")
# "Christmas 2006"
_NAMED_YEAR = re.compile(r"\A[A-Za-z' ]+ ((?:1[5-9]|2[01])\d\d)\Z")
_TIME_OF_DAY = re.compile(r"[ ,]+(?:at )?\d\d?[:.]\d\d.*")


def resolve(text: str, *, published: str | None, future: bool = False) -> When:
    """The time that date words name, as precisely as they name it.

    Args:
        text: date words: "late October", "since 2022", "on Wednesday", "between 2014 and 2019".
        published: the document's date, an ISO prefix, or None. Words that lean on the day of writing need it.
        future: whether what is dated lies ahead (a plan), which turns "in March" to the next one.

    Returns:
        The text with `start` and `end` as ISO prefixes; None where the words leave the end open or unknown.

    Example:
        >>> when = resolve("late October", published="2025-11-18")
        >>> when.start, when.end
        ('2025-10', '2025-10')
        >>> resolve("late October", published=None).start is None
        True
    """
    found = _resolve(_plain(text), Reference.of(published), future=future)
    if found is None:
        found = _inside(text, published, future=future)
    return When(text=text, start=found.start, end=found.end)


def written_date(text: str) -> str | None:
    """The ISO prefix of a date as metadata writes it ("2025-11-03T10:00Z", "3 November 2025"), or None.

    Example:
        >>> written_date("2025-11-03T10:00:00Z"), written_date("Nov. 3, 2025"), written_date("yesterday")
        ('2025-11-03', '2025-11-03', None)
    """
    stamp = re.match(r"\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)(?=[T\s]|\Z)", text)
    if stamp and is_prefix(stamp[1]):
        return stamp[1]
    parts = parse(_TIME_OF_DAY.sub("", _plain(text)))
    return interval_of(parts, None, future=False).start if parts else None


def _plain(text: str) -> str:
    """Lower case, one space, plain dashes and apostrophes, no marks around, no possessive."""
    text = re.sub("[‐‑‒–—−]", "-", text[:MAX_CHARACTERS].lower()).replace("’", "'")
    return " ".join(text.split()).strip(" .,;:()[]\"'").removesuffix("'s")


def _resolve(text: str, reference: Reference | None, *, future: bool) -> Interval | None:
    text = _BUSINESS_YEAR.sub("", text, count=1)
    found = _atom(text, reference, future=future) or _range(text, reference, future=future)
    if found is not None:
        return found
    since = _SINCE.fullmatch(text)
    if since:
        inner = _resolve(since[1], reference, future=future)
        return Interval(inner.start, None) if inner else None
    until = _UNTIL.fullmatch(text)
    if until:
        inner = _resolve(until[1], reference, future=future)
        return Interval(None, inner.end) if inner else None
    return None


def _range(text: str, reference: Reference | None, *, future: bool) -> Interval | None:
    inner = text.removeprefix("from ").removeprefix("between ")
    for connector in _CONNECTORS:
        first, found, last = inner.partition(connector)
        first, last = _LEAD.sub("", first + " ", count=1).strip() or first.strip(), last.strip()
        if not found or not first or not last:
            continue
        first = first if parse(first) else first.split(",")[0]  # "march, april and may"
        known = range_of(first, last, reference, future=future) or weekdays(first, last, reference, future=future)
        if known is not None:
            return known
        start, end = (_atom(side, reference, future=future) for side in (first, last))
        if start is not None and end is not None:
            return between(start.start, end.end) if start.closed and end.closed else OPEN
    return None


def _atom(text: str, reference: Reference | None, *, future: bool) -> Interval | None:
    """The interval of one date, or None where the words are none."""
    parts = parse(text)
    if parts is not None:
        return interval_of(parts, reference, future=future)
    found = absolute(text) or relative(text, reference, future=future)
    if found is not None:
        return found
    for lead in (_LEAD, _VAGUE):
        before = lead.match(text)
        if before and before.end():
            rest = text[before.end() :]
            unit = _THE_UNIT.fullmatch(rest) if lead is _VAGUE else None
            return _atom(f"this {unit[1]}" if unit else rest, reference, future=future)
    return None


def _inside(text: str, published: str | None, *, future: bool) -> Interval:
    """The one date that stands among other words: "a wet Thursday in December 1995", "the summit of 2019"."""
    if len(text) > MAX_CHARACTERS or _LEANING.search(text.lower()):
        return OPEN
    spans = [text[start:end] for start, end in find(text)]
    named = [span for span in spans if re.search(r"\d{4}", span)] or spans or _NAMED_YEAR.findall(text)
    if len(named) != 1 or named[0] == text:
        return OPEN
    return _resolve(_plain(named[0]), Reference.of(published), future=future) or OPEN
