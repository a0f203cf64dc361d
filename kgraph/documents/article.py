"""What a reader finds in a file, and the document that becomes of it.

A reader yields an `Article`: raw title, text and metadata. `document_of` turns it into a `Document`: it cleans the
text, puts the title into it, checks the language and reads the date. One article so gives one document, with one id,
in whatever format it came.
"""

from __future__ import annotations

from dataclasses import dataclass

from kgraph import dates
from kgraph.documents.cleaning import clean, one_line
from kgraph.documents.language import not_english
from kgraph.errors import InputError, UsageError
from kgraph.model import Document

#: A first line of this many characters or more is no title (the contract's number).
TITLE_LIMIT = 150

_FULL_STOPS = (".", "。", "।")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A source that could not be read, and why. `source` is a path, or "path:line" for one line of a file."""

    source: str
    error: InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller says of all sources; a file's own metadata comes first."""

    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a reader found, uncleaned.

    `source` names it in error messages where a file holds several. `strict` tells whether a date that cannot be read
    is an error: it is one where a person wrote the metadata (front matter, JSON Lines), none where a web page did.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    strict: bool = True


def document_of(article: Article, source: str, given: Given) -> Document:
    """The document that an article becomes.

    Args:
        article: what a reader found.
        source: its name in error messages.
        given: publisher and date for articles that do not tell their own.

    Raises:
        InputError: no text, not English, or a date in the metadata that is none.
    """
    text = clean(article.text)
    if not any(map(str.isalpha, text)):
        raise InputError(f"{source} has no text in it", hint="check that it is the file you meant")
    title = one_line(article.title) if article.title else None
    text, title = _with_title(text, title)
    language = not_english(text)
    if language is not None:
        raise InputError(
            f"{source} is not in English: it looks like {language}" if language else f"{source} is not in English",
            hint="kgraph reads English only: give an English article or a translation",
        )
    return Document.of(
        text,
        title=title,
        publisher=(one_line(article.publisher) if article.publisher else None) or given.publisher,
        published=_published(article, source) or given.published,
        url=(article.url.strip() if article.url else None) or None,
    )


def given(publisher: str | None, published: str | None) -> Given:
    """The caller's options, checked.

    Raises:
        UsageError: `published` is not an ISO date or the beginning of one.
    """
    if published is not None:
        day = published.strip()
        if not dates.is_prefix(day):
            raise UsageError(
                f"{published!r} is not a date", hint="write the publication date as 2025, 2025-11 or 2025-11-03"
            )
        published = day
    return Given(publisher=(one_line(publisher) if publisher else None) or None, published=published)


def first_line_title(text: str) -> str | None:
    r"""The title of a text whose first line is one: short, without a final full stop, followed by a blank line.

    Example:
        >>> first_line_title("Acme buys Borel\n\nPARIS - Acme said so.")
        'Acme buys Borel'
        >>> first_line_title("Acme bought Borel.\n\nIt said so.") is None
        True
    """
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0]
    title = first.strip()
    if not title or not rest.strip() or second.strip():
        return None
    return None if len(title) >= TITLE_LIMIT or title.endswith(_FULL_STOPS) else title


def _with_title(text: str, title: str | None) -> tuple[str, str | None]:
    """Text and title such that the text begins with the title, since titles make claims and claims point into text."""
    if not title:
        return text, first_line_title(text)
    first, _, rest = text.partition("\n")
    if one_line(first).rstrip(".") == title.rstrip("."):
        body = rest.lstrip("\n")
        return (f"{first}\n\n{body}" if body else first), one_line(first)
    return f"{title}\n\n{text}", title


def _published(article: Article, source: str) -> str | None:
    if not article.published or not article.published.strip():
        return None
    day = dates.written_date(article.published)
    if day is None and article.strict:
        raise InputError(
            f"{source}: {article.published.strip()[:40]!r} is not a date",
            hint="write the date of publication as 2025, 2025-11 or 2025-11-03",
        )
    return day
