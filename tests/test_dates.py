"""Date words, the interval that they name, and where they stand."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph import dates
from kgraph.dates.calendar import first_day, last_day
from kgraph.dates.resolving import written_date

PUBLISHED = "2025-11-18"  # a Tuesday


def interval(words, published=PUBLISHED, **options):
    when = dates.resolve(words, published=published, **options)
    assert when.text == words
    return when.start, when.end


def found(sentence):
    return [sentence[start:end] for start, end in dates.find(sentence)]


class TestOfTheCalendar:
    """What names its year needs no publication."""

    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("2022", "2022", "2022"),
            ("in 2022", "2022", "2022"),
            ("March 2025", "2025-03", "2025-03"),
            ("Mar. 2025", "2025-03", "2025-03"),
            ("March of 2025", "2025-03", "2025-03"),
            ("3 March 2024", "2024-03-03", "2024-03-03"),
            ("March 3, 2024", "2024-03-03", "2024-03-03"),
            ("March 3rd, 2024", "2024-03-03", "2024-03-03"),
            ("the 3rd of March 2024", "2024-03-03", "2024-03-03"),
            ("Sunday, 3 March 2024", "2024-03-03", "2024-03-03"),
            ("Sept. 11, 2001", "2001-09-11", "2001-09-11"),
            ("2024-03-01", "2024-03-01", "2024-03-01"),
            ("2024-03", "2024-03", "2024-03"),
            ("25/04/2025", "2025-04-25", "2025-04-25"),
            ("04/25/2025", "2025-04-25", "2025-04-25"),
            ("05/05/2025", "2025-05-05", "2025-05-05"),
            ("03/04/2025", "2025", "2025"),  # April or March
            ("3.4.2025", "2025-04-03", "2025-04-03"),
            ("29 February 2024", "2024-02-29", "2024-02-29"),
            ("29 February 2025", None, None),
            ("31 June 2024", None, None),
            ("Christmas 2006", "2006", "2006"),
            ("the night of 6 March 1957", "1957-03-06", "1957-03-06"),
            ("a wet Thursday in December 1995", "1995-12", "1995-12"),
        ],
    )
    def test_dates(self, words, start, end):
        assert interval(words) == interval(words, published=None) == (start, end)

    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("early December 2025", "2025-12", "2025-12"),
            ("late 2025", "2025", "2025"),
            ("mid-2026", "2026", "2026"),
            ("early to mid-2026", "2026", "2026"),
            ("the end of 2025", "2025", "2025"),
            ("the first week of July 2024", "2024-07", "2024-07"),
            ("the second half of October 2024", "2024-10", "2024-10"),
            ("the 1990s", "1990", "1999"),
            ("the early 1970s", "1970", "1979"),
            ("the '90s", "1990", "1999"),
            ("summer of 2023", "2023", "2023"),
            ("winter 2022-23", "2022", "2023"),
            ("Q3 2024", "2024-07", "2024-09"),
            ("2Q 2024", "2024-04", "2024-06"),
            ("third quarter of 2024", "2024-07", "2024-09"),
            ("the final quarter of 2024", "2024-10", "2024-12"),
            ("first half of 2026", "2026-01", "2026-06"),
            ("H2 2026", "2026-07", "2026-12"),
            ("financial year 2024-25", "2024", "2025"),
            ("fiscal 2024", None, None),  # another twelve months in each country
        ],
    )
    def test_parts_keep_the_precision_of_the_words(self, words, start, end):
        assert interval(words) == interval(words, published=None) == (start, end)

    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("between 2014 and 2019", "2014", "2019"),
            ("from 2014 to 2019", "2014", "2019"),
            ("2014-2019", "2014", "2019"),
            ("2014–19", "2014", "2019"),
            ("1999-01", "1999-01", "1999-01"),
            ("2010-11", "2010", "2011"),
            ("2022/23", "2022", "2023"),
            ("2020 and 2021", "2020", "2021"),
            ("the 1980s and 1990s", "1980", "1999"),
            ("Oct. 29 to 31, 2024", "2024-10-29", "2024-10-31"),
            ("October 29-30, 2024", "2024-10-29", "2024-10-30"),
            ("29-30 October 2024", "2024-10-29", "2024-10-30"),
            ("28 December to 3 January 2025", "2024-12-28", "2025-01-03"),
            ("December to March 2024", "2023-12", "2024-03"),
            ("between March and May 2024", "2024-03", "2024-05"),
            ("March, April and May 2024", "2024-03", "2024-05"),
            ("from March 2022 to June 2023", "2022-03", "2023-06"),
            ("3 March to 5 April 2024", "2024-03-03", "2024-04-05"),
            ("from 2019 to 2014", None, None),
        ],
    )
    def test_ranges(self, words, start, end):
        assert interval(words) == interval(words, published=None) == (start, end)

    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("since 2022", "2022", None),
            ("since February 2022", "2022-02", None),
            ("from 2026 onwards", "2026", None),
            ("after March 2024", "2024-03", None),
            ("as early as 2026", "2026", None),
            ("until 2017", None, "2017"),
            ("by 2030", None, "2030"),
            ("by the end of 2026", None, "2026"),
            ("before 2020", None, "2020"),
            ("no later than March 2026", None, "2026-03"),
        ],
    )
    def test_bounds_leave_the_other_end_open(self, words, start, end):
        assert interval(words) == interval(words, published=None) == (start, end)


class TestAgainstThePublication:
    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("today", "2025-11-18", "2025-11-18"),
            ("this morning", "2025-11-18", "2025-11-18"),
            ("yesterday", "2025-11-17", "2025-11-17"),
            ("last night", "2025-11-17", "2025-11-17"),
            ("the day before yesterday", "2025-11-16", "2025-11-16"),
            ("tomorrow", "2025-11-19", "2025-11-19"),
            ("Monday", "2025-11-17", "2025-11-17"),
            ("on Tuesday", "2025-11-18", "2025-11-18"),
            ("on Wednesday", "2025-11-12", "2025-11-12"),
            ("late on Monday", "2025-11-17", "2025-11-17"),
            ("Thursday night", "2025-11-13", "2025-11-13"),
            ("last Tuesday", "2025-11-11", "2025-11-11"),
            ("this Friday", "2025-11-21", "2025-11-21"),
            ("next Friday", "2025-11-21", "2025-11-28"),  # both are said
            ("Monday and Tuesday", "2025-11-17", "2025-11-18"),
            ("from Friday to Sunday", "2025-11-14", "2025-11-16"),
            ("this week", "2025-11-17", "2025-11-23"),
            ("last week", "2025-11-10", "2025-11-16"),
            ("next week", "2025-11-24", "2025-11-30"),
            ("next weekend", "2025-11-29", "2025-11-30"),
            ("this month", "2025-11", "2025-11"),
            ("earlier this month", "2025-11", "2025-11"),
            ("last month", "2025-10", "2025-10"),
            ("next month", "2025-12", "2025-12"),
            ("last quarter", "2025-07", "2025-09"),
            ("last year", "2024", "2024"),
            ("late last year", "2024", "2024"),
            ("early next year", "2026", "2026"),
            ("later this year", "2025", "2025"),
            ("the end of the year", "2025", "2025"),
            ("year-end", "2025", "2025"),
            ("by the end of this year", None, "2025"),
            ("since last year", "2024", None),
            ("two weeks ago", "2025-11-03", "2025-11-09"),
            ("three days ago", "2025-11-15", "2025-11-15"),
            ("four months ago", "2025-07", "2025-07"),
            ("five years ago", "2020", "2020"),
            ("more than five years ago", None, "2020"),
            ("about five years ago", None, None),
            ("a decade ago", None, None),
            ("over the past two years", "2023", "2025"),
            ("the next ten years", "2025", "2035"),
            ("this summer", "2025", "2025"),
            ("last March", "2025-03", "2025-03"),
            ("next March", "2026-03", "2026-03"),
            ("late October", "2025-10", "2025-10"),
            ("October 29-30", "2025-10-29", "2025-10-30"),
            ("from 4 to 7 May", "2025-05-04", "2025-05-07"),
            ("March 3", "2025-03-03", "2025-03-03"),
            ("November 18", "2025-11-18", "2025-11-18"),
            ("until March", None, "2025-03"),
            ("the third quarter", "2025-07", "2025-09"),
            ("the second half of October", "2025-10", "2025-10"),
            ("first half of last year", "2024-01", "2024-06"),
            ("Monday 12 May", "2025-05-12", "2025-05-12"),
            ("Monday 13 May", "2024-05-13", "2024-05-13"),  # no Monday this year, but last
        ],
    )
    def test_resolves_what_leans_on_it(self, words, start, end):
        assert interval(words) == (start, end)

    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("in March", "2026-03", "2026-03"),
            ("late October", "2026-10", "2026-10"),
            ("early December", "2025-12", "2025-12"),
            ("in November", "2025-11", "2025-11"),
            ("on Wednesday", "2025-11-19", "2025-11-19"),
            ("from Friday to Sunday", "2025-11-21", "2025-11-23"),
            ("December 5", "2025-12-05", "2025-12-05"),
            ("November 3", "2026-11-03", "2026-11-03"),
            ("by March", None, "2026-03"),
            ("in 2022", "2022", "2022"),
            ("yesterday", "2025-11-17", "2025-11-17"),
        ],
    )
    def test_a_plan_lies_ahead(self, words, start, end):
        assert interval(words, future=True) == (start, end)

    @pytest.mark.parametrize("words", ["early December", "on December 5", "since December"])
    def test_a_month_just_ahead_is_no_guess(self, words):
        """Of November and without a sign of a plan, "December" is the last or the next."""
        assert interval(words) == (None, None)

    def test_the_month_before_in_the_year_before(self):
        assert interval("in December", published="2026-01-09") == ("2025-12", "2025-12")

    @pytest.mark.parametrize(
        "words",
        [
            "on Wednesday",
            "late October",
            "last year",
            "today",
            "two weeks ago",
            "October 29-30",
            "next week",
            "this month",
        ],
    )
    def test_without_one_nothing_is_known(self, words):
        assert interval(words, published=None) == (None, None)

    @pytest.mark.parametrize(
        ("words", "year", "month"),
        [
            ("last year", ("2024", "2024"), ("2024", "2024")),
            ("last month", (None, None), ("2025-10", "2025-10")),
            ("in October", (None, None), ("2025-10", "2025-10")),
            ("October 29", (None, None), ("2025-10-29", "2025-10-29")),
            ("yesterday", (None, None), (None, None)),
            ("on Wednesday", (None, None), (None, None)),
            ("last week", (None, None), (None, None)),
        ],
    )
    def test_one_that_is_known_by_year_or_month(self, words, year, month):
        assert interval(words, published="2025") == year
        assert interval(words, published="2025-11") == month

    def test_a_time_of_day_in_it_does_no_harm(self):
        assert interval("yesterday", published="2025-11-18T09:00:00Z") == ("2025-11-17", "2025-11-17")

    @pytest.mark.parametrize("published", ["", "soon", "2025-13", "18/11/2025"])
    def test_one_that_is_none(self, published):
        assert interval("yesterday", published=published) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "in the coming months",
        "the previous week",
        "the following day",
        "that year",
        "three months later",
        "two years after the 2014 referendum",
        "days before the May 2019 vote",
        "for two years",
        "in two weeks",
        "last summer",
        "years ago",
        "midnight",
        "18.30",
        "9/11",
        "24/7",
        "the 30th",
        "30",
        "the year",
        "1000 people",
        "",
        "soon",
        "0000",
    ],
)
def test_what_names_no_time_stays_open(words):
    assert interval(words) == (None, None)


class TestFind:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("She may march on Sunday with 10 men.", ["Sunday"]),
            ("May said that she would stay.", []),
            ("PM May's government fell in May.", ["May"]),
            ("It was by May that the plan was made.", []),
            ("The EU has punished 2,300 people.", []),
            ("They left in March.", ["March"]),
            ("They left in March 2025 and came back.", ["March 2025"]),
            ("Since Moscow's 2022 invasion of Ukraine", ["2022"]),
            ("the full-scale 2022 invasion", ["2022"]),
            ("Nobody has been there since 2021, it said.", ["since 2021"]),
            ("It has punished them since February 2022.", ["since February 2022"]),
            ("It met them after Monday's talks.", ["Monday"]),
            ("a visit on October 29-30 by a delegation", ["October 29-30"]),
            ("Putin's visit in early December 2025.", ["early December 2025"]),
            ("a visit in late October, led by him", ["late October"]),
            ("due by the end of this year.", ["by the end of this year"]),
            ("the package the previous week under", ["the previous week"]),
            ("Three months later, at the Paris Air Show in June, they", ["Three months later", "June"]),
            ("From 2014 to 2019 it sold 2000 tanks.", ["2014 to 2019"]),
            ("in 2020 and 2021", ["2020 and 2021"]),
            ("2000 people died in 2001.", ["2001"]),
            ("India flew Mirage 2000 jets and S-400 launchers.", []),
            ("It killed 1999 insurgents at 1500 hours on Friday night.", ["Friday night"]),
            ("It cost Rs 2000 or $2020 or 2020.5 points.", []),
            ("UN Resolution 1701 and Agenda 2030", []),
            ("Aero India 2025 opens", []),
            ("The Sunday Times said so on Sunday.", ["Sunday"]),
            ("Black Friday, Bloody Sunday and the Good Friday Agreement", []),
            ("Russia Today said so today.", ["today"]),
            ("the March talks and a June report", ["March", "June"]),
            ("The March of Dimes began.", []),
            ("April Jones and June Smith came in August.", ["August"]),
            ("Feb. 24, 2022, and 24 February 2023", ["Feb. 24, 2022", "24 February 2023"]),
            ("It ended on Oct. 29.", ["Oct. 29"]),
            ("in the first half of 2026", ["the first half of 2026"]),
            ("in Q3 2024 and H1 2025", ["Q3 2024", "H1 2025"]),
            ("in the 1990s, and in the early 2000s", ["1990s", "early 2000s"]),
            ("the season 2022-23", ["2022-23"]),
            ("over the next ten years", ["the next ten years"]),
            ("five years ago and nearly two years ago", ["five years ago", "nearly two years ago"]),
            ("earlier this year, later this month, last week", ["earlier this year", "later this month", "last week"]),
            ("in the summer of 2023", ["the summer of 2023"]),
            ("the spring offensive", []),
            ("on 2024-03-01 and 03/04/2025", ["2024-03-01", "03/04/2025"]),
            ("between March 2022 and June 2023", ["March 2022 and June 2023"]),
            ("on Monday and Tuesday", ["Monday and Tuesday"]),
            ("on 29\nOctober 2025 and in late\nNovember", ["29\nOctober 2025", "late\nNovember"]),
            ("a budget of 2024 million", []),
            ("the T-1990 and version 2.2020", []),
            ("around 1900 BC", []),
            ("", []),
        ],
    )
    def test_finds_dates_and_nothing_else(self, sentence, expected):
        assert found(sentence) == expected

    def test_what_it_finds_can_be_resolved(self):
        sentence = "Since 2021 nobody has gone, but on October 29-30 and late last year firms met; by 2030 they will."
        resolved = [dates.resolve(words, published=PUBLISHED) for words in found(sentence)]
        assert [(when.start, when.end) for when in resolved] == [
            ("2021", None),
            ("2025-10-29", "2025-10-30"),
            ("2024", "2024"),
            (None, "2030"),
        ]


class TestWrittenDates:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2025", "2025"),
            ("2025-11", "2025-11"),
            ("2025-11-03", "2025-11-03"),
            (" 2025-11-03T10:00:00+05:30", "2025-11-03"),
            ("2025-11-03 10:00", "2025-11-03"),
            ("3 November 2025", "2025-11-03"),
            ("Nov. 3, 2025", "2025-11-03"),
            ("Nov 3, 2025, 10:15 IST", "2025-11-03"),
            ("November 2025", "2025-11"),
            ("25/04/2025", "2025-04-25"),
            ("03/04/2025", "2025"),
            ("2025-02-30", None),
            ("yesterday", None),
            ("3 November", None),
            ("", None),
        ],
    )
    def test_of_metadata(self, text, day):
        assert written_date(text) == day


MONTHS = "January February March April May June July August September October November December".split()
years = st.integers(1900, 2100)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
publications = st.none() | days.map(str) | days.map(lambda day: str(day)[:7]) | days.map(lambda day: str(day)[:4])
WORDS = """early late mid- the first second third week half quarter month year of end to and between from since until
    by on in last next this ago two five 3 29-30 31 2022 2024-25 1990s Q3 H1 March May Oct. Sunday Monday today
    yesterday summer day , -""".split()
wordings = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


def in_order(when):
    return when.start is None or when.end is None or first_day(when.start) <= last_day(when.end)


class TestAnything:
    @given(wordings, publications, st.booleans())
    def test_the_start_is_never_after_the_end(self, words, published, future):
        when = dates.resolve(words, published=published, future=future)
        assert in_order(when)
        assert all(end is None or dates.is_prefix(end) for end in (when.start, when.end))

    @given(wordings, publications)
    def test_a_day_is_never_made_up(self, words, published):
        when = dates.resolve(words, published=published)
        leaning = re.search(r"day|week|\d|ago", words)
        assert leaning or all(len(end or "") < len("2025-11-03") for end in (when.start, when.end))

    @given(wordings)
    def test_without_a_publication_the_year_stands_in_the_words(self, words):
        when = dates.resolve(words, published=None)
        for end in (when.start, when.end):
            assert end is None or re.search(r"\d{4}", words)

    @given(days)
    def test_a_day_is_the_same_however_it_is_written(self, day):
        month, short = MONTHS[day.month - 1], MONTHS[day.month - 1][:3]
        for words in (
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{short}. {day.day}, {day.year}",
            day.isoformat(),
            f"{day.day}.{day.month}.{day.year}",
        ):
            assert interval(words, published=None) == (str(day), str(day))
        sentence = f"They met on {day.day} {month} {day.year}."
        assert found(sentence) == [f"{day.day} {month} {day.year}"]

    @given(days, st.sampled_from(["Monday", "Wednesday", "Sunday"]), st.booleans())
    def test_a_day_of_the_week_is_less_than_a_week_away(self, published, weekday, future):
        start, end = interval(f"on {weekday}", published=str(published), future=future)
        assert start == end
        day = date.fromisoformat(start)
        assert f"{day:%A}" == weekday
        away = (day - published).days
        assert 0 <= away < 7 if future else -7 < away <= 0

    @given(days, st.sampled_from(MONTHS))
    def test_a_month_without_a_year_is_the_nearest_in_the_past_or_open(self, published, month):
        start, _ = interval(f"in {month}", published=str(published))
        assert start is None or str(published)[:7] >= start > f"{published.year - 1}-{published.month:02}"
        ahead, _ = interval(f"in {month}", published=str(published), future=True)
        assert str(published)[:7] <= ahead < f"{published.year + 1}-{published.month:02}"

    @given(years, years)
    def test_a_range_of_years(self, first, last):
        expected = (str(first), str(last)) if first <= last else (None, None)
        assert interval(f"from {first} to {last}") == expected

    @given(st.text(max_size=80), publications)
    def test_no_text_is_too_odd(self, text, published):
        assert in_order(dates.resolve(text, published=published))
        at = 0
        for start, end in dates.find(text):
            assert at <= start < end <= len(text)
            at = end

    @given(wordings)
    def test_spans_hold_words(self, words):
        assert all(span == span.strip() and span for span in found(words))

    @given(st.text(st.sampled_from("0123456789-/ "), max_size=12))
    def test_no_number_is_too_odd(self, text):
        assert in_order(dates.resolve(text, published=PUBLISHED))
