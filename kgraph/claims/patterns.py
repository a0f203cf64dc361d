"""The ontology's patterns on a sentence: triggers, their two ends, and the raw claims that they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgraph.claims.roles import fill
from kgraph.claims.scene import Filler, Scene
from kgraph.model import BlockKind, Evidence, Mention, Reason, Status
from kgraph.ontology import Ontology, Pattern, Relation
from kgraph.sentences.syntax import Tree

#: How sure a claim is by the kind of its trigger: a verb's arguments are parsed best, those of nouns less well.
BY_TRIGGER = {"verb": 0.92, "noun": 0.85, "adj": 0.85}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A claim before its status, speaker and date are read: two ends and the word that makes it.

    `status` is what the construction itself implies. `weight` is a probability; `context` other sentences needed to
    read it; `role` the words of a post; `presupposed` what is told in passing ("Acme of Graz"), so that the sentence's
    denials and plans do not touch it; `speaker` a token that says so (-1: read from the tree).
    """

    scene: Scene
    subject: Mention
    relation: str
    object: Mention
    trigger: int
    weight: float
    why: str
    status: Status | None = None
    ended: bool = False
    role: str | None = None
    cause: str | None = None
    context: tuple[Evidence, ...] = ()
    more_reasons: tuple[Reason, ...] = field(default=())
    presupposed: bool = False
    speaker: int = -1


#: Relations whose claims have constructions of their own (`posts`, `risks`); their patterns serve questions.
BY_CONSTRUCTION = frozenset({"holds_post", "sanctions_risk"})


_TABLES: dict[str, dict[str, list[tuple[Relation, Pattern, tuple[str, ...]]]]] = {}


def _triggers(ontology: Ontology) -> dict[str, list[tuple[Relation, Pattern, tuple[str, ...]]]]:
    """Head word of a trigger -> the relations and patterns that it may start; kept for each ontology by its digest."""
    if ontology.digest in _TABLES:
        return _TABLES[ontology.digest]
    table: dict[str, list[tuple[Relation, Pattern, tuple[str, ...]]]] = defaultdict(list)
    for relation in ontology.relations.values():
        if relation.name in BY_CONSTRUCTION:
            continue
        for pattern in relation.patterns:
            for lemma in pattern.lemmas:
                words = tuple(lemma.split())
                head = words[-1] if pattern.pos == "noun" else words[0]
                table[head].append((relation, pattern, words))
    return _TABLES.setdefault(ontology.digest, dict(table))


def raw_claims(scene: Scene) -> Iterator[Raw]:
    """The claims that the ontology's patterns find in one sentence, by trigger, then subject, then object."""
    tree = scene.tree
    table = _triggers(scene.ontology)
    for trigger in range(len(tree)):
        for relation, pattern, words in table.get(tree.lemma(trigger), ()):
            if tree.sentence.kind is BlockKind.TITLE and pattern.pos == "noun":
                # A headline drops its small words, and its nouns are parsed too badly to be believed.
                continue
            if _fits(tree, trigger, pattern, words):
                yield from _match(scene, trigger, relation, pattern)


def _fits(tree: Tree, trigger: int, pattern: Pattern, words: tuple[str, ...]) -> bool:
    """Whether a token is this trigger: its part of speech and the further words of "take part", "joint venture"."""
    pos = tree.tokens[trigger].pos
    if pattern.pos == "verb":
        if not tree.is_verb(trigger) and not (pos == "VERB" and tree.dep(trigger) == "amod"):
            return False
        return all(_has_word(tree, trigger, word) for word in words[1:])
    if pattern.pos == "noun":
        if pos not in {"NOUN", "VERB"} or (pos == "VERB" and tree.tokens[trigger].tag not in {"NN", "NNS"}):
            return False
        named = tree.tokens[tree.tokens[trigger].head]
        titled = tree.dep(trigger) == "compound" and tree.tokens[trigger].head == trigger + 1 and named.pos == "PROPN"
        if tree.base(trigger) in {"compound", "case"} and not titled:
            return False
        before = [tree.lemma(i) for i in range(max(0, trigger - len(words) + 1), trigger)]
        return before == list(words[:-1])
    return pos == "ADJ" and (
        bool(tree.children(trigger, "cop"))
        or tree.dep(trigger) in {"xcomp", "acl", "advcl", "root", "ROOT"}
        or tree.is_root(trigger)
    )


def _has_word(tree: Tree, trigger: int, word: str) -> bool:
    """ "take … part", "carry out", "hold talks": the word is the verb's object, particle or complement."""
    for kid in tree.kids[trigger]:
        if tree.lemma(kid) == word or tree.low(kid) == word:
            return True
    return trigger + 1 < len(tree) and tree.low(trigger + 1) == word


def _match(scene: Scene, trigger: int, relation: Relation, pattern: Pattern) -> Iterator[Raw]:
    """The claims that a pattern makes at a trigger: each of its subjects with each of its objects."""
    if not _makes_sense(scene, trigger, relation, pattern):
        return
    objects = fill(scene, trigger, pattern.object, relation.range)
    if not objects and pattern.status == Status.PROPOSED and "object" in pattern.object:
        objects = _proposed_deed(scene, trigger, relation)
    subjects = fill(scene, trigger, pattern.subject, relation.domain) if objects else []
    for subject in subjects:
        for other in objects:
            if not _are_two(scene, subject, other, symmetric=relation.symmetric) or _of_another(
                scene, subject, other, objects
            ):
                continue
            yield Raw(
                scene=scene,
                subject=subject.mention,
                relation=relation.name,
                object=other.mention,
                trigger=trigger,
                weight=BY_TRIGGER[pattern.pos] * subject.weight * other.weight,
                why=_why(relation, scene.tree.tokens[trigger].text, subject, other),
                status=Status(pattern.status) if pattern.status else None,
                ended=pattern.ended,
            )


def _of_another(scene: Scene, subject: Filler, other: Filler, objects: list[Filler]) -> bool:
    """Whether the one end hangs on another of the things: in "tanks from A and guns from B", A has no guns."""
    tree = scene.tree
    if subject.mention.sentence != tree.sentence.id or not tree.case_of(subject.mention.head):
        return False
    holder = tree.tokens[tree.first_conjunct(subject.mention.head)].head
    return holder != other.mention.head and len(objects) > 1 and holder in {o.mention.head for o in objects}


def _makes_sense(scene: Scene, trigger: int, relation: Relation, pattern: Pattern) -> bool:
    """Whether a trigger may mean its relation here: words of attack without arms, goods that are none and the like."""
    tree = scene.tree
    if pattern.needs and not tree.phrases(trigger, *pattern.needs):
        return False
    if relation.name == "led":
        # A "foreign policy chief" holds a post and does not head the body.
        return pattern.pos != "noun" or not tree.children(trigger, "compound")
    if relation.name == "attacked":
        # Sanctions, storms and prices hit and strike too.
        return tree.lemma(trigger) not in LOOSE or _armed(scene)
    if relation.name in {"supplied_to", "supplies"} and _sent_away(tree, trigger):
        return False
    if relation.name == "supplied_to":
        return _goods(scene, trigger)
    if relation.name == "located_in" and pattern.subject == ("subject",) and tree.lemma(trigger) != "take":
        # "Acme opened a plant in Graz" says where the plant is.
        return not tree.objects(trigger)
    return True


def _are_two(scene: Scene, subject: Filler, other: Filler, *, symmetric: bool) -> bool:
    """Whether the ends are two things, neither inside the other nor side by side in one list."""
    if scene.ends[subject.mention.id].id == scene.ends[other.mention.id].id:
        return False
    return not _overlap(subject.mention, other.mention) and (symmetric or not _in_one_list(scene, subject, other))


#: Verbs of attack that news also uses of sanctions, prices and weather, and words that show an attack by arms.
LOOSE = frozenset("hit strike pound target seize capture".split())
ARMS = frozenset(
    "missile rocket drone shell bomb artillery airstrike warplane mortar troop soldier tank gunman rebel militant jet "
    "raid invasion fighter army forces navy militia commando gunfire shelling".split()
)


def _armed(scene: Scene) -> bool:
    """Whether a sentence speaks of arms or of those who bear them."""
    tree = scene.tree
    return any(tree.lemma(i) in ARMS or tree.low(i) in ARMS for i in range(len(tree)))


def _sent_away(tree: Tree, trigger: int) -> bool:
    """ "sent the frigates back", "returned", "sent two frigates to the Red Sea": moved, and given to nobody."""
    return tree.lemma(trigger) in {"send", "ship", "dispatch", "give", "transfer"} and any(
        tree.low(kid) in {"back", "home", "away"}
        for node in [trigger, *tree.children(trigger, "obl", "obj")]
        for kid in tree.kids[node]
        if node == trigger or tree.dep(kid) == "advmod"
    )


#: What is sold or sent and is no equipment.
SHARES = frozenset(
    "stake share shareholding holding interest bond soldier troop envoy delegation worker unit arm division".split()
)


#: Goods that are traded and are no equipment.
COMMODITIES = frozenset(
    "gold oil gas crude grain wheat coal diamond uranium lithium ore fuel electricity food medicine bond bank "
    "rouble ruble dollar money cash water fertiliser fertilizer cotton coffee steel aluminium aluminum cement".split()
)


def _goods(scene: Scene, trigger: int) -> bool:
    """Whether what a verb or noun of supplying is about may be equipment: firms, plants and people are not supplied."""
    tree = scene.tree
    for token in [*tree.objects(trigger), *tree.phrases(trigger, "of")]:
        if tree.lemma(token) in SHARES:
            return False
        mention = scene.mention_at(token)
        kind = scene.type_of(mention) if mention is not None else ""
        if kind in {"organisation", "place", "event", "programme", "person"} and tree.case_of(token) != "to":
            return kind == "organisation" and bool(tree.children(trigger, "iobj"))
        if tree.lemma(token) in COMMODITIES:
            return False
    return True


def _overlap(subject: Mention, other: Mention) -> bool:
    """Whether one end lies inside of the other; an event's own phrase may hold its party ("Putin's visit")."""
    outer, inner = (subject, other) if subject.end - subject.start >= other.end - other.start else (other, subject)
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and not {subject.type, other.type} & {"event", "programme", "organisation"}


def _in_one_list(scene: Scene, subject: Filler, other: Filler) -> bool:
    """Whether both ends stand in one list: "A, B and C" do nothing to each other."""
    ids = {subject.mention.id, other.mention.id}
    return any(ids <= {m.id for m in run} for run in scene.lists)


def _proposed_deed(scene: Scene, trigger: int, relation: Relation) -> list[Filler]:
    """ "proposed establishing production units": what is put forward is the object of the deed."""
    found: list[Filler] = []
    tree = scene.tree
    clauses = tree.children(trigger, "xcomp", "ccomp")
    # A gerund straight after the verb is its content, whatever the parser calls it.
    if trigger + 1 < len(tree) and tree.tokens[trigger + 1].tag == "VBG" and trigger + 1 not in clauses:
        clauses.append(trigger + 1)
    for clause in clauses:
        for token in scene.tree.objects(clause):
            found += scene.fillers(token, relation.range)
    return found


def _why(relation: Relation, word: str, subject: Filler, other: Filler) -> str:
    ways = [f"{way}" for way in (subject.via, other.via) if way]
    tail = f", {', '.join(ways)}" if ways else ""
    return f"“{word}” says {relation.name}{tail}"
