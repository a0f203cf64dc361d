"""Which claims fit a plan: ends, direction, times, posts, recipients, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kgraph.model import Edge, Entity, Status
from kgraph.names import Names, normalise
from kgraph.ontology import Ontology
from kgraph.questions import ANY, End, Hole, Limits, Match, Named, Some, Triple
from kgraph.questions.words import plural
from kgraph.store import Store
from kgraph.store.edges import LAST
from kgraph.store.spelling import telling_words

#: Relations by which something belongs to a country or an organisation.
_BELONGS: Final = ("located_in", "part_of", "represents")
_MAKES: Final = ("manufactures", "supplies")
#: The relations that say who is supplied, with what, where something is, who holds which post, who leads.
_SUPPLIED_TO, _SUPPLIES, _LOCATED, _POST, _LED = "supplied_to", "supplies", "located_in", "holds_post", "led"
#: Words of a role that make it another one than the role they stand before.
_OTHER_POST: Final = frozenset("vice deputy assistant former acting ex under junior interim".split())
#: Words for whoever leads, and the posts that do.
_ANY_LEADER: Final = frozenset({"leader", "head", "boss", "chief"})
_LEADING: Final = (
    "chief executive", "chairman", "president", "prime minister", "director general", "managing director", "head",
    "leader", "chancellor", "king", "queen", "emir", "secretary general", "commander", "governor", "mayor", "founder",
)  # fmt: skip
#: Short forms of posts.
_SHORT_POSTS: Final = {
    "ceo": "chief executive", "cfo": "chief financial officer", "coo": "chief operating officer",
    "pm": "prime minister",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "defense": "defence",
    "advisor": "adviser",
    "premier": "prime minister", "boss": "chief executive",
}  # fmt: skip


class Fit(NamedTuple):
    """A claim that fits a triple, with its ends as the triple has them (a relation without direction may be turned)."""

    edge: Edge
    subject: str
    object: str


class Matcher:
    """Looks claims up for one answer; entities and side facts are read once."""

    def __init__(self, store: Store, names: Names, ontology: Ontology, as_of: str | None) -> None:
        self.store, self.names, self.ontology, self.as_of = store, names, ontology, as_of
        self._entities: dict[str, Entity] = {}
        self._published: dict[str, str | None] = {}

    # ------------------------------------------------------------------------------------------------ look-ups

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id; unknown ids are left out."""
        wanted = set(ids)
        missing = wanted - self._entities.keys()
        if missing:
            self._entities.update({entity.id: entity for entity in self.store.entities_of(missing)})
        return {identity: self._entities[identity] for identity in sorted(wanted) if identity in self._entities}

    def edges(self, ids: Sequence[str] | None, relations: Sequence[str], limits: Limits = Limits()) -> list[Edge]:  # noqa: B008 - a frozen value
        """Claims that touch the entities, of the relations, inside the window and not later than `as_of`."""
        found = self.store.edges(ids=ids, relations=relations)
        edges = [edge for edge in found if self._known_by_then(edge)]
        if limits.since is None and limits.until is None:
            return edges
        return self._within(edges, limits.since, limits.until)

    def _within(self, edges: list[Edge], since: str | None, until: str | None) -> list[Edge]:
        """Claims that may hold in a window: by their own date, their event's, or their document's."""
        ends = {identity for edge in edges for identity in (edge.source, edge.target)}
        events = [identity for identity, entity in self.entities(ends).items() if entity.type == "event"]
        dated: dict[str, list[Edge]] = {}
        for edge in self.edges(events, ()) if events else ():
            for end in {edge.source, edge.target} & set(events):
                if edge.date_start or edge.date_end:
                    dated.setdefault(end, []).append(edge)
        for event, held in dated.items():
            dated[event] = [edge for edge in held if edge.relation == _LOCATED] or held
        kept = []
        for edge in edges:
            spans = (
                [edge] if edge.date_start or edge.date_end else dated.get(edge.target) or dated.get(edge.source) or []
            )
            times = [(span.date_start or "", span.date_end or LAST) for span in spans]
            if not times and (published := self._publication(edge.document)):
                times = [(published, published)]
            if any((not since or end + LAST >= since) and (not until or start <= until + LAST) for start, end in times):
                kept.append(edge)
        return kept

    def _known_by_then(self, edge: Edge) -> bool:
        if self.as_of is None:
            return True
        if edge.date_start is not None and edge.date_start[: len(self.as_of)] > self.as_of:
            return False
        published = self._publication(edge.document)
        return published is None or published[: len(self.as_of)] <= self.as_of

    def _publication(self, document: str) -> str | None:
        if document not in self._published:
            self._published[document] = self.store.document(document).published
        return self._published[document]

    # ------------------------------------------------------------------------------------------------ the claims

    def fits(self, plan: Match) -> tuple[list[Fit], tuple[str, ...]]:
        """All claims that fit any triple of a plan, each once, and what the reader should know of them."""
        found: dict[tuple[str, str], Fit] = {}
        notes: list[str] = []
        for triple in plan.triples:
            fits, more = self._of_triple(triple, plan.limits)
            if not fits:
                fits, more = self._of_like_names(triple, plan.limits)
            notes += more
            for fit in fits:
                found.setdefault((fit.edge.id, fit.subject), fit)
        return list(found.values()), tuple(dict.fromkeys(notes))

    def _of_triple(self, triple: Triple, limits: Limits) -> tuple[list[Fit], list[str]]:
        named = [end.id for end in (triple.subject, triple.object) if isinstance(end, Named)]
        relations = () if triple.relation == ANY else (triple.relation,)
        edges = self.edges(named[:1] or None, relations, limits)
        relation = self.ontology.relations.get(triple.relation)
        both = triple.relation == ANY or (relation is not None and relation.symmetric)
        turned = [Fit(edge, edge.source, edge.target) for edge in edges]
        turned += [Fit(edge, edge.target, edge.source) for edge in edges] if both else []
        entities = self.entities(identity for fit in turned for identity in (fit.subject, fit.object))
        notes: list[str] = []
        fits = [fit for fit in turned if fit.subject in entities and fit.object in entities]
        for side, end in (("subject", triple.subject), ("object", triple.object)):
            fits, more = self._at_end(fits, side, end, entities)
            notes += more
        return self._limited(fits, limits), notes

    def _at_end(self, fits: list[Fit], side: str, end: End, entities: dict[str, Entity]) -> tuple[list[Fit], list[str]]:
        ids = {getattr(fit, side) for fit in fits}
        if isinstance(end, Named):
            ids &= {end.id}
        notes: list[str] = []
        if isinstance(end, (Hole, Some)):
            if end.types:
                ids = {identity for identity in ids if entities[identity].type in end.types}
            if end.of is not None and ids:
                ids = self.belonging(ids, end.of, entities)
            if end.noun and ids:
                narrow = {identity for identity in ids if _has_word(entities[identity], end.noun)}
                if not narrow and isinstance(end, Hole):
                    notes.append(f"the names do not say which of them is a {end.noun!r}")
                ids = narrow or (ids if isinstance(end, Hole) else set())
        return [fit for fit in fits if getattr(fit, side) in ids], notes

    def belonging(self, ids: set[str], owner: tuple[str, str], entities: dict[str, Entity]) -> set[str]:
        """Those that belong to an entity: in it, part of it, made or supplied by it, or with its name in theirs."""
        identity, name = owner
        word = normalise(name)
        kept = {
            one
            for one in ids
            if f" {word} " in f" {normalise(entities[one].name)} " or _named_after(entities[one], name)
        }
        if identity:
            held = [edge for edge in self.edges([identity], ()) if edge.status is not Status.DENIED]
            kept |= {edge.source for edge in held if edge.relation in _BELONGS and edge.target == identity} & ids
            kept |= {edge.target for edge in held if edge.relation in _MAKES and edge.source == identity} & ids
        return kept

    def _of_like_names(self, triple: Triple, limits: Limits) -> tuple[list[Fit], list[str]]:
        """Facts of other entities that the same common noun fits, where the named one has none ("the delegation")."""
        for side in ("subject", "object"):
            end = getattr(triple, side)
            if not isinstance(end, Named) or not _is_common(end):
                continue
            words = telling_words(normalise(end.typed or end.name))
            relation = self.ontology.relations.get(triple.relation)
            allowed = () if relation is None else relation.domain if side == "subject" else relation.range
            like = [
                entry.entity for entry in self.store.names_with_words(words, types=allowed) if entry.entity != end.id
            ]
            for identity in dict.fromkeys(like):
                entity = self.entities([identity]).get(identity)
                if entity is None:
                    continue
                other = Named(id=entity.id, name=entity.name, type=entity.type)
                like_triple = triple._replace(subject=other) if side == "subject" else triple._replace(object=other)
                fits, _ = self._of_triple(like_triple, limits)
                if fits:
                    return fits, [f"nothing on {end.name} itself; this is on {entity.name}"]
        return [], []

    # ------------------------------------------------------------------------------------------------ the limits

    def _limited(self, fits: list[Fit], limits: Limits) -> list[Fit]:
        if limits.denied:
            fits = [fit for fit in fits if fit.edge.status is Status.DENIED]
        if limits.role:
            filtered = (_POST,) if limits.role in _ANY_LEADER else (_POST, _LED)
            fits = [fit for fit in fits if fit.edge.relation not in filtered or is_role(fit.edge.role, limits.role)]
        if isinstance(limits.recipient, Named) and fits:
            fits = self._for_recipient(fits, limits.recipient)
        if isinstance(limits.goods, Named) and fits:
            fits = self._with_goods(fits, limits.goods)
        if isinstance(limits.place, Named) and fits:
            fits = self._at_place(fits, limits.place)
        if isinstance(limits.speaker, Named) and fits:
            fits = self._said_by(fits, limits.speaker)
        return fits

    def _for_recipient(self, fits: list[Fit], recipient: Named) -> list[Fit]:
        """What goes to the recipient: the claim says so, or the same sentence does, or another claim of the goods."""
        spellings = self._spellings(recipient)
        going = [edge for edge in self.edges([recipient.id], (_SUPPLIED_TO,)) if edge.target == recipient.id]
        goods = {edge.source for edge in going}
        sentences = {(edge.document, edge.start, edge.source) for edge in going}
        return [
            fit
            for fit in fits
            if (fit.edge.recipient and normalise(fit.edge.recipient) in spellings)
            or (not fit.edge.recipient and fit.object in goods)
            or (not fit.edge.recipient and (fit.edge.document, fit.edge.start, fit.subject) in sentences)
        ]

    def _with_goods(self, fits: list[Fit], goods: Named) -> list[Fit]:
        """Deliveries of these goods: the claim is about them, or stands in a sentence that says they are supplied."""
        supplied = self.edges([goods.id], (_SUPPLIES, _SUPPLIED_TO))
        sentences = {(edge.document, edge.start) for edge in supplied}
        return [fit for fit in fits if fit.subject == goods.id or (fit.edge.document, fit.edge.start) in sentences]

    def _at_place(self, fits: list[Fit], place: Named) -> list[Fit]:
        """What happened at the place: the claim says so, or one of its ends lies there."""
        spellings = self._spellings(place)
        there = {edge.source for edge in self.edges([place.id], (_LOCATED,)) if edge.target == place.id}
        return [
            fit
            for fit in fits
            if (fit.edge.place and normalise(fit.edge.place) in spellings)
            or {fit.subject, fit.object} & (there | {place.id})
        ]

    def _said_by(self, fits: list[Fit], speaker: Named) -> list[Fit]:
        """What the speaker says: the claim names him, or says it in the own voice of a document that he published."""
        spellings = self._spellings(speaker)
        kept = []
        for fit in fits:
            who = fit.edge.attributed_to or self.store.document(fit.edge.document).publisher
            if who and normalise(who) in spellings:
                kept.append(fit)
        return kept

    def _spellings(self, named: Named) -> set[str]:
        entity = self.entities([named.id]).get(named.id)
        known = (entity.name, *entity.aliases) if entity else (named.name,)
        return {normalise(name) for name in (*known, named.name)}


def is_role(role: str | None, wanted: str) -> bool:
    """Whether a role in a claim is the post that is asked for.

    Example:
        >>> is_role("Chief Executive Officer", "ceo"), is_role("Vice President", "president"), is_role(None, "ceo")
        (True, False, False)
    """
    if role is None:
        return False
    has, asked = _post_words(role), _post_words(wanted)
    if wanted in _ANY_LEADER:
        return any(set(post.split()) <= set(has) for post in _LEADING) and not set(has) & _OTHER_POST
    return set(asked) <= set(has) and not (set(has) - set(asked)) & _OTHER_POST


def _post_words(text: str) -> list[str]:
    words = normalise(text).split()
    return [part for word in words for part in _SHORT_POSTS.get(word, word).split()]


def _has_word(entity: Entity, noun: str) -> bool:
    """Whether one of the entity's names has the noun, in the singular or the plural."""
    forms = {noun, plural(noun), noun.removesuffix("s")}
    return any(
        forms & set(normalise(name).split()) or noun in normalise(name) for name in (entity.name, *entity.aliases)
    )


def _named_after(entity: Entity, country: str) -> bool:
    """Whether the entity's name has an adjective of the country ("Society of Indian Defence Manufacturers")."""
    from kgraph.gazetteer import countries

    known = countries().adjectives
    return any(known.get(word) == country for word in entity.name.replace("-", " ").split())


def _is_common(end: Named) -> bool:
    """Whether a name ends in a common noun ("Indian delegation"), so that others may go by it."""
    words = (end.typed or end.name).split()
    return bool(words) and words[-1].lower() in end.name.split()
