"""Plan -> answer: the claims that fit, grouped into facts, with status, sources and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from kgraph.answers import wording
from kgraph.answers.matching import Matcher
from kgraph.answers.records import Answer, Hop, Proof, Row, Verdict
from kgraph.answers.rows import Sources, rows_by
from kgraph.answers.selecting import Selector
from kgraph.errors import KgraphError
from kgraph.model import Edge, Entity, Status
from kgraph.model.facts import facts_of
from kgraph.names import Names, normalise
from kgraph.network import Network, Path
from kgraph.ontology import Ontology
from kgraph.questions import About, Connect, Listing, Match, Missing, NotUnderstood, QueryPlan
from kgraph.store import Store


def run(
    plan: QueryPlan | NotUnderstood,
    *,
    store: Store,
    network: Network,
    names: Names,
    ontology: Ontology,
    as_of: str | None = None,
) -> Answer:
    """Answers a plan.

    Args:
        plan: as `questions.plan` gives it.
        store: the graph's records.
        network: the graph's claims as a network.
        names: the graph's names.
        ontology: what may be said.
        as_of: ISO prefix; claims of later dates and of later documents are left aside.

    Returns:
        An answer whose verdict is `unknown` where the graph holds none, `not_understood` where the plan is none.
    """
    matcher = Matcher(store, names, ontology, as_of)
    match plan:
        case Match():
            return _match(plan, matcher)
        case Connect():
            return _connect(plan, matcher, network)
        case About():
            return _about(plan, matcher)
        case Listing():
            return _listing(plan, matcher)
        case NotUnderstood():
            return _not_understood(plan)
    assert_never(plan)


def _match(plan: Match, matcher: Matcher) -> Answer:
    """The answer to the first reading that any fact fits, to the best reading where none does."""
    best = Selector(plan, matcher)
    if best.fits or best.missing:
        return best.answer()
    for other in plan.otherwise:
        selector = Selector(replace(other, question=plan.question), matcher)
        if selector.fits and not selector.missing:
            return selector.answer()
    return best.answer()


def _not_understood(plan: NotUnderstood) -> Answer:
    words = f" ({', '.join(repr(word) for word in plan.words)})" if plan.words else ""
    relations = f"; relations that may be meant: {', '.join(plan.relations)}" if plan.relations else ""
    return Answer(
        question=plan.question, plan=str(plan), verdict=Verdict.NOT_UNDERSTOOD,
        sentence=f"The question was not understood{words}{relations}.",
        suggestions=(*(f"? {relation} …" for relation in plan.relations), *plan.names),
    )  # fmt: skip


def _missing(plan: Connect | About, missing: Missing) -> Answer:
    return Answer(
        question=plan.question, plan=str(plan), verdict=Verdict.UNKNOWN,
        sentence=f"The graph has no {missing.words!r}.",
        suggestions=missing.nearest, notes=plan.notes,
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------ connections


def _connect(plan: Connect, matcher: Matcher, network: Network) -> Answer:
    for end in (plan.source, plan.target):
        if isinstance(end, Missing):
            return _missing(plan, end)
    source, target = plan.source, plan.target
    assert not isinstance(source, Missing)  # noqa: S101 - returned above
    assert not isinstance(target, Missing)  # noqa: S101 - returned above
    try:
        paths = network.paths(source.id, target.id, hops=plan.hops, limit=1)
    except KgraphError as error:
        return Answer(
            question=plan.question, plan=str(plan), verdict=Verdict.UNKNOWN, sentence=f"{error.message}.",
            suggestions=(error.hint,) if error.hint else (), notes=plan.notes,
        )  # fmt: skip
    if not paths:
        sentence = f"No connection of up to {wording.number(plan.hops)} facts joins {source.name} and {target.name}."
        more = (f"about {source.name}", f"about {target.name}")
        return Answer(
            question=plan.question,
            plan=str(plan),
            verdict=Verdict.UNKNOWN,
            sentence=sentence,
            suggestions=more,
            notes=plan.notes,
        )
    return _path_answer(plan, paths[0], matcher)


def _path_answer(plan: Connect, path: Path, matcher: Matcher) -> Answer:
    sources = Sources(matcher)
    entities = matcher.entities(path.nodes)
    rows = []
    for place, node in enumerate(path.nodes):
        touching = [edge for hop in path.edges[max(place - 1, 0) : place + 1] for edge in hop]
        rows.append(sources.row(entities.get(node), touching, name=node))
    hops = tuple(_hop(fact_edges, entities, sources) for hop in path.edges for fact_edges in _strongest(hop))
    steps = [_step(hop, matcher.ontology) for hop in hops]
    length = len(path.edges)
    lead = "one fact" if length == 1 else f"{wording.number(length)} facts"
    return Answer(
        question=plan.question, plan=str(plan), verdict=Verdict.FOUND,
        sentence=wording.sentence(f"{rows[0].name} and {rows[-1].name} are {lead} apart: {'; '.join(steps)}"),
        answers=tuple(rows), hops=hops, notes=plan.notes,
    )  # fmt: skip


def _strongest(edges: Sequence[Edge]) -> list[tuple[Edge, ...]]:
    """The surest fact of a hop, as its claims."""
    facts = facts_of(edges)
    best = max(facts, key=lambda fact: (list(Status).index(fact.status), len(fact.edges)))
    return [best.edges]


def _hop(edges: Sequence[Edge], entities: dict[str, Entity], sources: Sources) -> Hop:
    status, contested = Status.of_fact(edge.status for edge in edges)
    first = edges[0]
    names = [entities[key].name if key in entities else key for key in (first.source, first.target)]
    return Hop(
        source=names[0], relation=first.relation, target=names[1], source_id=first.source, target_id=first.target,
        status=status, contested=contested, evidence=sources.proofs(edges),
    )  # fmt: skip


def _step(hop: Hop, ontology: Ontology) -> str:
    relation = ontology.relations.get(hop.relation)
    if relation is None:
        return f"{hop.source} {hop.relation.replace('_', ' ')} {hop.target} [{hop.status}]"
    return wording.told(relation, hop.status, hop.source, hop.target)


# ------------------------------------------------------------------------------------------------------ surroundings


def _about(plan: About, matcher: Matcher) -> Answer:
    if isinstance(plan.entity, Missing):
        return _missing(plan, plan.entity)
    here = plan.entity.id
    groups: dict[str, list[Edge]] = {}
    for edge in matcher.edges([here], ()):
        other = edge.target if edge.source == here else edge.source
        groups.setdefault(other, []).append(edge)
    entities = matcher.entities(groups)
    if plan.types:
        groups = {key: edges for key, edges in groups.items() if key in entities and entities[key].type in plan.types}
    sources = Sources(matcher)
    rows = rows_by(groups, entities, sources)
    if not rows:
        sentence = f"The graph knows {plan.entity.name}, and no fact about it."
        return Answer(
            question=plan.question, plan=str(plan), verdict=Verdict.UNKNOWN, sentence=sentence, notes=plan.notes
        )
    return Answer(
        question=plan.question, plan=str(plan),
        verdict=Verdict.CONTESTED if any(row.contested for row in rows) else Verdict.FOUND,
        sentence=_surroundings(plan, rows, groups, matcher), answers=rows, notes=plan.notes,
    )  # fmt: skip


def _surroundings(plan: About, rows: Sequence[Row], groups: dict[str, list[Edge]], matcher: Matcher) -> str:
    """The surest facts in words, the rest counted."""
    assert not isinstance(plan.entity, Missing)  # noqa: S101 - answered before
    told = []
    known = matcher.entities([plan.entity.id, *groups])
    for row in rows[: wording.NAMED]:
        best = max(facts_of(groups[row.id or ""]), key=lambda fact: (list(Status).index(fact.status), len(fact.edges)))
        relation = matcher.ontology.relations.get(best.relation)
        if relation is not None:
            ends = [wording.with_article(known[key].name, known[key].type) for key in (best.source, best.target)]
            post = next((f" ({edge.role})" for edge in best.edges if edge.role), "")
            told.append(wording.told(relation, best.status, ends[0], ends[1]) + post)
    more = len(rows) - wording.NAMED
    tail = f"; {wording.number(more)} more" if more > 0 else ""
    return wording.sentence("; ".join(told) + tail)


# ------------------------------------------------------------------------------------------------------------- lists


def _listing(plan: Listing, matcher: Matcher) -> Answer:
    wanted = [normalise(word) for word in plan.words]
    found: list[Entity] = []
    for kind in plan.types:
        for entity in matcher.store.entities(kind):
            names = " ".join(normalise(name) for name in (entity.name, *entity.aliases))
            if all(word in names or word.removesuffix("s") in names for word in wanted):
                found.append(entity)
    if plan.of is not None:
        kept = matcher.belonging({entity.id for entity in found}, plan.of, {entity.id: entity for entity in found})
        found = [entity for entity in found if entity.id in kept]
    rows = _listed(found, matcher)
    if not rows:
        kinds = wording.listed([matcher.ontology.types[kind].plural for kind in plan.types])
        words = f" with {' '.join(plan.words)!r} in their names" if plan.words else ""
        words += f" of {plan.of[1]}" if plan.of else ""
        return Answer(
            question=plan.question,
            plan=str(plan),
            verdict=Verdict.UNKNOWN,
            sentence=f"The graph has no {kinds}{words}.",
            notes=plan.notes,
        )
    count = wording.counted([row.type or "" for row in rows], matcher.ontology)
    names = wording.listed([row.name for row in rows], shown=2 * wording.NAMED)
    return Answer(
        question=plan.question, plan=str(plan), verdict=Verdict.FOUND, sentence=wording.sentence(f"{count}: {names}"),
        value=len(rows) if plan.count else None, answers=rows, notes=plan.notes,
    )  # fmt: skip


def _listed(entities: Sequence[Entity], matcher: Matcher) -> tuple[Row, ...]:
    """A row for each entity with its surest claims; where no claim names it, with the words that mention it."""
    sources = Sources(matcher)
    ids = {entity.id for entity in entities}
    groups: dict[str, list[Edge]] = {}
    for edge in matcher.edges(sorted(ids), ()) if ids else ():
        for key in {edge.source, edge.target} & ids:
            groups.setdefault(key, []).append(edge)
    made = []
    for entity in entities:
        edges = [edge for edge in groups.get(entity.id, ()) if edge.status is not Status.DENIED]
        made.append(sources.row(entity, edges) if edges else _mentioned(entity, matcher, sources))
    return tuple(made)


def _mentioned(entity: Entity, matcher: Matcher, sources: Sources) -> Row:
    """An entity that stands in no claim: that it is named is all that is known."""
    mentions = [mention for mention, _ in matcher.store.merges(entity.id)]
    proofs = tuple(
        Proof(
            document=mention.document, title=sources.title(mention.document), start=mention.start, end=mention.end,
            quote=mention.text, status=Status.ASSERTED, attributed_to=None,
        )
        for mention in mentions[:1]
    )  # fmt: skip
    documents = len({mention.document for mention in mentions})
    return Row(
        id=entity.id, type=entity.type, name=entity.name, status=Status.ASSERTED, contested=False, ended=False,
        attributed_to=(), denied_by=(), documents=documents, origins=documents, confidence=1.0, evidence=proofs,
    )  # fmt: skip
