"""Commands that check: verify, evaluate, run, ontology."""

from typing import Annotated

import typer

from kgraph.cli.options import Json, Ontology, Pipeline, Store, open_graph

Gold = Annotated[list[str], typer.Argument(metavar="GOLD", help="Marked texts.")]
Scripts = Annotated[list[str], typer.Argument(metavar="FILE", help="Scripted queries: .toml or .py")]
RelationName = Annotated[str | None, typer.Argument(metavar="RELATION", help="One relation in full.")]
OntologyFile = Annotated[str, typer.Argument(metavar="FILE", help="A TOML file.")]


def verify(*, store: Store = None, as_json: Json = False) -> int:
    """Compare every stored span with its document.

    kgraph verify
    """
    from kgraph.cli.output import show

    with open_graph(store) as graph:
        result = graph.verify()
        show(result, as_json=as_json)
        return 0 if result.sound else 1


def evaluate(
    gold: Gold,
    *,
    store: Store = None,
    pipeline: Pipeline = None,
    ontology: Ontology = "news",
    as_json: Json = False,
) -> int:
    """Compare with marked texts: precision, recall.

    kgraph evaluate corpus/*.marked
    """
    from kgraph.cli.measuring import evaluate_gold

    return evaluate_gold(gold, store=store, pipeline=pipeline, ontology=ontology, as_json=as_json)


def run(files: Scripts, *, store: Store = None, as_json: Json = False) -> int:
    """Run scripted queries, compare with what they expect.

    kgraph run queries/*.toml
    """
    from kgraph.cli.scripts import run_files

    with open_graph(store) as graph:
        return run_files(graph, files, as_json=as_json)


ontology = typer.Typer(rich_markup_mode=None, add_completion=False, help="Show or check what may be said.")


@ontology.command("show")
def ontology_show(relation: RelationName = None, *, name: Ontology = "news", as_json: Json = False) -> int:
    """Show types and relations.

    kgraph ontology show

    kgraph ontology show attended
    """
    from kgraph.cli.vocabulary import show_ontology

    return show_ontology(name, relation, as_json=as_json)


@ontology.command("check")
def ontology_check(file: OntologyFile, *, as_json: Json = False) -> int:
    """Check an ontology file: the line at fault, the way out.

    kgraph ontology check ours.toml
    """
    from kgraph.cli.vocabulary import check_ontology

    return check_ontology(file, as_json=as_json)
