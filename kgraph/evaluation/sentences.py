"""Compares the claims that kgraph makes of marked sentences with those that are marked.

A claim fits a marked one of the same relation where both its ends overlap the marked words, themselves or in what
they refer to (for a pronoun: the name). Each marked claim is found once, first by a claim of its status; a further
claim that fits only what has been found counts as neither right nor wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.evaluation.marked import MarkedBlock, MarkedClaim, Stretch
from kgraph.evaluation.measures import Calibration, Counts, calibration
from kgraph.evaluation.prediction import Reading, read_all
from kgraph.model import Claim, Document, Mention, Status
from kgraph.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One marked claim and the claim that was found for it.

    Without `found` it was missed, without `expected` it is spurious. `line` is that of the marked claim, of a spurious
    one that of its block; `text` shows the claim in words; `confidence` is that of the claim that was found.
    """

    line: int
    relation: str
    text: str
    expected: Status | None
    found: Status | None
    confidence: float | None

    @property
    def is_right(self) -> bool:
        """Whether a marked claim was found, with whatever status."""
        return self.expected is not None and self.found is not None

    @property
    def has_status(self) -> bool:
        """Whether a marked claim was found with its status."""
        return self.is_right and self.expected == self.found


def outcomes(marked: Sequence[MarkedBlock], ontology: Ontology, pipeline: str | None = None) -> tuple[Outcome, ...]:
    """Reads the text of each block afresh, as a document of its own, and compares.

    Raises:
        PipelineError: the pipeline cannot be used.
    """
    symmetric = frozenset(name for name, relation in ontology.relations.items() if relation.symmetric)
    readings = read_all((Document.of(block.text) for block in marked), ontology, pipeline)
    return tuple(
        outcome for block, reading in zip(marked, readings) for outcome in compare(block, reading, symmetric=symmetric)
    )


def compare(block: MarkedBlock, reading: Reading, *, symmetric: Iterable[str]) -> tuple[Outcome, ...]:
    """What came of one block: found and spurious claims in the order in which they were made, then missed ones."""
    from kgraph.coreference import referents

    ends = referents(reading.mentions, reading.links)
    mentions = {mention.id: mention for mention in reading.mentions}
    unordered = frozenset(symmetric)

    def fits(claim: Claim, marked: MarkedClaim) -> bool:
        if claim.relation != marked.relation:
            return False
        subject, target = ((mentions[end], ends[end]) for end in (claim.subject, claim.object))
        wanted = block.spans[marked.subject], block.spans[marked.object]
        straight = _overlap(subject, wanted[0]) and _overlap(target, wanted[1])
        return straight or (
            claim.relation in unordered and _overlap(target, wanted[0]) and _overlap(subject, wanted[1])
        )

    told: list[Outcome] = []
    left = list(block.claims)
    for claim in reading.claims:
        fitting = [marked for marked in block.claims if fits(claim, marked)]
        free = [marked for marked in fitting if marked in left]
        if free:
            chosen = next((marked for marked in free if marked.status == claim.status), free[0])
            left.remove(chosen)
            told.append(_expected(block, chosen, claim))
        elif not fitting:
            told.append(_spurious(block, claim, mentions))
    return (*told, *(_expected(block, marked, None) for marked in left))


def counts(compared: Iterable[Outcome], *, with_status: bool = False) -> Counts:
    """Found, spurious and missed; with status, a claim with another status is both spurious and missed."""
    found = spurious = missed = 0
    for outcome in compared:
        right = outcome.has_status if with_status else outcome.is_right
        found += right
        spurious += outcome.found is not None and not right
        missed += outcome.expected is not None and not right
    return Counts(found=found, spurious=spurious, missed=missed)


def by_relation(compared: Iterable[Outcome]) -> dict[str, tuple[Outcome, ...]]:
    """Outcomes by relation, sorted by name."""
    grouped: dict[str, list[Outcome]] = {}
    for outcome in compared:
        grouped.setdefault(outcome.relation, []).append(outcome)
    return {relation: tuple(grouped[relation]) for relation in sorted(grouped)}


def confusion(compared: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    """How often a claim of a status was found with which status: expected -> found -> count, in the model's order."""
    pairs = Counter((outcome.expected, outcome.found) for outcome in compared if outcome.is_right)
    return {
        str(expected): {str(found): pairs[expected, found] for found in Status if pairs[expected, found]}
        for expected in Status
        if any(first == expected for first, _ in pairs)
    }


def calibrated(compared: Iterable[Outcome]) -> Calibration:
    """How sure the claims were against how many are right, whatever their status."""
    return calibration((outcome.confidence, outcome.is_right) for outcome in compared if outcome.confidence is not None)


def _overlap(mentions: Iterable[Mention], stretches: Iterable[Stretch]) -> bool:
    places = tuple(stretches)
    return any(mention.start < place.end and place.start < mention.end for mention in mentions for place in places)


def _expected(block: MarkedBlock, marked: MarkedClaim, claim: Claim | None) -> Outcome:
    return Outcome(
        line=marked.line,
        relation=marked.relation,
        text=f"{block.words(marked.subject)} -{marked.relation}-> {block.words(marked.object)}",
        expected=marked.status,
        found=claim.status if claim else None,
        confidence=claim.confidence if claim else None,
    )


def _spurious(block: MarkedBlock, claim: Claim, mentions: Mapping[str, Mention]) -> Outcome:
    return Outcome(
        line=block.line,
        relation=claim.relation,
        text=f"{mentions[claim.subject].text} -{claim.relation}-> {mentions[claim.object].text}",
        expected=None,
        found=claim.status,
        confidence=claim.confidence,
    )
