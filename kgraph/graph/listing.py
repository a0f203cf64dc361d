"""Lists, counts and verifications, and how they look: plain tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kgraph.graph.results import SCHEMA, Result
from kgraph.graph.sheet import Layout, Line, Run, Runs, Table, line, runs


@dataclass(frozen=True, repr=False, eq=False)
class Listing(Result):
    """A list: entities, claims or documents. `items` are its rows as JSON has them, `columns` those that are drawn."""

    kind: str
    items: tuple[Mapping[str, Any], ...]
    columns: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """What to do where nothing was found."""
        return f"kgraph {self.kind} without filters lists them all; kgraph stats counts"

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.items)

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return {"schema": SCHEMA, self.kind: [dict(item) for item in self.items]}

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [{key: _flat(value) for key, value in item.items()} for item in self.items]

    def layout(self) -> Layout:
        """How it looks."""
        return listing_layout(self)


def _flat(value: object) -> object:
    if isinstance(value, list | tuple):
        return " | ".join(str(_quote_of(each)) for each in value)
    return value


def _quote_of(value: object) -> object:
    return value.get("quote", value) if isinstance(value, Mapping) else value


@dataclass(frozen=True, repr=False, eq=False)
class Counts(Result):
    """What a store holds, in numbers; `values` may be nested one level ("claims by status")."""

    values: Mapping[str, Any]

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return True

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return {"schema": SCHEMA, **self.values}

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        listed: list[dict[str, Any]] = []
        for key, value in self.values.items():
            if isinstance(value, Mapping):
                listed.extend({"what": f"{key}.{part}", "value": count} for part, count in value.items())
            else:
                listed.append({"what": key, "value": value})
        return listed

    def layout(self) -> Layout:
        """How it looks."""
        return counts_layout(self.values)


@dataclass(frozen=True, repr=False, eq=False)
class Verification(Result):
    """How many stored spans were read again, and those that differ from their document, in words."""

    spans: int
    differing: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return True

    @property
    def sound(self) -> bool:
        """Whether every span reads as stored."""
        return not self.differing

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return {"schema": SCHEMA, "spans": self.spans, "differ": len(self.differing), "differing": list(self.differing)}

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [{"differing": each} for each in self.differing]

    def layout(self) -> Layout:
        """How it looks."""
        return verification_layout(self)


def listing_layout(result: Listing) -> Layout:
    """One row an item."""
    heads = tuple(head for _, head in result.columns)
    rows = tuple(tuple(_cell(key, item.get(key)) for key, _ in result.columns) for item in result.items)
    return (Table(heads, rows),) if rows else (line(f"No {result.kind} fit."),)


def _cell(key: str, value: object) -> Runs:
    if value is None:
        return runs("-")
    if isinstance(value, list | tuple):
        return runs("; ".join(str(each) for each in value) or "-")
    words = str(value)
    return runs(Run(words, words if key in {"status", "type"} else ""))


def counts_layout(values: Mapping[str, Any]) -> Layout:
    """One line a number; nested numbers under their head."""
    blocks: list[Line | Table] = []
    single = tuple((runs(key), _number(value)) for key, value in values.items() if not isinstance(value, Mapping))
    blocks.append(Table(("what", "value"), single))
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            inner = tuple((runs(part), _number(count)) for part, count in value.items())
            blocks += [line(), Table((key, "number"), inner)]
    return tuple(blocks)


#: Differing spans that are listed.
DIFFERENCES_SHOWN = 20


def verification_layout(result: Verification) -> Layout:
    """One sentence, then the spans that differ."""
    head = f"{result.spans:,} spans read back, {len(result.differing)} differ."
    shown = [line(each, indent=2) for each in result.differing[:DIFFERENCES_SHOWN]]
    return (line(Run(head, "heading")), *shown)


def _number(value: object) -> Runs:
    return runs(f"{value:,}" if isinstance(value, int) else "-" if value is None else str(value))
