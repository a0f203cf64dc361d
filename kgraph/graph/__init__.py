"""The face for people: a store opened, with questions, paths, lists and exports as methods.

Example:
    graph = kgraph.build("seeds/", store="kgraph.db")       # or kgraph.open("kgraph.db")
    graph.ask("who attended Moscow talks")                  # draws itself in a terminal and in a notebook
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from kgraph.errors import UsageError
from kgraph.graph.filters import Choice, Filters, Narrow, check, chosen
from kgraph.graph.results import Book, Result
from kgraph.graph.wording import counted
from kgraph.model import Entity
from kgraph.model.facts import Fact, facts_of

if TYPE_CHECKING:
    import networkx as nx

    from kgraph.answers import Answer
    from kgraph.exports import Written
    from kgraph.graph.answering import Asked
    from kgraph.graph.connecting import Connections, Surroundings
    from kgraph.graph.listing import Counts, Listing, Verification
    from kgraph.graph.portraying import Portrait
    from kgraph.graph.reading import Reading
    from kgraph.names import Names
    from kgraph.network import Network
    from kgraph.ontology import Ontology
    from kgraph.pipeline import Report
    from kgraph.store import Store

__all__ = ["Fact", "Graph", "Result", "build", "open"]


class Graph:
    """A store opened for asking.

    Args:
        store: an open store; closed with the graph.
        ontology: what may be said and asked: a name or the path of a file; None: what the store was built with.
        report: what the build that made it did, where one did.
    """

    def __init__(self, store: Store, *, ontology: str | None = None, report: Report | None = None) -> None:
        self.store = store
        self.report = report
        self._ontology_name = ontology

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        meta = self.store.meta
        held = counted(meta["documents"], "document"), counted(meta["entities"], "entity", "entities")
        return f"Graph of {self.store.path}: {held[0]}, {held[1]}, {counted(meta['edges'], 'claim')}"

    def close(self) -> None:
        """Closes the store; the graph cannot be asked any more."""
        self.store.close()

    @cached_property
    def ontology(self) -> Ontology:
        """What may be said and asked."""
        from kgraph import ontology
        from kgraph.ontology.keeping import unpacked

        kept = self.store.kept_ontology() if self._ontology_name is None else None
        return (kept and unpacked(kept)) or ontology.load(self._ontology_name or "news")

    @cached_property
    def names(self) -> Names:
        """Loose look-up of names."""
        from kgraph.names import Names

        return Names(self.store)

    @cached_property
    def network(self) -> Network:
        """The claims as a network."""
        from kgraph.network import Network

        return Network(self.store)

    # ------------------------------------------------------------------------------------------------- asking
    def ask(self, question: str, *, as_of: str | None = None) -> Asked:
        """Answers a question in words; the answer says so where it was not understood.

        Args:
            question: "who attended Moscow talks"; case, punctuation and small typos do not matter.
            as_of: an ISO date prefix; later documents are left aside.
        """
        from kgraph import answers, questions
        from kgraph.graph.answering import Asked

        plan = questions.plan(question, ontology=self.ontology, names=self.names)
        answer = answers.run(
            plan, store=self.store, network=self.network, names=self.names, ontology=self.ontology, as_of=as_of
        )
        return Asked(answer, self.book((), _documents_of(answer)), notes=(*answer.notes, *self._origin_notes()))

    def path(
        self, source: str, target: str, *, hops: int = 4, limit: int = 5, avoid: Choice = (), **narrow: Unpack[Narrow]
    ) -> Connections:
        """How two entities are connected, shortest first.

        Args:
            source: a loose name; `target` too.
            target: the other end.
            hops: the longest path, in facts.
            limit: the most paths.
            avoid: names that no path may run through.
            narrow: `relation` and `status`; facts that are only denied are walked where `status` asks for them.
        """
        from kgraph.graph.connecting import Connections

        filters = self._filters(narrow)
        ends, notes = self._entities_named((source, target))
        if ends[0].id == ends[1].id:
            message = f"{source!r} and {target!r} are both read as {ends[0].name}"
            raise UsageError(message, hint="give two different names")
        avoided, more = self._entities_named(chosen(avoid))
        paths = self.network.paths(
            ends[0].id,
            ends[1].id,
            hops=hops,
            limit=limit,
            relations=filters.relations,
            statuses=filters.statuses,
            avoid=tuple(entity.id for entity in avoided),
        )
        facts = tuple(tuple(facts_of(hop) for hop in path.edges) for path in paths)
        book = self._book_of([fact for hops_ in facts for hop in hops_ for fact in hop], ends)
        return Connections(ends[0], ends[1], tuple(path.nodes for path in paths), facts, book, hops, (*notes, *more))

    def neighbours(self, name: str, *, hops: int = 1, **narrow: Unpack[Narrow]) -> Surroundings:
        """What is around an entity; `narrow` takes `relation`, `type` (of the neighbour) and `status`."""
        from kgraph.graph.connecting import Surroundings

        filters = self._filters(narrow)
        (entity,), notes = self._entities_named((name,))
        edges = self.network.neighbourhood(
            entity.id, hops=hops, relations=filters.relations, statuses=filters.statuses, types=filters.types
        )
        facts = facts_of(edges)
        return Surroundings(entity, hops, facts, self._book_of(facts, (entity,)), notes)

    def show(self, name: str, *, why: bool = False) -> Portrait:
        """One entity: type, other names, every fact, every source; with `why` the reasons of each merge."""
        from kgraph.graph.merges import merges_of
        from kgraph.graph.portraying import Portrait

        (entity,), notes = self._entities_named((name,))
        facts = facts_of(self.store.edges(ids=(entity.id,)))
        merges = merges_of(self.store, entity)
        told = {merge.document for merge in merges}
        return Portrait(entity, facts, self._book_of(facts, (entity,), told), merges, why, notes)

    # ------------------------------------------------------------------------------------------------- lists
    def entities(self, **narrow: Unpack[Narrow]) -> Listing:
        """Entities, narrowed by their type and by the claims that they take part in."""
        from kgraph.graph.lists import entity_list

        return entity_list(self, self._filters(narrow))

    def claims(self, **narrow: Unpack[Narrow]) -> Listing:
        """Claims; `type` asks for the type of either end."""
        from kgraph.graph.lists import claim_list

        return claim_list(self, self._filters(narrow))

    def documents(self, **narrow: Unpack[Narrow]) -> Listing:
        """Documents, narrowed by the claims that they make."""
        from kgraph.graph.lists import document_list

        return document_list(self, self._filters(narrow))

    def stats(self) -> Counts:
        """What the store holds, in numbers, and what made it."""
        from kgraph.graph.lists import counts

        return counts(self)

    def read(self, document: str) -> Reading:
        """A document with its mentions and claims marked; `document` is an id, the start of one, or a title."""
        from kgraph.graph.texts import find_document, reading_of

        return reading_of(self.store, find_document(self.store, document))

    def verify(self) -> Verification:
        """Reads every stored span again and compares it with its document: how many, and how many differ."""
        from kgraph.graph.lists import verified

        return verified(self.store)

    # ------------------------------------------------------------------------------------------------- leaving
    def export(
        self, path: str, *, around: str | None = None, hops: int = 1, edges: str | None = None, **narrow: Unpack[Narrow]
    ) -> Written:
        """Writes the graph or a part of it; the ending of `path` chooses the format.

        Args:
            path: the file.
            around: a loose name; only what lies within `hops` of it is written.
            hops: facts from `around`.
            edges: "merged" (one a fact and status) or "all" (one a claim); None: what suits the format.
            narrow: `relation` and `status`.
        """
        from kgraph import exports

        filters = self._filters(narrow)
        centre = self._entities_named((around,))[0][0].id if around else None
        return exports.write(
            self.store,
            path,
            edges=edges,
            around=centre,
            hops=hops,
            statuses=filters.statuses,
            relations=filters.relations,
        )

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The graph as a NetworkX MultiDiGraph, one edge a claim."""
        return self.network.to_networkx()

    def to_node_link(self) -> dict[str, Any]:
        """The graph in the contract's JSON shape, one edge a claim."""
        from kgraph.exports import to_node_link

        return to_node_link(self.store, self.store.edges())

    # ------------------------------------------------------------------------------------------------- looking up
    def entity(self, name: str) -> Entity:
        """The entity of a loose name; raises UnknownName or AmbiguousName."""
        return self.names.one(name)

    def book(self, entities: Iterable[str], documents: Iterable[str]) -> Book:
        """Entities and documents by id, for layouts."""
        held = self.store.entities_of(set(entities))
        return Book(
            entities={entity.id: entity for entity in held},
            documents={each: self.store.document(each) for each in sorted(set(documents))},
        )

    def _book_of(self, facts: Iterable[Fact], known: Iterable[Entity], documents: Collection[str] = ()) -> Book:
        every = list(facts)
        ends = [end for fact in every for end in (fact.source, fact.target)]
        sources = [edge.document for fact in every for edge in fact.edges]
        return self.book([*(entity.id for entity in known), *ends], [*sources, *sorted(documents)])

    def _origin_notes(self) -> tuple[str, ...]:
        """A remark where the store was built with another ontology than the one that reads the question."""
        if self.store.meta["ontology"] in (None, self.ontology.digest):
            return ()
        words = (
            f"the store was built with another ontology than {self.ontology.name}, so that answers may miss something"
        )
        return (f"{words}: name it with --ontology, or build a new store",)

    def _filters(self, narrow: Narrow) -> Filters:
        filters = Filters.of(narrow)
        # A store may have been built with an ontology of the user's own: what it holds is known too.
        strange = [name for name in filters.relations if not any(self.store.edges(relations=(name,)))]
        if strange:
            check(strange, list(self.ontology.relations), "relation")
        strange = [name for name in filters.types if not any(self.store.entities(type=name))]
        if strange:
            check(strange, list(self.ontology.types), "entity type")
        return filters

    def _entities_named(self, names: Iterable[str]) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
        """Entities of loose names, and remarks on what else each name fits."""
        entities, notes = [], []
        for name in names:
            entity = self.names.one(name)
            others = [match.entity.name for match in self.names.find(name) if match.entity.id != entity.id]
            entities.append(entity)
            if others:
                notes.append(f"{name!r} is read as {entity.name}; it also fits {', '.join(others[:3])}")
        return tuple(entities), tuple(notes)


def _documents_of(answer: Answer) -> list[str]:
    rows = [proof.document for row in answer.answers for proof in row.evidence]
    return [*rows, *(proof.document for hop in answer.hops or () for proof in hop.evidence)]


def build(
    sources: str | Iterable[str],
    *,
    store: str = "kgraph.db",
    ontology: str = "news",
    progress: Callable[[int, int | None, str], None] | None = None,
    **options: Any,  # noqa: ANN401 - handed on as they are
) -> Graph:
    """Reads sources into a store and opens it; `Graph.report` tells what was added, skipped and failed.

    Args:
        sources: files, folders, globs, or "-" for standard input.
        store: path or address of the store; made where there is none.
        ontology: a shipped name or the path of a file.
        progress: called after each document: how many are done, of how many (None: unknown), the last one's title.
        options: `pipeline`, `jobs`, `publisher`, `published`, as `kgraph.pipeline.build` takes them.
    """
    from kgraph import pipeline
    from kgraph.ontology import load
    from kgraph.ontology.keeping import packed
    from kgraph.store import open_store

    listed = [sources] if isinstance(sources, str) else list(sources)
    held = open_store(store, mode="write")
    try:
        report = pipeline.build(listed, store=held, ontology=ontology, progress=progress, **options)
        held.keep_ontology(packed(load(ontology), ontology))
    except BaseException:
        held.close()
        raise
    return Graph(held, ontology=ontology, report=report)


def open(path: str, *, ontology: str | None = None) -> Graph:  # noqa: A001 - as `gzip.open`: always read as kgraph.open
    """Opens a store for asking; raises StoreError where there is none or it cannot be trusted."""
    from kgraph.store import open_store

    return Graph(open_store(path, mode="read"), ontology=ontology)
