"""Date words other than dates of the calendar: each a pattern and the interval that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kgraph.dates.calendar import (
    DAYS_A_WEEK,
    MONTHS_A_YEAR,
    OPEN,
    Interval,
    Reference,
    between,
    decade,
    moved,
    one,
    part_of_year,
    prefix,
    year_left_out,
)
from kgraph.dates.words import LAST, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS, either

Groups = Mapping[str, str | None]
Rule = Callable[[Groups, Reference, bool], Interval]

_YEAR = r"(?P<year>[12]\d{3})"
_COUNT = rf"(?P<count>\d{{1,3}}|{either(NUMBERS)})"
_SPAN = r"(?P<unit>day|week|month|year|decade)s?"
_HOURS = r"(?: (?:early|late))?(?: (?:morning|afternoon|evening|night|noon|midnight))?"
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "day before yesterday": -2}
_DAYS |= {"day after tomorrow": 2, "this morning": 0, "this afternoon": 0, "this evening": 0}
_STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0, "the": 0}
_MONTHS_IN = {"q": 3, "quarter": 3, "h": 6, "half": 6}
#: Words before a count, and whether they leave the time before or after the one that is counted; None: who knows.
_ABOUT = {"more than": "before", "over": "before", "less than": "after", "under": "after"}
_ABOUT_WORDS = (*_ABOUT, "about", "around", "roughly", "some", "nearly", "almost", "at least", "at most", "up to")


def _day(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: ARG001, FBT001
    return reference.days(_DAYS[groups["day"] or ""])


def _weekday(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: FBT001
    """A day of the week: the nearest before the publication, or that day itself; after it for a plan."""
    if reference.date is None:
        return OPEN
    step = groups.get("step")
    this_week = WEEKDAYS[groups["weekday"] or ""] - reference.date.weekday()
    ahead = this_week % DAYS_A_WEEK
    if step == "this":
        return reference.days(this_week)
    if step == "next":  # the coming one or the one in the week after: both are said
        return Interval(moved(reference.date, ahead or DAYS_A_WEEK), moved(reference.date, this_week + DAYS_A_WEEK))
    if step in ("last", "past"):
        return reference.days(ahead - DAYS_A_WEEK)
    if future or step == "coming":
        return reference.days(ahead)
    return reference.days(ahead - DAYS_A_WEEK if ahead else 0)


def _step(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: ARG001, FBT001
    """Last, this or next week, month, quarter, year, decade."""
    return _moved(reference, groups["unit"] or "", _STEPS[groups["step"] or "this"])


def _moved(reference: Reference, unit: str, offset: int) -> Interval:
    if unit == "weekend":
        sunday = Reference.of(reference.weeks(offset).end)
        return Interval(moved(sunday.date, -1), moved(sunday.date, 0)) if sunday else OPEN
    moves = {
        "day": reference.days,
        "week": reference.weeks,
        "month": reference.months,
        "quarter": reference.quarters,
        "year": reference.years,
        "decade": reference.decades,
    }
    return moves[unit](offset)


def _ago(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: ARG001, FBT001
    """Two weeks ago: the week; three years from now: the year. Decades are round numbers and name no year."""
    unit, about = groups["unit"] or "", groups["about"]
    if unit == "decade":
        return OPEN
    sign = -1 if groups["way"] == "ago" else 1
    found = _moved(reference, unit, sign * _number(groups["count"]))
    if about is None:
        return found
    side = _ABOUT.get(about)
    if side is None:
        return OPEN
    return Interval(None, found.end) if (side == "before") == (sign < 0) else Interval(found.start, None)


def _over(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: ARG001, FBT001
    """Over the last two years, in the next ten years: from here to there."""
    count, unit = _number(groups["count"]), groups["unit"] or ""
    if unit == "decade":
        count, unit = 10 * count, "year"
    back = groups["way"] in ("last", "past", "previous")
    far, near = _moved(reference, unit, -count if back else count), _moved(reference, unit, 0)
    if not far.closed or not near.closed:
        return OPEN
    return Interval(far.start, near.end) if back else Interval(near.start, far.end)


def _part_of_year(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: FBT001
    """Q3 2024, the first half of this year, the second quarter."""
    months = _MONTHS_IN[groups["unit"] or ""]
    ordinal = groups["ordinal"] or ""
    number = ORDINALS.get(ordinal) or int(ordinal)
    number = MONTHS_A_YEAR // months if number == LAST else number
    if number * months > MONTHS_A_YEAR:
        return OPEN
    if groups.get("step"):
        return part_of_year(reference.year + _STEPS[groups["step"] or ""], number, months)
    year = year_left_out(reference, (number - 1) * months + 1, None, future=future)
    return part_of_year(year, number, months) if year else OPEN


def _part_of_month(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: FBT001
    """The second half of October: the month, since the words tell no day."""
    month = MONTHS[groups["month"] or ""]
    year = year_left_out(reference, month, None, future=future)
    return one(prefix(year, month)) if year else OPEN


def _stepped_month(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: ARG001, FBT001
    """Last March, next March, this March."""
    month, step = MONTHS[groups["month"] or ""], groups["step"]
    if reference.month is None:
        return OPEN
    if step in ("last", "past"):
        return one(prefix(reference.year - (month >= reference.month), month))
    if step == "this":
        return one(prefix(reference.year, month))
    return one(prefix(reference.year + (month <= reference.month), month))


def _this_season(groups: Groups, reference: Reference, future: bool) -> Interval:  # noqa: ARG001, FBT001
    """This summer: the year, since the words do not tell on which half of the globe they are said."""
    return reference.years(0)


def _number(word: str | None) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word or 0)


def _rule(pattern: str, rule: Rule) -> tuple[re.Pattern[str], Rule]:
    return re.compile(pattern), rule


#: Patterns against the whole of the words in lower case, and what each names against the publication.
RELATIVE: tuple[tuple[re.Pattern[str], Rule], ...] = (
    _rule(rf"(?:earlier |later |early |late )?(?:on )?(?:the )?(?P<day>{either(_DAYS)}){_HOURS}", _day),
    _rule(rf"(?:(?P<step>last|past|next|this|coming) )?(?P<weekday>{either(WEEKDAYS)}){_HOURS}", _weekday),
    _rule(
        r"(?:the )?(?P<step>last|past|this|next|coming|current) (?:calendar )?"
        r"(?P<unit>week|weekend|month|quarter|year|decade)",
        _step,
    ),
    _rule(r"(?:(?P<step>the|this|last|next) )?(?P<unit>year|month)(?:'s)?[- ]end", _step),
    _rule(rf"(?:(?P<about>{either(_ABOUT_WORDS)}) )?{_COUNT} {_SPAN} (?P<way>ago|from now)", _ago),
    _rule(rf"(?:the )?(?P<way>last|past|previous|next|coming|following) {_COUNT} {_SPAN}", _over),
    _rule(
        rf"(?:the )?(?P<ordinal>{either(ORDINALS)}) (?P<unit>quarter|half)(?:,? of (?P<step>this|last|next|the) year)?",
        _part_of_year,
    ),
    _rule(r"(?P<unit>[qh])(?P<ordinal>[1-4])(?: (?:of )?(?P<step>this|last|next) year)?", _part_of_year),
    _rule(rf"(?:the )?(?:first|second|latter|last) half of (?P<month>{either(MONTHS)})", _part_of_month),
    _rule(rf"(?P<step>last|past|next|this|coming) (?P<month>{either(MONTHS)})\.?", _stepped_month),
    _rule(rf"this {either(SEASONS)}", _this_season),
)

_SEASON_OF = re.compile(rf"(?:the )?{either(SEASONS)} (?:of )?{_YEAR}(?:[-/](?P<later>\d\d))?")
_PART_OF = re.compile(
    rf"(?:the )?(?:(?P<ordinal>{either(ORDINALS)}) (?P<unit>quarter|half)(?:,? of|,)? {_YEAR}"
    rf"|(?P<short>[qh])(?P<number>[1-4])(?:,? of|,)? ?{_YEAR.replace('year', 'short_year')}"
    rf"|(?P<early_number>[1-4])(?P<early>[qh]) ?{_YEAR.replace('year', 'early_year')})"
)
_HALF_OF_MONTH = re.compile(rf"(?:the )?(?:first|second|latter|last) half of (?P<month>{either(MONTHS)}),? {_YEAR}")
_DECADE = re.compile(r"(?:the )?(?:(?P<year>[12]\d\d0)|'?(?P<short>[3-9]0))'?s")


def absolute(text: str) -> Interval | None:
    """The interval of words that need no publication: decades, seasons and parts of a year.

    Example:
        >>> absolute("q3 2024"), absolute("the 1990s")
        (Interval(start='2024-07', end='2024-09'), Interval(start='1990', end='1999'))
    """
    found = _DECADE.fullmatch(text)
    if found:
        return decade(int(found["year"] or f"19{found['short']}"))
    found = _SEASON_OF.fullmatch(text)
    if found:
        year = int(found["year"])
        return between(prefix(year), prefix(year + 1 if found["later"] else year))
    found = _HALF_OF_MONTH.fullmatch(text)
    if found:
        return one(prefix(int(found["year"]), MONTHS[found["month"]]))
    found = _PART_OF.fullmatch(text)
    return _part(found) if found else None


def _part(found: re.Match[str]) -> Interval:
    months = _MONTHS_IN[found["unit"] or found["short"] or found["early"]]
    ordinal = found["ordinal"] or found["number"] or found["early_number"]
    year = int(found["year"] or found["short_year"] or found["early_year"])
    number = ORDINALS.get(ordinal) or int(ordinal)
    number = MONTHS_A_YEAR // months if number == LAST else number
    return part_of_year(year, number, months) if number * months <= MONTHS_A_YEAR else OPEN


def relative(text: str, reference: Reference | None, *, future: bool) -> Interval | None:
    """The interval of words that lean on the day of writing; None where they are none.

    Example:
        >>> relative("last year", Reference(2025, 11, 18), future=False)
        Interval(start='2024', end='2024')
    """
    for pattern, rule in RELATIVE:
        match = pattern.fullmatch(text)
        if match:
            return rule(match.groupdict(), reference, future) if reference else OPEN
    return None


def weekdays(first: str, last: str, reference: Reference | None, *, future: bool) -> Interval | None:
    """From one day of the week to another: "monday" and "wednesday"; None where they are none."""
    days = tuple(re.fullmatch(rf"({either(WEEKDAYS)}){_HOURS}", word) for word in (first, last))
    if days[0] is None or days[1] is None:
        return None
    if reference is None or reference.date is None:
        return OPEN
    apart = (WEEKDAYS[days[1][1]] - WEEKDAYS[days[0][1]]) % DAYS_A_WEEK
    known = days[0][1] if future else days[1][1]
    anchor = Reference.of(_weekday({"weekday": known}, reference, future).start)
    if anchor is None:
        return OPEN
    return Interval(moved(anchor.date, 0 if future else -apart), moved(anchor.date, apart if future else 0))
