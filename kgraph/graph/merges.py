"""Why mentions were taken for one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.graph.portraying import Merge
from kgraph.model import Entity

if TYPE_CHECKING:
    from kgraph.store import Store


def merges_of(store: Store, entity: Entity) -> tuple[Merge, ...]:
    """The links of an entity's mentions, in the order of documents and places."""
    return tuple(
        Merge(text=mention.text, document=mention.document, score=link.score, reasons=link.reasons)
        for mention, link in store.merges(entity.id)
    )
