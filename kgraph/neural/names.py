"""The best names: marks of words (begin, inside, last, only, outside) that fit together (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

OUTSIDE = "O"
IMPOSSIBLE = np.float32(-1e9)


class Name(NamedTuple):
    """The words `first` to `last`, inclusive."""

    first: int
    last: int
    kind: str


class _Rules(NamedTuple):
    follows: Bools
    opens: Bools
    closes: Bools


@lru_cache(maxsize=4)
def _rules(marks: tuple[str, ...]) -> _Rules:
    """Which mark may follow which, open a text, close a text."""
    opens = np.array([mark[0] in "OBU" for mark in marks])
    closes = np.array([mark[0] in "OLU" for mark in marks])
    follows = np.zeros((len(marks), len(marks)), dtype=bool)
    for i, before in enumerate(marks):
        for j, after in enumerate(marks):
            inside = before[0] in "BI"
            follows[i, j] = (after[0] in "IL" and after[2:] == before[2:]) if inside else opens[j]
    return _Rules(follows, opens, closes)


def best_names(scores: Floats, marks: Sequence[str]) -> list[Name]:
    """The names of a window.

    Args:
        scores: a row a word, a column a mark.
        marks: "O", or one of "B-", "I-", "L-", "U-" with a type.

    Example:
        >>> table = np.array([[0, 2, 0, 1, 0], [0, 0, 0, 3, 0]], dtype=np.float32)
        >>> best_names(table, ["O", "B-X", "I-X", "L-X", "U-X"])
        [Name(first=0, last=1, kind='X')]
    """
    if not len(scores):
        return []
    rules = _rules(tuple(marks))
    path = scores.argmax(1)
    fits = rules.opens[path[0]] and rules.closes[path[-1]] and rules.follows[path[:-1], path[1:]].all()
    if not fits:
        path = _viterbi(scores, rules)
    return names_in([marks[at] for at in path])


def _viterbi(scores: Floats, rules: _Rules) -> npt.NDArray[np.intp]:
    blocked = np.where(rules.follows, np.float32(0), IMPOSSIBLE)
    # Scores of different words are compared, so each row is made a distribution.
    rows = scores - scores.max(1, keepdims=True)
    rows -= np.log(np.exp(rows).sum(1, keepdims=True))
    total = np.where(rules.opens, rows[0], IMPOSSIBLE)
    came = np.zeros(scores.shape, dtype=np.intp)
    for at in range(1, len(rows)):
        ways = total[:, None] + blocked
        came[at] = ways.argmax(0)
        total = ways.max(0) + rows[at]
    total = np.where(rules.closes, total, IMPOSSIBLE)
    path = np.zeros(len(rows), dtype=np.intp)
    path[-1] = int(total.argmax())
    for at in range(len(rows) - 1, 0, -1):
        path[at - 1] = came[at, path[at]]
    return path


def names_in(marks: Sequence[str]) -> list[Name]:
    """The names that marks stand for, one mark a word.

    Example:
        >>> names_in(["O", "B-X", "L-X", "U-Y"])
        [Name(first=1, last=2, kind='X'), Name(first=3, last=3, kind='Y')]
    """
    found = []
    first = 0
    for at, mark in enumerate(marks):
        if mark[0] in "BU":
            first = at
        if mark[0] in "LU":
            found.append(Name(first, at, mark[2:]))
    return found
