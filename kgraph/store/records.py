"""The store: records in, records out. Claims are never rewritten; who is who is replaced at once."""

# ruff: noqa: S608 - statements are put together from constants of this package; values travel as parameters

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kgraph.errors import UnknownName
from kgraph.model import Document, Edge, Entity
from kgraph.store import about, edges, name_index, rows
from kgraph.store.database import Database, batches, marks
from kgraph.store.edges import DOCUMENTS_AT_ONCE, Filter
from kgraph.store.name_index import NameEntry

if TYPE_CHECKING:
    from kgraph.model import Claim, Link, Mention, Reason

_CLAIMS = f"""SELECT {rows.CLAIM} FROM claim c JOIN document d ON d.key = c.document
    JOIN mention s ON s.key = c.subject JOIN mention o ON o.key = c.object
    LEFT JOIN mention p ON p.key = c.speaker_mention"""
_MENTIONS = f"SELECT {rows.MENTION} FROM mention m JOIN document d ON d.key = m.document"
_LINKS = """SELECT m.id, e.id, l.score, l.reasons FROM link l
    JOIN mention m ON m.key = l.mention JOIN document d ON d.key = m.document JOIN entity e ON e.key = l.entity"""
_COREFERENCES = """SELECT m.id, t.id, l.score, l.reasons FROM coreference l
    JOIN mention m ON m.key = l.mention JOIN document d ON d.key = m.document JOIN mention t ON t.key = l.target"""


class Store:
    """A store that `open_store` opened; a context manager that closes it.

    Iterators come in a fixed order that depends on what was read, not on the order of reading: documents, entities by
    id; mentions, claims, edges by document id, place in the text, id. They read in stretches and hold no lock between
    them; `snapshot` gives one state for several reads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """Where the store is."""
        return self._database.path

    def close(self) -> None:
        """Gives the file back."""
        self._database.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads inside the block see one state; builds wait until its end, so keep it short."""
        return self._database.snapshot()

    # ------------------------------------------------------------------------------------------------ what it is

    @property
    def meta(self) -> dict[str, Any]:
        """What the store says of itself.

        Keys: schema, pipeline, ontology (digests, None where nothing was built), symmetric, revision, resolved, and
        the counts documents, mentions, coreferences, claims, entities, links, edges.
        """
        return about.read(self._database)

    def faults(self) -> Iterator[str]:
        """What is wrong with the file and how its tables fit together, in words; nothing in a sound store."""
        from kgraph.store import soundness

        return soundness.faults(self._database)

    def set_origin(self, *, pipeline: str, ontology: str, symmetric: Iterable[str] = about.SYMMETRIC) -> None:
        """Records what the store is built with; a store holds the work of one pipeline and one ontology.

        Args:
            pipeline: digest of the language pipeline.
            ontology: digest of the ontology.
            symmetric: the ontology's relations without direction.

        Raises:
            StoreError: the store was built with others.
        """
        origin = {"pipeline": pipeline, "ontology": ontology}
        if about.is_built_with(self._database, origin):
            return
        with self._database.transaction():
            if not about.is_built_with(self._database, origin):
                about.put(self._database, **origin, symmetric=" ".join(sorted(symmetric)))

    def keep_ontology(self, text: str) -> None:
        """Keeps the ontology that the store is built with, packed by `ontology.keeping`, so that questions find it."""
        if text != about.words(self._database):
            with self._database.transaction():
                about.put(self._database, **{about.WORDS: text})

    def kept_ontology(self) -> str | None:
        """The ontology that the store was built with, as it was kept; None where it was not."""
        return about.words(self._database)

    # --------------------------------------------------------------------------------------------------- writing

    def has(self, document: str) -> bool:
        """Whether a document of this id has been read."""
        return self._database.row("SELECT 1 FROM document WHERE id = ?", [document]) is not None

    def add(
        self,
        document: Document,
        packed_sentences: bytes,
        mentions: Iterable[Mention],
        links: Iterable[Link],
        claims: Iterable[Claim],
    ) -> bool:
        """Stores a document and what was found in it, in one transaction; False where it was there already.

        Args:
            document: as read.
            packed_sentences: its parse, as `sentences.pack` gives it.
            mentions: its mentions.
            links: who refers to whom within the document; targets are mentions.
            claims: its claims; ends are mentions.

        Raises:
            StoreError: a record that points out of the document, a full disk, a store locked for too long.
            InputError: a text that is no valid Unicode.
        """
        from kgraph.store import adding  # not needed to answer a question

        with self._database.transaction():
            if self.has(document.id):
                return False
            adding.write_document(self._database, document, packed_sentences, mentions, links, claims)
        return True

    def resolved(self) -> bool:
        """Whether entities have been resolved over all documents that the store holds."""
        return bool(self.meta["resolved"])

    def set_resolution(self, entities: Iterable[Entity], links: Iterable[Link], *, revision: int | None = None) -> bool:
        """Replaces who is who, in one transaction.

        Args:
            entities: all entities.
            links: one for each mention that has an entity; targets are entities.
            revision: `meta["revision"]` when the records that were resolved were read; the present one unless given.
                Where another build has added documents since, the store stays unresolved.

        Returns:
            False where another build has written a newer resolution meanwhile, which is kept.
        """
        from kgraph.store import resolution

        with self._database.transaction():
            known = self.meta
            seen = known["revision"] if revision is None else revision
            if seen < known["resolved_revision"]:
                return False
            resolution.write_resolution(self._database, list(entities), list(links), known["symmetric"])
            about.put(self._database, resolved_revision=seen)
        return True

    # --------------------------------------------------------------------------------------------------- reading

    def documents(self) -> Iterator[Document]:
        """All documents, by id."""
        for keys in self._document_batches():
            sql = f"SELECT {rows.DOCUMENT} FROM document d WHERE d.key IN ({marks(keys)}) ORDER BY d.id"
            yield from map(rows.read_document, self._database.rows(sql, keys))

    def document(self, identity: str) -> Document:
        """The document of this id; raises UnknownName."""
        found = self._database.row(f"SELECT {rows.DOCUMENT} FROM document d WHERE d.id = ?", [identity])
        if found is None:
            raise UnknownName(f"no document has the id {identity}", hint="kgraph documents lists them")
        return rows.read_document(found)

    def packed_sentences(self, document: str) -> bytes:
        """The parse of a document as it was packed; raises UnknownName."""
        found = self._database.row(
            "SELECT packed FROM parse WHERE document = (SELECT key FROM document WHERE id = ?)", [document]
        )
        if found is None:
            raise UnknownName(f"no document has the id {document}", hint="kgraph documents lists them")
        return bytes(found[0])

    def mentions(self, document: str | None = None) -> Iterator[Mention]:
        """Mentions of all documents or of one."""
        return map(
            rows.read_mention, self._in_documents(_MENTIONS, "m.document", "d.id, m.start, m.stop, m.id", document)
        )

    def coreferences(self, document: str | None = None) -> Iterator[Link]:
        """Who refers to whom within documents; targets are mentions. By the place of the mention that refers."""
        order = "d.id, m.start, m.stop, m.id, t.start, t.id"
        return map(rows.read_link, self._in_documents(_COREFERENCES, "m.document", order, document))

    def claims(self, document: str | None = None) -> Iterator[Claim]:
        """Claims of all documents or of one."""
        return map(rows.read_claim, self._in_documents(_CLAIMS, "c.document", "d.id, c.start, c.id", document))

    def links(self, document: str | None = None) -> Iterator[Link]:
        """Which mention is which entity; targets are entities. By the place of the mention."""
        return map(rows.read_link, self._in_documents(_LINKS, "m.document", "d.id, m.start, m.stop, m.id", document))

    def mention(self, identity: str) -> Mention:
        """The mention of this id; raises UnknownName."""
        found = self._database.row(f"{_MENTIONS} WHERE m.id = ?", [identity])
        if found is None:
            raise UnknownName(f"no mention has the id {identity}")
        return rows.read_mention(found)

    def claim(self, identity: str) -> Claim:
        """The claim of this id; raises UnknownName."""
        found = self._database.row(f"{_CLAIMS} WHERE c.id = ?", [identity])
        if found is None:
            raise UnknownName(f"no claim has the id {identity}", hint="kgraph claims lists them")
        return rows.read_claim(found)

    def entities(self, type: str | None = None) -> Iterator[Entity]:  # noqa: A002 - the word that entities use
        """Entities, of one type where it is given, by id."""
        last = ""
        condition = "" if type is None else " AND e.type = ?"
        chosen = () if type is None else (type,)
        sql = f"SELECT {rows.ENTITY} FROM entity e WHERE e.id > ?{condition} ORDER BY e.id LIMIT 1000"
        while found := self._database.rows(sql, [last, *chosen]):
            yield from map(rows.read_entity, found)
            last = found[-1][0]

    def entity(self, identity: str) -> Entity:
        """The entity of this id; raises UnknownName with the ids most like it."""
        found = self.entities_of([identity])
        if not found:
            from difflib import get_close_matches

            start = identity[:1]
            some = self._database.rows("SELECT id FROM entity WHERE id >= ? ORDER BY id LIMIT 1000", [start])
            near = tuple(get_close_matches(identity, [near for (near,) in some], n=3))
            raise UnknownName(f"no entity has the id {identity}", hint="kgraph entities lists them", nearest=near)
        return found[0]

    def entities_of(self, ids: Collection[str]) -> list[Entity]:
        """The entities of these ids, by id; ids that the store lacks are left out."""
        found = self._database.rows_in(
            f"SELECT {rows.ENTITY} FROM entity e WHERE e.id IN ({{marks}})", sorted(set(ids))
        )
        return [rows.read_entity(row) for row in sorted(found)]

    def reasons(self, claim: str) -> tuple[Reason, ...]:
        """Why a claim was read from its sentence; raises UnknownName."""
        return self.claim(claim).reasons

    def merges(self, entity: str) -> list[tuple[Mention, Link]]:
        """Every mention of an entity with the link that says why it is one of its, by place."""
        sql = f"""SELECT {rows.MENTION}, e.id, l.score, l.reasons FROM link l
            JOIN mention m ON m.key = l.mention JOIN document d ON d.key = m.document JOIN entity e ON e.key = l.entity
            WHERE e.id = ? ORDER BY d.id, m.start, m.stop, m.id"""
        return [
            (rows.read_mention(row[:-3]), rows.read_link((row[0], *row[-3:])))
            for row in self._database.rows(sql, [entity])
        ]

    # ----------------------------------------------------------------------------------------------------- edges

    def edges(
        self,
        *,
        ids: Collection[str] | None = None,
        relations: Collection[str] = (),
        statuses: Collection[str] = (),
        document: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Edge]:
        """Claims between two entities, ready to be read.

        Args:
            ids: entities of which at least one is an end; None stands for all, an empty collection for none.
            relations: names of relations; empty stands for all.
            statuses: exact statuses; empty stands for all, denied ones too.
            document: id of the only document to look in.
            since: ISO prefix; what may have been so at that time or later. A claim without a date has its document's.
            until: ISO prefix; what may have been so at that time or earlier.
        """
        wanted = Filter(relations=relations, statuses=statuses, since=since, until=until)
        if ids is not None:
            touching = edges.edges_touching(self._database, list(self.keys(ids).values()), wanted)
            return (edge for edge in touching if document in (None, edge.document))
        if relations and document is None:
            return edges.edges_of_relations(self._database, wanted)
        return edges.all_edges(self._database, wanted, document)

    def edges_touching(self, ids: Collection[str]) -> list[Edge]:
        """Every edge with an end among these entities, each once."""
        return edges.edges_touching(self._database, list(self.keys(ids).values()), Filter())

    def keys(self, ids: Collection[str]) -> dict[str, int]:
        """Integer keys of entities, for searches; the order of keys is that of ids. Unknown ids are left out."""
        return dict(self._database.rows_in("SELECT id, key FROM entity WHERE id IN ({marks})", sorted(set(ids))))

    def ids(self, keys: Collection[int]) -> dict[int, str]:
        """Ids of entities by their keys."""
        return dict(self._database.rows_in("SELECT key, id FROM entity WHERE key IN ({marks})", sorted(set(keys))))

    def degrees(self, keys: Collection[int]) -> dict[int, int]:
        """How many edges, of any status, touch each of these entities."""
        return dict(self._database.rows_in("SELECT key, degree FROM entity WHERE key IN ({marks})", sorted(set(keys))))

    def adjacent(self, keys: Collection[int], wanted: Filter) -> list[tuple[int, int]]:
        """Pairs (key, neighbour's key), sorted, each once, without facts that are only denied."""
        return edges.adjacent(self._database, keys, wanted)

    def edges_between(self, one: int, other: int, wanted: Filter) -> list[Edge]:
        """Edges between two entities given by their keys, in either direction."""
        return edges.edges_between(self._database, one, other, wanted)

    # ----------------------------------------------------------------------------------------------------- names

    def names_exact(self, keys: Collection[str]) -> list[NameEntry]:
        """Names whose spelling without spaces (`spelling.squashed`) is one of the keys, most prominent first."""
        return name_index.exact(self._database, keys)

    def names_with_words(self, words: Collection[str], *, types: Collection[str] = ()) -> list[NameEntry]:
        """Names that hold all these words, in any order, most prominent first."""
        return name_index.with_words(self._database, words, types)

    def word_frequencies(self, words: Collection[str]) -> dict[str, int]:
        """How many names hold each of these words; a word in no name is left out."""
        return name_index.frequencies(self._database, words)

    def words_like(self, word: str) -> list[str]:
        """Words of names that are spelt much like this one, the likest first."""
        return name_index.words_like(self._database, word)

    # --------------------------------------------------------------------------------------------------- stretches

    def _document_batches(self) -> Iterator[Sequence[int]]:
        keys = [key for (key,) in self._database.rows("SELECT key FROM document ORDER BY id")]
        return batches(keys, DOCUMENTS_AT_ONCE)

    def _in_documents(self, select: str, column: str, order: str, document: str | None) -> Iterator[Any]:
        """Rows of one document, or of all, a stretch of documents at a time."""
        if document is not None:
            yield from self._database.rows(f"{select} WHERE d.id = ? ORDER BY {order}", [document])
            return
        for keys in self._document_batches():
            yield from self._database.rows(f"{select} WHERE {column} IN ({marks(keys)}) ORDER BY {order}", keys)
