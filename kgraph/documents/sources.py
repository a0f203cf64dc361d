"""Names typed by a person -> the files that they stand for, each once, in a fixed order."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kgraph.documents.article import Unread
from kgraph.errors import InputError

#: Bytes of the largest file (for JSON Lines: of the longest line) that is read: about 1,500 pages. Beyond it a file is
#: refused, never cut.
MAX_BYTES = 10_000_000

#: What stands for standard input, and what it is called in error messages.
STDIN = "-"
STDIN_NAME = "standard input"
_WILD = frozenset("*?[")
# What the shell gives for <(command) and for a redirected input.
_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def files(sources: Iterable[str], supported: Callable[[str], bool]) -> Iterator[str | Unread]:
    """The files that the sources stand for, sorted by path, each once.

    Args:
        sources: paths of files and folders, globs, or "-".
        supported: whether a file of this suffix inside a folder is read; others there are passed over.
    """
    found: dict[str, str | Unread] = {}
    for source in sources:
        for item in _expand(source, supported):
            found.setdefault(_identity(_name(item)), item)
    yield from sorted(found.values(), key=_name)


def _name(item: str | Unread) -> str:
    return item if isinstance(item, str) else item.source


def _identity(path: str) -> str:
    """The same for two names of one file."""
    try:
        return path if path == STDIN or path.startswith(_PIPES) else os.path.realpath(path)
    except (OSError, ValueError):  # no file can have this name: `check` tells
        return path


def _expand(source: str, supported: Callable[[str], bool]) -> Iterator[str | Unread]:
    if source != STDIN and _is_folder(source):
        yield from _folder(source, supported)
    elif source != STDIN and _WILD & set(source) and not os.path.lexists(source):
        # Path.glob takes no absolute patterns.
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207
        for match in matches:
            yield from _folder(match, supported) if _is_folder(match) else (match,)
        if not matches:
            yield _unread(source, "fits no file", "check the pattern and the folder that you are in")
    else:
        yield source


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # a name that is too long or holds a zero byte: `check` tells
        return False


def _folder(folder: str, supported: Callable[[str], bool]) -> Iterator[str | Unread]:
    refused: list[OSError] = []
    seen = False
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and supported(suffix(name)) and path.is_file():
                seen = True
                yield str(path)
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
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        raise InputError(f"{path} does not exist", hint="check the spelling and the folder that you are in") from None
    except (OSError, ValueError) as error:
        raise cannot_open(path, error) from None
    if not stat.S_ISREG(mode) and path != os.devnull and not path.startswith(_PIPES):
        raise InputError(f"{path} is not a regular file", hint="give a file, a folder or - for standard input")


def cannot_open(path: str, error: OSError | ValueError) -> InputError:
    """The error for a file that the system does not let open."""
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return InputError(f"{path} cannot be opened: {why.lower()}", hint="check the file and its permissions")


def load(path: str) -> bytes:
    """All bytes of a file.

    Raises:
        InputError: it cannot be opened or is larger than MAX_BYTES.
    """
    check(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise cannot_open(path, error) from None
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
