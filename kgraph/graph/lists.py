"""Lists and counts over a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from kgraph.graph.filters import Filters
from kgraph.graph.listing import Counts, Listing, Verification
from kgraph.graph.results import caption, document_json, entity_json
from kgraph.graph.texts import find_document
from kgraph.model import Edge, Entity
from kgraph.model.facts import edge_json

if TYPE_CHECKING:
    from kgraph.graph import Graph
    from kgraph.store import Store

_ENTITY_COLUMNS = (
    ("name", "name"),
    ("type", "type"),
    ("claims", "claims"),
    ("aliases", "also"),
)
_CLAIM_COLUMNS = (
    ("claim", "claim"),
    ("status", "status"),
    ("attributed_to", "who says so"),
    ("date_text", "when"),
)
_DOCUMENT_COLUMNS = (
    ("id", "id"),
    ("published", "published"),
    ("publisher", "publisher"),
    ("claims", "claims"),
    ("caption", "title"),
)


def _edges(graph: Graph, filters: Filters) -> Iterator[Edge]:
    ids = (graph.entity(filters.about).id,) if filters.about else None
    document = find_document(graph.store, filters.document).id if filters.document else None
    yield from graph.store.edges(
        ids=ids,
        relations=filters.relations,
        statuses=filters.statuses,
        document=document,
        since=filters.since,
        until=filters.until,
    )


def _typed(graph: Graph, filters: Filters) -> dict[str, Entity]:
    if len(filters.types) == 1:
        held = graph.store.entities(type=filters.types[0])
        return {entity.id: entity for entity in held}
    wanted = filters.types
    return {entity.id: entity for entity in graph.store.entities() if not wanted or entity.type in wanted}


def entity_list(graph: Graph, filters: Filters) -> Listing:
    """Entities by name, with how many claims speak of each: of those that the filters let pass, where there are any."""
    held = _typed(graph, filters)
    claims = _claims_of(graph, filters, held)
    centre = graph.entity(filters.about).id if filters.about else None
    wanted = (entity for key, entity in held.items() if key != centre and (not filters.on_claims or claims[key]))
    items = tuple(
        {**entity_json(entity), "claims": claims[entity.id]}
        for entity in sorted(wanted, key=lambda each: (each.name.casefold(), each.id))
    )
    return Listing("entities", items, _ENTITY_COLUMNS)


def _claims_of(graph: Graph, filters: Filters, held: Collection[str]) -> Counter[str]:
    if not filters.on_claims:
        keys = graph.store.keys(held)
        degrees = graph.store.degrees(keys.values())
        return Counter({entity: degrees.get(key, 0) for entity, key in keys.items()})
    found: Counter[str] = Counter()
    for edge in _edges(graph, filters):
        found.update({edge.source, edge.target})
    return found


def claim_list(graph: Graph, filters: Filters) -> Listing:
    """Claims by document and place."""
    held = {entity.id: entity for entity in graph.store.entities()}
    items: list[dict[str, Any]] = []
    for edge in sorted(_edges(graph, filters), key=lambda each: (each.document, each.start, each.id)):
        ends = [held[end] for end in (edge.source, edge.target) if end in held]
        if filters.types and not any(entity.type in filters.types for entity in ends):
            continue
        source, target = (held[end].name if end in held else end for end in (edge.source, edge.target))
        words = f"{source} -{edge.relation}-> {target}{f' ({edge.role})' if edge.role else ''}"
        items.append({**edge_json(edge), "source_name": source, "target_name": target, "claim": words})
    return Listing("claims", tuple(items), _CLAIM_COLUMNS)


def document_list(graph: Graph, filters: Filters) -> Listing:
    """Documents by date and title; undated ones last."""
    made: Counter[str] = Counter()
    typed = _typed(graph, filters) if filters.types else None
    for edge in _edges(graph, filters):
        if typed is None or edge.source in typed or edge.target in typed:
            made[edge.document] += 1
    narrowed = filters.on_claims or typed is not None
    wanted = (each for each in graph.store.documents() if not narrowed or each.id in made)
    ordered = sorted(wanted, key=lambda each: (each.published or "9999", each.title or "", each.id))
    items = tuple({**document_json(each), "caption": caption(each), "claims": made[each.id]} for each in ordered)
    return Listing("documents", items, _DOCUMENT_COLUMNS)


def counts(graph: Graph) -> Counts:
    """Counts of documents, entities by type, claims by relation and status, and what made the store."""
    types = Counter(entity.type for entity in graph.store.entities())
    relations: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for edge in graph.store.edges():
        relations[edge.relation] += 1
        statuses[str(edge.status)] += 1
    meta: dict[str, Any] = dict(graph.store.meta)
    shown = {"schema", "pipeline", "ontology", "resolved"}
    values: dict[str, Any] = {
        "documents": sum(1 for _ in graph.store.documents()),
        "entities": types.total(),
        "claims": relations.total(),
        "claims about no entity": meta["claims"] - relations.total(),
        "mentions": meta["mentions"],
        "store": graph.store.path,
        **{key: meta[key] for key in sorted(shown & meta.keys())},
        "entities by type": dict(sorted(types.items())),
        "claims by relation": dict(sorted(relations.items())),
        "claims by status": dict(sorted(statuses.items())),
    }
    return Counts(values)


def verified(store: Store) -> Verification:
    """How many stored spans were read again, and which differ from their document."""
    from kgraph import pipeline

    found = pipeline.verify(store)
    return Verification(found.spans, tuple(found.differing))
