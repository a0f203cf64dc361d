"""Repairs of headlines: a verb in -s that was read as a plural."""

from __future__ import annotations

from kgraph.sentences.reading import children_of, has_dep
from kgraph.sentences.repairs.arcs import FINITE_TAGS, NOMINAL, Parsed, Tokens, changed, has_child
from kgraph.sentences.repairs.lexicon import NEWS_VERBS

PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
#: Words before a verb in a headline that a tagger takes for adjectives ("FAO chief urges …").
LEADERS = frozenset(["chief", "head", "official", "minister", "executive"])


def _lacks_predicate(tokens: Tokens) -> bool:
    """Whether a sentence has no finite verb but in clauses that are marked as subordinate."""
    return not any(token.tag in FINITE_TAGS and not _is_subordinate(tokens, i) for i, token in enumerate(tokens))


def _is_subordinate(tokens: Tokens, index: int) -> bool:
    """Whether a verb, or the verb that it helps, stands in a clause below another."""
    while has_dep(tokens[index], "aux", "cop") and tokens[index].head != index:
        index = tokens[index].head
    while tokens[index].dep == "conj" and not has_child(tokens, index, "nsubj"):
        index = tokens[index].head
    return tokens[index].dep in {"acl:relcl", "advcl:relcl"} or has_child(tokens, index, "mark")


def verb_taken_for_plural(parsed: Parsed) -> Parsed:
    """As in "Beretta mulls rifle line", "Infineon plans to sell": a verb in -s that was read as a plural.

    Only in a text without another verb.

    Only verbs of `NEWS_VERBS`, directly behind a noun or name, and not before a preposition ("EU sanctions on …").
    """
    tokens = parsed.tokens
    if not _lacks_predicate(tokens):
        return parsed
    for index, token in enumerate(tokens[:-1]):
        if not _may_be_verb(tokens, index):
            continue
        noun = token.head
        if token.dep == "root":
            return Parsed(_as_present(tokens, index), parsed.names)
        if has_dep(token, "compound", "amod", "flat", "nsubj") and noun > index and _reaches_root(tokens, noun):
            return Parsed(_plural_before(tokens, index, noun), parsed.names)
    return parsed


def _may_be_verb(tokens: Tokens, index: int) -> bool:
    token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
    if index == 0 or token.pos not in {"NOUN", "PROPN"} or not token.text.islower() or not token.text.endswith("s"):
        return False
    known = token.text[:-1] in NEWS_VERBS or token.text[:-2] in NEWS_VERBS or token.text[:-3] + "y" in NEWS_VERBS
    # "Acme, which was founded in 2014, supplies jammers": the parser takes the name for one that is called.
    called = before.text == "," and any(has_dep(tokens[c], "vocative") for c in children_of(tokens, index))
    named = before.pos in {"NOUN", "PROPN"} or before.text in LEADERS or called
    opens = after.pos not in {"ADP", "PUNCT", "AUX", "CCONJ"} and (after.pos != "VERB" or after.tag in {"VBG", "VBN"})
    return known and named and opens


def _reaches_root(tokens: Tokens, index: int) -> bool:
    return tokens[index].dep == "root" and not has_child(tokens, index, "case", "cop")


def _plural_before(tokens: Tokens, index: int, noun: int) -> Tokens:
    tokens = changed(changed(tokens, index, head=index, dep="root"), noun, head=index, dep="obj")
    for child in children_of(tokens, noun):
        if child < index or has_dep(tokens[child], "punct", "parataxis", "advcl"):
            tokens = changed(tokens, child, head=index)
    return _as_present(tokens, index)


def _as_present(tokens: Tokens, index: int) -> Tokens:
    """A plural as the present tense of a verb: what stands before it is its subject."""
    text = tokens[index].text
    stem = text[:-3] + "y" if text.endswith("ies") else text[:-1] if text[:-1] in NEWS_VERBS else text[:-2]
    tokens = changed(tokens, index, pos="VERB", tag="VBZ", lemma=stem, morph=PRESENT)
    left = [c for c in children_of(tokens, index) if c < index and tokens[c].dep != "punct"]
    nouns = [c for c in left if tokens[c].pos in NOMINAL or tokens[c].text in LEADERS]
    heads = [c for c in nouns if not has_child(tokens, c, "case")]
    if heads:
        for child in left:
            if child != heads[-1] and not has_dep(tokens[child], "nmod", "obl", "advmod"):
                dep = tokens[child].dep if tokens[child].dep != "nsubj" else "compound"
                tokens = changed(tokens, child, head=heads[-1], dep=dep)
        tokens = changed(tokens, heads[-1], dep="nsubj", pos="PROPN" if tokens[heads[-1]].pos == "PROPN" else "NOUN")
    for child in children_of(tokens, index):
        if child > index:
            tokens = _as_argument(tokens, child)
    return tokens


def _as_argument(tokens: Tokens, child: int) -> Tokens:
    """What modified a noun, as what it is to a verb."""
    token = tokens[child]
    if token.dep == "nmod":
        return changed(tokens, child, dep="obl" if has_child(tokens, child, "case") else "obj")
    if token.dep == "acl":
        return changed(tokens, child, dep="xcomp")
    return tokens
