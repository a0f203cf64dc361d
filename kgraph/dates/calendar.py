"""ISO prefixes, intervals of them, and the little arithmetic that date words need."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_PREFIX = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Interval(NamedTuple):
    """From the beginning of `start` to the end of `end`; None is an end that is not known."""

    start: str | None
    end: str | None

    @property
    def known(self) -> bool:
        return self.start is not None and self.end is not None


#: Words that name a time without telling which: "in the coming months".
OPEN = Interval(None, None)


def one(prefix: str | None) -> Interval:
    """The interval that a prefix names."""
    return Interval(prefix, prefix)


def prefix(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The ISO prefix of a year, month or day; None where the calendar has no such day.

    Example:
        >>> prefix(2024, 2, 29), prefix(2025, 2, 29), prefix(2025, 3)
        ('2024-02-29', None, '2025-03')
    """
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def is_prefix(text: str) -> bool:
    """Whether a text is a date of the calendar or the beginning of one: "2025", "2025-11", "2025-11-03".

    Example:
        >>> is_prefix("2025-11"), is_prefix("2025-13"), is_prefix("November")
        (True, False, False)
    """
    found = _PREFIX.fullmatch(text) if text.isascii() else None
    return found is not None and prefix(*(int(part) for part in found.groups() if part)) == text


def first_day(of: str) -> date:
    """The first day of a prefix."""
    year, month, day = (*map(int, of.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(of: str) -> date:
    """The last day of a prefix."""
    parts = [int(part) for part in of.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    return date(parts[0], month, calendar.monthrange(parts[0], month)[1])


def between(start: str | None, end: str | None) -> Interval:
    """The interval from one prefix to another; open where it would run backwards."""
    if start and end and first_day(start) > last_day(end):
        return OPEN
    return Interval(start, end)


@dataclass(frozen=True, slots=True)
class Reference:
    """The day of publication, as precisely as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @staticmethod
    def of(published: str | None) -> Reference | None:
        """The reference of an ISO prefix; None for anything else, the time of day after "T" aside."""
        text = (published or "").strip()[:10]
        return Reference(*map(int, text.split("-"))) if is_prefix(text) else None

    @property
    def date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def days(self, offset: int) -> Interval:
        """The day that lies `offset` days after."""
        return one(_moved(self.date, offset))

    def week(self, offset: int) -> Interval:
        """Monday to Sunday of the week that lies `offset` weeks after."""
        if self.date is None:
            return OPEN
        monday = -self.date.weekday() + 7 * offset
        return Interval(_moved(self.date, monday), _moved(self.date, monday + 6))

    def months(self, offset: int) -> Interval:
        """The month that lies `offset` months after."""
        if self.month is None:
            return OPEN
        index = self.year * 12 + self.month - 1 + offset
        return one(prefix(index // 12, index % 12 + 1))

    def years(self, offset: int) -> Interval:
        """The year that lies `offset` years after."""
        return one(prefix(self.year + offset))


def _moved(day: date | None, offset: int) -> str | None:
    if day is None:
        return None
    try:
        return (day + timedelta(days=offset)).isoformat()
    except OverflowError:
        return None


def year_of(reference: Reference | None, month: int, day: int | None, *, future: bool) -> int | None:
    """The year that writers leave out: "in October", "on 3 March".

    The latest that lies before the publication, or the earliest after it for a plan. None where that is a guess: a
    month just ahead of the publication and nothing that tells a plan ("in early December" written in November).
    """
    if reference is None or reference.month is None:
        return None
    now = reference.month, (reference.day or 0) if day is not None else 0
    then = month, (day or 0) if reference.day is not None else 0
    if day is not None and reference.day is None:
        now, then = (reference.month, 0), (month, 0)
    if future:
        return reference.year if then >= now else reference.year + 1
    if then <= now:
        return reference.year
    months_ago = 12 + reference.month - month
    return reference.year - 1 if months_ago <= MONTHS_BACK else None


#: A month without a year lies at most this many months back in the last calendar year; further back, writers name the
#: year, and the month ahead is meant as often as not. Own choice, after the house rules of agencies (month without year
#: within the year).
MONTHS_BACK = 8
