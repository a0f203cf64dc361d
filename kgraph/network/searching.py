"""Shortest connections between two entities, searched from both ends over the store's index of edges.

Everything here works on integer keys, whose order is that of the ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import heappop, heappush

from kgraph.errors import UsageError
from kgraph.store import Store
from kgraph.store.edges import Filter

#: Claims that one search may walk over; a hub of a large graph has 100,000. Some three seconds and 300 MB.
MOST_CLAIMS = 1_000_000
#: Unfinished paths that one search may look at; about two seconds.
MOST_BEGINNINGS = 500_000

Nodes = tuple[int, ...]


class Search:
    """Paths between two entities.

    Circles are drawn around both ends, where fewer claims have to be read first, until together they reach as far as
    the paths in question are long: every such path then lies in them. The cost of the cheapest way on to the target is
    worked out for each place in a path, and a best-first search (A*) that follows it yields the paths in their order
    without making those that are not wanted.

    Args:
        store: an open store.
        source: key of an entity.
        target: key of another one.
        wanted: which edges may be walked.
        avoided: keys of entities that no path may run through.
    """

    def __init__(self, store: Store, source: int, target: int, wanted: Filter, avoided: Collection[int] = ()) -> None:
        self._store = store
        self._source, self._target = source, target
        self._wanted = wanted
        self._avoided = frozenset(avoided)
        #: Neighbours of every entity whose claims were read.
        self._known: dict[int, list[int]] = {}
        #: Entities by their distance from each end; the last ones' claims were not read.
        self._circles: tuple[list[list[int]], list[list[int]]] = ([[source]], [[target]])
        self._distances: tuple[dict[int, int], dict[int, int]] = ({source: 0}, {target: 0})
        self._degrees: dict[int, int] = {}
        self._claims = 0
        self._beginnings = 0

    def paths(self, hops: int, limit: int) -> list[Nodes]:
        """At most `limit` paths of at most `hops` hops: shortest first, then fewest claims of inner entities, then ids.

        Where the search grows too large, the paths found until then, which are the shortest.

        Raises:
            UsageError: it grew too large and had found none.
        """
        found: list[Nodes] = []
        for length in range(1, hops + 1):
            try:
                self._widen()
                for path in self._of_length(length):
                    found.append(path)
                    if len(found) == limit:
                        return found
            except _TooLargeError:
                if found:
                    return found
                raise UsageError(
                    f"no connection of fewer than {length} hops was found, and longer ones run through too many claims",
                    hint=f"give --hops {length - 1 or 1}, or leave hubs out with --avoid, or choose with --relation",
                ) from None
        return found

    def _widen(self) -> None:
        """Draws the cheaper circle one hop wider."""
        side = self._cheaper()
        circle, distances = self._circles[side], self._distances[side]
        self._claims += self._claims_of(circle[-1])
        if self._claims > MOST_CLAIMS:
            raise _TooLargeError
        self._known.update((key, []) for key in circle[-1])
        reached: list[int] = []
        for key, neighbour in self._store.adjacent(circle[-1], self._wanted):
            if neighbour in self._avoided:
                continue
            self._known[key].append(neighbour)
            if neighbour not in distances:
                distances[neighbour] = len(circle)
                reached.append(neighbour)
        circle.append(reached)

    def _cheaper(self) -> int:
        """The side whose outermost entities have fewer claims; each has one at least, which often settles it."""
        frontiers = [circle[-1] for circle in self._circles]
        small = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        claims = self._claims_of(frontiers[small])
        large = frontiers[1 - small]
        return small if claims <= len(large) or claims <= self._claims_of(large) else 1 - small

    def _claims_of(self, keys: Collection[int]) -> int:
        self._learn_degrees(keys)
        return sum(self._degrees[key] for key in keys)

    def _learn_degrees(self, keys: Collection[int]) -> None:
        unknown = [key for key in keys if key not in self._degrees]
        self._degrees.update(self._store.degrees(unknown))

    def _of_length(self, length: int) -> Iterator[Nodes]:
        """All paths of this length, cheapest first."""
        places = self._places(length)
        if not all(places):
            return
        onward, costs = self._ways_on(places)
        if self._source not in costs[0]:
            return
        heap: list[tuple[int, Nodes, int]] = [(costs[0][self._source], (self._source,), 0)]
        while heap:
            _, nodes, spent = heappop(heap)
            place = len(nodes)
            if place > length:
                yield nodes
                continue
            for neighbour in onward[place - 1][nodes[-1]]:
                if neighbour not in nodes:
                    paid = spent + self._cost(neighbour)
                    heappush(heap, (paid + costs[place][neighbour], (*nodes, neighbour), paid))
                    self._beginnings += 1
            if self._beginnings > MOST_BEGINNINGS:
                raise _TooLargeError

    def _places(self, length: int) -> list[set[int]]:
        """For each place in a path of this length the entities that may stand there.

        Where the circles meet, both distances are known; from there on it is neighbours of neighbours, towards the
        source and towards the target, in the circles whose claims were read.
        """
        near, far = self._distances
        meeting = len(self._circles[0]) - 1
        places: list[set[int]] = [set() for _ in range(length + 1)]
        smaller, larger = sorted((near, far), key=len)
        places[meeting] = {key for key in smaller if key in larger and self._may_stand(key, meeting, length)}
        for place in range(meeting - 1, -1, -1):
            places[place] = self._beside(places[place + 1], 0, place, length)
        for place in range(meeting + 1, length + 1):
            places[place] = self._beside(places[place - 1], 1, place, length)
        return places

    def _beside(self, places: set[int], side: int, place: int, length: int) -> set[int]:
        """Entities of a circle that have a neighbour in a place and may stand in the next one."""
        radius = length - place if side else place
        inside = (key for ring in self._circles[side][: radius + 1] for key in ring)
        return {
            key for key in inside if self._may_stand(key, place, length) and not places.isdisjoint(self._known[key])
        }

    def _may_stand(self, key: int, place: int, length: int) -> bool:
        """Both ends stand at the ends and nowhere else."""
        return (key == self._source) == (place == 0) and (key == self._target) == (place == length)

    def _ways_on(self, places: list[set[int]]) -> tuple[list[dict[int, list[int]]], list[dict[int, int]]]:
        """For each place and entity its neighbours in the next place, and what the cheapest way to the target costs."""
        self._learn_degrees(set().union(*places))
        meeting = len(self._circles[0]) - 1
        onward: list[dict[int, list[int]]] = []
        costs: list[dict[int, int]] = [{self._target: 0}]
        for place in range(len(places) - 2, -1, -1):
            following = costs[0]
            ways: dict[int, list[int]] = {}
            if place < meeting:
                for key in places[place]:
                    ways[key] = [neighbour for neighbour in self._known[key] if neighbour in following]
            else:
                for neighbour in following:
                    for key in self._known[neighbour]:
                        if key in places[place]:
                            ways.setdefault(key, []).append(neighbour)
            onward.insert(0, ways)
            costs.insert(
                0,
                {
                    key: min(self._cost(neighbour) + following[neighbour] for neighbour in neighbours)
                    for key, neighbours in ways.items()
                    if neighbours
                },
            )
        return onward, costs

    def _cost(self, key: int) -> int:
        """What running through an entity costs: its claims; arriving costs nothing."""
        return 0 if key == self._target else self._degrees[key]


class _TooLargeError(Exception):
    """The search walks over more than it may."""
