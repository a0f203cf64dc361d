"""The network as a part of a spaCy pipeline: `nlp.add_pipe("kgraph_reader")`, or a `spacy.load` of the shipped folder.

It sets tags, parts of speech, features, heads, relations, sentence borders and names. A word whose `is_sent_start` was
set before keeps it.
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.symbols import DEP, HEAD, IS_SPACE, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc, Span
from spacy.util import minibatch
from spacy.vocab import Vocab

from kgraph.neural.encoder import WINDOW, Encoder, Scores, Words
from kgraph.neural.names import Name, best_names
from kgraph.neural.pieces import CLOSING, OPENING, Gap, Vocabulary, gap_of, shape_of
from kgraph.neural.trees import best_tree

Numbers = npt.NDArray[Any]

WEIGHTS, LABELS, PIECES = "weights.npz", "labels.json", "pieces.txt"
#: Signs at which a paragraph too long for one window is cut best.
ENDS = frozenset({".", "!", "?", '."', ".”"})
#: Heads of attention of the shipped encoder, where `labels.json` tells no other.
HEADS = 12
SPACE_TAG, SPACE_RELATION = "_SP", "dep"
ASSIGNS = [
    "token.tag", "token.pos", "token.morph", "token.head", "token.dep", "token.is_sent_start", "doc.sents", "doc.ents",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labels:
    """What the numbers of the network's outputs stand for; `morphs` are like "NOUN/Number=Sing"."""

    tags: list[str]
    morphs: list[str]
    relations: list[str]
    marks: list[str]
    heads: int = HEADS


class Known(NamedTuple):
    """What is remembered of a word: its pieces, its shape, and what it tells of borders."""

    pieces: tuple[int, ...]
    shape: int
    ends: bool
    is_capital: bool


class Tables(NamedTuple):
    """The labels as numbers of spaCy's string store, by their number in the network's outputs."""

    tags: Numbers
    pos: Numbers
    features: Numbers
    relations: Numbers


@dataclass(slots=True)
class Reader:
    """The component. It has no weights until `from_disk`."""

    nlp: Language
    name: str
    labels_: Labels | None = None
    encoder: Encoder | None = None
    vocabulary: Vocabulary | None = None
    _folder: Path | None = None
    _words: dict[int, Known] = field(default_factory=dict)
    _tables: Tables | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations between words."""
        return tuple(self.labels_.relations) if self.labels_ else ()

    def __call__(self, doc: Doc) -> Doc:
        """Reads one text, in place."""
        self._read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Reads texts, `batch_size` at once."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]  # spaCy has no types for it
            self._read(docs)
            yield from docs

    def _read(self, docs: Sequence[Doc]) -> None:
        if not (self.labels_ and self.encoder and self.vocabulary):
            raise ValueError(f"the component {self.name!r} has no weights; load the pipeline from its folder")
        if self._tables is None:
            self._tables = _tables(self.labels_, self.nlp.vocab)
        cut = [(number, window) for number, doc in enumerate(docs) for window in self._windows(doc, self.vocabulary)]
        found = self.encoder.read([words for _, (_, words) in cut])
        parts: list[list[tuple[Numbers, Words, Scores]]] = [[] for _ in docs]
        for (number, (places, words)), scores in zip(cut, found, strict=True):
            parts[number].append((places, words, scores))
        for doc, windows in zip(docs, parts, strict=True):
            self._write(doc, windows, self._tables, self.labels_, self.encoder)

    def _windows(self, doc: Doc, vocabulary: Vocabulary) -> Iterator[tuple[Numbers, Words]]:
        """The words of a text, white space left out, in windows; with the place of each in the Doc."""
        places: list[int] = []
        pieces: list[tuple[int, ...]] = []
        shapes: list[int] = []
        gaps: list[int] = []
        gap, used, best = Gap.PARAGRAPH, 2, 0
        ended = False
        for at, (orth, spaced, is_space) in enumerate(doc.to_array([ORTH, SPACY, IS_SPACE]).tolist()):
            if is_space:
                gap = max(gap, gap_of(doc[at].text))
                continue
            known = self._words.get(orth) or self._known(orth, doc[at].text, vocabulary)
            if used + len(known.pieces) > WINDOW:
                cut = best or len(places)
                yield np.array(places[:cut]), Words(pieces[:cut], shapes[:cut], [Gap.PARAGRAPH, *gaps[1:cut]])
                places, pieces, shapes, gaps = places[cut:], pieces[cut:], shapes[cut:], gaps[cut:]
                used, best = 2 + sum(map(len, pieces)), 0
            if places and (gap >= Gap.LINE or (gap == Gap.SPACE and ended and known.is_capital)):
                best = len(places)
            places.append(at)
            pieces.append(known.pieces)
            shapes.append(known.shape)
            gaps.append(gap)
            used += len(known.pieces)
            gap = Gap.SPACE if spaced else Gap.NONE
            ended = known.ends
        if places:
            yield np.array(places), Words(pieces, shapes, [Gap.PARAGRAPH, *gaps[1:]])

    def _known(self, orth: int, text: str, vocabulary: Vocabulary) -> Known:
        known = Known(vocabulary.read(text), int(shape_of(text)), text in ENDS, text[0].isupper())
        if len(self._words) < MOST_REMEMBERED:
            self._words[orth] = known
        return known

    def _write(
        self,
        doc: Doc,
        windows: Sequence[tuple[Numbers, Words, Scores]],
        tables: Tables,
        labels: Labels,
        encoder: Encoder,
    ) -> None:
        count = len(doc)
        strings = doc.vocab.strings
        # spaCy's stub asks for a type of its own.
        array: Any = np.empty((count, 5), dtype=np.uint64)
        array[:, 1:] = [strings.add(SPACE_RELATION), strings.add(SPACE_TAG), strings.add("SPACE"), tables.features[-1]]
        heads = np.arange(count)
        names: list[Span] = []
        root = labels.relations.index("root")
        told = doc.to_array([SENT_START]).astype(np.int64)
        for places, words, scores in windows:
            found = best_names(scores.names, labels.marks)
            own = np.arange(len(places))
            for first, end in _sentences(told[places], words, scores, found):
                own[first:end] = np.array(best_tree(scores.arcs[first:end, first:end])) + first
            among = encoder.relations(scores.label_heads[own], scores.label_deps)
            among[:, root] = np.where(own == np.arange(len(places)), np.inf, -np.inf)
            heads[places] = places[own]
            tags, morphs = scores.tags.argmax(1), scores.morphs.argmax(1)
            array[places, 1] = tables.relations[among.argmax(1)]
            array[places, 2] = tables.tags[tags]
            array[places, 3] = tables.pos[morphs]
            array[places, 4] = tables.features[morphs]
            names += [Span(doc, int(places[n.first]), int(places[n.last]) + 1, label=n.kind) for n in found]
        _hang_spaces(doc, heads, windows)
        array[:, 0] = (heads - np.arange(count)).astype(np.int64).view(np.uint64)
        doc.from_array([HEAD, DEP, TAG, POS, MORPH], array)
        doc.ents = names

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copies the files that it was loaded from."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self._folder and folder.resolve() != self._folder.resolve():
            for name in (WEIGHTS, LABELS, PIECES):
                shutil.copyfile(self._folder / name, folder / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Takes weights, labels and pieces from a folder."""
        del exclude
        folder = Path(path)
        about: dict[str, Any] = json.loads((folder / LABELS).read_text(encoding="utf-8"))
        self.labels_ = Labels(**about)
        pieces = (folder / PIECES).read_text(encoding="utf-8").split("\n")
        self.vocabulary = Vocabulary.of(pieces)
        numbers = self.vocabulary.numbers
        with np.load(folder / WEIGHTS, allow_pickle=False) as weights:
            self.encoder = Encoder(
                {name: weights[name] for name in weights.files},
                heads=self.labels_.heads,
                ends=(numbers[OPENING], numbers[CLOSING]),
            )
        self._folder = folder
        self._words.clear()
        self._tables = None
        return self


#: Words whose pieces are kept for the next time; news has some 50,000 in a million words.
MOST_REMEMBERED = 200_000


def _sentences(told: Numbers, words: Words, scores: Scores, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """First word and end of each sentence of a window: as told before, else as scored, but never within a name."""
    begins = np.where(told == 0, scores.starts > 0, told == 1)
    begins |= np.array(words.gaps) == Gap.PARAGRAPH
    for name in names:
        begins[name.first + 1 : name.last + 1] &= told[name.first + 1 : name.last + 1] == 1
    begins[0] = True
    bounds = [*np.flatnonzero(begins).tolist(), len(words)]
    yield from itertools.pairwise(bounds)


def _hang_spaces(doc: Doc, heads: Numbers, windows: Sequence[tuple[Numbers, Words, Scores]]) -> None:
    """White space hangs on the word before it; at the beginning, on the first word."""
    read = sum(len(places) for places, _, _ in windows)
    if not read or read == len(doc):
        return
    last = int(windows[0][0][0])
    for word in doc:
        if word.is_space:
            heads[word.i] = last
        else:
            last = word.i


def _tables(labels: Labels, vocab: Vocab) -> Tables:
    def hashes(names: Iterable[str]) -> Numbers:
        return np.array([vocab.strings.add(name) for name in names], dtype=np.uint64)

    parted = [label.partition("/") for label in labels.morphs]
    features = [vocab.morphology.add(features) for *_, features in parted]
    relations = ["ROOT" if name == "root" else name for name in labels.relations]
    return Tables(
        hashes(labels.tags),
        hashes(pos for pos, *_ in parted),
        # The last is that of white space, which has none.
        np.array([*features, vocab.morphology.add("")], dtype=np.uint64),
        hashes(relations),
    )


@Language.factory("kgraph_reader", assigns=ASSIGNS)
def make_reader(nlp: Language, name: str) -> Reader:
    """The factory that spaCy's registry knows."""
    return Reader(nlp, name)
