"""Members of a group told of in the sentence before: "Among them were …", "These included …".

Whatever the text claims of the group, it claims of the members that it then names. The claim's evidence is the sentence
that names the member; the sentence on the group is its context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgraph.claims.patterns import Raw
from kgraph.claims.scene import Filler, Scene
from kgraph.claims.status import read_status
from kgraph.model import Evidence, Mention, MentionKind, Status
from kgraph.sentences.syntax import Tree

#: How sure: a member shares in what is told of its group.
SHARES = 0.85
BODIES = ("organisation", "person", "country")
#: Nouns for the people of an event that a later sentence takes up without naming it.
CIRCLES = frozenset(
    "community delegation group team contingent party gathering lineup line-up roster participants".split()
)
NAMING = frozenset("name list count mention identify cite".split())
INCLUDE = frozenset("include comprise feature count number".split())
#: Adjectives that point back to a group told of before.
BACK = frozenset({"this", "the", "these", "that", "those", "such"})


def inherited(scenes: Sequence[Scene], raws: Sequence[Raw]) -> Iterator[Raw]:
    """Claims that named members take over from their group.

    Args:
        scenes: the document's sentences, in text order.
        raws: claims of the sentences so far; those whose subject is a group are handed on.
    """
    claims = list(raws)
    circle: Mention | None = None
    known = {(r.scene.ends[r.subject.id].id, r.relation, r.scene.ends[r.object.id].id) for r in raws if not _denied(r)}
    for scene in scenes:
        circle = _circle(scene) or circle
        for group, members, trigger, status in _memberships(scene, circle):
            relations = {"attended"} if group is circle else {"attended", "visited"}
            for claim in _claims_of(group, claims, relations, scene):
                for member in members:
                    identity = (scene.ends[member.mention.id].id, claim.relation, scene.ends[claim.object.id].id)
                    if identity in known or identity[0] == identity[2]:
                        continue
                    known.add(identity)
                    made = _hand_on(claim, member, scene, trigger, status)
                    claims.append(made)
                    yield made


def _denied(raw: Raw) -> bool:
    """Whether a claim is a denial, beside which a claim of the same may stand."""
    return read_status(raw.scene.tree, raw.trigger).status is Status.DENIED


def _hand_on(claim: Raw, member: Filler, scene: Scene, trigger: int, status: Status | None) -> Raw:
    before = claim.scene.tree.sentence
    context = (Evidence(document=before.document, start=before.start, end=before.end),)
    return replace(
        claim,
        scene=scene,
        subject=member.mention,
        trigger=trigger,
        weight=claim.weight * SHARES * member.weight,
        why=f"named as one of those of whom “{before.text[:60]}…” tells",
        context=context if before.id != scene.tree.sentence.id else (),
        status=status,
        speaker=next(iter(scene.tree.subjects(trigger)), -1) if status is Status.REPORTED else -1,
    )


def _claims_of(group: Mention, claims: Sequence[Raw], relations: set[str], scene: Scene) -> list[Raw]:
    """Attendance and visits of a group. The circle of a delegation, taken up loosely, shares in its attendance only."""
    end = scene.ends[group.id].id
    return [c for c in claims if c.relation in relations and c.scene.ends[c.subject.id].id == end]


def _memberships(scene: Scene, circle: Mention | None) -> Iterator[tuple[Mention, list[Filler], int, Status | None]]:
    """(group, members, trigger, status) of the sentences that name members of a group."""
    tree = scene.tree
    for token in range(len(tree)):
        if tree.case_of(token) in {"among", "amongst"} and tree.low(token) in {"them", "these", "those"}:
            group = scene.mention_at(token)
            root = tree.tokens[token].head
            members = [f for node in [root, *tree.subjects(root)] if node != token for f in scene.fillers(node, BODIES)]
            if group is not None:
                yield group, _named(members), root, None
        elif tree.lemma(token) in NAMING and tree.is_verb(token):
            yield from _named_among(scene, token)
        elif token == 1 and tree.lemma(token) in INCLUDE and tree.low(0) in {"these", "those", "they"}:
            members = [Filler(mention) for mention in enumerated(scene, token)]
            for group in filter(None, [scene.mention_at(0), circle]):
                yield group, members, token, None
        elif (
            tree.lemma(token) == "part"
            and tree.phrases(token, "of")
            and (tree.children(token, "cop") or tree.tokens[token].head != token)
        ):
            yield from _part_of_circle(scene, token, circle)


#: Words that a member of a list follows.
LEADS = frozenset({"like", "as", "including", "and", ",", "include", "included", "includes", "comprise", "comprised"})


def enumerated(scene: Scene, verb: int) -> list[Mention]:
    """Named members of a list after a verb of including, by the row of words: a long list is beyond the parser.

    A name counts where it follows the verb, a comma, "and", "like" or "such as", with at most an article between; names
    deeper in a phrase ("…, which represents Borel") do not.
    """
    tree = scene.tree
    found = []
    for mention in scene.mentions:
        if mention.kind is not MentionKind.NAME or mention.type not in {"organisation", "person"}:
            continue
        first = next(i for i, token in enumerate(tree.tokens) if token.start >= mention.start)
        before = first - 1
        if before > verb and tree.tokens[before].pos == "DET":
            before -= 1
        if before >= verb and tree.low(before) in LEADS and not _in_clause(tree, verb, first):
            found.append(mention)
    return found


def _in_clause(tree: Tree, verb: int, index: int) -> bool:
    """Whether a relative word stands between, so that the name belongs to a clause on an earlier member."""
    return any(tree.low(i) in {"which", "who", "that", "whose"} for i in range(verb + 1, index))


#: How many words may stand between "named" and "among".
TO_AMONG = 20


def _named_among(scene: Scene, token: int) -> Iterator[tuple[Mention, list[Filler], int, Status | None]]:
    """ "The report named Acme among the firms whose executives attended": Acme attended, on the report's word."""
    tree = scene.tree
    among = next((i for i in range(token + 1, min(token + TO_AMONG, len(tree))) if tree.low(i) == "among"), None)
    if among is None:
        return
    begin, end = tree.tokens[token].end, tree.tokens[among].start
    members = [Filler(m) for m in scene.mentions if begin <= m.start and m.end <= end and m.type in BODIES]
    group = scene.mention_at(tree.tokens[among].head)
    if group is not None:
        yield group, _named(members), token, Status.REPORTED


def _part_of_circle(
    scene: Scene, token: int, circle: Mention | None
) -> Iterator[tuple[Mention, list[Filler], int, Status | None]]:
    """ "Acme and Borel were reportedly part of this community": members of the circle told of before."""
    tree = scene.tree
    for phrase in tree.phrases(token, "of"):
        dets = {tree.low(kid) for kid in tree.children(phrase, "det")}
        if tree.lemma(phrase) in CIRCLES and dets & BACK and circle is not None:
            members = [f for node in tree.subjects(token) for f in scene.fillers(node, BODIES)]
            yield circle, _named(members), token, None


def is_circle(scene: Scene, mention: Mention) -> bool:
    """Whether a common noun only takes up a circle of people: "part of this community" is no membership of a body."""
    return mention.kind is MentionKind.NOMINAL and scene.tree.lemma(mention.head) in CIRCLES - {"delegation", "team"}


def _named(fillers: Sequence[Filler]) -> list[Filler]:
    return [f for f in fillers if f.mention.kind is MentionKind.NAME]


def _circle(scene: Scene) -> Mention | None:
    """The delegation that a sentence takes as its topic: "The delegation was broad, featuring executives …"."""
    tree = scene.tree
    for mention in scene.mentions:
        if (
            mention.kind is MentionKind.NOMINAL
            and tree.lemma(mention.head) in CIRCLES
            and tree.dep(mention.head) in {"nsubj", "nsubj:pass"}
        ):
            return mention
    return None


#: Nouns of firms and states, which their owner or a clause tells apart.
FIRMS = frozenset("company companies firm firms country countries state states nation nations group groups".split())
#: Nouns that tell nobody apart without a word beside them.
BARE = frozenset(
    "customer customers client clients buyer buyers supplier suppliers partner partners rival rivals party parties "
    "company companies firm firms country countries state states nation nations group groups maker makers member "
    "members owner investor investors shareholder shareholders broker brokers bank entity entities it its they".split()
)


def is_plain_group(scene: Scene, mention: Mention) -> bool:
    """Whether people or firms are told by a bare noun ("executives", "customers"): a claim on them says nothing."""
    end = scene.ends[mention.id]
    if end.kind is MentionKind.NAME:
        return False
    if end.type == "person":
        return True
    here = end.sentence == scene.tree.sentence.id
    # "its firms", "the firm acquired by Acme": told apart by what hangs on it.
    told = here and scene.tree.children(end.head, "nmod:poss", "acl") and end.text.casefold() in FIRMS
    return end.type in {"organisation", "country"} and end.text.casefold() in BARE and not told
