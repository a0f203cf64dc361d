"""Where an ontology's text comes from: a shipped file by its name, a user's by its path."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from kgraph.errors import OntologyError
from kgraph.ontology.records import nearest

#: Where the shipped ontologies lie, beside the code.
SHIPPED: Final = Path(__file__).resolve().parent.parent / "ontologies"

_SUFFIX: Final = ".toml"


class Source(NamedTuple):
    """One file: what people call it, its text, its folder (None: shipped)."""

    label: str
    text: str
    folder: Path | None


def is_path(name_or_path: str) -> bool:
    """Whether these words are the path of a file and not a shipped ontology's name.

    Example:
        >>> is_path("news"), is_path("./news"), is_path("ours.toml")
        (False, True, True)
    """
    return "/" in name_or_path or "\\" in name_or_path or name_or_path.endswith(_SUFFIX)


def source_of(name_or_path: str, *, beside: Path | None = None) -> Source:
    """The text of a shipped ontology or of a file; `beside` is the folder that a relative path starts from."""
    if not is_path(name_or_path):
        return _shipped(name_or_path)
    path = Path(name_or_path) if beside is None else beside / name_or_path
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise OntologyError(f"{path} is not UTF-8 text", hint="save the file as UTF-8") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise OntologyError(f"cannot read the ontology {path}: {reason}", hint="give the path of a TOML file") from None
    return Source(label=str(path), text=text, folder=path.parent)


def _shipped(name: str) -> Source:
    try:
        text = (SHIPPED / (name + _SUFFIX)).read_text(encoding="utf-8")
    except (OSError, ValueError):
        names = [file.name.removesuffix(_SUFFIX) for file in SHIPPED.iterdir() if file.name.endswith(_SUFFIX)]
        hint = f"{nearest(name, names)}; a file of your own needs a path, such as ./{name or 'mine'}{_SUFFIX}"
        raise OntologyError(f"no ontology is called {name!r}", hint=hint) from None
    return Source(label=name + _SUFFIX, text=text, folder=None)
