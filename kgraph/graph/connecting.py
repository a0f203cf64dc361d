"""Paths and neighbourhoods, and how they look: one line a hop or fact, each with a quote."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kgraph.graph.results import SCHEMA, Book, Result, entity_json, fact_row
from kgraph.graph.sheet import Layout, Line, Run, line, runs
from kgraph.graph.wording import arrow, counted, listed, quote_lines, tag
from kgraph.model import Entity, Status
from kgraph.model.facts import Fact


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
        return surroundings_layout(self)


def connections_layout(result: Connections) -> Layout:
    """Paths, each with its hops: the relation, its direction, status and a quote."""
    ends = f"{result.source.name} and {result.target.name}"
    if not result.nodes:
        return (line(Run(f"No path between {ends} within {counted(result.longest, 'hop')}.", "heading")),)
    shortest = counted(len(result.hops[0]), "hop")
    more = "" if len(result.nodes) == 1 else f"; {len(result.nodes)} paths"
    blocks: list[Line] = [line(Run(f"{ends} are connected in {shortest}{more}.", "heading"))]
    for number, (nodes, hops) in enumerate(zip(result.nodes, result.hops), start=1):
        chain = " – ".join(result.book.name(node) for node in nodes)
        blocks += [line(), line(Run(f"{number}. ", "quiet"), Run(chain, "name"))]
        for node, hop in zip(nodes, hops):
            blocks += _hop_lines(node, hop, result)
    return tuple(blocks)


def _hop_lines(node: str, hop: tuple[Fact, ...], result: Connections) -> list[Line]:
    """The best fact of a hop with its quote; the others are counted by their relations."""
    best, *others = sorted(hop, key=_weight)
    more = f" (also: {listed(fact.relation for fact in others)})" if others else ""
    head = Line((*arrow(best, result.book, node), *tag(best), *runs(Run(more, "quiet"))), indent=3)
    return [head, *quote_lines(best.best, result.book, indent=6)]


def _weight(fact: Fact) -> tuple[int, int, str]:
    """Strongest status first, then what most documents say."""
    return -list(Status).index(fact.status), -len(fact.documents), fact.relation


def surroundings_layout(result: Surroundings) -> Layout:
    """Facts around an entity, grouped by relation."""
    entity = result.entity
    ends = {end for fact in result.facts for end in (fact.source, fact.target)} - {entity.id}
    reach = counted(result.hops, "hop")
    head = f"{entity.name} ({entity.type}): {counted(len(ends), 'neighbour')} within {reach}."
    blocks: list[Line] = [line(Run(head, "heading"))]
    for relation, group in groupby(result.facts, key=lambda fact: fact.relation):
        blocks += [line(), line(Run(relation, "heading"))]
        by_quote = groupby(sorted(group, key=_quote_place), key=_quote_place)
        for _, sharing in by_quote:
            facts = list(sharing)
            blocks += [Line((*arrow(fact, result.book, _near_end(fact, result)), *tag(fact)), 2) for fact in facts]
            blocks += quote_lines(facts[0].best, result.book, indent=5)
    return tuple(blocks)


def _near_end(fact: Fact, result: Surroundings) -> str:
    return fact.target if fact.target == result.entity.id else fact.source


def _quote_place(fact: Fact) -> tuple[str, int, int]:
    """Facts that one sentence shows stand together above it."""
    return fact.best.document, fact.best.start, fact.best.end
