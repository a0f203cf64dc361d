from __future__ import annotations
from kgraph.sentences.repairs.arcs import Parsed

REPAIRS = ()


def repair(parsed: Parsed) -> Parsed:
    for step in REPAIRS:
        parsed = step(parsed)
    return parsed
