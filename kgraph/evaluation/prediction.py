"""What kgraph makes of a text, without a store: the stages one after the other, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.model import Claim, Document, Entity, Link, Mention
from kgraph.ontology import Ontology

if TYPE_CHECKING:
    from kgraph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was seen in one document; `links` are those within it."""

    document: Document
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One thing said of two entities; `source` and `target` are their ids."""

    source: str
    relation: str
    target: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A graph as it is compared with a gold graph."""

    nodes: tuple[Entity, ...]
    arcs: tuple[Arc, ...]


def read_document(path: str) -> Document:
    """The article in a file; where it holds several, the first.

    Raises:
        InputError: it cannot be read.
    """
    from kgraph import documents

    for found in documents.read([path]):
        if isinstance(found, documents.Unread):
            raise found.error
        return found
    raise AssertionError(path)  # a named file gives a document or a reason


def read_all(found: Iterable[Document], ontology: Ontology, pipeline: str | None = None) -> Iterator[Reading]:
    """Runs the stages over documents, in input order.

    Raises:
        PipelineError: the pipeline cannot be used.
    """
    from kgraph.claims import find_claims
    from kgraph.coreference import links
    from kgraph.mentions import find_mentions
    from kgraph.sentences import parse

    for document, sentences in parse(found, pipeline=pipeline):
        mentions = find_mentions(document, sentences, ontology)
        linked = links(document, sentences, mentions, ontology)
        claims = find_claims(document, sentences, mentions, linked, ontology)
        yield Reading(document=document, mentions=mentions, links=linked, claims=claims)


def predicted_from_text(document: Document, ontology: Ontology, pipeline: str | None = None) -> Prediction:
    """The graph of one article, as a store that holds it alone would have it.

    Raises:
        PipelineError: the pipeline cannot be used.
    """
    from kgraph import entities

    (reading,) = read_all([document], ontology, pipeline)
    nodes, linked = entities.resolve([reading.document], reading.mentions, reading.links, reading.claims)
    ids = {link.mention: link.target for link in linked}
    arcs = (
        Arc(source=ids[claim.subject], relation=claim.relation, target=ids[claim.object], status=str(claim.status))
        for claim in reading.claims
        if claim.subject in ids and claim.object in ids
    )
    return Prediction(nodes=nodes, arcs=tuple(arcs))


def predicted_from_store(store: Store) -> Prediction:
    """The whole graph of a store."""
    with store.snapshot():
        arcs = (
            Arc(source=edge.source, relation=edge.relation, target=edge.target, status=str(edge.status))
            for edge in store.edges()
        )
        return Prediction(nodes=tuple(store.entities()), arcs=tuple(arcs))
