"""Files -> ontology: reads TOML, resolves `extends`, gives each pattern its frame.

All files are read before anything is resolved. Lists grow and words are replaced: a user's relation with a shipped name
adds its patterns, examples, types of domain and range to the shipped ones, and its label takes the place of theirs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from kgraph.errors import OntologyError
from kgraph.model import content_id
from kgraph.ontology.checks import Known, Table, dotted, part_of, problems
from kgraph.ontology.records import PREPOSITION, EntityType, Example, Ontology, Pattern, Relation
from kgraph.ontology.sources import Source, source_of


class Layer(NamedTuple):
    """One file, read: its source, its TOML, and the names that it may use."""

    source: Source
    raw: Table
    known: Known
    inherited: Known


NOTHING: Final = Known(types=(), relations=(), frames={})


def read(name_or_path: str) -> Ontology:
    """The ontology of that name, or of that file, as `kgraph.ontology.load` gives it."""
    layers = read_layers(source_of(name_or_path))
    for layer in layers:
        for problem in problems(layer.raw, layer.known, layer.inherited):
            where = dotted(problem.path) or "the file"
            raise OntologyError(f"{layer.source.label}: {where}: {problem.message}", hint=problem.hint)
    return merged(layers)


def read_layers(source: Source) -> list[Layer]:
    """The file and all that it extends, the innermost first; raises OntologyError where they run in a circle."""
    chain = [(source, parsed(source))]
    seen = {(source.folder and source.folder.resolve(), Path(source.label).name)}
    while isinstance(base := chain[-1][1].get("extends"), str):
        below = chain[-1][0]
        try:
            source = source_of(base, beside=below.folder)
        except OntologyError as error:
            raise OntologyError(f"{below.label}: extends: {error.message}", hint=error.hint) from None
        identity = (source.folder and source.folder.resolve(), Path(source.label).name)
        if identity in seen:
            raise OntologyError(f"{below.label}: extends: {base!r} leads back to itself", hint="extend another file")
        seen.add(identity)
        chain.append((source, parsed(source)))
    layers: list[Layer] = []
    inherited = NOTHING
    for file, raw in reversed(chain):
        known = Known(
            types=dict.fromkeys([*inherited.types, *part_of(raw, "types")]),
            relations=dict.fromkeys([*inherited.relations, *part_of(raw, "relations")]),
            frames={**inherited.frames, **part_of(raw, "frames")},
        )
        layers.append(Layer(source=file, raw=raw, known=known, inherited=inherited))
        inherited = known
    return layers


def parsed(source: Source) -> dict[str, Any]:
    """The file as TOML has it; raises OntologyError with the line."""
    try:
        return tomllib.loads(source.text)
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond Python's own limits, too
        raise OntologyError(f"{source.label} is not TOML: {error}", hint="correct that line") from None


def merged(layers: Iterable[Layer]) -> Ontology:
    """One ontology of sound layers, the innermost first."""
    types: dict[str, EntityType] = {}
    relations: dict[str, Relation] = {}
    frames: dict[str, Table] = {}
    name = ""
    for layer in layers:
        name = layer.raw.get("name") or Path(layer.source.label).stem
        frames = frames | part_of(layer.raw, "frames")
        for key, table in part_of(layer.raw, "types").items():
            types[key] = _type(key, table, types.get(key))
        for key, table in part_of(layer.raw, "relations").items():
            relations[key] = _relation(key, table, frames, relations.get(key))
    return Ontology(name=name, digest=_digest(types, relations), types=types, relations=relations)


def _grown(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """Both lists, each word once, in the order of their first places."""
    return tuple(dict.fromkeys([*old, *new]))


def _type(name: str, table: Table, old: EntityType | None) -> EntityType:
    nouns = _grown(old.nouns if old else (), table.get("nouns", ()))
    words = {key: table[key] for key in ("plural", "description", "color") if key in table}
    return old._replace(nouns=nouns, **words) if old else EntityType(name=name, nouns=nouns, **words)


def _relation(name: str, table: Table, frames: Mapping[str, Table], old: Relation | None) -> Relation:
    words = {key: table[key] for key in ("description", "label", "inverse", "symmetric") if key in table}
    lists: dict[str, Any] = {
        key: _grown(getattr(old, key, ()), table.get(key, ())) for key in ("domain", "range", "asks", "inverse_asks")
    }
    patterns = tuple(_pattern(pattern, frames) for pattern in table.get("patterns", ()))
    examples = tuple(Example(text=one["text"], claim=one["claim"]) for one in table.get("examples", ()))
    if old is not None:
        return old._replace(patterns=old.patterns + patterns, examples=old.examples + examples, **words, **lists)
    # Without an inverse of its own (which `lint` minds) a relation is still readable backwards.
    label = words["label"]
    defaults = {"inverse": label if words.get("symmetric") else f"← {label}", "symmetric": False}
    return Relation(name=name, patterns=patterns, examples=examples, **{**defaults, **words}, **lists)


def _pattern(table: Table, frames: Mapping[str, Table]) -> Pattern:
    """A pattern with what its frame says filled in; its own words go first."""
    full: dict[str, Any] = {**frames.get(table.get("frame", ""), {}), **table}
    return Pattern(
        lemmas=_grown((), full["lemmas"]),
        pos=full["pos"],
        subject=tuple(_roles(full["subject"])),
        object=tuple(_roles(full["object"])),
        status=full.get("status"),
        ended=full.get("ended", False),
        needs=tuple(full.get("needs", ())),
    )


def _roles(roles: Iterable[str]) -> Iterator[str]:
    """Roles one by one: "prep:with|from" is "prep:with", then "prep:from"."""
    for role in roles:
        if role.startswith(PREPOSITION):
            yield from (PREPOSITION + word.strip() for word in role.removeprefix(PREPOSITION).split("|"))
        else:
            yield role


def _digest(types: Mapping[str, EntityType], relations: Mapping[str, Relation]) -> str:
    """A hash of what decides which claims are found; order counts only where it is meant (roles, patterns)."""
    kinds = [(name, sorted(kind.nouns)) for name, kind in sorted(types.items())]
    sounds = [
        (
            name,
            relation.symmetric,
            sorted(relation.domain),
            sorted(relation.range),
            [(sorted(p.lemmas), p.pos, p.subject, p.object, p.status, p.ended, p.needs) for p in relation.patterns],
        )
        for name, relation in sorted(relations.items())
    ]
    return content_id("ontology", repr(kinds), repr(sounds))
