"""Front matter: lines of `key: value` between two lines of dashes, at the head of a text."""

from __future__ import annotations

import re

from kgraph.documents.article import Article

#: What people write -> the field that it fills. Source: the front matter of Jekyll, Hugo and Pandoc.
FIELDS = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "publication": "publisher",
    "site": "publisher",
    "source": "publisher",
    "published": "published",
    "date": "published",
    "pubdate": "published",
    "url": "url",
    "link": "url",
    "canonical": "url",
}

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?\r?\n)?(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINE = re.compile(r"""([A-Za-z][\w -]*?)\s*[:=]\s*(.*?)\s*\Z""")


def article_of(text: str) -> Article:
    r"""The article of a text: metadata from its front matter, where it has one, and the rest.

    Example:
        >>> found = article_of('---\ntitle: "Acme buys Borel"\ndate: 2025-11-03\n---\nAcme said so.')
        >>> found.title, found.published, found.text
        ('Acme buys Borel', '2025-11-03', 'Acme said so.')
    """
    front = _FRONT.match(text)
    metadata: dict[str, str] = {}
    for line in (front[2] or "").splitlines() if front else ():
        entry = _LINE.match(line)
        field = FIELDS.get(entry[1].lower()) if entry else None
        if entry and field and _unquoted(entry[2]):
            metadata.setdefault(field, _unquoted(entry[2]))
    if front is None or not metadata:
        return Article(text=text)
    return Article(
        text=text[front.end() :],
        title=metadata.get("title"),
        publisher=metadata.get("publisher"),
        published=metadata.get("published"),
        url=metadata.get("url"),
    )


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
