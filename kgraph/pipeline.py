"""Documents in, claims and entities stored: the build journey.

    read -> parse -> mentions -> who refers to whom -> claims -> (one transaction a document) -> who is who

Each document is stored whole or not at all, so that a build may be killed at any moment and taken up by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgraph.errors import InputError, KgraphError
from kgraph.model import Document, Sentence
from kgraph.store import Store
from kgraph.store.verification import Verification, verify

if TYPE_CHECKING:
    from kgraph.documents import Unread
    from kgraph.ontology import Ontology

__all__ = ["Report", "Verification", "build", "resolve", "verify"]

#: Told how far a build is: documents done, of how many (None: not known yet), the title of the last.
Progress = Callable[[int, int | None, str], None]
#: Gives documents with their sentences, as `sentences.parse` does.
Parse = Callable[..., Iterator[tuple[Document, tuple[Sentence, ...]]]]

#: Recorded as the pipeline of a store whose parses were handed in ready-made.
READY_MADE = "ready-made parses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did: documents added, documents skipped because they were read before, and what failed and why."""

    added: int
    skipped: int
    failed: tuple[Unread, ...]


@dataclass(slots=True, kw_only=True)
class _Tally:
    """A report in the making."""

    added: int = 0
    skipped: int = 0
    failed: list[Unread] = field(default_factory=list)


def build(  # noqa: PLR0913 - the options of `kgraph build`
    sources: Iterable[str],
    *,
    store: Store,
    pipeline: str | None = None,
    ontology: str = "news",
    jobs: int = 1,
    publisher: str | None = None,
    published: str | None = None,
    parse: Parse | None = None,
    progress: Progress | None = None,
) -> Report:
    """Reads sources into a store: what is new is added, what was read before is skipped.

    Entities are resolved over everything in the store when something is new, or when an earlier build was cut short.

    Args:
        sources: files, folders, globs, "-".
        store: opened for writing.
        pipeline: a spaCy pipeline; None for the one that kgraph brings.
        ontology: a shipped name or the path of a file.
        jobs: processes that parse.
        publisher: of documents that do not say.
        published: ISO date of documents that do not say.
        parse: ready-made parses in place of a pipeline.
        progress: called after each document.

    Returns:
        What was done; sources that failed never stop the others.

    Raises:
        StoreError: the store was built with another pipeline or ontology, cannot be written, or is locked for too long.
        OntologyError, PipelineError: one of these cannot be used.
    """
    from kgraph import documents, sentences
    from kgraph.ontology import load

    known = load(ontology)
    digest = READY_MADE if parse else sentences.pipeline_digest(pipeline)
    symmetric = [name for name, relation in known.relations.items() if relation.symmetric]
    store.set_origin(pipeline=digest, ontology=known.digest, symmetric=symmetric)

    tally = _Tally()
    found = documents.read(sources, publisher=publisher, published=published)
    new = _new_ones(found, store, tally)
    parsed = (parse or sentences.parse)(new, pipeline=pipeline, jobs=jobs)
    for document, sentences_of_it in parsed:
        _store_one(store, document, sentences_of_it, known, tally)
        if progress is not None:
            progress(tally.added + tally.skipped + len(tally.failed), None, document.title or document.id)
    if not store.resolved():
        resolve(store)
    return Report(added=tally.added, skipped=tally.skipped, failed=tuple(tally.failed))


def resolve(store: Store) -> None:
    """Finds out who is who over all documents of a store, and stores it in one transaction."""
    from kgraph import entities

    with store.snapshot():
        revision = store.meta["revision"]
        documents, mentions = tuple(store.documents()), tuple(store.mentions())
        links, claims = tuple(store.coreferences()), tuple(store.claims())
    resolved, linked = entities.resolve(documents, mentions, links, claims)
    store.set_resolution(resolved, linked, revision=revision)


def _new_ones(found: Iterable[Document | Unread], store: Store, tally: _Tally) -> Iterator[Document]:
    """Documents that the store lacks, each once; counts the others."""
    seen: set[str] = set()
    for document in found:
        if not isinstance(document, Document):
            tally.failed.append(document)
        elif document.id in seen or store.has(document.id):
            tally.skipped += 1
        else:
            seen.add(document.id)
            yield document


def _store_one(
    store: Store, document: Document, sentences: Sequence[Sentence], ontology: Ontology, tally: _Tally
) -> None:
    """Finds what a document says and stores it; a document that cannot be analysed or stored counts as failed."""
    from kgraph.documents import Unread

    try:
        added = store.add(document, *_analysed(document, sentences, ontology))
    except InputError as error:
        tally.failed.append(Unread(source=document.title or document.id, error=error))
        return
    # Another build may have stored the same document since we looked.
    tally.added += added
    tally.skipped += not added


def _analysed(document: Document, sentences: Sequence[Sentence], ontology: Ontology) -> tuple[Any, ...]:
    """The parse packed, mentions, links within the document, and claims."""
    from kgraph.claims import find_claims
    from kgraph.coreference import links
    from kgraph.mentions import find_mentions
    from kgraph.sentences import pack

    try:
        mentions = find_mentions(document, sentences, ontology)
        linked = links(document, sentences, mentions, ontology)
        claims = tuple(find_claims(document, sentences, mentions, linked, ontology))
    except KgraphError:
        raise
    except Exception as fault:
        # One article in a night's hundred thousand must not stop the rest, nor each build after it at the same place.
        message = f"kgraph failed on this text ({type(fault).__name__}: {fault})"
        raise InputError(message, hint="the other documents are stored; please report this one") from fault
    return pack(sentences), mentions, linked, claims
