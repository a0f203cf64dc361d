"""Programmes by name: "its Make in India initiative", "the Global Combat Air Programme".

A programme's name is often an imperative or a slogan that a tagger reads as a verb; the noun after it tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.mentions.lexicon import PROGRAMME_HEADS
from kgraph.sentences.syntax import Tree

#: Small words that a slogan may hold between its capitals.
INNER = frozenset("in for of the and to on with at by a".split())
#: Words before a slogan that show where it begins.
OPENERS = frozenset("the its his her their our a an this that 's ’s under launched called".split())


def quoted_programmes(tree: Tree) -> Iterator[tuple[int, int, int]]:
    """(first, last, head token) of slogans with small words inside, before a lower-case noun such as "initiative".

    Example: in "under its Make in India initiative" it is "Make in India", heading at the noun "initiative".
    """
    for index, token in enumerate(tree.tokens):
        if token.text.casefold().rstrip("s") not in PROGRAMME_HEADS or not token.text.islower():
            continue
        first = index
        while first > 0 and (
            tree.tokens[first - 1].text[:1].isupper() or (tree.low(first - 1) in INNER and first < index)
        ):
            first -= 1
        while first < index and not tree.tokens[first].text[:1].isupper():
            first += 1
        words = range(first, index)
        opened = first > 0 and tree.low(first - 1) in OPENERS
        if len(words) > 1 and opened and any(tree.low(i) in INNER for i in words):
            yield first, index - 1, index
