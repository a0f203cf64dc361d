"""Claims that hang on events: who was there, where it is held, on whose sidelines, and which outlet told it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.claims.patterns import Raw
from kgraph.claims.scene import Filler, Scene
from kgraph.model import Mention, MentionKind
from kgraph.sentences.syntax import Tree

#: How sure: a place in the event's own phrase; the place of the visit that talks were on the sidelines of; an outlet's
#: report of what its sentence tells; a delegation at the talks beside its visit.
OWN_PLACE, SIDELINES, OUTLET, DELEGATION = 0.9, 0.85, 0.9, 0.65
PLACES = ("place", "country")
REPORTS = frozenset("report article story interview investigation dispatch statement account".split())


def event_claims(scene: Scene) -> Iterator[Raw]:
    """Places of events, visits by delegations, sidelines and outlets' reports of one sentence."""
    for mention in scene.mentions:
        if mention.type == "event" and mention.kind is not MentionKind.PRONOUN:
            yield from _places(scene, mention)
            yield from _visitors(scene, mention)
            yield from _present(scene, mention)
    yield from _sidelines(scene)
    yield from _outlets(scene)


def _raw(  # noqa: PLR0913, PLR0917 -- the fields of the record, in its order
    scene: Scene, subject: Mention, relation: str, other: Mention, trigger: int, weight: float, why: str
) -> Raw:
    return Raw(scene=scene, subject=subject, relation=relation, object=other, trigger=trigger, weight=weight, why=why)


def place_of(scene: Scene, event: Mention) -> list[Filler]:
    """Where an event is, by its own phrase: "talks in Oslo", "a visit to Oslo", "the Oslo talks"."""
    tree = scene.tree
    prepositions = ("to", "in") if tree.lemma(event.head) in {"visit", "trip", "tour", "journey"} else ("in", "at")
    found: list[Filler] = []
    for phrase in tree.phrases(event.head, *prepositions):
        found += scene.fillers(phrase, PLACES)
    if not found:
        found = _linear(scene, event, prepositions)
    if not found:
        for kid in tree.children(event.head, "compound"):
            mention = scene.mention_at(kid)
            if mention is not None and mention.type == "place" and mention.kind is MentionKind.NAME:
                found.append(Filler(mention, 0.95))
    return found


def _linear(scene: Scene, event: Mention, prepositions: tuple[str, ...]) -> list[Filler]:
    """The place straight after the event's noun, wherever a faulty tree hangs it."""
    tree = scene.tree
    after = event.head + 1
    if after + 1 < len(tree) and tree.low(after) in prepositions:
        for mention in scene.mentions:
            if (
                mention.type in PLACES
                and mention.kind is MentionKind.NAME
                and mention.start == tree.tokens[after + 1].start
            ):
                return [Filler(mention, 0.9)]
    return []


def _places(scene: Scene, event: Mention) -> Iterator[Raw]:
    for filler in place_of(scene, event):
        why = f"“{filler.mention.text}” is the place of “{event.text}”"
        yield _raw(scene, event, "located_in", filler.mention, event.head, OWN_PLACE * filler.weight, why)


#: How sure: who does something at an event is there; who "was at" it is, too.
DID_THERE, WAS_THERE = 0.8, 0.85
#: Verbs of which the doer need not be where the event is: one may plan a thing "at the summit" from afar.
ELSEWHERE = frozenset(
    "plan expect hope aim organise organize schedule hold end begin start happen take occur base locate watch "
    "follow welcome protest kill wound injure photograph".split()
)


#: Events that things happen during, and that nobody attends.
WARS = frozenset("war invasion conflict crisis occupation siege fighting coup attack strike raid campaign".split())


def _present(scene: Scene, event: Mention) -> Iterator[Raw]:
    """ "Acme signed the deal at the Oslo show", "Orsk was at the talks": who does something at it is there."""
    tree = scene.tree
    if tree.case_of(event.head) not in {"at", "during"} or tree.lemma(event.head) in WARS:
        return
    governor = tree.tokens[event.head].head
    if tree.children(event.head, "cop") and tree.case_of(event.head) == "at":
        trigger, doers, weight = event.head, tree.children(event.head, "nsubj"), WAS_THERE
    elif tree.is_verb(governor) and tree.dep(event.head) == "obl" and tree.lemma(governor) not in ELSEWHERE:
        trigger, doers, weight = governor, tree.subjects(governor), DID_THERE
    else:
        return
    for token in doers:
        for filler in scene.fillers(token, ("person", "organisation", "country")):
            if scene.ends[filler.mention.id].id != scene.ends[event.id].id:
                why = f"“{tree.tokens[trigger].text}” at “{event.text}”"
                yield _raw(scene, filler.mention, "attended", event, trigger, weight * filler.weight, why)


def _visitors(scene: Scene, event: Mention) -> Iterator[Raw]:
    """ "an Indian delegation visit to Moscow": the noun before the visit is who went, named by its country."""
    tree = scene.tree
    if tree.lemma(event.head) not in {"visit", "trip", "tour"}:
        return
    for body in bodies_of(scene, event):
        for filler in place_of(scene, event):
            why = f"“{body.text}” went to {filler.mention.text}"
            yield _raw(scene, body, "visited", filler.mention, event.head, OWN_PLACE * filler.weight, why)


def bodies_of(scene: Scene, event: Mention) -> list[Mention]:
    """The body whose visit an event is: "an Indian delegation" of "an Indian delegation visit to Oslo"."""
    return [
        m for m in scene.mentions if m.type == "organisation" and m.head in scene.tree.children(event.head, "compound")
    ]


def _sidelines(scene: Scene) -> Iterator[Raw]:
    """ "the talks took place on the sidelines of a delegation's visit to Oslo": in Oslo, and with the delegation."""
    for guest, host, trigger in _sideline_pairs(scene):
        for filler in place_of(scene, host):
            why = f"on the sidelines of “{host.text}”"
            yield _raw(scene, guest, "located_in", filler.mention, trigger, SIDELINES * filler.weight, why)
        for body in bodies_of(scene, host):
            why = f"the talks were on the sidelines of the visit of “{body.text}”"
            yield _raw(scene, body, "attended", guest, trigger, DELEGATION, why)


def _sideline_pairs(scene: Scene) -> Iterator[tuple[Mention, Mention, int]]:
    """(event held beside, event that it was beside of, the verb) for each "on the sidelines of"."""
    tree = scene.tree
    for token in range(len(tree)):
        if tree.lemma(token) not in {"sideline", "margin", "fringe"}:
            continue
        hosts = [f.mention for phrase in tree.phrases(token, "of") for f in scene.fillers(phrase, ("event",))]
        governor = tree.tokens[token].head
        guests = [
            f.mention for t in [*tree.subjects(governor), *tree.objects(governor)] for f in scene.fillers(t, ("event",))
        ]
        here = scene.mention_at(governor)
        if not guests and here is not None and here.type == "event":
            guests = [here]
        for guest in guests:
            for host in hosts:
                if scene.ends[guest.id].id != scene.ends[host.id].id:
                    yield guest, host, governor


def _outlets(scene: Scene) -> Iterator[Raw]:
    """ "According to a Reuters report, … held talks": the outlet reported the talks."""
    tree = scene.tree
    for token in range(len(tree)):
        if tree.case_of(token) != "according to":
            continue
        outlet = _outlet(scene, token)
        if outlet is None:
            continue
        for event in _told(scene, tree, token):
            yield _raw(scene, outlet, "reported", event, token, OUTLET, f"told by “{tree.text(*tree.core(token))}”")
            break


def _outlet(scene: Scene, token: int) -> Mention | None:
    tree = scene.tree
    if tree.lemma(token) in REPORTS:
        candidates = [*tree.children(token, "compound", "nmod:poss"), *tree.phrases(token, "by", "in", "from")]
        bodies = [f.mention for c in candidates for f in scene.fillers(c, ("organisation",))]
        return bodies[0] if bodies else None
    return None


def _told(scene: Scene, tree: Tree, token: int) -> Sequence[Mention]:
    """Events in the clause that the report tells: objects and subjects of the verb that it hangs on."""
    governor = tree.tokens[token].head
    found: list[Mention] = []
    for node in [*tree.objects(governor), *tree.subjects(governor)]:
        found += [f.mention for f in scene.fillers(node, ("event",)) if f.mention.kind is not MentionKind.PRONOUN]
    return found
