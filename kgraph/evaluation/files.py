"""Which files to compare with, and their text."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

from kgraph.errors import InputError

#: Endings of gold graphs, of marked sentences, and of the article that lies beside a gold graph.
GRAPH = ".json"
MARKED = ".marked"
TEXT = ".txt"

_HINT = f"give gold graphs ({GRAPH}) or marked sentences ({MARKED}), or a folder of them"


def gold_files(paths: Iterable[str]) -> list[str]:
    """The files that paths, folders and globs stand for: sorted, each once, all of a known ending.

    Raises:
        InputError: there is none, or one of another ending.
    """
    found = sorted({file for path in paths for file in _expanded(path)})
    for path in found:
        if ending(path) not in (GRAPH, MARKED):
            raise InputError(f"{path} is neither a gold graph nor marked sentences", hint=_HINT)
    if not found:
        raise InputError("nothing to compare with", hint=_HINT)
    return found


def ending(path: str) -> str:
    """A file name's ending in lower case.

    Example:
        >>> ending("gold/SEED.JSON")
        '.json'
    """
    return Path(path).suffix.lower()


def read_text(path: str) -> str:
    """The text of a file.

    Raises:
        InputError: it is missing, cannot be opened, is empty or not UTF-8.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path} does not exist", hint="check the spelling and the folder that you are in") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not text in UTF-8", hint=_HINT) from None
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise InputError(f"{path} cannot be opened: {why.lower()}", hint="check the file and its permissions") from None
    if not text.strip():
        raise InputError(f"{path} is empty", hint="check that it is the file you meant")
    return text


def _expanded(path: str) -> list[str]:
    """A folder's files of known endings, a glob's, or the path itself."""
    if Path(path).is_dir():
        files = [str(file) for file in Path(path).rglob("*") if file.suffix.lower() in (GRAPH, MARKED)]
        if not files:
            raise InputError(f"{path} holds nothing to compare with", hint=_HINT)
        return files
    if glob.has_magic(path) and not Path(path).exists():
        files = glob.glob(path, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute patterns
        if not files:
            raise InputError(f"{path} fits no file", hint="check the pattern and the folder that you are in")
        return files
    return [path]
