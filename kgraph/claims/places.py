"""Where organisations and towns are, as news adds it in passing: "Acme of Graz", "Graz-based Acme", "Graz, Austria"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.claims.patterns import Raw
from kgraph.claims.scene import Scene
from kgraph.model import Mention, MentionKind

#: How sure: "Graz, Austria"; "Graz-based"; "Acme of Graz"; "Acme's headquarters in Graz".
TOWN_LAND, BASED, OF_TOWN, HEADQUARTERS = 0.9, 0.9, 0.75, 0.85
SEATS = frozenset("headquarters headquarter seat".split())


def places(scene: Scene) -> Iterator[Raw]:
    """Claims of the relation `located_in` from the words beside a name."""
    named = sorted((m for m in scene.mentions if m.kind is MentionKind.NAME), key=lambda m: m.start)
    for first, second in zip(named, named[1:], strict=False):
        gap = scene.document.text[first.end : second.start]
        if (
            first.type == "place"
            and second.type == "country"
            and second.name is None
            and gap == ", "
            and _closed(scene, second)
        ):
            yield _raw(scene, first, second, TOWN_LAND, f"“{first.text}, {second.text}”")
        elif first.type == "place" and gap.casefold().startswith("-based") and second.type == "organisation":
            yield _raw(scene, second, first, BASED, f"“{first.text}-based”")
    for place in named:
        rest = scene.document.text[place.end : place.end + len("-based ")].casefold()
        holders = [
            m
            for m in scene.mentions
            if m.kind is MentionKind.NOMINAL and m.start == place.start and m.type == "organisation"
        ]
        if place.type == "place" and rest.startswith("-based") and holders:
            yield _raw(scene, holders[0], place, BASED, f"“{place.text}-based”")
    tree = scene.tree
    for mention in named:
        if mention.type != "organisation":
            continue
        for phrase in tree.phrases(mention.head, "of"):
            for filler in scene.fillers(phrase, ("place",)):
                if filler.mention.kind is MentionKind.NAME and 0 < filler.mention.start - mention.end <= len(" of "):
                    yield _raw(scene, mention, filler.mention, OF_TOWN, f"“{mention.text} of {filler.mention.text}”")
        if tree.dep(mention.head) == "nmod:poss" and tree.lemma(tree.tokens[mention.head].head) in SEATS:
            seat = tree.tokens[mention.head].head
            for phrase in tree.phrases(seat, "in", "at"):
                for filler in scene.fillers(phrase, ("place", "country")):
                    yield _raw(
                        scene, mention, filler.mention, HEADQUARTERS, f"its {tree.low(seat)} in {filler.mention.text}"
                    )


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
