"""Where organisations and towns are, as news adds it in passing: "Acme of Graz", "Graz-based Acme", "Graz, Austria"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kgraph.claims.patterns import Raw
from kgraph.claims.scene import Scene
from kgraph.model import Mention, MentionKind

#: How sure: "Graz, Austria"; "Graz-based"; "Acme of Graz"; "Acme's headquarters in Graz".
TOWN_LAND, BASED, OF_TOWN, HEADQUARTERS = 0.9, 0.9, 0.75, 0.85
#: What may stand between a town and the firm that is based there: "Graz-based ", "Graz-based drone maker ".
BASED_GAP = re.compile(r"-[Bb]ased(?: (?!(?:that|which|who|of|and|the|by|with|in)\b)[a-z-]+){0,3} ")
SEATS = frozenset("headquarters headquarter seat".split())


def places(scene: Scene) -> Iterator[Raw]:
    """Claims of the relation `located_in` from the words beside a name."""
    named = sorted((m for m in scene.mentions if m.kind is MentionKind.NAME), key=lambda m: m.start)
    for first, second in pairwise(named):
        yield from _side_by_side(scene, first, second)
    for mention in named:
        if mention.type == "place":
            yield from _based(scene, mention)
        elif mention.type == "organisation":
            yield from _seats(scene, mention)


def _side_by_side(scene: Scene, first: Mention, second: Mention) -> Iterator[Raw]:
    """ "Graz, Austria" and "Graz-based Acme"."""
    gap = scene.document.text[first.end : second.start]
    if first.type != "place":
        return
    if second.type == "country" and second.name is None and gap == ", " and _closed(scene, second):
        yield _raw(scene, first, second, TOWN_LAND, f"“{first.text}, {second.text}”")
    elif second.type == "organisation" and BASED_GAP.fullmatch(gap):
        yield _raw(scene, second, first, BASED, f"“{first.text}-based”")


def _based(scene: Scene, place: Mention) -> Iterator[Raw]:
    """ "the Graz-based company", whoever that is."""
    rest = scene.document.text[place.end : place.end + len("-based ")].casefold()
    for holder in scene.mentions:
        common = holder.kind is MentionKind.NOMINAL and holder.type == "organisation"
        if common and holder.start == place.start and rest.startswith("-based"):
            named = [f.mention for f in scene.fillers(holder.head, ("organisation",))]
            yield _raw(scene, named[0] if len(named) == 1 else holder, place, BASED, f"“{place.text}-based”")


def _seats(scene: Scene, mention: Mention) -> Iterator[Raw]:
    """ "Acme of Graz" and "Acme's headquarters in Graz"."""
    tree = scene.tree
    for phrase in tree.phrases(mention.head, "of"):
        for filler in scene.fillers(phrase, ("place",)):
            beside = 0 < filler.mention.start - mention.end <= len(" of ")
            if filler.mention.kind is MentionKind.NAME and beside:
                yield _raw(scene, mention, filler.mention, OF_TOWN, f"“{mention.text} of {filler.mention.text}”")
    seat = tree.tokens[mention.head].head
    if tree.dep(mention.head) == "nmod:poss" and tree.lemma(seat) in SEATS:
        for phrase in tree.phrases(seat, "in", "at"):
            for filler in scene.fillers(phrase, ("place", "country")):
                why = f"its {tree.low(seat)} in {filler.mention.text}"
                yield _raw(scene, mention, filler.mention, HEADQUARTERS, why)


def _closed(scene: Scene, mention: Mention) -> bool:
    """Whether a country after a comma ends its phrase and is no member of a list."""
    return not any(m.id == mention.id for run in scene.lists for m in run) and scene.document.text[
        mention.end : mention.end + 1
    ] in {"", ",", ".", ";", ")", " "}


def _raw(scene: Scene, subject: Mention, other: Mention, weight: float, why: str) -> Raw:
    return Raw(
        scene=scene,
        subject=subject,
        relation="located_in",
        object=other,
        trigger=subject.head,
        weight=weight,
        why=why,
        presupposed=True,
    )
