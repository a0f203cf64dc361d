"""Datelines: where and when a report was filed, before its first sentence.

Forms known: "MOSCOW, Nov 3 (Reuters) -", "NEW DELHI —", "ISTANBUL, Turkey (AP) —", "Kyiv, 4 March:",
"MOSCOW, November 3. /TASS/.", "ARLINGTON, Va., Nov. 3, 2025 /PRNewswire/ --", "New Delhi [India], November 3 (ANI):",
"(Reuters) -", and lines of their own such as "Brussels, 16 December 2024" or "Posted On: 03 NOV 2025 10:05AM".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kgraph.dates.words import MONTHS, WEEKDAYS, either
from kgraph.documents.language import FUNCTION_WORDS

#: Characters in which a dateline ends; agencies' longest (two cities, state, date, two agencies) take about 90.
LIMIT = 110
#: Words of a place: "Rio de Janeiro", "Port of Spain", "Washington D.C."
_PLACE_WORDS = 4
#: Letters of the shortest place in capitals; "UN", "EU" and "US" before a dash are no places that one files from.
_SHORTEST_PLACE = 3

_WEEKDAY = rf"(?:{either(WEEKDAYS)}|(?:mon|tues?|wed|thurs?|fri|sat|sun)\b\.?)"
_MONTH = rf"{either(MONTHS)}\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FULL_DATE = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:{_DAY} {_MONTH}|{_MONTH} {_DAY}|[12]\d{{3}}-\d\d-\d\d|{_MONTH}(?=,? [12]\d{{3}}))"
    r"(?:,? [12]\d{3})?",
    re.IGNORECASE,
)
_DATE = re.compile(rf"{_FULL_DATE.pattern}|{_WEEKDAY}|[12]\d{{3}}", re.IGNORECASE)
_MONTH_DOT = re.compile(rf"\b({either(MONTHS)})\.(?= \d)", re.IGNORECASE)
# A date's own comma would cut it in two: "Nov. 3, 2025", "Friday, 3 May".
_DATE_COMMA = re.compile(
    rf"({_DAY}|{_WEEKDAY}|{_MONTH}), (?=[12]\d{{3}}\b|{_DAY} {_MONTH}|{_MONTH} {_DAY})", re.IGNORECASE
)
_NAMES = r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3} ?"
_AGENCY = re.compile(rf"\({_NAMES}\)|/{_NAMES}/|\[{_NAMES}\]")
_END = re.compile(r"\s*(?:—|–|--+|(?<=[\s)/])-(?=\s)|-(?=\s)|:(?=\s)|(?<=\))(?=\s)|(?<=/)[.]?(?=\s))")
_REST = re.compile(r"[\s—–:.-]*")
_SPACED_DASH = re.compile(r"\s(?:[—–]|--?)\s")
_FIRST_SENTENCE = re.compile(r".*?[.!?](?=\s+[A-Z\"“]|\s*\Z)", re.DOTALL)
#: Words that open a sentence, not a place.
_NO_PLACE = FUNCTION_WORDS | frozenset("i mr mrs ms dr sir i'm dear no yes".split())
_SMALL = frozenset("de of la le el al del da di do on the upon and".split())
#: What stands in capitals before a colon or a dash and is no place.
_LABELS = frozenset(
    """ALERT ANALYSIS BREAKING CAUTION COLUMN COMMENT CORRECTION CORRECTED EDITORIAL ENDS EXCLUSIVE EXPLAINED EXPLAINER
    FACTBOX FACT FEATURE FILE FOCUS HEADLINES IMAGE INSIGHT INTERVIEW LEAD LIVE NEWS NOTE OPINION PHOTO PHOTOS
    PICTURES POLL PREVIEW PROFILE QUESTION REPORT REVIEW SPECIAL SUMMARY TIMELINE UPDATE UPDATED URGENT VIDEO WARNING
    WATCH WRAPUP READ RELATED SOURCE PRESS RELEASE NATO OPEC EDIT EDITED FYI ONE TWO THREE WHO WHAT WHEN WHERE WHY HOW
    NOTICE DATE LOCATION CONTACT FROM TO""".split()
)

_STAMP = re.compile(
    r"(?:\d{1,2}[:.]\d\d,? )?"
    r"(?:(?:first |last )?(?:posted|published|updated|modified|created|issued|released?|date|dated)(?: on| at| date)?"
    r"\s*[:|–-]?\s*)?",
    re.IGNORECASE,
)
_STAMP_REST = re.compile(
    r"(?:[\s,|·•/–-]|at|\d{1,2}[:.]\d\d(?::\d\d)?|[ap]\.?m\.?|\(?(?:IST|GMT|UTC|CET|EST|EDT|BST|MSK|ET|PT|KST)(?:[+-]\d+(?::\d\d)?)?\)?"
    r"|hours|by(?: [A-Z][\w.]+){1,4}|updated:?|\d{1,2}\+?(?= min)|min(?:ute)?s? read)*",
    re.IGNORECASE,
)

# Between a stamp and the place after it: "18 Nov 2025 09:31 IST - New Delhi".
_PLACE_MARK = re.compile(r"[,|–-]\s*\Z")


class _Head(NamedTuple):
    """What stands before the dash: places, and whether a date or an agency is among it."""

    first: str
    dated: bool
    agency: bool


def end_of(paragraph: str, *, opening: bool) -> int | None:
    """Where the dateline at the beginning of a paragraph ends, its dash and the space after it included.

    Args:
        paragraph: its text.
        opening: whether it opens the article; a place with nothing but a dash after it is a dateline only there.

    Example:
        >>> text = "MOSCOW, Nov 3 (Reuters) - India and Russia met."
        >>> text[end_of(text, opening=True):]
        'India and Russia met.'
    """
    if not paragraph[:1].isupper() and paragraph[:1] not in "(0123456789":
        return None
    for end in _END.finditer(paragraph, 0, LIMIT):
        head = _read(paragraph[: end.start()])
        if head is None:
            continue
        rest = _REST.match(paragraph, end.end())
        stop = rest.end() if rest else end.end()
        mark = paragraph[end.start() : stop].strip()
        if stop < len(paragraph) and _fits(head, mark, paragraph[stop:], opening=opening):
            return stop
    return None


def is_line(paragraph: str) -> bool:
    """Whether a whole paragraph is place and date, or the stamp of a web page.

    Example:
        >>> is_line("Brussels, 16 December 2024"), is_line("Updated - Nov 18, 2025 09:31 pm IST"), is_line("Brussels")
        (True, True, False)
    """
    if len(paragraph) > LIMIT:
        return False
    plain = _MONTH_DOT.sub(r"\1", paragraph)
    head = _read(plain.strip(" .—–-"))
    if head is not None and head.dated:
        return _FULL_DATE.search(plain) is not None
    label = _STAMP.match(plain)
    date = _FULL_DATE.match(plain, label.end() if label else 0)
    rest = _STAMP_REST.match(plain, date.end()) if date else None
    if date is None or rest is None:
        return False
    marked = _PLACE_MARK.search(plain, date.end(), rest.end())
    return rest.end() == len(plain) or (marked is not None and _is_place(plain[rest.end() :]))


def _read(head: str) -> _Head | None:
    """The parts of what stands before the dash, or None where one of them is neither place, date nor agency."""
    agencies = sum(1 for _ in _AGENCY.finditer(head))
    bare = _DATE_COMMA.sub(r"\1 ", _MONTH_DOT.sub(r"\1", _AGENCY.sub(" ", head)))
    parts = [" ".join(part.split()).strip(" .") for part in re.split(r",|(?<=\w{4})\. ", bare)]
    parts = [part for part in parts if part]
    if not parts:
        return _Head(first="", dated=False, agency=True) if agencies else None
    dated = False
    for part in parts:
        if _DATE.fullmatch(part):
            dated = True
        elif not _is_place(part):
            return None
    return _Head(parts[0], dated, agencies > 0)


def _is_place(part: str) -> bool:
    return all(_is_one_place(place.split()) for place in re.split(r"/|\band\b", part))


def _is_one_place(words: list[str]) -> bool:
    if not 0 < len(words) <= _PLACE_WORDS or not words[0][:1].isupper():
        return False
    if words[0].lower().partition("'")[0] in _NO_PLACE and words[-1] not in ("Hague", "HAGUE"):
        return False
    return all((word[:1].isupper() or word in _SMALL) and not any(map(str.isdigit, word)) for word in words)


def _fits(head: _Head, mark: str, rest: str, *, opening: bool) -> bool:
    """Whether place, date, agency and the mark after them make a dateline, given what follows."""
    if not (rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in "\"'“‘$€£("):
        return False
    if head.dated and _DATE.fullmatch(head.first):
        return head.agency  # "3 May - Leave for Nice" is a diary
    if head.dated or not head.first:
        return mark != "" or (head.dated and head.agency)
    if head.agency:
        return mark != "" and (mark != ":" or head.first.isupper())
    return opening and mark != "" and _opens(head, mark, rest)


def _opens(head: _Head, mark: str, rest: str) -> bool:
    """Whether a place with neither date nor agency is a dateline: it opens a sentence that has no second dash."""
    sentence = _FIRST_SENTENCE.match(rest)
    if _SPACED_DASH.search(sentence[0] if sentence else rest) or rest[:SHORTEST_REST].isupper():
        return False  # "Moscow - the capital - said", "TWENTY YEARS - A LOOK BACK"
    words = head.first.replace("/", " ").split()
    if head.first.isupper():
        letters = sum(map(str.isalpha, head.first))
        return letters >= _SHORTEST_PLACE and not {words[0], words[-1]} & _LABELS and words != ["NEW"]
    return mark not in (":", "-") and len(words) < _PLACE_WORDS and len(rest.split()) >= SHORTEST_SENTENCE


#: Characters after a dateline that tell whether what follows is written in capitals throughout.
SHORTEST_REST = 12
#: Words of the shortest first sentence after a place that only its dash marks; "Major awards – dealer of the year" is
#: an item of a list.
SHORTEST_SENTENCE = 7
