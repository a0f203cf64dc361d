"""Names to functions, imported when asked for.

Built-ins are import strings; a plug-in is looked for among the installed entry points only when a name is not one of
them, so that starting up never reads the entry points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from kgraph.errors import UsageError


class Registry:
    """A table of functions known by name.

    Args:
        kind: what the functions are, as a person would say it ("export format").
        group: the entry-point group in which plug-ins register.
        built_in: name -> "package.module:attribute".

    Example:
        >>> joins = Registry("joiner", "kgraph.joiners", {"path": "os.path:join"})
        >>> joins["path"]("a", "b")
        'a/b'
    """

    def __init__(self, kind: str, group: str, built_in: Mapping[str, str]) -> None:
        self.kind = kind
        self.group = group
        self.built_in = dict(built_in)

    def __iter__(self) -> Iterator[str]:
        return iter(self.built_in)

    def __getitem__(self, name: str) -> Callable[..., Any]:
        """The function of that name; raises UsageError with the nearest known name."""
        target = self.built_in.get(name) or self._plug_in(name)
        if target is None:
            near = get_close_matches(name, self.built_in, n=1)
            known = ", ".join(sorted(self.built_in))
            hint = f"did you mean {near[0]}? " if near else ""
            raise UsageError(f"no {self.kind} is called {name!r}", hint=f"{hint}known: {known}")
        module, _, attribute = target.partition(":")
        found: Callable[..., Any] = getattr(import_module(module), attribute)
        return found

    def _plug_in(self, name: str) -> str | None:
        from importlib.metadata import entry_points

        for point in entry_points(group=self.group, name=name):
            return point.value
        return None
