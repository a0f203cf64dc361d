"""Claims to rows: who says so, in how many documents, from how many origins, with which quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph.answers.facts import STRENGTH, denials, deniers, speakers, standing
from kgraph.answers.matching import Matcher
from kgraph.answers.records import Proof, Row
from kgraph.model import Edge, Entity, Status
from kgraph.model.facts import place_of
from kgraph.names import normalise


class Sources:
    """The documents that claims of one answer come from, read once."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._documents: dict[str, tuple[str | None, str | None]] = {}
        self._speakers: dict[str, str] = {}

    def proofs(self, edges: Iterable[Edge]) -> tuple[Proof, ...]:
        """The claims' quotes by document and place; claims of one sentence that say the same are one quote."""
        made: dict[Proof, None] = {}
        for edge in sorted(edges, key=place_of):
            proof = Proof(
                document=edge.document, title=self._of(edge.document)[0], start=edge.start, end=edge.end,
                quote=edge.evidence, status=edge.status, attributed_to=edge.attributed_to,
            )  # fmt: skip
            made[proof] = None
        return tuple(made)

    def origins(self, edges: Iterable[Edge]) -> int:
        """How many independent origins the claims have.

        The origin of a claim is its speaker, where that is an entity of the graph (five outlets that quote one agency,
        or one statement of a firm, are one origin), else its document's publisher, else the document itself.
        """
        return len({self._origin(edge) for edge in edges})

    def _origin(self, edge: Edge) -> str:
        if edge.attributed_to and (speaker := self._speaker(edge.attributed_to)):
            return speaker
        publisher = self._of(edge.document)[1]
        return self._speaker(publisher) or normalise(publisher) if publisher else f"document {edge.document}"

    def _speaker(self, words: str) -> str:
        """The id of the entity that the words name ("Reuters sources": Reuters); "" where they name none."""
        if words not in self._speakers:
            found = self.matcher.names.find(words, typos=False)
            if not found or found[0].how == "words":
                found = self.matcher.names.find(words.partition(" ")[0], typos=False)
            firm = (
                bool(found)
                and found[0].how in ("exact", "alias")
                and found[0].entity.type in ("organisation", "person")
            )
            self._speakers[words] = found[0].entity.id if firm else ""
        return self._speakers[words]

    def title(self, document: str) -> str | None:
        """The title of a document."""
        return self._of(document)[0]

    def _of(self, document: str) -> tuple[str | None, str | None]:
        if document not in self._documents:
            found = self.matcher.store.document(document)
            self._documents[document] = found.title, found.publisher
        return self._documents[document]

    def row(self, entity: Entity | None, edges: Sequence[Edge], *, name: str = "") -> Row:
        """The row of an entity and all claims that make it an answer.

        Documents, origins and speakers are those of the claims that give the row its status, the denials where it is
        denied; the quotes are those of all, so that both sides of a contested fact are seen.
        """
        status, contested = Status.of_fact(edge.status for edge in edges)
        held = standing(edges)
        top = [edge for edge in held if edge.status is status]
        return Row(
            id=entity.id if entity else None,
            type=entity.type if entity else None,
            name=entity.name if entity else name,
            status=status,
            contested=contested,
            ended=all(edge.ended for edge in held),
            attributed_to=speakers(held),
            denied_by=deniers(edges),
            documents=len({edge.document for edge in held}),
            origins=self.origins(held),
            confidence=max((edge.confidence for edge in top), default=0.0),
            evidence=self.proofs(edges),
            roles=tuple(dict.fromkeys(edge.role for edge in held if edge.role)),
            dates=tuple(dict.fromkeys(edge.date_text for edge in held if edge.date_text)),
            relations=tuple(dict.fromkeys(edge.relation for edge in edges)),
        )


def ranked(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The surest first: by status, documents, confidence, then id."""
    return tuple(
        sorted(rows, key=lambda row: (-STRENGTH[row.status], -row.documents, -row.confidence, row.id or "~", row.name))
    )


def rows_by(
    grouped: dict[str, list[Edge]], entities: dict[str, Entity], sources: Sources, *, only_denied: bool = False
) -> tuple[Row, ...]:
    """Rows of entities with their claims, ranked.

    Args:
        grouped: claims by the entity that they make an answer.
        entities: by id.
        sources: counts documents and origins.
        only_denied: False leaves out what is denied by all, True keeps nothing else.
    """
    made = []
    for identity, edges in grouped.items():
        denied = len(denials(edges)) == len(edges)
        if denied is only_denied and identity in entities:
            made.append(sources.row(entities[identity], edges))
    return ranked(made)
