"""Changing a tree without breaking it: every step gives a tree again, or the same one where it would not."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from kgraph.model import Span, Token
from kgraph.sentences.reading import children_of, has_dep, subtree_of

Tokens = tuple[Token, ...]


class Parsed(NamedTuple):
    """One sentence between parser and record: its words and the names that the recogniser saw."""

    tokens: Tokens
    names: tuple[Span, ...]


#: Parts of speech that a subject or object has.
NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "X"])
#: Penn tags of verb forms that make a clause.
FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP", "MD"])
#: A sentence without words.
NOTHING = Parsed((), ())


def is_below(tokens: Tokens, low: int, high: int) -> bool:
    """Whether `low` is `high` or hangs somewhere below it."""
    while low != high:
        if tokens[low].head == low:
            return False
        low = tokens[low].head
    return True


def hung(tokens: Tokens, index: int, head: int, dep: str) -> Tokens:
    """`index` hung on `head`; unchanged where that would make a ring or take the root away."""
    if tokens[index].head == index or is_below(tokens, head, index):
        return tokens
    return changed(tokens, index, head=head, dep=dep)


def raised(tokens: Tokens, index: int, dep: str) -> Tokens:
    """`index` in the place of its head, which now hangs on it as `dep`."""
    head = tokens[index].head
    if head == index:
        return tokens
    above = tokens[head]
    top = index if above.head == head else above.head
    return changed(changed(tokens, index, head=top, dep=above.dep), head, head=index, dep=dep)


def changed(tokens: Tokens, index: int, **values: str | int) -> Tokens:
    """One word with other values; heads are not checked."""
    return (*tokens[:index], replace(tokens[index], **values), *tokens[index + 1 :])  # type: ignore[arg-type]


def relabelled(tokens: Tokens, index: int, dep: str) -> Tokens:
    """One word with another relation to the same head."""
    return changed(tokens, index, dep=dep)


def has_child(tokens: Tokens, index: int, *deps: str) -> bool:
    """Whether a word has a child with one of the relations."""
    return any(token.head == index and i != index and has_dep(token, *deps) for i, token in enumerate(tokens))


def case_of(tokens: Tokens, index: int) -> str:
    """The prepositions of a word, in order and in lower case: "out of", or empty."""
    return " ".join(tokens[child].text.lower() for child in children_of(tokens, index, "case"))


def first_of(tokens: Tokens, index: int) -> int:
    """The leftmost word of a subtree."""
    return subtree_of(tokens, index)[0]


def is_predicate(tokens: Tokens, index: int) -> bool:
    """Whether a word that is no verb is the predicate of a clause: it has a copula or a subject."""
    return has_child(tokens, index, "cop", "nsubj", "csubj", "expl")


def is_finite(tokens: Tokens, index: int) -> bool:
    """Whether a word is the predicate of a finite clause: itself finite, or with a finite auxiliary or copula."""
    if tokens[index].tag in FINITE_TAGS:
        return True
    parts = children_of(tokens, index, "aux", "cop")
    return any(tokens[part].tag in FINITE_TAGS for part in parts)


def after_comma(tokens: Tokens, index: int) -> bool:
    """Whether a word stands directly behind a comma, bracket or dash."""
    return index > 0 and tokens[index - 1].text in {",", "(", "—", "–", "-"}
