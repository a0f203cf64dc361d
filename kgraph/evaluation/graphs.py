"""Compares a predicted graph with a gold one.

* An entity matches when one of its names is one of the gold entity's, as `spelling` compares them, and its type is
  accepted. One predicted entity serves one gold entity; as many as possible are matched.
* A relation matches when its name and both ends are accepted; symmetric ones have no direction. Compared with status,
  the status must be accepted too; without, gold relations and predicted ones that differ only in status are one.
* What is optional costs nothing when missed and is not wrong when found.
* A spare predicted relation that fits a gold one already matched, by another accepted end or with another accepted
  status, counts as neither right nor wrong. The same said twice through two nodes for one entity is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kgraph.evaluation.gold import GoldGraph, GoldRelation
from kgraph.evaluation.matching import maximum_matching
from kgraph.evaluation.measures import Counts
from kgraph.evaluation.prediction import Arc, Prediction
from kgraph.evaluation.spelling import keys, plain
from kgraph.model import Entity

#: Relations that every gold graph was marked for. Of others (`acquired`, `ordered`, `signed` and a user's own) a gold
#: graph says something only where it has one; elsewhere a predicted one is neither right nor wrong.
MARKED_EVERYWHERE = frozenset(
    "attended attacked holds_post led located_in manufactures met operates part_of partner_of proposed reported "
    "represents sanctioned sanctions_risk supplied_to supplies visited".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How one kind of thing came out: counts, and in words what was missed and what is wrong.

    `musts` counts what any reader insists on, `local` the relations whose ends stand in one sentence (both without
    spurious ones); `ignored` the spare relations, `optional` the optional ones that were found.
    """

    counts: Counts
    missed: tuple[str, ...] = ()
    spurious: tuple[str, ...] = ()
    musts: Counts = field(default_factory=Counts)
    local: Counts = field(default_factory=Counts)
    ignored: int = 0
    optional: int = 0

    def __add__(self, other: Comparison) -> Comparison:
        return Comparison(
            counts=self.counts + other.counts,
            missed=self.missed + other.missed,
            spurious=self.spurious + other.spurious,
            musts=self.musts + other.musts,
            local=self.local + other.local,
            ignored=self.ignored + other.ignored,
            optional=self.optional + other.optional,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphScore:
    """A predicted graph against a gold one; scores of several graphs add up."""

    entities: Comparison
    relations: Comparison
    relations_with_status: Comparison

    def __add__(self, other: GraphScore) -> GraphScore:
        return GraphScore(
            entities=self.entities + other.entities,
            relations=self.relations + other.relations,
            relations_with_status=self.relations_with_status + other.relations_with_status,
        )


def score(prediction: Prediction, gold: GoldGraph, *, symmetric: Collection[str]) -> GraphScore:
    """Compares a predicted graph with a gold one.

    Args:
        prediction: what was found.
        gold: what should be found.
        symmetric: names of relations without direction.
    """
    match = match_entities(prediction.nodes, gold)
    scorers = [_Relations(prediction, gold, match, symmetric, with_status) for with_status in (False, True)]
    without, with_status = (scorer.compared() for scorer in scorers)
    return GraphScore(
        entities=_compared_entities(prediction.nodes, gold, match), relations=without, relations_with_status=with_status
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMatch:
    """Which predicted entities are which gold ones.

    `fits` and `alike` have one entry a predicted entity: the gold entities (indices) that it could be, best first, and
    those that share a name with it, whatever their type. `matched` pairs gold indices with predicted ones.
    """

    fits: tuple[tuple[int, ...], ...]
    alike: tuple[tuple[int, ...], ...]
    matched: Mapping[int, int]


def match_entities(nodes: Sequence[Entity], gold: GoldGraph) -> EntityMatch:
    """Matches predicted entities with gold ones."""
    gold_keys = [keys(entity.names, entity.type) for entity in gold.entities]
    gold_names = [plain(entity.name) for entity in gold.entities]
    fits, alike = [], []
    for node in nodes:
        all_keys, own = keys((node.name, *node.aliases), node.type), keys([node.name], node.type)
        named = [index for index, known in enumerate(gold_keys) if all_keys & known]
        named.sort(key=lambda i: (gold_names[i] not in own, not own & gold_keys[i], gold.entities[i].optional))
        alike.append(tuple(named))
        fits.append(tuple(index for index in named if node.type in gold.entities[index].types))
    # The gold entities choose, and those that are required come first.
    order = sorted(range(len(gold.entities)), key=lambda index: gold.entities[index].optional)
    choices = [
        sorted((n for n, fit in enumerate(fits) if index in fit), key=lambda n: fits[n].index(index)) for index in order
    ]
    matched = {order[chooser]: node for chooser, node in maximum_matching(choices).items()}
    return EntityMatch(fits=tuple(fits), alike=tuple(alike), matched=matched)


def _compared_entities(nodes: Sequence[Entity], gold: GoldGraph, match: EntityMatch) -> Comparison:
    required = [index for index, entity in enumerate(gold.entities) if not entity.optional]
    missed = [gold.entities[index] for index in required if index not in match.matched]
    used = set(match.matched.values())
    spurious = tuple(
        f"{node.type}: {node.name}{_why(match, number)}" for number, node in enumerate(nodes) if number not in used
    )
    return Comparison(
        counts=Counts(found=len(required) - len(missed), spurious=len(spurious), missed=len(missed)),
        missed=tuple(f"{entity.type}: {entity.name}" for entity in missed),
        spurious=spurious,
        optional=len(match.matched) - len(required) + len(missed),
    )


def _why(match: EntityMatch, number: int) -> str:
    if match.fits[number]:
        return " (a second one)"
    return " (wrong type)" if match.alike[number] else ""


class _Relations:
    """The comparison of relations, with or without status."""

    def __init__(
        self,
        prediction: Prediction,
        gold: GoldGraph,
        match: EntityMatch,
        symmetric: Collection[str],
        with_status: bool,  # noqa: FBT001 - the axis of the comparison
    ) -> None:
        self._symmetric = frozenset(symmetric)
        self._with_status = with_status
        self._names = {node.id: node.name for node in prediction.nodes}
        ids = [entity.id for entity in gold.entities]
        self._could_be = {node.id: {ids[i] for i in fit} for node, fit in zip(prediction.nodes, match.fits)}
        self._is_best = {node.id: ids[fit[0]] for node, fit in zip(prediction.nodes, match.fits) if fit}
        self._wanted = self._merged(gold.relations)
        self._arcs = self._distinct(prediction.arcs, MARKED_EVERYWHERE.union(*(r.relations for r in gold.relations)))
        # For each wanted relation the arcs that fit it, each with the gold entities that its ends are most like.
        self._fits = [
            {number: ends for number, arc in enumerate(self._arcs) if (ends := self._fit(wanted, arc)) is not None}
            for wanted in self._wanted
        ]

    def compared(self) -> Comparison:
        """The relations matched and counted."""
        wanted = self._wanted
        order = sorted(range(len(wanted)), key=lambda index: (wanted[index].optional, not wanted[index].must))
        pairs = maximum_matching([list(self._fits[index]) for index in order])
        matched = {order[chooser]: arc for chooser, arc in pairs.items()}
        used = set(matched.values())
        left = [number for number in range(len(self._arcs)) if number not in used]
        wrong = [self._arcs[number] for number in left if not self._is_spare(number, matched)]
        required = [index for index, relation in enumerate(wanted) if not relation.optional]
        missed = [wanted[index] for index in required if index not in matched]
        return Comparison(
            counts=Counts(found=len(required) - len(missed), spurious=len(wrong), missed=len(missed)),
            missed=tuple(("must: " if relation.must else "") + relation.text for relation in missed),
            spurious=tuple(self._told(arc) for arc in wrong),
            musts=_share([index for index, relation in enumerate(wanted) if relation.must], matched),
            local=_share([index for index in required if not wanted[index].needs_context], matched),
            ignored=len(left) - len(wrong),
            optional=sum(wanted[index].optional for index in matched),
        )

    def _merged(self, relations: Sequence[GoldRelation]) -> list[GoldRelation]:
        """Gold relations that say the same once: in a graph of several documents each may have it.

        With status, a denial stays apart from all others.
        """
        merged: dict[tuple[object, ...], GoldRelation] = {}
        for relation in relations:
            ends: object = (relation.subjects, relation.objects)
            if relation.relation in self._symmetric:
                ends = frozenset({relation.subjects, relation.objects})
            same: tuple[object, ...] = (ends, relation.relations)
            if self._with_status:
                same += (relation.statuses if relation.denied else None,)
            known = merged.get(same)
            merged[same] = relation if known is None else _joined(known, relation)
        return list(merged.values())

    def _distinct(self, arcs: Sequence[Arc], known: Collection[str]) -> list[Arc]:
        """Arcs of relations that the gold speaks of, each once."""
        seen: set[tuple[str, str, str, str]] = set()
        kept = []
        for arc in arcs:
            status = arc.status if self._with_status else ""
            there, back = (
                (*ends, arc.relation, status) for ends in ((arc.source, arc.target), (arc.target, arc.source))
            )
            if arc.relation not in known or there in seen or (arc.relation in self._symmetric and back in seen):
                continue
            seen.add(there)
            kept.append(arc)
        return kept

    def _fit(self, wanted: GoldRelation, arc: Arc) -> tuple[str | None, str | None] | None:
        """The gold entities that an arc's ends are most like, subject first; None where it does not fit."""
        if arc.relation not in wanted.relations or (self._with_status and arc.status not in wanted.statuses):
            return None
        directions = [(arc.source, arc.target)]
        if arc.relation in self._symmetric:
            directions.append((arc.target, arc.source))
        for source, target in directions:
            if self._accepts(source, wanted.subjects) and (
                wanted.object_optional or self._accepts(target, wanted.objects)
            ):
                return self._is_best.get(source), self._is_best.get(target)
        return None

    def _accepts(self, node: str, entities: Collection[str]) -> bool:
        return not self._could_be.get(node, set()).isdisjoint(entities)

    def _is_spare(self, number: int, matched: Mapping[int, int]) -> bool:
        """Whether an arc that was not matched says what another one was matched for, in another accepted way."""
        arc = self._arcs[number]
        for index, wanted in enumerate(self._wanted):
            ends = self._fits[index].get(number)
            if ends is None or index not in matched:
                continue
            chosen = self._arcs[matched[index]]
            if self._with_status and {chosen.source, chosen.target} == {arc.source, arc.target}:
                return True
            has_choice = len(wanted.subjects) + len(wanted.objects) > 2  # noqa: PLR2004 - one subject, one object
            other_ends = ends != self._fits[index][matched[index]]
            if other_ends and has_choice and self._accepts(arc.target, wanted.objects):
                return True
        return False

    def _told(self, arc: Arc) -> str:
        source, target = (self._names.get(node, node) for node in (arc.source, arc.target))
        return f"{source} -{arc.relation}-> {target} [{arc.status}]"


def _joined(known: GoldRelation, same: GoldRelation) -> GoldRelation:
    return replace(
        known,
        statuses=known.statuses | same.statuses,
        must=known.must or same.must,
        optional=known.optional and same.optional,
        needs_context=known.needs_context and same.needs_context,
    )


def _share(wanted: Sequence[int], matched: Mapping[int, int]) -> Counts:
    hit = sum(index in matched for index in wanted)
    return Counts(found=hit, missed=len(wanted) - hit)
