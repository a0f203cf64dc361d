"""What a store says of itself: versions, what it was built with, counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgraph.errors import StoreError
from kgraph.store.database import Database

#: Relations without direction, where the store was not told by the ontology that it was built with.
SYMMETRIC = ("met", "partner_of")
#: The key of the ontology itself, which is long and is read by questions alone.
WORDS = "words"
#: What is counted: name -> table.
COUNTED = {
    "documents": "document",
    "mentions": "mention",
    "coreferences": "coreference",
    "claims": "claim",
    "entities": "entity",
    "links": "link",
    "edges": "edge",
}


def read(database: Database) -> dict[str, Any]:
    """Everything recorded; counts are kept up to date by each transaction, so that none has to count rows.

    `revision` grows with every change of the documents; `resolved_revision` is the one that who is who was found for.
    """
    known = dict(database.rows("SELECT key, value FROM meta WHERE key <> ?", [WORDS]))
    revision, resolved = (int(known.get(key, 0)) for key in ("revision", "resolved_revision"))
    return {
        "schema": int(known["schema"]),
        "pipeline": known.get("pipeline"),
        "ontology": known.get("ontology"),
        "symmetric": tuple(known.get("symmetric", " ".join(SYMMETRIC)).split()),
        "revision": revision,
        "resolved_revision": resolved,
        "resolved": revision == resolved,
        **{name: int(known.get(name, 0)) for name in COUNTED},
    }


def put(database: Database, **values: object) -> None:
    """Records values inside a running transaction."""
    for key, value in sorted(values.items()):
        database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, str(value)])


def words(database: Database) -> str | None:
    """The ontology that the store was built with, as it was put; None in a store that was told none."""
    found = database.row("SELECT value FROM meta WHERE key = ?", [WORDS])
    return None if found is None else str(found[0])


def add_to_counts(database: Database, **more: int) -> None:
    """Counts what a change of the documents added, inside its transaction."""
    known = read(database)
    put(database, **{name: known[name] + number for name, number in more.items()}, revision=known["revision"] + 1)


def is_built_with(database: Database, origin: Mapping[str, str]) -> bool:
    """Whether the store was built with exactly this pipeline and ontology; False where it is still to be built.

    Raises:
        StoreError: it was built with others.
    """
    known = read(database)
    for name, digest in origin.items():
        if known[name] not in (None, digest):
            raise StoreError(
                f"{database.path} was built with another {name} ({known[name]}, not {digest})",
                hint=f"give a new store with --store, or the {name} that this one was built with",
            )
    return all(known[name] is not None for name in origin)
