"""Our own corpus: marked sentences (`training/corpus/README.md`) as texts with names, and its checker.

python -m training.marked training/corpus/*.marked
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kgraph.evaluation.marked import LETTERS, MarkedBlock, MarkedFault, blocks
from kgraph.gazetteer import countries
from kgraph.ontology import load as load_ontology
from training.places import kind_of_place

CORPUS = Path(__file__).with_name("corpus")
#: Files whose topics no training text has begin with this.
HELD_OUT = "held-out"
#: Types that are marked throughout. Adjectives of origin are not ("a Turkish bank"), so NORP is not among them.
KNOWN = frozenset({"PERSON", "ORG", "GPE", "LOC", "DATE", "EVENT", "EQUIPMENT", "PROGRAMME"})
KINDS = {"p": "PERSON", "o": "ORG", "q": "EQUIPMENT", "e": "EVENT", "g": "PROGRAMME", "d": "DATE"}
#: Letters whose spans name something only with a capital in them: "the company", "she" and "the ministry" do not.
NAMED = frozenset("pocl")
#: Letters of spans that are no names but may hold some ("two officials at Rosneft").
LOOSE = frozenset("xrm")
ARTICLES = ("the ", "The ", "a ", "A ", "an ", "An ")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its names. In `open_spans` anything may be (code points, half-open)."""

    doc: Doc
    open_spans: list[tuple[int, int]]


def files(*, held_out: bool = False) -> list[Path]:
    """The files of the corpus: those to train on, or those held out."""
    return sorted(path for path in CORPUS.glob("*.marked") if path.name.startswith(HELD_OUT) == held_out)


def texts(paths: Sequence[Path], nlp: Language) -> Iterator[Marked]:
    """The blocks of files, one text each.

    Raises:
        ValueError: a fault in a file, with its line.
    """
    ontology = load_ontology()
    for path in paths:
        for block in blocks(path.read_text(encoding="utf-8"), ontology):
            if isinstance(block, MarkedFault):
                raise ValueError(f"{path}:{block.line}: {block.message}; {block.hint}")  # noqa: TRY004 - a wrong file
            yield _marked(block, nlp)


def _marked(block: MarkedBlock, nlp: Language) -> Marked:
    doc = nlp.make_doc(block.text)
    names: list[Span] = []
    loose: list[tuple[int, int]] = []
    for identity, stretches in block.spans.items():
        letter = identity[0]
        for stretch in stretches:
            start, end = stretch.start, stretch.end
            article = next(
                (a for a in ARTICLES if block.text.startswith(a, start) and not _is_name(block.text, start)), ""
            )
            start += len(article)
            words = block.text[start:end]
            if letter in LOOSE:
                loose += [(w.idx, w.idx + len(w)) for w in doc if start <= w.idx < end and w.text[0].isupper()]
                continue
            span = doc.char_span(start, end)
            if span is None or (letter in NAMED and not any(map(str.isupper, words))):
                loose.append((start, end))
                continue
            names.append(Span(doc, span.start, span.end, label=_kind(letter, words)))
    adjectives = countries().adjectives
    doc.ents = filter_spans(names)
    taken = {word.i for name in doc.ents for word in name}
    loose += [(w.idx, w.idx + len(w)) for w in doc if w.i not in taken and w.text in adjectives]
    return Marked(doc, loose)


def _is_name(text: str, start: int) -> bool:
    """A capital article of a name inside a sentence: "The Hague"."""
    return text[start : start + 1].isupper() and start > 1 and text[start - 2] not in ".!?:" and text[start - 1] == " "


def _kind(letter: str, words: str) -> str:
    if letter == "c":
        return "NORP" if words in countries().adjectives else "GPE"
    if letter == "l":
        return kind_of_place(words) or "LOC"
    return KINDS[letter]


def check(paths: Sequence[Path]) -> int:
    """Prints every fault with its line, texts that occur twice, and counts; returns the number of faults."""
    ontology = load_ontology()
    seen: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    faults = 0
    for path in paths:
        for block in blocks(path.read_text(encoding="utf-8"), ontology):
            if isinstance(block, MarkedFault):
                faults += 1
                sys.stderr.write(f"{path}:{block.line}: {block.message}\n")
                continue
            seen[block.text] += 1
            kinds.update(LETTERS[identity[0]] for identity, spans in block.spans.items() for _ in spans)
            claims.update(claim.relation for claim in block.claims)
    for text, times in seen.items():
        if times > 1:
            faults += 1
            sys.stderr.write(f"{times} times: {text}\n")
    for what, counts in (("spans", kinds), ("claims", claims)):
        told = ", ".join(f"{name} {number}" for name, number in counts.most_common())
        sys.stdout.write(f"{counts.total()} {what}: {told}\n")
    sys.stdout.write(f"{seen.total()} blocks, {faults} faults\n")
    return faults


if __name__ == "__main__":
    sys.exit(check([Path(name) for name in sys.argv[1:]] or files() + files(held_out=True)) > 0)
