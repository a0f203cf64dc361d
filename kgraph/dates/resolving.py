"""Date words -> interval."""

from __future__ import annotations

import re
from collections.abc import Callable

from kgraph.dates.calendar import OPEN, Interval, Reference, between, is_prefix, one, prefix
from kgraph.dates.partial import interval_of, parse, resolve_range
from kgraph.dates.relative import RULES
from kgraph.model import When

_SINCE = re.compile(
    r"(?:ever )?(?:since|from|after|starting|beginning|effective|as early as|not before|not until|no earlier than)"
    r"(?: from| in| on| as of)? (.+?)(?: on| onwards?)?"
)
_UNTIL = re.compile(
    r"(?:until|till|by|before|through|up to|no later than|not later than|prior to|ahead of|as late as)"
    r"(?: to| in| on)? (.+)"
)
_CONNECTORS = (" to ", " through ", " until ", " till ", " and ", " or ", " - ", "-", "/")
_BETWEEN = re.compile(r"(?:from|between) ")
_LEAD = re.compile(
    r"(?:(?:in|on|at|during|of|for|over|throughout|within|as of|dated|just|only|back in|sometime in|the|some time) )+"
)
#: Words that narrow a date by an unknown amount: they leave the interval as it is.
_VAGUE = re.compile(
    r"(?:the )?(?:very )?(?:early|late|mid|earlier|later|middle|beginning|start|end|close|turn|rest|course|eve|night"
    r"|morning|afternoon|evening|week|weekend|(?:first|second|third|fourth|last|final|opening|closing) (?:few )?"
    r"(?:weeks?|days|months|years))(?:[- ]to[- ](?:late|mid|early))?(?: in| on| of|-)? ?(?:the )?"
)


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
    reference = Reference.of(published)
    found = _resolve(_plain(text), reference, future) or OPEN
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
    parts = parse(re.sub(r"[ ,]+\d\d?:\d\d.*", "", _plain(text)))
    if parts is None or parts.year is None:
        return None
    found = interval_of(parts, None, future=False)
    return found.start if found else None


def _plain(text: str) -> str:
    """Lower case, one space, plain dashes and apostrophes, no marks around, no possessive."""
    text = re.sub("[‐‑‒–—−]", "-", text[:MAX_CHARACTERS].lower()).replace("’", "'")
    text = " ".join(text.split()).strip(" .,;:()[]\"'")
    return text.removesuffix("'s")


#: Longer texts are no date words; looking at them only costs time.
MAX_CHARACTERS = 200


def _resolve(text: str, reference: Reference | None, future: bool) -> Interval | None:
    found = _range(text, reference, future)
    if found is not None:
        return found
    since = _SINCE.fullmatch(text)
    if since:
        inner = _resolve(since[1], reference, future)
        return Interval(inner.start, None) if inner else None
    until = _UNTIL.fullmatch(text)
    if until:
        inner = _resolve(until[1], reference, future)
        return Interval(None, inner.end) if inner else None
    return _atom(text, reference, future)


def _range(text: str, reference: Reference | None, future: bool) -> Interval | None:
    inner = _BETWEEN.sub("", text, count=1) if _BETWEEN.match(text) else text
    for connector in _CONNECTORS:
        first, found, last = inner.partition(connector)
        if not found or not first or not last:
            continue
        first, last = _LEAD.sub("", first + " ").strip() or first, last.strip()
        known = resolve_range(first, last, reference, future=future)
        if known is not None:
            return known
        if connector in ("-", "/"):
            continue
        start, end = _atom(first, reference, future), _atom(last, reference, future)
        if start is not None and end is not None:
            return between(start.start, end.end) if start.known and end.known else OPEN
    return None


def _atom(text: str, reference: Reference | None, future: bool) -> Interval | None:
    """The interval of one date, or None where the words are none."""
    parts = parse(text)
    if parts is not None:
        return interval_of(parts, reference, future=future)
    for pattern, rule in RULES:
        match = pattern.fullmatch(text)
        if match:
            return rule(match, reference, future)
    for lead in (_LEAD, _VAGUE):
        shorter = lead.sub("", text, count=1) if lead.match(text) else text
        if shorter and shorter != text:
            return _atom(shorter, reference, future)
    return None
