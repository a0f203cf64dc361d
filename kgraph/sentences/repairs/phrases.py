"""Repairs of noun phrases: examples, appositions and the items of a list after them."""

from __future__ import annotations

from kgraph.model import Span
from kgraph.sentences.reading import children_of, has_dep, subtree_of
from kgraph.sentences.repairs.arcs import NOMINAL, Parsed, Tokens, case_of, changed, has_child, hung, is_below
from kgraph.sentences.repairs.names import NAMES

#: Introduce examples of the noun before them.
EXAMPLES = frozenset(["such as", "including"])


def examples(parsed: Parsed) -> Parsed:
    """As in "military equipment, such as fighter jets": examples belong to the noun before them, not to the verb."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep not in {"obl", "advcl", "parataxis", "nmod", "conj"} or token.pos not in NOMINAL:
            continue
        cases = children_of(tokens, index, "case")
        words = [tokens[c].text.lower() for c in cases] + ["as"] * any(has_child(tokens, c, "fixed") for c in cases)
        if " ".join(dict.fromkeys(words)) not in EXAMPLES or tokens[token.head].pos not in {"VERB", "AUX"}:
            continue
        before = cases[0] - 1 if tokens[cases[0] - 1].text != "," else cases[0] - 2
        noun = _phrase_ending_at(tokens, before, token.head)
        if noun is not None:
            tokens = hung(tokens, index, noun, "nmod")
    return Parsed(tokens, parsed.names)


def _phrase_ending_at(tokens: Tokens, last: int, verb: int) -> int | None:
    """The head of the noun phrase whose last word is at `last`: the lowest word above it that is a noun."""
    if last < 0 or tokens[last].pos not in NOMINAL or not is_below(tokens, last, verb):
        return None
    at = last
    while has_dep(tokens[at], "compound", "flat", "nmod:unmarked", "nummod", "amod") and tokens[at].head <= last:
        at = tokens[at].head
    return at if tokens[at].pos == "NOUN" else None


def name_after_apposition(parsed: Parsed) -> Parsed:
    """As in "from Forge, a maker of missiles and guns, and Adani": the list goes on after the apposition.

    Its last item stands beside the name before the apposition. Only for a name after a comma and "and", joined to a
    common noun inside an apposition of a name.
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep != "conj" or not _is_name(parsed, index):
            continue
        joints = children_of(tokens, index, "cc")
        if not joints or joints[0] == 0 or tokens[joints[0] - 1].text != "," or tokens[token.head].pos == "PROPN":
            continue
        apposition = token.head
        while tokens[apposition].head != apposition and tokens[apposition].dep not in {"appos", "parataxis"}:
            apposition = tokens[apposition].head
        outer = _name_before(parsed, apposition)
        if outer is not None and tokens[apposition].pos == "NOUN":
            tokens = hung(tokens, index, outer, "conj")
    return Parsed(tokens, parsed.names)


def _is_name(parsed: Parsed, index: int) -> bool:
    return _name_at(parsed, index) is not None and parsed.tokens[index].pos == "PROPN"


def _name_at(parsed: Parsed, index: int) -> Span | None:
    token = parsed.tokens[index]
    return next((n for n in parsed.names if n.label in NAMES and n.start <= token.start < n.end), None)


def _name_before(parsed: Parsed, apposition: int) -> int | None:
    """The name that an apposition explains: the one that ends directly before its comma."""
    tokens = parsed.tokens
    inside = [i for i in subtree_of(tokens, apposition) if tokens[i].pos != "PUNCT"]
    comma = inside[0] - 1
    if comma < 1 or tokens[comma].text != "," or tokens[apposition].head == apposition:
        return None
    name = _name_at(parsed, comma - 1)
    if name is None:
        return None
    words = [i for i, t in enumerate(tokens) if name.start <= t.start < name.end]
    heads = [i for i in words if tokens[i].head not in words or tokens[i].head == i]
    return heads[0] if len(heads) == 1 else None


def list_of_names(parsed: Parsed) -> Parsed:
    """As in "by Leonardo's head, Baykar's chairman and …": a bare name after a comma modifies no verb."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep not in {"obl", "obl:unmarked"} or not _is_name(parsed, index) or has_child(tokens, index, "case"):
            continue
        first = min(i for i in subtree_of(tokens, index) if tokens[i].pos != "PUNCT")
        if first <= 1 or tokens[first - 1].text != "," or tokens[token.head].head == index:
            continue
        partners = [
            i
            for i in children_of(tokens, token.head, "obl", "obj", "nsubj")
            if i < first and subtree_of(tokens, i)[-1] >= first - 2 and _is_name(parsed, i)
        ]
        if partners and has_child(tokens, index, "conj"):
            tokens = hung(tokens, index, partners[-1], "conj")
    return Parsed(tokens, parsed.names)


def gerund_beside_noun(parsed: Parsed) -> Parsed:
    """As in "focused on ventures and manufacturing systems": a word in -ing is not coordinated with a finite verb.

    It joins the noun directly before "and".
    """
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        head = token.head
        if token.dep != "conj" or token.tag != "VBG" or has_child(tokens, index, "aux", "cop", "nsubj"):
            continue
        joints = children_of(tokens, index, "cc")
        if not joints or tokens[head].tag not in {"VBD", "VBN", "VBZ", "VBP", "VB"} or joints[0] != index - 1:
            continue
        noun = _phrase_ending_at(tokens, joints[0] - 1, head)
        if noun is not None and noun != head:
            tokens = hung(tokens, index, noun, "conj")
    return Parsed(tokens, parsed.names)


def preposed_place(parsed: Parsed) -> Parsed:
    """As in "Among them were executives": what a preposition introduces is no subject before a copula."""
    tokens = parsed.tokens
    for index, token in enumerate(tokens):
        if token.dep != "nsubj" or token.head < index or case_of(tokens, index) not in {"among", "in", "at", "on"}:
            continue
        inverted = any(index < child < token.head for child in children_of(tokens, token.head, "cop"))
        if inverted and not has_child(tokens, index, "conj"):
            tokens = changed(tokens, index, dep="obl")
    return Parsed(tokens, parsed.names)
