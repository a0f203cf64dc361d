"""Plan -> answer. Every answer has its status, its sources and its quotes; where the graph holds none, it says so."""

from kgraph.answers.records import Answer, Hop, Proof, Row, Verdict
from kgraph.answers.running import run
from kgraph.model.facts import Fact, facts_of

__all__ = ["Answer", "Fact", "Hop", "Proof", "Row", "Verdict", "facts_of", "run"]
