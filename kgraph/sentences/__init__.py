"""Text to sentences with trees. With `neural` it is the only package that knows spaCy, which is imported on demand.

Names are looked up when they are asked for, so that reading a stored parse (`unpack`) loads neither the readers of
documents nor the code around the pipeline.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.sentences.packing import pack, unpack
    from kgraph.sentences.parsing import parse
    from kgraph.sentences.pipelines import pipeline_digest
    from kgraph.sentences.reading import ancestors, children, has_dep, root, subtree, text_of

_WHERE = {
    "pack": "packing",
    "unpack": "packing",
    "parse": "parsing",
    "pipeline_digest": "pipelines",
    **dict.fromkeys(("ancestors", "children", "has_dep", "root", "subtree", "text_of"), "reading"),
}

__all__ = [
    "ancestors",
    "children",
    "has_dep",
    "pack",
    "parse",
    "pipeline_digest",
    "root",
    "subtree",
    "text_of",
    "unpack",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
