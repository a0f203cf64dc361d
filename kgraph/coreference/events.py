"""Which event nouns of a document are one happening: "rare meetings in Russia", "these discussions", "the talks"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgraph.model import BlockKind, Link, Mention, MentionKind, Reason
from kgraph.sentences.syntax import Tree

#: Event nouns that name the same kind of happening; a later definite one of the kind takes up an earlier one.
KINDS: Mapping[str, tuple[str, ...]] = {
    "talks": (
        "talk",
        "meeting",
        "discussion",
        "negotiation",
        "consultation",
        "dialogue",
        "conversation",
        "engagement",
        "session",
    ),
    "visit": ("visit", "trip", "tour", "journey"),
    "summit": ("summit", "meeting", "gathering"),
    "conference": ("conference", "forum", "symposium", "seminar", "gathering", "congress"),
    "exhibition": ("exhibition", "expo", "show", "fair", "airshow"),
    "ceremony": ("ceremony", "signing", "inauguration", "event"),
    "invasion": ("invasion", "war", "offensive", "incursion", "aggression", "conflict"),
    "attack": ("attack", "strike", "airstrike", "raid", "assault", "bombing", "shelling", "bombardment"),
    "exercise": ("exercise", "drill", "wargame", "manoeuvre", "maneuver"),
    "election": ("election", "vote", "referendum"),
    "test": ("test", "launch"),
}
#: How sure it is that a definite event noun takes up the last event of its kind, and one with the same words.
TAKEN_UP, SAME_WORDS = 0.85, 0.92
#: Determiners that point back to something already told.
POINTING = frozenset("the this these those that both".split())


def kinds_of(lemma: str) -> frozenset[str]:
    """The kinds of happening that an event noun may name; its own lemma where it belongs to none.

    Example:
        >>> sorted(kinds_of("meeting")), sorted(kinds_of("funeral"))
        (['summit', 'talks'], ['funeral'])
    """
    found = frozenset(kind for kind, lemmas in KINDS.items() if lemma in lemmas)
    return found or frozenset({lemma})


def determiner_of(tree: Tree, mention: Mention) -> str:
    """The determiner or possessor before a noun phrase: "the", "these", "a", "'s", or "" for none.

    "this series of discussions" points with the determiner of "series".
    """
    head = mention.head
    if tree.case_of(head) == "of" and tree.lemma(tree.tokens[head].head) in {"series", "round", "set", "number"}:
        head = tree.tokens[head].head
    if tree.children(head, "nmod:poss"):
        return "'s"
    dets = tree.children(head, "det")
    return tree.low(dets[0]) if dets else ""


def event_links(mentions: Sequence[Mention], trees: Mapping[str, Tree]) -> Iterator[Link]:
    """Links later event nouns to the event that they take up.

    A definite or pointing one without a place, a party or a possessor of its own takes up the last event of its kind;
    so does one with the same words. "A new round of talks" begins another.
    """
    seen: list[tuple[Mention, frozenset[str], frozenset[str]]] = []
    title_end = max((t.sentence.end for t in trees.values() if t.sentence.kind is BlockKind.TITLE), default=0)
    for mention in mentions:
        if mention.type != "event":
            continue
        tree = trees[mention.sentence]
        kinds = kinds_of(tree.lemma(mention.head)) if mention.kind is MentionKind.NOMINAL else frozenset({"name"})
        details = _details(mention, mentions)
        target = _taken_up(mention, tree, kinds, details, seen, title_end if mention.start >= title_end else 0)
        if target is not None:
            same = target.name == mention.name and mention.name is not None
            score = SAME_WORDS if same else TAKEN_UP
            why = f"“{mention.text}” takes up “{target.text}”"
            yield Link(mention=mention.id, target=target.id, score=score, reasons=(Reason(text=why, weight=score),))
            seen.append((target, kinds | _kinds_at(seen, target), details))
        else:
            seen.append((mention, kinds, details))


def _kinds_at(seen: Sequence[tuple[Mention, frozenset[str], frozenset[str]]], target: Mention) -> frozenset[str]:
    return frozenset().union(*(kinds for mention, kinds, _ in seen if mention is target))


def _details(mention: Mention, mentions: Sequence[Mention]) -> frozenset[str]:
    """What tells an event apart: the names in its phrase and its possessor (places, parties), canonical."""
    parties = {"country", "place", "person", "organisation"}
    owner = [m for m in mentions if m.sentence == mention.sentence and 0 < mention.start - m.end <= len("’s ")]
    inside = [m for m in mentions if m is not mention and mention.start <= m.start and m.end <= mention.end]
    return frozenset(
        (m.name or m.text).casefold() for m in [*owner, *inside] if m.type in parties and m.kind is MentionKind.NAME
    )


def _taken_up(
    mention: Mention,
    tree: Tree,
    kinds: frozenset[str],
    details: frozenset[str],
    seen: Sequence[tuple[Mention, frozenset[str], frozenset[str]]],
    title_end: int,
) -> Mention | None:
    if mention.kind is MentionKind.NAME:
        return next((other for other, _, _ in seen if other.text == mention.text), None)
    pointing = determiner_of(tree, mention) in POINTING
    ordinal = {tree.low(kid) for kid in tree.children(mention.head, "amod")} & {
        "next",
        "new",
        "second",
        "third",
        "another",
        "further",
        "first",
        "last",
        "previous",
        "earlier",
        "separate",
    }
    for other, other_kinds, other_details in reversed(seen):
        if not kinds & other_kinds or ordinal:
            continue
        if not details and pointing:
            return other
        if details and pointing and (details <= other_details or not other_details):
            return other
        if details and details == other_details and mention.name == other.name:
            return other
        if other.end <= title_end and (not details or details & other_details):
            # A title tells in short what the text then tells at length.
            return other
    return None
