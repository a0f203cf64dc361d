"""What is exported: the whole graph or a part of it, each claim a line of its own or drawn together with its like.

Nothing here holds all claims at once unless they are merged: `Part.lines` reads the store again each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kgraph.errors import StoreError
from kgraph.model import Document, Edge, Entity, Status, content_id

Record = TypeVar("Record")


class Source(Protocol):
    """What an export asks of a store."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads inside the block see one state."""

    def entities(self) -> Iterable[Entity]:
        """All entities."""

    def documents(self) -> Iterable[Document]:
        """All documents."""

    def edges(self, *, relations: Collection[str] = (), statuses: Collection[Status] = ()) -> Iterable[Edge]:
        """The claims between two entities, in the order of `order`; an empty collection is no filter."""

    def edges_touching(self, ids: Collection[str]) -> Iterable[Edge]:
        """The claims with an end among `ids`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which part of the graph; the default is all of it. See `kgraph.exports.write` for the fields."""

    around: tuple[str, ...] = ()
    hops: int = 1
    statuses: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.around or self.statuses or self.relations)

    def admits(self, edge: Edge) -> bool:
        """Whether a claim's relation and status are asked for."""
        return (not self.relations or edge.relation in self.relations) and (
            not self.statuses or edge.status in self.statuses
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One edge of a file: the claims that it draws, which share subject, relation, object and status.

    `claims` are sorted as `order` has it; there is one alone where edges are not merged.
    """

    id: str
    claims: tuple[Edge, ...]

    @property
    def is_merged(self) -> bool:
        """Whether it stands for a fact and status and not for one claim; a fact may still have one claim alone."""
        return self.id != self.claims[0].id

    @property
    def best(self) -> Edge:
        """The claim to show where there is room for one: the surest, and the first of equals."""
        return max(self.claims, key=lambda claim: claim.confidence)

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that say so, each once."""
        return tuple(dict.fromkeys(claim.document for claim in self.claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a writer writes. `nodes` and `documents` are sorted by id; every end of a line is among `nodes`.

    `lines` starts anew each time; `size` is how many it yields, `degrees` how many of them touch an entity.
    """

    nodes: tuple[Entity, ...]
    documents: tuple[Document, ...]
    lines: Callable[[], Iterator[Line]]
    size: int
    degrees: Mapping[str, int]


def order(edge: Edge) -> tuple[str, int, str]:
    """Where a claim stands in a file: by document, then place in it, then id."""
    return edge.document, edge.start, edge.id


def part_of(source: Source, selection: Selection, *, merged: bool, edges: Iterable[Edge] | None = None) -> Part:
    """The part of a graph that is asked for.

    Args:
        source: the store.
        selection: what is asked for.
        merged: draw the claims of a fact that share a status as one line.
        edges: these claims and no others, whatever `selection` says.

    Raises:
        StoreError: a claim is about an entity, or from a document, that the store lacks.
    """
    read = _claims(source, selection) if edges is None else _once(sorted(edges, key=order))
    lines = _once(_merged(read())) if merged else lambda: (Line(id=edge.id, claims=(edge,)) for edge in read())
    degrees: Counter[str] = Counter()
    quoted: set[str] = set()
    size = 0
    for size, line in enumerate(lines(), start=1):  # noqa: B007 - counted while reading
        degrees.update({line.best.source, line.best.target})
        quoted.update(line.documents)
    ends = {*degrees, *selection.around}
    everything = selection.is_everything and edges is None
    entities = {entity.id: entity for entity in source.entities() if everything or entity.id in ends}
    documents = {record.id: record for record in source.documents() if everything or record.id in quoted}
    for kind, missing in (("entity", ends - entities.keys()), ("document", quoted - documents.keys())):
        if missing:
            raise StoreError(
                f"the store lacks the {kind} {min(missing)!r} that its claims name", hint="run kgraph verify"
            )
    return Part(
        nodes=tuple(entities[key] for key in sorted(entities)),
        documents=tuple(documents[key] for key in sorted(documents)),
        lines=lines,
        size=size,
        degrees=degrees,
    )


def _claims(source: Source, selection: Selection) -> Callable[[], Iterator[Edge]]:
    if selection.around:
        return _once(sorted(_around(source, selection), key=order))
    statuses = tuple(map(Status, selection.statuses))
    return lambda: iter(source.edges(relations=selection.relations, statuses=statuses))


def _around(source: Source, selection: Selection) -> Iterator[Edge]:
    """The claims between entities at most `hops` away, each end of a claim one hop from the other."""
    reached = set(selection.around)
    frontier = sorted(reached)
    for _ in range(selection.hops):
        touching = filter(selection.admits, source.edges_touching(frontier))
        frontier = sorted({end for edge in touching for end in (edge.source, edge.target)} - reached)
        reached.update(frontier)
    for edge in filter(selection.admits, source.edges_touching(sorted(reached))):
        if edge.source in reached and edge.target in reached:
            yield edge


def _merged(edges: Iterable[Edge]) -> Iterator[Line]:
    """One line a fact and status, sorted by them: a denial never disappears in what it denies."""
    groups: dict[tuple[str, str, str, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.source, edge.relation, edge.target, edge.status), []).append(edge)
    for key in sorted(groups):
        yield Line(id=content_id("fact", *key), claims=tuple(groups[key]))


def _once(records: Iterable[Record]) -> Callable[[], Iterator[Record]]:
    """Records read once and kept, to be gone through again and again."""
    kept = tuple(records)
    return lambda: iter(kept)
