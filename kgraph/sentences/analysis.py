"""Texts through the language pipeline: the words, trees and names that spaCy sees, as plain records.

Offsets are into the text that was given. The pipeline is told where no sentence can begin; what it gives is made one
scheme of labels, words that it cut at hyphens are put together, and its known faults are repaired.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.model import Span, Token
from kgraph.sentences.boundaries import barred
from kgraph.sentences.joining import Word, joined
from kgraph.sentences.pipelines import load
from kgraph.sentences.repairs import Parsed, repair
from kgraph.sentences.repairs.names import divided
from kgraph.sentences.trees import is_clearnlp, name_label, name_words, rooted, to_universal

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

#: Texts that go through the pipeline together.
BATCH = 16


def analyse(texts: Sequence[str], pipeline: str | None = None) -> Iterator[list[Parsed]]:
    """The sentences of each text, in order, with Universal Dependencies trees, repaired.

    Args:
        texts: without line breaks or runs of spaces.
        pipeline: as for `kgraph.sentences.parse`.
    """
    nlp = load(pipeline)
    clearnlp = is_clearnlp({label for labels in nlp.pipe_labels.values() for label in labels})
    docs = list(nlp.pipe([_restricted(nlp.make_doc(text)) for text in texts], batch_size=BATCH))
    found = [_names(doc) for doc in docs]
    known = {text[name.start : name.end] for text, names in zip(texts, found, strict=True) for name in names}
    for text, doc, names in zip(texts, docs, found, strict=True):
        words, place = _words(doc)
        own = divided(names, text, known)
        yield [_parsed(span, words, place, own, clearnlp=clearnlp) for span in doc.sents if not span.text.isspace()]


def _restricted(doc: Doc) -> Doc:
    """Marks where no sentence can begin; spaCy's parser and ours respect the marks."""
    for word, is_barred in zip(doc, barred([word.text for word in doc]), strict=True):
        if is_barred:
            word.is_sent_start = False
    return doc


def _words(doc: Doc) -> tuple[list[Token], list[int]]:
    """The words as records, heads counted from the start of the text; and in which of them each word of the Doc is."""
    cut = [Word(word.text, bool(word.whitespace_), word.ent_type_, word.ent_iob_ == "B") for word in doc]
    spans = [part for span in joined(cut) for part in _within_sentences(doc, span)]
    place = [number for number, span in enumerate(spans) for _ in span]
    return [_token(doc, span, place) for span in spans], place


def _within_sentences(doc: Doc, span: range) -> Iterator[range]:
    first = span.start
    for index in span[1:]:
        if doc[index].is_sent_start:
            yield range(first, index)
            first = index
    yield range(first, span.stop)


def _token(doc: Doc, span: range, place: Sequence[int]) -> Token:
    """One word. One of several parts stands in the tree where its highest part does."""
    top = next((doc[i] for i in span if doc[i].head.i not in span or doc[i].head.i == i), doc[span.start])
    start, last = doc[span.start].idx, doc[span.stop - 1]
    text = doc.text[start : last.idx + len(last)]
    token = Token(
        text=text,
        lemma=top.lemma_ or top.lower_,
        pos=top.pos_,
        tag=top.tag_,
        dep=top.dep_ if top.dep_ != "ROOT" else "root",
        morph=str(top.morph),
        head=place[top.head.i],
        start=start,
    )
    if len(span) == 1:
        return token
    if text[-1].islower() and not any(map(str.isdigit, text)) and text.islower():
        return replace(token, lemma=text[: len(text) - len(last)].lower() + last.lemma_)
    plural = text.endswith("s") and any(map(str.isdigit, text))
    return replace(token, lemma=text[:-1] if plural else text, pos="PROPN", tag="NNPS" if plural else "NNP")


def _names(doc: Doc) -> list[Span]:
    """The recogniser's names; of events and programmes only true ones: "the talks" are found by their noun."""
    found = []
    for entity in doc.ents:
        label = name_label(entity.label_)
        words = name_words([word.lower_ for word in entity])
        if not label or not words or (label in {"EVENT", "PROGRAMME"} and entity.text.islower()):
            continue
        first, last = entity[words[0]], entity[words[-1]]
        found.append(Span(start=first.idx, end=last.idx + len(last), label=label))
    return found


def _parsed(
    span: SpacySpan, words: Sequence[Token], place: Sequence[int], names: Sequence[Span], *, clearnlp: bool
) -> Parsed:
    """One sentence: white space out, heads counted from the sentence's own words, labels unified, faults repaired."""
    inside = sorted({place[i] for i in range(span.start, span.end) if not words[place[i]].text.isspace()})
    position = {index: number for number, index in enumerate(inside)}
    tokens = []
    for number, index in enumerate(inside):
        head = words[index].head
        while head not in position and words[head].head != head:
            head = words[head].head
        tokens.append(replace(words[index], head=position.get(head, number)))
    start, end = tokens[0].start, tokens[-1].end
    own = tuple(name for name in names if start <= name.start and name.end <= end)
    tree = rooted(tuple(tokens))
    return repair(Parsed(to_universal(tree, own) if clearnlp else tree, own))
