"""Repairs of clauses that open with a word which is a preposition elsewhere."""

from __future__ import annotations

from kgraph.sentences.reading import children_of
from kgraph.sentences.repairs.arcs import FINITE_TAGS, Parsed, changed, first_of, has_child, hung, raised

#: Words that are a preposition before a noun and a conjunction before a clause.
OPENERS = frozenset({"after", "before", "since", "until"})


def subject_taken_for_phrase(parsed: Parsed) -> Parsed:
    """ "after Russia invaded Ukraine": a noun after "after" with a finite verb right behind it is that verb's subject.

    The parser takes "after Russia" for a phrase of its own, and gives the verb a subject from before it, or none.
    """
    tokens = parsed.tokens
    for verb in range(2, len(tokens)):
        if tokens[verb].tag not in FINITE_TAGS or tokens[verb].pos != "VERB":
            continue
        noun = verb - 1
        while tokens[noun].dep in {"flat", "compound"} and tokens[noun].head < noun:
            noun = tokens[noun].head
        opener = [kid for kid in children_of(tokens, noun, "case") if tokens[kid].text.lower() in OPENERS]
        if tokens[noun].pos not in {"PROPN", "NOUN", "PRON"} or not opener or opener[0] > noun:
            continue
        for kid in children_of(tokens, verb, "nsubj"):
            if kid < opener[0]:
                above = tokens[verb].head
                tokens = hung(tokens, kid, above, "obj") if above not in {verb, kid} else tokens
        tokens = hung(tokens, noun, verb, "nsubj")
        if tokens[noun].head == verb:
            tokens = hung(tokens, opener[0], verb, "mark")
            if tokens[verb].dep in {"conj", "parataxis", "obl", "ccomp"}:
                tokens = changed(tokens, verb, dep="advcl")
    return Parsed(tokens, parsed.names)


def subject_taken_for_conjunct(parsed: Parsed) -> Parsed:
    """ "According to a report, firms held talks": after an opening phrase and a comma comes the subject.

    The parser coordinates the subject with the noun of the phrase, though no "and" joins them, and leaves the verb
    without one. A finite verb needs a subject, and English puts it before the verb.
    """
    tokens = parsed.tokens
    for noun, token in enumerate(tokens):
        phrase = token.head
        if token.dep != "conj" or phrase >= noun or has_child(tokens, noun, "cc") or tokens[phrase].head == phrase:
            continue
        verb = tokens[phrase].head
        opening = tokens[phrase].dep in {"obl", "nmod", "advcl"} and verb > noun and tokens[verb].pos == "VERB"
        if not opening or has_child(tokens, verb, "nsubj", "nsubj:pass", "aux:pass", "expl", "csubj"):
            continue
        if tokens[first_of(tokens, noun) - 1].text != "," and "," not in {t.text for t in tokens[phrase:noun]}:
            continue
        if tokens[verb].tag not in FINITE_TAGS | {"VBN"} or tokens[noun].pos not in {"NOUN", "PROPN", "PRON"}:
            continue
        tokens = hung(tokens, noun, verb, "nsubj")
        if tokens[noun].head == verb and tokens[verb].tag == "VBN" and not has_child(tokens, verb, "aux"):
            tokens = changed(tokens, verb, tag="VBD", morph="Mood=Ind|Tense=Past|VerbForm=Fin")
    return Parsed(tokens, parsed.names)


def perfect_taken_for_modifier(parsed: Parsed) -> Parsed:
    """ "Acme has supplied corvettes": a participle with "has" is the verb, and the noun after it its object.

    The parser takes "supplied corvettes" for a noun with its modifier where it does not know the words before.
    """
    tokens = parsed.tokens
    for verb, token in enumerate(tokens):
        noun = token.head
        perfect = [
            kid for kid in children_of(tokens, verb, "aux") if tokens[kid].text.lower() in {"has", "have", "had"}
        ]
        if token.dep != "amod" or token.tag != "VBN" or noun <= verb or not perfect or perfect[0] > verb:
            continue
        tokens = raised(tokens, verb, "obj")
        for kid in children_of(tokens, noun, "nsubj", "advmod", "punct"):
            if kid < verb or tokens[kid].dep == "punct":
                tokens = hung(tokens, kid, verb, tokens[kid].dep)
    return Parsed(tokens, parsed.names)


#: Nouns of time, whose phrase needs no preposition: "last week Acme sold".
TIMES = frozenset(
    "year month week day today yesterday tomorrow morning evening night monday tuesday wednesday thursday "
    "friday saturday sunday decade century hour minute quarter spring summer autumn winter time".split()
)


def phrase_without_preposition(parsed: Parsed) -> Parsed:
    """ "at least half a dozen executives visited": a phrase before a verb with no preposition is its subject.

    The parser reads the "at" of "at least" as one.
    """
    tokens = parsed.tokens
    for noun, token in enumerate(tokens):
        verb = token.head
        if token.dep != "obl" or verb <= noun or tokens[verb].tag not in FINITE_TAGS | {"VBN"} or token.pos != "NOUN":
            continue
        if has_child(tokens, verb, "nsubj", "nsubj:pass", "csubj", "expl") or has_child(tokens, noun, "case", "mark"):
            continue
        if token.lemma.lower() in TIMES or verb - noun > MOST_BETWEEN:
            continue
        passive = has_child(tokens, verb, "aux:pass")
        tokens = hung(tokens, noun, verb, "nsubj") if tokens[noun].head != verb else tokens
        tokens = changed(tokens, noun, dep="nsubj:pass" if passive else "nsubj")
    return Parsed(tokens, parsed.names)


#: Words that a subject may have behind it before its verb: "executives of Indian arms makers, including A and B,".
MOST_BETWEEN = 20


#: Forms that are a verb of saying wherever they stand, and their lemmas.
ALWAYS_SAYING = {"wrote": "write", "said": "say", "told": "tell"}


def saying_taken_for_noun(parsed: Parsed) -> Parsed:
    """ "…, Kommersant wrote, citing …": a verb of saying and its subject, read as one noun phrase."""
    tokens = parsed.tokens
    for verb, token in enumerate(tokens):
        lemma = ALWAYS_SAYING.get(token.text.lower())
        if lemma is None or token.pos not in {"NOUN", "PROPN", "ADJ"} or verb == 0:
            continue
        tokens = changed(tokens, verb, pos="VERB", tag="VBD", lemma=lemma, morph="Mood=Ind|Tense=Past|VerbForm=Fin")
        speaker = [kid for kid in children_of(tokens, verb, "amod", "compound", "flat") if kid == verb - 1]
        if speaker and tokens[speaker[0]].text[:1].isupper():
            tokens = changed(tokens, speaker[0], dep="nsubj", pos="PROPN", tag="NNP")
        if tokens[verb].dep in {"appos", "conj", "nmod", "dep"}:
            tokens = changed(tokens, verb, dep="parataxis")
    return Parsed(tokens, parsed.names)


def adjective_taken_for_subject(parsed: Parsed) -> Parsed:
    """ "Greek shipowner Melas Lines has sold": an adjective before the subject is no second subject."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep not in {"nsubj", "nsubj:pass"} or token.pos != "ADJ":
            continue
        others = [kid for kid in children_of(tokens, token.head, "nsubj", "nsubj:pass") if index < kid < token.head]
        between = tokens[index + 1 : others[0]] if others else ()
        if others and all(word.pos in {"NOUN", "ADJ", "PROPN"} for word in between):
            tokens = hung(tokens, index, others[0], "amod")
    return Parsed(tokens, parsed.names)
