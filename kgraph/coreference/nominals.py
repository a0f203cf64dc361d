"""Common nouns that refer to something told before: "the company", "the minister", "the firms", "the tanks"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgraph.coreference.names import key_of
from kgraph.gazetteer import BLOC_NOUNS
from kgraph.model import Link, Mention, MentionKind, Reason
from kgraph.sentences.syntax import Tree

#: How sure: the same class of equipment; a group told by the same words; a group of one country's firms; "the company".
SAME_CLASS, SAME_GROUP, SAME_FIRMS, DEFINITE = 0.9, 0.85, 0.7, 0.75
#: How sure: a bare definite noun takes up the only thing so called before.
TAKEN_UP = 0.85
#: How sure: "the company" is the subject of the sentence before, though others are named in it.
TOPIC = 0.65
#: Nouns for firms that a text uses for one another.
FIRM_NOUNS = frozenset(
    "firm company manufacturer maker producer contractor business enterprise player corporation".split()
)
#: Definite nouns and the type of what they take up when one such was told in the two sentences before.
DEFINITES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "company",
            "firm",
            "manufacturer",
            "maker",
            "shipbuilder",
            "group",
            "conglomerate",
            "contractor",
            "agency",
            "organisation",
            "organization",
            "bank",
            "ministry",
            "shipyard",
            "supplier",
            "bloc",
            "alliance",
            "yard",
            "union",
        ),
        "organisation",
    ),
    **dict.fromkeys(
        (
            "minister",
            "president",
            "premier",
            "chancellor",
            "chairman",
            "executive",
            "official",
            "diplomat",
            "general",
            "envoy",
            "ambassador",
            "spokesman",
            "spokeswoman",
            "secretary",
        ),
        "person",
    ),
}
#: How many sentences back a definite noun or a pronoun may reach.
REACH = 2


def class_links(mentions: Sequence[Mention], trees: Mapping[str, Tree]) -> Iterator[Link]:
    """Links common nouns that name the same class or the same group by their words."""
    first: dict[tuple[str, str], Mention] = {}
    firms: dict[str, Mention] = {}
    singular: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.kind is not MentionKind.NOMINAL or mention.type not in {
            "equipment",
            "organisation",
            "programme",
            "country",
        }:
            continue
        tree = trees[mention.sentence]
        plural = tree.tokens[mention.head].tag == "NNS" or mention.type == "equipment"
        lemma = tree.lemma(mention.head)
        if not plural:
            singular.setdefault((mention.type, lemma), []).append(mention)
            earlier = singular[mention.type, lemma][:-1]
            if len(earlier) == 1 and _takes_up(tree, mention):
                singular[mention.type, lemma].pop()
                yield _link(mention, earlier[0], TAKEN_UP, f"“{mention.text}” takes up “{earlier[0].text}”")
            continue
        identity = (mention.type, _class_key(mention, lemma))
        land = _land(mention, mentions)
        such = {tree.low(kid) for kid in tree.children(mention.head, "amod", "det", "det:predet")} & {
            "such",
            "these",
            "those",
        }
        alike = [
            m
            for m in reversed(list(first.values()))
            if m.type == mention.type and trees[m.sentence].lemma(m.head) == lemma
        ]
        if such and alike and identity not in first:
            yield _link(mention, alike[0], SAME_GROUP, f"“{mention.text}” points back")
        elif identity in first:
            score = SAME_CLASS if mention.type == "equipment" else SAME_GROUP
            yield _link(mention, first[identity], score, "the same words")
        elif land and lemma in FIRM_NOUNS and land in firms:
            yield _link(mention, firms[land], SAME_FIRMS, f"firms of {land} as a group")
        else:
            first[identity] = mention
            if land and lemma in FIRM_NOUNS:
                firms[land] = mention


def _takes_up(tree: Tree, mention: Mention) -> bool:
    """A bare definite noun, "the delegation": it takes up the one that was told of before."""
    dets = [tree.low(kid) for kid in tree.children(mention.head, "det")]
    return dets in (["the"], ["this"], ["that"]) and " " not in mention.text


def _class_key(mention: Mention, lemma: str) -> str:
    if mention.type == "country" and lemma in BLOC_NOUNS:
        lemma = "country"
    words = key_of(mention.name or mention.text).split()
    return (
        " ".join([*words[:-1], lemma])
        if len(words) == len((mention.name or mention.text).split())
        else key_of(mention.name or mention.text)
    )


def _land(mention: Mention, mentions: Sequence[Mention]) -> str | None:
    """The country whose adjective stands in the phrase: "Indian defence firms" -> India."""
    for other in mentions:
        if (
            other.type == "country"
            and other.kind is MentionKind.NAME
            and mention.start <= other.start < other.end < mention.end
        ):
            return other.name or other.text
    return None


def definite_links(mentions: Sequence[Mention], trees: Mapping[str, Tree]) -> Iterator[Link]:
    """ "The company", "the minister": the one name of that type that is near, where there is just one."""
    order = {sentence: index for index, sentence in enumerate(trees)}
    for index, mention in enumerate(mentions):
        if mention.kind is not MentionKind.NOMINAL:
            continue
        tree = trees[mention.sentence]
        kind = DEFINITES.get(tree.lemma(mention.head))
        dets = [tree.low(kid) for kid in tree.children(mention.head, "det")]
        words = mention.text.split()
        bare = len(words) == 1 or (len(words) == len(("X-based", "company")) and "based" in words[0])
        if kind is None or dets != ["the"] or not bare or tree.tokens[mention.head].tag == "NNS":
            continue
        here = order[mention.sentence]
        near = [
            m
            for m in mentions[:index]
            if m.type == kind and m.kind is MentionKind.NAME and here - order[m.sentence] <= REACH
        ]
        if tree.lemma(mention.head) in BUSINESSES:
            # No ministry is "the company", nor does "the bank" take up what does something to it in its own clause.
            near = [m for m in near if not _is_office(m) and not _is_own_subject(tree, mention, m)]
        here_named = [m for m in near if m.sentence == mention.sentence]
        near = here_named or near
        distinct = {key_of(m.name or m.text) for m in near}
        if len(distinct) > 1:
            topic = [
                m
                for m in near
                if m.sentence != mention.sentence and here - order[m.sentence] == 1 and _is_topic(trees, m)
            ]
            if len({key_of(m.name or m.text) for m in topic}) == 1:
                yield _link(mention, topic[0], TOPIC, f"{topic[0].text} is what the sentence before is about")
            continue
        if len(distinct) == 1:
            yield _link(mention, near[0], DEFINITE, f"the only {kind} named shortly before is {near[0].text}")


#: Nouns of businesses, and last words of names that are none.
BUSINESSES = FIRM_NOUNS | frozenset("bank shipbuilder shipyard yard supplier conglomerate".split())
OFFICES = frozenset(
    "treasury ministry department court army navy force forces police commission parliament council government "
    "duma senate congress kremlin pentagon union office house guard corps administration agency "
    "committee nations nato".split()
)


def _is_office(mention: Mention) -> bool:
    words = key_of(mention.name or mention.text).split()
    return bool(words) and (words[-1] in OFFICES or words[0] in {"ministry", "department", "court", "office"})


def _is_own_subject(tree: Tree, mention: Mention, other: Mention) -> bool:
    """Whether a name is the subject of the clause that a noun stands in: that would be "it"."""
    if other.sentence != mention.sentence:
        return False
    above = [node for node in tree.ancestors(mention.head) if tree.is_verb(node)]
    return any(other.head in tree.subjects(node) for node in above)


def _is_topic(trees: Mapping[str, Tree], mention: Mention) -> bool:
    """Whether a mention is the subject of its sentence's main clause."""
    tree = trees[mention.sentence]
    governor = tree.tokens[mention.head].head
    alone = not tree.children(mention.head, "conj")
    return alone and tree.dep(mention.head) in {"nsubj", "nsubj:pass"} and tree.is_root(governor)


def _link(mention: Mention, target: Mention, score: float, why: str) -> Link:
    return Link(mention=mention.id, target=target.id, score=score, reasons=(Reason(text=why, weight=score),))
