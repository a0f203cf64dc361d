"""`python -m benchmarks`: measures kgraph beside what one would use instead, prints a table, writes results.md."""

from __future__ import annotations

import functools
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks.processes import RUNS, CommandFailed, Cost, cost, kgraph, own_memory, python

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"

#: Copies of the seeds in the larger corpus. Two sizes of corpus part the cost of starting from the cost of a word.
COPIES = 20

#: Words that the copies change, so that no copy is skipped as known and names do not all fall together.
NAMES = re.compile(r"\b(Bharat(?= Forge)|Adani|Kumar|TATA|Larsen|Toubro|Moscow)\b")
SYLLABLES = ("Ka", "Lo", "Mi", "Ne", "Ru", "Sa", "Ti", "Vo", "Be", "Du")

PLAIN_PARSE = """
import sys
from pathlib import Path
import spacy
nlp = spacy.load(sys.argv[1])
texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[2]).iterdir())]
print(sum(len(doc) for doc in nlp.pipe(texts)))
"""

#: What writing the graph with NetworkX takes: the same node-link file, its None and lists taken out, since the writer
#: refuses them.
PLAIN_GRAPHML = """
import json, sys
import networkx
data = json.load(open(sys.argv[1], encoding="utf-8"))
graph = networkx.MultiDiGraph()
def flat(record):
    return {key: value for key, value in record.items() if isinstance(value, (str, int, float))}
for node in data["nodes"]:
    graph.add_node(node["id"], **flat(node))
for edge in data["edges"]:
    graph.add_edge(edge["source"], edge["target"], **flat(edge))
networkx.write_graphml(graph, sys.argv[2])
"""

Row = tuple[str, str, str]


def main() -> int:
    """Measures, prints and writes; returns the exit status."""
    pipeline = english()
    with tempfile.TemporaryDirectory(prefix="kgraph-benchmarks-") as folder:
        try:
            rows = list(measured(Path(folder), pipeline))
        except CommandFailed as failure:
            print(failure, file=sys.stderr)
            return 1
    text = report(rows)
    (HERE / "results.md").write_text(text, "utf-8")
    print(text)
    return 0


def english() -> Path:
    """The folder of the shipped pipeline, wherever kgraph is installed; nothing is imported."""
    found = find_spec("kgraph")
    if found is None or not found.submodule_search_locations:
        sys.exit("kgraph is not installed; make bench installs it")
    return Path(found.submodule_search_locations[0]) / "english"


def measured(folder: Path, pipeline: Path) -> Iterator[Row]:
    """The rows of the table, each told on standard error while it is measured."""
    small, large = folder / "small", folder / "large"
    words = write_corpora(small, large)
    yield from building(folder, pipeline, words)
    store = folder / "large.db"
    for name, command in (
        ("python -c pass", python("pass")),
        ("import kgraph", python("import kgraph")),
        ("kgraph --help", kgraph("--help")),
        ("kgraph ask", kgraph("ask", "who attended Moscow talks", "--store", store)),
        ("kgraph path", kgraph("path", "Bharat Forge", "Ukraine", "--store", store)),
    ):
        yield row(name, timed(name, cost(command, folder=folder)))
    yield from exporting(folder, store)


def building(folder: Path, pipeline: Path, words: tuple[int, int]) -> Iterator[Row]:
    """A build beside a plain parse of the same texts by the same pipeline, each cut into start-up and slope."""
    for name in ("kgraph build", "plain spaCy parse"):
        costs = []
        for size in ("small", "large"):
            forget_last = functools.partial(forget, folder, f"{size}.db*")
            if name == "kgraph build":
                command = kgraph("build", folder / size, "--store", folder / f"{size}.db")
                found = cost(command, folder=folder, before=forget_last)
            else:
                found = cost(python(PLAIN_PARSE, pipeline, folder / size), folder=folder)
            costs.append(timed(f"{name}, {size}", found))
        few, many = costs
        slope = (many.seconds - few.seconds) / (words[1] - words[0])
        yield f"{name}: start-up and load", f"{few.seconds - slope * words[0]:.2f}", f"{few.memory:.0f}"
        yield f"{name}: each 1,000 words", f"{slope * 1000:.2f}", f"{many.memory:.0f} ({words[1]:,} words)"


def exporting(folder: Path, store: Path) -> Iterator[Row]:
    """Exports beside NetworkX writing the same claims."""
    for ending in ("graphml", "json"):
        command = kgraph("export", folder / f"graph.{ending}", "--edges", "all", "--store", store)
        yield row(f"kgraph export .{ending}", timed(ending, cost(command, folder=folder)))
    command = python(PLAIN_GRAPHML, folder / "graph.json", folder / "plain.graphml")
    yield row("NetworkX write_graphml of it", timed("NetworkX", cost(command, folder=folder)))


def write_corpora(small: Path, large: Path) -> tuple[int, int]:
    """Writes the seeds, and the seeds with changed copies; returns how many words each has."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    copies = {f"{number:02}-{name}": renamed(text, number) for number in range(COPIES) for name, text in texts.items()}
    for folder, held in ((small, texts), (large, texts | copies)):
        folder.mkdir()
        for name, text in held.items():
            (folder / name).write_text(text, "utf-8")
    few = sum(len(text.split()) for text in texts.values())
    return few, few + sum(len(text.split()) for text in copies.values())


def renamed(text: str, number: int) -> str:
    """A copy of a text about others: each of the names becomes one of the copy's own.

    Example:
        >>> renamed("Bharat Forge met Kumar", 12)
        'Lomibharat Forge met Lomikumar'
    """
    prefix = SYLLABLES[number // len(SYLLABLES)] + SYLLABLES[number % len(SYLLABLES)].lower()
    return NAMES.sub(lambda name: prefix + name[0].lower(), text)


def forget(folder: Path, pattern: str) -> None:
    """Removes a store that the last run left, so that each run builds anew."""
    for path in folder.glob(pattern):
        path.unlink()


def timed(name: str, measured: Cost) -> Cost:
    """The cost, told on standard error."""
    print(f"{name}: {measured.seconds:.2f} CPU s, {measured.memory:.0f} MiB", file=sys.stderr)
    return measured


def row(name: str, measured: Cost) -> Row:
    """A line of the table."""
    return name, f"{measured.seconds:.2f}", f"{measured.memory:.0f}"


def report(rows: list[Row]) -> str:
    """The table with what it was measured on."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("spacy", "networkx"))
    lines = [
        "# What kgraph costs",
        "",
        f"Made by `python -m benchmarks`: CPU seconds (user + system), median of {RUNS} runs, and peak memory.",
        f"Python {platform.python_version()}, {versions}, {platform.machine()} with {os.cpu_count()} cores.",
        f"A process counts at least the {own_memory():.0f} MiB of the one that starts it.",
        f"Two corpora: `seeds/`, and `seeds/` with {COPIES} copies under other names; between them a word's cost.",
        "",
        "| what | CPU s | peak MiB |",
        "|---|---:|---:|",
        *(f"| {' | '.join(cells)} |" for cells in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
