"""What an answer is: a verdict, a sentence, and rows with their quotes. Plain data, the contract's JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from kgraph.model import Status

#: Version of the JSON that answers print.
SCHEMA = 1


class Verdict(StrEnum):
    """What the graph says to a question."""

    FOUND = "found"
    CONTESTED = "contested"
    DENIED = "denied"
    UNKNOWN = "unknown"
    NOT_UNDERSTOOD = "not_understood"


#: Exit status of the command line: found, nothing found, a question that is not understood.
EXIT_CODES = {Verdict.UNKNOWN: 1, Verdict.NOT_UNDERSTOOD: 2}


class Proof(NamedTuple):
    """One quote: where it stands, what it says of the fact, and who says so. `title` is the document's."""

    document: str
    title: str | None
    start: int
    end: int
    quote: str
    status: Status
    attributed_to: str | None

    def to_json(self) -> dict[str, Any]:
        """The contract's shape of a piece of evidence."""
        return {
            "document": self.document,
            "title": self.title,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "status": str(self.status),
            "attributed_to": self.attributed_to,
        }


class Row(NamedTuple):
    """One answer. `id` and `type` are None for a speaker who is no entity of the graph.

    `denied_by` has None for a text's own voice. `confidence` is the highest among the claims that give the row its
    status. `ended`: all claims say that it is over. `roles`, `dates` and `relations` are what the claims name.
    """

    id: str | None
    type: str | None
    name: str
    status: Status
    contested: bool
    ended: bool
    attributed_to: tuple[str, ...]
    denied_by: tuple[str | None, ...]
    documents: int
    origins: int
    confidence: float
    evidence: tuple[Proof, ...]
    roles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's shape of an answer."""
        return {
            "id": self.id,
            "type": self.type,
            "name": self.name,
            "status": str(self.status),
            "contested": self.contested,
            "attributed_to": list(self.attributed_to),
            "denied_by": list(self.denied_by),
            "documents": self.documents,
            "origins": self.origins,
            "confidence": self.confidence,
            "evidence": [proof.to_json() for proof in self.evidence],
        }


class Hop(NamedTuple):
    """One step of a connection: a fact between two neighbours, read from subject to object, with its quotes.

    `source` and `target` are names; the ids stand beside them.
    """

    source: str
    relation: str
    target: str
    source_id: str
    target_id: str
    status: Status
    contested: bool
    evidence: tuple[Proof, ...]

    def to_json(self) -> dict[str, Any]:
        """The hop as plain data."""
        return {
            "source": self.source,
            "relation": self.relation,
            "target": self.target,
            "source_id": self.source_id,
            "target_id": self.target_id,
            "status": str(self.status),
            "contested": self.contested,
            "evidence": [proof.to_json() for proof in self.evidence],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to a question.

    `plan` is how the question was read. `value` is what is no entity: "yes", a number, a date, a post. `answers` are
    its rows. `notes` say how names were read and what was left out; `suggestions` are names or questions to try.
    """

    question: str
    plan: str
    verdict: Verdict
    sentence: str
    value: str | int | None = None
    answers: tuple[Row, ...] = ()
    hops: tuple[Hop, ...] | None = None
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)

    def __bool__(self) -> bool:
        return self.exit_code == 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """The same as `answers`."""
        return self.answers

    @property
    def exit_code(self) -> int:
        """The command line's exit status: 0 the graph has an answer, 1 it has none, 2 not understood."""
        return EXIT_CODES.get(self.verdict, 0)

    def to_json(self) -> dict[str, Any]:
        """What `kgraph ask --json` prints; `sentence` and `notes` are for people and stay out of it."""
        return {
            "schema": SCHEMA,
            "question": self.question,
            "plan": self.plan,
            "verdict": str(self.verdict),
            "value": self.value,
            "answers": [row.to_json() for row in self.answers],
            "hops": None if self.hops is None else [hop.to_json() for hop in self.hops],
            "suggestions": list(self.suggestions),
        }
