"""What a list or a walk is narrowed to: types, relations, statuses, a document, a time, an entity."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple, TypedDict

from kgraph.errors import UsageError
from kgraph.model import Status

#: ISO date prefixes: a year, a month or a day.
_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"

#: One value, several with commas, or a collection of them.
Choice = str | Iterable[str]


class Narrow(TypedDict, total=False):
    """The filters as keyword arguments; each is optional."""

    type: Choice
    relation: Choice
    status: Choice
    document: str | None
    since: str | None
    until: str | None
    about: str | None


class Filters(NamedTuple):
    """Filters as read: empty and None let everything pass. Dates are ISO prefixes and include their whole span."""

    types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    document: str | None = None
    since: str | None = None
    until: str | None = None
    about: str | None = None

    @staticmethod
    def of(narrow: Narrow) -> Filters:
        """Reads keyword arguments.

        Raises:
            UsageError: a status that does not exist or a date that is none.

        Example:
            >>> Filters.of({"status": "planned, reported", "since": "2025-10"}).statuses
            (<Status.PLANNED: 'planned'>, <Status.REPORTED: 'reported'>)
        """
        statuses = chosen(narrow.get("status", ()))
        check(statuses, [str(status) for status in Status], "status")
        return Filters(
            types=chosen(narrow.get("type", ())),
            relations=chosen(narrow.get("relation", ())),
            statuses=tuple(Status(word) for word in statuses),
            document=narrow.get("document"),
            since=_date(narrow.get("since"), "since"),
            until=_date(narrow.get("until"), "until"),
            about=narrow.get("about"),
        )

    @property
    def on_claims(self) -> bool:
        """Whether anything but the type is asked for, so that claims must be looked at."""
        return bool(self.relations or self.statuses or self.document or self.since or self.until or self.about)


def chosen(value: Choice) -> tuple[str, ...]:
    """Values from a word, words with commas, or a collection.

    Example:
        >>> chosen("met, visited"), chosen(["met", "visited"])
        (('met', 'visited'), ('met', 'visited'))
    """
    parts = [value] if isinstance(value, str) else list(value)
    words = (word.strip() for part in parts for word in str(part).split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def check(words: Iterable[str], known: Collection[str], kind: str) -> None:
    """Raises UsageError, with the nearest known word, for the first that is not known."""
    for word in words:
        if word not in known:
            from difflib import get_close_matches

            near = get_close_matches(word, known, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise UsageError(f"no {kind} is called {word!r}", hint=f"{hint}known: {', '.join(known)}")


def _date(value: str | None, name: str) -> str | None:
    if value is not None and not re.fullmatch(_DATE, value):
        raise UsageError(f"{name} {value!r} is no date", hint="write 2025, 2025-10 or 2025-10-31")
    return value
