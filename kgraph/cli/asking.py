"""Commands that ask: ask, path, neighbours, show."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from kgraph.cli.options import Hops

if TYPE_CHECKING:
    from kgraph.graph import Graph
    from kgraph.graph.answering import Asked
    from kgraph.graph.connecting import Connections, Surroundings
    from kgraph.graph.filters import Narrow
    from kgraph.graph.portraying import Portrait

Question = Annotated[list[str], typer.Argument(metavar="QUESTION", help="In words; typos and case do not matter.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show how the question was read.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Leave later documents aside.")]
Name = Annotated[str, typer.Argument(metavar="A", help="A name, typed loosely.")]
NameWords = Annotated[list[str], typer.Argument(metavar="A", help="A name, typed loosely; quotes may be left out.")]
OtherName = Annotated[str, typer.Argument(metavar="B", help="Another name.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most paths.")]
Avoid = Annotated[list[str] | None, typer.Option("--avoid", metavar="NAME", help="Not through this; may be repeated.")]
Why = Annotated[bool, typer.Option("--why", help="Why its mentions were taken for one.")]


def ask(graph: "Graph", question: Question, *, plan: Plan = False, as_of: AsOf = None) -> "Asked":
    """Answer a question, with status, sources and quotes.

    kgraph ask "who attended Moscow talks"

    kgraph ask "did Bharat Forge attend the talks?" --json
    """
    return graph.ask(" ".join(question), as_of=as_of).planned(shown=plan)


def path(
    graph: "Graph",
    source: Name,
    target: OtherName,
    *,
    hops: Hops = 4,
    limit: Limit = 5,
    avoid: Avoid = None,
    **narrow: "Unpack[Narrow]",
) -> "Connections":
    """Show how two names are connected, with a quote for each hop.

    kgraph path "Bharat Forge" Ukraine

    kgraph path Adani Russia --avoid India --hops 3
    """
    return graph.path(source, target, hops=hops, limit=limit, avoid=avoid or (), **narrow)


def neighbours(graph: "Graph", name: NameWords, *, hops: Hops = 1, **narrow: "Unpack[Narrow]") -> "Surroundings":
    """Show what is around a name.

    kgraph neighbours Russia

    kgraph neighbours "Moscow talks" --type organisation --hops 2
    """
    return graph.neighbours(" ".join(name), hops=hops, **narrow)


def show(graph: "Graph", name: NameWords, *, why: Why = False) -> "Portrait":
    """Show one entity: type, other names, facts, sources.

    kgraph show "Adani Defence"

    kgraph show SIDM --why
    """
    return graph.show(" ".join(name), why=why)
