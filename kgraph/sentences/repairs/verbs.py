"""Repairs of verbs: predicates taken for modifiers or nouns, past tenses taken for participles."""

from __future__ import annotations

from kgraph.sentences.reading import children_of, has_dep
from kgraph.sentences.repairs.arcs import (
    Parsed,
    Tokens,
    case_of,
    changed,
    ends_as_sentence,
    first_of,
    has_child,
    hung,
    is_finite,
    is_predicate,
    raised,
    root_of,
)
from kgraph.sentences.repairs.lexicon import DOUBLE_OBJECT, NEWS_VERBS, NEVER_ATTRIBUTIVE, REPORTING

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
#: Places of a noun that a whole clause can take.
CLAUSE_PLACES = frozenset(["root", "ccomp", "conj", "parataxis"])


def participle_with_object(parsed: Parsed) -> Parsed:
    """"The meetings involved executives": a past participle that seems to modify a noun but has an object.

    Such a participle is passive and cannot have an object, verbs with two objects apart ("a man given a prize"). So it
    is a past tense, the noun is its subject, and it takes the noun's place.
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        noun = token.head
        if token.dep != "acl" or token.tag not in {"VBN", "VBD"} or noun > index or not _may_be_subject(tokens, noun):
            continue
        if has_child(tokens, index, "aux", "cop", "mark", "nsubj", "obl:agent") or _after_comma(tokens, index):
            continue
        if token.lemma not in DOUBLE_OBJECT and any(child > index for child in children_of(tokens, index, "obj")):
            tokens = made_predicate(tokens, index, noun)
    return Parsed(tokens, parsed.names)


def missing_predicate(parsed: Parsed) -> Parsed:
    """A sentence with a full stop whose root is a bare noun: one of its words is the verb that it must have.

    In this order: a finite clause without a subject that hangs on the root ("Nammo, which is owned by Patria, owns
    …"); a participle after its noun ("This series focused on …"); a participle before its noun but after a name
    ("Tekhnosnab supplied spare parts"); a verb read as a plural ("Infineon plans to sell").
    """
    tokens = parsed.tokens
    top = root_of(tokens)
    if top is None or not ends_as_sentence(tokens) or tokens[top].pos not in NOMINAL or is_predicate(tokens, top):
        return parsed
    for attempt in (_finite_child, _participle_after, _participle_before, _verb_as_plural):
        found = attempt(tokens, top)
        if found is not None:
            return Parsed(found, parsed.names)
    return parsed


def _may_be_subject(tokens: Tokens, noun: int) -> bool:
    if tokens[noun].pos not in NOMINAL or has_child(tokens, noun, "case", "cop", "nsubj", "mark"):
        return False
    above = tokens[tokens[noun].head]
    return tokens[noun].dep in CLAUSE_PLACES or (tokens[noun].dep == "obj" and above.lemma in REPORTING)


def _after_comma(tokens: Tokens, index: int) -> bool:
    return index > 0 and tokens[index - 1].text in {",", "(", "—", "–", "-"}


def _finite_child(tokens: Tokens, top: int) -> Tokens | None:
    for index in children_of(tokens, top, "conj", "parataxis", "acl", "appos", "list", "dep", "advcl"):
        if index < top or not is_finite(tokens, index) or has_child(tokens, index, "mark", "expl", "csubj"):
            continue
        subjects = children_of(tokens, index, "nsubj")
        if any(tokens[s].tag in {"WDT", "WP"} or tokens[s].text.lower() == "that" for s in subjects):
            continue
        joint = [c for c in children_of(tokens, index, "cc") if subjects and c < subjects[0]]
        if tokens[index].lemma in REPORTING and not subjects and index + 1 < len(tokens) and _after_comma(tokens, index):
            continue
        if subjects and subjects[0] == top + 1:
            tokens = made_predicate(tokens, index, top)
            return hung(tokens, top, subjects[0], "nmod:desc") if False else _titled(tokens, index, top, subjects[0])
        if subjects and not joint:
            continue
        if has_child(tokens, index, "cc") and not subjects:
            continue
        tokens = made_predicate(tokens, index, top)
        if subjects:
            tokens = hung(hung(tokens, subjects[0], top, "conj"), joint[0], subjects[0], "cc")
        return tokens
    return None


def _titled(tokens: Tokens, verb: int, title: int, name: int) -> Tokens:
    """"Pope" and "Francis" apart: the title hangs on the name, and what hung on the title on the name."""
    for child in children_of(tokens, title):
        tokens = changed(tokens, child, head=name if child != name else verb)
    return changed(tokens, title, head=name, dep="nmod:desc")


def _participle_after(tokens: Tokens, top: int) -> Tokens | None:
    if not _lacks_predicate(tokens) or has_child(tokens, top, "case"):
        return None
    for index in children_of(tokens, top, "acl"):
        if tokens[index].tag in {"VBN", "VBD"} and index > top and not has_child(tokens, index, "aux", "mark", "obl:agent"):
            if not _after_comma(tokens, index) or tokens[index].tag == "VBD":
                return made_predicate(tokens, index, top)
    return None


def _participle_before(tokens: Tokens, top: int) -> Tokens | None:
    """"Tekhnosnab, a trader in Minsk, supplied spare parts": the participle opens its noun phrase, behind a name."""
    if not _lacks_predicate(tokens):
        return None
    for index, token in enumerate(tokens):
        noun = token.head
        if token.tag not in {"VBN", "VBD"} or token.dep not in {"amod", "acl", "compound"} or noun < index or index == 0:
            continue
        if has_child(tokens, noun, "case", "det", "cop") and _opens_late(tokens, index, noun):
            continue
        subject = _subject_before(tokens, index, noun, top)
        if subject is not None:
            return _as_predicate_with_object(tokens, index, noun, subject, top)
    return None


def _opens_late(tokens: Tokens, index: int, noun: int) -> bool:
    """Whether the noun's own preposition or article stands before the participle: then it is a modifier indeed."""
    return any(child < index for child in children_of(tokens, noun, "case", "det", "nmod:poss"))


def _subject_before(tokens: Tokens, index: int, noun: int, top: int) -> int | None:
    """The noun that can be the subject of a verb at `index`: the root before it, or what hangs on `noun` before it."""
    if top < index and not has_child(tokens, top, "case"):
        return top
    if noun != top:
        return None
    left = [c for c in children_of(tokens, noun, "nsubj", "compound", "nmod", "flat", "nmod:desc", "dep") if c < index]
    heads = [c for c in left if tokens[c].pos in NOMINAL and not has_child(tokens, c, "case")]
    return heads[-1] if heads and tokens[heads[-1]].pos == "PROPN" else None


def _as_predicate_with_object(tokens: Tokens, index: int, noun: int, subject: int, top: int) -> Tokens:
    for child in children_of(tokens, noun):
        if child < index and child != subject:
            home = subject if has_dep(tokens[child], "compound", "amod", "det", "flat", "nmod:desc") else index
            tokens = changed(tokens, child, head=home)
    tokens = changed(tokens, index, head=index, dep="root")
    tokens = changed(tokens, noun, head=index, dep="obj")
    tokens = changed(tokens, subject, head=index, dep="nsubj")
    for child in children_of(tokens, subject):
        if child > index or tokens[child].dep == "punct":
            tokens = changed(tokens, child, head=index)
    for child in children_of(tokens, noun, "punct", "advcl", "parataxis"):
        tokens = changed(tokens, child, head=index)
    return made_finite(tokens, index)


def _verb_as_plural(tokens: Tokens, top: int) -> Tokens | None:
    return None


def _lacks_predicate(tokens: Tokens) -> bool:
    """Whether a sentence has no finite verb but in clauses that are marked as subordinate."""
    return not any(token.tag in FINITE_TAGS and not _is_subordinate(tokens, i) for i, token in enumerate(tokens))


def _is_subordinate(tokens: Tokens, index: int) -> bool:
    """Whether a verb, or the verb that it helps, stands in a clause below another."""
    while has_dep(tokens[index], "aux", "cop"):
        index = tokens[index].head
    return tokens[index].dep in {"acl:relcl", "advcl:relcl"} or has_child(tokens, index, "mark")


def made_predicate(tokens: Tokens, index: int, noun: int) -> Tokens:
    """A word that hangs on a noun takes the noun's place, and the noun becomes its subject."""
    dep = "ccomp" if tokens[noun].dep == "obj" else tokens[noun].dep
    passive = has_child(tokens, index, "aux:pass")
    tokens = changed(raised(tokens, index, "nsubj:pass" if passive else "nsubj"), index, dep=dep)
    for child in children_of(tokens, noun):
        if child > index or has_dep(tokens[child], "obl", "advcl", "parataxis", "cc"):
            label = "ccomp" if has_dep(tokens[child], "acl") and has_child(tokens, child, "mark") else tokens[child].dep
            tokens = hung(tokens, child, index, label)
    return made_finite(tokens, index) if not is_finite(tokens, index) else tokens


def made_finite(tokens: Tokens, index: int) -> Tokens:
    """A past participle as a past tense."""
    return changed(tokens, index, tag="VBD", pos="VERB", morph="Mood=Ind|Tense=Past|VerbForm=Fin")


def past_tense(parsed: Parsed) -> Parsed:
    """A participle with a subject of its own and no auxiliary is a past tense: "Acme held talks"."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.tag != "VBN" or token.pos != "VERB" or has_child(tokens, index, "aux", "cop"):
            continue
        if has_dep(token, "amod", "xcomp") or token.dep in {"acl", "advcl"}:
            continue
        subjects = children_of(tokens, index, "nsubj")
        if subjects and not has_child(tokens, index, "obl:agent"):
            passive = any(tokens[s].dep == "nsubj:pass" for s in subjects)
            if passive and not ends_as_sentence(tokens):
                continue
            tokens = made_finite(tokens, index)
            for subject in subjects:
                tokens = changed(tokens, subject, dep="nsubj")
    return Parsed(tokens, parsed.names)
