"""Texts for the network: words of the tokenizer with all that the sources tell of them, as numbers.

A text is a paragraph, or a sentence where the source has no paragraphs. What a source does not tell is `MISSING` there,
and costs nothing in training.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kgraph.neural.pieces import Gap, Vocabulary, gap_of, shape_of

Ints = npt.NDArray[np.int32]

#: Of a word about which the source says nothing.
MISSING = -1
#: Types of names, in the order of their numbers.
TYPES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT", "EQUIPMENT", "PROGRAMME")
#: What a word is of a name: outside, or the begin, inside, last or only word of one.
MARKS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BILU"))
MARK = {mark: number for number, mark in enumerate(MARKS)}


@dataclass(slots=True)
class Labels:
    """The labels of tags, morphology and relations, by number; grown while the training texts are read, then fixed."""

    tags: dict[str, int] = field(default_factory=dict)
    morphs: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)

    def number(self, which: dict[str, int], label: str | None, *, grow: bool) -> int:
        """The number of a label; MISSING for none, and for one that training has not seen."""
        if label is None:
            return MISSING
        return which.setdefault(label, len(which)) if grow else which.get(label, MISSING)


@dataclass(slots=True)
class Text:
    """One text. All arrays have a value a word; `allowed` has a row a word and a column a mark.

    `heads` are indices of words, one's own for a root. `starts` tells where sentences begin. Lemmas are empty where the
    source has none.
    """

    source: str
    words: list[str]
    lemmas: list[str]
    pieces: list[tuple[int, ...]]
    shapes: Ints
    gaps: Ints
    tags: Ints
    morphs: Ints
    heads: Ints
    relations: Ints
    starts: Ints
    allowed: npt.NDArray[np.bool_] | None

    def __len__(self) -> int:
        return len(self.pieces)


def words_of(doc: Doc) -> tuple[list[str], list[Gap], list[int]]:
    """The words of a text that are not white space, the gap before each, and their indices in the Doc."""
    words: list[str] = []
    gaps: list[Gap] = []
    places: list[int] = []
    gap = Gap.PARAGRAPH
    for word in doc:
        if word.is_space:
            gap = max(gap, gap_of(word.text))
        else:
            words.append(word.text)
            gaps.append(gap)
            places.append(word.i)
            gap = Gap.SPACE if word.whitespace_ else Gap.NONE
    return words, gaps, places


def tree_texts(
    docs: Iterable[Doc], source: str, nlp: Language, vocabulary: Vocabulary, labels: Labels, *, grow: bool
) -> Iterator[Text]:
    """Texts of a treebank, its words aligned with those of the tokenizer."""
    for gold in docs:
        predicted = nlp.make_doc(gold.text)
        example: Any = Example(predicted, gold)
        heads, relations = example.get_aligned_parse(projectivize=False)
        starts = example.get_aligned_sent_starts()
        tags: Sequence[Any] = example.get_aligned("TAG", as_string=True)
        pos: Sequence[Any] = example.get_aligned("POS", as_string=True)
        morphs: Sequence[Any] = example.get_aligned("MORPH", as_string=True)
        lemmas: Sequence[Any] = example.get_aligned("LEMMA", as_string=True)
        if any(word.is_space for word in predicted):
            continue
        text = bare_text(predicted, source, vocabulary)
        for i in range(len(text)):
            if relations[i] and heads[i] is not None:
                text.heads[i] = heads[i]
                name = "root" if relations[i] == "ROOT" else relations[i]
                text.relations[i] = labels.number(labels.relations, name, grow=grow)
            text.tags[i] = labels.number(labels.tags, tags[i] or None, grow=grow)
            joint = None if morphs[i] is None or not pos[i] else f"{pos[i]}/{morphs[i]}"
            text.morphs[i] = labels.number(labels.morphs, joint, grow=grow)
            text.starts[i] = MISSING if starts[i] is None else starts[i] == 1
        text.lemmas = [lemma or "" for lemma in lemmas]
        text.starts[0] = 1
        yield text


def name_texts(
    docs: Iterable[Doc], source: str, nlp: Language, vocabulary: Vocabulary, known: frozenset[str]
) -> Iterator[Text]:
    """Texts with names. A word outside of all names may be in one of a type that the source does not know."""
    for gold in docs:
        predicted = nlp.make_doc(gold.text)
        if any(word.is_space for word in predicted) or not len(predicted):
            continue
        text = bare_text(predicted, source, vocabulary)
        text.allowed = allowed_marks(predicted, [(e.start_char, e.end_char, e.label_) for e in gold.ents], known)
        yield text


def allowed_marks(doc: Doc, names: Iterable[tuple[int, int, str]], known: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which marks each word may bear.

    Args:
        doc: the words.
        names: begin and end in code points, and the type; an empty type leaves the words open to anything.
        known: the types that are marked wherever they occur; a word outside of all names may belong to any other.
    """
    allowed = np.zeros((len(doc), len(MARKS)), dtype=bool)
    outside = np.array([mark == "O" or mark[2:] not in known for mark in MARKS])
    allowed[:] = outside
    for start, end, kind in names:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        cut = span.start_char != start or span.end_char != end
        rows = [None] * len(span) if cut or not kind else marks_of(len(span), kind)
        for i, mark in zip(range(span.start, span.end), rows, strict=True):
            allowed[i] = True if mark is None else only(mark)
    return allowed


def marks_of(count: int, kind: str) -> list[str]:
    """The marks of a name of so many words.

    Example:
        >>> marks_of(1, "ORG"), marks_of(3, "ORG")
        (['U-ORG'], ['B-ORG', 'I-ORG', 'L-ORG'])
    """
    return [f"{mark}-{kind}" for mark in ("U" if count == 1 else "B" + "I" * (count - 2) + "L")]


def only(mark: str) -> npt.NDArray[np.bool_]:
    """The row of `Text.allowed` of a word that bears one mark and no other."""
    row = np.zeros(len(MARKS), dtype=bool)
    row[MARK[mark]] = True
    return row


def bare_text(doc: Doc, source: str, vocabulary: Vocabulary) -> Text:
    """The words of a text, with nothing told of them."""
    words, gaps, _ = words_of(doc)
    return text_of(source, words, gaps, vocabulary)


def text_of(source: str, words: list[str], gaps: Sequence[int], vocabulary: Vocabulary) -> Text:
    """A text out of words and the gap before each, with nothing told of them."""
    empty = np.full(len(words), MISSING, dtype=np.int32)
    return Text(
        source=source,
        words=words,
        lemmas=[""] * len(words),
        pieces=[vocabulary.read(word) for word in words],
        shapes=np.array([shape_of(word) for word in words], dtype=np.int32),
        gaps=np.array(gaps, dtype=np.int32),
        tags=empty.copy(),
        morphs=empty.copy(),
        heads=empty.copy(),
        relations=empty.copy(),
        starts=empty.copy(),
        allowed=None,
    )
