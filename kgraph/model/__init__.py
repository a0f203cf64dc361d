"""The nouns: records that every stage takes and gives.

All are frozen, slotted, keyword-only dataclasses of plain data. Offsets are code points, half-open, into
`Document.text`. Ids of documents, sentences, mentions and claims are hashes of their content, so that building twice
gives the same ids; ids of entities are readable slugs.

Here stands what a graph consists of. What is found in the documents on the way to it stands in `kgraph.model.found`
and is imported from here all the same, when it is first asked for: most questions need none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

TYPE_CHECKING = False  # as type checkers know it
if TYPE_CHECKING:
    from typing import Any

    from kgraph.model.found import (
        Block,
        BlockKind,
        Claim,
        Evidence,
        Link,
        Mention,
        MentionKind,
        Reason,
        Sentence,
        Span,
        Token,
        When,
    )

__all__ = [
    "ID_DIGITS",
    "Block",
    "BlockKind",
    "Claim",
    "Document",
    "Edge",
    "Entity",
    "Evidence",
    "Link",
    "Mention",
    "MentionKind",
    "Quote",
    "Reason",
    "Sentence",
    "Span",
    "Status",
    "Token",
    "When",
    "content_id",
]

#: Hexadecimal digits kept of a content hash; 64 bits, so that a collision among 10 million ids has a chance of 3e-6.
ID_DIGITS = 16


def content_id(*parts: object) -> str:
    """A stable id: the first 16 hexadecimal digits of the SHA-256 of the parts; None and "" differ.

    Example:
        >>> content_id("a", None) == content_id("a", None), content_id("a", None) == content_id("a", "")
        (True, False)
    """
    from hashlib import sha256  # loads OpenSSL, which a question does not need

    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


class Status(StrEnum):
    """What a claim says of its fact. Where several cues apply, the first in this order wins (see `leftmost`)."""

    DENIED = "denied"
    POSSIBLE = "possible"
    PROPOSED = "proposed"
    PLANNED = "planned"
    REPORTED = "reported"
    ASSERTED = "asserted"

    @staticmethod
    def leftmost(statuses: Iterable[Status]) -> Status:
        """The status of a claim with several cues: the leftmost in the contract's list.

        Example:
            >>> str(Status.leftmost([Status.REPORTED, Status.POSSIBLE]))
            'possible'
        """
        return min(statuses, key=list(Status).index, default=Status.ASSERTED)

    @staticmethod
    def of_fact(statuses: Iterable[Status]) -> tuple[Status, bool]:
        """A fact's status and whether it is contested, from the statuses of all its claims.

        The rightmost of those that are not denied; denied alone is denied; denied beside others is contested.

        Example:
            >>> Status.of_fact([Status.DENIED, Status.REPORTED])
            (<Status.REPORTED: 'reported'>, True)
        """
        seen = set(statuses)
        others = seen - {Status.DENIED}
        if not others:
            return Status.DENIED, False
        return max(others, key=list(Status).index), Status.DENIED in seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as stored. `published` is an ISO date prefix ("2025", "2025-11", "2025-11-03") or None."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    text: str

    @staticmethod
    def of(
        text: str,
        *,
        title: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        url: str | None = None,
    ) -> Document:
        """A document whose id is the hash of publisher, date, title and text (not of the address)."""
        identity = content_id("document", publisher, published, title, text)
        return Document(id=identity, title=title, publisher=publisher, published=published, url=url, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions of several documents refer to. `id` is a slug; `aliases` are sorted and exclude `name`."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of text with its offsets: evidence as a person reads it."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A claim between two entities, ready to be read: what exports write and answers quote. `id` is the claim's."""

    id: str
    source: str
    target: str
    relation: str
    status: Status
    ended: bool
    attributed_to: str | None
    role: str | None
    place: str | None
    amount: str | None
    recipient: str | None
    cause: str | None
    date_text: str | None
    date_start: str | None
    date_end: str | None
    confidence: float
    document: str
    start: int
    end: int
    evidence: str
    context: tuple[Quote, ...]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes have no common type
    if name in __all__:
        from kgraph.model import found

        globals()[name] = getattr(found, name)
        return globals()[name]
    raise AttributeError(f"module 'kgraph.model' has no attribute {name!r}")
