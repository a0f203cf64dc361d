"""Reading a tree: the few walks that every later stage needs, without spaCy.

All functions take a sentence and indices into its tokens, and give indices in text order.
"""

from __future__ import annotations

from collections.abc import Collection

from kgraph.model import Sentence, Token


def children(sentence: Sentence, index: int, *deps: str) -> tuple[int, ...]:
    """The words that hang directly on a word, optionally only those with one of the given relations.

    A relation without a subtype takes its subtypes too: "nsubj" finds "nsubj:pass".
    """
    return children_of(sentence.tokens, index, *deps)


def children_of(tokens: tuple[Token, ...], index: int, *deps: str) -> tuple[int, ...]:
    """As `children`, over bare tokens."""
    found = (i for i, token in enumerate(tokens) if token.head == index and i != index)
    return tuple(i for i in found if not deps or has_dep(tokens[i], *deps))


def has_dep(token: Token, *deps: str) -> bool:
    """Whether a word's relation is one of those given, subtypes included."""
    return token.dep in deps or token.dep.partition(":")[0] in deps


def subtree(sentence: Sentence, index: int, *, without: Collection[str] = ()) -> tuple[int, ...]:
    """A word and all that hangs below it; branches whose relation is in `without` are left out."""
    return subtree_of(sentence.tokens, index, without=without)


def subtree_of(tokens: tuple[Token, ...], index: int, *, without: Collection[str] = ()) -> tuple[int, ...]:
    """As `subtree`, over bare tokens."""
    inside = {index}
    waiting = [index]
    while waiting:
        current = waiting.pop()
        for child, token in enumerate(tokens):
            if token.head != current or child in inside:
                continue
            if token.dep in without or token.dep.partition(":")[0] in without:
                continue
            inside.add(child)
            waiting.append(child)
    return tuple(sorted(inside))


def ancestors(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The words above a word, nearest first; the root comes last and has none."""
    found: list[int] = []
    while sentence.tokens[index].head != index and len(found) < len(sentence.tokens):
        index = sentence.tokens[index].head
        found.append(index)
    return tuple(found)


def root(sentence: Sentence) -> int | None:
    """The index of the root; None for a sentence without a tree (a byline, a caption)."""
    return next((i for i, token in enumerate(sentence.tokens) if token.head == i), None)


def text_of(sentence: Sentence, indices: Collection[int]) -> str:
    """The text from the first to the last of the words, as it stands in the document."""
    if not indices:
        return ""
    first, last = sentence.tokens[min(indices)], sentence.tokens[max(indices)]
    return sentence.text[first.start - sentence.start : last.end - sentence.start]
