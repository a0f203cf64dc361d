"""Looking names up in the store: by spelling, by words, by words spelt alike. No query reads the whole index.

Names come most prominent first (the entity with most mentions), because their keys were given in that order.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; values travel as parameters

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from kgraph.store import spelling
from kgraph.store.database import Database, marks

#: Names read for one look-up; more than a person would read through, and few enough to compare one by one.
MOST_NAMES = 50
#: Words spelt alike that are looked at for one typed word; the closest share most trigrams.
MOST_WORDS = 60
#: Letters by which words that are spelt alike may differ in length.
LENGTH_GAP = 2


class NameEntry(NamedTuple):
    """One spelling of one entity: `kind` is name, alias or acronym; `mentions` counts the entity's mentions."""

    entity: str
    type: str
    kind: str
    text: str
    mentions: int


_ENTRY = "e.id, e.type, n.kind, n.text, e.mentions"


def exact(database: Database, keys: Collection[str]) -> list[NameEntry]:
    """Names whose spelling without spaces is one of the keys: names first, then aliases, then acronyms."""
    wanted = sorted(set(keys))
    sql = f"""SELECT {_ENTRY} FROM name n JOIN entity e ON e.key = n.entity
        WHERE n.squashed IN ({marks(wanted)}) ORDER BY n.kind DESC, n.key LIMIT ?"""
    return _entries(database.rows(sql, [*wanted, MOST_NAMES]))


def frequencies(database: Database, words: Collection[str]) -> dict[str, int]:
    """How many names hold each of the words; words in no name are left out."""
    return dict(database.rows_in("SELECT text, names FROM word WHERE text IN ({marks})", sorted(set(words))))


def with_words(database: Database, words: Collection[str], types: Collection[str] = ()) -> list[NameEntry]:
    """Names that hold all the words, in any order; the rarest word is looked up and the others are checked."""
    wanted = sorted(set(words))
    found = database.rows_in("SELECT names, key FROM word WHERE text IN ({marks})", wanted)
    if not wanted or len(found) < len(wanted):
        return []
    (_, rarest), *others = sorted(found)
    also = " AND EXISTS (SELECT 1 FROM name_word o WHERE o.word = ? AND o.name = w.name)" * len(others)
    fitting = f" AND e.type IN ({marks(types)})" if types else ""
    sql = f"""SELECT {_ENTRY} FROM name_word w
        JOIN name n ON n.key = w.name JOIN entity e ON e.key = n.entity
        WHERE w.word = ?{also}{fitting} ORDER BY w.name LIMIT ?"""
    return _entries(database.rows(sql, [rarest, *(key for _, key in others), *sorted(types), MOST_NAMES]))


def words_like(database: Database, word: str) -> list[str]:
    """Words of names that share most trigrams with this one and are about as long, the likest first."""
    wanted = spelling.grams(word)
    sql = f"""SELECT w.text FROM (
            SELECT word, COUNT(*) AS shared FROM gram
            WHERE gram IN ({marks(wanted)}) AND length BETWEEN ? AND ? GROUP BY word) g
        JOIN word w ON w.key = g.word ORDER BY g.shared DESC, w.names DESC, w.text LIMIT ?"""
    lengths = (len(word) - LENGTH_GAP, len(word) + LENGTH_GAP)
    return [text for (text,) in database.rows(sql, [*wanted, *lengths, MOST_WORDS])]


def _entries(found: Sequence[Any]) -> list[NameEntry]:
    return [
        NameEntry(entity=entity, type=kind_of_thing, kind=kind, text=text, mentions=mentions)
        for entity, kind_of_thing, kind, text, mentions in found
    ]
