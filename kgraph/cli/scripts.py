"""Scripted queries: questions with what they must answer, in TOML, or Python that asks and asserts.

TOML:
    [[query]]
    ask = "who attended Moscow talks"
    expect = { includes = ["Bharat Forge"], excludes = ["Reuters"], status = { "Bharat Forge" = "reported" } }

Keys of `expect`: `verdict`, `value`, `includes`, `excludes`, `status`, `contested` (names), and for a
`path = ["A", "B"]` in place of `ask`: `through` (names in their order) and `hops` (the shortest path's length).

Python: every function whose name starts with `query_` is called with the graph; an AssertionError is a failure.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.cli.output import write_json
from kgraph.errors import InputError, KgraphError
from kgraph.graph.filters import check
from kgraph.graph.results import SCHEMA
from kgraph.graph.sheet import line, plain

if TYPE_CHECKING:
    from kgraph.graph import Graph

_QUERY_KEYS = ("ask", "path", "expect", "note")
_EXPECT_KEYS = ("verdict", "value", "includes", "excludes", "status", "contested", "through", "hops")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One query that was run: where it stands, what it asks, and what is wrong with its answer."""

    file: str
    query: str
    faults: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"file": self.file, "query": self.query, "passed": not self.faults, "faults": list(self.faults)}


def run_files(graph: Graph, files: Sequence[str], *, as_json: bool) -> int:
    """Runs all files and prints an outcome a line; status 1 where one failed."""
    outcomes = [outcome for file in files for outcome in run_file(graph, file)]
    failed = sum(1 for outcome in outcomes if outcome.faults)
    if as_json:
        write_json({"schema": SCHEMA, "queries": [outcome.to_json() for outcome in outcomes], "failed": failed})
    else:
        lines = []
        for outcome in outcomes:
            lines.append(line(f"{'FAILED' if outcome.faults else 'passed'}  {outcome.file}: {outcome.query}"))
            lines += [line(fault, indent=8) for fault in outcome.faults]
        lines.append(line(f"{len(outcomes)} run, {failed} failed"))
        sys.stdout.write(plain(lines) + "\n")
    return 1 if failed else 0


def run_file(graph: Graph, file: str) -> Iterator[Outcome]:
    """The outcomes of one file; raises InputError where it cannot be read as what its ending says."""
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"{file}: {reason}", hint="give a .toml or .py file of queries") from error
    if file.endswith(".py"):
        yield from _run_python(graph, file, text)
    elif file.endswith(".toml"):
        yield from _run_toml(graph, file, text)
    else:
        raise InputError(f"{file}: neither .toml nor .py", hint="scripted queries are TOML or Python")


def _run_python(graph: Graph, file: str, text: str) -> Iterator[Outcome]:
    """Runs a script that the user named; it is trusted as any script that a person starts."""
    space: dict[str, Any] = {"__name__": Path(file).stem, "__file__": file}
    try:
        exec(compile(text, file, "exec"), space)  # noqa: S102 - that is what the user asks for
    except SyntaxError as error:
        raise InputError(f"{file}:{error.lineno}: {error.msg}", hint="mend the script") from error
    for name, function in list(space.items()):
        if name.startswith("query_") and callable(function):
            yield Outcome(file=file, query=name, faults=_faults_of_call(function, graph))


def _faults_of_call(function: Callable[[Graph], object], graph: Graph) -> tuple[str, ...]:
    try:
        function(graph)
    except AssertionError as error:
        return (str(error) or "an assertion failed",)
    except KgraphError as error:
        return (error.message,)
    return ()


def _run_toml(graph: Graph, file: str, text: str) -> Iterator[Outcome]:
    import tomllib

    try:
        queries = tomllib.loads(text).get("query", [])
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file}: {error}", hint='write [[query]], ask = "...", expect = { ... }') from error
    if not isinstance(queries, list) or not queries:
        raise InputError(f"{file}: no [[query]]", hint='write [[query]], ask = "...", expect = { ... }')
    for query in queries:
        check(query, _QUERY_KEYS, f"key of a query in {file}")
        expected = query.get("expect", {})
        check(expected, _EXPECT_KEYS, f"key of expect in {file}")
        yield _outcome(graph, file, query, expected)


def _outcome(graph: Graph, file: str, query: Mapping[str, Any], expected: Mapping[str, Any]) -> Outcome:
    if "path" in query:
        source, target = query["path"]
        return Outcome(
            file=file, query=f"path {source} - {target}", faults=_path_faults(graph, source, target, expected)
        )
    if "ask" not in query:
        raise InputError(f"{file}: a query without ask or path", hint='write ask = "..." or path = ["A", "B"]')
    try:
        faults = tuple(_answer_faults(graph, query["ask"], expected))
    except KgraphError as error:
        faults = (f"{error.message}: {error.hint}",)
    return Outcome(file=file, query=query["ask"], faults=faults)


def _answer_faults(graph: Graph, question: str, expected: Mapping[str, Any]) -> Iterator[str]:
    answer = graph.ask(question).to_json()
    by_name = {_loose(row["name"]): row for row in answer["answers"]}
    for key in ("verdict", "value"):
        if key in expected and str(answer[key]) != str(expected[key]):
            yield f"{key} is {answer[key]}, expected {expected[key]}"
    for name in expected.get("includes", ()):
        if _loose(name) not in by_name:
            yield f"{name} is missing; answered: {_names(answer['answers'])}"
    for name in expected.get("excludes", ()):
        if _loose(name) in by_name:
            yield f"{name} should not be answered"
    for name, status in expected.get("status", {}).items():
        found = by_name.get(_loose(name), {}).get("status")
        if found != status:
            yield f"{name} is {found or 'missing'}, expected {status}"
    for name in expected.get("contested", ()):
        if not by_name.get(_loose(name), {}).get("contested"):
            yield f"{name} is not contested"


def _names(rows: Collection[Mapping[str, Any]]) -> str:
    return ", ".join(row["name"] for row in rows) or "nothing"


def _loose(name: str) -> str:
    return " ".join(name.casefold().split())


def _path_faults(graph: Graph, source: str, target: str, expected: Mapping[str, Any]) -> tuple[str, ...]:
    try:
        found = graph.path(source, target)
    except KgraphError as error:
        return (error.message,)
    if not found.nodes:
        return ("there is no path",)
    faults = []
    chains = [[_loose(found.book.name(node)) for node in nodes] for nodes in found.nodes]
    through = [_loose(name) for name in expected.get("through", ())]
    if through and not any(_in_order(through, chain) for chain in chains):
        faults.append(f"no path runs through {', '.join(expected['through'])}")
    if "hops" in expected and len(found.hops[0]) != expected["hops"]:
        faults.append(f"the shortest path has {len(found.hops[0])} hops, expected {expected['hops']}")
    return tuple(faults)


def _in_order(wanted: Sequence[str], chain: Sequence[str]) -> bool:
    rest = iter(chain)
    return all(name in rest for name in wanted)
