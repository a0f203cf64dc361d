"""Repairs of single words: classes, lemmas, designations."""

from __future__ import annotations

from kgraph.sentences.designations import is_designation
from kgraph.sentences.reading import children_of, has_dep
from kgraph.sentences.repairs.arcs import NOMINAL, Parsed, Tokens, changed, has_child, hung, raised

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
