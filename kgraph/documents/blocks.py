"""The parts of an article: title, dateline, byline, caption, footer and the paragraphs of its body.

A paragraph is what stands between blank lines, and a line of its own where lines are not wrapped. Its kind is told by
its wording and its place; what fits no rule is body, since a claim lost is worse than a footer read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kgraph.documents import datelines, furniture
from kgraph.documents.article import first_line_title
from kgraph.model import Block, BlockKind, Document

#: Characters of the longest line that a person or a program would have wrapped; e-mail wraps at 72, code at 120.
WRAPPED = 120
#: Paragraphs of body after which no dateline is looked for: key points come before it, seldom more than these.
DATELINE_PARAGRAPHS = 6

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•◦▪‣●■»*+]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*")
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]]*\Z")

Span = tuple[int, int]


def blocks(document: Document) -> tuple[Block, ...]:
    r"""The blocks of a document, in order; every stretch that is not blank lies in exactly one.

    Example:
        >>> found = blocks(Document.of("Acme buys Borel\n\nPARIS, May 3 (AP) - Acme said so."))
        >>> [str(block.kind) for block in found]
        ['title', 'dateline', 'body']
    """
    text = document.text
    found: list[Block] = []
    spans = paragraphs(text)
    title = _title(document, spans)
    if title:
        found.append(Block(start=title[0], end=title[1], kind=BlockKind.TITLE))
        spans = [_trimmed(text, max(start, title[1]), end) for start, end in spans if end > title[1]]
    seen: Counter[BlockKind] = Counter()
    for start, end in spans:
        parts = tuple(_parts(text, start, end, seen))
        seen.update(block.kind for block in parts)
        found.extend(parts)
    return tuple(found)


def _title(document: Document, spans: list[Span]) -> Span | None:
    """Where the title stands: the first line, or the first paragraph where the title runs over several lines."""
    title = document.title or first_line_title(document.text)
    if not title or not spans:
        return None
    start, end = spans[0]
    line_end = document.text.find("\n", start, end)
    for stop in (end, end if line_end < 0 else line_end):
        if " ".join(document.text[start:stop].split()) == " ".join(title.split()):
            return _trimmed(document.text, start, stop)
    return None


def _parts(text: str, start: int, end: int, seen: Counter[BlockKind]) -> Iterator[Block]:
    """The blocks of one paragraph: mostly one, more where a dateline opens it or a credit closes it."""
    paragraph = text[start:end]
    body = seen[BlockKind.BODY]
    kind = _kind(paragraph, head=body == 0)
    if kind is BlockKind.BODY and body < DATELINE_PARAGRAPHS:
        stop = datelines.end_of(paragraph, opening=body == 0 and not seen[BlockKind.DATELINE])
        if stop is not None:
            yield Block(start=start, end=start + len(paragraph[:stop].rstrip()), kind=BlockKind.DATELINE)
            start += stop
            paragraph = text[start:end]
    if kind is BlockKind.BODY:
        credit = furniture.credit(paragraph)
        if credit is not None:
            yield Block(start=start, end=start + len(paragraph[:credit].rstrip()), kind=BlockKind.BODY)
            start += credit
            kind = BlockKind.FOOTER
    yield Block(start=start, end=end, kind=kind)


def _kind(paragraph: str, *, head: bool) -> BlockKind:
    if furniture.is_caption(paragraph):
        return BlockKind.CAPTION
    if furniture.is_byline(paragraph, head=head):
        return BlockKind.BYLINE
    if datelines.is_line(paragraph):
        return BlockKind.DATELINE if head else BlockKind.FOOTER
    return BlockKind.FOOTER if furniture.is_footer(paragraph) else BlockKind.BODY


def paragraphs(text: str) -> list[Span]:
    r"""Spans of the paragraphs of a text, without the space around them; hard-wrapped lines stay together.

    Example:
        >>> text = "One line\nand its rest.\n\n- an item\n- another"
        >>> [text[a:b] for a, b in paragraphs(text)]
        ['One line\nand its rest.', '- an item', '- another']
    """
    found: list[Span] = []
    stretch: list[Span] = []
    for line in [*_LINE.finditer(text), None]:
        blank = line is None or not line[0].strip() or bool(stretch and line.start() - stretch[-1][1] > 1)
        if blank and stretch:
            found.extend(_split(text, stretch))
            stretch = []
        if line is not None and line[0].strip():
            stretch.append(line.span())
    return [_trimmed(text, start, end) for start, end in found]


def _split(text: str, lines: list[Span]) -> Iterator[Span]:
    """The paragraphs of lines without a blank line between them."""
    width = max((len(text[a:b].rstrip()) for a, b in lines if b - a <= WRAPPED), default=0)
    start = lines[0][0]
    for (a, b), (c, d) in pairwise(lines):
        if _ends(text[a:b].strip(), text[c:d].strip(), width):
            yield start, b
            start = c
    yield start, lines[-1][1]


def _ends(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends with a line, judged by the line after it."""
    closed = _CLOSED.search(line) is not None
    if _BULLET.match(following) and (closed or _BULLET.match(line) is not None or following[0] in "•◦▪‣●■»"):
        return True
    if _is_furniture(line) or _is_furniture(following) or datelines.end_of(following, opening=False) is not None:
        return True
    if following[:1].islower():
        return False
    if len(line) > WRAPPED or len(following) > WRAPPED:
        return True
    room = len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
    return closed and room


def _is_furniture(line: str) -> bool:
    return (
        furniture.is_caption(line)
        or furniture.is_byline(line, head=False)
        or furniture.is_footer(line)
        or datelines.is_line(line)
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
