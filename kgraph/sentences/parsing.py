"""Documents in, sentences with trees out.

A document's blocks are one batch, alone: what a document's parse is depends neither on its neighbours in the input nor
on how many processes share the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.documents import blocks
from kgraph.errors import UsageError
from kgraph.model import Block, BlockKind, Document, Sentence, content_id
from kgraph.sentences.analysis import analyse
from kgraph.sentences.repairs import NOTHING, Parsed

#: Kinds of block that are parsed; the others become one sentence each, without a tree.
PARSED = frozenset({BlockKind.BODY, BlockKind.TITLE})
#: Code points of a block that go through the pipeline at once; spaCy refuses a million, and memory grows with it
#: (about 1 GB for 100,000 words at once). A paragraph of news has 500.
MOST = 20_000
#: How far back from `MOST` a cut looks for the end of a sentence, in code points.
LOOK_BACK = 2_000


def parse(
    documents: Iterable[Document], *, pipeline: str | None = None, jobs: int = 1
) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Parses documents, in input order; the same sentences whatever `jobs`.

    Args:
        documents: read as they are needed, a few ahead with several processes.
        pipeline: None for the shipped one, else an installed package or a folder.
        jobs: processes; each holds the pipeline in 0.3 GB.

    Yields:
        Each document with its sentences in text order. `tokens` is empty for blocks that make no claims.

    Raises:
        PipelineError: the pipeline is missing, or lacks a part.
        UsageError: fewer than one process.
    """
    if jobs < 1:
        raise UsageError(f"{jobs} processes cannot do any work", hint="give 1 or more")
    if jobs > 1:
        from kgraph.sentences.workers import parse_shared

        yield from parse_shared(documents, pipeline=pipeline, jobs=jobs)
        return
    for document in documents:
        yield document, parse_one(document, pipeline=pipeline)


def parse_one(document: Document, *, pipeline: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of one document, in text order."""
    found = blocks(document)
    pieces = [piece for block in found if block.kind in PARSED for piece in _pieces(document.text, block)]
    smoothed = [smooth(document.text[piece.start : piece.end]) for piece in pieces]
    sentences = [_bare(document, block) for block in found if block.kind not in PARSED]
    analysed = analyse([text for text, _ in smoothed], pipeline)
    for piece, (_, offsets), trees in zip(pieces, smoothed, analysed, strict=True):
        places = [piece.start + offset for offset in offsets]
        for tree in trees:
            parsed = _placed(tree, places)
            start, end = parsed.tokens[0].start, parsed.tokens[-1].end
            sentences.append(_sentence(document, piece.kind, start, end, parsed))
    return tuple(sorted((s for s in sentences if s.text), key=lambda sentence: sentence.start))


def smooth(text: str) -> tuple[str, list[int]]:
    r"""The text with every run of white space as one space, and for each code point of it the offset in `text`.

    A line break or a double space would be a word of its own to spaCy, and the parser cuts sentences at line breaks:
    a hard-wrapped paragraph would fall into its lines.

    Example:
        >>> smooth("a\n b")
        ('a b', [0, 1, 3])
    """
    kept: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if not character.isspace():
            kept.append(character)
        elif kept and kept[-1] != " ":
            kept.append(" ")
        else:
            continue
        offsets.append(offset)
    return "".join(kept), offsets


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """A block, cut where it is too long to be parsed at once: at the end of a sentence, else at a space."""
    start = block.start
    while block.end - start > MOST:
        stretch = text[start : start + MOST]
        cut = max(stretch.rfind(mark, MOST - LOOK_BACK) for mark in (". ", ".\n", "? ", "! ")) + 1
        cut = cut or max(stretch.rfind(" ", MOST - LOOK_BACK), stretch.rfind("\n", MOST - LOOK_BACK)) + 1 or MOST
        yield Block(start=start, end=start + cut, kind=block.kind)
        start += cut
    yield Block(start=start, end=block.end, kind=block.kind)


def _bare(document: Document, block: Block) -> Sentence:
    """A block that is not parsed, as one sentence without words."""
    start, end = block.start, block.end
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return _sentence(document, block.kind, start, end, NOTHING)


def _placed(parsed: Parsed, places: list[int]) -> Parsed:
    """The same words at their offsets in the document."""
    tokens = tuple(replace(token, start=places[token.start]) for token in parsed.tokens)
    names = tuple(replace(name, start=places[name.start], end=places[name.end - 1] + 1) for name in parsed.names)
    return Parsed(tokens, names)


def _sentence(document: Document, kind: BlockKind, start: int, end: int, parsed: Parsed) -> Sentence:
    return Sentence(
        id=content_id("sentence", document.id, start, end),
        document=document.id,
        start=start,
        text=document.text[start:end],
        kind=kind,
        tokens=parsed.tokens,
        names=parsed.names,
    )
