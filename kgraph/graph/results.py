"""What the graph gives back: small frozen records that draw themselves in a terminal, a notebook and a pipe.

Here is their root and what they share; each stands beside the layout that draws it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from kgraph.errors import UsageError
from kgraph.graph.sheet import Layout, plain
from kgraph.model import Document, Entity
from kgraph.model.facts import Fact

#: How an article's own voice is named where people read who says so.
OWN_VOICE = "the article itself"
#: Version of every JSON document that kgraph prints.
SCHEMA = 1


class Result(ABC):
    """Root of all results: `to_json`, `to_pandas`, and a drawing of itself wherever it is shown."""

    #: Remarks for the reader that are no data ("also fits: ..."); the command line prints them on standard error.
    notes: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What is said where nothing was found."""
        return plain(self.layout()[:1])

    @property
    def hint(self) -> str:
        """What to do where nothing was found."""
        return ""

    @property
    def exit_code(self) -> int:
        """Exit status of the command line where nothing was found."""
        return 1

    @abstractmethod
    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""

    @abstractmethod
    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them: text, numbers, truth values and None only."""

    @abstractmethod
    def layout(self) -> Layout:
        """How it looks."""

    @property
    def found(self) -> bool:
        """Whether there is anything in it; False is exit status 1."""
        return bool(self.rows())

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is optional, so its types may be missing
        """The rows as a pandas DataFrame; raises UsageError where pandas is not installed."""
        try:
            import pandas as pd  # type: ignore[import-untyped,import-not-found,unused-ignore]
        except ImportError as error:
            raise UsageError("pandas is not installed", hint="pip install pandas, or use rows()") from error
        return pd.DataFrame(self.rows())

    def __str__(self) -> str:
        return plain(self.layout())

    def __repr__(self) -> str:
        return str(self)

    def __rich__(self) -> Any:  # noqa: ANN401 - Rich is imported only to draw
        from kgraph.graph.drawing import renderable

        return renderable(self.layout())

    def _repr_html_(self) -> str:
        from kgraph.graph.drawing import html

        return html(self.layout())


class Book(NamedTuple):
    """What a layout looks up to name ends and sources: entities and documents by id, labels of relations."""

    entities: Mapping[str, Entity] = MappingProxyType({})
    documents: Mapping[str, Document] = MappingProxyType({})

    def name(self, entity: str) -> str:
        """The name of an entity, its id where it is unknown."""
        found = self.entities.get(entity)
        return found.name if found else entity

    def type(self, entity: str) -> str:
        """The type of an entity, or no words."""
        found = self.entities.get(entity)
        return found.type if found else ""

    def source(self, document: str) -> str:
        """A document as a source line: title, publisher, date, as far as they are known."""
        found = self.documents.get(document)
        return source_line(found) if found else document


#: Words of an untitled document's text that stand for its title.
_OPENING = 7


def caption(document: Document) -> str:
    """A document's title, or the words with which it opens.

    Example:
        >>> caption(Document.of("One two three four five six seven eight nine."))
        'untitled: One two three four five six seven'
    """
    return document.title or f"untitled: {' '.join(document.text.split(maxsplit=_OPENING)[:_OPENING])}"


def source_line(document: Document) -> str:
    """Caption, publisher and date, as far as they are known."""
    return ", ".join(part for part in (caption(document), document.publisher, document.published) if part)


def entity_json(entity: Entity) -> dict[str, Any]:
    """An entity in the contract's shape of a node."""
    return {"id": entity.id, "type": entity.type, "name": entity.name, "aliases": list(entity.aliases)}


def document_json(document: Document) -> dict[str, Any]:
    """A document without its text, in the contract's shape."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
    }


def fact_row(fact: Fact, book: Book) -> dict[str, Any]:
    """A fact as one flat row."""
    return {
        "source": book.name(fact.source),
        "relation": fact.relation,
        "target": book.name(fact.target),
        "status": str(fact.status),
        "contested": fact.contested,
        "ended": fact.ended,
        "attributed_to": " | ".join(fact.attributed_to),
        "denied_by": " | ".join(who or OWN_VOICE for who in fact.denied_by),
        "documents": len(fact.documents),
        "quote": fact.best.evidence,
    }
