"""Records to rows and back. Ids stand outside, integer keys inside; spans and reasons are JSON text.

Records of what was found in documents are imported where their rows are read: most questions need none of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kgraph.model import Document, Entity, Status

if TYPE_CHECKING:
    from kgraph.model import Claim, Evidence, Link, Mention, Reason

Row = Sequence[Any]

DOCUMENT = "d.id, d.title, d.publisher, d.published, d.url, d.text"
MENTION = "m.id, d.id, m.sentence, m.start, m.stop, m.text, m.type, m.kind, m.head, m.name"
CLAIM = """c.id, d.id, s.id, c.relation, o.id, c.status, c.ended, c.date_text, c.date_start, c.date_end, c.role,
    c.place, c.amount, c.recipient, c.cause, c.speaker, p.id, c.confidence, c.reasons, c.start, c.stop, c.context,
    c.cues"""
ENTITY = "e.id, e.type, e.name, e.aliases"

DOCUMENT_FIELDS = "id, title, publisher, published, url, text"
MENTION_FIELDS = "id, document, sentence, start, stop, text, type, kind, head, name"
COREFERENCE_FIELDS = "mention, target, score, reasons"
CLAIM_FIELDS = """id, document, start, stop, subject, relation, object, status, ended, role, place, amount, recipient,
    cause, date_text, date_start, date_end, speaker, speaker_mention, confidence, reasons, context, cues"""


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def dump(value: object) -> str:
    """Compact JSON with sorted keys: equal values give equal text."""
    return _encode(value)


def dump_reasons(reasons: Sequence[Reason]) -> str:
    """Reasons as JSON text."""
    return dump([{"text": reason.text, "weight": reason.weight} for reason in reasons])


def read_reasons(text: str) -> tuple[Reason, ...]:
    """Reasons from JSON text."""
    from kgraph.model import Reason

    return tuple(Reason(text=reason["text"], weight=reason["weight"]) for reason in json.loads(text))


def dump_spans(spans: Sequence[Evidence]) -> str:
    """Spans of one document as JSON text; the document is said by the row."""
    return dump([[span.start, span.end] for span in spans])


def read_spans(text: str, document: str) -> tuple[Evidence, ...]:
    """Spans of a document from JSON text."""
    if text == "[]":  # most claims have neither context nor cues
        return ()
    from kgraph.model import Evidence

    return tuple(Evidence(document=document, start=start, end=end) for start, end in json.loads(text))


def document_row(document: Document) -> Row:
    """The values of a document's row but for its key."""
    return (document.id, document.title, document.publisher, document.published, document.url, document.text)


def read_document(row: Row) -> Document:
    """A document from the columns of `DOCUMENT`."""
    identity, title, publisher, published, url, text = row
    return Document(id=identity, title=title, publisher=publisher, published=published, url=url, text=text)


def mention_row(mention: Mention, document: int) -> Row:
    """The values of a mention's row but for its key; `document` is the document's key."""
    return (
        mention.id,
        document,
        mention.sentence,
        mention.start,
        mention.end,
        mention.text,
        mention.type,
        str(mention.kind),
        mention.head,
        mention.name,
    )


def read_mention(row: Row) -> Mention:
    """A mention from the columns of `MENTION`."""
    from kgraph.model import Mention, MentionKind

    identity, document, sentence, start, end, text, kind_of_thing, kind, head, name = row
    return Mention(
        id=identity,
        document=document,
        sentence=sentence,
        start=start,
        end=end,
        text=text,
        type=kind_of_thing,
        kind=MentionKind(kind),
        head=head,
        name=name,
    )


def coreference_row(link: Link, keys: Mapping[str, int]) -> Row:
    """The values of a coreference's row but for its key; `keys` are those of the document's mentions."""
    return (keys[link.mention], keys[link.target], link.score, dump_reasons(link.reasons))


def claim_row(claim: Claim, document: int, keys: Mapping[str, int]) -> Row:
    """The values of a claim's row but for its key; `keys` are those of the document's mentions."""
    when = claim.when
    return (
        claim.id,
        document,
        claim.evidence.start,
        claim.evidence.end,
        keys[claim.subject],
        claim.relation,
        keys[claim.object],
        str(claim.status),
        claim.ended,
        claim.role,
        claim.place,
        claim.amount,
        claim.recipient,
        claim.cause,
        when and when.text,
        when and when.start,
        when and when.end,
        claim.speaker,
        None if claim.speaker_mention is None else keys[claim.speaker_mention],
        claim.confidence,
        dump_reasons(claim.reasons),
        dump_spans(claim.context),
        dump_spans(claim.cues),
    )


def read_claim(row: Row) -> Claim:
    """A claim from the columns of `CLAIM`."""
    from kgraph.model import Claim, Evidence, When

    identity, document, subject, relation, thing, status, ended, date_text, date_start, date_end = row[:10]
    role, place, amount, recipient, cause, speaker, speaker_mention = row[10:17]
    confidence, reasons, start, end, context, cues = row[17:]
    return Claim(
        id=identity,
        document=document,
        subject=subject,
        relation=relation,
        object=thing,
        status=Status(status),
        ended=bool(ended),
        when=None if date_text is None else When(text=date_text, start=date_start, end=date_end),
        role=role,
        place=place,
        amount=amount,
        recipient=recipient,
        cause=cause,
        speaker=speaker,
        speaker_mention=speaker_mention,
        confidence=confidence,
        reasons=read_reasons(reasons),
        evidence=Evidence(document=document, start=start, end=end),
        context=read_spans(context, document),
        cues=read_spans(cues, document),
    )


def read_entity(row: Row) -> Entity:
    """An entity from the columns of `ENTITY`."""
    identity, kind, name, aliases = row
    return Entity(id=identity, type=kind, name=name, aliases=tuple(json.loads(aliases)))


def read_link(row: Row) -> Link:
    """A link from mention id, target id, score and reasons."""
    from kgraph.model import Link

    mention, target, score, reasons = row
    return Link(mention=mention, target=target, score=score, reasons=read_reasons(reasons))
