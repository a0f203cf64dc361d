"""Who makes what where the text tells of production and not of a maker: "joint production in India of MiG-29 jets"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.claims.patterns import Raw
from kgraph.claims.scene import Filler, Scene
from kgraph.model import Mention, MentionKind
from kgraph.sentences.syntax import Tree

#: How sure: production in a country is the country's production only in a manner of speaking.
IN_COUNTRY, NEAR = 0.65, 0.9
PRODUCTION = frozenset("production manufacture manufacturing assembly co-production coproduction".split())
#: How many words behind the noun "focused on" may stand: "production ventures in the Philippines focused on …".
FOCUS_NEAR = 6
FOCUS = frozenset("focus centre center concentrate base aim".split())


def makings(scene: Scene) -> Iterator[Raw]:
    """Claims of the relation `manufactures` from nouns of production with a country."""
    tree = scene.tree
    for noun in range(len(tree)):
        if not _is_production(tree, noun):
            continue
        lands = [f for p in tree.phrases(noun, "in", "within", "inside") for f in scene.fillers(p, ("country",))]
        lands = lands or _after(scene, noun)
        for land in lands:
            for thing in _things(scene, noun):
                yield Raw(
                    scene=scene,
                    subject=land.mention,
                    relation="manufactures",
                    object=thing.mention,
                    trigger=noun,
                    weight=IN_COUNTRY * land.weight * thing.weight,
                    why=f"“{tree.text(*tree.core(noun))}” in {land.mention.text}",
                )


#: How sure: who has N % of its arms from somewhere has them.
HOLDING = 0.7
STOCKS = frozenset("hardware arsenal inventory stock stockpile fleet armoury armory weaponry".split())


def holdings(scene: Scene) -> Iterator[Raw]:
    """ "… account for 36% of Indian military hardware": the country operates what is counted, or else its hardware."""
    tree = scene.tree
    for verb in range(len(tree)):
        if not tree.low(verb).startswith("account") or verb + 1 >= len(tree) or tree.low(verb + 1) != "for":
            continue
        for noun in range(verb + 1, len(tree)):
            if tree.lemma(noun) not in STOCKS or tree.tokens[noun].pos != "NOUN":
                continue
            lands = [m for m in scene.mentions if m.type == "country" and verb < _first(tree, m) < noun]
            own = scene.mention_at(noun)
            doers = tree.subjects(verb) if tree.is_verb(verb) else []
            told = [f.mention for token in doers for f in scene.fillers(token, ("equipment",))]
            things = told or ([own] if own is not None and own.type == "equipment" else [])
            for thing in things if lands else []:
                yield Raw(
                    scene=scene,
                    subject=lands[-1],
                    relation="operates",
                    object=thing,
                    trigger=verb,
                    weight=HOLDING,
                    why=f"“{tree.low(verb)} for” a share of {lands[-1].text} {tree.low(noun)}",
                )
            break


def _first(tree: Tree, mention: Mention) -> int:
    return next(i for i, token in enumerate(tree.tokens) if token.start >= mention.start)


def _is_production(tree: Tree, noun: int) -> bool:
    if tree.tokens[noun].pos != "NOUN" or tree.base(noun) == "compound":
        return False
    words = {tree.lemma(noun), *(tree.lemma(kid) for kid in tree.children(noun, "compound"))}
    return bool(words & PRODUCTION) and tree.lemma(noun) not in {"unit", "line", "hub", "plant", "facility", "capacity"}


def _after(scene: Scene, noun: int) -> list[Filler]:
    """ "production in India …" where the tree hangs the country elsewhere."""
    tree = scene.tree
    if noun + 2 < len(tree) and tree.low(noun + 1) in {"in", "within"}:
        begin = tree.tokens[noun + 2].start
        lands = [
            m for m in scene.mentions if m.type == "country" and m.kind is MentionKind.NAME and m.start <= begin < m.end
        ]
        return [Filler(land, NEAR) for land in lands[:1]]
    return []


def _things(scene: Scene, noun: int) -> list[Filler]:
    """What is produced: "of X", or what the production "focused on": X and what "such as" names beside it.

    A class that is followed by its members is told by them.
    """
    tree = scene.tree
    tokens = list(tree.phrases(noun, "of"))
    for clause in [*tree.children(noun, "acl", "acl:relcl"), tree.tokens[noun].head]:
        if tree.lemma(clause) in FOCUS:
            tokens += tree.phrases(clause, "on")
    for near in range(noun + 1, min(noun + FOCUS_NEAR, len(tree))):
        if tree.lemma(near) in FOCUS:
            tokens += [t for t in tree.phrases(near, "on") if t not in tokens]
    for kid in tree.kids[noun]:
        tokens += [t for t in tree.phrases(kid, "on") if tree.lemma(kid) in FOCUS]
    found = [f for token in tokens for f in scene.fillers(token, ("equipment",))]
    members = [f for f in found if f.via.startswith("named among")]
    return members or found
