"""The journey from sources to documents: which files, which reader, and one bad file never stops the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from kgraph.documents import sources as places
from kgraph.documents.article import Article, Given, Unread, document_of, given
from kgraph.documents.cleaning import decode
from kgraph.documents.frontmatter import article_of
from kgraph.errors import InputError, UsageError
from kgraph.model import Document
from kgraph.registry import Registry

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "?")

Reader = Callable[[str], Iterator[Article | Unread]]

#: Suffix -> reader: a function from a path to the `Article`s (or `Unread`s) in that file. It may raise InputError.
READERS = Registry(
    "reader",
    "kgraph.readers",
    {
        ".txt": "kgraph.documents.plain:articles",
        ".text": "kgraph.documents.plain:articles",
        ".md": "kgraph.documents.markdown:articles",
        ".markdown": "kgraph.documents.markdown:articles",
        ".html": "kgraph.documents.html:articles",
        ".htm": "kgraph.documents.html:articles",
        ".xhtml": "kgraph.documents.html:articles",
        ".jsonl": "kgraph.documents.jsonl:articles",
        ".ndjson": "kgraph.documents.jsonl:articles",
    },
)


def read(
    sources: Iterable[str | os.PathLike[str]],
    *,
    publisher: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Unread]:
    r"""Documents from files, folders (recursively), globs and "-" (standard input).

    Args:
        sources: what to read. Files are taken in the order of their paths, each once.
        publisher: for articles that do not name their own.
        published: an ISO date or its beginning, for articles that do not tell their own.
        stdin: what "-" reads; the process's standard input where None.

    Yields:
        A document for each article, or an `Unread` for each file or line that could not be read.

    Raises:
        UsageError: `published` is no date.

    Example:
        >>> import io
        >>> [document.title for document in read(["-"], stdin=io.BytesIO(b"Acme buys Borel\n\nIt said so."))]
        ['Acme buys Borel']
    """
    names = [sources] if isinstance(sources, (str, os.PathLike)) else sources
    # Not a generator itself, so that a wrong option is told at once.
    return _read([os.fspath(name) for name in names], given(publisher, published), stdin)


def _read(names: list[str], options: Given, stdin: BinaryIO | None) -> Iterator[Document | Unread]:
    readers: dict[str, Reader | None] = {}
    for item in places.files(names, lambda suffix: suffix != "" and _reader(suffix, readers) is not None):
        if isinstance(item, Unread):
            yield _printable(item)
        elif item == places.STDIN:
            yield from _documents(_standard_input(stdin), places.STDIN_NAME, options)
        else:
            reader = _reader(places.suffix(item), readers) or READERS[".txt"]
            yield from _documents(reader(item), item, options)


def _reader(suffix: str, readers: dict[str, Reader | None]) -> Reader | None:
    """The reader for a suffix, or None; `readers` spares asking the entry points again for each file."""
    if suffix not in readers:
        try:
            readers[suffix] = READERS[suffix]
        except UsageError:
            readers[suffix] = None
    return readers[suffix]


def _documents(articles: Iterator[Article | Unread], source: str, options: Given) -> Iterator[Document | Unread]:
    try:
        for article in articles:
            found = article if isinstance(article, Unread) else _document(article, source, options)
            yield _printable(found) if isinstance(found, Unread) else found
    except InputError as error:
        yield _printable(Unread(source=source, error=error))


def _document(article: Article, source: str, options: Given) -> Document | Unread:
    name = article.source or source
    try:
        return document_of(article, name, options)
    except InputError as error:
        return Unread(source=name, error=error)


def _printable(unread: Unread) -> Unread:
    """The same in characters that a terminal can print on one line: names of files may hold any bytes."""
    source, message = (
        text.encode("utf-8", "replace").decode().translate(_CONTROLS) for text in (unread.source, unread.error.message)
    )
    return Unread(source=source, error=InputError(message, hint=unread.error.hint))


def _standard_input(stdin: BinaryIO | None) -> Iterator[Article]:
    stream = sys.stdin.buffer if stdin is None else stdin
    data = places.within_limit(stream.read(places.MAX_BYTES + 1), places.STDIN_NAME)
    yield article_of(decode(data, places.STDIN_NAME))
