"""Markdown: front matter as metadata, markup turned into plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.documents.article import Article
from kgraph.documents.cleaning import decode
from kgraph.documents.frontmatter import article_of
from kgraph.documents.sources import load

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<[^<>]*>")


def articles(path: str) -> Iterator[Article]:
    """The article of a Markdown file. Raises InputError where it is none."""
    article = article_of(decode(load(path), path))
    yield replace(article, text=plain(article.text))


def plain(markup: str) -> str:
    r"""The text of Markdown without its markup; paragraphs, headings and list items each stand between blank lines.

    Example:
        >>> plain("# Acme *buys* Borel\nThe [deal](https://example.org)\nwas **signed**.")
        'Acme buys Borel\n\nThe deal was signed.'
    """
    from markdown_it import MarkdownIt

    parts: list[str] = []
    row: list[str] | None = None
    bullet = ""
    for token in MarkdownIt("commonmark").enable("table").parse(markup):
        if token.type == "list_item_open":
            bullet = "- "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            parts.append(" | ".join(row))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_inline(token))
        elif token.type == "inline":
            parts.append(bullet + _inline(token))
            bullet = ""
        elif token.type in ("fence", "code_block"):
            parts.append(token.content.rstrip())
        elif token.type == "html_block":
            parts.append(_TAG.sub("", token.content).strip())
    return "\n\n".join(part for part in parts if part.strip(" -|"))


def _inline(token: Token) -> str:
    """The text of a paragraph: of links and emphasis their words, of pictures nothing."""
    pieces = []
    for child in token.children or ():
        if child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type in ("text", "code_inline"):
            pieces.append(child.content)
    return "".join(pieces).strip()
