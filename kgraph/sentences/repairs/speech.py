"""Repairs of reported speech and of the times that stand in its way."""

from __future__ import annotations

from kgraph.sentences.reading import children_of, has_dep, subtree_of
from kgraph.sentences.repairs.arcs import (
    Parsed,
    case_of,
    changed,
    first_of,
    has_child,
    hung,
    is_finite,
    root_of,
)
from kgraph.sentences.repairs.lexicon import DAYS, MONTHS, REPORTING, TELLING


def content_clause(parsed: Parsed) -> Parsed:
    """As in "told an inquiry that Acme had sent …", "said Wednesday that …": the clause is the verb's, not the noun's.

    A clause that opens with "that" and has a subject of its own is no relative clause; behind the hearer or the time of
    a verb of saying it is what is said. (Behind "report" or "claim" it is left where it is.)
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        noun = token.head
        verb = tokens[noun].head
        if not has_dep(token, "acl") or noun > index or not verb < noun:
            continue
        that = first_of(tokens, index)
        subjects = [c for c in children_of(tokens, index, "nsubj", "expl") if c != that]
        if tokens[that].text.lower() != "that" or tokens[that].head != index or not subjects:
            continue
        if not is_finite(tokens, index) or not _is_aside(parsed, verb, noun):
            continue
        tokens = hung(tokens, index, verb, "ccomp")
        tokens = changed(tokens, that, dep="mark", pos="SCONJ", tag="IN", morph="")
    return Parsed(tokens, parsed.names)


def _is_aside(parsed: Parsed, verb: int, noun: int) -> bool:
    """Whether a noun after a verb of saying is the hearer, the time or the place rather than what is said."""
    tokens = parsed.tokens
    lemma = tokens[verb].lemma
    if lemma in TELLING:
        return has_dep(tokens[noun], "obj", "iobj")
    if lemma not in REPORTING:
        return False
    return is_time(parsed, noun) or (has_dep(tokens[noun], "obl") and has_child(tokens, noun, "case"))


def time_after_verb(parsed: Parsed) -> Parsed:
    """As in "said Wednesday that", "denied Tuesday": a day is the time of a verb of saying, never its object."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep not in {"obj", "nsubj", "xcomp", "iobj", "dep", "ccomp"} or token.text.lower() not in DAYS:
            continue
        verb = token.head
        if verb == index - 1 and tokens[verb].lemma in REPORTING | TELLING and not has_child(tokens, index, "case"):
            tokens = changed(tokens, index, dep="obl:unmarked")
    return Parsed(tokens, parsed.names)


def time_before_verb(parsed: Parsed) -> Parsed:
    """As in "ECOWAS on Sunday closed …": a day between a name and its verb belongs to the verb.

    Only with "on": a month or year may well belong to the noun ("the report in January said").
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        subject = token.head
        if token.dep not in {"nmod", "nmod:unmarked"} or subject > index or not has_dep(tokens[subject], "nsubj"):
            continue
        verb = tokens[subject].head
        last = subtree_of(tokens, index)[-1]
        between = tokens[last + 1 : verb]
        if verb < index or tokens[verb].pos != "VERB" or any(t.pos not in {"AUX", "ADV", "PART"} for t in between):
            continue
        if is_time(parsed, index) and case_of(tokens, index) == "on":
            tokens = hung(tokens, index, verb, "obl")
    return Parsed(tokens, parsed.names)


def is_time(parsed: Parsed, index: int) -> bool:
    """Whether a word is a time: a day, a month, a year or part of a date that the recogniser saw."""
    token = parsed.tokens[index]
    if token.text.lower() in DAYS or token.text in MONTHS:
        return True
    return any(name.label == "DATE" and name.start <= token.start < name.end for name in parsed.names)


def parenthesis(parsed: Parsed) -> Parsed:
    """As in "…, bankers said.": who says so, after a comma and without "and", is a parenthesis to the sentence."""
    tokens = parsed.tokens
    top = root_of(tokens)
    for index, token in enumerate(tokens):
        if token.lemma not in REPORTING | TELLING or token.pos != "VERB" or top is None or index == top:
            continue
        if (
            token.dep not in {"conj", "acl", "acl:relcl", "advcl", "appos", "list", "dep", "ccomp"}
            or token.head > index
        ):
            continue
        subjects = children_of(tokens, index, "nsubj")
        if not subjects or subjects[0] > index or not is_finite(tokens, index):
            continue
        if has_child(tokens, index, "cc", "mark", "ccomp", "xcomp", "aux:pass"):
            continue
        if token.lemma in REPORTING and has_child(tokens, index, "obj"):
            continue
        first = min(i for i in subtree_of(tokens, index) if tokens[i].pos != "PUNCT")
        if (
            tokens[first].tag in {"WDT", "WP", "WRB", "WP$"}
            or not first
            or tokens[first - 1].text not in {",", '"', "”"}
        ):
            continue
        tokens = hung(tokens, index, top, "parataxis")
    return Parsed(tokens, parsed.names)
