"""Plain text: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.documents.article import Article
from kgraph.documents.cleaning import decode
from kgraph.documents.frontmatter import article_of
from kgraph.documents.sources import load


def articles(path: str) -> Iterator[Article]:
    """The article of a text file. Raises InputError where it is none."""
    yield article_of(decode(load(path), path))
