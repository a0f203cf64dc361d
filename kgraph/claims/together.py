"""What several do together: "Orsk and Dorn met", "Acme and Borel signed a pact", "Acme signed a pact with Borel"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kgraph.claims.patterns import Raw
from kgraph.claims.roles import fill
from kgraph.claims.scene import Filler, Scene
from kgraph.sentences.syntax import Tree

#: How sure: two that do it together; the parties to one agreement are partners in it.
TOGETHER, PARTIES = 0.85, 0.8
MEETING = frozenset("meet confer dine talk speak".split())
AGREEING = frozenset("sign ink agree form establish create found launch conclude seal set start".split())
BONDS = frozenset(
    "agreement pact deal contract memorandum accord treaty venture partnership alliance company consortium mou".split()
)
BODIES = ("organisation", "country")


def joint_deeds(scene: Scene) -> Iterator[Raw]:
    """Claims of `met` and `partner_of` from coordinated subjects, and from "with" after an agreement."""
    tree = scene.tree
    for verb in range(len(tree)):
        if not tree.is_verb(verb):
            continue
        if tree.lemma(verb) in MEETING and not tree.objects(verb):
            people = fill(scene, verb, ("subject",), ("person",))
            yield from _pairs(scene, people, "met", verb, TOGETHER)
        elif tree.lemma(verb) in AGREEING:
            yield from _parties(scene, tree, verb)


def _parties(scene: Scene, tree: Tree, verb: int) -> Iterator[Raw]:
    bonds = [token for token in tree.objects(verb) if tree.lemma(token) in BONDS]
    if not bonds:
        return
    doers = fill(scene, verb, ("subject",), BODIES)
    others = fill(scene, verb, ("prep:with",), BODIES) or fill(scene, bonds[0], ("prep:with",), BODIES)
    if others:
        for doer in doers:
            for other in others:
                yield from _pairs(scene, [doer, other], "partner_of", verb, PARTIES)
    else:
        yield from _pairs(scene, doers, "partner_of", verb, PARTIES)


def _pairs(scene: Scene, fillers: list[Filler], relation: str, trigger: int, weight: float) -> Iterator[Raw]:
    for first, second in combinations(fillers, 2):
        if scene.ends[first.mention.id].id == scene.ends[second.mention.id].id:
            continue
        yield Raw(
            scene=scene,
            subject=first.mention,
            relation=relation,
            object=second.mention,
            trigger=trigger,
            weight=weight * first.weight * second.weight,
            why=f"“{scene.tree.tokens[trigger].text}” together",
        )
