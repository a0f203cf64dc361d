"""Who is at risk of sanctions, by whom, and what for: "wary of the threat of secondary sanctions imposed by …"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.claims.patterns import Raw
from kgraph.claims.roles import fill
from kgraph.claims.scene import Filler, Scene
from kgraph.model import Mention, Status
from kgraph.sentences.syntax import Tree

#: Verbs, adjectives and nouns of exposure. True: the text says that the risk is there; False: that it is feared.
VERBS = {
    **dict.fromkeys("incur attract invite trigger draw provoke".split(), True),
    **dict.fromkeys("risk face fear dread worry brace avoid".split(), False),
    "expose": True,
    "subject": True,
    "threaten": True,
}
#: Verbs of being hit by sanctions; a risk only under "may" and the like.
HIT = frozenset("hit catch suffer run come fall end find target cut".split())
MODALS = frozenset("may might could would".split())
ADJECTIVES = {
    **dict.fromkeys("wary fearful afraid nervous cautious concerned worried anxious".split(), False),
    **dict.fromkeys("vulnerable exposed liable subject susceptible".split(), True),
}
#: Words of feeling; not to feel it is no denial of the risk.
FEARS = frozenset("fear dread worry worried wary fearful afraid nervous cautious concerned anxious".split())
NOUNS = frozenset("risk danger threat fear prospect exposure possibility".split())
SANCTION_NOUNS = frozenset("sanction embargo blacklisting penalty blacklist restriction designation".split())
SURE = 0.85
AT_RISK = ("organisation", "country", "person")
IMPOSERS = ("organisation", "country")


def risks(scene: Scene) -> Iterator[Raw]:
    """The risks of sanctions that a sentence tells."""
    tree = scene.tree
    done: set[tuple[str, str]] = set()
    for sanction in range(len(tree)):
        if tree.lemma(sanction) not in SANCTION_NOUNS or tree.tokens[sanction].pos != "NOUN":
            continue
        mention = scene.mention_at(sanction)
        for trigger, subjects, status in _exposures(scene, sanction):
            for subject in subjects:
                for target in _imposers(scene, sanction, subject.mention) or ([Filler(mention)] if mention else []):
                    pair = (subject.mention.id, target.mention.id)
                    if pair in done or scene.ends[subject.mention.id].id == scene.ends[target.mention.id].id:
                        continue
                    done.add(pair)
                    yield Raw(
                        scene=scene,
                        subject=subject.mention,
                        relation="sanctions_risk",
                        object=target.mention,
                        trigger=trigger,
                        weight=SURE * subject.weight * target.weight,
                        why=f"“{tree.tokens[trigger].text}” puts {subject.mention.text} at risk of sanctions",
                        status=status,
                        cause=_cause(tree, trigger, sanction),
                    )


def listings(scene: Scene) -> Iterator[Raw]:
    """ "… has been under EU sanctions since 2022", "on a British sanctions list": who imposes, and who is hit."""
    tree = scene.tree
    for noun in range(len(tree)):
        listed = tree.lemma(noun) in {"list", "blacklist"} and any(
            tree.lemma(kid) in SANCTION_NOUNS for kid in tree.children(noun, "compound", "amod")
        )
        if tree.lemma(noun) not in SANCTION_NOUNS and not listed:
            continue
        if tree.case_of(noun) not in ({"on"} if listed else {"under"}):
            continue
        imposers = fill(scene, noun, ("poss", "amod", "compound"), IMPOSERS)
        holder = tree.tokens[noun].head
        hit = fill(scene, noun, ("subject",), AT_RISK) or fill(scene, holder, ("self", "subject", "object"), AT_RISK)
        for imposer in imposers:
            for target in hit[:1]:
                yield Raw(
                    scene=scene,
                    subject=imposer.mention,
                    relation="sanctioned",
                    object=target.mention,
                    trigger=noun,
                    weight=SURE * imposer.weight * target.weight,
                    why=f"{tree.case_of(noun)} “{tree.text(*tree.core(noun))}”",
                )


def _exposures(scene: Scene, sanction: int) -> Iterator[tuple[int, list[Filler], Status | None]]:
    """Words above the sanctions that put somebody at risk of them, with who that is."""
    tree = scene.tree
    for node in tree.ancestors(sanction):
        lemma = tree.lemma(node)
        if tree.is_verb(node) and lemma in VERBS:
            role = "object" if lemma in {"expose", "subject", "threaten"} else "subject"
            subjects = fill(scene, node, (role,), AT_RISK)
            yield node, subjects, None if VERBS[lemma] else Status.POSSIBLE
        elif tree.is_verb(node) and lemma in HIT and MODALS & {tree.low(kid) for kid in tree.children(node, "aux")}:
            role = "object" if tree.is_passive(node) else "subject"
            yield node, fill(scene, node, (role,), AT_RISK), Status.POSSIBLE
        elif tree.is_verb(node) and lemma == "warn" and tree.case_of(sanction) in {"of", "about"}:
            yield node, fill(scene, node, ("object",), AT_RISK), Status.POSSIBLE
        elif lemma in ADJECTIVES and (tree.tokens[node].pos == "ADJ" or tree.tokens[node].tag == "VBN"):
            subjects = fill(scene, node, ("subject", "object"), AT_RISK)
            yield node, subjects, None if ADJECTIVES[lemma] else Status.POSSIBLE
        elif lemma in NOUNS and tree.tokens[node].pos == "NOUN":
            yield from _noun_exposure(scene, node)


def _noun_exposure(scene: Scene, noun: int) -> Iterator[tuple[int, list[Filler], Status | None]]:
    """ "at risk of sanctions", "the risk of sanctions for Acme", "fears of sanctions among banks"."""
    tree = scene.tree
    subjects = fill(scene, noun, ("prep:for|to|among", "poss"), AT_RISK)
    if not subjects and tree.case_of(noun) in {"at", "under"}:
        subjects = fill(scene, noun, ("subject",), AT_RISK) or fill(
            scene, tree.tokens[noun].head, ("subject",), AT_RISK
        )
    if not subjects and tree.case_of(noun) in {"for", "amid"} and tree.lemma(noun) == "fear":
        # "shelved the order for fear of sanctions": who shelves it fears them.
        above = next((node for node in tree.ancestors(noun) if tree.is_verb(node)), None)
        subjects = fill(scene, above, ("subject",), AT_RISK) if above is not None else []
    if subjects:
        yield noun, subjects, Status.POSSIBLE if tree.lemma(noun) in {"fear", "prospect", "possibility"} else None


def _imposers(scene: Scene, sanction: int, subject: Mention) -> list[Filler]:
    """Who would impose them: "imposed by X", "X's sanctions", "Western sanctions", "sanctions from X"."""
    tree = scene.tree
    found: list[Filler] = []
    for clause in tree.children(sanction, "acl", "acl:relcl"):
        if tree.lemma(clause) in {"impose", "announce", "threaten", "adopt", "levy"}:
            for agent in tree.subjects(clause):
                found += scene.fillers(agent, IMPOSERS)
    if not found:
        found = fill(scene, sanction, ("poss", "amod", "compound", "prep:by|from"), IMPOSERS)
    return [f for f in found if f.mention is not subject]


def _cause(tree: Tree, trigger: int, sanction: int) -> str | None:
    for node in (trigger, sanction):
        for kid in [*tree.children(node, "obl", "nmod", "advcl")]:
            if tree.case_of(kid) in {"over", "because of", "due to", "for", "after"} or any(
                tree.low(m) in {"for", "over", "after"} for m in tree.children(kid, "mark")
            ):
                below = [i for i in tree.subtree(kid) if tree.dep(i) != "punct"]
                return tree.text(below[0], below[-1])
    return None
