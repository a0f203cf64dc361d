"""How well kgraph reads: what it finds in texts against what people marked in them.

Two kinds of marked text are known by their endings. A gold graph (`.json`) says which entities and relations should
come out of an article, which lies beside it as a `.txt` of the same name, or out of a store. A file of marked
sentences (`.marked`) says which claims each of its blocks makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kgraph.errors import InputError, UsageError
from kgraph.evaluation.files import GRAPH, MARKED, TEXT, ending, gold_files
from kgraph.evaluation.gold import read_gold
from kgraph.evaluation.graphs import score
from kgraph.evaluation.marked import read_marked
from kgraph.evaluation.prediction import Prediction, predicted_from_store, predicted_from_text, read_document
from kgraph.evaluation.report import FIGURES, EvaluationReport, GraphResult, MarkedResult
from kgraph.evaluation.sentences import outcomes
from kgraph.model import Document
from kgraph.ontology import Ontology, load

if TYPE_CHECKING:
    from kgraph.store import Store

__all__ = ["FIGURES", "EvaluationReport", "GraphResult", "MarkedResult", "evaluate"]


def evaluate(
    paths: Iterable[str],
    *,
    store: Store | None = None,
    pipeline: str | None = None,
    ontology: str = "news",
    at_least: Mapping[str, float] | None = None,
) -> EvaluationReport:
    """Compares what kgraph finds with what people marked.

    Everything is read before anything is compared, so that a fault in the last file costs no time.

    Args:
        paths: gold graphs, files of marked sentences, folders and globs of them; compared in the order of their paths.
        store: its whole graph is compared with the gold graphs that have no text beside them.
        pipeline: a spaCy pipeline; None for the one that kgraph brings.
        ontology: a shipped name or the path of a file.
        at_least: figure (one of FIGURES) -> the least that passes, in [0, 1].

    Raises:
        InputError: a file is missing, empty, neither kind, or has a fault; or a gold graph has nothing to be
            compared with.
        UsageError: `at_least` names an unknown figure.
        OntologyError, PipelineError, StoreError: one of these cannot be used.
    """
    bounds = _checked(at_least or {})
    known = load(ontology)
    files = gold_files(paths)
    gold = {path: read_gold(path, known) for path in files if ending(path) == GRAPH}
    marked = {path: read_marked(path, known) for path in files if ending(path) == MARKED}
    sources = {path: _source(path, store) for path in gold}
    symmetric = frozenset(name for name, relation in known.relations.items() if relation.symmetric)
    graphs = []
    for path, source in sources.items():
        predicted, kind = _predicted(source, known, pipeline)
        graphs.append(GraphResult(file=path, source=kind, score=score(predicted, gold[path], symmetric=symmetric)))
    sentences = [
        MarkedResult(file=path, blocks=len(blocks), outcomes=outcomes(blocks, known, pipeline))
        for path, blocks in marked.items()
    ]
    return EvaluationReport(graphs=tuple(graphs), marked=tuple(sentences), at_least=bounds)


def _source(path: str, store: Store | None) -> Document | Store:
    """What a gold graph is compared with: the article beside it, else the store."""
    text = Path(path).with_suffix(TEXT)
    if text.is_file():
        return read_document(str(text))
    if store is None:
        raise InputError(
            f"{path} has no text to compare with", hint=f"put the article beside it as {text.name}, or name a store"
        )
    return store


def _predicted(
    source: Document | Store, ontology: Ontology, pipeline: str | None
) -> tuple[Prediction, Literal["text", "store"]]:
    if isinstance(source, Document):
        return predicted_from_text(source, ontology, pipeline), "text"
    return predicted_from_store(source), "store"


def _checked(bounds: Mapping[str, float]) -> dict[str, float]:
    for name in sorted(set(bounds) - set(FIGURES)):
        raise UsageError(f"no figure is called {name!r}", hint=f"known: {', '.join(FIGURES)}")
    return dict(bounds)
