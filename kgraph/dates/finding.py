"""Where in a sentence date words stand.

A grammar of capitalised months and days of the week, years, and words such as "last year". What is a date only in its
place (a bare year, a bare month) is looked at once more with the words around it: "may march on Sunday with 10 men"
holds one date, "2000 people" none.
"""

from __future__ import annotations

import re

from kgraph.dates.words import MONTHS_ABBREVIATED, MONTHS_IN_FULL, SEASONS, WEEKDAYS, either

_FULL = rf"{either(name.capitalize() for name in MONTHS_IN_FULL)}\b"
_MONTH = rf"(?:{_FULL}|{either(name.capitalize() for name in MONTHS_ABBREVIATED)}\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?![.,:]\d|%|-[a-z])"
_YEAR = r"(?:1[5-9]|2[01])\d\d\b(?![.,]\d|%)"
_YEARS = r"(?:1[5-9]|2[01])\d\d[-–/](?:\d\d)?\d\d\b(?![-–/.,]\d)"
_WEEKDAY = rf"{either(name.capitalize() for name in WEEKDAYS)}\b"
_HOURS = r"(?: (?:morning|afternoon|evening|night)\b)?"
_SEASON = either(word for word in SEASONS if word != "fall")
_UNIT = r"(?:day|week|month|quarter|year|decade)"
_COUNT = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|a few|a couple of|\d{1,3})"
)
_TO = r"(?:\s?[-–]\s?| to | and | or | through | until )"
_START = r"(?<![\w$€£.,/-])"
#: "early", "mid-", "the end of": they belong to the date after them.
_PART = (
    r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:[- ]to[- ](?:late|mid))?[- ](?:on |in )?"
    r"|(?:[Tt]he )?(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle) of "
    r"|[Tt]he (?:first|second|third|last|final) (?:week|half|days|weeks|months) of )?"
)

#: Shapes that are dates wherever they stand, the longest first. Named groups tell the kinds that go on: "to May".
_DATES = (
    rf"{_START}\d{{4}}-\d\d-\d\d\b(?!-)",
    rf"{_START}\d\d?/\d\d?/[12]\d{{3}}\b(?!/)",
    (
        rf"{_START}(?P<day>(?:{_WEEKDAY},? )?{_PART}(?:the )?{_DAY}(?:{_TO}(?:the )?{_DAY})?(?: of)? {_MONTH}"
        rf"(?:,? {_YEAR})?)"
    ),
    rf"{_START}(?P<date>(?:{_WEEKDAY},? )?{_PART}{_MONTH} {_DAY}(?:{_TO}{_DAY})?(?:,? {_YEAR})?)",
    rf"{_START}(?P<month>{_PART}{_MONTH}(?: of|,)? {_YEAR})",
    rf"{_START}(?:{_MONTH}, )*{_MONTH}{_TO}{_MONTH}(?:,? (?:of )?{_YEAR})?",
    rf"{_START}(?:Q[1-4]|H[12])(?: of)? {_YEAR}",
    (
        rf"{_START}(?:[Tt]he )?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast) (?:quarter|half) of "
        rf"(?:{_MONTH} {_YEAR}|{_YEAR}|{_FULL}|(?:this|the|last|next) year\b)"
    ),
    rf"{_START}(?P<decade>{_PART}(?:(?:1[5-9]|20)\d0s\b|['’][3-9]0s\b))",
    rf"{_START}(?:[Tt]he )?{_PART}(?i:{_SEASON}|fall)(?: of)? (?:{_YEARS}|{_YEAR})",
    rf"{_START}(?:[Tt]he day before )?[Yy]esterday\b{_HOURS}",
    rf"{_START}(?:[Tt]he day after )?[Tt]omorrow\b{_HOURS}",
    rf"{_START}(?:[Tt]oday|[Tt]onight)\b",
    (
        rf"{_START}{_PART}(?:[Ee]arlier |[Ll]ater )?"
        rf"(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat|[Tt]he (?:previous|following|same|next|coming)) "
        rf"(?:{_UNIT}\b(?!-)|weekend\b|{_SEASON}\b|{_WEEKDAY}{_HOURS}|{_FULL})"
    ),
    rf"{_START}(?:[Ll]ast|[Tt]he previous|[Tt]he following|[Tt]hat|[Tt]he same) night\b",
    rf"{_START}(?:[Tt]his|[Tt]he following|[Tt]he same) (?:morning|afternoon|evening)\b",
    rf"{_START}(?:[Tt]he )?(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle) of (?:the|this|next|last) {_UNIT}\b",
    rf"{_START}(?:[Tt]he )?(?:[Yy]ear|[Mm]onth)(?:['’]s end|-end)\b",
    (
        rf"{_START}(?:(?i:about|around|nearly|almost|more than|over|less than|some) )?"
        rf"(?i:{_COUNT}) {_UNIT}s? (?:ago|earlier|later)\b"
    ),
    rf"{_START}(?:[Dd]ecades|[Yy]ears|[Mm]onths|[Ww]eeks|[Dd]ays) (?:ago|earlier|later)\b",
    rf"{_START}(?:the )?(?:past|last|next|coming|recent|following|previous) (?:(?:{_COUNT}|few|several) )?{_UNIT}s\b",
    rf"{_START}(?P<weekday>{_WEEKDAY}{_HOURS})",
)
#: Shapes that are dates only in their place; `_stands` looks at the words around them.
_IN_PLACE = (
    rf"(?<![\w$€£,/-])(?<!\d[.])(?P<year>{_PART}(?:{_YEARS}|{_YEAR}))",
    rf"{_START}(?P<bare>{_PART}{_FULL})",
    rf"{_START}(?P<season>(?:the )?{_PART}{_SEASON}\b)",
)
_DATE = re.compile("|".join(f"(?:{shape})" for shape in (*_DATES, *_IN_PLACE)))
#: What may follow a date of a kind so that both are one range or one list.
_ONWARDS = {
    kind: re.compile(rf"{_TO}{shape}")
    for kind, shape in {
        "day": rf"{_DAY} {_MONTH}(?:,? {_YEAR})?",
        "date": rf"{_MONTH} {_DAY}(?:,? {_YEAR})?",
        "month": rf"{_PART}{_MONTH} {_YEAR}",
        "bare": rf"{_PART}{_FULL}(?:,? {_YEAR})?",
        "decade": r"(?:1[5-9]|20)\d0s\b",
        "weekday": rf"{_WEEKDAY}{_HOURS}",
        "year": rf"{_YEAR}",
    }.items()
}

_LINE_ENDS = str.maketrans("\n\t", "  ")  # a date may run over the end of a wrapped line
_BEFORE = re.compile(r"([^\s(\[“\"‘]+)[\s(\[“\"‘]*\Z")
_AFTER = re.compile(r"['’]s\b|[ -]?[^\s.,;:!?)\]”\"]+")
#: Characters of the longest word of `_BOUND` with the space after it and the character before it.
LONGEST_BOUND = 8
_BOUND = re.compile(r"\b(?:[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter) \Z")
#: Words before a bare year or month that make it a date.
_PREPOSITIONS = frozenset(
    """in since until till by of from during through throughout before after between and or to early late mid around
    last next this for that as""".split()
)
#: Before it, only a preposition makes a number of four digits a year.
_FIRST_YEAR_OF_NEWS = "1900"
_DETERMINERS = frozenset("the a an its his her their our this that whose my your".split())
#: Words before a four-digit number that make it an amount or a name.
_AMOUNTS = frozenset(
    """about some nearly almost over than least most number no nos at approximately roughly exactly only just rs inr usd
    eur every each another up article section resolution flight route block model type mirage fy fiscal vision agenda
    horizon windows office worth""".split()
)
#: Nouns that are counted: "2000 people". Years stand before the names of what happened in them: "2022 invasion".
_COUNTED = frozenset(
    """people troops soldiers men women children civilians fighters personnel workers employees staff jobs tonnes tons
    kilometres kilometers km miles metres meters feet hectares acres dollars euros rupees roubles rubles pounds yuan
    crore lakh million billion units tanks drones missiles rockets shells rounds vehicles aircraft planes jets homes
    houses villages prisoners refugees casualties deaths cases companies firms ships vessels flights hours hrs gmt utc
    ist local days weeks months years mw gw kw hp kg barrels points votes seats pages members percent per guns bombs
    delegates participants visitors exhibitors victims bodies wounded dead sites targets others more times""".split()
)
#: Words after a date that begin something else, so that a bound before the date is its own: "since 2022 it has".
_CLAUSE = frozenset(
    """and or but when as in on at by for to with from the a an it they he she we i you if because while who which that
    is are was were has have had will would can could may might must should said says according after before over under
    into about against between during through until till than so yet not its his her their this there where
    what of nobody no none neither both all many most some several few each every any one two three more less only even
    already now then still never nothing everything everyone our my your these those other another such""".split()
)
_NAMES_OF_PEOPLE = frozenset("April May June August".split())
_NEWSPAPERS = frozenset("Times Telegraph Mirror Express Mail Herald Post Agreement Tribune Star World Sun".split())
_DAYS_OF_NAME = frozenset("Black Bloody Good Super Cyber Ash Palm Holy Easter Sheffield".split())


def find(text: str) -> list[tuple[int, int]]:
    """Spans of date words in a sentence, in order, without overlap.

    "since", "until", "by", "before" and "after" belong to the span where they bound the date; other prepositions stay
    outside.

    Example:
        >>> texts = "She may march on Sunday with 10 men.", "Nobody has gone there since 2021."
        >>> [text[start:end] for text in texts for start, end in find(text)]
        ['Sunday', 'since 2021']
    """
    text = text.translate(_LINE_ENDS)
    found: list[tuple[int, int]] = []
    at = 0
    while match := _DATE.search(text, at):
        start, end = match.span()
        kind = match.lastgroup or ""
        if not _stands(text, start, end, kind):
            at = _past(match)
            continue
        onwards = _ONWARDS[kind].match(text, end) if kind in _ONWARDS else None
        end = onwards.end() if onwards and _goes_on(text, onwards.end()) else end
        end -= text[start:end].endswith(".") and not text[end : end + 1].strip(" ,)")  # the full stop of the sentence
        bound = _BOUND.search(text, max(0, start - LONGEST_BOUND), start)
        if bound and _is_bound(text, end):
            start = bound.start()
        found.append((start, end))
        at = end
    return found


def _past(match: re.Match[str]) -> int:
    """Where to look on after a shape that is no date: after its first word, since a date may stand inside."""
    return match.start() + max(1, len(match[0].split()[0]))


def _stands(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a shape is a date where it stands."""
    before = _BEFORE.search(text[max(0, start - 40) : start])
    left = before[1] if before else ""
    after = _AFTER.match(text, end)
    right = after[0].strip(" ") if after else ""
    if kind == "weekday":
        return right not in _NEWSPAPERS and left not in _DAYS_OF_NAME
    if kind == "year":
        return _is_year(text[start:end], left, right)
    if kind == "bare":
        return _is_month(text[start:end], left, right)
    if kind == "season":
        return left.lower() in ("in", "by", "until", "since", "during", "of", "from") and _ends_phrase(right)
    if text[start:end] in ("Today", "Tomorrow", "Yesterday"):
        return not (left[:1].isupper() and left[-1:].isalnum())  # "USA Today"
    return True


def _is_year(words: str, left: str, right: str) -> bool:
    if right.lower().strip("-") in _COUNTED or right in ("BC", "BCE") or (right.startswith("-") and right != "-"):
        return False
    if not words.isdigit():
        return True  # "early 2026", "the end of 2025", "2022-23"
    low = left.lower().strip(",;:—–-")
    if low in _AMOUNTS:
        return False
    if low in _PREPOSITIONS:
        return low != "to" or not _is_plural(right)
    if low in _DETERMINERS or low.endswith(("'s", "’s", "s'", "s’")):
        return words >= _FIRST_YEAR_OF_NEWS  # "the Council's 1718 committee"
    if not left or left[-1] in ",;:.—–)":
        return not _is_plural(right)
    # "his landmark 2014 speech" is a year, "killed 1999 insurgents" and "Mirage 2000" are none.
    return left.islower() and right.islower() and not _is_plural(right) and not _ends_phrase(right)


def _is_month(words: str, left: str, right: str) -> bool:
    name = words.rsplit(" ", 1)[-1].rsplit("-", 1)[-1]
    low = left.lower()
    if not words[0].isupper() or words != name:
        return True  # "early March", "mid-May", "The end of June"
    if name in _NAMES_OF_PEOPLE and (right[:1].isupper() or right.startswith(("'", "’"))):
        return False
    if low in ("in", "since", "until", "till", "during", "through"):
        return True
    if name == "May":  # "by May", "of May": the former prime minister as often as not
        return False
    if low in _PREPOSITIONS:
        return True
    return (low in _DETERMINERS or low.endswith(("'s", "’s"))) and right.islower() and not _ends_phrase(right)


def _is_plural(word: str) -> bool:
    return word.islower() and word.endswith("s") and not word.endswith("ss")


def _ends_phrase(right: str) -> bool:
    return not right or right.lower() in _CLAUSE


def _goes_on(text: str, end: int) -> bool:
    after = _AFTER.match(text, end)
    return after is None or after[0].strip(" -").lower() not in _COUNTED


def _is_bound(text: str, end: int) -> bool:
    """Whether what follows leaves a word such as "since" to the date: in "since Monday's talks" it belongs to them."""
    after = _AFTER.match(text, end)
    right = after[0].strip(" ") if after else ""
    return _ends_phrase(right) or right[:1].isupper()
