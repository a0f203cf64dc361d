"""Repairs of clauses that lost their subject."""

from __future__ import annotations

from kgraph.sentences.reading import children_of, subtree_of
from kgraph.sentences.repairs.arcs import (
    NOMINAL,
    Parsed,
    Tokens,
    changed,
    first_of,
    has_child,
    hung,
    is_below,
    is_finite,
)

#: Relations that a subject is taken for.
MISTAKEN = frozenset(["conj", "appos", "list", "dep", "parataxis", "obl:unmarked", "nmod:unmarked", "compound", "flat"])
#: Words for a time that stand as adverbs.
TIMES = frozenset(["today", "tomorrow", "yesterday", "tonight"]) | frozenset(
    f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
)


def subject_in_a_list(parsed: Parsed) -> Parsed:
    """As in "According to a report, makers, including B, held talks": the subject joined what stands before it.

    A finite verb without a subject, directly behind a noun phrase that opens after a comma, is joined by no "and" and
    has no preposition: that phrase is its subject.
    """
    tokens = parsed.tokens
    for verb, token in enumerate(tokens):
        if token.dep not in {"root", "ccomp", "parataxis"} or not _lacks_subject(tokens, verb):
            continue
        subject = _phrase_before(tokens, verb)
        if subject is not None:
            dep = "nsubj:pass" if has_child(tokens, verb, "aux:pass") else "nsubj"
            later = [c for c in children_of(tokens, tokens[subject].head, "conj") if subject < c < verb]
            joined = hung(tokens, subject, verb, dep)
            if joined is not tokens:
                tokens = joined
                for other in later:
                    tokens = hung(tokens, other, subject, "conj")
    return Parsed(tokens, parsed.names)


def _lacks_subject(tokens: Tokens, verb: int) -> bool:
    return is_finite(tokens, verb) and not has_child(tokens, verb, "nsubj", "csubj", "expl")


def _phrase_before(tokens: Tokens, verb: int) -> int | None:
    """The head of the noun phrase that ends directly before a verb, if it can be its subject."""
    own = {i for c in children_of(tokens, verb, "advmod", "aux", "cop", "punct") for i in subtree_of(tokens, c)}
    last = verb - 1
    while last in own:
        last -= 1
    if last < 0:
        return None
    at = last
    while at != verb and tokens[at].head != at and is_below(tokens, at, verb):
        if tokens[at].text.lower() in TIMES:
            return None
        if (
            tokens[at].dep in MISTAKEN
            and tokens[at].pos in NOMINAL
            and not has_child(tokens, at, "case", "mark", "cop")
        ):
            if has_child(tokens, at, "cc"):
                return _first_joined(tokens, at)
            return at if _opens_after_comma(tokens, at) else None
        at = tokens[at].head
    return None


def _first_joined(tokens: Tokens, index: int) -> int | None:
    """Of "…, Mercosur and the bloc", all taken for conjuncts of what stands before: the one after the comma."""
    before = [c for c in children_of(tokens, tokens[index].head, "conj") if c < index]
    if before and not has_child(tokens, before[-1], "cc", "case") and _opens_after_comma(tokens, before[-1]):
        return before[-1]
    return None


def _opens_after_comma(tokens: Tokens, index: int) -> bool:
    first = min(i for i in subtree_of(tokens, index) if tokens[i].pos != "PUNCT")
    return first > 0 and tokens[first - 1].text == ","


def subject_taken_for_modifier(parsed: Parsed) -> Parsed:
    """As in "Predatory Sparrow boasted of …": a name before a finite verb without a subject is no part of the verb."""
    tokens = parsed.tokens
    for verb, token in enumerate(tokens):
        if token.pos != "VERB" or token.dep not in {"root", "ccomp", "parataxis"} or has_child(tokens, verb, "case"):
            continue
        if has_child(tokens, verb, "nsubj", "csubj", "expl") or token.tag not in {"VBD", "VBZ", "VBP", "VBN"}:
            continue
        left = [c for c in children_of(tokens, verb, "compound", "amod", "flat", "nmod", "det") if c < verb]
        heads = [c for c in left if tokens[c].pos in {"PROPN", "NOUN"} and not has_child(tokens, c, "case")]
        if not heads or tokens[heads[-1] + 1].pos == "PUNCT" or tokens[heads[-1]].dep == "compound:prt":
            continue
        first = first_of(tokens, verb)
        opens = first == 0 or "," in {tokens[first].text, tokens[first - 1].text} or tokens[first].text == "that"
        if token.dep != "root" and not opens:
            continue
        for child in left:
            if child != heads[-1]:
                tokens = changed(tokens, child, head=heads[-1])
        dep = "nsubj:pass" if has_child(tokens, verb, "aux:pass") else "nsubj"
        tokens = changed(tokens, heads[-1], dep=dep)
    return Parsed(tokens, parsed.names)
