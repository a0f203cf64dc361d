"""Repairs of clauses: what is the predicate."""

from __future__ import annotations

from kgraph.sentences.reading import children_of
from kgraph.sentences.repairs.arcs import NOMINAL, Parsed, Tokens, changed, has_child, hung, raised

#: Relations by which the parser hangs the sentence's true verb on a phrase that opens it.
LOOSE = frozenset(["acl", "acl:relcl", "parataxis", "conj", "advcl", "appos", "dep"])


def opening_phrase(parsed: Parsed) -> Parsed:
    """As in "According to a Reuters report, firms held talks": what "according to" introduces is no predicate.

    The first verb that hangs on it, or on a noun behind it, is; and that noun is the verb's subject.
    """
    tokens = parsed.tokens
    top = next((index for index, token in enumerate(tokens) if token.head == index), None)
    if top is None or not _according(tokens, top):
        return parsed
    verb = next((i for i in range(top + 1, len(tokens)) if _is_candidate(tokens, i, top)), None)
    if verb is None:
        return parsed
    subject = tokens[verb].head
    if subject != top:
        tokens = hung(tokens, verb, top, "acl")
    tokens = raised(tokens, verb, "obl")
    behind = [c for c in children_of(tokens, top, "appos", "conj", "nmod") if top < c < verb]
    others = [c for c in behind if tokens[c].pos in NOMINAL]
    if not has_child(tokens, verb, "nsubj", "nsubj:pass"):
        nouns = [subject] if subject != top else others
        for noun in nouns[:1]:
            tokens = hung(tokens, noun, verb, "nsubj")
    for child in children_of(tokens, top):
        if child > verb or tokens[child].pos == "PUNCT":
            tokens = changed(tokens, child, head=verb)
    return Parsed(tokens, parsed.names)


def _according(tokens: Tokens, index: int) -> bool:
    return any(tokens[child].text.lower() == "according" for child in children_of(tokens, index, "case"))


def _is_candidate(tokens: Tokens, index: int, top: int) -> bool:
    token = tokens[index]
    above = token.head
    near = above == top or (tokens[above].head == top and above > top and tokens[above].pos in NOMINAL)
    return token.pos == "VERB" and token.tag in {"VBD", "VBZ", "VBP", "VBN"} and token.dep in LOOSE and near
