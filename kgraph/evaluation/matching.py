"""Pairing what was found with what should be found, each at most once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def maximum_matching(choices: Sequence[Iterable[int]]) -> dict[int, int]:
    """As many pairs as possible (Kuhn's augmenting paths).

    Args:
        choices: for each on the left, those on the right that fit it, best first. Earlier ones on the left keep a
            partner once they have one, though perhaps another.

    Returns:
        Left index -> right index.

    Example:
        >>> maximum_matching([[0, 1], [0]]) == {0: 1, 1: 0}
        True
    """
    lists = [list(right) for right in choices]
    owner: dict[int, int] = {}

    def find_partner(left: int, tried: set[int]) -> bool:
        for right in lists[left]:
            if right in tried:
                continue
            tried.add(right)
            if right not in owner or find_partner(owner[right], tried):
                owner[right] = left
                return True
        return False

    for left in range(len(lists)):
        find_partner(left, set())
    return {left: right for right, left in owner.items()}
