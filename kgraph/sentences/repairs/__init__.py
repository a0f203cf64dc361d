"""Repairs of frequent faults of a small parser."""

from __future__ import annotations

from typing import NamedTuple

from kgraph.model import Span, Token


class Parsed(NamedTuple):
    """One sentence between parser and record: its words and the names that the recogniser saw."""

    tokens: tuple[Token, ...]
    names: tuple[Span, ...]


NOTHING = Parsed((), ())


def repair(parsed: Parsed) -> Parsed:
    return parsed
