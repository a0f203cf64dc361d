# ruff: noqa: INP001, S101 - a script, and asserting is what it is for
"""What an article puts forward or fears must never be answered as done. Run by `kgraph run queries/statuses.py`."""

from kgraph import Graph


def query_proposals_are_not_done(graph: Graph) -> None:
    """A proposal is a proposal, on whoever's word."""
    for claim in graph.claims(relation="proposed"):
        assert claim["status"] not in {"asserted", "reported"}, f"{claim['evidence']!r} is a proposal"


def query_every_quote_is_in_its_document(graph: Graph) -> None:
    """Every claim's offsets give back its quote."""
    for claim in graph.claims():
        text = graph.store.document(claim["document"]).text
        assert text[claim["start"] : claim["end"]] == claim["evidence"], f"{claim['id']} quotes what is not there"
