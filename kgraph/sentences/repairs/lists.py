"""Repairs of coordination: which words stand side by side."""

from __future__ import annotations

from kgraph.sentences.repairs.arcs import (
    NOMINAL,
    Parsed,
    Tokens,
    case_of,
    first_of,
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
