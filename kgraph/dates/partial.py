"""Dates of the calendar with parts left out ("29 October", "Monday 12 June", "30"), and ranges that share parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kgraph.dates.calendar import MONTHS_A_YEAR, OPEN, Interval, Reference, between, one, prefix, year_left_out
from kgraph.dates.words import MONTHS, WEEKDAYS, either

_MONTH = rf"(?P<month>{either(MONTHS)})\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>[12]\d{3})"
_WEEKDAY = rf"(?:{either(WEEKDAYS)},? )?(?:the )?"
_NAMED_WEEKDAY = re.compile(rf"({either(WEEKDAYS)}),? ")

#: Ways to write a date of the calendar, tried in turn against the whole of a text in lower case.
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[12]\d{3})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)",
        r"(?P<year>[12]\d{3})[-/](?P<month>0[1-9]|1[0-2])",
        rf"{_WEEKDAY}{_DAY}(?: of)? {_MONTH}(?:,? (?:of )?{_YEAR})?",
        rf"{_WEEKDAY}{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?",
        rf"{_MONTH}(?:,| of|-)? ?{_YEAR}",
        r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>[12]\d{3})",
        _MONTH,
        rf"(?:the )?{_DAY}(?:,? {_YEAR})?",
        _YEAR,
    )
)
_NUMERIC = re.compile(r"(\d\d?)[/-](\d\d?)[/-]([12]\d{3})")
# A season or a business year, which looks like a month where both years are small: "2010-11".
_TWO_YEARS = re.compile(r"([12]\d{3})[-/](\d\d)")


@dataclass(frozen=True, slots=True)
class Partial:
    """What a text says of a date; None is left out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def parse(text: str) -> Partial | None:
    """The parts of a written date in lower case, or None.

    Example:
        >>> parse("monday 12 june")
        Partial(year=None, month=6, day=12, weekday=0)
        >>> parse("03/04/2025")  # April or March: nobody knows
        Partial(year=2025, month=None, day=None, weekday=None)
    """
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric(*map(int, numeric.groups()))
    if _are_two_years(text):
        return None
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            parts = found.groupdict()
            month, weekday = parts.get("month") or "", _NAMED_WEEKDAY.match(text)
            return Partial(
                year=_number(parts.get("year")),
                month=MONTHS[month] if month in MONTHS else _number(month),
                day=_number(parts.get("day")),
                weekday=WEEKDAYS[weekday[1]] if weekday else None,
            )
    return None


def _are_two_years(text: str) -> bool:
    years = _TWO_YEARS.fullmatch(text)
    return years is not None and int(years[2]) == (int(years[1]) + 1) % 100


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _numeric(first: int, second: int, year: int) -> Partial | None:
    """Day and month in figures: which is which shows only where one is over 12 or both are the same."""
    if first == second or first > MONTHS_A_YEAR >= second:
        return Partial(year, second, first)
    if second > MONTHS_A_YEAR >= first:
        return Partial(year, first, second)
    return Partial(year) if first <= MONTHS_A_YEAR else None


def interval_of(parts: Partial, reference: Reference | None, *, future: bool) -> Interval:
    """The interval of a date of the calendar; the year that is left out comes from the publication."""
    if parts.month is None:
        # A day alone ("the 30th") names no month.
        return one(prefix(parts.year)) if parts.year is not None and parts.day is None else OPEN
    year = parts.year
    if year is None and parts.weekday is not None and reference is not None and parts.day is not None:
        year = _year_by_weekday(parts, reference)
    elif year is None:
        year = year_left_out(reference, parts.month, parts.day, future=future)
    return one(prefix(year, parts.month, parts.day)) if year is not None else OPEN


def _year_by_weekday(parts: Partial, reference: Reference) -> int | None:
    """The year next to the publication in which that day of the month falls on that day of the week."""
    for year in (reference.year, reference.year - 1, reference.year + 1):
        day = prefix(year, parts.month, parts.day)
        if day and date.fromisoformat(day).weekday() == parts.weekday:
            return year
    return None


def range_of(first: str, last: str, reference: Reference | None, *, future: bool) -> Interval | None:
    """The interval from one written date to another that may share month and year: "29" and "30 october 2025".

    None where they are not two written dates.
    """
    start, end = parse(first), parse(last)
    if start is not None and start.year and start.month is None and re.fullmatch(r"\d\d", last):
        end = _year_in_short(start.year, int(last))
    if start is None or end is None or (start.day is None) != (end.day is None):
        return None
    start, end = _shared(start, end)
    if start.day is not None and start.month is None:
        return None
    if end.year is None:
        until = interval_of(end, reference, future=future)
        if until.end is None:
            return OPEN
        start, end = _shared(start, replace(end, year=int(until.end[:4])))
    since, until = (interval_of(parts, reference, future=future) for parts in (start, end))
    return between(since.start, until.end) if since.closed and until.closed else OPEN


def _year_in_short(year: int, short: int) -> Partial:
    """The later year of "2014-19" and of "1999-01"."""
    later = year // 100 * 100 + short
    return Partial(later if later > year else later + 100)


def _shared(start: Partial, end: Partial) -> tuple[Partial, Partial]:
    """Each with the month and the year that it leaves to the other."""
    if start.month is None and start.day is not None:
        start = replace(start, month=end.month)
    if end.month is None and end.day is not None:
        end = replace(end, month=start.month)
    backwards = bool(start.month and end.month and (start.month, start.day or 0) > (end.month, end.day or 0))
    if start.year is None and end.year is not None:
        start = replace(start, year=end.year - backwards)
    elif end.year is None and start.year is not None:
        end = replace(end, year=start.year + backwards)
    return start, end
