"""Repairs of sentences that lost their predicate: the verb was taken for something else."""

from __future__ import annotations

from kgraph.sentences.reading import children_of, has_dep
from kgraph.sentences.repairs.arcs import (
    FINITE_TAGS,
    NOMINAL,
    Parsed,
    Tokens,
    after_comma,
    changed,
    ends_as_sentence,
    first_of,
    has_child,
    hung,
    is_below,
    is_finite,
    root_of,
)
from kgraph.sentences.repairs.lexicon import NEVER_ATTRIBUTIVE, NEWS_VERBS, REPORTING
from kgraph.sentences.repairs.verbs import made_finite, made_predicate

PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
#: Words that open a sentence as its subject ("These included …").
PRONOUNS = frozenset("these those this that they it others some".split())
#: Words before a verb in a headline that a tagger takes for adjectives ("FAO chief urges …").
LEADERS = frozenset(["chief", "head", "official", "minister", "executive"])
#: How many words may stand between "and" and the subject that it joins ("and then the White House").
NEAR = 4


def missing_predicate(parsed: Parsed) -> Parsed:
    """A sentence with a full stop whose root is a bare noun: one of its words is the verb that it must have.

    In this order: a finite clause without a subject that hangs on the root ("Nammo, which is owned by Patria, owns
    …"); a participle after its noun ("This series focused on …"); a participle before its noun but after another
    ("Tekhnosnab supplied spare parts"). Headlines need no verb and are left alone.
    """
    tokens = parsed.tokens
    top = root_of(tokens)
    if top is None or not ends_as_sentence(tokens) or not _is_bare_noun(tokens, top):
        return parsed
    for attempt in (_finite_child, _finite_in_list, _inclusion, _participle_after, _participle_before):
        found = attempt(tokens, top)
        if found is not None:
            return Parsed(found, parsed.names)
    return parsed


def _is_bare_noun(tokens: Tokens, index: int) -> bool:
    return tokens[index].pos in NOMINAL and not has_child(tokens, index, "cop", "aux", "expl", "csubj")


def _finite_child(tokens: Tokens, top: int) -> Tokens | None:
    if has_child(tokens, top, "case", "mark", "nsubj") or tokens[top].pos == "PRON":
        return None
    for index in children_of(tokens, top, "conj", "parataxis", "acl", "appos", "list", "dep", "advcl"):
        if index < top or not is_finite(tokens, index) or has_child(tokens, index, "mark", "expl", "csubj"):
            continue
        subjects = children_of(tokens, index, "nsubj")
        if not subjects:
            if not has_child(tokens, index, "cc") and not _says(tokens, index):
                return made_predicate(tokens, index, top)
        elif subjects[0] == top + 1 and tokens[subjects[0]].pos == tokens[top].pos == "PROPN":
            return _titled(tokens, index, top, subjects[0])
        elif _begins_with_name(tokens, top, index, subjects[0]):
            return _with_joined_name(tokens, top, index, subjects[0])
        elif joint := _joins(tokens, top, index, subjects[0]):
            tokens = made_predicate(tokens, index, top)
            return hung(hung(tokens, subjects[0], top, "conj"), joint, subjects[0], "cc")
    return None


def _says(tokens: Tokens, index: int) -> bool:
    """Whether a verb is a parenthesis such as ", say scientists", whose subject was taken for its object."""
    follows = any(child > index for child in children_of(tokens, index, "obj"))
    return tokens[index].lemma in REPORTING and follows and after_comma(tokens, index)


def _joins(tokens: Tokens, top: int, verb: int, subject: int) -> int | None:
    """The "and" that joins the root with the subject of a verb that was taken for its conjunct, if it does that."""
    for index in children_of(tokens, verb, "cc"):
        closed = any(top < child < index for child in children_of(tokens, top, "appos"))
        near = index < subject <= index + NEAR and tokens[subject].pos != "PRON"
        if near and tokens[index].lemma in {"and", "nor", "or"} and (closed or not after_comma(tokens, index)):
            return index
    return None


def _titled(tokens: Tokens, verb: int, title: int, name: int) -> Tokens:
    """As in "Pope" and "Francis" apart: the title hangs on the name, and the verb takes the title's place."""
    for child in children_of(tokens, title):
        if child > verb:
            tokens = changed(tokens, child, head=verb)
    tokens = changed(tokens, verb, head=verb, dep="root")
    return changed(tokens, title, head=name, dep="nmod:desc")


def _begins_with_name(tokens: Tokens, top: int, verb: int, subject: int) -> bool:
    """Whether a subject is the name of the conjunct before it: "Baykar and defence group | Leonardo signed"."""
    joined = [c for c in children_of(tokens, top, "conj") if c == subject - 1 and has_child(tokens, c, "cc")]
    return bool(joined) and first_of(tokens, verb) == subject and tokens[subject].pos == "PROPN"


def _with_joined_name(tokens: Tokens, top: int, verb: int, name: int) -> Tokens:
    tokens = made_predicate(tokens, verb, top)
    group = name - 1
    for child in children_of(tokens, group, "cc"):
        tokens = changed(tokens, child, head=name)
    return changed(changed(tokens, name, head=top, dep="conj"), group, head=name, dep="nmod:desc")


def _finite_in_list(tokens: Tokens, top: int) -> Tokens | None:
    """As in "Firms such as A, B and C were part of …": the last item taken for the subject of a new clause."""
    if has_child(tokens, top, "case", "mark", "nsubj") or tokens[top].pos == "PRON":
        return None
    for index, token in enumerate(tokens):
        item = token.head
        if token.dep != "conj" or item == top or not is_below(tokens, item, top) or not is_finite(tokens, index):
            continue
        subjects = children_of(tokens, index, "nsubj")
        joints = [c for c in children_of(tokens, index, "cc") if subjects and c == first_of(tokens, subjects[0]) - 1]
        if not joints or tokens[item].pos not in NOMINAL or tokens[subjects[0]].pos == "PRON":
            continue
        if _clause_between(tokens, item, top):
            continue
        tokens = changed(changed(tokens, subjects[0], head=item, dep="conj"), joints[0], head=subjects[0])
        return made_predicate(changed(tokens, index, head=top), index, top)
    return None


def _clause_between(tokens: Tokens, low: int, high: int) -> bool:
    """Whether a clause lies between a word and one above it."""
    while low != high:
        if has_dep(tokens[low], "acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis"):
            return True
        low = tokens[low].head
    return False


def _inclusion(tokens: Tokens, top: int) -> Tokens | None:
    """As in "These included state-owned firms": a verb that makes no attribute, behind a word that can stand alone."""
    second = 1
    if top <= second or tokens[second].head != top or not has_dep(tokens[second], "amod", "acl"):
        return None
    if tokens[second].lemma not in NEVER_ATTRIBUTIVE or tokens[0].text.lower() not in PRONOUNS:
        return None
    return _with_object(changed(tokens, 0, pos="PRON"), second, top, 0)


def _participle_after(tokens: Tokens, top: int) -> Tokens | None:
    if has_child(tokens, top, "case", "nsubj") or not _lacks_predicate(tokens):
        return None
    for index in children_of(tokens, top, "acl"):
        if (
            tokens[index].tag not in {"VBN", "VBD"}
            or index < top
            or has_child(tokens, index, "aux", "mark", "obl:agent")
        ):
            continue
        if (tokens[index].tag == "VBD" or not after_comma(tokens, index)) and _is_first_verb(tokens, top, index):
            return made_predicate(tokens, index, top)
    return None


def _is_first_verb(tokens: Tokens, top: int, index: int) -> bool:
    """Whether the verbs between the root and `index` all stand in phrases of their own below the root."""
    phrases = [c for c in children_of(tokens, top) if c != index and has_dep(tokens[c], "acl", "appos", "nmod")]
    between = [i for i in range(top + 1, index) if tokens[i].tag in {"VBD", "VBN"}]
    return all(any(is_below(tokens, i, phrase) for phrase in phrases) for i in between)


def _participle_before(tokens: Tokens, top: int) -> Tokens | None:
    """As in "Tekhnosnab, a trader in Minsk, supplied spare parts": the participle opens its phrase, behind a name."""
    if not _lacks_predicate(tokens):
        return None
    for index, token in enumerate(tokens):
        noun = token.head
        if (
            token.tag not in {"VBN", "VBD"}
            or not has_dep(token, "amod", "acl", "compound")
            or noun < index
            or not index
        ):
            continue
        subject = _subject_before(tokens, index, noun, top)
        if subject is not None and not _opens_before(tokens, index, noun, subject):
            return _with_object(tokens, index, noun, subject)
    return None


def _opens_before(tokens: Tokens, index: int, noun: int, subject: int) -> bool:
    """Whether the noun's own article or preposition stands before the participle: then that is a modifier indeed."""
    own = children_of(tokens, noun, "case", "det", "nmod:poss", "nummod")
    return any(subject < child < index for child in own)


def _subject_before(tokens: Tokens, index: int, noun: int, top: int) -> int | None:
    """The noun that can be the subject of a verb at `index`: the root before it, or a name that hangs on `noun`."""
    if top < index:
        return None if has_child(tokens, top, "case") or tokens[top].pos == "PRON" else top
    if noun != top:
        return None
    left = [c for c in children_of(tokens, noun, "nsubj", "compound", "nmod", "flat", "nmod:desc") if c < index]
    heads = [c for c in left if tokens[c].pos in NOMINAL and not has_child(tokens, c, "case")]
    if heads and (tokens[heads[-1]].pos == "PROPN" or has_dep(tokens[heads[-1]], "nsubj")):
        return heads[-1]
    return None


def _with_object(tokens: Tokens, index: int, noun: int, subject: int) -> Tokens:
    """The participle at `index` as root, `noun` its object; what stood before it belongs to the subject or to it."""
    for child in children_of(tokens, noun):
        if child < index and child != subject:
            inside = has_dep(tokens[child], "compound", "amod", "det", "flat", "nmod:desc") and child < subject
            tokens = changed(tokens, child, head=subject if inside else index)
        elif has_dep(tokens[child], "punct", "advcl", "parataxis"):
            tokens = changed(tokens, child, head=index)
    tokens = changed(tokens, index, head=index, dep="root")
    tokens = changed(tokens, noun, head=index, dep="obj")
    tokens = changed(tokens, subject, head=index, dep="nsubj")
    for child in children_of(tokens, subject):
        if child > index or tokens[child].dep == "punct":
            tokens = changed(tokens, child, head=index)
    return made_finite(tokens, index)


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
            return Parsed(_plural_root(tokens, index), parsed.names)
        if has_dep(token, "compound", "amod", "flat") and noun > index and _reaches_root(tokens, noun):
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


def _plural_root(tokens: Tokens, index: int) -> Tokens:
    return _as_present(tokens, index)


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
