"""Sentences as bytes: what the store keeps of a parse. Loads no spaCy.

JSON of columns rather than of records (tags and relations repeat, so that columns compress well), then zlib at a
fixed level: the same sentences give the same bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from kgraph.errors import StoreError
from kgraph.model import BlockKind, Sentence, Span, Token

#: Version of the layout, first in the packed list; a store written by a later layout is refused in words.
LAYOUT = 1
#: zlib's level: 6 packs a news article to about 12 bytes a word; 9 gains 1 % for twice the time.
LEVEL = 6


def pack(sentences: Iterable[Sentence]) -> bytes:
    """Packs sentences; `unpack` gives equal ones back.

    Example:
        >>> unpack(pack([]))
        ()
    """
    rows = [_row(sentence) for sentence in sentences]
    text = json.dumps([LAYOUT, rows], ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), LEVEL)


def unpack(packed: bytes) -> tuple[Sentence, ...]:
    """The sentences that were packed.

    Raises:
        StoreError: the bytes are damaged, or of a layout that this version does not know.
    """
    try:
        layout, rows = json.loads(zlib.decompress(packed))
        if layout != LAYOUT:
            raise StoreError(f"a stored parse has layout {layout}, this version reads {LAYOUT}", hint="build it anew")
        return tuple(_sentence(row) for row in rows)
    except (zlib.error, ValueError, TypeError, KeyError) as fault:
        raise StoreError(f"a stored parse is damaged ({fault})", hint="build the store anew") from fault


def _row(sentence: Sentence) -> list[Any]:
    """Offsets are relative to the sentence and heads to their token: small numbers pack better."""
    tokens, names = sentence.tokens, sentence.names
    words = [
        [t.text for t in tokens],
        [t.lemma if t.lemma != t.text else 0 for t in tokens],
        [t.pos for t in tokens],
        [t.tag for t in tokens],
        [t.dep for t in tokens],
        [t.morph for t in tokens],
        [t.head - i for i, t in enumerate(tokens)],
        [t.start - sentence.start for t in tokens],
    ]
    spans = [[n.start - sentence.start, n.end - sentence.start, n.label] for n in names]
    return [sentence.id, sentence.document, sentence.start, sentence.text, str(sentence.kind), words, spans]


def _sentence(row: list[Any]) -> Sentence:
    identity, document, start, text, kind, words, spans = row
    tokens = tuple(
        Token(
            text=word,
            lemma=word if lemma == 0 else lemma,
            pos=pos,
            tag=tag,
            dep=dep,
            morph=morph,
            head=index + head,
            start=start + offset,
        )
        for index, (word, lemma, pos, tag, dep, morph, head, offset) in enumerate(zip(*words, strict=True))
    )
    names = tuple(Span(start=start + first, end=start + last, label=label) for first, last, label in spans)
    return Sentence(
        id=identity, document=document, start=start, text=text, kind=BlockKind(kind), tokens=tokens, names=names
    )
