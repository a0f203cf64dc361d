"""Commands that list and read: entities, claims, documents, stats, read."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

if TYPE_CHECKING:
    from kgraph.graph import Graph
    from kgraph.graph.filters import Narrow
    from kgraph.graph.listing import Counts, Listing
    from kgraph.graph.reading import Reading

DocumentName = Annotated[
    list[str], typer.Argument(metavar="DOC", help="A document's id, the start of it, or its title.")
]


def entities(graph: "Graph", **narrow: "Unpack[Narrow]") -> "Listing":
    """List entities.

    kgraph entities --type equipment

    kgraph entities --relation attended --status reported --csv
    """
    return graph.entities(**narrow)


def claims(graph: "Graph", **narrow: "Unpack[Narrow]") -> "Listing":
    """List claims.

    kgraph claims --about "Bharat Forge"

    kgraph claims --relation sanctioned,sanctions_risk --json
    """
    return graph.claims(**narrow)


def documents(graph: "Graph", **narrow: "Unpack[Narrow]") -> "Listing":
    """List documents.

    kgraph documents

    kgraph documents --about Russia --since 2025-11 --csv
    """
    return graph.documents(**narrow)


def stats(graph: "Graph") -> "Counts":
    """Count what the store holds.

    kgraph stats
    """
    return graph.stats()


def read(graph: "Graph", document: DocumentName) -> "Reading":
    """Show a document as read: mentions, claims, and silence.

    kgraph documents

    kgraph read 3f2a
    """
    return graph.read(" ".join(document))
