"""JSON Lines: one article a line, so that one bad line costs one article."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from kgraph.documents.article import Article, Unread
from kgraph.documents.cleaning import decode
from kgraph.documents.sources import MAX_BYTES, check, within_limit
from kgraph.errors import InputError

_FIELDS = ("title", "url", "published", "publisher")


def articles(path: str) -> Iterator[Article | Unread]:
    """The article of each line, or an `Unread` named "file:line" for a line that holds none.

    Raises:
        InputError: the file cannot be opened, or holds no line at all.
    """
    check(path)
    number = 0
    seen = False
    with open(path, "rb") as stream:
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            source = f"{path}:{number}"
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if not line.strip():
                continue
            seen = True
            try:
                yield _article(_whole(line, stream, source), source)
            except InputError as error:
                yield Unread(source=source, error=error)
    if not seen:
        raise InputError(f"{path} is empty", hint="check that it is the file you meant")


def _whole(line: bytes, stream: Any, source: str) -> bytes:
    if len(line) > MAX_BYTES:
        while rest := stream.readline(MAX_BYTES):  # the remainder is no line of its own
            if rest.endswith(b"\n"):
                break
    return within_limit(line, source)


def _article(line: bytes, source: str) -> Article:
    try:
        record = json.loads(decode(line, source))
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", "nested too deeply")
        raise InputError(
            f"{source} is not JSON: {why}", hint='write {"text": "...", "title": "..."}, one a line'
        ) from None
    if not isinstance(record, dict):
        raise InputError(f"{source} is not a JSON object", hint='write {"text": "...", "title": "..."}, one a line')
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError(f'{source} has no "text"', hint='put the article into the field "text"')
    fields = {name: record.get(name) for name in _FIELDS}
    for name, value in fields.items():
        if isinstance(value, int) and name == "published":
            fields[name] = str(value)
        elif value is not None and not isinstance(value, str):
            raise InputError(f'{source}: "{name}" is not a text', hint=f'write "{name}" as a string or leave it out')
    return Article(text=text, source=source, **fields)
