"""The ontology's roles at a trigger: from "subject" and "prep:with" to tokens of the tree."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.claims.scene import Filler, Scene
from kgraph.mentions.lexicon import GROUPS
from kgraph.ontology.records import PREPOSITION
from kgraph.sentences.syntax import Tree

#: Verbs whose object says what is done: the doer of "held talks" is the doer of the talks.
LIGHT = frozenset(
    "hold have pay make take conduct carry launch give do undertake begin start open conclude complete "
    "wrap finish adopt impose approve agree unveil tighten levy slap deny end resume continue attend "
    "receive sign reach strike announce stage plan cancel postpone host lead mount face".split()
)
#: How sure a phrase is that hangs on a neighbour of the trigger: the parser attaches three in four rightly.
ATTACHED, NEIGHBOUR, LIGHT_SUBJECT = 1.0, 0.85, 0.92


def role_tokens(scene: Scene, trigger: int, role: str) -> Iterator[tuple[int, float]]:
    """Tokens that fill a role at a trigger, with how sure each attachment is.

    Args:
        scene: the sentence.
        trigger: index of the word that makes the claim.
        role: a role of the ontology: subject, object, poss, compound, amod, appos, or "prep:in".
    """
    tree = scene.tree
    if role == "subject":
        yield from _subject(scene, trigger)
    elif role == "appos":
        yield from _apposition(scene, trigger)
    elif role.startswith(PREPOSITION):
        yield from _phrases(scene, trigger, tuple(role.removeprefix(PREPOSITION).split("|")))
    else:
        found = {
            "object": tree.objects(trigger),
            "poss": tree.children(trigger, "nmod:poss"),
            "compound": [kid for kid in tree.children(trigger, "compound") if kid < trigger],
            "amod": tree.children(trigger, "amod"),
        }
        for token in found.get(role, []):
            yield token, ATTACHED


def _is_verbal(tree: Tree, trigger: int) -> bool:
    return tree.is_verb(trigger) or tree.tokens[trigger].pos == "ADJ"


def _subject(scene: Scene, trigger: int) -> Iterator[tuple[int, float]]:
    tree = scene.tree
    verbal = _is_verbal(tree, trigger)
    found = tree.subjects(trigger)
    for token in found:
        yield token, ATTACHED
    if not found and verbal and tree.is_passive(trigger):
        # "assembled under licence by Acme": the agent hangs on the noun before it.
        for neighbour in tree.children(trigger, "obl", "obj", "nsubj:pass"):
            for token in tree.phrases(neighbour, "by"):
                if token > trigger:
                    yield token, NEIGHBOUR
    if not verbal and not tree.children(trigger, "nsubj"):
        trigger = _measured(tree, tree.first_conjunct(trigger))
        governor = tree.tokens[trigger].head
        if tree.dep(trigger) == "obj" and tree.is_verb(governor) and tree.lemma(governor) in LIGHT:
            for token in tree.subjects(governor):
                yield token, LIGHT_SUBJECT


def _measured(tree: Tree, noun: int) -> int:
    """The noun that another is a measure of: "package" in "a package of sanctions"."""
    head = tree.tokens[noun].head
    counted = tree.dep(noun) == "nmod" and tree.case_of(noun) == "of"
    return head if counted and (tree.lemma(head) in GROUPS or tree.lemma(head) in {"package", "wave", "raft"}) else noun


def _apposition(scene: Scene, trigger: int) -> Iterator[tuple[int, float]]:
    tree = scene.tree
    before = scene.named_before(trigger)
    if before is not None:
        yield before.head, ATTACHED
        return
    for kid in tree.children(trigger, "appos"):
        yield kid, ATTACHED
    predicate = tree.tokens[trigger].head
    if tree.dep(trigger) == "nsubj" and tree.children(predicate, "cop"):
        # "Its largest shareholder is the fund Norrsken".
        yield predicate, ATTACHED
    if tree.dep(trigger) in {"appos", "parataxis", "nmod:desc"} or (
        tree.dep(trigger) in {"compound", "flat"} and tree.tokens[trigger].head > trigger
    ):
        yield tree.tokens[trigger].head, ATTACHED


def _phrases(scene: Scene, trigger: int, prepositions: tuple[str, ...]) -> Iterator[tuple[int, float]]:
    """Phrases on the trigger; then those on its object, or on the verb whose object it is ("held talks with X")."""
    tree = scene.tree
    verbal = _is_verbal(tree, trigger)
    seen = set()
    for token in tree.phrases(trigger, *prepositions):
        seen.add(token)
        yield token, ATTACHED
    # "the sale of shells by Acme": the parser hangs "by Acme" on the shells.
    objects = [other for kid in tree.children(trigger, "obj") for other in tree.conjuncts(kid)]
    # What comes "from" somebody hangs on the goods, never on another phrase ("under pressure from Canada").
    others = [] if "from" in prepositions else tree.children(trigger, "obl")
    neighbours = [*objects, *others] if verbal else tree.phrases(trigger, "of")
    first = tree.first_conjunct(trigger)
    governor = tree.tokens[first].head
    if not verbal and tree.dep(first) in {"obj", "obl", "nsubj:pass", "nsubj"} and tree.is_verb(governor):
        neighbours.append(governor)
    for neighbour in neighbours:
        for token in tree.phrases(neighbour, *prepositions):
            if token not in seen and token != trigger and not (neighbour == governor and token < trigger):
                seen.add(token)
                yield token, NEIGHBOUR


def fill(scene: Scene, trigger: int, roles: tuple[str, ...], types: tuple[str, ...]) -> list[Filler]:
    """The fillers of the first of the alternative roles that has any of the right type.

    Args:
        scene: the sentence.
        trigger: index of the word that makes the claim.
        roles: alternatives in order of preference.
        types: the relation's domain or range.
    """
    for role in roles:
        if role == "self":
            own = scene.mention_at(trigger)
            if own is not None and scene.type_of(own) in types:
                named = scene.fillers(trigger, ("organisation",)) if own.type == "organisation" else []
                return named if len(named) == 1 else [Filler(own)]
            continue
        found: dict[str, Filler] = {}
        nearest = _modified(scene, trigger, types) if role == "object" else None
        for token, sure in [(nearest, ATTACHED)] if nearest is not None else role_tokens(scene, trigger, role):
            clause = trigger if scene.tree.dep(trigger) == "acl" and scene.tree.tokens[trigger].head == token else None
            for filler in scene.fillers(token, types, clause=clause):
                if filler.listed and filler.listed[0] <= scene.tree.tokens[trigger].start < filler.listed[1]:
                    # What stands inside a list is said of the member before it alone.
                    continue
                weighed = Filler(filler.mention, filler.weight * sure, filler.via)
                known = found.get(filler.mention.id)
                if known is None or known.weight < weighed.weight:
                    found[filler.mention.id] = weighed
        if found:
            return sorted(found.values(), key=lambda f: f.mention.start)
    return []


def _modified(scene: Scene, trigger: int, types: tuple[str, ...]) -> int | None:
    """What a participle after a comma modifies: "a visit to Oslo in May, led by Orsk" is a visit that Orsk led.

    The parser hangs such participles on the main verb or on the last noun; the nearest noun before the comma, or one
    that it hangs on, of a fitting type is meant.
    """
    tree = scene.tree
    participle = tree.tokens[trigger].tag == "VBN" and tree.dep(trigger) in {"advcl", "acl", "conj", "parataxis"}
    if (
        not participle
        or trigger <= 1
        or tree.tokens[trigger - 1].text != ","
        or tree.children(trigger, "aux", "aux:pass", "nsubj", "nsubj:pass")
    ):
        return None
    node = trigger - 2
    for candidate in [node, *tree.ancestors(node)]:
        if tree.is_verb(candidate):
            break
        if _is_head_of(scene, candidate, types):
            return candidate
    for candidate in range(node, -1, -1):
        if tree.is_verb(candidate):
            break
        if _is_head_of(scene, candidate, types):
            return candidate
    return None


def _is_head_of(scene: Scene, index: int, types: tuple[str, ...]) -> bool:
    mention = scene.mention_at(index)
    return mention is not None and mention.head == index and scene.type_of(mention) in types
