"""Commands that write: build, export."""

from typing import Annotated

import typer

from kgraph.cli.options import Hops, Json, Ontology, Pipeline, Relations, Statuses, Store, open_graph, store_path

Sources = Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, globs, or - for stdin.")]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Processes that read at once.")]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Who published, where files do not say.")
]
Published = Annotated[str | None, typer.Option("--published", metavar="DATE", help="When, likewise.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="Its ending chooses the format: .graphml .json")]
Around = Annotated[str | None, typer.Option("--around", metavar="NAME", help="Only what lies around this.")]
Edges = Annotated[
    str | None, typer.Option("--edges", metavar="merged|all", help="One a fact and status, or one a claim.")
]


def build(  # noqa: PLR0913 - one parameter an option, as Typer reads them
    sources: Sources,
    *,
    store: Store = None,
    pipeline: Pipeline = None,
    ontology: Ontology = "news",
    jobs: Jobs = 1,
    publisher: Publisher = None,
    published: Published = None,
    as_json: Json = False,
) -> int:
    """Read articles into the store; what it has is skipped.

    kgraph build seeds/

    kgraph build report.html --publisher Reuters --published 2025-11-21
    """
    from kgraph import graph
    from kgraph.cli.reporting import Progress, report_build

    with Progress() as progress:
        built = graph.build(
            sources,
            store=store_path(store),
            ontology=ontology,
            pipeline=pipeline,
            jobs=jobs,
            publisher=publisher,
            published=published,
            progress=progress,
        )
    with built:
        return report_build(built.report, as_json=as_json)


def export(  # noqa: PLR0913 - one parameter an option, as Typer reads them
    file: File,
    *,
    around: Around = None,
    hops: Hops = 1,
    edges: Edges = None,
    relation: Relations = None,
    status: Statuses = None,
    store: Store = None,
) -> int:
    """Write the graph, or a part of it, to a file.

    kgraph export moscow.graphml --around "Moscow talks" --hops 2

    kgraph export graph.json
    """
    from kgraph.cli.running import tell
    from kgraph.graph.wording import counted

    with open_graph(store) as graph:
        written = graph.export(
            file, around=around, hops=hops, edges=edges, relation=relation or (), status=status or ()
        )
    tell(f"wrote {written.path}: {counted(written.nodes, 'node')}, {counted(written.edges, 'edge')}")
    return 0
