"""Small records for tests: documents of one-line claims, and the stages that read them.

A document's text is made of sentences such as "Acme acquired Borel." whose words are: subject, relation, object. A
relation written "not_met" is denied, "may_met" possible, "said_met" reported. An entity is a capitalised word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kgraph.model import (
    BlockKind,
    Claim,
    Document,
    Entity,
    Evidence,
    Link,
    Mention,
    MentionKind,
    Reason,
    Sentence,
    Status,
    Token,
    When,
    content_id,
)
from kgraph.sentences.packing import pack

STATUSES = {"not": Status.DENIED, "may": Status.POSSIBLE, "said": Status.REPORTED}
TYPES = {"Oslo": "place", "Talks": "event"}


def document(text: str, **metadata: Any) -> Document:
    """A document with this text."""
    return Document.of(text, **metadata)


def sentences_of(article: Document) -> tuple[Sentence, ...]:
    """Sentences end with a full stop; words are tokens, each the child of the first."""
    return tuple(
        Sentence(
            id=content_id("sentence", article.id, found.start()),
            document=article.id,
            start=found.start(),
            text=found.group(),
            kind=BlockKind.BODY,
            tokens=tuple(
                Token(
                    text=word.group(),
                    lemma=word.group().lower(),
                    pos="X",
                    tag="X",
                    dep="dep",
                    morph="",
                    head=0,
                    start=found.start() + word.start(),
                )
                for word in re.finditer(r"[^\s.]+", found.group())
            ),
            names=(),
        )
        for found in re.finditer(r"\S[^.]*\.", article.text)
    )


def mentions_of(article: Document, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Every capitalised word."""
    return tuple(
        Mention(
            id=content_id("mention", article.id, token.start, token.end),
            document=article.id,
            sentence=sentence.id,
            start=token.start,
            end=token.end,
            text=token.text,
            type=TYPES.get(token.text, "organisation"),
            kind=MentionKind.NAME,
            head=index,
        )
        for sentence in sentences
        for index, token in enumerate(sentence.tokens)
        if token.text[:1].isupper()
    )


def claims_of(article: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Claim, ...]:
    """One claim a sentence of the shape subject, relation, object; "by Reuters" at its end says who says so."""
    held = {mention.start: mention for mention in mentions}
    return tuple(
        claim(article, sentence, held)
        for sentence in sentences
        if len(sentence.tokens) >= 3 and {sentence.tokens[0].start, sentence.tokens[2].start} <= held.keys()
    )


def claim(article: Document, sentence: Sentence, mentions: dict[int, Mention]) -> Claim:
    """The claim of one sentence."""
    subject, verb, thing, *rest = sentence.tokens
    cue, _, relation = verb.text.partition("_")
    if cue not in STATUSES:
        cue, relation = "", verb.text
    speaker = mentions.get(rest[-1].start) if rest else None
    status = STATUSES.get(cue, Status.ASSERTED)
    evidence = Evidence(document=article.id, start=sentence.start, end=sentence.end)
    cues = (Evidence(document=article.id, start=verb.start, end=verb.end),) if cue else ()
    return Claim(
        id=content_id("claim", article.id, sentence.start, relation, status),
        document=article.id,
        subject=mentions[subject.start].id,
        relation=relation,
        object=mentions[thing.start].id,
        status=status,
        ended=False,
        when=When(text="in 2025", start="2025", end="2025") if "2025" in sentence.text else None,
        role=None,
        place=None,
        amount=None,
        recipient=None,
        cause=None,
        speaker=rest[-1].text if rest else None,
        speaker_mention=speaker.id if speaker else None,
        confidence=0.9,
        reasons=(Reason(text="the words stand side by side", weight=0.9),),
        evidence=evidence,
        context=(Evidence(document=article.id, start=0, end=min(4, len(article.text))),),
        cues=cues,
    )


def resolve(
    documents: Iterable[Document], mentions: Iterable[Mention], links: Iterable[Link], claims: Iterable[Claim]
) -> tuple[tuple[Entity, ...], tuple[Link, ...]]:
    """Mentions of the same words are one entity."""
    held = sorted(mentions, key=lambda mention: mention.id)
    entities = {
        mention.text: Entity(id=mention.text.lower(), type=mention.type, name=mention.text, aliases=())
        for mention in held
    }
    reason = Reason(text="the same words", weight=1.0)
    linked = (
        Link(mention=mention.id, target=entities[mention.text].id, score=1.0, reasons=(reason,)) for mention in held
    )
    return tuple(entities[name] for name in sorted(entities)), tuple(linked)


def parse(documents: Iterable[Document], **_: Any) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Ready-made parses, in the shape of `sentences.parse`."""
    for article in documents:
        yield article, sentences_of(article)


def fill(store: Any, *texts: str | Document, resolved: bool = True) -> list[Document]:
    """Adds documents to a store, and resolves it."""
    added = []
    for text in texts:
        article = document(text) if isinstance(text, str) else text
        sentences = sentences_of(article)
        mentions = mentions_of(article, sentences)
        store.add(article, pack(sentences), mentions, (), claims_of(article, sentences, mentions))
        added.append(article)
    if resolved:
        store.set_resolution(*resolve((), store.mentions(), (), ()))
    return added


def with_entities(store: Any, *entities: Entity, mentions: dict[str, int] | None = None) -> None:
    """Makes a store hold these entities, each mentioned once or as often as `mentions` says."""
    for entity in entities:
        for number in range((mentions or {}).get(entity.id, 1)):
            article = document(f"{entity.name} {number}", title=entity.id)
            span = (article.id, 0, len(entity.name))
            seen = Mention(
                id=content_id("mention", *span),
                document=article.id,
                sentence="",
                start=0,
                end=span[2],
                text=entity.name,
                type=entity.type,
                kind=MentionKind.NAME,
                head=0,
            )
            store.add(article, b"", [seen], (), ())
    owners = {entity.name: entity.id for entity in entities}
    documents = {article.id: article.title for article in store.documents()}
    links = [
        Link(mention=mention.id, target=documents[mention.document] or owners[mention.text], score=1.0, reasons=())
        for mention in store.mentions()
    ]
    store.set_resolution(entities, links)
