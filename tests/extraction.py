"""Sentences to claims and entities without a model: the trees of `data/trees.txt`, read by every stage after parsing.

A test names a sentence in plain English; its tree, written down in the form of `trees.py`, is looked up. Sentences of
one document are joined by " / ". A claim is told in one line: "Acme -attended-> Oslo talks [denied] by=Lena Orsk".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from trees import article

from kgraph import claims, coreference, entities, mentions
from kgraph.model import Claim, Document, Entity, Link, Mention, Sentence
from kgraph.ontology import Ontology, load
from kgraph.sentences.syntax import Tree

TREES = Path(__file__).parent / "data" / "trees.txt"
#: Names that are organisations here by decree: what a name names is another test's question (`test_mentions`).
FIRMS = frozenset({"Acme", "Borel", "Tarn"})
#: Fields of a claim that `told` writes after it when asked to, and how it calls them.
QUALIFIERS = {"by": "speaker", "role": "role", "in": "place", "for": "amount", "to": "recipient", "over": "cause"}


class Reading(NamedTuple):
    """One document as read by all stages."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]

    def ends(self) -> dict[str, Mention]:
        """What each mention's id finally refers to."""
        return coreference.referents(self.mentions, self.links)


class Resolved(NamedTuple):
    """Entities of several documents and what their mentions became."""

    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]

    def named(self, name: str) -> Entity:
        """The one entity of that name."""
        (found,) = [entity for entity in self.entities if entity.name == name]
        return found

    def names(self, kind: str = "") -> list[str]:
        """The names of all entities, or of one type's."""
        return sorted(entity.name for entity in self.entities if kind in {"", entity.type})

    def of(self, text: str) -> list[str]:
        """Ids of the entities that mentions with this text refer to, by document; "" for none."""
        target = {link.mention: link.target for link in self.links}
        found = [target.get(m.id, "") for reading in self.readings for m in reading.mentions if m.text == text]
        assert found, f"no mention “{text}”"
        return found


def bug(reason: str) -> pytest.MarkDecorator:
    """Marks a case that is wrong today; the mark goes when the case passes."""
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)


@lru_cache(maxsize=1)
def news() -> Ontology:
    """The shipped ontology."""
    return load("news")


@lru_cache(maxsize=1)
def written() -> dict[str, str]:
    """The trees of `data/trees.txt` by their sentence."""
    blocks = TREES.read_text(encoding="utf-8").strip().split("\n\n")
    return {title.removeprefix("# "): lines for title, _, lines in (block.partition("\n") for block in blocks)}


def parsed(text: str, published: str | None = None) -> tuple[Document, tuple[Sentence, ...]]:
    """A document of sentences joined by " / ", with their written trees."""
    return article(*(written()[sentence] for sentence in text.split(" / ")), published=published)


def tree_of(text: str) -> Tree:
    """The tree of one sentence."""
    return Tree(parsed(text)[1][0])


@lru_cache(maxsize=512)
def _read(text: str, published: str | None) -> Reading:
    return read_trees(parsed(text, published))


def read_trees(parse: tuple[Document, tuple[Sentence, ...]]) -> Reading:
    """A parsed document read by all further stages."""
    document, sentences = parse
    seen = mentions.find_mentions(document, sentences, news())
    found = tuple(replace(m, type="organisation") if m.text in FIRMS else m for m in seen)
    links = coreference.links(document, sentences, found, news())
    made = claims.find_claims(document, sentences, found, links, news())
    return Reading(document, sentences, found, links, made)


def read(text: str, published: str | None = None) -> Reading:
    """A document read by all stages, each once; `published` is its day."""
    return _read(text, published)


def forget() -> None:
    """Makes the next `read` read again."""
    _read.cache_clear()


def told(text: str, *relations: str, show: Iterable[str] = ()) -> list[str]:
    """The claims of a document in one line each, sorted; only those of the relations, if any are given."""
    reading = read(text)
    ends = reading.ends()
    return sorted(
        _line(claim, ends, tuple(show)) for claim in reading.claims if not relations or claim.relation in relations
    )


def _line(claim: Claim, ends: dict[str, Mention], show: tuple[str, ...]) -> str:
    subject, other = ends[claim.subject], ends[claim.object]
    status = f"{claim.status.value}, ended" if claim.ended else claim.status.value
    line = f"{subject.name or subject.text} -{claim.relation}-> {other.name or other.text} [{status}]"
    for qualifier in show:
        value = getattr(claim, QUALIFIERS[qualifier]) if qualifier != "when" else claim.when and claim.when.text
        line += f" {qualifier}={value}" if value else ""
    return line


def says(text: str, *expected: str, show: Iterable[str] = ()) -> None:
    """Asserts that of the relations that the expected claims have, the document makes exactly these claims."""
    relations = {line.split(" -")[1].split("->")[0] for line in expected}
    found = told(text, *relations, show=show)
    assert found == sorted(expected), f"{text}\nfound:    {found}\nexpected: {sorted(expected)}"


def resolve(*texts: str) -> Resolved:
    """Documents, each of sentences joined by " / ", to their entities."""
    return resolve_readings([read(text) for text in texts])


def resolve_readings(readings: Iterable[Reading]) -> Resolved:
    """What was read of several documents to their entities."""
    kept = tuple(readings)
    found, links = entities.resolve(
        [r.document for r in kept],
        [m for r in kept for m in r.mentions],
        [link for r in kept for link in r.links],
        [c for r in kept for c in r.claims],
    )
    return Resolved(kept, found, links)
