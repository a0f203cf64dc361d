"""What a comparison says: a table, what was missed and what is wrong, JSON, and whether it is good enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import add
from pathlib import PurePath
from typing import Any, Literal

from kgraph.evaluation import sentences
from kgraph.evaluation.graphs import Comparison, GraphScore
from kgraph.evaluation.measures import BANDS, PLACES, Counts
from kgraph.evaluation.sentences import Outcome
from kgraph.model import Status

#: Version of the JSON; keys are only ever added.
SCHEMA = 1
#: What a bound can be set for: F1 of what is compared, of `musts` the share found; all in [0, 1].
FIGURES = (
    "entities",
    "relations",
    "relations_with_status",
    "musts",
    "musts_with_status",
    "claims",
    "claims_with_status",
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphResult:
    """A gold graph compared with what was read from the text beside it, or with a store."""

    file: str
    source: Literal["text", "store"]
    score: GraphScore


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedResult:
    """A file of marked sentences compared with what was read from them."""

    file: str
    blocks: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class EvaluationReport:
    """Everything that was compared.

    Args:
        graphs: one result for each gold graph.
        marked: one result for each file of marked sentences.
        at_least: figure -> the least that passes.
    """

    graphs: tuple[GraphResult, ...] = ()
    marked: tuple[MarkedResult, ...] = ()
    at_least: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def figures(self) -> dict[str, float]:
        """What was measured, over all files, in the order of FIGURES."""
        found: dict[str, float] = {}
        if self.graphs:
            total = self._total
            found["entities"] = total.entities.counts.f1
            found["relations"] = total.relations.counts.f1
            found["relations_with_status"] = total.relations_with_status.counts.f1
            found["musts"] = total.relations.musts.recall
            found["musts_with_status"] = total.relations_with_status.musts.recall
        if self.marked:
            found["claims"] = sentences.counts(self._outcomes).f1
            found["claims_with_status"] = sentences.counts(self._outcomes, with_status=True).f1
        return found

    @property
    def failures(self) -> tuple[str, ...]:
        """What is below its bound, in words."""
        figures = self.figures
        return tuple(
            f"{name} {figures[name]:.3f} is below {least:g}" if name in figures else f"{name} was not measured"
            for name, least in sorted(self.at_least.items())
            if figures.get(name, -1.0) < least
        )

    @property
    def passed(self) -> bool:
        """Whether nothing is below its bound; without bounds everything passes."""
        return not self.failures

    @property
    def rows(self) -> list[Row]:
        """The table: gold graphs, then marked sentences, each kind with its files and their total.

        `expected`, `found`, `spurious` and `missed` are counts, the rest fractions. In the rows of confidence,
        `confidence` is the mean, `precision` the share that is right and `error` how far they are apart; the last of
        them is over all claims, its `error` the expected calibration error.
        """
        labels = self._labels()
        rows = []
        for result in self.graphs:
            rows += _graph_rows(labels[result.file], result.score)
        if len(self.graphs) > 1:
            rows += _graph_rows("all graphs", self._total)
        if len(self.marked) > 1:
            for found in self.marked:
                rows += _overall_rows(labels[found.file], found.outcomes)
        if self.marked:
            label = "all sentences" if len(self.marked) > 1 else labels[self.marked[0].file]
            rows += _marked_rows(label, self._outcomes)
        return rows

    @property
    def findings(self) -> list[Row]:
        """What was missed, what is spurious, and what has a wrong status, by file and line."""
        labels = self._labels()
        rows: list[Row] = []
        for result in self.graphs:
            parts = (("entity", result.score.entities), ("relation", result.score.relations_with_status))
            rows += [
                {"file": labels[result.file], "line": None, "fault": f"{fault} {what}", "text": text}
                for what, compared in parts
                for fault, texts in (("missed", compared.missed), ("spurious", compared.spurious))
                for text in texts
            ]
        for file, outcome in self._wrong():
            rows.append({"file": labels[file], "line": outcome.line, **_fault(outcome)})
        return rows

    def to_json(self) -> dict[str, Any]:
        """Everything, with the schema's version; the same comparison gives the same bytes."""
        return {
            "schema": SCHEMA,
            "passed": self.passed,
            "failures": list(self.failures),
            "figures": {name: round(value, PLACES) for name, value in self.figures.items()},
            "graphs": [
                {"file": result.file, "read_from": result.source, **_graph_json(result.score)} for result in self.graphs
            ],
            "all_graphs": _graph_json(self._total, with_texts=False) if self.graphs else None,
            "marked": [
                {"file": result.file, "blocks": result.blocks, **_overall_json(result.outcomes)}
                for result in self.marked
            ],
            "all_marked": self._marked_json() if self.marked else None,
        }

    @cached_property
    def _total(self) -> GraphScore:
        return reduce(add, (result.score for result in self.graphs))

    @cached_property
    def _outcomes(self) -> tuple[Outcome, ...]:
        return tuple(outcome for result in self.marked for outcome in result.outcomes)

    def _labels(self) -> dict[str, str]:
        """A file's name in the table: without its folder where that is clear."""
        files = [result.file for result in self.graphs] + [result.file for result in self.marked]
        names = Counter(PurePath(file).name for file in files)
        return {file: PurePath(file).name if names[PurePath(file).name] == 1 else file for file in files}

    def _wrong(self) -> Iterator[tuple[str, Outcome]]:
        for result in self.marked:
            for outcome in sorted(result.outcomes, key=lambda o: o.line):
                if not outcome.has_status:
                    yield result.file, outcome

    def _marked_json(self) -> dict[str, Any]:
        return {
            **_overall_json(self._outcomes),
            "relations": {
                relation: _overall_json(outcomes)
                for relation, outcomes in sentences.by_relation(self._outcomes).items()
            },
            "statuses": sentences.confusion(self._outcomes),
            "calibration": sentences.calibrated(self._outcomes).to_json(),
            "findings": [
                {"file": file, "line": outcome.line, **_fault(outcome), "confidence": outcome.confidence}
                for file, outcome in self._wrong()
            ],
        }


def _graph_rows(file: str, score: GraphScore) -> list[Row]:
    parts = (("relations", score.relations), ("relations, status too", score.relations_with_status))
    rows = [_row(file, "entities", score.entities.counts)]
    rows += [_row(file, part, compared.counts) for part, compared in parts]
    for part, compared in parts:
        if compared.musts.expected:
            musts = compared.musts
            # What is spurious cannot be a must: there is no precision to tell.
            counted = {"expected": musts.expected, "found": musts.found, "missed": musts.missed}
            rows.append(_blank(file, part.replace("relations", "musts")) | counted | {"recall": musts.recall})
    return rows


def _overall_rows(file: str, outcomes: Sequence[Outcome]) -> list[Row]:
    plain, strict = (sentences.counts(outcomes, with_status=with_status) for with_status in (False, True))
    return [_row(file, "claims", plain), _row(file, "claims, status too", strict)]


def _marked_rows(file: str, outcomes: Sequence[Outcome]) -> list[Row]:
    rows = []
    for relation, some in sentences.by_relation(outcomes).items():
        rows.append(_row(file, relation, sentences.counts(some)))
    rows += _overall_rows(file, outcomes)
    rows += [_row(file, f"status {status}", counts) for status, counts in _by_status(outcomes).items()]
    calibration = sentences.calibrated(outcomes)
    for band in calibration.bands:
        right = round(band.right * band.count)
        part = f"confidence {band.start:.1f} to {band.start + 1 / BANDS:.1f}"
        rows.append(
            _blank(file, part)
            | {"found": right, "spurious": band.count - right, "precision": band.right}
            | {"confidence": band.confidence, "error": band.gap}
        )
    if calibration.bands:
        rows.append(_blank(file, "confidence, all") | {"error": calibration.error})
    return rows


def _by_status(outcomes: Sequence[Outcome]) -> dict[Status, Counts]:
    """Of the claims that were found: how well each status is told from the others."""
    right = [outcome for outcome in outcomes if outcome.is_right]
    counted = {
        status: Counts(
            found=sum(outcome.expected == status == outcome.found for outcome in right),
            spurious=sum(outcome.found == status != outcome.expected for outcome in right),
            missed=sum(outcome.expected == status != outcome.found for outcome in right),
        )
        for status in Status
    }
    return {status: counts for status, counts in counted.items() if counts != Counts()}


def _row(file: str, part: str, counts: Counts) -> Row:
    values = {"expected": counts.expected, "found": counts.found, "spurious": counts.spurious, "missed": counts.missed}
    fractions = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {"file": file, "part": part, **values, **fractions}


def _blank(file: str, part: str) -> Row:
    """A row in which most figures make no sense."""
    keys = ("expected", "found", "spurious", "missed", "precision", "recall", "f1")
    return {"file": file, "part": part, **dict.fromkeys(keys)}


def _graph_json(score: GraphScore, *, with_texts: bool = True) -> dict[str, Any]:
    parts: dict[str, Comparison] = {
        "entities": score.entities,
        "relations": score.relations,
        "relations_with_status": score.relations_with_status,
    }
    return {name: _comparison_json(name, compared, with_texts=with_texts) for name, compared in parts.items()}


def _comparison_json(name: str, compared: Comparison, *, with_texts: bool) -> dict[str, Any]:
    record: dict[str, Any] = {**compared.counts.to_json(), "optional_found": compared.optional}
    if name != "entities":
        for key, share in (("musts", compared.musts), ("local", compared.local)):
            record[key] = {"expected": share.expected, "found": share.found, "recall": round(share.recall, PLACES)}
        record["ignored"] = compared.ignored
    if with_texts:
        record |= {"missed_ones": list(compared.missed), "spurious_ones": list(compared.spurious)}
    return record


def _overall_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "claims": sentences.counts(outcomes).to_json(),
        "claims_with_status": sentences.counts(outcomes, with_status=True).to_json(),
    }


def _fault(outcome: Outcome) -> dict[str, str]:
    """What is wrong with an outcome, and the claim in words."""
    if outcome.expected is None:
        return {"fault": "spurious claim", "text": f"{outcome.text} [{outcome.found}]"}
    if outcome.found is None:
        return {"fault": "missed claim", "text": f"{outcome.text} [{outcome.expected}]"}
    return {"fault": "wrong status", "text": f"{outcome.text} [{outcome.expected}, read as {outcome.found}]"}
