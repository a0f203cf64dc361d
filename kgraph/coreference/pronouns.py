"""Pronouns: "he", "it", "its", "them", "these", each to what was told before, or to nothing where that is doubtful.

Source: recency, subjecthood and agreement as in Lappin & Leass (1994), cut down to what a small parser can carry: only
the clause's own subject, then the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgraph.model import Link, Mention, MentionKind, Reason
from kgraph.sentences.syntax import Tree

#: Words between "managers" and "firms" in "managers from leading firms", at most.
MOST_BETWEEN = 3
#: How sure: "its" of its clause's subject; "he" of the only person near; "it" of the last subject; "them" of a group.
OWN_SUBJECT, ONLY_PERSON, LAST_SUBJECT, GROUP = 0.85, 0.85, 0.7, 0.75
PERSONAL = frozenset("he she him her his hers".split())
NEUTER = frozenset("it its".split())
PLURAL = frozenset("they them their theirs these those".split())


def pronoun_links(
    mentions: Sequence[Mention], trees: Mapping[str, Tree], so_far: Mapping[str, Mention]
) -> Iterator[Link]:
    """Links each pronoun that has one clear antecedent."""
    order = {sentence: index for index, sentence in enumerate(trees)}
    for index, mention in enumerate(mentions):
        if mention.kind is not MentionKind.PRONOUN:
            continue
        before = mentions[:index]
        here = order[mention.sentence]
        same = [m for m in before if m.sentence == mention.sentence and m.kind is not MentionKind.PRONOUN]
        previous = [m for m in before if order[m.sentence] == here - 1 and m.kind is not MentionKind.PRONOUN]
        low = mention.text.casefold()
        tree = trees[mention.sentence]
        if tree.dep(tree.tokens[mention.head].head) == "parataxis" and tree.dep(mention.head) == "nsubj":
            # "…, it added": whoever spoke before, not somebody of what is said.
            same = []
        if low in PERSONAL:
            found = _person(mention, same, previous, trees, so_far)
        elif low in NEUTER:
            found = _neuter(mention, same, previous, trees)
        elif low in PLURAL:
            found = _plural(mention, same, previous, trees)
        else:
            found = None
        if found is not None:
            target, score, why = found
            yield Link(mention=mention.id, target=target.id, score=score, reasons=(Reason(text=why, weight=score),))


_Found = tuple[Mention, float, str] | None


def _person(
    mention: Mention,
    same: Sequence[Mention],
    previous: Sequence[Mention],
    trees: Mapping[str, Tree],
    so_far: Mapping[str, Mention],
) -> _Found:
    """The only person near. Where two are, the clause's own subject for a possessive, else nobody."""
    wanted = _gender(mention.text)
    tree = trees[mention.sentence]
    other = any(_gender(t.text) not in {None, wanted} for t in tree.tokens if t.pos == "PRON" or t.tag == "PRP$")
    for candidates in (same, previous):
        people = [m for m in candidates if m.type == "person" and m.kind is MentionKind.NAME]
        told = {m.id: _told_gender(trees[m.sentence], m) for m in people}
        people = [m for m in people if told[m.id] in {None, wanted}]
        if other and any(told[m.id] is None for m in people):
            # "“He met Dorn,” she said": two people, and no word says which of them a name is.
            return None
        distinct = {so_far[m.id].id for m in people}
        if len(distinct) == 1:
            return people[-1], ONLY_PERSON, f"the only person named shortly before is {people[-1].text}"
        if distinct and candidates is same:
            governed = _governing_subject(trees[mention.sentence], mention.head, people)
            if governed is not None and mention.text.casefold() in {"his", "her", "hers"}:
                return governed[0], LAST_SUBJECT, f"{governed[0].text} is the subject of its clause"
        if distinct:
            return None
    return None


#: Words that tell a man or a woman: titles, kinship, and posts that are worded so.
HE = frozenset(
    "he him his mr sir lord king prince father son brother husband ex-husband grandson grandfather uncle nephew "
    "chairman spokesman businessman salesman baron duke sheikh emir boyfriend".split()
)
SHE = frozenset(
    "she her hers mrs ms lady queen princess mother daughter sister wife ex-wife granddaughter grandmother aunt niece "
    "chairwoman spokeswoman businesswoman saleswoman baroness duchess girlfriend widow actress".split()
)
#: How many words before a name may tell its bearer's sex: "his ex-wife Tracey", "spokeswoman for Acme Lena Orsk".
TITLE_WORDS = 2


def _gender(word: str) -> str | None:
    low = word.casefold().rstrip(".")
    return "he" if low in HE else "she" if low in SHE else None


def _told_gender(tree: Tree, mention: Mention) -> str | None:
    """What the words right before a name, or its apposition, tell."""
    first = next((i for i, token in enumerate(tree.tokens) if token.start >= mention.start), len(tree))
    described = tree.children(mention.head, "appos", "nmod:desc", "compound")
    beside = [*range(max(0, first - TITLE_WORDS), first), *described]
    found = [_gender(tree.tokens[i].text) for i in beside if tree.tokens[i].tag not in {"PRP", "PRP$"}]
    return next((gender for gender in found if gender), None)


def _neuter(
    mention: Mention, same: Sequence[Mention], previous: Sequence[Mention], trees: Mapping[str, Tree]
) -> _Found:
    bodies = {"organisation", "country"}
    tree = trees[mention.sentence]
    if mention.text.casefold() == "its":
        found = _governing_subject(tree, mention.head, [m for m in same if m.type in bodies])
        if found is not None:
            owner, verb = found
            if any(_rivals(owner, m, verb) for m in same if m.type in bodies and m.kind is MentionKind.NAME):
                # "Norway sanctioned Acme over its exports": the second is as likely as the first.
                return None
            return owner, OWN_SUBJECT, f"{owner.text} is the subject of its clause"
    hearers = _hearers(tree, mention.head)
    told = [m for m in same if m.head in hearers and m.type in bodies]
    if told:
        return told[-1], OWN_SUBJECT, f"{told[-1].text} is told so"
    owners = [m for m in same if m.type in bodies and trees[m.sentence].dep(m.head) == "nmod:poss"]
    for candidates in (same, previous):
        subjects = [m for m in candidates if m.type in bodies and _is_subject(trees[m.sentence], m)]
        if subjects and trees[subjects[-1].sentence].children(subjects[-1].head, "conj"):
            # "Acme and Borel built frigates. It …": one of two, and none can say which.
            return None
        if subjects:
            return subjects[-1], LAST_SUBJECT, f"{subjects[-1].text} is the subject before"
        if mention.text.casefold() == "its" and len({m.name or m.text for m in owners}) == 1:
            return owners[-1], LAST_SUBJECT, f"{owners[-1].text} is the owner told of before"
        if candidates is same and any(
            tree.dep(i) in {"nsubj", "nsubj:pass"} and tree.tokens[i].pos in {"NOUN", "PROPN"}
            for i in range(mention.head)
        ):
            # Something else of this sentence is its subject; what was told before is too far.
            return None
    return None


def _plural(
    mention: Mention, same: Sequence[Mention], previous: Sequence[Mention], trees: Mapping[str, Tree]
) -> _Found:
    tree = trees[mention.sentence]
    low = mention.text.casefold()
    if low in {"their", "they"}:
        subjects = [
            m for m in same if m.type in {"organisation", "person"} and _is_subject(tree, m) and _is_plural(tree, m)
        ]
        hearers = _hearers(tree, mention.head)
        told = [m for m in same if m.head in hearers and m.type in {"organisation", "person"} and _is_plural(tree, m)]
        if told:
            return told[-1], OWN_SUBJECT, f"{told[-1].text} is told so"
        if subjects:
            return subjects[-1], LAST_SUBJECT, f"{subjects[-1].text} is the subject before"
    groups = [
        m
        for m in previous
        if m.type in {"person", "organisation"} and m.kind is MentionKind.NOMINAL and _is_plural(trees[m.sentence], m)
    ]
    # "executives from firms": the phrase that the other hangs on is meant.
    heads = [m for m in groups if not any(_hangs_on(trees[m.sentence], m, other) for other in groups)]
    heads = [m for m in heads if not any(_follows(trees[m.sentence], m, other) for other in groups)]
    if heads:
        return heads[-1], GROUP, f"the group told of in the sentence before: {heads[-1].text}"
    return None


#: Verbs whose content is about whom they are said to.
WARNING = frozenset("warn notify caution".split())


def _hearers(tree: Tree, index: int) -> list[int]:
    """Whom the verb above tells: the banks of "warned the banks that they risk"."""
    clause = tree.tokens[index].head
    above = tree.tokens[clause].head
    if tree.dep(index) != "nsubj" or tree.dep(clause) != "ccomp" or tree.lemma(above) not in WARNING:
        # "told reporters that they": who speaks, or somebody else.
        return []
    return tree.children(above, "obj", "iobj")


def _hangs_on(tree: Tree, mention: Mention, other: Mention) -> bool:
    return other is not mention and other.head in set(tree.ancestors(mention.head)) and not tree.is_verb(other.head)


def _rivals(owner: Mention, other: Mention, verb: int) -> bool:
    """Whether another body stands between the subject's verb and the pronoun, and so may be meant as well."""
    return other.start >= max(owner.end, verb) and (other.name or other.text) != (owner.name or owner.text)


def _follows(tree: Tree, mention: Mention, other: Mention) -> bool:
    """ "managers from firms": the second stands straight after the first with a preposition between."""
    begin = tree.sentence.start
    gap = tree.sentence.text[max(0, other.end - begin) : max(0, mention.start - begin)]
    words = gap.casefold().split()
    return (
        other.end < mention.start
        and bool(words)
        and words[0] in {"from", "of", "at", "for"}
        and len(words) <= MOST_BETWEEN
    )


def _is_subject(tree: Tree, mention: Mention) -> bool:
    return tree.dep(mention.head) in {"nsubj", "nsubj:pass"}


def _is_plural(tree: Tree, mention: Mention) -> bool:
    return tree.tokens[mention.head].tag in {"NNS", "NNPS"}


def _governing_subject(tree: Tree, index: int, candidates: Sequence[Mention]) -> tuple[Mention, int] | None:
    """The subject of the clause that a possessive stands in, if it is one of the candidates, and where its verb stands.

    An attempt "by India to recalibrate its …" counts: India does the recalibrating.
    """
    for node in tree.ancestors(index):
        if not tree.is_verb(node):
            continue
        subjects = {tree.tokens[s].start for s in tree.subjects(node)}
        for mention in candidates:
            if tree.tokens[mention.head].start in subjects:
                return mention, tree.tokens[node].start
    return None
