"""The nouns: records that every stage takes and gives.

All are frozen, slotted, keyword-only dataclasses of plain data. Offsets are code points, half-open, into
`Document.text`. Ids of documents, sentences, mentions and claims are hashes of their content, so that building twice
gives the same ids; ids of entities are readable slugs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: Hexadecimal digits kept of a content hash; 64 bits, so that a collision among 10 million ids has a chance of 3e-6.
ID_DIGITS = 16


def content_id(*parts: object) -> str:
    """A stable id: the first 16 hexadecimal digits of the SHA-256 of the parts; None and "" differ.

    Example:
        >>> content_id("a", None) == content_id("a", None), content_id("a", None) == content_id("a", "")
        (True, False)
    """
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


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


class BlockKind(StrEnum):
    """What part of an article a stretch of text is. Only BODY and TITLE make claims."""

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    FOOTER = "footer"
    BODY = "body"


class MentionKind(StrEnum):
    """How a mention refers: by a name, a designation ("MiG-29"), a common noun or a pronoun."""

    NAME = "name"
    DESIGNATION = "designation"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


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
class Block:
    """A stretch of a document's text of one kind; blocks are in text order and do not overlap."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A labelled stretch of a document's text, such as a name that the pipeline's recogniser saw."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word. `dep` is a Universal Dependencies label whatever the pipeline; `head` is an index into its sentence.

    The root's head is itself. `start` is an offset into the document. `morph` is "Feature=Value|…".
    """

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    morph: str
    head: int
    start: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with its tree and the names that the pipeline saw. `tokens` holds no whitespace tokens."""

    id: str
    document: str
    start: int
    text: str
    kind: BlockKind
    tokens: tuple[Token, ...]
    names: tuple[Span, ...]

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One stretch of text that refers to something.

    `type` is a type of the ontology. `name` is the proper name that the words stand for, where that is not the words
    themselves: "Indian" -> "India", "Moscow" acting -> "Russia". `head` is the index of its head token in its sentence.
    """

    id: str
    document: str
    sentence: str
    start: int
    end: int
    text: str
    type: str
    kind: MentionKind
    head: int
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something was decided, in a sentence, and how much it weighed (a probability in [0, 1])."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Who refers to whom. Within a document `target` is an earlier mention's id, across documents an entity's id."""

    mention: str
    target: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as precise as the words: ISO prefixes whose length is the precision, None where nothing is known."""

    text: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of a document that shows something."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One passage saying one thing. `subject` and `object` are mention ids; never rewritten when entities merge.

    `speaker` is who says so in words (None: the text's own voice), `speaker_mention` the mention where there is one.
    `confidence` is the probability that a careful reader of the evidence would say that it says this.
    """

    id: str
    document: str
    subject: str
    relation: str
    object: str
    status: Status
    ended: bool
    when: When | None
    role: str | None
    place: str | None
    amount: str | None
    recipient: str | None
    cause: str | None
    speaker: str | None
    speaker_mention: str | None
    confidence: float
    reasons: tuple[Reason, ...]
    evidence: Evidence
    context: tuple[Evidence, ...]
    cues: tuple[Evidence, ...]


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
