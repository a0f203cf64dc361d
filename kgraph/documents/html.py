"""Web pages saved as HTML: the article without menus and advertisements, and what the page says of itself.

trafilatura finds article and metadata; it is imported only when there is a page to read, and no address in a page is
ever opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kgraph.documents.article import Article
from kgraph.documents.cleaning import decode
from kgraph.documents.sources import load
from kgraph.errors import InputError

#: Characters of article from which trafilatura is content with its first method, which keeps the paragraphs; below it
#: falls back on ones that run them together. Its own default of 250 is more than a short report has.
SHORTEST_ARTICLE = 80
#: Elements of the largest page whose article is looked for; articles have hundreds, and time grows with it.
MOST_ELEMENTS = 200_000

#: Bytes at the head of a page among which it declares its encoding. Source: the HTML standard, 4.2.5.4.
HEAD_BYTES = 1024
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]*encoding=[\"']([\w-]+)", re.IGNORECASE)
_BREAKS = frozenset(
    """address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li
    main nav ol p pre section table td th title tr ul""".split()
)
_UNREAD = frozenset("script style noscript template head svg nav footer form iframe textarea select button".split())


def articles(path: str) -> Iterator[Article]:
    """The article of a saved page.

    Raises:
        InputError: it cannot be read, or there is no article in it.
    """
    data = load(path)
    declared = _DECLARED.search(data[:HEAD_BYTES])
    encoding = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    yield of_page(decode(data, path, declared=encoding), path)


def of_page(page: str, source: str) -> Article:
    """The article of a page; what it says of itself comes from its metadata, never from its text.

    Raises:
        InputError: there is no article in it.
    """
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORTEST_ARTICLE))
    # The extensive search takes any year of the text for the date of publication, and makes it 1 January.
    config.set("DEFAULT", "EXTENSIVE_DATE_SEARCH", "off")
    config.set("DEFAULT", "MAX_TREE_SIZE", str(MOST_ELEMENTS))
    try:
        found = trafilatura.bare_extraction(
            page, include_comments=False, include_tables=False, with_metadata=True, config=config
        )
    except Exception:  # noqa: BLE001  whatever third-party code stumbles over in a hostile page, its text can be read
        found = None
    if found is None or isinstance(found, dict):
        return Article(text=_article_text("", page, source), strict=False)
    return Article(
        text=_article_text(found.text or "", page, source),
        title=found.title,
        publisher=found.sitename,
        published=found.date,
        url=found.url,
        strict=False,
    )


def _article_text(found: str, page: str, source: str) -> str:
    """The text with a blank line between paragraphs; what is too short was run together, and is read again."""
    text = found.replace("\n", "\n\n") if len(found) >= SHORTEST_ARTICLE else _plain(page)
    if not text:
        raise InputError(f"{source} holds no article text", hint="save the page again, or save its text as .txt")
    return text


def _plain(page: str) -> str:
    """All text of a page outside menus and scripts, for pages too small or too odd to find an article in."""
    reader = _Paragraphs()
    reader.feed(page)
    reader.close()
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in "".join(reader.pieces).split("\n\n"))))


class _Paragraphs(HTMLParser):
    """Collects text; a block element becomes a blank line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        if tag in _BREAKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in _UNREAD))
        if tag in _BREAKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.pieces.append(data.replace("\n", " "))
