"""The table of commands."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from kgraph.cli import asking, building, checking, listing
from kgraph.cli.coercion import lighten
from kgraph.cli.options import FILTERS, Store, choose_store, query

EVERY_FILTER = tuple(FILTERS)


def _version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if wanted:
        from kgraph import __version__

        typer.echo(f"kgraph {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")]


def top(*, store: Store = None, version: Version = False) -> None:  # noqa: ARG001 - its callback prints it
    """Reads English news offline into a graph of claims, each with its status and quote.

    Exit status: 0 found or done; 1 nothing found, or a check failed; 2 wrong usage, unreadable input or a question not
    understood.
    """
    choose_store(store)


#: Commands by name, in the order of help. Each is made when wanted: making all takes 7 ms, much of an answer's time.
COMMANDS: dict[str, Callable[[], Callable[..., Any]]] = {
    "build": lambda: building.build,
    "ask": lambda: query(asking.ask, ontology=True),
    "path": lambda: query(asking.path, filters=("relation", "status")),
    "neighbours": lambda: query(asking.neighbours, filters=("relation", "type", "status")),
    "show": lambda: query(asking.show),
    "read": lambda: query(listing.read),
    "entities": lambda: query(listing.entities, csv=True, filters=EVERY_FILTER),
    "claims": lambda: query(listing.claims, csv=True, filters=EVERY_FILTER),
    "documents": lambda: query(listing.documents, csv=True, filters=EVERY_FILTER),
    "stats": lambda: query(listing.stats),
    "export": lambda: building.export,
    "run": lambda: checking.run,
    "verify": lambda: checking.verify,
    "evaluate": lambda: checking.evaluate,
}


def command(first: str = "") -> Any:  # noqa: ANN401 - a command of Typer's own click
    """The commands, ready to be run: the one that the first word of the command line names, else all."""
    app = typer.Typer(
        name="kgraph",
        add_completion=False,
        rich_markup_mode=None,  # plain help: drawing it with Rich would cost more than everything else that it does
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(top)
    for name in [first] if first in COMMANDS else COMMANDS:
        app.command(name)(COMMANDS[name]())
    if first not in COMMANDS:
        app.add_typer(checking.ontology, name="ontology")
    made = typer.main.get_command(app)
    lighten(made)
    return made
