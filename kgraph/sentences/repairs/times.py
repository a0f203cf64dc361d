"""Repairs of days: they belong to the verb beside them."""

from __future__ import annotations

from kgraph.sentences.reading import has_dep, subtree_of
from kgraph.sentences.repairs.arcs import Parsed, case_of, hung
from kgraph.sentences.repairs.lexicon import DAYS, REPORTING


def day_before_verb(parsed: Parsed) -> Parsed:
    """As in "ECOWAS on Sunday closed …": a day between a name and its verb belongs to the verb.

    Only with "on": a month or year may well belong to the noun ("the report in January said").
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        subject = token.head
        if token.dep not in {"nmod", "nmod:unmarked"} or subject > index or not has_dep(tokens[subject], "nsubj"):
            continue
        verb = tokens[subject].head
        between = tokens[subtree_of(tokens, index)[-1] + 1 : verb]
        if verb < index or tokens[verb].pos != "VERB" or any(t.pos not in {"AUX", "ADV", "PART"} for t in between):
            continue
        if token.text.lower() in DAYS and case_of(tokens, index) == "on":
            tokens = hung(tokens, index, verb, "obl")
    return Parsed(tokens, parsed.names)


def day_after_saying(parsed: Parsed) -> Parsed:
    """As in "said on Monday he would resign", "denied Tuesday that": it was said then."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        with_on = index > 1 and tokens[index - 1].text.lower() == "on"
        verb = index - 2 if with_on else index - 1
        if token.text.lower() not in DAYS or verb < 0 or tokens[verb].pos != "VERB":
            continue
        if tokens[verb].lemma in REPORTING and not has_dep(token, "obl"):
            tokens = hung(tokens, index, verb, "obl" if with_on else "obl:unmarked")
        elif tokens[verb].lemma in REPORTING and token.head > index:
            tokens = hung(tokens, index, verb, token.dep)
    return Parsed(tokens, parsed.names)
