"""The journey from sources to documents: which files, which reader, and one bad file never stops the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from kgraph.documents import sources as places
from kgraph.documents.article import Article, Given, Unread, document_of, given
from kgraph.documents.cleaning import decode
from kgraph.errors import InputError, UsageError
from kgraph.model import Document
from kgraph.registry import Registry

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

Reader = Callable[[str], Iterator[Any]]


def read(
    sources: Iterable[str],
    *,
    publisher: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Unread]:
    """Documents from files, folders (recursively), globs and "-" (standard input).

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
        >>> [document.title for document in read(["-"], stdin=io.BytesIO(b"Acme buys Borel\\n\\nIt said so."))]
        ['Acme buys Borel']
    """
    if isinstance(sources, str):
        sources = [sources]
    return _read(list(sources), given(publisher, published), stdin)


def _read(sources: list[str], options: Given, stdin: BinaryIO | None) -> Iterator[Document | Unread]:
    known: dict[str, Reader | None] = {}
    for item in places.files(sources, lambda suffix: suffix != "" and _reader(suffix, known) is not None):
        if isinstance(item, Unread):
            yield item
        elif item.path == places.STDIN:
            yield from _documents(_standard_input(stdin), "standard input", options)
        else:
            reader = _reader(places.suffix(item.path), known) or READERS[".txt"]
            yield from _documents(reader(item.path), item.path, options)


def _reader(suffix: str, known: dict[str, Reader | None]) -> Reader | None:
    """The reader for a suffix, or None; `known` spares asking the entry points again for each file."""
    if suffix not in known:
        try:
            known[suffix] = READERS[suffix]
        except UsageError:
            known[suffix] = None
    return known[suffix]


def _documents(found: Iterator[Any], source: str, options: Given) -> Iterator[Document | Unread]:
    try:
        for item in found:
            if isinstance(item, Unread):
                yield item
                continue
            article: Article = item
            name = article.source or source
            try:
                yield document_of(article, name, options)
            except InputError as error:
                yield Unread(source=name, error=error)
    except InputError as error:
        yield Unread(source=source, error=error)


def _standard_input(stdin: BinaryIO | None) -> Iterator[Article]:
    stream = sys.stdin.buffer if stdin is None else stdin
    data = places.within_limit(stream.read(places.MAX_BYTES + 1), "standard input")
    yield Article(text=decode(data, "standard input"))
