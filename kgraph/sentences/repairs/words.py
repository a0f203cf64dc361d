"""Repairs of single words: classes, lemmas, hyphens, designations."""

from __future__ import annotations

from kgraph.sentences.designations import is_designation
from kgraph.sentences.reading import children_of, has_dep
from kgraph.sentences.repairs.arcs import NOMINAL, Parsed, Tokens, changed, has_child, hung, is_below, raised

#: Lemmas that the rules get wrong: plurals with a meaning of their own.
LEMMAS = {
    "arms": "arms",
    "goods": "goods",
    "customs": "customs",
    "premises": "premises",
    "headquarters": "headquarters",
}
#: Letters of the shortest verb in -ise without its e: "promis"; "rais" is of another kind but comes out right.
SHORTEST_STEM = 5
#: Nouns for who does something that are no verbs as well.
MAKERS = frozenset(
    """
    builder carmaker carrier developer exporter importer lender maker manufacturer planemaker producer supplier
    """.split()
)
#: Relations of function words, which no designation is.
FUNCTION = ("case", "mark", "fixed", "aux", "cop", "cc", "det", "advmod", "discourse")


def word_classes(parsed: Parsed) -> Parsed:
    """The class follows the tag where the two contradict each other and the tag is the safer one.

    Tagger and morphologizer are two models. A capitalised word that the tagger takes for a proper noun is one, also
    where the other says verb ("Tata"); a word in -ing with an auxiliary that the tagger takes for a participle is a
    verb ("may be jeopardising").
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        proper = token.tag in {"NNP", "NNPS"} and token.pos in {
            "VERB",
            "AUX",
            "NOUN",
            "ADV",
            "INTJ",
            "PRON",
            "X",
            "DET",
        }
        if proper and token.text[0].isupper():
            tokens = changed(tokens, index, pos="PROPN", lemma=token.text)
        elif token.tag == "VBG" and token.pos in {"NOUN", "PRON"} and has_child(tokens, index, "aux", "aux:pass"):
            tokens = changed(tokens, index, pos="VERB", lemma=verb_of(token.text), morph="Tense=Pres|VerbForm=Part")
    return Parsed(tokens, parsed.names)


def lemmas(parsed: Parsed) -> Parsed:
    """As in "arms" are not limbs, and the lemma of "specialising" is a verb's."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        lower = token.text.lower()
        if token.pos == "NOUN" and lower in LEMMAS:
            tokens = changed(tokens, index, lemma=lower)
        elif token.pos == "VERB" and token.lemma == lower and token.tag in {"VBG", "VBN", "VBD"}:
            stem = verb_of(lower)
            if stem != lower:
                tokens = changed(tokens, index, lemma=stem)
    return Parsed(tokens, parsed.names)


def verb_of(text: str) -> str:
    """The verb of a British form in -ise or -yse that the lemmatizer does not know; other words as they are.

    Example:
        >>> verb_of("specialising"), verb_of("analysed"), verb_of("sing"), verb_of("promised")
        ('specialise', 'analyse', 'sing', 'promise')
    """
    lower = text.lower()
    for ending in ("ing", "ed"):
        stem = lower.removesuffix(ending)
        if stem != lower and stem.endswith(("is", "ys")) and len(stem) >= SHORTEST_STEM:
            return stem + "e"
    return lower


def hyphens(parsed: Parsed) -> Parsed:
    """A hyphen inside a word is punctuation and governs nothing; of the parts of such a word one hangs on the other."""
    tokens = parsed.tokens
    for index in range(1, len(tokens) - 1):
        before, token, after = tokens[index - 1], tokens[index], tokens[index + 1]
        if token.text not in {"-", "–"} or before.end != token.start or token.end != after.start:
            continue
        for child in children_of(tokens, index):
            tokens = changed(tokens, child, head=token.head if token.head != index else child)
            if token.head == index:
                tokens = changed(tokens, child, dep="root")
                tokens = changed(tokens, index, head=child)
        if token.dep not in {"punct", "case"} or tokens[index].head == index:
            tokens = changed(tokens, index, pos="PUNCT", tag="HYPH", dep="punct", morph="", lemma=token.text)
            tokens = hung(tokens, index, index - 1, "punct")
        tokens = _joined(tokens, index - 1, index + 1)
    return Parsed(tokens, parsed.names)


def _joined(tokens: Tokens, left: int, right: int) -> Tokens:
    """The two sides of a hyphen as one: where neither hangs on the other nor both on the same word."""
    if is_below(tokens, left, right) or is_below(tokens, right, left) or tokens[left].head == tokens[right].head:
        return tokens
    above = tokens[left]
    if tokens[left].head == left or tokens[right].head == right or above.pos == "NUM":
        return tokens
    for child in children_of(tokens, left, "case", "cc", "det", "nummod"):
        tokens = changed(tokens, child, head=right)
    tokens = changed(tokens, right, head=above.head, dep=above.dep)
    return changed(tokens, left, head=right, dep="amod" if above.pos == "ADJ" else "compound")


def designations(parsed: Parsed) -> Parsed:
    """As in "MiG-29" is a proper noun, whatever it was taken for; before a noun it is part of that noun's phrase."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if not is_designation(token.text):
            continue
        if token.pos == "VERB" or has_dep(token, "acl", "advcl"):
            tokens = _as_modifier(tokens, index)
        tokens = _within_phrase(tokens, index)
        plural = token.text.endswith("s")
        lemma = token.text[:-1] if plural else token.text
        number = "Number=Plur" if plural else "Number=Sing"
        tokens = changed(tokens, index, pos="PROPN", tag="NNPS" if plural else "NNP", lemma=lemma, morph=number)
    return Parsed(tokens, parsed.names)


def _as_modifier(tokens: Tokens, index: int) -> Tokens:
    """A designation taken for a verb: its object takes its place and its subject is part of the object's name."""
    objects = [c for c in children_of(tokens, index, "obj", "xcomp", "obl:unmarked", "ccomp") if c > index]
    if not objects or tokens[objects[0]].pos not in NOMINAL:
        return tokens
    noun = objects[0]
    tokens = raised(tokens, noun, "compound")
    for child in children_of(tokens, index):
        dep = tokens[child].dep
        label = "compound" if has_dep(tokens[child], "nsubj") else "case" if dep == "mark" else dep
        tokens = changed(tokens, child, head=noun, dep=label)
    if has_dep(tokens[noun], "advcl", "acl", "ccomp", "xcomp"):
        above = tokens[tokens[noun].head]
        tokens = changed(tokens, noun, dep="nmod" if above.pos in NOMINAL else "obl")
    return tokens


def _within_phrase(tokens: Tokens, index: int) -> Tokens:
    token = tokens[index]
    right = token.head > index and tokens[token.head].pos in NOMINAL
    if right and has_dep(token, "amod", "nummod", *FUNCTION):
        return changed(tokens, index, dep="compound")
    follows = index + 1 < len(tokens) and tokens[index + 1].pos in {"NOUN", "PROPN"}
    if follows and has_dep(token, *FUNCTION, "xcomp", "advcl", "nummod"):
        return hung(tokens, index, index + 1, "compound")
    return tokens


def maker_taken_for_verb(parsed: Parsed) -> Parsed:
    """As in "drone maker Baykar": a noun for who does something, taken for a verb with the name as its object."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.pos != "VERB" or token.text.lower() not in MAKERS or index + 1 >= len(tokens):
            continue
        name = index + 1
        if tokens[name].head != index or tokens[name].pos != "PROPN" or has_child(tokens, index, "aux", "mark"):
            continue
        tokens = raised(tokens, name, "nmod:desc")
        for child in children_of(tokens, index):
            if child > name or has_dep(tokens[child], "punct", "advmod", "obl"):
                tokens = changed(tokens, child, head=name)
            elif has_dep(tokens[child], "nsubj"):
                tokens = changed(tokens, child, dep="compound")
        tokens = changed(tokens, index, pos="NOUN", tag="NN", morph="Number=Sing", lemma=token.text.lower())
    return Parsed(tokens, parsed.names)


def participle_taken_for_noun(parsed: Parsed) -> Parsed:
    """As in "a conglomerate specialising in components": a word in -ing that swallowed the noun before it.

    Only where the tagger says participle, the other model says noun, and the noun before it was taken for its first
    part.
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        noun = index - 1
        if token.tag != "VBG" or token.pos != "NOUN" or index == 0 or not token.text.islower():
            continue
        if tokens[noun].head != index or tokens[noun].dep != "compound" or tokens[noun].pos != "NOUN":
            continue
        tokens = raised(tokens, noun, "acl")
        for child in children_of(tokens, index):
            if child < index or has_dep(tokens[child], "punct", "appos", "conj", "cc"):
                tokens = hung(tokens, child, noun, tokens[child].dep)
        for child in children_of(tokens, index, "nmod"):
            tokens = changed(tokens, child, dep="obl")
        lemma = verb_of(token.text)
        tokens = changed(tokens, index, pos="VERB", lemma=lemma, morph="Tense=Pres|VerbForm=Part")
        if tokens[noun].dep == "parataxis":
            tokens = changed(tokens, noun, dep="appos")
    return Parsed(tokens, parsed.names)
