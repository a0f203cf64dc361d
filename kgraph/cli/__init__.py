"""Words from the shell, nothing more: every command has a method of `kgraph.graph.Graph` behind it."""

from kgraph.cli.running import main, run

__all__ = ["main", "run"]
