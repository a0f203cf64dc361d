"""When, where, how much and to whom: words of the sentence that belong to one claim and to no other."""

from __future__ import annotations

import re

from kgraph import dates
from kgraph.claims.patterns import Raw
from kgraph.claims.scene import Scene
from kgraph.model import MentionKind, Status, When
from kgraph.sentences.syntax import Tree

MONEY = re.compile(
    r"(?:US|A|C|S|HK)?[$€£¥₹]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|crore|lakh|bn|mn|m))?|\b\d[\d.,]*\s(?:million|billion|crore)\s(?:dollars|euros|pounds|rupees|yuan|yen|zlotys?)\b|\bRs\.?\s?\d[\d.,]*(?:\s?(?:crore|lakh))?"
)
#: Relations whose goods may have a recipient or a number.
GOODS = frozenset({"supplies", "ordered", "manufactures", "supplied_to", "operates", "proposed", "acquired", "signed"})


#: Nouns with a date of their own beside the deed's.
DELIVERIES = frozenset("delivery completion handover".split())


def when_of(raw: Raw, status: Status, *, ended: bool) -> When | None:
    """The date that is told of this claim: attached to its trigger, its event or its own clause; None if there is none.

    Dates of other clauses of the sentence are none of it.
    """
    scene, tree = raw.scene, raw.scene.tree
    for start, end in dates.find(tree.sentence.text):
        inside = [i for i, t in enumerate(tree.tokens) if start <= t.start - tree.sentence.start < end]
        if not inside:
            continue
        governors = {tree.lemma(tree.tokens[i].head) for i in inside}
        if governors & DELIVERIES and tree.lemma(raw.trigger) not in DELIVERIES:
            # "ordered nine carriers, with delivery from 2027": not ordered in 2027.
            continue
        if _belongs(raw, tree, inside):
            text = tree.sentence.text[start:end]
            future = status in {Status.PLANNED, Status.PROPOSED} and not ended
            return dates.resolve(text, published=scene.document.published, future=future)
    return None


def _belongs(raw: Raw, tree: Tree, inside: list[int]) -> bool:
    head = next((i for i in inside if tree.tokens[i].head not in inside or tree.is_root(i)), inside[-1])
    governor = tree.tokens[head].head
    own = {raw.trigger}
    for mention in (raw.subject, raw.object):
        if mention.sentence == tree.sentence.id and mention.type == "event":
            own.add(mention.head)
            if any(mention.start <= tree.tokens[i].start < mention.end for i in inside):
                return True
    if governor in own or head in own:
        return True
    trigger_clause, date_clause = _clause(tree, raw.trigger), _clause(tree, governor)
    if _follows_event(raw, tree, inside[0]):
        return True
    other_event = any(m.type == "event" and m.head == governor and m.head not in own for m in raw.scene.mentions)
    return trigger_clause == date_clause and not other_event and not _near_other_event(raw, tree, inside[0])


def _follows_event(raw: Raw, tree: Tree, first: int) -> bool:
    """ "a visit to Oslo in May": straight after the claim's own event phrase, wherever the tree hangs the date."""
    for mention in (raw.object, raw.subject):
        if mention.sentence == tree.sentence.id and mention.type == "event":
            gap = tree.sentence.text[mention.end - tree.sentence.start : tree.tokens[first].start - tree.sentence.start]
            if (
                gap.strip().casefold() in {"in", "on", "", "from", "of", "for", "during"}
                and tree.tokens[first].start >= mention.end
            ):
                return True
    return _after_trigger(raw, tree, first)


def _after_trigger(raw: Raw, tree: Tree, first: int) -> bool:
    end = raw.object.end if raw.object.sentence == tree.sentence.id else tree.tokens[raw.trigger].end
    gap = tree.sentence.text[end - tree.sentence.start : tree.tokens[first].start - tree.sentence.start]
    return tree.tokens[first].start >= end and gap.strip().casefold() in {"in", "on", "from", "during", "since"}


def _near_other_event(raw: Raw, tree: Tree, first: int) -> bool:
    """Whether the date stands straight after, or inside, another event's phrase than the claim's own."""
    own = {raw.subject.id, raw.object.id}
    for mention in raw.scene.mentions:
        if mention.type != "event" or mention.id in own or mention.head == raw.trigger:
            continue
        gap = tree.sentence.text[
            max(0, mention.end - tree.sentence.start) : max(0, tree.tokens[first].start - tree.sentence.start)
        ]
        inside = mention.start <= tree.tokens[first].start < mention.end
        if inside or (tree.tokens[first].start >= mention.end and gap.strip().casefold() in {"in", "on", "of", ""}):
            return True
    return False


def _clause(tree: Tree, index: int) -> int:
    """The verb, or the root, of the clause that a token stands in."""
    if tree.is_verb(index):
        return index
    return next((node for node in tree.ancestors(index) if tree.is_verb(node) or tree.is_root(node)), index)


def place_of(raw: Raw) -> str | None:
    """Where the claim's deed was done, if a phrase at its trigger says so and it is no end of the claim."""
    tree = raw.scene.tree
    for token in tree.phrases(raw.trigger, "in", "at"):
        mention = raw.scene.mention_at(token)
        named = mention is not None and mention.type in {"place", "country"} and mention.kind is MentionKind.NAME
        if mention is not None and named and mention.id not in {raw.subject.id, raw.object.id}:
            return mention.text
    return None


def amount_of(raw: Raw) -> str | None:
    """A sum of money in the claim's clause, else the number of its goods ("180 tanks")."""
    if raw.relation not in GOODS:
        return None
    tree = raw.scene.tree
    money = MONEY.search(tree.sentence.text)
    if money:
        first = next(
            (i for i, t in enumerate(tree.tokens) if t.start - tree.sentence.start >= money.start()), raw.trigger
        )
        if _clause(tree, first) == _clause(tree, raw.trigger):
            return money.group(0).strip()
    if raw.object.sentence == tree.sentence.id and raw.object.type == "equipment":
        for kid in tree.children(raw.object.head, "nummod"):
            # The number of "Type 26 frigates" is their name.
            if tree.tokens[kid].text not in (raw.object.name or "").split():
                return tree.tokens[kid].text
    return None


def recipient_of(raw: Raw, scene: Scene) -> str | None:
    """To whom goods go: "to Peru" at a verb or a noun of supplying."""
    if raw.relation not in {"supplies", "proposed"}:
        return None
    tree = scene.tree
    for token in tree.phrases(raw.trigger, "to"):
        for filler in scene.fillers(token, ("country", "organisation")):
            return filler.mention.name or filler.mention.text
    return None
