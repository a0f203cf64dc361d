"""Repairs of possessors: whose it is."""

from __future__ import annotations

from kgraph.sentences.repairs.arcs import Parsed, Tokens, changed, hung, is_below, relabelled

#: The ending of a possessor.
ENDINGS = frozenset({"'s", "’s", "'", "’"})
#: Parts of speech between a possessor and what it has.
BETWEEN = frozenset({"ADJ", "NUM", "ADV", "NOUN", "PROPN", "PUNCT", "VERB"})


def possessor(parsed: Parsed) -> Parsed:
    """The word before "'s" belongs to the next noun: "Buenos Aires's 1982 invasion" is an invasion.

    With a foreign name before it the parser takes the noun for a part of the name. The ending leaves no other reading.
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.tag != "POS" or token.text not in ENDINGS or index == 0:
            continue
        if token.dep != "case":
            tokens = hung(tokens, index, index - 1, "case")
        owner = tokens[index].head
        if owner >= index or tokens[owner].dep == "nmod:poss":
            continue
        if tokens[owner].head > index and tokens[owner].dep in {"compound", "nmod", "amod"}:
            tokens = relabelled(tokens, owner, "nmod:poss")
            continue
        noun = _owned(tokens, index)
        if noun is None:
            continue
        if is_below(tokens, noun, owner):
            above = tokens[owner]
            tokens = changed(tokens, noun, head=noun if above.head == owner else above.head, dep=above.dep)
            tokens = changed(tokens, owner, head=noun, dep="nmod:poss")
        else:
            tokens = hung(tokens, owner, noun, "nmod:poss")
        for child in range(index + 1, noun):
            if tokens[child].head == owner:
                tokens = hung(tokens, child, noun, tokens[child].dep)
        for child in range(owner):
            if tokens[child].head == owner and tokens[child].dep == "case":
                tokens = hung(tokens, child, noun, "case")
    return Parsed(tokens, parsed.names)


def _owned(tokens: Tokens, index: int) -> int | None:
    """The last noun of the first row of nouns after the ending."""
    found = None
    for at in range(index + 1, len(tokens)):
        pos = tokens[at].pos
        if pos == "NOUN":
            found = at
        elif found is not None or pos not in BETWEEN or tokens[at].text in {",", ";", ".", "(", ")"}:
            break
    return found
