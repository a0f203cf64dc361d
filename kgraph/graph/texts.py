"""A stored document put together again with what was seen in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kgraph.errors import AmbiguousName, UnknownName
from kgraph.graph.reading import Marked, Reading
from kgraph.graph.results import caption
from kgraph.model import Claim, Document, Mention, Sentence

if TYPE_CHECKING:
    from kgraph.store import Store

#: Documents named in a hint.
_SHOWN = 3
#: The shortest start of an id that is taken for one: 16 bits, so that a handful of documents seldom share it.
_ID_START = 4


def find_document(store: Store, text: str) -> Document:
    """The document of an id, the start of an id, or words of its title.

    Raises:
        UnknownName: there is none; with the nearest titles.
        AmbiguousName: several fit.
    """
    if store.has(text):
        return store.document(text)
    every = list(store.documents())
    wanted = text.casefold().strip()
    tests: tuple[Callable[[Document], bool], ...] = (
        lambda each: len(text) >= _ID_START and each.id.startswith(text),
        lambda each: caption(each).casefold() == wanted,
        lambda each: bool(wanted) and wanted in caption(each).casefold(),
    )
    for test in tests:
        fits = [each for each in every if test(each)]
        if len(fits) > 1:
            names = tuple(_named(each) for each in fits)
            raise AmbiguousName(
                f"{text!r} fits {len(fits)} documents", hint=f"say which: {'; '.join(names[:_SHOWN])}", candidates=names
            )
        if fits:
            return fits[0]
    titles = {caption(each).casefold(): _named(each) for each in every}
    near = tuple(titles[title] for title in get_close_matches(wanted, titles, n=_SHOWN, cutoff=0.5))
    hint = f"nearest: {'; '.join(near)}" if near else "kgraph documents lists what it holds"
    raise UnknownName(f"the graph holds no document {text!r}", hint=hint, nearest=near)


def _named(document: Document) -> str:
    return f"{document.id} {caption(document)}"


def reading_of(store: Store, document: Document) -> Reading:
    """The document's sentences with their mentions and claims."""
    from kgraph.sentences.packing import unpack

    sentences = unpack(store.packed_sentences(document.id))
    mentions = sorted(store.mentions(document=document.id), key=lambda each: (each.start, each.end, each.id))
    claims = sorted(store.claims(document=document.id), key=lambda each: (each.evidence.start, each.id))
    return Reading(
        document=document,
        marked=_mark(sentences, mentions, claims),
        names=_names(store, document, mentions),
    )


def _mark(sentences: Sequence[Sentence], mentions: Iterable[Mention], claims: Iterable[Claim]) -> tuple[Marked, ...]:
    starts = [sentence.start for sentence in sentences]
    seen: dict[int, list[Mention]] = defaultdict(list)
    said: dict[int, list[Claim]] = defaultdict(list)
    for mention in mentions:
        seen[bisect_right(starts, mention.start) - 1].append(mention)
    for claim in claims:
        said[bisect_right(starts, claim.evidence.start) - 1].append(claim)
    return tuple(
        Marked(sentence=sentence, mentions=tuple(seen[place]), claims=tuple(said[place]))
        for place, sentence in enumerate(sentences)
    )


def _names(store: Store, document: Document, mentions: Iterable[Mention]) -> dict[str, str]:
    """Mention id -> what it refers to: its entity's name, else its own words."""
    own = {mention.id: mention.name or mention.text for mention in mentions}
    links = list(store.links(document=document.id))
    entities = {entity.id: entity.name for entity in store.entities_of({link.target for link in links})}
    return own | {link.mention: entities[link.target] for link in links if link.target in entities}
