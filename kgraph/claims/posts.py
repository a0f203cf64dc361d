"""Who holds which post: "Defence Secretary Lena Orsk", "Orsk, Norway's defence minister", "the chairman of Acme"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.claims.patterns import Raw
from kgraph.claims.scene import Filler, Scene
from kgraph.mentions.lexicon import ENDED_TITLES, REACHING_NOUNS, REMAKING_VERBS, ROLE_NOUNS, STATE_ROLES
from kgraph.model import Mention, MentionKind
from kgraph.sentences.syntax import Tree

#: How sure: country or firm inside the post's phrase; in the holder's purpose ("Modi's goal of transforming India").
INSIDE, PURPOSE = 0.93, 0.6
#: Words that belong to a post before its head noun.
POST_WORDS = frozenset(
    "deputy vice chief prime foreign defence defense finance interior trade justice energy economy state "
    "first acting permanent joint general managing executive national security home external".split()
)
BODIES = ("organisation", "country")


def posts(scene: Scene) -> Iterator[Raw]:
    """The posts of a sentence, by the place of their noun."""
    tree = scene.tree
    done: set[tuple[str, str]] = set()
    for index in range(len(tree)):
        if not _is_post(tree, index):
            continue
        verb = _appointment(tree, index)
        holder = _holder(scene, index, verb)
        if holder is None:
            continue
        first = _first_word(scene, index)
        for body in _bodies(scene, index, first, holder):
            pair = (holder.id, scene.ends[body.mention.id].id)
            if pair in done or scene.ends[holder.id].id == scene.ends[body.mention.id].id:
                continue
            done.add(pair)
            yield Raw(
                scene=scene,
                subject=holder,
                relation="holds_post",
                object=body.mention,
                trigger=index if verb is None else verb,
                weight=INSIDE * body.weight,
                why=f"“{tree.text(first, index)}” is a post" + (f", {body.via}" if body.via else ""),
                ended=_ended(tree, index, first),
                role=tree.text(first, index),
            )


def _is_post(tree: Tree, index: int) -> bool:
    low = tree.low(index)
    token = tree.tokens[index]
    named = token.pos in {"NOUN", "PROPN"} or token.tag == "NNP"
    if low not in ROLE_NOUNS or not named or token.tag == "NNS":
        return False
    following = tree.low(index + 1) if index + 1 < len(tree) else ""
    return following not in ROLE_NOUNS or low in {"president", "minister"}


def _first_word(scene: Scene, index: int) -> int:
    """Where the post's words begin: "Defence Production Secretary", after the country and the article."""
    tree = scene.tree
    first = index
    while first > 0:
        before = tree.tokens[first - 1]
        if any(
            m.type in {"country", "organisation", "person", "place"} and m.kind is MentionKind.NAME
            for m in scene.covering[first - 1]
        ):
            break
        capital = before.text[:1].isupper() and before.pos in {"PROPN", "NOUN", "ADJ"} and first - 1 > 0
        joined = before.pos == "NOUN" and before.tag == "NN" and tree.dep(first - 1) == "compound"
        if not (capital or joined or before.text.casefold() in POST_WORDS or (before.text == "-" and first > 1)):
            break
        if before.text.casefold() in ENDED_TITLES:
            break
        first -= 1
    return first


#: Verbs that give somebody a post: "was appointed chief executive".
APPOINTING = frozenset("appoint name elect make hire reappoint".split())


def _appointment(tree: Tree, index: int) -> int | None:
    """The passive verb that gives a post, "was appointed chairman", whichever of the two the parser puts above."""
    for verb in (tree.tokens[index].head, *tree.children(index, "amod")):
        if tree.lemma(verb) in APPOINTING and verb < index and tree.children(verb, "aux:pass"):
            return verb
    return None


def _holder(scene: Scene, index: int, verb: int | None) -> Mention | None:
    """The person: named right after the post, in apposition to it, or its subject ("Orsk is the chairman")."""
    tree = scene.tree
    following = index + 1
    comma = following < len(tree) and tree.tokens[following].text == ","
    for start in (following, following + 1 if comma else following):
        if start < len(tree):
            person = _person_at(scene, start)
            if (
                person is not None
                and person.start == tree.tokens[start].start
                and (not comma or _closes(scene, person, index))
            ):
                return person
    head = tree.tokens[index].head
    if tree.dep(index) in {"appos", "parataxis"}:
        person = _person_at(scene, tree.first_conjunct(head))
        if person is not None:
            return person
    if verb is not None:
        for kid in [*tree.children(verb, "nsubj:pass", "nsubj"), *tree.children(index, "nsubj", "nsubj:pass")]:
            person = _person_at(scene, kid)
            if person is not None:
                return person
    for kid in [*tree.children(index, "appos"), *(tree.subjects(index) if tree.children(index, "cop") else [])]:
        person = _person_at(scene, kid)
        if person is not None:
            return person
    return _before_comma(scene, index)


def _closes(scene: Scene, person: Mention, index: int) -> bool:
    """A name after a comma is the holder's where the post is definite ("India's …, X") and the name is closed."""
    tree = scene.tree
    last = max(i for i, t in enumerate(tree.tokens) if t.start < person.end)
    closed = (
        last + 1 >= len(tree)
        or tree.tokens[last + 1].text in {",", ".", ";", "—", "–", ")"}
        or tree.tokens[last + 1].pos in {"VERB", "AUX"}
    )
    return closed and (bool(tree.children(index, "nmod:poss", "det")) or index > 0)


def _before_comma(scene: Scene, index: int) -> Mention | None:
    """ "Lena Orsk, Norway's defence minister, …": the name before the comma in front of the post's phrase."""
    tree = scene.tree
    start = tree.core(index, possessor=True)[0]
    while (
        start > 0
        and tree.tokens[start - 1].pos in {"DET", "ADJ", "PART", "PROPN"}
        and tree.tokens[start - 1].text != ","
    ):
        start -= 1
    if start > 1 and tree.tokens[start - 1].text == ",":
        person = _person_at(scene, start - 2)
        if person is not None and person.end == tree.tokens[start - 2].end:
            return person
    return None


def _person_at(scene: Scene, index: int) -> Mention | None:
    named = [m for m in scene.covering[index] if m.type == "person" and m.kind is MentionKind.NAME]
    return named[0] if named else None


def _bodies(scene: Scene, index: int, first: int, holder: Mention) -> Iterator[Filler]:
    """The organisation or country of a post: before it, its possessor, after "of"; else from the holder's purpose."""
    tree = scene.tree
    tokens: list[int] = []
    before = first - 1
    while before >= 0 and tree.tokens[before].text in {"'s", "’s", "'", "’", "-"}:
        before -= 1
    while before >= 0 and tree.low(before) in ENDED_TITLES:
        before -= 1
    if before >= 0:
        tokens.append(before)
    tokens += tree.children(index, "nmod:poss", "compound", "amod")
    found = _at(scene, tokens)
    if not found:
        found = [
            f for phrase in tree.phrases(index, "of", "at", "for", "in", "to") for f in scene.fillers(phrase, BODIES)
        ]
    if not found and index + 2 < len(tree) and tree.low(index + 1) in {"of", "at"}:
        found = [f for node in range(index + 2, min(index + 5, len(tree))) for f in _at(scene, [node])][:1]
    if found:
        yield from found[:1] if tree.low(index) in STATE_ROLES else found
    elif tree.low(index) in STATE_ROLES:
        yield from _purpose(scene, holder)


def _at(scene: Scene, tokens: list[int]) -> list[Filler]:
    """Named bodies right at these tokens."""
    found: list[Filler] = []
    for token in tokens:
        mention = scene.mention_at(token) or next(iter(scene.covering[token]), None)
        head = scene.tree.tokens[token].head
        if scene.tree.dep(token) == "compound" and scene.tree.tokens[head].pos == "NOUN" and head > token + 1:
            # "the director of the Hrodna chemical plant": of the plant.
            mention = mention if scene.tree.low(head) in ROLE_NOUNS else None
        if mention is None or scene.type_of(mention) not in BODIES or mention.kind is MentionKind.NOMINAL:
            continue
        if not any(f.mention is mention for f in found):
            found.append(Filler(mention))
    return found


def _purpose(scene: Scene, holder: Mention) -> Iterator[Filler]:
    """ "Prime Minister X's goal of transforming Y": a head of state or of government remakes his own country."""
    tree = scene.tree
    for noun in range(len(tree)):
        if tree.lemma(noun) not in REACHING_NOUNS:
            continue
        owners = tree.children(noun, "nmod:poss")
        if not any(scene.covering[o] and holder in scene.covering[o] for o in owners):
            continue
        for clause in tree.children(noun, "acl", "advcl", "nmod"):
            if tree.lemma(clause) in REMAKING_VERBS:
                for token in tree.objects(clause):
                    for filler in scene.fillers(token, ("country",)):
                        yield Filler(
                            filler.mention, PURPOSE, f"from {holder.text}’s {tree.low(noun)} of {tree.low(clause)} it"
                        )


def _ended(tree: Tree, index: int, first: int) -> bool:
    words = {tree.low(i) for i in range(max(0, first - 3), index)} | {tree.low(k) for k in tree.children(index, "amod")}
    return bool(words & ENDED_TITLES)
