"""Front matter: lines of `key: value` between two lines of dashes, at the head of a text."""

from __future__ import annotations

import re

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


def split(text: str) -> tuple[dict[str, str], str]:
    """Metadata and the rest of a text; no metadata and the whole text where there is no front matter.

    Example:
        >>> split('---\\ntitle: "Acme buys Borel"\\ndate: 2025-11-03\\n---\\nThe text.')
        ({'title': 'Acme buys Borel', 'published': '2025-11-03'}, 'The text.')
    """
    front = _FRONT.match(text)
    if front is None:
        return {}, text
    metadata: dict[str, str] = {}
    for line in (front[2] or "").splitlines():
        entry = _LINE.match(line)
        field = FIELDS.get(entry[1].lower()) if entry else None
        if entry and field and _unquoted(entry[2]):
            metadata.setdefault(field, _unquoted(entry[2]))
    return (metadata, text[front.end() :]) if metadata else ({}, text)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
