"""Claims grouped into facts: same ends, same relation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from kgraph.model import Edge, Status


class Fact(NamedTuple):
    """All claims with one subject, relation and object; they may differ in status. Ends are entity ids."""

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

    @property
    def ended(self) -> bool:
        """Whether every claim that is not a denial says that it is over."""
        standing = [edge for edge in self.edges if edge.status is not Status.DENIED]
        return bool(standing) and all(edge.ended for edge in standing)

    @property
    def attributed_to(self) -> tuple[str, ...]:
        """Who says so, in the order of the claims; the articles' own voice is left out."""
        said = (edge.attributed_to for edge in self.edges if edge.status is not Status.DENIED)
        return tuple(dict.fromkeys(who for who in said if who))

    @property
    def denied_by(self) -> tuple[str | None, ...]:
        """Who denies it; None stands for an article's own voice."""
        return tuple(dict.fromkeys(edge.attributed_to for edge in self.edges if edge.status is Status.DENIED))

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents with a claim of it."""
        return tuple(dict.fromkeys(edge.document for edge in self.edges))

    @property
    def roles(self) -> tuple[str, ...]:
        """Posts and parts that the claims name, such as "chief executive"."""
        return tuple(dict.fromkeys(edge.role for edge in self.edges if edge.role))

    @property
    def dates(self) -> tuple[str, ...]:
        """Times that the claims name, in their own words."""
        return tuple(dict.fromkeys(edge.date_text for edge in self.edges if edge.date_text))

    @property
    def by_status(self) -> tuple[Edge, ...]:
        """The claims to quote: those of the fact's own status first, denials last, the surest of each first."""
        own = self.status
        return tuple(
            sorted(
                self.edges,
                key=lambda edge: (
                    edge.status is not own,
                    edge.status is Status.DENIED,
                    -edge.confidence,
                    edge.document,
                    edge.start,
                    edge.id,
                ),
            )
        )

    @property
    def best(self) -> Edge:
        """The claim to quote where there is room for one."""
        return self.by_status[0]

    def other(self, entity: str) -> str:
        """The id of the end that is not this one (itself for a loop)."""
        return self.target if self.source == entity else self.source

    def to_json(self) -> dict[str, Any]:
        """Plain data: the fact, then its claims in the shape of an export."""
        return {
            "source": self.source,
            "relation": self.relation,
            "target": self.target,
            "status": str(self.status),
            "contested": self.contested,
            "ended": self.ended,
            "attributed_to": list(self.attributed_to),
            "denied_by": list(self.denied_by),
            "documents": len(self.documents),
            "claims": [edge_json(edge) for edge in self.edges],
        }


def facts_of(edges: Iterable[Edge]) -> tuple[Fact, ...]:
    """The edges grouped, in the order of relation, subject and object; claims by document and place in it."""
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


def edge_json(edge: Edge) -> dict[str, Any]:
    """One claim in the contract's shape of an edge."""
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "status": str(edge.status),
        "ended": edge.ended,
        "attributed_to": edge.attributed_to,
        "role": edge.role,
        "place": edge.place,
        "amount": edge.amount,
        "recipient": edge.recipient,
        "cause": edge.cause,
        "date_text": edge.date_text,
        "date_start": edge.date_start,
        "date_end": edge.date_end,
        "confidence": edge.confidence,
        "document": edge.document,
        "start": edge.start,
        "end": edge.end,
        "evidence": edge.evidence,
        "context": [{"start": quote.start, "end": quote.end, "quote": quote.quote} for quote in edge.context],
    }
