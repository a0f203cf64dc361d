"""Date words other than dates of the calendar: each a pattern and the interval that it names."""

from __future__ import annotations

import re
from collections.abc import Callable

from kgraph.dates.calendar import OPEN, Interval, Reference, between, one, prefix, year_of
from kgraph.dates.words import MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS, either

Match = re.Match[str]
Rule = Callable[[Match, Reference | None, bool], Interval]

_YEAR = r"(?P<year>[12]\d{3})"
_COUNT = rf"(?P<count>\d{{1,3}}|{either(NUMBERS)})"
_SPAN = r"(?P<span>day|week|month|year|decade)s?"
_TIME_OF_DAY = r"(?: (?:early|late|at))?(?: (?:morning|afternoon|evening|night|noon|midnight))?"
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "day before yesterday": -2}
_DAYS |= {"day after tomorrow": 2, "this morning": 0, "this afternoon": 0, "this evening": 0}
_STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0, "the": 0}
_MONTHS_IN = {"quarter": 3, "half": 6}


def _day(match: Match, reference: Reference | None, future: bool) -> Interval:
    return reference.days(_DAYS[match["day"]]) if reference else OPEN


def _weekday(match: Match, reference: Reference | None, future: bool) -> Interval:
    """A day of the week: the nearest before the publication (or that day), after it for a plan."""
    if reference is None or reference.date is None:
        return OPEN
    ahead = (WEEKDAYS[match["weekday"]] - reference.date.weekday()) % 7
    step = match.groupdict().get("step")
    if step == "this":
        return reference.days(WEEKDAYS[match["weekday"]] - reference.date.weekday())
    if step in ("last", "past"):
        return reference.days(ahead - 7)
    if step == "next":  # the coming one, or the one in the week after: both are said
        following = WEEKDAYS[match["weekday"]] - reference.date.weekday() + 7
        return Interval(reference.days(ahead or 7).start, reference.days(following).end)
    if future or step == "coming":
        return reference.days(ahead)
    return reference.days(ahead - 7 if ahead else 0)


def _step(match: Match, reference: Reference | None, future: bool) -> Interval:
    """last, this or next week, month, quarter, year, decade."""
    if reference is None:
        return OPEN
    offset, unit = _STEPS[match["step"]], match["unit"]
    if unit == "week":
        return reference.week(offset)
    if unit == "month":
        return reference.months(offset)
    if unit == "year":
        return reference.years(offset)
    if unit == "quarter" and reference.month:
        index = reference.year * 4 + (reference.month - 1) // 3 + offset
        return _part(index // 4, index % 4 + 1, 3)
    if unit == "decade":
        return _decade(reference.year // 10 * 10 + 10 * offset)
    if unit == "weekend" and reference.date:
        week = reference.week(offset)
        return Interval(Reference.of(week.end).days(-1).start, week.end) if Reference.of(week.end) else OPEN  # type: ignore[union-attr]
    return OPEN


def _ago(match: Match, reference: Reference | None, future: bool) -> Interval:
    if reference is None:
        return OPEN
    count = _number(match["count"])
    sign = -1 if match["way"] == "ago" else 1
    unit = match["span"]
    steps = {"day": reference.days, "week": reference.week, "month": reference.months, "year": reference.years}
    if unit not in steps:
        return OPEN
    found = steps[unit](sign * count)
    about = match["about"] or ""
    if about in ("more than", "over"):
        return Interval(None, found.end) if sign < 0 else Interval(found.start, None)
    if about in ("less than", "under"):
        return Interval(found.start, None) if sign < 0 else Interval(None, found.end)
    return OPEN if about else found


def _over(match: Match, reference: Reference | None, future: bool) -> Interval:
    """over the last two years, in the next ten years."""
    if reference is None:
        return OPEN
    count, unit = _number(match["count"]), match["span"]
    if unit == "decade":
        count, unit = count * 10, "year"
    step = {"day": reference.days, "week": reference.week, "month": reference.months, "year": reference.years}[unit]
    far = step(count if match["way"] in ("next", "coming", "following") else -count)
    near = step(0)
    if not far.known or not near.known:
        return OPEN
    first, last = sorted((far, near))
    return Interval(first.start, last.end)


def _part_of_year(match: Match, reference: Reference | None, future: bool) -> Interval:
    """Q3 2024, the first half of this year, the second quarter."""
    groups = match.groupdict()
    months = _MONTHS_IN["quarter" if (groups["unit"] or "").startswith("q") else "half"]
    number = ORDINALS.get(groups["ordinal"], None) if not groups["ordinal"].isdigit() else int(groups["ordinal"])
    if number == -1:
        number = 12 // months
    if number is None or number * months > 12:
        return OPEN
    year = groups.get("year")
    if year:
        return _part(int(year), number, months)
    step = groups.get("step")
    if step and reference:
        return _part(reference.year + _STEPS[step], number, months)
    if step or reference is None or reference.month is None:
        return OPEN
    guessed = year_of(reference, number * months - (0 if not future else 0), None, future=future)
    return _part(guessed, number, months) if guessed else OPEN


def _part(year: int, number: int, months: int) -> Interval:
    return between(prefix(year, (number - 1) * months + 1), prefix(year, number * months))


def _part_of_month(match: Match, reference: Reference | None, future: bool) -> Interval:
    """The second half of October: the month, since the words tell no day."""
    month = MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else year_of(reference, month, None, future=future)
    return one(prefix(year, month)) if year else OPEN


def _decade(year: int) -> Interval:
    return between(prefix(year), prefix(year + 9))


def _stepped_month(match: Match, reference: Reference | None, future: bool) -> Interval:
    """last March, next March, this March."""
    month = MONTHS[match["month"]]
    if reference is None or reference.month is None:
        return OPEN
    if match["step"] == "this":
        return one(prefix(reference.year, month))
    if match["step"] in ("last", "past"):
        return one(prefix(reference.year - (month >= reference.month), month))
    return one(prefix(reference.year + (month <= reference.month), month))


def _season(match: Match, reference: Reference | None, future: bool) -> Interval:
    """A season of a year: the year, since the words do not tell which half of the globe they are said in."""
    groups = match.groupdict()
    if groups.get("year"):
        return one(prefix(int(groups["year"])))
    return reference.years(0) if reference and groups.get("step") == "this" else OPEN


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _rule(pattern: str, rule: Rule) -> tuple[re.Pattern[str], Rule]:
    return re.compile(pattern), rule


_OF_YEAR = rf"(?:,? (?:of )?(?:{_YEAR}|(?P<step>this|last|next|the) year))?"
#: Patterns against the whole of the words in lower case, and what each names; the first that fits counts.
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    _rule(rf"(?:earlier |later |early |late )?(?:the )?(?P<day>{either(_DAYS)})", _day),
    _rule(rf"(?:early |late )?(?:(?:this|on) )?(?P<day>today|yesterday|tomorrow){_TIME_OF_DAY}", _day),
    _rule(rf"(?:(?P<step>last|past|next|this|coming) )?(?P<weekday>{either(WEEKDAYS)}){_TIME_OF_DAY}", _weekday),
    _rule(
        r"(?:the )?(?P<step>last|past|this|next|coming|current|the) (?:calendar )?(?P<unit>week|weekend|month|quarter|year|decade)", _step
    ),
    _rule(r"(?P<step>the|this|last|next) (?P<unit>year|month|week)(?:'s)?[- ]end", _step),
    _rule(
        rf"(?:(?P<about>about|around|roughly|some|nearly|almost|more than|over|less than|under|at least|at most|up to) )?"
        rf"{_COUNT} {_SPAN} (?P<way>ago|from now)",
        _ago,
    ),
    _rule(rf"(?:the )?(?P<way>last|past|previous|next|coming|following) {_COUNT} {_SPAN}", _over),
    _rule(rf"(?P<unit>[qh])(?P<ordinal>[1-4]){_OF_YEAR}", _part_of_year),
    _rule(rf"(?P<ordinal>[1-4])(?P<unit>[qh])(?: (?P<year>[12]\d{{3}}))", _part_of_year),
    _rule(rf"(?:the )?(?P<ordinal>{either(ORDINALS)}) (?P<unit>quarter|half){_OF_YEAR}", _part_of_year),
    _rule(
        rf"(?:the )?(?:first|second|latter|last) half of (?P<month>{either(MONTHS)})(?:,? {_YEAR})?", _part_of_month
    ),
    _rule(rf"(?P<step>last|past|next|this|coming) (?P<month>{either(MONTHS)})", _stepped_month),
    _rule(r"(?:the )?(?P<decade>[12]\d\d0)'?s", lambda match, *_: _decade(int(match["decade"]))),
    _rule(r"(?:the )?'?(?P<decade>[3-9]0)s", lambda match, *_: _decade(1900 + int(match["decade"]))),
    _rule(rf"(?:the )?(?:(?P<step>last|this|next) )?(?:{either(SEASONS)})(?: (?:of )?{_YEAR})?", _season),
)
