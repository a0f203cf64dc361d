"""Claims grouped into facts, and what is said of a group: status, who says so, how many documents and origins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kgraph.model import Edge, Status

#: The statuses from the weakest to the strongest; the place in it ranks answers.
STRENGTH: dict[Status, int] = {status: number for number, status in enumerate(Status)}


class Fact(NamedTuple):
    """All claims with one subject, relation and object. Ends are entity ids; edges by document and place."""

    source: str
    relation: str
    target: str
    edges: tuple[Edge, ...]

    @property
    def status(self) -> Status:
        """The rightmost status among claims that are not denied; denied where all are."""
        return Status.of_fact(edge.status for edge in self.edges)[0]

    @property
    def contested(self) -> bool:
        """Whether some claim says it and another denies it."""
        return Status.of_fact(edge.status for edge in self.edges)[1]


def facts_of(edges: Iterable[Edge]) -> tuple[Fact, ...]:
    """The edges grouped, by relation, subject and object."""
    groups: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.relation, edge.source, edge.target), []).append(edge)
    return tuple(
        Fact(source=source, relation=relation, target=target, edges=tuple(sorted(group, key=place_of)))
        for (relation, source, target), group in sorted(groups.items())
    )


def place_of(edge: Edge) -> tuple[str, int, str]:
    """Where a claim stands: document, start, id; the order of evidence."""
    return edge.document, edge.start, edge.id


def standing(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The claims that are not denials; all of them where each is one."""
    held = tuple(edges)
    return tuple(edge for edge in held if edge.status is not Status.DENIED) or held


def denials(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The claims that deny."""
    return tuple(edge for edge in edges if edge.status is Status.DENIED)


def speakers(edges: Iterable[Edge]) -> tuple[str, ...]:
    """Who is named as saying so, sorted."""
    return tuple(sorted({edge.attributed_to for edge in edges if edge.attributed_to}))


def deniers(edges: Sequence[Edge]) -> tuple[str | None, ...]:
    """Who denies, sorted; None, first, stands for a text's own voice. Empty where all claims are denials of nothing."""
    said = {edge.attributed_to for edge in denials(edges)}
    return (*((None,) if None in said else ()), *sorted(who for who in said if who is not None))
