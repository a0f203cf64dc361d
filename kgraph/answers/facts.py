"""What is said of the claims that make an answer: which stand, which deny, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph.model import Edge, Status

#: The statuses from the weakest to the strongest; the place in it ranks answers.
STRENGTH: dict[Status, int] = {status: number for number, status in enumerate(Status)}


def standing(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The claims that are not denials; all of them where each is one."""
    held = tuple(edges)
    return tuple(edge for edge in held if edge.status is not Status.DENIED) or held


def denials(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The claims that deny."""
    return tuple(edge for edge in edges if edge.status is Status.DENIED)


def speakers(edges: Iterable[Edge]) -> tuple[str, ...]:
    """Who is named as saying so, sorted."""
    return tuple(sorted({edge.attributed_to for edge in edges if edge.attributed_to}))


def deniers(edges: Sequence[Edge]) -> tuple[str | None, ...]:
    """Who denies, sorted; None, first, stands for a text's own voice. Empty where all claims are denials of nothing."""
    said = {edge.attributed_to for edge in denials(edges)}
    return (*((None,) if None in said else ()), *sorted(who for who in said if who is not None))
