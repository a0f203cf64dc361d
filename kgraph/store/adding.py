"""Writing a document and what was found in it."""

# ruff: noqa: S608 - statements are put together from constants of this package; values travel as parameters

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kgraph.errors import StoreError
from kgraph.model import Claim, Document, Link, Mention
from kgraph.store import about, rows
from kgraph.store.database import Database, marks


def write_document(
    database: Database,
    document: Document,
    packed_sentences: bytes,
    mentions: Iterable[Mention],
    links: Iterable[Link],
    claims: Iterable[Claim],
) -> None:
    """Stores a new document inside a running transaction; records with an id seen before are the same record."""
    key = _insert(database, "document", rows.DOCUMENT_FIELDS, rows.document_row(document))
    _insert(database, "parse", "document, packed", (key, packed_sentences))
    keys: dict[str, int] = {}
    for mention in mentions:
        _check(mention.document, document)
        if mention.id not in keys:
            keys[mention.id] = _insert(database, "mention", rows.MENTION_FIELDS, rows.mention_row(mention, key))
    try:
        coreferences = [rows.coreference_row(link, keys) for link in links]
        stated = _claim_rows(claims, document, key, keys)
    except KeyError as missing:
        raise _broken(document, f"the mention {missing}") from None
    _insert_many(database, "coreference", rows.COREFERENCE_FIELDS, coreferences)
    _insert_many(database, "claim", rows.CLAIM_FIELDS, stated)
    about.add_to_counts(database, documents=1, mentions=len(keys), coreferences=len(coreferences), claims=len(stated))


def _claim_rows(claims: Iterable[Claim], document: Document, key: int, keys: Mapping[str, int]) -> list[rows.Row]:
    stated = {}
    for claim in claims:
        for span in (claim.evidence, *claim.context, *claim.cues):
            _check(span.document, document)
        stated[claim.id] = rows.claim_row(claim, key, keys)
    return list(stated.values())


def _check(owner: str, document: Document) -> None:
    if owner != document.id:
        raise _broken(document, f"the document {owner}")


def _broken(document: Document, target: str) -> StoreError:
    message = f"a record of document {document.id} points at {target}, which is no part of it"
    return StoreError(message, hint="this is a fault of kgraph: please report it")


def _insert(database: Database, table: str, fields: str, row: rows.Row) -> int:
    return database.execute(f"INSERT INTO {table} ({fields}) VALUES ({marks(row)})", row)


def _insert_many(database: Database, table: str, fields: str, many: Sequence[rows.Row]) -> None:
    if many:
        database.execute_many(f"INSERT INTO {table} ({fields}) VALUES ({marks(many[0])})", many)
