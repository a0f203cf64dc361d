"""JSON Lines: one article a line, so that one bad line costs one article."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kgraph.documents.article import Article, Unread
from kgraph.documents.cleaning import decode
from kgraph.documents.sources import MAX_BYTES, cannot_open, check, within_limit
from kgraph.errors import InputError

_SHAPE = 'write one article a line: {"text": "...", "title": "...", "published": "2025-11-03"}'


def articles(path: str) -> Iterator[Article | Unread]:
    """The article of each line, or an `Unread` named "file:line" for a line that holds none.

    Raises:
        InputError: the file cannot be opened, or holds no line at all.
    """
    check(path)
    seen = False
    try:
        with Path(path).open("rb") as stream:
            for number, line in enumerate(_lines(stream), 1):
                if line.strip():
                    seen = True
                    yield _of_line(line, f"{path}:{number}")
    except OSError as error:
        raise cannot_open(path, error) from None
    if not seen:
        raise InputError(f"{path} is empty", hint="check that it is the file you meant")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is too long, its beginning, just long enough to show that."""
    first = True
    while line := stream.readline(MAX_BYTES + 1):
        yield line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False
        rest = line if len(line) > MAX_BYTES else b"\n"
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_BYTES)


def _of_line(line: bytes, source: str) -> Article | Unread:
    try:
        return _article(decode(within_limit(line, source), source), source)
    except InputError as error:
        return Unread(source=source, error=error)


def _article(line: str, source: str) -> Article:
    try:
        record = json.loads(line.strip())
    except (ValueError, RecursionError) as error:
        why = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise InputError(f"{source} is not JSON: {why}", hint=_SHAPE) from None
    if not isinstance(record, dict):
        raise InputError(f"{source} is not a JSON object", hint=_SHAPE)
    text = _field(record, "text", source)
    if text is None:
        raise InputError(f'{source} has no "text"', hint=_SHAPE)
    return Article(
        text=text,
        title=_field(record, "title", source),
        publisher=_field(record, "publisher", source),
        published=_field(record, "published", source),
        url=_field(record, "url", source),
        source=source,
    )


def _field(record: dict[str, object], name: str, source: str) -> str | None:
    value = record.get(name)
    if name == "published" and isinstance(value, int):
        return str(value)  # a bare year
    if value is not None and not isinstance(value, str):
        raise InputError(f'{source}: "{name}" is not a string', hint=f'write "{name}" in quotes, or leave it out')
    return value
