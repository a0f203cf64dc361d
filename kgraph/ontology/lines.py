"""In which line of a TOML file each key stands: a light scan, since `tomllib` keeps no lines.

Only for files that `tomllib` has read: the scan follows headers, keys, brackets and commas, and judges nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from kgraph.ontology.checks import KeyPath

#: Strings and comments whole, so that a bracket or comma inside one counts for nothing; then marks, words and blanks.
_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\n\[\]{}=,.]"
    r"|[^\s\"'\#\[\]{}=,.]+"
    r"|[^\S\n]+",
    re.DOTALL,
)


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of a path, or of the nearest key above it that has one; 1 for the file as a whole.

    Example:
        >>> line_of(("types", "ship", "color"), {("types", "ship"): 7})
        7
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def key_lines(text: str) -> dict[KeyPath, int]:
    r"""Path -> line, from 1, of every table, key and element of a list.

    Example:
        >>> lines = key_lines('[types.ship]\nnouns = [\n  "frigate",\n]\n')
        >>> lines[("types", "ship")], lines[("types", "ship", "nouns", 0)]
        (1, 3)
    """
    return _Scan(text).lines


class _Scan:
    """One walk over a file; `lines` holds what it saw."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._table: KeyPath = ()
        self._sizes: dict[KeyPath, int] = {}  # lists of tables: how many so far
        self._pieces = [
            (piece, line)
            for piece, line in _numbered(text)
            if piece == "\n" or not (piece.isspace() or piece[0] == "#")
        ]
        self._at = 0
        while self._at < len(self._pieces):
            piece, line = self._pieces[self._at]
            if piece == "\n":
                self._at += 1
            elif piece == "[":
                self._header(line)
            else:
                self._pair(line)

    def _header(self, line: int) -> None:
        """[a.b], or [[a.b]], which begins one more element of the list a.b."""
        is_list = self._pieces[self._at + 1][0] == "["
        self._at += 2 if is_list else 1
        keys = self._keys("]")
        self._at += 2 if is_list else 1
        path: KeyPath = ()
        for key in keys[:-1]:
            path = (*path, key)
            self.lines.setdefault(path, line)
            path = self._inside(path)
        path = (*path, keys[-1])
        if is_list:
            self._sizes[path] = self._sizes.get(path, 0) + 1
            self.lines.setdefault(path, line)
        self._table = self._inside(path)
        self.lines.setdefault(self._table, line)

    def _inside(self, path: KeyPath) -> KeyPath:
        """Where a key below `path` belongs: in the last element, if that is a list of tables."""
        return (*path, self._sizes[path] - 1) if path in self._sizes else path

    def _pair(self, line: int) -> None:
        path = (*self._table, *self._keys("="))
        for end in range(len(self._table) + 1, len(path) + 1):
            self.lines.setdefault(path[:end], line)
        self._at += 1
        depth, element = 0, 0
        while self._at < len(self._pieces):
            piece, line = self._pieces[self._at]
            if piece == "\n" and depth == 0:
                return
            if depth == 1 and piece not in {"\n", ",", "]"}:
                self.lines.setdefault((*path, element), line)
            depth += (piece in {"[", "{"}) - (piece in {"]", "}"})
            element += piece == "," and depth == 1
            self._at += 1

    def _keys(self, stop: str) -> list[str]:
        """Keys joined by dots, up to a mark that is left where it is."""
        keys = []
        while (piece := self._pieces[self._at][0]) != stop:
            if piece[0] == '"':
                keys.append(str(tomllib.loads(f"key = {piece}")["key"]))  # with its escapes
            elif piece != ".":
                keys.append(piece.strip("'"))
            self._at += 1
        return keys


def _numbered(text: str) -> list[tuple[str, int]]:
    """Pieces of the text with the lines that they begin in."""
    found, line = [], 1
    for match in _PIECE.finditer(text.replace("\r\n", "\n")):
        found.append((match[0], line))
        line += match[0].count("\n")
    return found
