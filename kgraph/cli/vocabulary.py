"""What may be said: an ontology shown and checked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kgraph.cli.output import show, write_json
from kgraph.graph.results import SCHEMA, Result
from kgraph.graph.sheet import Layout, Line, Run, Table, line, plain, runs
from kgraph.graph.wording import counted

if TYPE_CHECKING:
    from kgraph.ontology import Ontology, Relation


class Vocabulary(Result):
    """Types and relations of an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return {
            "schema": SCHEMA,
            "ontology": self.ontology.name,
            "digest": self.ontology.digest,
            "types": [{"name": each.name, "description": each.description} for each in self.ontology.types.values()],
            "relations": [relation_json(each) for each in self.ontology.relations.values()],
        }

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [
            {"relation": each.name, "subject": " | ".join(each.domain), "object": " | ".join(each.range)}
            for each in self.ontology.relations.values()
        ]

    def layout(self) -> Layout:
        """How it looks."""
        types = tuple(
            (runs(Run(each.name, each.name)), runs(each.description)) for each in self.ontology.types.values()
        )
        relations = tuple(
            (runs(Run(each.name, "name")), runs(", ".join(each.domain)), runs(_ends(each)), runs(", ".join(each.range)))
            for each in self.ontology.relations.values()
        )
        return (
            line(Run(f"ontology {self.ontology.name}", "heading")),
            line(),
            Table(("type", "what it is"), types),
            line(),
            Table(("relation", "subject", "", "object"), relations),
        )


class RelationPage(Result):
    """One relation in full."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return {"schema": SCHEMA, **relation_json(self.relation)}

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [{"text": each.text, "claim": each.claim} for each in self.relation.examples]

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return True

    def layout(self) -> Layout:
        """How it looks."""
        relation = self.relation
        ends = f"{', '.join(relation.domain)} {_ends(relation)} {', '.join(relation.range)}"
        blocks: list[Line | Table] = [line(Run(relation.name, "heading"), f": {relation.description}"), line(ends)]
        blocks.append(line("says: ", relation.label, "" if relation.symmetric else f"; {relation.inverse}"))
        words = sorted({lemma for pattern in relation.patterns for lemma in pattern.lemmas})
        blocks.append(line("words: ", ", ".join(words)))
        if relation.asks:
            blocks.append(line("asked as: ", "; ".join(relation.asks)))
        for example in relation.examples:
            blocks += [line(), line(Run(f"“{example.text}”", "quote")), line(example.claim, indent=2)]
        return tuple(blocks)


def _ends(relation: Relation) -> str:
    return "<->" if relation.symmetric else "->"


def relation_json(relation: Relation) -> dict[str, Any]:
    """A relation as plain data."""
    return {
        "name": relation.name,
        "description": relation.description,
        "label": relation.label,
        "inverse": relation.inverse,
        "symmetric": relation.symmetric,
        "domain": list(relation.domain),
        "range": list(relation.range),
        "asks": list(relation.asks),
        "words": sorted({lemma for pattern in relation.patterns for lemma in pattern.lemmas}),
        "examples": [{"text": each.text, "claim": each.claim} for each in relation.examples],
    }


def show_ontology(name: str, relation: str | None, *, as_json: bool) -> int:
    """Prints the whole vocabulary or one relation."""
    from kgraph.ontology import load

    loaded = load(name)
    result: Result = RelationPage(loaded.relation(relation)) if relation else Vocabulary(loaded)
    return show(result, as_json=as_json)


def check_ontology(file: str, *, as_json: bool) -> int:
    """Prints the faults of a file, one a line as compilers do; status 1 where there are any."""
    from kgraph.ontology.lint import lint

    faults = lint(file)
    if as_json:
        listed = [{"line": fault.line, "message": fault.message, "hint": fault.hint} for fault in faults]
        write_json({"schema": SCHEMA, "file": file, "faults": listed})
    else:
        lines = [
            line(f"{file}:{fault.line}: {fault.message}", f" ({fault.hint})" if fault.hint else "") for fault in faults
        ]
        lines.append(line(f"{file}: {counted(len(faults), 'fault')}"))
        sys.stdout.write(plain(lines) + "\n")
    return 1 if faults else 0
