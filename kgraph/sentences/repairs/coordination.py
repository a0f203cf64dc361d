"""Repairs of what "and" joins, and of participles that the parser takes for prepositions."""

from __future__ import annotations

from kgraph.sentences.reading import children_of
from kgraph.sentences.repairs.arcs import Parsed, case_of, changed, has_child, hung


def goods_and_givers(parsed: Parsed) -> Parsed:
    """ "vehicles from Otokar and helicopters from Airbus": goods join goods, and each has its own giver.

    The parser coordinates the second goods with the first giver, for they stand side by side.
    """
    tokens = parsed.tokens
    for goods, token in enumerate(tokens):
        giver = token.head
        if token.dep != "conj" or token.pos != "NOUN" or giver >= goods or tokens[giver].pos != "PROPN":
            continue
        preposition, first = case_of(tokens, giver), tokens[giver].head
        if not preposition or has_child(tokens, goods, "case") or tokens[first].pos != "NOUN" or first >= giver:
            continue
        if goods + 2 >= len(tokens) or tokens[goods + 1].text.lower() != preposition:
            continue
        second = tokens[goods + 1].head
        if second <= goods + 1:
            continue
        tokens = hung(tokens, goods, first, "conj")
        tokens = hung(tokens, second, goods, "nmod")
    return Parsed(tokens, parsed.names)


def name_across_and(parsed: Parsed) -> Parsed:
    """ "by Mette Lauridsen and Chilean Minister Rodrigo Altamirano": no name goes on behind "and" with another title.

    The parser coordinates the adjective, and takes the second name for more of the first.
    """
    tokens = parsed.tokens
    for name, token in enumerate(tokens):
        first = token.head
        if token.dep != "flat" or first >= name or not has_child(tokens, name, "nmod:desc", "compound"):
            continue
        joined = [c for c in children_of(tokens, first, "conj") if c < name and has_child(tokens, c, "cc")]
        if not joined or any(word.text == "," for word in tokens[joined[0] : name]):
            continue
        adjective = joined[0]
        tokens = changed(tokens, name, dep="conj")
        tokens = hung(tokens, adjective, name, "amod")
        for and_ in children_of(tokens, adjective, "cc"):
            tokens = hung(tokens, and_, name, "cc")
    return Parsed(tokens, parsed.names)


def participle_taken_for_preposition(parsed: Parsed) -> Parsed:
    """ "a delegation headed by Deputy Minister Orsk": a participle with "by" is no preposition of that name."""
    tokens = parsed.tokens
    for verb, token in enumerate(tokens[:-1]):
        name = token.head
        if token.dep != "case" or token.tag != "VBN" or tokens[verb + 1].text.lower() != "by" or name <= verb:
            continue
        noun = tokens[name].head
        if noun >= verb or tokens[noun].pos not in {"NOUN", "PROPN"}:
            continue
        tokens = changed(tokens, verb, head=noun, dep="acl", pos="VERB")
        tokens = hung(tokens, name, verb, "obl:agent")
        tokens = changed(tokens, verb + 1, head=name, dep="case")
    return Parsed(tokens, parsed.names)
