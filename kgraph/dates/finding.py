"""Where in a sentence date words stand."""

from __future__ import annotations

import re

from kgraph.dates.words import MONTHS_IN_FULL, WEEKDAYS, either

_FULL = either(name.capitalize() for name in MONTHS_IN_FULL)
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:{_FULL}\b|{_ABBREVIATED})"
_DAY = r"(?<![\d.,$€£])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?![.,:]\d|%|-\w)"
_YEAR = r"(?<![\d.,$€£-])(?:1[5-9]|2[01])\d\d\b(?![.,]\d|%)"
_WEEKDAY = rf"(?:{either(name.capitalize() for name in WEEKDAYS)})\b"
_TO = r"(?:\s?[-–]\s?| to | and | or | through )"
_PARTS = r"(?:[Ee]arly|[Ll]ate|[Mm]id|[Tt]he (?:end|start|beginning|middle|first week|second half|first half|last week) of|[Ee]nd of)"
_QUALIFIER = rf"(?:\b{_PARTS}(?:[- ]to[- ](?:late|mid))?[- ](?:on )?)?"
_UNITS = r"(?:day|week|weekend|month|quarter|year|decade)"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|a few|a couple of|a dozen|\d{1,3})"
_SEASON = r"(?:spring|summer|autumn|winter)"
_HOURS = r"(?: (?:morning|afternoon|evening|night))?"

_ABSOLUTE = (
    r"\b\d{4}-\d\d-\d\d\b",
    r"(?<![\d/.])\d\d?/\d\d?/\d{4}\b(?!/)",
    rf"(?:{_WEEKDAY},? )?{_QUALIFIER}{_DAY}(?:{_TO}{_DAY})?(?: of)? {_MONTH}(?:,? {_YEAR})?",
    rf"(?:{_WEEKDAY},? )?{_QUALIFIER}\b{_MONTH} {_DAY}(?:{_TO}(?:{_MONTH} )?{_DAY})?(?:,? {_YEAR})?",
    rf"{_QUALIFIER}\b{_MONTH}(?: of|,)? {_YEAR}",
    rf"\b(?:Q[1-4]|H[12])(?: of)? {_YEAR}",
    rf"\b(?:[Tt]he )?(?:first|second|third|fourth|final|last) (?:quarter|half) of (?:{_YEAR}|{_MONTH}(?: {_YEAR})?|(?:this|the|last|next) year)",
    rf"{_QUALIFIER}\b(?:1[5-9]|20)\d0s\b",
    rf"{_QUALIFIER}(?:\b[Tt]he )?\b{_SEASON}(?: of)? {_YEAR}",
)
_RELATIVE = (
    r"\b(?:[Tt]he day before )?[Yy]esterday\b",
    r"\b(?:[Tt]he day after )?[Tt]omorrow\b",
    r"(?<![A-Z][a-z] )\b(?:[Tt]onight|[Tt]oday)\b",
    rf"{_QUALIFIER}\b(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat|[Tt]he (?:previous|following|same|next|coming)|[Ee]arlier this|[Ll]ater this) "
    rf"(?:{_UNITS}|{_SEASON}|night|{_WEEKDAY}{_HOURS}|{_FULL})\b",
    rf"{_QUALIFIER}\b[Tt]he (?:year|month|week|decade)(?='s end|-end)(?:'s end|-end)",
    r"\b(?:[Tt]he )?(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle) of (?:the|this|next|last) (?:year|month|week|decade|quarter)\b",
    rf"\b(?:(?:[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Mm]ore than|[Oo]ver|[Ll]ess than) )?(?i:{_COUNT}) {_UNITS}s? (?:ago|earlier|later)\b",
    rf"\b(?:the )?(?:past|last|next|coming|recent|following) (?:{_COUNT} |few )?{_UNITS}s\b",
)
_PREPOSITIONS = "in|since|until|till|by|of|from|during|through|before|after|for|early|late|mid|to|last|next|this|between|and|around"
_BARE = (
    rf"(?<!Black )(?<!Bloody )(?<!Good )(?<!Super )\b{_WEEKDAY}{_HOURS}(?! (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Agreement))",
    rf"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Dd]uring )){_QUALIFIER}{_FULL}\b",
    rf"{_PARTS}[- ]{_FULL}\b",
    rf"(?<=\b[Bb]y )(?!May){_FULL}\b(?! [A-Z])",
    rf"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Bb]y )|(?<=\b[Oo]f )|(?<=[’']s )|(?<=\b[Tt]he ))?{_QUALIFIER}{_YEAR}(?:{_TO}{_YEAR})?",
)
_DATES = re.compile("|".join(f"(?:{pattern})" for pattern in (*_ABSOLUTE, *_RELATIVE, *_BARE)))


def find(text: str) -> list[tuple[int, int]]:
    """Spans of date words in a sentence, in order, without overlap.

    Example:
        >>> [text[a:b] for text in ["She may march on Sunday with 10 men."] for a, b in find(text)]
        ['Sunday']
    """
    return [match.span() for match in _DATES.finditer(text)]
