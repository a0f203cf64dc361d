"""Answers, paths, surroundings, portraits and read documents, as the graph gives them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from kgraph.graph.facts import Fact
from kgraph.graph.results import OWN_VOICE, SCHEMA, Book, Result, document_json, entity_json, fact_row
from kgraph.graph.sheet import Layout
from kgraph.model import Claim, Document, Entity, Mention, Reason, Sentence

if TYPE_CHECKING:
    from kgraph.answers import Answer, Row


@dataclass(frozen=True, repr=False, eq=False)
class Asked(Result):
    """An answer to a question in words; iterating gives its rows, other attributes are the answer's own."""

    answer: Answer
    book: Book
    plan_shown: bool = False
    notes: tuple[str, ...] = ()

    def planned(self, *, shown: bool = True) -> Self:
        """The same answer, with how the question was read: drawn above it, or remarked where there is no answer."""
        if shown and not self.found:
            return replace(self, notes=(*self.notes, f"read as: {self.answer.plan}"))
        return replace(self, plan_shown=shown)

    @property
    def message(self) -> str:
        """The answer in a sentence."""
        return self.answer.sentence

    def __iter__(self) -> Iterator[Row]:
        return iter(self.answer)

    def __len__(self) -> int:
        return len(self.answer)

    def __bool__(self) -> bool:
        return self.found

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the answer has
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.answer, name)

    @property
    def hint(self) -> str:
        """What may be asked instead."""
        return f"try: {'; '.join(self.answer.suggestions)}" if self.answer.suggestions else ""

    @property
    def found(self) -> bool:
        """Whether the graph has an answer."""
        return self.answer.exit_code == 0

    @property
    def exit_code(self) -> int:
        """Exit status of the command line: a question that is not understood is wrong, 2; unknown is 1."""
        return self.answer.exit_code

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return self.answer.to_json()

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [_answer_row(row) for row in self.answer]

    def layout(self) -> Layout:
        """How it looks."""
        from kgraph.graph.answering import answer_layout

        return answer_layout(self.answer, self.book, planned=self.plan_shown)


@dataclass(frozen=True, repr=False, eq=False)
class Connections(Result):
    """How two entities are connected: paths, shortest first. `paths` holds one tuple of facts a hop."""

    source: Entity
    target: Entity
    nodes: tuple[tuple[str, ...], ...]
    hops: tuple[tuple[tuple[Fact, ...], ...], ...]
    book: Book
    longest: int
    notes: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """What to do where there is no path."""
        return f"a longer one may be found with --hops {self.longest + 2}, a denied or planned one with --status"

    def __len__(self) -> int:
        return len(self.nodes)

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        paths = []
        for nodes, hops in zip(self.nodes, self.hops):
            named = [{"id": node, "type": self.book.type(node), "name": self.book.name(node)} for node in nodes]
            paths.append({"nodes": named, "hops": [[fact.to_json() for fact in hop] for hop in hops]})
        return {
            "schema": SCHEMA,
            "source": entity_json(self.source),
            "target": entity_json(self.target),
            "paths": paths,
        }

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [
            {"path": number, "hop": place, **fact_row(fact, self.book)}
            for number, hops in enumerate(self.hops, start=1)
            for place, hop in enumerate(hops, start=1)
            for fact in hop
        ]

    def layout(self) -> Layout:
        """How it looks."""
        from kgraph.graph.connecting import connections_layout

        return connections_layout(self)


@dataclass(frozen=True, repr=False, eq=False)
class Surroundings(Result):
    """What is around an entity within so many hops."""

    entity: Entity
    hops: int
    facts: tuple[Fact, ...]
    book: Book
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        ids = sorted({end for fact in self.facts for end in (fact.source, fact.target)} | {self.entity.id})
        nodes = [entity_json(self.book.entities[node]) for node in ids if node in self.book.entities]
        return {
            "schema": SCHEMA,
            "entity": entity_json(self.entity),
            "hops": self.hops,
            "nodes": nodes,
            "facts": [fact.to_json() for fact in self.facts],
        }

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [fact_row(fact, self.book) for fact in self.facts]

    def layout(self) -> Layout:
        """How it looks."""
        from kgraph.graph.connecting import surroundings_layout

        return surroundings_layout(self)


class Merge(NamedTuple):
    """One decision that a mention refers to the entity: its words, where they stand, how sure, and why."""

    text: str
    document: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Portrait(Result):
    """One entity: type, other names, every fact, every source; its mentions (`merges`) are drawn where `why` asks."""

    entity: Entity
    facts: tuple[Fact, ...]
    book: Book
    merges: tuple[Merge, ...] = ()
    why: bool = False
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return True

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that speak of it, by date and title; undated ones last."""
        told = [merge.document for merge in self.merges]
        ids = dict.fromkeys([*told, *(document for fact in self.facts for document in fact.documents)])
        held = (self.book.documents[each] for each in ids if each in self.book.documents)
        return tuple(sorted(held, key=lambda each: (each.published or "9999", each.title or "", each.id)))

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        made: dict[str, Any] = {
            "schema": SCHEMA,
            "entity": entity_json(self.entity),
            "facts": [fact.to_json() for fact in self.facts],
            "documents": [document_json(each) for each in self.documents],
        }
        if self.why:
            made["merges"] = [
                {
                    "text": merge.text,
                    "document": merge.document,
                    "score": merge.score,
                    "reasons": [{"text": reason.text, "weight": reason.weight} for reason in merge.reasons],
                }
                for merge in self.merges
            ]
        return made

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [fact_row(fact, self.book) for fact in self.facts]

    def layout(self) -> Layout:
        """How it looks."""
        from kgraph.graph.portraying import portrait_layout

        return portrait_layout(self)


class Marked(NamedTuple):
    """One sentence of a document with what was seen in it. `claims` are those that quote it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Reading(Result):
    """A document as kgraph read it: every sentence, its mentions and claims, and what made none."""

    document: Document
    marked: Sequence[Marked]
    names: Mapping[str, str]

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return True

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        from kgraph.graph.reading import reading_json

        return reading_json(self)

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        from kgraph.graph.reading import reading_rows

        return reading_rows(self)

    def layout(self) -> Layout:
        """How it looks."""
        from kgraph.graph.reading import reading_layout

        return reading_layout(self)


def _answer_row(row: Row) -> dict[str, Any]:
    first = row.evidence[0] if row.evidence else None
    return {
        "id": row.id,
        "type": row.type,
        "name": row.name,
        "status": str(row.status),
        "contested": row.contested,
        "attributed_to": " | ".join(row.attributed_to),
        "denied_by": " | ".join(who or OWN_VOICE for who in row.denied_by),
        "documents": row.documents,
        "origins": row.origins,
        "confidence": row.confidence,
        "document": first.document if first else None,
        "quote": first.quote if first else None,
    }
