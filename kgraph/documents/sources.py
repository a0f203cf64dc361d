"""Names typed by a person -> the files that they stand for, each once, in a fixed order."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.documents.article import Unread
from kgraph.errors import InputError

#: Bytes of the largest file (for JSON Lines: of the longest line) that is read: about 1,500 pages. Beyond it a file is
#: refused, never cut.
MAX_BYTES = 10_000_000

STDIN = "-"
_WILD = frozenset("*?[")
# What the shell gives for <(command) and for a redirected input.
_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to read. `named` tells that a person named it, so that nothing about it is skipped in silence."""

    path: str
    named: bool


def files(sources: Iterable[str], supported: Callable[[str], bool]) -> Iterator[File | Unread]:
    """The files that the sources stand for, sorted by path, each once.

    Args:
        sources: paths of files and folders, globs, or "-".
        supported: whether a file of this suffix inside a folder is read.
    """
    found: dict[str, File | Unread] = {}
    for source in sources:
        for item in _expand(os.fspath(source), supported):
            key = item.path if isinstance(item, File) else item.source
            found.setdefault(_identity(key), item)
    yield from sorted(found.values(), key=lambda item: item.path if isinstance(item, File) else item.source)


def _identity(path: str) -> str:
    return path if path == STDIN or path.startswith(_PIPES) else os.path.realpath(path)


def _expand(source: str, supported: Callable[[str], bool]) -> Iterator[File | Unread]:
    if source == STDIN:
        yield File(path=STDIN, named=True)
    elif os.path.isdir(source):
        yield from _folder(source, supported)
    elif _WILD & set(source) and not os.path.lexists(source):
        matches = sorted(glob.glob(source, recursive=True))
        for match in matches:
            yield from _folder(match, supported) if os.path.isdir(match) else iter([File(path=match, named=True)])
        if not matches:
            yield _unread(source, "fits no file", "check the pattern and the folder that you are in")
    else:
        yield File(path=source, named=True)


def _folder(folder: str, supported: Callable[[str], bool]) -> Iterator[File | Unread]:
    refused: list[OSError] = []
    seen = False
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(parent, name)
            if not name.startswith(".") and supported(suffix(name)) and os.path.isfile(path):
                seen = True
                yield File(path=path, named=False)
    for error in refused:
        yield _unread(str(error.filename), "cannot be opened", "check its permissions")
    if not seen and not refused:
        yield _unread(folder, "holds no file that can be read", "readable: text, Markdown, HTML, JSON Lines")


def suffix(path: str) -> str:
    """A file name's ending in lower case, with its dot.

    Example:
        >>> suffix("A/B.TXT"), suffix("Makefile")
        ('.txt', '')
    """
    return Path(path).suffix.lower()


def check(path: str) -> None:
    """Raises InputError unless the path is a file that can be opened, or /dev/null, or a pipe made by the shell."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        raise InputError(f"{path} does not exist", hint="check the spelling and the folder that you are in") from None
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from None
    if not stat.S_ISREG(mode) and path != os.devnull and not path.startswith(_PIPES):
        raise InputError(f"{path} is not a regular file", hint="give a file, a folder or - for standard input")


def _cannot_open(path: str, error: Exception) -> InputError:
    why = getattr(error, "strerror", None) or str(error)
    return InputError(f"{path} cannot be opened: {why.lower()}", hint="check the file and its permissions")


def load(path: str) -> bytes:
    """All bytes of a file.

    Raises:
        InputError: it cannot be opened or is larger than MAX_BYTES.
    """
    check(path)
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _cannot_open(path, error) from None
    return within_limit(data, path)


def within_limit(data: bytes, source: str) -> bytes:
    """The same bytes; raises InputError where they are more than MAX_BYTES."""
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{source} is too large: over {MAX_BYTES // 1_000_000} MB",
            hint="give one article a file; many articles fit in a JSON Lines file, one a line",
        )
    return data


def _unread(source: str, what: str, hint: str) -> Unread:
    return Unread(source=source, error=InputError(f"{source} {what}", hint=hint))
