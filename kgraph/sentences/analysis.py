"""Texts through the language pipeline: the words, trees and names that spaCy sees, as plain records.

Offsets are into the text that was given. The shipped pipeline runs in two steps, names first and trees second, so that
the parser can be shown stand-ins for names that it does not know; other pipelines run as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.model import Span, Token
from kgraph.sentences.boundaries import barred
from kgraph.sentences.pipelines import SHIPPED, load, locate
from kgraph.sentences.repairs import Parsed, repair
from kgraph.sentences.repairs.names import divided
from kgraph.sentences.standins import Shown, Word, base_of, shown
from kgraph.sentences.trees import NAME_LABELS, is_clearnlp, name_words, rooted, to_universal

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

#: Texts that go through the pipeline together.
BATCH = 16


def analyse(texts: Sequence[str], pipeline: str | None = None) -> Iterator[list[Parsed]]:
    """The sentences of each text, in order, with Universal Dependencies trees, repaired.

    Args:
        texts: without line breaks or runs of spaces.
        pipeline: as for `kgraph.sentences.parse`.
    """
    nlp = load(pipeline)
    clearnlp = is_clearnlp(nlp.pipe_labels["parser"])
    for words, names, doc in _two_steps(nlp, texts) if locate(pipeline) == SHIPPED else _one_step(nlp, texts):
        yield [_parsed(span, words, names, clearnlp=clearnlp) for span in doc.sents if not span.text.isspace()]


def _two_steps(nlp: Language, texts: Sequence[str]) -> Iterator[tuple[list[Token], list[Span], Doc]]:
    """Names on the text as it is, then the tree on the words that the parser is shown."""
    others = [name for name in nlp.pipe_names if name != "ner"]
    named = list(nlp.pipe([nlp.make_doc(text) for text in texts], batch_size=BATCH, disable=others))
    views = [shown(_labelled(doc), nlp.vocab.has_vector) for doc in named]
    parser_docs = [_restricted(_document(nlp, doc, view), doc, view) for doc, view in zip(named, views, strict=True)]
    parsed = nlp.pipe(parser_docs, batch_size=BATCH, disable=["ner"])
    found = [_names(doc) for doc in named]
    known = {text[name.start : name.end] for text, names in zip(texts, found, strict=True) for name in names}
    for text, before, view, names, doc in zip(texts, named, views, found, parsed, strict=True):
        words = [_token(text, before, word, word_shown) for word, word_shown in zip(doc, view, strict=True)]
        yield words, divided(names, text, known), doc


def _one_step(nlp: Language, texts: Sequence[str]) -> Iterator[tuple[list[Token], list[Span], Doc]]:
    docs = [nlp.make_doc(text) for text in texts]
    views = [[Shown(word.i, word.i, word.text) for word in doc] for doc in docs]
    restricted = [_restricted(doc, doc, view) for doc, view in zip(docs, views, strict=True)]
    for text, view, doc in zip(texts, views, nlp.pipe(restricted, batch_size=BATCH), strict=True):
        words = [_token(text, doc, word, word_shown) for word, word_shown in zip(doc, view, strict=True)]
        yield words, _names(doc), doc


def _labelled(doc: Doc) -> list[Word]:
    return [Word(word.text, bool(word.whitespace_), word.ent_type_, word.ent_iob_ == "B") for word in doc]


def _document(nlp: Language, named: Doc, view: Sequence[Shown]) -> Doc:
    """The words that the parser is shown; those left as they are keep the normal form that the tokenizer gave them."""
    from spacy.tokens import Doc

    doc = Doc(
        nlp.vocab, words=[word.text for word in view], spaces=[bool(named[word.last].whitespace_) for word in view]
    )
    for target, word in zip(doc, view, strict=True):
        source = named[word.first]
        if word.text == source.text and source.norm_ != target.norm_:
            target.norm_ = source.norm_
    return doc


def _restricted(doc: Doc, named: Doc, view: Sequence[Shown]) -> Doc:
    """Marks where no sentence can begin, within names too; spaCy's parser respects the marks."""
    outside = barred([named[word.first : word.last + 1].text for word in view])
    for target, word, is_barred in zip(doc, view, outside, strict=True):
        if is_barred or named[word.first].ent_iob_ == "I":
            target.is_sent_start = False
    return doc


def _token(text: str, named: Doc, word: SpacyToken, view: Shown) -> Token:
    """A word as a record; its head counts from the start of the text until `_parsed` makes it count from its sentence.

    A stand-in gives its place in the tree and its tag; lemma and text are the document's.
    """
    last = named[view.last]
    start = named[view.first].idx
    real = text[start : last.idx + len(last)]
    token = Token(
        text=real,
        lemma=word.lemma_ or word.lower_,
        pos=word.pos_,
        tag=word.tag_,
        dep=word.dep_ if word.dep_ != "ROOT" else "root",
        morph=str(word.morph),
        head=word.head.i,
        start=start,
    )
    if real == word.text:
        return token
    if base_of(real):
        return replace(token, lemma=real[: -len(word.text)].lower() + token.lemma)
    plural = word.tag_ == "NNS"
    return replace(token, lemma=real[:-1] if plural else real, pos="PROPN", tag="NNPS" if plural else "NNP")


def _names(doc: Doc) -> list[Span]:
    found = []
    for entity in doc.ents:
        label = NAME_LABELS.get(entity.label_)
        words = name_words([word.lower_ for word in entity])
        if label and words:
            first, last = entity[words[0]], entity[words[-1]]
            found.append(Span(start=first.idx, end=last.idx + len(last), label=label))
    return found


def _parsed(span: SpacySpan, words: list[Token], names: list[Span], *, clearnlp: bool) -> Parsed:
    """One sentence: white space out, heads counted from the sentence's own words, labels unified, faults repaired."""
    inside = [index for index in range(span.start, span.end) if not words[index].text.isspace()]
    place = {index: position for position, index in enumerate(inside)}
    tokens = []
    for position, index in enumerate(inside):
        head = words[index].head
        while head not in place and words[head].head != head:
            head = words[head].head
        tokens.append(replace(words[index], head=place.get(head, position)))
    start, end = tokens[0].start, tokens[-1].end
    own = tuple(name for name in names if start <= name.start and name.end <= end)
    tree = rooted(tuple(tokens))
    return repair(Parsed(to_universal(tree, own) if clearnlp else tree, own))
