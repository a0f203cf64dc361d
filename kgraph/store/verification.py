"""Reading every stored span again: does it still say what was stored, and does the file hold together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kgraph.errors import KgraphError
from kgraph.model import Claim, Document, Evidence, Mention, Sentence
from kgraph.store.records import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as it should be: which kind of record, its id and document, and what differs."""

    record: str
    id: str
    document: str | None
    message: str

    def __str__(self) -> str:
        place = f" of document {self.document}" if self.document else ""
        return f"{self.record} {self.id}{place}: {self.message}".replace("  ", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was read again: how many spans, and every fault found; none in a sound store."""

    spans: int
    faults: tuple[Fault, ...] = ()

    @property
    def differing(self) -> tuple[str, ...]:
        """The faults in words."""
        return tuple(map(str, self.faults))


@dataclass(slots=True)
class _Reading:
    """A document that is being compared with what was stored of it."""

    document: Document
    spans: int = 0
    faults: list[Fault] = field(default_factory=list)

    def compare(self, record: str, identity: str, start: int, end: int, text: str | None = None) -> None:
        """One span: inside the document, not empty, and the same words where these were stored."""
        self.spans += 1
        if not 0 <= start < end <= len(self.document.text):
            self.fault(record, identity, f"the span {start}:{end} is not inside its document")
        elif text is not None and self.document.text[start:end] != text:
            self.fault(record, identity, f"{text!r} is stored, its document has {self.document.text[start:end]!r}")

    def fault(self, record: str, identity: str, message: str) -> None:
        self.faults.append(Fault(record=record, id=identity, document=self.document.id, message=message))


def verify(store: Store) -> Verification:
    """Reads every stored span again and compares it with its document.

    Compared are sentences with their words and names, mentions, and the evidence, context and cues of claims; also the
    hash that is each document's id, the counts that the store tells, and what SQLite says of its file.

    Example:
        >>> from kgraph.store import open_store
        >>> with open_store(":memory:", mode="write") as store:
        ...     verify(store)
        Verification(spans=0, faults=())
    """
    spans = 0
    faults = [Fault(record="store", id=store.path, document=None, message=words) for words in store.faults()]
    for document in store.documents():
        reading = _Reading(document)
        _compare_identity(reading)
        sentences = _compare_sentences(store, reading)
        _compare_mentions(reading, store.mentions(document.id), sentences)
        _compare_claims(reading, store.claims(document.id))
        spans += reading.spans
        faults += reading.faults
    return Verification(spans=spans, faults=tuple(faults))


def _compare_identity(reading: _Reading) -> None:
    document = reading.document
    made = Document.of(document.text, title=document.title, publisher=document.publisher, published=document.published)
    if made.id != document.id:
        reading.fault("document", document.id, f"its content has the hash {made.id}")


def _compare_sentences(store: Store, reading: _Reading) -> dict[str, Sentence]:
    from kgraph.sentences.packing import unpack

    try:
        sentences = unpack(store.packed_sentences(reading.document.id))
    except KgraphError as error:
        reading.fault("parse", "", error.message)
        return {}
    for sentence in sentences:
        reading.compare("sentence", sentence.id, sentence.start, sentence.end, sentence.text)
        for token in sentence.tokens:
            reading.compare("word", sentence.id, token.start, token.end, token.text)
        for name in sentence.names:
            reading.compare("name", sentence.id, name.start, name.end)
    return {sentence.id: sentence for sentence in sentences}


def _compare_mentions(reading: _Reading, mentions: Iterable[Mention], sentences: dict[str, Sentence]) -> None:
    for mention in mentions:
        reading.compare("mention", mention.id, mention.start, mention.end, mention.text)
        sentence = sentences.get(mention.sentence)
        if sentence is None:
            reading.fault("mention", mention.id, f"its parse lacks the sentence {mention.sentence}")
        elif not (sentence.start <= mention.start and mention.end <= sentence.end):
            reading.fault("mention", mention.id, f"it is outside its sentence {mention.sentence}")


def _compare_claims(reading: _Reading, claims: Iterable[Claim]) -> None:
    for claim in claims:
        for part, span in _spans(claim):
            reading.compare(f"{part} of claim", claim.id, span.start, span.end)


def _spans(claim: Claim) -> Iterator[tuple[str, Evidence]]:
    yield "evidence", claim.evidence
    for span in claim.context:
        yield "context", span
    for span in claim.cues:
        yield "cue", span
