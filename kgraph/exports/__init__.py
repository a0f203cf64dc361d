"""The graph as a file: one module a format, one gate (`flat`) for every value.

    part_of  ->  Part (nodes, documents, lines)  ->  EXPORTERS[".graphml"](part, path)

A new format is one function `write(part, path)` and one row in `EXPORTERS`; a plug-in registers its function under the
entry-point group "kgraph.exporters", named by its ending.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import UsageError
from kgraph.exports.node_link import to_node_link
from kgraph.exports.parts import Selection, Source, part_of
from kgraph.model import Status
from kgraph.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EDGES", "EXPORTERS", "Written", "default_edges", "to_node_link", "write"]

#: How claims become edges: one for all claims of a fact that share a status, or one each.
EDGES = ("merged", "all")

#: Formats that a program reads; the others are for looking at, where parallel lines hide each other.
FOR_PROGRAMS = frozenset({".json", ".jsonl", ".csv", ".parquet", ".ttl"})

EXPORTERS = Registry(
    "export format",
    "kgraph.exporters",
    {
        ".graphml": "kgraph.exports.graphml:write",
        ".json": "kgraph.exports.node_link:write",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export wrote: the file, and how many nodes and edges are in it."""

    path: Path
    nodes: int
    edges: int


def default_edges(ending: str) -> str:
    """What a format does when nothing is asked.

    Example:
        >>> default_edges(".graphml"), default_edges(".json")
        ('merged', 'all')
    """
    return "all" if ending in FOR_PROGRAMS else "merged"


def write(  # noqa: PLR0913 - the options of `kgraph export`, one to one
    store: Source,
    path: str | Path,
    *,
    edges: str | None = None,
    around: str | Sequence[str] | None = None,
    hops: int = 1,
    statuses: Sequence[str] = (),
    relations: Sequence[str] = (),
    format: str | None = None,  # noqa: A002 - the word that users know
) -> Written:
    """Writes the graph, or a part of it, to a file; the same graph gives the same bytes.

    The file appears whole or not at all. Without a filter every entity is written, isolated ones too; with one, the
    ends of the edges that are left and the entities of `around`.

    Args:
        store: an open store, or anything with its `entities`, `documents`, `edges` and `edges_touching`.
        path: the file; its ending chooses the format.
        edges: "merged" (one a fact and status, heavier with each document) or "all" (one a claim); by default what the
            format is for.
        around: an entity's id or several; the part within `hops` edges of any of them, all edges between them too.
        hops: how many edges away, 0 or more; the edges that `statuses` and `relations` leave.
        statuses: only claims with one of these; none: all.
        relations: only these; none: all.
        format: an ending, with or without its dot, where the file's own does not say.

    Raises:
        UsageError: an unknown format, status or kind of edges; negative hops; a path that is no place for a file.
        StoreError: the store holds a claim about an entity or document that it lacks.
        KgraphError: the file cannot be written (permission, full disk).
    """
    path = Path(path)
    ending = ending_of(path, format)
    exporter = EXPORTERS[ending]
    edges = edges or default_edges(ending)
    if edges not in EDGES:
        raise UsageError(f"edges cannot be {edges!r}", hint="give merged (one a fact and status) or all (one a claim)")
    if hops < 0:
        raise UsageError(f"hops cannot be {hops}", hint="give 0 or more")
    if unknown := sorted(set(statuses) - set(Status)):
        raise UsageError(f"no status is called {unknown[0]!r}", hint=f"known: {', '.join(Status)}")
    centres = (around,) if isinstance(around, str) else tuple(around or ())
    selection = Selection(around=centres, hops=hops, statuses=tuple(statuses), relations=tuple(relations))
    with store.snapshot():  # the store is read several times; a build in between would tear the file
        part = part_of(store, selection, merged=edges == "merged")
        exporter(part, path)
    return Written(path=path, nodes=len(part.nodes), edges=part.size)


def ending_of(path: Path, format: str | None) -> str:  # noqa: A002 - as in `write`
    """The ending that chooses the exporter, with its dot.

    Example:
        >>> ending_of(Path("a.GraphML"), None), ending_of(Path("a.txt"), "json")
        ('.graphml', '.json')
    """
    ending = f".{format.removeprefix('.')}" if format else path.suffix
    if not ending:
        known = " ".join(sorted(EXPORTERS))
        raise UsageError(f"{path} has no ending that says its format", hint=f"known: {known}")
    return ending.lower()
