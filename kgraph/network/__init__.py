"""Claims as a network of entities: connections and surroundings, searched in the store and never loaded whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kgraph.errors import UnknownName, UsageError
from kgraph.model import Edge, Status
from kgraph.network.searching import Search
from kgraph.store import Store
from kgraph.store.edges import Filter

if TYPE_CHECKING:
    import networkx as nx

#: Claims that one neighbourhood may hold; each is read with its quote, about 20 microseconds.
MOST_EDGES = 200_000


class Path(NamedTuple):
    """A connection: ids of entities from end to end, and for each hop every claim that joins its two ends."""

    nodes: tuple[str, ...]
    edges: tuple[tuple[Edge, ...], ...]


class Network:
    """The claims of a store as a network.

    Directions do not matter for who is connected. Facts that are only denied connect nobody, unless statuses are asked
    for by name; a contested fact brings all its claims, the denials too.

    Args:
        store: an open store; every call reads what it holds then.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def edges_of(self, ids: Collection[str]) -> list[Edge]:
        """Every claim with an end among these entities, denied ones too, by document and place."""
        return self._store.edges_touching(ids)

    def paths(  # noqa: PLR0913 - the options of `kgraph path`
        self,
        source: str,
        target: str,
        *,
        hops: int = 4,
        limit: int = 5,
        relations: Collection[str] = (),
        statuses: Collection[str] = (),
        avoid: Collection[str] = (),
    ) -> list[Path]:
        """How two entities are connected, shortest first.

        Among paths of one length the one whose inner entities have fewest claims in all comes first, so that paths
        avoid hubs; equal ones are in the order of their ids.

        Args:
            source: id of an entity.
            target: id of another one.
            hops: longest path that is looked for.
            limit: how many paths are wanted.
            relations: relations that may be walked; empty stands for all.
            statuses: exact statuses that may be walked; empty stands for facts that are not only denied.
            avoid: ids of entities that no path may run through.

        Raises:
            UnknownName: the store has no such entity.
            UsageError: the search grew too large before it found a path.
        """
        keys = self._store.keys([source, target, *avoid])
        for end in (source, target):
            if end not in keys:
                raise UnknownName(f"no entity has the id {end}", hint="kgraph entities lists them")
        if source == target or hops < 1 or limit < 1:
            return []
        wanted = Filter(relations=relations, statuses=statuses)
        avoided = {keys[identity] for identity in avoid if identity in keys} - {keys[source], keys[target]}
        found = Search(self._store, keys[source], keys[target], wanted, avoided).paths(hops, limit)
        names = self._store.ids({key for nodes in found for key in nodes})
        return [self._path(nodes, names, wanted) for nodes in found]

    def _path(self, nodes: Sequence[int], names: dict[int, str], wanted: Filter) -> Path:
        joined = (self._store.edges_between(one, other, wanted) for one, other in pairwise(nodes))
        return Path(
            nodes=tuple(names[key] for key in nodes),
            edges=tuple(tuple(_without_denied(edges, wanted.statuses)) for edges in joined),
        )

    def neighbourhood(
        self,
        identity: str,
        *,
        hops: int = 1,
        relations: Collection[str] = (),
        statuses: Collection[str] = (),
        types: Collection[str] = (),
    ) -> list[Edge]:
        """Claims around an entity, by document and place.

        Args:
            identity: id of the entity.
            hops: how far; with 1 the claims that name the entity itself.
            relations: relations that may be walked; empty stands for all.
            statuses: exact statuses that may be walked; empty stands for facts that are not only denied.
            types: types that the farther end of a claim must have; what lies between may have any.

        Raises:
            UnknownName: the store has no such entity.
            UsageError: more claims lie there than anybody could look at.
        """
        keys = self._store.keys([identity])
        if not keys:
            raise UnknownName(f"no entity has the id {identity}", hint="kgraph entities lists them")
        wanted = Filter(relations=relations, statuses=statuses)
        distances = {keys[identity]: 0}
        frontier = list(keys.values())
        for hop in range(1, hops):
            self._check_size(distances, identity, hops)
            reached = {neighbour for _, neighbour in self._store.adjacent(frontier, wanted)}
            frontier = sorted(reached - distances.keys())
            distances.update(dict.fromkeys(frontier, hop))
        self._check_size(distances, identity, hops)
        ids = self._store.ids(distances)
        near = {ids[key]: distance for key, distance in distances.items()}
        edges = _without_denied(self._store.edges(ids=near, relations=relations, statuses=statuses), statuses)
        return edges if not types else self._with_types(edges, near, hops, types)

    def _check_size(self, distances: Collection[int], identity: str, hops: int) -> None:
        if sum(self._store.degrees(distances).values()) > MOST_EDGES:
            reach = "1 hop" if hops == 1 else f"{hops} hops"
            message = f"more than {MOST_EDGES:,} claims lie within {reach} of {identity}"
            raise UsageError(message, hint="take fewer hops with --hops, or some relations with --relation")

    def _with_types(self, edges: Iterable[Edge], near: dict[str, int], hops: int, types: Collection[str]) -> list[Edge]:
        listed = list(edges)
        ends = {end for edge in listed for end in (edge.source, edge.target)}
        kinds = {entity.id: entity.type for entity in self._store.entities_of(ends)}

        def farther(edge: Edge) -> set[str]:
            apart = {end: near.get(end, hops) for end in (edge.source, edge.target)}
            return {end for end, distance in apart.items() if distance == max(apart.values())}

        return [edge for edge in listed if any(kinds[end] in types for end in farther(edge))]

    def to_networkx(self, *, edges: Iterable[Edge] | None = None) -> nx.MultiDiGraph[str]:
        """The network, or the part made of some edges, as a NetworkX graph: one edge a claim, whose key is its id.

        Args:
            edges: the part wanted; None stands for everything, entities without claims too.

        Returns:
            Nodes have type, name, aliases; edges have the fields of `Edge`, statuses as text.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        wanted = None if edges is None else list(edges)
        if wanted is None:
            entities: Iterable[Any] = self._store.entities()
        else:
            entities = self._store.entities_of({end for edge in wanted for end in (edge.source, edge.target)})
        for entity in entities:
            graph.add_node(entity.id, type=entity.type, name=entity.name, aliases=list(entity.aliases))
        for edge in self._store.edges() if wanted is None else wanted:
            graph.add_edge(edge.source, edge.target, key=edge.id, **_attributes(edge))
        return graph


def _attributes(edge: Edge) -> dict[str, Any]:
    values = {field.name: getattr(edge, field.name) for field in fields(Edge)}
    for end in ("id", "source", "target"):
        del values[end]
    context = [{"start": quote.start, "end": quote.end, "quote": quote.quote} for quote in edge.context]
    return {**values, "status": str(edge.status), "context": context}


def _without_denied(edges: Iterable[Edge], statuses: Collection[str]) -> list[Edge]:
    """All claims of the facts that are not only denied; where statuses are asked for, all that there are."""
    listed = list(edges)
    if statuses:
        return listed
    said = {(edge.source, edge.relation, edge.target) for edge in listed if edge.status is not Status.DENIED}
    return [edge for edge in listed if (edge.source, edge.relation, edge.target) in said]
