"""Repairs of single verbs: past tenses taken for participles."""

from __future__ import annotations

from kgraph.sentences.reading import children_of, has_dep
from kgraph.sentences.repairs.arcs import (
    NOMINAL,
    Parsed,
    Tokens,
    after_comma,
    changed,
    has_child,
    hung,
    is_finite,
    raised,
)
from kgraph.sentences.repairs.lexicon import DOUBLE_OBJECT, REPORTING

#: Places of a noun that a whole clause can take.
CLAUSE_PLACES = frozenset(["root", "ccomp", "conj", "parataxis"])
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"


def participle_with_object(parsed: Parsed) -> Parsed:
    """As in "The meetings involved executives": a past participle that seems to modify a noun but has an object.

    Such a participle is passive and cannot have an object, verbs with two objects apart ("a man given a prize"). So it
    is a past tense, the noun is its subject, and it takes the noun's place.
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        noun = token.head
        if token.dep != "acl" or token.tag not in {"VBN", "VBD"} or noun > index or not _may_be_subject(tokens, noun):
            continue
        if has_child(tokens, index, "aux", "cop", "mark", "nsubj", "obl:agent") or after_comma(tokens, index):
            continue
        if token.lemma not in DOUBLE_OBJECT and any(child > index for child in children_of(tokens, index, "obj")):
            tokens = made_predicate(tokens, index, noun)
    return Parsed(tokens, parsed.names)


def _may_be_subject(tokens: Tokens, noun: int) -> bool:
    if tokens[noun].pos not in NOMINAL or has_child(tokens, noun, "case", "cop", "nsubj", "mark"):
        return False
    verb = tokens[noun].head
    if tokens[noun].dep == "nsubj":  # "The meetings involved bankers, Lund said" with two subjects of "said"
        return any(child > noun for child in children_of(tokens, verb, "nsubj"))
    return tokens[noun].dep in CLAUSE_PLACES or (tokens[noun].dep == "obj" and tokens[verb].lemma in REPORTING)


def made_predicate(tokens: Tokens, index: int, noun: int) -> Tokens:
    """A word that hangs on a noun takes the noun's place, and the noun becomes its subject."""
    dep = "ccomp" if tokens[noun].dep in {"obj", "nsubj"} else tokens[noun].dep
    passive = has_child(tokens, index, "aux:pass")
    tokens = changed(raised(tokens, index, "nsubj:pass" if passive else "nsubj"), index, dep=dep)
    for child in children_of(tokens, noun):
        if child > index or has_dep(tokens[child], "obl", "advcl", "parataxis", "cc"):
            content = has_dep(tokens[child], "acl") and has_child(tokens, child, "mark")
            tokens = hung(tokens, child, index, "ccomp" if content else tokens[child].dep)
    return tokens if is_finite(tokens, index) else made_finite(tokens, index)


def made_finite(tokens: Tokens, index: int) -> Tokens:
    """A past participle as a past tense."""
    return changed(tokens, index, tag="VBD", pos="VERB", morph=PAST)
