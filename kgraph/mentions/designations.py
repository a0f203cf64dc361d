"""Words that are written as designations of weapons and vehicles are: MiG-29, S-400, Type 214."""

from __future__ import annotations

import re

#: Letters with digits, as designations of weapons and vehicles are written: MiG-29, S-400, T-72B3, K2, TB2, M777A2.
DESIGNATION = re.compile(
    r"^(?=[^\d]*[A-Z])(?:[A-Z][A-Za-z]{0,4}(?:/[A-Z])?[-‑ ]?\d{1,4}(?:[A-Z]{0,4}\d{0,2}[A-Z]?)?"
    r"|\d{1,2}[A-Z]\d{1,4}[A-Z]{0,2}|[A-Z]{2,8}-[A-Z]{1,3}\d{0,3})$"
)
#: Words that make a designation with the number after them: "Type 214", "Mk 41".
SERIES = frozenset({"Type", "Mk", "Mark", "Project", "Object", "Model", "Block", "Batch"})
#: Looks like a designation and is none: groupings, papers, motorways' and visas' names.
NOT_DESIGNATIONS = re.compile(
    r"^(?:G-?\d{1,2}|P5|E3|COVID-19|Covid-19|A4|U2|H1N1|CO2|Q[1-4]|B2B|L\d|MH17|9/11|F1|WD-40|[A-Z][a-z]{4,}-?\d{4})$"
)


def is_designation(word: str) -> bool:
    """Whether a word is written as designations of equipment are.

    Example:
        >>> [is_designation(word) for word in ("MiG-29", "T-72B3", "K2", "KF-21", "G20", "COVID-19", "Acme")]
        [True, True, True, True, False, False, False]
    """
    return bool(DESIGNATION.match(word)) and not NOT_DESIGNATIONS.match(word)


def is_grouping(text: str) -> bool:
    """Whether it is a grouping of states.

    Example:
        >>> [is_grouping(text) for text in ("G20", "E3", "K9")]
        [True, True, False]
    """
    return text[:1] in {"G", "P", "E"} and bool(NOT_DESIGNATIONS.match(text))
