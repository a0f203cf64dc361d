"""Documents in, sentences with trees out.

A document's blocks are one batch, alone: what a document's parse is depends neither on its neighbours in the input nor
on how many processes share the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgraph.documents import blocks
from kgraph.errors import UsageError
from kgraph.model import Block, BlockKind, Document, Sentence, Span, Token, content_id
from kgraph.sentences.boundaries import barred
from kgraph.sentences.pipelines import load
from kgraph.sentences.repairs import NOTHING, Parsed, repair
from kgraph.sentences.trees import NAME_LABELS, is_clearnlp, name_words, rooted, to_universal

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

#: Kinds of block that are parsed; the others become one sentence each, without a tree.
PARSED = frozenset({BlockKind.BODY, BlockKind.TITLE})
#: Code points of a block that go through the pipeline at once; spaCy refuses a million, and memory grows with it
#: (about 1 GB for 100,000 words at once). A paragraph of news has 500.
MOST = 50_000
#: How far back from `MOST` a cut looks for the end of a sentence, in code points.
LOOK_BACK = 5_000
#: Blocks that go through the pipeline together.
BATCH = 64


def parse(
    documents: Iterable[Document], *, pipeline: str | None = None, jobs: int = 1
) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Parses documents, in input order; the same sentences whatever `jobs`.

    Args:
        documents: read as they are needed, a few ahead with several processes.
        pipeline: None for the shipped one, else an installed package or a folder.
        jobs: processes; each holds the pipeline in 0.4 GB.

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
    nlp = load(pipeline)
    clearnlp = is_clearnlp(nlp.get_pipe("parser").labels)
    found = blocks(document)
    pieces = [piece for block in found if block.kind in PARSED for piece in _pieces(document.text, block)]
    texts = [smooth(document.text[piece.start : piece.end]) for piece in pieces]
    sentences = [_bare(document, block) for block in found if block.kind not in PARSED]
    docs = nlp.pipe([_words(nlp, text) for text, _ in texts], batch_size=BATCH)
    for piece, (_, offsets), doc in zip(pieces, texts, docs, strict=True):
        sentences.extend(_sentences(document, piece, offsets, doc, clearnlp=clearnlp))
    return tuple(sorted((s for s in sentences if s.text), key=lambda sentence: sentence.start))


def smooth(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one space, and for each code point of it the offset in `text`.

    A line break or a double space would be a word of its own to spaCy, and the parser cuts sentences at line breaks:
    a hard-wrapped paragraph would fall into its lines.

    Example:
        >>> smooth("a\\n b")
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


def _words(nlp: Language, text: str) -> Doc:
    """The words of a text, marked where no sentence can begin; spaCy's parser respects the marks."""
    doc = nlp.make_doc(text)
    for word, is_barred in zip(doc, barred([word.text for word in doc]), strict=True):
        if is_barred:
            word.is_sent_start = False
    return doc


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
    start, end = block.start, block.end
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return _sentence(document, block.kind, start, end)


def _sentences(document: Document, piece: Block, offsets: list[int], doc: Doc, *, clearnlp: bool) -> Iterator[Sentence]:
    """The sentences of one parsed piece: bare tokens first, then labels, then repairs."""
    places = [piece.start + offset for offset in offsets]
    for span in doc.sents:
        tokens = _tokens(document.text, places, span)
        if not tokens:
            continue
        names = _names(places, span)
        tree = to_universal(tokens) if clearnlp else tokens
        repaired = repair(Parsed(tree, names))
        yield _sentence(document, piece.kind, tokens[0].start, tokens[-1].end, repaired)


def _tokens(text: str, places: list[int], span: SpacySpan) -> tuple[Token, ...]:
    """spaCy's words as records; a word below white space hangs on the next word above it."""
    words = [word for word in span if not word.is_space]
    index = {word.i: position for position, word in enumerate(words)}
    tokens = []
    for position, word in enumerate(words):
        start, last = places[word.idx], places[word.idx + len(word) - 1]
        head = word.head
        while head.i not in index and head.head.i != head.i:
            head = head.head
        tokens.append(
            Token(
                text=text[start : last + 1],
                lemma=word.lemma_ or word.lower_,
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_ if word.dep_ != "ROOT" else "root",
                morph=str(word.morph),
                head=index.get(head.i, position),
                start=start,
            )
        )
    return rooted(tuple(tokens))


def _names(places: list[int], span: SpacySpan) -> tuple[Span, ...]:
    found = []
    for entity in span.ents:
        label = NAME_LABELS.get(entity.label_)
        words = name_words([word.lower_ for word in entity])
        if label and words:
            first, last = entity[words[0]], entity[words[-1]]
            start, end = places[first.idx], places[last.idx + len(last) - 1] + 1
            found.append(Span(start=start, end=end, label=label))
    return tuple(found)


def _sentence(
    document: Document, kind: BlockKind, start: int, end: int, parsed: Parsed = NOTHING
) -> Sentence:
    return Sentence(
        id=content_id("sentence", document.id, start, end),
        document=document.id,
        start=start,
        text=document.text[start:end],
        kind=kind,
        tokens=parsed.tokens,
        names=parsed.names,
    )
