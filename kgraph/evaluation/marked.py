"""Reads marked sentences: text with spans in braces, and the claims that it makes.

    T: arms deal / wire
    S: {p1:Lena Orsk} denied on {d1:Monday} that {o1:Varna Arms} had shipped {q1:howitzers} to {c1:Eritrea}.
    C: o1 supplies q1 denied by=p1 date=d1 to=c1

A block is one document; blank lines stand between blocks. `T:` is the topic, `S:` a sentence, `C:` a claim: subject,
relation, object, status, then qualifiers and `ended`. An id is a letter for the type and a number; the same thing
named twice has the same id twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgraph.errors import InputError
from kgraph.evaluation.files import read_text
from kgraph.model import Status
from kgraph.ontology import Ontology
from kgraph.ontology.records import nearest

#: What the letter of an id stands for; types of the ontology, then words that a claim only points to.
LETTERS = {
    "o": "organisation",
    "p": "person",
    "c": "country",
    "l": "place",
    "q": "equipment",
    "e": "event",
    "g": "programme",
    "d": "date",
    "m": "amount",
    "r": "role",
    "x": "words",
}
QUALIFIERS = ("by", "date", "role", "place", "amount", "to", "cause", "cue")
ENDED = "ended"
#: Subject, relation, object, status.
_PARTS = 4
_SPAN = re.compile(r"\{([a-z]\d+):([^{}]+)\}")
_HINT = (
    'write "T: topic", "S: {o1:Acme} bought {o2:Borel}." and "C: o1 acquired o2 asserted", blank lines between blocks'
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open, in code points of the block's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedClaim:
    """A claim to find; `subject` and `object` are ids of the block's spans. `line` is where it is written, from 1."""

    subject: str
    relation: str
    object: str
    status: Status
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBlock:
    """One marked document. `spans` has every stretch of each id, in text order; `line` is its first line, from 1."""

    line: int
    text: str
    spans: dict[str, tuple[Stretch, ...]]
    claims: tuple[MarkedClaim, ...]

    def words(self, identity: str) -> str:
        """The first words that an id marks."""
        first = self.spans[identity][0]
        return self.text[first.start : first.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFault:
    """What is wrong in a file of marked sentences, with its line, from 1, and a way out."""

    line: int
    message: str
    hint: str = _HINT


def read_marked(path: str, ontology: Ontology) -> tuple[MarkedBlock, ...]:
    """The blocks of a file.

    Args:
        path: a `.marked` file.
        ontology: what relations there are, and between which types.

    Raises:
        InputError: no such file, no block in it, or a fault; the message names the line of the first.
    """
    found = list(blocks(read_text(path), ontology))
    faults = [item for item in found if isinstance(item, MarkedFault)]
    if faults:
        others = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise InputError(f"{path}:{faults[0].line}: {faults[0].message}{others}", hint=faults[0].hint)
    return tuple(item for item in found if isinstance(item, MarkedBlock))


def blocks(text: str, ontology: Ontology) -> Iterator[MarkedBlock | MarkedFault]:
    """Each block of a text, or its faults in place of it."""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], 1):
        if line.strip():
            lines.append((number, line))
        elif lines:
            yield from _Block(lines, ontology).read()
            lines = []


@dataclass(slots=True)
class _Block:
    """A block in the making."""

    lines: Sequence[tuple[int, str]]
    ontology: Ontology
    text: str = ""
    spans: defaultdict[str, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    faults: list[MarkedFault] = field(default_factory=list)

    def read(self) -> list[MarkedBlock | MarkedFault]:
        written: list[tuple[int, str]] = []
        for number, line in self.lines:
            tag, colon, rest = line.partition(":")
            if tag == "S" and colon:
                self._sentence(number, rest.strip())
            elif tag == "C" and colon:
                written.append((number, rest))
            elif tag != "T" or not colon:
                self._fault(number, f"what is {line.strip()[:20]!r}?")
        if not self.text and not self.faults:
            self._fault(self.lines[0][0], "a block without a sentence")
        # Claims come last: they may stand before the sentence that has their spans.
        claims = [claim for number, rest in written if (claim := self._claim(number, rest.split()))]
        if self.faults:
            return sorted(self.faults, key=lambda fault: fault.line)
        spans = {identity: tuple(stretches) for identity, stretches in self.spans.items()}
        return [MarkedBlock(line=self.lines[0][0], text=self.text, spans=spans, claims=tuple(claims))]

    def _sentence(self, number: int, marked: str) -> None:
        """Adds a sentence, its braces taken out and its spans noted."""
        if not marked:
            self._fault(number, "an empty sentence")
        text, at = self.text + (" " if self.text else ""), 0
        for match in _SPAN.finditer(marked):
            identity, words = match[1], match[2]
            if identity[0] not in LETTERS:
                kinds = ", ".join(f"{letter} {kind}" for letter, kind in LETTERS.items())
                self._fault(number, f"no type has the letter of {identity!r}", f"letters: {kinds}")
            text += marked[at : match.start()]
            self.spans[identity].append(Stretch(len(text), len(text) + len(words)))
            text, at = text + words, match.end()
        rest = marked[at:]
        self.text = text + rest
        plain = _SPAN.sub("", marked)
        if "{" in plain or "}" in plain:
            self._fault(number, "a stray brace", "write a span as {o1:Acme}; spans do not nest")

    def _claim(self, number: int, parts: Sequence[str]) -> MarkedClaim | None:
        if len(parts) < _PARTS:
            self._fault(number, f"a claim needs subject, relation, object and status: {' '.join(parts)!r}")
            return None
        subject, relation, target, status = parts[:_PARTS]
        if relation not in self.ontology.relations:
            hint = nearest(relation, self.ontology.relations)
            self._fault(number, f"no relation is called {relation!r}", hint)
            return None
        known = self.ontology.relations[relation]
        ends = ((subject, known.domain, "subject"), (target, known.range, "object"))
        for identity, allowed, what in ends:
            if LETTERS.get(identity[0]) not in allowed:
                self._fault(number, f"{identity} cannot be the {what} of {relation}", f"it takes: {', '.join(allowed)}")
        pointed = [subject, target, *self._pointed_to(number, parts[_PARTS:])]
        for identity in pointed:
            if identity not in self.spans:
                self._fault(number, f"no span is marked {identity!r}", "mark it in a sentence of the same block")
        if status not in list(Status):
            self._fault(number, f"no status is called {status!r}", nearest(status, Status))
            return None
        return MarkedClaim(subject=subject, relation=relation, object=target, status=Status(status), line=number)

    def _pointed_to(self, number: int, qualifiers: Sequence[str]) -> Iterator[str]:
        """The ids that a claim's qualifiers name."""
        for qualifier in qualifiers:
            key, equals, identity = qualifier.partition("=")
            if equals and key in QUALIFIERS:
                yield identity
            elif qualifier != ENDED:
                self._fault(number, f"no qualifier is called {key!r}", nearest(key, [*QUALIFIERS, ENDED]))

    def _fault(self, number: int, message: str, hint: str = _HINT) -> None:
        self.faults.append(MarkedFault(line=number, message=message, hint=hint))
