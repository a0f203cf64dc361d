"""Whether a store's tables fit together: what SQLite says of its file, counts, and edges against claims and links."""

# ruff: noqa: S608 - statements are put together from constants of this package; values travel as parameters

from __future__ import annotations

from collections.abc import Iterator

from kgraph.store import about, resolution
from kgraph.store.database import Database


def faults(database: Database) -> Iterator[str]:
    """What is wrong, in words; nothing in a sound store."""
    for (words,) in database.rows("PRAGMA quick_check"):
        if words != "ok":
            yield f"SQLite says: {words}"
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points at a row that {parent} lacks"
    known = about.read(database)
    for name, table in about.COUNTED.items():
        ((count,),) = database.rows(f"SELECT COUNT(*) FROM {table}")
        if count != known[name]:
            yield f"it tells of {known[name]} {name} and holds {count}"
    yield from _edges(database, known["symmetric"])


def _edges(database: Database, symmetric: tuple[str, ...]) -> Iterator[str]:
    """Edges that do not follow from claims and links, and those that are missing."""
    made = [resolution.edges_of_claims(symmetric, one_way=one_way) for one_way in (True, False)]
    parameters = [value for _, values in made for value in values]
    should = " UNION ALL ".join(sql for sql, _ in made)
    has = "SELECT claim, source, target, relation, status FROM edge"
    for first, second, words in ((should, has, "are missing"), (has, should, "do not follow from claims and links")):
        sql = f"SELECT COUNT(*) FROM (SELECT * FROM ({first}) EXCEPT SELECT * FROM ({second}))"
        ((count,),) = database.rows(sql, parameters)
        if count:
            yield f"{count} edges {words}"
