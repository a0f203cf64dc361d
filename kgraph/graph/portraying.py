"""One entity, and how it looks: type, other names, every fact, every source, and why its mentions were merged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from kgraph.graph.results import SCHEMA, Book, Result, document_json, entity_json, fact_row
from kgraph.graph.sheet import Layout, Line, Run, line
from kgraph.graph.wording import arrow, counted, details, quote_lines, tag
from kgraph.model import Document, Entity, Reason
from kgraph.model.facts import Fact


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
        return portrait_layout(self)


def portrait_layout(result: Portrait) -> Layout:
    """The page on one entity."""
    entity = result.entity
    facts, mentions = counted(len(result.facts), "fact"), counted(len(result.merges), "mention")
    documents = counted(len(result.documents), "document")
    blocks: list[Line] = [
        line(
            Run(entity.name, "heading"), " (", Run(entity.type, entity.type), f"): {facts}, {mentions} in {documents}."
        ),
    ]
    if entity.aliases:
        blocks.append(line("also: ", "; ".join(entity.aliases)))
    for relation, group in groupby(result.facts, key=lambda fact: fact.relation):
        blocks += [line(), line(Run(relation, "heading"))]
        for fact in group:
            blocks += _fact_lines(fact, result)
    if result.documents:
        blocks += [line(), line(Run("sources", "heading"))]
        blocks += [
            line(result.book.source(each.id), Run(f"  [{each.id}]", "quiet"), indent=2) for each in result.documents
        ]
    if result.why:
        blocks += [line(), line(Run("why these mentions are one", "heading")), *_merge_lines(result)]
    return tuple(blocks)


def _fact_lines(fact: Fact, result: Portrait) -> list[Line]:
    start = result.entity.id if result.entity.id in {fact.source, fact.target} else fact.source
    made = [Line((*arrow(fact, result.book, start), *tag(fact)), indent=2)]
    differ = len({edge.status for edge in fact.edges}) > 1
    for edge in fact.by_status:
        words = details(edge)
        if words:
            made.append(line(Run(words, "quiet"), indent=5))
        made += quote_lines(edge, result.book, 5, status=differ)
    return made


def _merge_lines(result: Portrait) -> list[Line]:
    made: list[Line] = []
    for merge in result.merges:
        made.append(line(Run(f"“{merge.text}”", "name"), f"  {result.book.source(merge.document)}", indent=2))
        made += [_reason(merge, number) for number in range(len(merge.reasons))]
    return made


def _reason(merge: Merge, number: int) -> Line:
    reason = merge.reasons[number]
    return line(f"{reason.text} ", Run(f"({reason.weight:.2f})", "quiet"), indent=5)
