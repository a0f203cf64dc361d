"""Attendance that leaves its event out: "A representative of Acme was present", "Borel did not take part".

What was attended is what the text is about: the event that it told of last. The claim is less sure for it, and the
event's own words are its context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kgraph.claims.patterns import Raw
from kgraph.claims.roles import fill
from kgraph.claims.scene import Scene
from kgraph.gazetteer import countries
from kgraph.model import Mention, MentionKind
from kgraph.sentences.syntax import Tree

#: How sure: the event of the text's last sentences is meant; to be in a place is to have gone there.
LAST_EVENT, BEING_THERE = 0.75, 0.75
#: How many sentences back the event may have been told of.
REACH = 3
ATTENDERS = ("person", "organisation", "country")
#: Events that one attends; nobody takes part in an invasion "present".
ATTENDED = frozenset(
    "talk meeting discussion negotiation summit conference ceremony consultation dialogue forum exhibition "
    "visit session gathering exercise event dinner round".split()
)


def elided(scenes: Sequence[Scene]) -> Iterator[Raw]:
    """Attendance without a named event, by sentence.

    Meant is the event that the document tells of most, if it tells of one more than once before; else the last one.
    """
    told: list[tuple[int, Mention]] = []
    for index, scene in enumerate(scenes):
        for trigger in range(len(scene.tree)):
            if _attends(scene.tree, trigger):
                event = _meant(told, index)
                if event is not None:
                    yield from _attendance(scene, trigger, event)
        told += [(index, scene.ends[m.id]) for m in scene.mentions if m.type == "event" and _is_attended(scene, m)]


def _meant(told: Sequence[tuple[int, Mention]], index: int) -> Mention | None:
    counts = Counter(mention.id for _, mention in told)
    main = [mention for _, mention in told if counts[mention.id] > 1 and counts[mention.id] == max(counts.values())]
    if main:
        return main[0]
    return next((mention for at, mention in reversed(told) if index - at <= REACH), None)


def _is_attended(scene: Scene, mention: Mention) -> bool:
    return mention.kind is MentionKind.NAME or scene.tree.lemma(mention.head) in ATTENDED


def _attends(tree: Tree, trigger: int) -> bool:
    """ "was present", "took part", "attended", "participated", with nothing said of what."""
    lemma = tree.lemma(trigger)
    if lemma in {"present", "absent"} and tree.tokens[trigger].pos == "ADJ" and tree.children(trigger, "cop"):
        return not tree.phrases(trigger, "at", "in", "from", "during")
    if not tree.is_verb(trigger):
        return False
    if lemma == "take":
        part = [kid for kid in tree.children(trigger, "obj") if tree.lemma(kid) == "part"]
        return bool(part) and not tree.phrases(trigger, "in", "at") and not tree.phrases(part[0], "in", "at")
    if lemma == "participate":
        return not tree.phrases(trigger, "in", "at")
    return lemma == "attend" and not tree.objects(trigger) and not tree.phrases(trigger, "at", "to")


def _attendance(scene: Scene, trigger: int, event: Mention) -> Iterator[Raw]:
    for filler in fill(scene, trigger, ("subject",), ATTENDERS):
        yield Raw(
            scene=scene,
            subject=filler.mention,
            relation="attended",
            object=event,
            trigger=trigger,
            weight=LAST_EVENT * filler.weight,
            why=f"“{scene.tree.tokens[trigger].text}” is said of the event told of before, “{event.text}”",
        )


def presences(scene: Scene) -> Iterator[Raw]:
    """ "Orsk was in Oslo last week": a person who is in a place has gone there."""
    tree = scene.tree
    for token in range(len(tree)):
        if tree.case_of(token) != "in" or not tree.children(token, "cop"):
            continue
        place = scene.mention_at(token)
        if place is None or place.type not in {"place", "country"} or place.kind is not MentionKind.NAME:
            continue
        for filler in fill(scene, token, ("subject",), ("person",)):
            if countries().name_of(place.text) and not tree.phrases(token, "in", "on"):
                continue
            yield Raw(
                scene=scene,
                subject=filler.mention,
                relation="visited",
                object=place,
                trigger=token,
                weight=BEING_THERE * filler.weight,
                why=f"was in {place.text}",
            )
