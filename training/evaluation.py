"""Figures from raw text: tokens, tags, lemmas, trees, sentences and names, and how fast they are found.

Everything is compared over spans of characters, so a word cut otherwise than in the gold is an error of all that hangs
on it. F1 in percent throughout.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from training.titles import without_title

BATCH = 32
#: Columns of the table of trees.
COLUMNS = (
    "tokens",
    "UPOS",
    "XPOS",
    "lemma",
    "UAS",
    "LAS",
    "LAS without subtypes",
    "LAS without punctuation",
    "sentences",
)
PUNCTUATION = "punct"


@dataclass(slots=True)
class TreeFigures:
    """F1 by column and by relation (with how many the gold has), and words per second of CPU."""

    words: int
    columns: dict[str, float]
    relations: dict[str, tuple[float, int]]
    speed: float


@dataclass(slots=True)
class NameFigures:
    """Precision, recall, F1 and number in the gold, by type and for "all"."""

    words: int
    types: dict[str, tuple[float, float, float, int]]


def tree_figures(nlp: Language, gold: Sequence[Doc]) -> TreeFigures:
    """Reads the gold's texts and compares."""
    nlp(gold[0].text)
    start = time.process_time()
    predicted = list(nlp.pipe([doc.text for doc in gold], batch_size=BATCH))
    seconds = time.process_time() - start
    count: Counter[str] = Counter()
    relations: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one, other in zip(gold, predicted, strict=True):
        _compare(one, other, count, relations)
    gold_words, words = count["gold"], count["predicted"]
    columns = {name: f1(count[name], gold_words, words) for name in COLUMNS}
    columns["LAS without punctuation"] = f1(count["LAS without punctuation"], count["gold np"], count["predicted np"])
    columns["sentences"] = f1(count["sentences"], count["gold sentences"], count["predicted sentences"])
    table = {name: (f1(both, g, p), g) for name, (g, p, both) in relations.items() if g}
    return TreeFigures(gold_words, columns, table, gold_words / seconds if seconds else 0.0)


def f1(both: int, gold: int, predicted: int) -> float:
    """F1 in percent out of counts."""
    return 200 * both / (gold + predicted) if gold + predicted else 0.0


def _compare(gold: Doc, predicted: Doc, count: Counter[str], relations: dict[str, list[int]]) -> None:
    ours = {_place(word): word for word in predicted if not word.is_space}
    theirs = {_place(word): word for word in gold}
    count["gold"] += len(theirs)
    count["predicted"] += len(ours)
    borders = [{_stripped(sentence) for sentence in doc.sents} for doc in (gold, predicted)]
    count["gold sentences"] += len(borders[0])
    count["predicted sentences"] += len(borders[1])
    count["sentences"] += len(borders[0] & borders[1])
    for which, words in enumerate((theirs, ours)):
        for word in words.values():
            relations[word.dep_][which] += 1
            count[("gold np", "predicted np")[which]] += word.dep_ != PUNCTUATION
    for place in theirs.keys() & ours.keys():
        x, y = theirs[place], ours[place]
        count["tokens"] += 1
        count["UPOS"] += x.pos_ == y.pos_
        count["XPOS"] += x.tag_ == y.tag_
        count["lemma"] += x.lemma_ == y.lemma_
        if _head(x) != _head(y):
            continue
        count["UAS"] += 1
        count["LAS without subtypes"] += x.dep_.partition(":")[0] == y.dep_.partition(":")[0]
        if x.dep_ == y.dep_:
            count["LAS"] += 1
            count["LAS without punctuation"] += x.dep_ != PUNCTUATION
            relations[x.dep_][2] += 1


def _place(word: Token) -> tuple[int, int]:
    return word.idx, word.idx + len(word)


def _head(word: Token) -> tuple[int, int] | None:
    return None if word.head.i == word.i else _place(word.head)


def _stripped(sentence: Span) -> tuple[int, int]:
    return sentence.start_char, sentence.end_char - len(sentence.text) + len(sentence.text.rstrip())


def _as_it_is(label: str, _: str) -> str:
    return label


@dataclass(frozen=True, slots=True)
class NameSet:
    """Texts with names. `kind` says as what a name counts, by its type and its words, on both sides."""

    docs: list[Doc]
    kind: Callable[[str, str], str] = _as_it_is
    open_spans: list[set[tuple[int, int]]] = field(default_factory=list)


def name_figures(nlp: Language, texts: NameSet) -> NameFigures:
    """Exact spans and types. A leading "the", a trailing 's and titles before persons are ignored on both sides.

    Types that the gold does not have are not counted, nor names that touch a span that is open to either answer.
    """
    predicted = nlp.pipe([doc.text for doc in texts.docs], batch_size=BATCH)
    kinds = {texts.kind(e.label_, e.text) for doc in texts.docs for e in doc.ents}
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for number, (gold, ours) in enumerate(zip(texts.docs, predicted, strict=True)):
        left = texts.open_spans[number] if texts.open_spans else set()
        sides = [
            {s for s in _names(doc, texts.kind, kinds) if not any(s[0] < e and b < s[1] for b, e in left)}
            for doc in (gold, ours)
        ]
        for which, some in enumerate((*sides, sides[0] & sides[1])):
            for name in some:
                count[name[2]][which] += 1
                count["all"][which] += 1
    table = {
        name: (100 * both / max(1, p), 100 * both / max(1, g), f1(both, g, p), g)
        for name, (g, p, both) in sorted(count.items())
    }
    return NameFigures(sum(map(len, texts.docs)), table)


def _names(doc: Doc, kind_of: Callable[[str, str], str], kinds: set[str]) -> Iterable[tuple[int, int, str]]:
    for entity in doc.ents:
        name: Any = without_title(entity)
        kind = kind_of(entity.label_, entity.text)
        if name is not None and kind in kinds:
            the = 4 * name.text.lower().startswith("the ")
            yield name.start_char + the, name.end_char - 2 * name.text.endswith("'s"), kind
