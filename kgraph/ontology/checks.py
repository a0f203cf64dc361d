"""What is wrong with one ontology file as read from TOML, before anything is built from it.

`load` raises the first problem; `lint` tells all of them with their lines. A problem's `path` leads to the key at
fault: ("relations", "attended", "patterns", 0, "frame").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

from kgraph.model import Status
from kgraph.ontology.records import PARTS_OF_SPEECH, PREPOSITION, ROLES, nearest

Table = Mapping[str, Any]
KeyPath = tuple[str | int, ...]


class Problem(NamedTuple):
    """A fault and the way to the key at fault."""

    path: KeyPath
    message: str
    hint: str


class Known(NamedTuple):
    """What a file may name: its own types, relations and frames, and those of the ontology that it extends."""

    types: Collection[str]
    relations: Collection[str]
    frames: Mapping[str, Table]


def dotted(path: KeyPath) -> str:
    """A path as a person writes it; places in a list count from 1.

    Example:
        >>> dotted(("relations", "met", "patterns", 0, "frame"))
        'relations.met.patterns[1].frame'
    """
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


_WORD = "a text in quotation marks"
_WORDS = "a list of texts"
_TABLE = "a table"
_TABLES = "a list of tables"
_FLAG = "true or false"

#: How each kind of value is recognised, and how it is written.
_KINDS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    _WORD: (lambda value: isinstance(value, str) and bool(value.strip()), '"…"'),
    _WORDS: (
        lambda value: isinstance(value, list) and all(isinstance(a, str) and a.strip() for a in value),
        '["…", "…"]',
    ),
    _TABLE: (lambda value: isinstance(value, dict), "{ … }"),
    _TABLES: (lambda value: isinstance(value, list) and all(isinstance(a, dict) for a in value), "[{ … }]"),
    _FLAG: (lambda value: isinstance(value, bool), "true"),
}

_FILE_KEYS = {"name": _WORD, "extends": _WORD, "types": _TABLE, "frames": _TABLE, "relations": _TABLE}
_TYPE_KEYS = {"plural": _WORD, "description": _WORD, "color": _WORD, "nouns": _WORDS}
_FRAME_KEYS = {"pos": _WORD, "subject": _WORDS, "object": _WORDS, "status": _WORD, "ended": _FLAG, "needs": _WORDS}
_PATTERN_KEYS = {**_FRAME_KEYS, "lemmas": _WORDS, "frame": _WORD}
_EXAMPLE_KEYS = {"text": _WORD, "claim": _WORD}
_RELATION_KEYS = {
    "description": _WORD,
    "label": _WORD,
    "inverse": _WORD,
    "symmetric": _FLAG,
    "domain": _WORDS,
    "range": _WORDS,
    "asks": _WORDS,
    "inverse_asks": _WORDS,
    "patterns": _TABLES,
    "examples": _TABLES,
}

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


def problems(raw: Table, known: Known, inherited: Known) -> Iterator[Problem]:
    """Everything that makes the file unusable, in the file's own order of parts.

    Args:
        raw: the file as TOML has it.
        known: names that the file may use, its own included.
        inherited: names of what it extends; such a type or relation may be told in part.
    """
    yield from _keys(raw, (), _FILE_KEYS)
    for name, table in part_of(raw, "types").items():
        yield from _type(name, table, inherited)
    for name, table in part_of(raw, "frames").items():
        path: KeyPath = ("frames", name)
        yield from _keys(table, path, _FRAME_KEYS)
        yield from _pattern_values(table, path)
    for name, table in part_of(raw, "relations").items():
        yield from _relation(name, table, known, inherited)


def part_of(raw: Table, part: str) -> dict[str, Any]:
    """The types, frames or relations of a file; empty where it has none, or something else in their place."""
    value = raw.get(part)
    return value if isinstance(value, dict) else {}


def _list(table: Table, key: str) -> list[Any]:
    """A list in a table; empty where it is missing or of another kind (which `_keys` tells)."""
    value = table.get(key)
    return value if isinstance(value, list) else []


def _keys(table: object, path: KeyPath, allowed: Mapping[str, str]) -> Iterator[Problem]:
    if not isinstance(table, dict):
        yield Problem(path=path, message="this must be a table", hint=f"write [{dotted(path)}] above its keys")
        return
    for key, value in table.items():
        kind = allowed.get(key)
        if kind is None:
            yield Problem(path=(*path, key), message=f"unknown key {key!r}", hint=nearest(key, allowed))
            continue
        fits, sample = _KINDS[kind]
        if not fits(value):
            yield Problem(path=(*path, key), message=f"{key} must be {kind}", hint=f"write {key} = {sample}")


def _missing(table: Table, path: KeyPath, required: Collection[str]) -> Iterator[Problem]:
    for key in required:
        if key not in table:
            yield Problem(path=path, message=f"{dotted(path)} has no {key}", hint=f"add {key} = …")


def _name(name: str, path: KeyPath) -> Iterator[Problem]:
    if not _NAME.fullmatch(name):
        yield Problem(path=path, message=f"{name!r} is no name", hint="use a-z, 0-9 and _, a letter first")


def _type(name: str, table: Table, inherited: Known) -> Iterator[Problem]:
    path: KeyPath = ("types", name)
    yield from _name(name, path)
    yield from _keys(table, path, _TYPE_KEYS)
    if not isinstance(table, dict):
        return
    if name not in inherited.types:
        yield from _missing(table, path, ("plural", "description", "color", "nouns"))
    color = table.get("color")
    if isinstance(color, str) and not _COLOR.fullmatch(color):
        yield Problem(path=(*path, "color"), message=f"{color!r} is no colour", hint="write it as #4E79A7")


def _relation(name: str, table: Table, known: Known, inherited: Known) -> Iterator[Problem]:
    path: KeyPath = ("relations", name)
    yield from _name(name, path)
    yield from _keys(table, path, _RELATION_KEYS)
    if not isinstance(table, dict):
        return
    if name not in inherited.relations:
        yield from _missing(table, path, ("description", "label", "domain", "range"))
    for end in ("domain", "range"):
        if table.get(end) == []:
            yield Problem(path=(*path, end), message=f"{end} has no type", hint=nearest("", known.types))
        for place, word in enumerate(_list(table, end)):
            if isinstance(word, str) and word not in known.types:
                yield Problem(
                    path=(*path, end, place), message=f"unknown type {word!r} in {end}", hint=nearest(word, known.types)
                )
    for place, pattern in enumerate(_list(table, "patterns")):
        yield from _pattern(pattern, (*path, "patterns", place), known)
    for place, example in enumerate(_list(table, "examples")):
        here = (*path, "examples", place)
        yield from _keys(example, here, _EXAMPLE_KEYS)
        if isinstance(example, dict):
            yield from _missing(example, here, ("text", "claim"))


def _pattern(table: object, path: KeyPath, known: Known) -> Iterator[Problem]:
    yield from _keys(table, path, _PATTERN_KEYS)
    if not isinstance(table, dict):
        return
    yield from _missing(table, path, ("lemmas",))
    if table.get("lemmas") == []:
        yield Problem(path=(*path, "lemmas"), message="a pattern without a word", hint='write lemmas = ["attend"]')
    frame = table.get("frame")
    if isinstance(frame, str) and frame not in known.frames:
        yield Problem(path=(*path, "frame"), message=f"unknown frame {frame!r}", hint=nearest(frame, known.frames))
    else:
        shared = known.frames.get(frame) if isinstance(frame, str) else None
        whole = {**shared, **table} if isinstance(shared, dict) else table
        yield from _missing(whole, path, ("pos", "subject", "object"))
    yield from _pattern_values(table, path)


def _pattern_values(table: object, path: KeyPath) -> Iterator[Problem]:
    """Faults in the values that frames and patterns share: roles, part of speech, status."""
    if not isinstance(table, dict):
        return
    for end in ("subject", "object"):
        for place, role in enumerate(_list(table, end)):
            if isinstance(role, str) and not is_role(role):
                hint = nearest(role, [*ROLES, "prep:WORD"])
                yield Problem(path=(*path, end, place), message=f"unknown role {role!r} in {end}", hint=hint)
        if table.get(end) == []:
            yield Problem(path=(*path, end), message=f"{end} has no role", hint=nearest("", ROLES))
    pos, status = table.get("pos"), table.get("status")
    if isinstance(pos, str) and pos not in PARTS_OF_SPEECH:
        hint = nearest(pos, PARTS_OF_SPEECH)
        yield Problem(path=(*path, "pos"), message=f"unknown part of speech {pos!r}", hint=hint)
    if isinstance(status, str) and status not in set(Status):
        yield Problem(path=(*path, "status"), message=f"unknown status {status!r}", hint=nearest(status, Status))


def is_role(role: str) -> bool:
    """Whether these words name a role.

    Example:
        >>> is_role("poss"), is_role("prep:with|from"), is_role("prep:"), is_role("nsubj")
        (True, True, False, False)
    """
    if role.startswith(PREPOSITION):
        return all(word.strip() for word in role.removeprefix(PREPOSITION).split("|"))
    return role in ROLES
