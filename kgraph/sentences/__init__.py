"""Text to sentences with trees: the only package that knows spaCy, which is imported when something is parsed."""

from __future__ import annotations

from kgraph.sentences.packing import pack, unpack
from kgraph.sentences.parsing import parse
from kgraph.sentences.pipelines import pipeline_digest
from kgraph.sentences.reading import ancestors, children, has_dep, root, subtree, text_of

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
