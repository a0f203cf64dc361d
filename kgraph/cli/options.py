"""Options that several commands share, and the wrapper that gives them to a command.

A command is written as a function from a graph and its own options to a result; `query` adds `--store`, `--json`, and
where wanted `--csv` and filters, opens the graph, prints the result and returns the exit status.
"""

import inspect
import os
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from kgraph.graph import Graph
    from kgraph.graph.results import Result

#: Names the store where `--store` does not.
STORE_VARIABLE = "KGRAPH_STORE"
#: The store in the current folder, where nothing names one.
STORE_DEFAULT = "kgraph.db"

Store = Annotated[
    str | None,
    typer.Option("--store", metavar="PATH", help=f"The store; else ${STORE_VARIABLE}, else {STORE_DEFAULT}."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Ontology = Annotated[
    str, typer.Option("--ontology", metavar="NAME_OR_FILE", help="What may be said: a shipped name or a TOML file.")
]
AskedOntology = Annotated[
    str | None,
    typer.Option("--ontology", metavar="NAME_OR_FILE", help="What may be asked; else what the store was built with."),
]
Pipeline = Annotated[str | None, typer.Option("--pipeline", metavar="NAME", help="Another spaCy pipeline.")]
Hops = Annotated[int, typer.Option("--hops", metavar="N", min=1, help="How many facts away.")]

Types = Annotated[str | None, typer.Option("--type", metavar="TYPES", help="Entity types, with commas.")]
Relations = Annotated[str | None, typer.Option("--relation", metavar="RELATIONS", help="Relations, with commas.")]
_STATUSES = "denied, possible, proposed, planned, reported, asserted"
Statuses = Annotated[
    str | None, typer.Option("--status", metavar="STATUSES", help=f"Exact values, with commas: {_STATUSES}.")
]
Doc = Annotated[str | None, typer.Option("--document", metavar="DOC", help="A document's id or title.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From 2025, 2025-10 or 2025-10-31.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to and with that date.")]
About = Annotated[str | None, typer.Option("--about", metavar="NAME", help="Only what this takes part in.")]

#: The filters: keyword of `Graph`'s methods -> option.
FILTERS: dict[str, Any] = {
    "type": Types,
    "relation": Relations,
    "status": Statuses,
    "document": Doc,
    "since": Since,
    "until": Until,
    "about": About,
}

_chosen_before_command: dict[str, str] = {}


def choose_store(path: str | None) -> None:
    """Remembers `kgraph --store PATH COMMAND`."""
    _chosen_before_command.clear()
    if path:
        _chosen_before_command["store"] = path


def store_path(given: str | None) -> str:
    """The store to use: the option, else the variable, else `kgraph.db` here."""
    return given or _chosen_before_command.get("store") or os.environ.get(STORE_VARIABLE) or STORE_DEFAULT


def open_graph(store: str | None, ontology: str | None = None) -> "Graph":
    """The chosen store, opened for asking."""
    from kgraph import graph

    return graph.open(store_path(store), ontology=ontology)


def query(
    function: Callable[..., "Result"], *, csv: bool = False, filters: tuple[str, ...] = (), ontology: bool = False
) -> Callable[..., int]:
    """A Typer command from a function of a graph.

    Args:
        function: takes the graph first, then its own options; returns the result to print.
        csv: whether the result is a list that may be had as CSV.
        filters: keys of `FILTERS`, handed on by name where they are given.
        ontology: whether the ontology can be chosen, as it must be for words of a user's own.
    """
    shared: dict[str, tuple[Any, Any]] = {name: (FILTERS[name], None) for name in filters}
    shared |= {"ontology": (AskedOntology, None)} if ontology else {}
    shared |= {"store": (Store, None), "as_json": (Json, False)} | ({"as_csv": (Csv, False)} if csv else {})

    @wraps(function)
    def command(**values: Any) -> int:  # noqa: ANN401 - options are of several types
        from kgraph.cli.output import show

        store, as_json, as_csv = (values.pop(name, None) for name in ("store", "as_json", "as_csv"))
        narrow = {name: value for name in filters if (value := values.pop(name)) is not None}
        with open_graph(store, values.pop("ontology", None)) as graph:
            result = function(graph, **values, **narrow)
            return show(result, as_json=bool(as_json), as_csv=bool(as_csv))

    own = list(inspect.signature(function).parameters.values())[1:]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in shared.items()
    ]
    parameters = [each for each in own if each.kind is not inspect.Parameter.VAR_KEYWORD] + added
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    del command.__wrapped__  # or its signature would be read instead
    return command
