"""Repairs of coordination: which words stand side by side."""

from __future__ import annotations

from kgraph.sentences.reading import children_of
from kgraph.sentences.repairs.arcs import (
    NOMINAL,
    Parsed,
    Tokens,
    case_of,
    changed,
    first_of,
    has_child,
    hung,
    is_below,
    is_predicate,
)

#: Relations inside a noun phrase; what has one of them is no conjunct's partner.
INSIDE = frozenset(["compound", "flat", "nmod:poss", "nummod", "amod", "nmod:desc", "nmod:unmarked"])


def noun_beside_verb(parsed: Parsed) -> Parsed:
    """As in "listed firms and ships": a noun that was coordinated with the verb belongs beside a noun before it.

    It goes to the nearest one with the same preposition, else to the nearest.
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep != "conj" or token.pos not in {"NOUN", "PROPN"} or is_predicate(tokens, index):
            continue
        if tokens[token.head].pos != "VERB" or token.head > index:
            continue
        partners = _partners(tokens, index, token.head)
        case = case_of(tokens, index)
        same = [i for i in partners if case_of(tokens, i) == case]
        if partners:
            tokens = hung(tokens, index, (same or partners)[-1], "conj")
    return Parsed(tokens, parsed.names)


def _partners(tokens: Tokens, index: int, verb: int) -> list[int]:
    """The nouns between a verb and a noun coordinated with it, in text order."""
    between = [i for i in range(verb + 1, first_of(tokens, index)) if tokens[i].pos in NOMINAL]
    heads = [i for i in between if tokens[i].dep not in INSIDE]
    return [i for i in heads if is_below(tokens, i, verb) and not is_below(tokens, i, index)]


def same_preposition(parsed: Parsed) -> Parsed:
    """As in "ties to the school, or to the girls": a preposition said again joins the noun that had it before."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        head = token.head
        if token.dep != "conj" or token.pos not in NOMINAL or head > index:
            continue
        case = case_of(tokens, index)
        if not case or case_of(tokens, head) == case:
            continue
        clause = _clause_of(tokens, head)
        options = [
            i
            for i in range(head if tokens[head].pos in NOMINAL else 0, first_of(tokens, index))
            if tokens[i].pos in NOMINAL and case_of(tokens, i) == case and is_below(tokens, i, clause)
        ]
        if options and not is_below(tokens, options[-1], index):
            tokens = hung(tokens, index, options[-1], "conj")
    return Parsed(tokens, parsed.names)


def _clause_of(tokens: Tokens, index: int) -> int:
    """The nearest verb or predicate at or above a word; the root where there is none."""
    while tokens[index].head != index and tokens[index].pos != "VERB" and not is_predicate(tokens, index):
        index = tokens[index].head
    return index


def closed_list(parsed: Parsed) -> Parsed:
    """As in "firms, start-ups specialising in drones and radars, and groups": "drones and radars" is a list by itself.

    What follows with another "and" belongs to a list further up that is still open: one whose members so far are told
    apart by commas alone.
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        head = token.head
        if token.dep != "conj" or head > index or not has_child(tokens, index, "cc"):
            continue
        between = [i for i in children_of(tokens, head, "conj") if head < i < index]
        if not any(has_child(tokens, i, "cc") for i in between):
            continue
        above = next((i for i in _above(tokens, head) if _is_open(tokens, i, index)), None)
        if above is not None:
            tokens = hung(tokens, index, above, "conj")
    return Parsed(tokens, parsed.names)


def _above(tokens: Tokens, index: int) -> list[int]:
    """The words above one, nearest first."""
    found: list[int] = []
    while tokens[index].head != index:
        index = tokens[index].head
        found.append(index)
    return found


def _is_open(tokens: Tokens, index: int, before: int) -> bool:
    members = [i for i in children_of(tokens, index, "conj") if index < i < before]
    return bool(members) and tokens[index].pos in NOMINAL and not any(has_child(tokens, i, "cc") for i in members)


def noun_before_noun(parsed: Parsed) -> Parsed:
    """As in "of a delegation visit to Oslo": of two nouns side by side the first is part of the second's name.

    The parser may hang both on one word, the second without a preposition of its own.
    """
    tokens = parsed.tokens
    for index in range(len(tokens) - 1):
        first, second = tokens[index], tokens[index + 1]
        if first.tag != "NN" or second.tag not in {"NN", "NNS"} or first.dep != "nmod" or second.dep != "nmod":
            continue
        if first.head != second.head or has_child(tokens, index + 1, "case", "det", "nmod:poss"):
            continue
        if any(child > index for child in children_of(tokens, index)):
            continue
        for child in children_of(tokens, index, "case", "det", "nmod:poss"):
            tokens = changed(tokens, child, head=index + 1)
        tokens = changed(tokens, index, head=index + 1, dep="compound")
    return Parsed(tokens, parsed.names)
