"""Writing who is who: entities, links, the edges that follow from them, and the index of names.

All of it is replaced at once; claims are not touched.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; values travel as parameters

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from kgraph.errors import StoreError
from kgraph.model import Entity, Link
from kgraph.store import about, rows, spelling
from kgraph.store.database import Database, batches, marks

#: Tables that a resolution replaces, children first.
DERIVED = ("gram", "name_word", "word", "name", "edge", "link", "entity")

#: A claim whose ends are the same entity says nothing about two things and is no edge.
_EDGES = """SELECT c.key, {source}, {target}, c.relation, c.status
    FROM claim c JOIN link s ON s.mention = c.subject JOIN link o ON o.mention = c.object
    WHERE s.entity <> o.entity AND c.relation {chosen} IN ({marks})"""
_FILL_DEGREES = """UPDATE entity SET degree =
    (SELECT COUNT(*) FROM edge WHERE source = entity.key) + (SELECT COUNT(*) FROM edge WHERE target = entity.key)"""


def write_resolution(
    database: Database, entities: Sequence[Entity], links: Sequence[Link], symmetric: Collection[str]
) -> None:
    """Replaces entities, links, edges and names inside a running transaction."""
    for table in DERIVED:
        database.execute(f"DELETE FROM {table}")
    keys = _write_entities(database, entities, links)
    _write_links(database, links, keys)
    write_edges(database, symmetric)
    _write_names(database, entities, keys)
    ((edges,),) = database.rows("SELECT COUNT(*) FROM edge")
    about.put(database, entities=len(entities), links=len(links), edges=edges)


def _write_entities(database: Database, entities: Sequence[Entity], links: Sequence[Link]) -> dict[str, int]:
    mentions = Counter(link.target for link in links)
    ordered = sorted(entities, key=lambda entity: entity.id)
    keys = {entity.id: key for key, entity in enumerate(ordered, start=1)}
    database.execute_many(
        "INSERT INTO entity (key, id, type, name, aliases, mentions, degree) VALUES (?, ?, ?, ?, ?, ?, 0)",
        (
            (keys[entity.id], entity.id, entity.type, entity.name, rows.dump(entity.aliases), mentions[entity.id])
            for entity in ordered
        ),
    )
    return keys


def _write_links(database: Database, links: Sequence[Link], entities: dict[str, int]) -> None:
    for batch in batches(sorted(links, key=lambda link: link.mention)):
        found = database.rows_in("SELECT id, key FROM mention WHERE id IN ({marks})", [link.mention for link in batch])
        mentions = dict(found)
        for link in batch:
            if link.mention not in mentions or link.target not in entities:
                missing = f"mention {link.mention}" if link.mention not in mentions else f"entity {link.target}"
                raise StoreError(f"a link speaks of the {missing}, which the store lacks", hint="build again")
        database.execute_many(
            "INSERT INTO link (mention, entity, score, reasons) VALUES (?, ?, ?, ?)",
            (
                (mentions[link.mention], entities[link.target], link.score, rows.dump_reasons(link.reasons))
                for link in batch
            ),
        )


def write_edges(database: Database, symmetric: Collection[str]) -> None:
    """Fills the empty table of edges from claims and links, and counts each entity's edges."""
    for one_way in (True, False):
        select, parameters = edges_of_claims(symmetric, one_way=one_way)
        database.execute(f"INSERT INTO edge (claim, source, target, relation, status) {select}", parameters)
    database.execute(_FILL_DEGREES)


def edges_of_claims(symmetric: Collection[str], *, one_way: bool) -> tuple[str, list[str]]:
    """The query for the edges of relations with a direction, or of those without one, and its parameters.

    Keys of entities are in the order of ids, so the smaller key of a relation without direction is the smaller id.
    """
    relations = sorted(symmetric)
    source, target = ("s.entity", "o.entity") if one_way else ("MIN(s.entity, o.entity)", "MAX(s.entity, o.entity)")
    chosen = "NOT" if one_way else ""
    return _EDGES.format(source=source, target=target, chosen=chosen, marks=marks(relations)), relations


def _write_names(database: Database, entities: Sequence[Entity], keys: dict[str, int]) -> None:
    """Fills the index of names: spellings, their words, the words' trigrams."""
    prominence = dict(database.rows("SELECT key, mentions FROM entity"))
    by_prominence = sorted(entities, key=lambda entity: (-prominence[keys[entity.id]], entity.id))
    words: dict[str, int] = {}
    uses: Counter[str] = Counter()
    name_key = 0
    for batch in batches(by_prominence):
        spelt = [(keys[entity.id], *name) for entity in batch for name in names_of(entity)]
        numbered = list(enumerate(spelt, start=name_key + 1))
        name_key += len(spelt)
        database.execute_many(
            "INSERT INTO name (key, entity, kind, text, squashed) VALUES (?, ?, ?, ?, ?)",
            ((key, entity, kind, text, spelling.squashed(text)) for key, (entity, kind, text) in numbered),
        )
        telling = [
            (word, key)
            for key, (_, kind, text) in numbered
            if kind != "acronym"
            for word in sorted(set(spelling.telling_words(text)))
        ]
        uses.update(word for word, _ in telling)
        database.execute_many(
            "INSERT INTO name_word (word, name) VALUES (?, ?)",
            ((words.setdefault(word, len(words) + 1), key) for word, key in telling),
        )
    database.execute_many(
        "INSERT INTO word (key, text, names) VALUES (?, ?, ?)",
        ((key, word, uses[word]) for word, key in words.items()),
    )
    database.execute_many("INSERT INTO gram (gram, length, word) VALUES (?, ?, ?)", _gram_rows(words))


def names_of(entity: Entity) -> tuple[tuple[str, str], ...]:
    """The spellings that an entity is found by, each once: (name, alias or acronym; normal spelling).

    Example:
        >>> names_of(Entity(id="lt", type="organisation", name="Larsen & Toubro", aliases=("L&T",)))
        (('name', 'larsen and toubro'), ('alias', 'l and t'), ('acronym', 'lat'), ('acronym', 'lt'))
    """
    kinds: dict[str, str] = {}
    spellings = [spelling.normalise(name) for name in (entity.name, *entity.aliases)]
    for kind, normal in zip(chain(("name",), ("alias",) * len(entity.aliases)), spellings, strict=True):
        kinds.setdefault(normal, kind)
    for normal in spellings:
        for acronym in spelling.initials(normal):
            kinds.setdefault(acronym, "acronym")
    return tuple((kind, normal) for normal, kind in kinds.items() if normal)


def _gram_rows(words: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    for word, key in words.items():
        for gram in spelling.grams(word):
            yield gram, len(word), key
