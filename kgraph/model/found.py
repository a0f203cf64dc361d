"""What is found in documents: blocks, sentences, mentions, who refers to whom, claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kgraph.model import Status


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
