"""News articles read into a graph of claims, each with its status and the exact quote that it comes from.

`build` reads articles into a store, `open` opens one, `Graph` answers. Nothing heavy is imported until it is called.

Example:
    >>> import kgraph
    >>> sorted(kgraph.__all__)
    ['Graph', '__version__', 'build', 'open']
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it; `typing` itself would cost more than all the rest of this file
if TYPE_CHECKING:
    from typing import Any

    from kgraph.graph import Graph, build, open  # noqa: A004 - as `gzip.open`: always read as kgraph.open

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build", "open"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes have no common type
    if name in __all__:
        from kgraph import graph

        return getattr(graph, name)
    raise AttributeError(f"module 'kgraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
