"""The table of commands."""

from typing import Annotated, Any

import typer

from kgraph.cli import asking, building, checking, listing
from kgraph.cli.coercion import lighten
from kgraph.cli.options import FILTERS, Store, choose_store, query

EVERY_FILTER = tuple(FILTERS)

#: Plain help: drawing it with Rich would cost more than everything else that `--help` does.
app = typer.Typer(
    name="kgraph",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if wanted:
        from kgraph import __version__

        typer.echo(f"kgraph {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")]


@app.callback()
def top(*, store: Store = None, version: Version = False) -> None:  # noqa: ARG001 - its callback prints it
    """Reads English news offline into a graph of claims, each with its status and quote.

    Exit status: 0 found or done; 1 nothing found, or a check failed; 2 wrong usage, unreadable input or a question not
    understood.
    """
    choose_store(store)


app.command("build")(building.build)
app.command("ask")(query(asking.ask, ontology=True))
app.command("path")(query(asking.path, filters=("relation", "status")))
app.command("neighbours")(query(asking.neighbours, filters=("relation", "type", "status")))
app.command("show")(query(asking.show))
app.command("read")(query(listing.read))
app.command("entities")(query(listing.entities, csv=True, filters=EVERY_FILTER))
app.command("claims")(query(listing.claims, csv=True, filters=EVERY_FILTER))
app.command("documents")(query(listing.documents, csv=True, filters=EVERY_FILTER))
app.command("stats")(query(listing.stats))
app.command("export")(building.export)
app.command("run")(checking.run)
app.command("verify")(checking.verify)
app.command("evaluate")(checking.evaluate)
app.add_typer(checking.ontology, name="ontology")


def command() -> Any:  # noqa: ANN401 - a command of Typer's own click
    """The commands, ready to be run."""
    made = typer.main.get_command(app)
    lighten(made)
    return made
