"""One set of labels, Universal Dependencies, whatever parser made the tree. Pure functions over tokens, no spaCy.

spaCy's own English pipelines (`en_core_web_*`) use ClearNLP labels and another shape: there a preposition governs its
object, and a copula its predicate; in Universal Dependencies function words hang on content words. Rules of later
stages see Universal Dependencies only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kgraph.model import Span, Token

#: Labels of a name recogniser to the ones that later stages know: ours, OntoNotes' (`en_core_web_*`), and what people
#: ask of recognisers that take any words for labels, as GLiNER does. OntoNotes' numbers, ordinals and languages are
#: left out: they name nothing that a graph of news holds.
NAME_LABELS = {
    label: label
    for label in (
        "PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT", "EQUIPMENT", "PROGRAMME", "FAC", "MONEY"
    )
} | {
    "PER": "PERSON", "PRODUCT": "EQUIPMENT", "WORK_OF_ART": "EQUIPMENT", "WEAPON": "EQUIPMENT", "VEHICLE": "EQUIPMENT",
    "MILITARY EQUIPMENT": "EQUIPMENT", "LAW": "PROGRAMME", "PROGRAM": "PROGRAMME", "PROJECT": "PROGRAMME",
    "TREATY": "PROGRAMME", "ORGANISATION": "ORG", "ORGANIZATION": "ORG", "COMPANY": "ORG", "COUNTRY": "GPE",
    "CITY": "GPE", "LOCATION": "LOC", "PLACE": "LOC", "FACILITY": "FAC", "NATIONALITY": "NORP",
}  # fmt: skip


def name_label(label: str) -> str | None:
    """The label that later stages know for a recogniser's own, whatever its case; None for what names nothing.

    Example:
        >>> name_label("organization"), name_label("GPE"), name_label("ORDINAL")
        ('ORG', 'GPE', None)
    """
    return NAME_LABELS.get(label.upper().replace("_", " ")) or NAME_LABELS.get(label.upper())


def is_clearnlp(labels: Collection[str]) -> bool:
    """Whether a parser with these relation labels makes ClearNLP trees."""
    return "pobj" in labels


def name_words(words: Sequence[str]) -> range:
    """Which words of a recogniser's span are the name: without a leading "the" and a trailing "'s".

    Recognisers differ in whether they take these in; later stages should not.

    Example:
        >>> list(name_words(["the", "united", "nations", "'s"]))
        [1, 2]
    """
    first, last = 0, len(words)
    while first < last and words[first] in {"the", "a", "an"}:
        first += 1
    while last > first and words[last - 1] in {"'s", "’s", "'", "’"}:
        last -= 1
    return range(first, last)


def rooted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same words with exactly one root that everything hangs below.

    Dropping white space, or a parser that cuts badly, may leave two roots or none: the first stays, the others hang on
    it as `parataxis`; a ring is cut at its first word.
    """
    result = list(tokens)
    top = next((i for i, token in enumerate(tokens) if token.head == i), 0)
    for index in range(len(result)):
        seen, at = {index}, index
        while result[at].head != at and result[at].head not in seen:
            at = result[at].head
            seen.add(at)
        if result[at].head != at:
            result[index] = replace(result[index], head=top, dep="parataxis" if index != top else "root")
        elif at != top:
            result[at] = replace(result[at], head=top, dep="punct" if result[at].pos == "PUNCT" else "parataxis")
    if result and (result[top].head != top or result[top].dep != "root"):
        result[top] = replace(result[top], head=top, dep="root")
    return tuple(result)


#: ClearNLP relations that only have another name, or a name that needs no look at the tree.
RENAMED = {
    "ROOT": "root",
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
#: Prepositions of two words that Universal Dependencies ties with `fixed`.
FIXED = frozenset(["according to", "because of", "due to", "instead of", "such as", "rather than", "as for", "as to"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "SYM"])
#: Relations by which a preposition introduces something.
PREPOSITIONAL = frozenset(["prep", "agent", "dative"])


def to_universal(tokens: tuple[Token, ...], names: Sequence[Span] = ()) -> tuple[Token, ...]:
    """A ClearNLP tree as a tree of Universal Dependencies.

    Prepositions become `case` of their objects, copulas `cop` of their predicates, conjuncts hang on the first of
    them and "and" on the one that it introduces.

    Args:
        tokens: with ClearNLP relations.
        names: the recogniser's spans; a word before a person's name that is not part of it is a title.

    Example:
        "signed by Acme": signed, by agent signed, Acme pobj by -> signed, by case Acme, Acme obl:agent signed
    """
    tree = _Tree([token.head for token in tokens], [token.dep for token in tokens], tokens)
    for step in (_prepositions, _copulas, _conjuncts, _labels):
        step(tree)
    _titles(tree, names)
    result = []
    for token, head, dep in zip(tokens, tree.heads, tree.deps, strict=True):
        negative = token.dep == "neg" and "Polarity=Neg" not in token.morph
        morph = "|".join(filter(None, (token.morph, "Polarity=Neg"))) if negative else token.morph
        result.append(replace(token, head=head, dep=dep, morph=morph))
    return rooted(tuple(result))


@dataclass(slots=True)
class _Tree:
    """A tree on its way from one scheme to the other: heads and relations change, words do not."""

    heads: list[int]
    deps: list[str]
    words: tuple[Token, ...]

    def children(self, index: int, *deps: str) -> list[int]:
        found = [i for i, head in enumerate(self.heads) if head == index and i != index]
        return [i for i in found if not deps or self.deps[i] in deps]

    def hang(self, index: int, head: int, dep: str) -> None:
        self.heads[index], self.deps[index] = head, dep

    def hand_over(self, old: int, new: int) -> None:
        """All other children of `old` to `new`."""
        for child in self.children(old):
            if child != new:
                self.heads[child] = new

    def is_nominal(self, index: int) -> bool:
        return self.words[index].pos in NOMINAL


def _prepositions(tree: _Tree) -> None:
    """From left to right: a preposition gives its place to what it introduces."""
    for index, dep in enumerate(tree.deps):
        if dep in PREPOSITIONAL and tree.words[index].pos in {"ADP", "SCONJ", "VERB", "ADV", "ADJ", "PART"}:
            _preposition(tree, index, [])


def _preposition(tree: _Tree, index: int, outer: list[int]) -> None:
    """One preposition, with those outside it in a chain ("out" of "out of the city")."""
    objects = tree.children(index, "pobj")
    clauses = [i for i in tree.children(index, "pcomp") if tree.words[i].pos not in {"ADP", "ADV"}]
    inner = [i for i in tree.children(index, "prep", "pcomp") if tree.words[i].pos in {"ADP", "ADV", "SCONJ"}]
    chain = [*outer, index]
    if not objects and not clauses and inner:
        _preposition(tree, inner[0], chain)
        return
    if not objects and not clauses:
        for position in chain:
            if tree.deps[position] in PREPOSITIONAL:
                tree.deps[position] = "advmod"
        return
    introduced = (objects or clauses)[0]
    first = chain[0]
    governor, relation = tree.heads[first], tree.deps[first]
    clause = not objects
    for position in chain:
        for child in tree.children(position):
            if child not in (introduced, *chain):
                tree.heads[child] = introduced
    tree.hang(introduced, governor, _relation_of(tree, governor, relation, clause=clause))
    _as_case(tree, chain, introduced, "mark" if clause else "case")
    _joined_prepositions(tree, introduced)


def _relation_of(tree: _Tree, governor: int, relation: str, *, clause: bool) -> str:
    if relation == "conj":
        return "conj"
    nominal = tree.is_nominal(governor)
    if clause:
        return "acl" if nominal else "advcl"
    if relation == "agent":
        return "obl:agent"
    return "nmod" if nominal else "obl"


def _as_case(tree: _Tree, chain: list[int], introduced: int, dep: str) -> None:
    """The prepositions of a chain as function words; "such" before "as" is the first of the two."""
    such = [i for i in tree.children(introduced, "amod") if tree.words[i].lemma == "such" and i + 1 in chain]
    words = such + chain
    text = " ".join(tree.words[position].text.lower() for position in words)
    for position in words:
        tree.hang(position, introduced, dep)
    if len(words) > 1 and text in FIXED:
        for position in words[1:]:
            tree.hang(position, words[0], "fixed")


def _joined_prepositions(tree: _Tree, introduced: int) -> None:
    """As in "in Oslo and in Rome": the second preposition, which hung on the first, now on its object."""
    for child in tree.children(introduced, "conj"):
        if tree.words[child].pos == "ADP" and (tree.children(child, "pobj", "prep", "pcomp")):
            _preposition(tree, child, [])


def _copulas(tree: _Tree) -> None:
    """As in "is a minister": the minister takes the place of "is"."""
    for index, word in enumerate(tree.words):
        if word.lemma != "be" or tree.deps[index] in {"aux", "auxpass"}:
            continue
        predicates = tree.children(index, "attr", "acomp")
        if tree.children(index, "expl"):
            for predicate in predicates:
                tree.deps[predicate] = "nsubj"
            continue
        if not predicates and tree.children(index, "nsubj") and not tree.children(index, "ccomp", "xcomp", "dobj"):
            predicates = [i for i in tree.children(index, "obl") if i > index and tree.children(i, "case")][:1]
        if predicates:
            predicate = predicates[0]
            tree.hand_over(index, predicate)
            above = tree.heads[index]
            tree.hang(predicate, predicate if above == index else above, tree.deps[index])
            tree.hang(index, predicate, "cop")


def _conjuncts(tree: _Tree) -> None:
    """Conjuncts hang on the first, and each "and" on the conjunct after it."""
    for index, dep in enumerate(tree.deps):
        if dep == "cc":
            following = [i for i in tree.children(tree.heads[index], "conj") if i > index]
            if following:
                tree.heads[index] = following[0]
    for index, dep in enumerate(tree.deps):
        seen = {index}
        while dep == "conj" and tree.deps[tree.heads[index]] == "conj" and tree.heads[index] not in seen:
            seen.add(tree.heads[index])
            tree.heads[index] = tree.heads[tree.heads[index]]


def _labels(tree: _Tree) -> None:
    for index, dep in enumerate(tree.deps):
        left_modifier = index < tree.heads[index] and not tree.children(index, "case")
        if dep == "npadvmod":
            tree.deps[index] = "nmod:unmarked" if tree.is_nominal(tree.heads[index]) else "obl:unmarked"
        elif dep == "aux" and tree.words[index].tag == "TO":
            tree.deps[index] = "mark"
        elif dep == "nmod" and left_modifier and tree.words[index].pos in {"NOUN", "PROPN"}:
            tree.deps[index] = "compound"
        else:
            tree.deps[index] = RENAMED.get(dep, dep)


def _titles(tree: _Tree, names: Sequence[Span]) -> None:
    """As in "President" before "Vladimir Putin": outside the name that the recogniser saw, so a description of it."""
    for name in names:
        inside = [i for i, word in enumerate(tree.words) if name.start <= word.start < name.end]
        if name.label != "PERSON" or not inside:
            continue
        for index in tree.children(inside[-1], "compound"):
            if index not in inside and index == inside[0] - 1:
                tree.deps[index] = "nmod:desc"
