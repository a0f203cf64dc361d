"""Repairs of coordination: which words stand side by side."""

from __future__ import annotations

from kgraph.model import Token
from kgraph.sentences.reading import children_of
from kgraph.sentences.repairs.arcs import Parsed, Tokens, case_of, first_of, has_child, hung, is_below, is_finite

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def finite_verb_beside_noun(parsed: Parsed) -> Parsed:
    """A finite verb is never coordinated with a noun: it joins the verb that the noun belongs to."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep != "conj" or token.pos not in {"VERB", "AUX"} or not is_finite(tokens, index):
            continue
        head = token.head
        if tokens[head].pos not in {"NOUN", "PROPN"} or is_predicate(tokens, head) or head > index:
            continue
        verb = head
        while tokens[verb].head != verb and not (tokens[verb].pos == "VERB" or is_predicate(tokens, verb)):
            verb = tokens[verb].head
        if verb != head and verb < index and (tokens[verb].pos == "VERB" or is_predicate(tokens, verb)):
            tokens = hung(tokens, index, verb, "conj")
    return Parsed(tokens, parsed.names)


def noun_beside_verb(parsed: Parsed) -> Parsed:
    """A noun is never coordinated with a verb."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep != "conj" or token.pos not in {"NOUN", "PROPN"} or is_predicate(tokens, index):
            continue
        head = token.head
        if tokens[head].pos != "VERB" or head > index:
            continue
        partner = _partner(tokens, index, head)
        if partner is not None:
            tokens = hung(tokens, index, partner, "conj")
    return Parsed(tokens, parsed.names)


def same_preposition(parsed: Parsed) -> Parsed:
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep != "conj" or token.pos not in NOMINAL:
            continue
        case = case_of(tokens, index)
        head = token.head
        if not case or case_of(tokens, head) == case or head > index:
            continue
        left = first_of(tokens, index)
        options = [
            i
            for i in range(head if tokens[head].pos in NOMINAL else 0, left)
            if tokens[i].pos in NOMINAL
            and case_of(tokens, i) == case
            and is_below(tokens, i, clause_of(tokens, head))
            and not is_below(tokens, i, index)
        ]
        if options:
            tokens = hung(tokens, index, options[-1], "conj")
    return Parsed(tokens, parsed.names)


def flat_list(parsed: Parsed) -> Parsed:
    """A, B and C: all hang on A."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        middle = token.head
        if token.dep != "conj" or tokens[middle].dep != "conj" or middle > index:
            continue
        if has_child(tokens, middle, "cc") or tokens[middle].pos != token.pos:
            continue
        tokens = hung(tokens, index, tokens[middle].head, "conj")
    return Parsed(tokens, parsed.names)


def is_predicate(tokens: Tokens, index: int) -> bool:
    return has_child(tokens, index, "cop", "nsubj", "csubj", "expl")


def clause_of(tokens: Tokens, index: int) -> int:
    """The nearest verb or predicate at or above a word; the root where there is none."""
    while tokens[index].head != index and tokens[index].pos != "VERB" and not is_predicate(tokens, index):
        index = tokens[index].head
    return index


def _partner(tokens: Tokens, index: int, verb: int) -> int | None:
    left = first_of(tokens, index)
    case = case_of(tokens, index)
    options = [
        i
        for i in range(verb + 1, left)
        if tokens[i].pos in NOMINAL
        and is_below(tokens, i, verb)
        and not is_below(tokens, i, index)
        and tokens[i].dep not in {"compound", "flat", "nmod:poss", "nummod", "amod", "nmod:desc", "nmod:unmarked"}
    ]
    same = [i for i in options if case_of(tokens, i) == case]
    return (same or options or [None])[-1]
