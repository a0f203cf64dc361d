"""Reads a gold graph: entities and relations that a person found in one text, or in several read into one store.

    {"entities": [{"id": "acme", "type": "Organisation", "name": "Acme", "mentions": ["the firm"], "aka": [],
                   "type_ok": [], "optional": false}],
     "relations": [{"subject": "acme", "relation": "attended", "object": "talks", "status": "reported",
                    "must": true, "optional": false, "needs_context": false, "object_optional": false,
                    "subject_any": [], "object_any": [], "relation_any": [], "status_ok": []}]}

`mentions` and `aka` are other words for the entity; `type_ok`, `*_any` and `status_ok` list what else is accepted.
`optional` costs nothing either way; `must` is what any reader insists on; `needs_context` marks a relation one of whose
ends stands in another sentence. Other keys are for people.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kgraph.errors import InputError
from kgraph.evaluation.files import read_text
from kgraph.model import Status
from kgraph.ontology import Ontology
from kgraph.ontology.records import nearest

_HINT = 'a gold graph is a JSON object with "entities" and "relations", as tests/data/gold has them'


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """An entity to find. `names` are all words that stand for it, `name` first; `types` are those accepted."""

    id: str
    name: str
    names: tuple[str, ...]
    type: str
    types: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation to find, with everything that is accepted for its parts; `text` shows it as it was written."""

    relation: str
    subjects: frozenset[str]
    relations: frozenset[str]
    objects: frozenset[str]
    statuses: frozenset[str]
    denied: bool
    must: bool
    optional: bool
    object_optional: bool
    needs_context: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldGraph:
    """What should come out of a text, in the order of its file."""

    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


def read_gold(path: str, ontology: Ontology) -> GoldGraph:
    """The gold graph of a file.

    Args:
        path: a JSON file.
        ontology: what relations and types there are.

    Raises:
        InputError: no such file, no gold graph, or a fault in it; the message says where.
    """
    text = read_text(path)
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        raise InputError(f"{path} is not JSON: {fault}", hint=_HINT) from None
    return _Reader(path, ontology).graph(data)


class _Reader:
    """Checks each part of a file as it reads it, so that a fault is told with its place."""

    def __init__(self, path: str, ontology: Ontology) -> None:
        self._path = path
        self._ontology = ontology

    def graph(self, data: object) -> GoldGraph:
        if not isinstance(data, dict) or not all(isinstance(data.get(k), list) for k in ("entities", "relations")):
            what = "an exported graph" if isinstance(data, dict) and "nodes" in data else "some other JSON"
            raise InputError(f"{self._path} is {what}, not a gold graph", hint=_HINT)
        entities = tuple(self._entity(f"entities[{n}]", item) for n, item in enumerate(data["entities"]))
        ids: set[str] = set()
        for number, entity in enumerate(entities):
            if entity.id in ids:
                raise self._fault(f"entities[{number}]", f"the id {entity.id!r} comes twice", "give each its own")
            ids.add(entity.id)
        relations = tuple(self._relation(f"relations[{n}]", item, ids) for n, item in enumerate(data["relations"]))
        if not entities and not relations:
            raise InputError(f"{self._path} is a gold graph without any entity", hint=_HINT)
        return GoldGraph(entities=entities, relations=relations)

    def _entity(self, place: str, item: object) -> GoldEntity:
        record = self._record(place, item)
        name, kind = self._word(place, record, "name"), self._word(place, record, "type")
        types = {_type_name(word) for word in (kind, *self._words(place, record, "type_ok"))}
        self._known(place, "type", types, self._ontology.types)
        return GoldEntity(
            id=self._word(place, record, "id"),
            name=name,
            names=(name, *self._words(place, record, "mentions"), *self._words(place, record, "aka")),
            type=_type_name(kind),
            types=frozenset(types),
            optional=bool(record.get("optional")),
        )

    def _relation(self, place: str, item: object, ids: Collection[str]) -> GoldRelation:
        record = self._record(place, item)
        subject, relation = self._word(place, record, "subject"), self._word(place, record, "relation")
        target, status = self._word(place, record, "object"), self._word(place, record, "status")
        subjects = {subject, *self._words(place, record, "subject_any")}
        objects = {target, *self._words(place, record, "object_any")}
        # Unlike the other lists, this one is the whole choice and need not name the relation again.
        relations = set(self._words(place, record, "relation_any")) or {relation}
        statuses = {status, *self._words(place, record, "status_ok")}
        self._known(place, "entity", subjects | objects, ids)
        self._known(place, "relation", relations | {relation}, self._ontology.relations)
        self._known(place, "status", statuses, list(Status))
        return GoldRelation(
            relation=relation,
            subjects=frozenset(subjects),
            relations=frozenset(relations),
            objects=frozenset(objects),
            statuses=frozenset(statuses),
            denied=status == Status.DENIED,
            must=bool(record.get("must")),
            optional=bool(record.get("optional")),
            object_optional=bool(record.get("object_optional")),
            needs_context=bool(record.get("needs_context")),
            text=f"{subject} -{relation}-> {target} [{status}]",
        )

    def _record(self, place: str, item: object) -> Mapping[str, Any]:
        if not isinstance(item, dict):
            raise self._fault(place, "is not an object", _HINT)
        return item

    def _word(self, place: str, record: Mapping[str, Any], key: str) -> str:
        value = record.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._fault(place, f'has no "{key}"', f'give "{key}" as text')
        return value

    def _words(self, place: str, record: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = record.get(key) or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self._fault(place, f'"{key}" is not a list of texts', f'write "{key}" as ["...", "..."]')
        return tuple(value)

    def _known(self, place: str, what: str, words: Collection[str], known: Collection[str]) -> None:
        for word in sorted(words):
            if word not in known:
                raise self._fault(place, f"no {what} is called {word!r}", nearest(word, known))

    def _fault(self, place: str, what: str, hint: str) -> InputError:
        return InputError(f"{self._path}: {place}: {what}", hint=hint)


def _type_name(word: str) -> str:
    """A type as the ontology writes it: gold graphs write "Organisation"."""
    return word.strip().lower().replace(" ", "_")
