"""The best tree: every word below exactly one other, one root, no ring (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

#: Words that are tried as the root where the best heads of all words make no tree.
ROOTS_TRIED = 4
IMPOSSIBLE = np.float32(-1e9)


def best_tree(arcs: Floats) -> list[int]:
    """The head of each word in the tree with the largest sum of scores; the root's head is itself.

    Args:
        arcs: `arcs[d, h]` scores `h` as the head of `d`; the diagonal scores words as roots.

    Example:
        >>> best_tree(np.array([[0.0, 3.0], [2.0, 1.0]], dtype=np.float32))
        [1, 1]
    """
    heads = arcs.argmax(1)
    if _is_tree(heads):
        return [int(head) for head in heads]
    order = np.argsort(-np.diagonal(arcs), kind="stable")[:ROOTS_TRIED]
    best: tuple[float, list[int]] | None = None
    for root in sorted(int(at) for at in order):
        scores = arcs.astype(np.float64)
        np.fill_diagonal(scores, IMPOSSIBLE)
        found = _arborescence(scores, root)
        total = float(arcs[root, root]) + sum(float(arcs[d, h]) for d, h in enumerate(found) if d != root)
        if best is None or total > best[0]:
            best = total, found
    return best[1] if best else []


def _is_tree(heads: npt.NDArray[np.intp]) -> bool:
    places = np.arange(len(heads))
    if int((heads == places).sum()) != 1:
        return False
    # Going up 2^k steps at a time, everybody arrives at the root, or is in a ring.
    above = heads
    for _ in range(max(1, len(heads).bit_length())):
        above = above[above]
    return bool((heads[above] == above).all())


def _arborescence(scores: npt.NDArray[np.float64], root: int) -> list[int]:
    """The best heads below a given root; scores have no diagonal."""
    count = len(scores)
    heads = scores.argmax(1)
    heads[root] = root
    ring = _ring(heads, root)
    if not ring:
        return [int(head) for head in heads]
    inside = np.zeros(count, dtype=bool)
    inside[ring] = True
    outer, within = np.flatnonzero(~inside), np.flatnonzero(inside)
    size = len(outer)
    # The ring becomes one word, the last. Entering it at a word costs that word's arc within the ring.
    kept = scores[ring, heads[ring]]
    smaller = np.full((size + 1, size + 1), float(IMPOSSIBLE))
    smaller[:size, :size] = scores[np.ix_(outer, outer)]
    into = scores[np.ix_(within, outer)] - kept[:, None]
    smaller[size, :size] = into.max(0)
    entered = into.argmax(0)
    out_of = scores[np.ix_(outer, within)]
    smaller[:size, size] = out_of.max(1)
    left = out_of.argmax(1)
    inner = _arborescence(smaller, int(np.flatnonzero(outer == root)[0]))
    result = [int(head) for head in heads]
    for place, head in enumerate(inner[:size]):
        word = int(outer[place])
        if word != root:
            result[word] = int(ring[int(left[place])]) if head == size else int(outer[head])
    above = inner[size]
    result[int(ring[int(entered[above])])] = int(outer[above])
    return result


def _ring(heads: npt.NDArray[np.intp], root: int) -> list[int]:
    """The words of one ring, or none."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(len(heads)):
        at = start
        while at != root and not seen[at]:
            seen[at] = start + 1
            at = int(heads[at])
        if at != root and seen[at] == start + 1:
            ring = [at]
            while (at := int(heads[at])) != ring[0]:
                ring.append(at)
            return sorted(ring)
    return []
