"""Repairs of frequent faults of a small parser: pure functions from one sentence's words to better ones.

Each repair is a function `Parsed -> Parsed` that says in its docstring what goes wrong and why the repair is right
nearly always. They run in a fixed order, words before names before verbs before lists, since a later one trusts what
an earlier one has put right.
"""

from __future__ import annotations

from kgraph.sentences.repairs.arcs import NOTHING, Parsed
from kgraph.sentences.repairs.order import REPAIRS, repair

__all__ = ["NOTHING", "REPAIRS", "Parsed", "repair"]
