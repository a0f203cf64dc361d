"""ISO prefixes, intervals of them, and the little arithmetic that date words need."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

MONTHS_A_YEAR = 12
QUARTERS_A_YEAR = 4
DAYS_A_WEEK = 7

#: A month without a year lies at most this many months back when that is in the year before the publication's; further
#: back writers name the year, and the month ahead is meant as often as not. Own choice, after the house rules of
#: agencies: a month without a year is the nearest.
MONTHS_BACK = 8

_PREFIX = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Interval(NamedTuple):
    """From the beginning of `start` to the end of `end`; None is an end that is open or not known."""

    start: str | None
    end: str | None

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
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
    if not MINYEAR <= year <= MAXYEAR or (month is not None and not 1 <= month <= MONTHS_A_YEAR):
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
    year, month, day = (*map(int, of.split("-")), 0, 0)[:3]
    month = month or MONTHS_A_YEAR
    return date(year, month, day or calendar.monthrange(year, month)[1])


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
        """The reference of an ISO prefix, a time after "T" aside; None for anything else."""
        text = (published or "").strip()[: len("2025-11-03")]
        return Reference(*map(int, text.split("-"))) if is_prefix(text) else None

    @property
    def date(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def days(self, offset: int) -> Interval:
        """The day that lies `offset` days after."""
        return one(moved(self.date, offset))

    def weeks(self, offset: int) -> Interval:
        """Monday to Sunday of the week that lies `offset` weeks after."""
        if self.date is None:
            return OPEN
        monday = DAYS_A_WEEK * offset - self.date.weekday()
        week = Interval(moved(self.date, monday), moved(self.date, monday + DAYS_A_WEEK - 1))
        return week if week.closed else OPEN

    def months(self, offset: int) -> Interval:
        """The month that lies `offset` months after."""
        if self.month is None:
            return OPEN
        year, month = divmod(self.year * MONTHS_A_YEAR + self.month - 1 + offset, MONTHS_A_YEAR)
        return one(prefix(year, month + 1))

    def quarters(self, offset: int) -> Interval:
        """The quarter that lies `offset` quarters after."""
        if self.month is None:
            return OPEN
        months = MONTHS_A_YEAR // QUARTERS_A_YEAR
        year, quarter = divmod(self.year * QUARTERS_A_YEAR + (self.month - 1) // months + offset, QUARTERS_A_YEAR)
        return part_of_year(year, quarter + 1, months)

    def years(self, offset: int) -> Interval:
        """The year that lies `offset` years after."""
        return one(prefix(self.year + offset))

    def decades(self, offset: int) -> Interval:
        """The decade that lies `offset` decades after."""
        return decade(self.year // 10 * 10 + 10 * offset)


def part_of_year(year: int, number: int, months: int) -> Interval:
    """The `number`th stretch of `months` months of a year: quarters, halves.

    Example:
        >>> part_of_year(2024, 3, 3)
        Interval(start='2024-07', end='2024-09')
    """
    return between(prefix(year, (number - 1) * months + 1), prefix(year, number * months))


def decade(year: int) -> Interval:
    """The ten years from a year on."""
    return between(prefix(year), prefix(year + 9))


def moved(day: date | None, offset: int) -> str | None:
    """The day `offset` days after another, as a prefix; None beyond the calendar."""
    try:
        return (day + timedelta(days=offset)).isoformat() if day else None
    except OverflowError:
        return None


def year_left_out(reference: Reference | None, month: int, day: int | None, *, future: bool) -> int | None:
    """The year that writers leave out: "in October", "on 3 March".

    The latest before the publication, or the earliest after it for a plan. None where that would be a guess: a month
    just ahead of the publication and no sign of a plan ("in early December", written in November).

    Example:
        >>> november = Reference(2025, 11, 18)
        >>> [year_left_out(november, month, None, future=False) for month in (10, 11, 12)]
        [2025, 2025, None]
        >>> year_left_out(Reference(2026, 1, 9), 12, None, future=False), year_left_out(november, 12, 5, future=True)
        (2025, 2025)
    """
    if reference is None or reference.month is None:
        return None
    days_count = day is not None and reference.day is not None and month == reference.month
    there, here = (day or 0, reference.day or 0) if days_count else (month, reference.month)
    if future:
        return reference.year + (there < here)
    if there <= here:
        return reference.year
    months_ago = MONTHS_A_YEAR + reference.month - month
    return reference.year - 1 if months_ago <= MONTHS_BACK else None
