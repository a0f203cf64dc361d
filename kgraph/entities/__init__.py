"""Which mentions of all documents are one thing, what it is called, and why they were joined.

Mentions of one document come in clusters, by its coreference links. Clusters of several documents are joined by their
names (`identity`), events by kind, place and date; each step leaves a link with its score and reasons. The result is a
function of the set of documents: it does not depend on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph.entities.clusters import is_worth_keeping, make_clusters
from kgraph.entities.identity import Joined, join
from kgraph.entities.naming import aliases_of, name_of, slugs
from kgraph.model import Claim, Document, Entity, Link, Mention, Reason

__all__ = ["resolve"]


def resolve(
    documents: Iterable[Document], mentions: Sequence[Mention], links: Sequence[Link], claims: Sequence[Claim]
) -> tuple[tuple[Entity, ...], tuple[Link, ...]]:
    """Entities of all documents, and a link from each mention that refers to one.

    Args:
        documents: all of the store.
        mentions: of all documents.
        links: within documents; `target` is a mention.
        claims: of all documents; a common noun ("Indian defence firms") is an entity only where a claim hangs on it.

    Returns:
        Entities by id, and links by mention; `target` is an entity's id. Mentions worth no entity have no link.
    """
    order = {document.id: index for index, document in enumerate(sorted(documents, key=lambda d: d.id))}
    clusters = make_clusters(mentions, links, claims)
    kept = sorted(
        (cluster for cluster in clusters if is_worth_keeping(cluster)),
        key=lambda c: (order.get(c.root.document, -1), c.root.start, c.root.id),
    )
    joined = join(kept)
    named = [(group, name_of(group)) for group in joined]
    ids = slugs([(name, group.type) for group, name in named])
    entities, found = [], []
    scores = {link.mention: link for link in links}
    for (group, name), identity in zip(named, ids, strict=True):
        entities.append(Entity(id=identity, type=group.type, name=name, aliases=aliases_of(group, name)))
        found += _links(group, identity, scores)
    return tuple(sorted(entities, key=lambda e: e.id)), tuple(sorted(found, key=lambda link: link.mention))


def _links(group: Joined, identity: str, within: dict[str, Link]) -> list[Link]:
    """A link for each mention: its own step within the document, then the step that joined its cluster."""
    found = []
    for cluster, step in zip(group.clusters, group.steps, strict=True):
        for mention in cluster.mentions:
            reasons: tuple[Reason, ...] = step
            score = step[0].weight if step else 1.0
            if mention.id in within:
                reasons = (*within[mention.id].reasons, *step)
                score *= within[mention.id].score
            found.append(Link(mention=mention.id, target=identity, score=round(score, 4), reasons=reasons))
    return found
