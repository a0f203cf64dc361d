"""What is wanted of the claims that fit a plan: who, whether, when, where, how many, which post, why, who denied."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kgraph.answers.facts import STRENGTH, denials, standing
from kgraph.answers.matching import Fit, Matcher
from kgraph.answers.records import Answer, Proof, Row, Verdict
from kgraph.answers.rows import Sources, ranked, rows_by
from kgraph.answers.telling import Teller
from kgraph.model import Edge, Entity, Status
from kgraph.questions import ANY, Match, Missing, Named, Select

#: The value of a yes/no question for each status of the fact.
VALUES: Final = {
    Status.ASSERTED: "yes", Status.REPORTED: "reportedly", Status.PLANNED: "planned", Status.PROPOSED: "proposed",
    Status.POSSIBLE: "possibly", Status.DENIED: "no",
}  # fmt: skip
_LOCATED: Final = "located_in"
#: How many values are told.
_TOLD: Final = 3


#: A name that says how many it stands for ("over 500 defence firms").
_QUANTITY: Final = r"(?:(?:over|about|around|nearly|almost|some|more than|at least|up to) )?([\d,]+) [a-z].*s$"


class Selector:
    """Answers one match."""

    def __init__(self, plan: Match, matcher: Matcher) -> None:
        self.plan, self.matcher = plan, matcher
        self.sources = Sources(matcher)
        self.teller = Teller(plan, matcher)
        self.missing = tuple(end for end in plan.ends if isinstance(end, Missing))
        fits, notes = matcher.fits(plan) if not self.missing else ([], ())
        self.fits = fits
        self.notes = (*plan.notes, *notes)
        ids = [identity for fit in fits for identity in (fit.subject, fit.object)]
        self.known = matcher.entities(ids)

    @property
    def edges(self) -> list[Edge]:
        """The claims that fit, each once."""
        return list({fit.edge.id: fit.edge for fit in self.fits}.values())

    def answer(self) -> Answer:
        """The answer to the plan."""
        if self.missing:
            return self._unknown_name(self.missing)
        if not self.fits:
            return self._nothing()
        return _HOW[self.plan.select](self)

    # ---------------------------------------------------------------------------------------------------- shared

    def made(
        self,
        verdict: Verdict,
        sentence: str,
        *,
        rows: Sequence[Row] = (),
        value: str | int | None = None,
        more: Sequence[str] = (),
    ) -> Answer:
        """An answer to this plan."""
        return Answer(
            question=self.plan.question, plan=str(self.plan), verdict=verdict, sentence=sentence, value=value,
            answers=tuple(rows), notes=tuple(dict.fromkeys(self.notes)), suggestions=tuple(more),
        )  # fmt: skip

    def grouped(self) -> dict[str, list[Edge]]:
        """Claims by the entity at the end that is asked for: the subject's, in a statement."""
        groups: dict[str, list[Edge]] = {}
        for fit in self.fits:
            groups.setdefault(self._asked(fit), []).append(fit.edge)
        return groups

    def _asked(self, fit: Fit) -> str:
        fitting = next(
            (triple for triple in self.plan.triples if triple.relation in (fit.edge.relation, ANY)),
            self.plan.triples[0],
        )
        return fit.subject if fitting.asks_subject else fit.object

    def rows(self, *, only_denied: bool = False) -> tuple[Row, ...]:
        """The rows of the end that is asked for."""
        return rows_by(self.grouped(), self.known, self.sources, only_denied=only_denied)

    def _unknown_name(self, missing: Sequence[Missing]) -> Answer:
        words = missing[0].words
        value = "unknown" if self.plan.select is Select.YES_NO else None
        return self.made(Verdict.UNKNOWN, f"The graph has no {words!r}.", value=value, more=missing[0].nearest)

    def _nothing(self) -> Answer:
        value = "unknown" if self.plan.select is Select.YES_NO else None
        return self.made(Verdict.UNKNOWN, self.teller.nothing(), value=value, more=self._nearby())

    def _nearby(self) -> tuple[str, ...]:
        """Plans that the graph does answer: the same relation the other way round, then what is around the names."""
        made = []
        for triple in self.plan.triples:
            turned = triple._replace(subject=triple.object, object=triple.subject)
            if triple.relation != ANY and triple.hole and self.matcher.fits(Match(triples=(turned,)))[0]:
                made.append(str(Match(triples=(turned,))))
        made += [f"about {end.name}" for end in self.plan.ends if isinstance(end, Named)]
        return tuple(dict.fromkeys(made))

    # --------------------------------------------------------------------------------------------------- selects

    def entities(self) -> Answer:
        """Who or what fills the hole."""
        positive, denied = self.rows(), self.rows(only_denied=True)
        if self.plan.limits.denied:
            return self.made(Verdict.DENIED, self.teller.denied(denied), rows=denied)
        if not positive:
            return self.made(Verdict.DENIED, self.teller.denied(denied), rows=denied)
        verdict = Verdict.CONTESTED if any(row.contested for row in positive) else Verdict.FOUND
        return self.made(verdict, self.teller.rows(positive, denied), rows=positive)

    def count(self) -> Answer:
        """How many fill the hole; where a name says how many it stands for, that."""
        answer = self.entities()
        if answer.verdict is Verdict.DENIED:
            return answer
        told = [
            int(found[1].replace(",", ""))
            for row in answer.answers
            if (found := re.match(_QUANTITY, row.name)) and " and " not in row.name
        ]
        return replace(answer, value=max(told, default=len(answer.answers)))

    def documents(self) -> Answer:
        """How many documents say or deny it."""
        wanted = [edge for edge in self.edges if (edge.status is Status.DENIED) is self.plan.limits.denied]
        if not wanted:
            return self._nothing()
        count = len({edge.document for edge in wanted})
        rows = ranked(self.sources.row(self.known.get(key), edges) for key, edges in self.grouped().items())
        origins = self.sources.origins(wanted)
        contested = any(row.contested for row in rows)
        sentence = self.teller.documents(count, origins, rows[0])
        return self.made(Verdict.CONTESTED if contested else Verdict.FOUND, sentence, rows=rows, value=count)

    def amount(self) -> Answer:
        """How much or how many, as the claims give it."""
        held = [edge for edge in standing(self.edges) if edge.amount and edge.status is not Status.DENIED]
        if not held and self.plan.triples[0].hole is not None:
            return self.count()
        if not held:
            return self.made(Verdict.UNKNOWN, self.teller.without("amount"), more=self._nearby())
        best = _best(held)
        rows = self._rows_of(held)
        digits = re.fullmatch(r"\D*?([\d,]+)\D*", best.amount or "")
        value: str | int = (
            int(digits[1].replace(",", ""))
            if digits and not re.search(r"\d\.\d|%|\$|€|£", best.amount or "")
            else best.amount or ""
        )
        return self.made(_verdict(rows), self.teller.valued(best, str(best.amount)), rows=rows, value=value)

    def whether(self) -> Answer:
        """Yes, no, or something between."""
        status, contested = Status.of_fact(edge.status for edge in self.edges)
        rows = ranked(self.sources.row(self.known.get(key), edges) for key, edges in self.grouped().items())
        value = "disputed" if contested else VALUES[status]
        verdict = Verdict.CONTESTED if contested else Verdict.DENIED if status is Status.DENIED else Verdict.FOUND
        return self.made(verdict, self.teller.whether(value, rows[0], self.edges), rows=rows, value=value)

    def time(self) -> Answer:
        """When, in the words of the surest claim."""
        held = [edge for edge in self.edges if edge.date_text and edge.status is not Status.DENIED]
        held = held or self._dates_of_events()
        if not held:
            return self.made(Verdict.UNKNOWN, self.teller.without("date"), more=self._nearby())
        where = [edge for edge in held if edge.relation == _LOCATED] if self.plan.triples[0].relation == ANY else []
        best = _best(where or held)
        rows = self._rows_of([edge for edge in held if edge.relation == best.relation])
        return self.made(_verdict(rows), self.teller.valued(best, str(best.date_text)), rows=rows, value=best.date_text)

    def _dates_of_events(self) -> list[Edge]:
        """Dated claims on the event of the plan, where the claims that fit have no date of their own."""
        events = [end for end in self.plan.ends if isinstance(end, Named) and end.type == "event"]
        for event in events:
            dated = [
                edge
                for edge in self.matcher.edges([event.id], ())
                if edge.date_text and edge.status is not Status.DENIED
            ]
            if dated:
                self.notes = (*self.notes, f"the date is that of {event.name}")
                self.known |= self.matcher.entities(
                    identity for edge in dated for identity in (edge.source, edge.target)
                )
                return dated
        return []

    def _rows_of(self, edges: Sequence[Edge]) -> tuple[Row, ...]:
        groups: dict[str, list[Edge]] = {}
        asked = {fit.edge.id: self._asked(fit) for fit in self.fits}
        for edge in edges:
            groups.setdefault(asked.get(edge.id, edge.source), []).append(edge)
        return rows_by(groups, self.known, self.sources)

    def place(self) -> Answer:
        """Where, as an entity where the graph has it."""
        groups: dict[str, list[Edge]] = {}
        texts: dict[str, list[Edge]] = {}
        for edge in standing(self.edges):
            if edge.place and edge.status is not Status.DENIED:
                entity = self._place_named(edge.place)
                (groups if entity else texts).setdefault(entity.id if entity else edge.place, []).append(edge)
        if not groups and not texts:
            groups = self._places_of_events()
        entities = self.matcher.entities(groups)
        rows = rows_by(groups, entities, self.sources)
        if not rows and not texts:
            return self.made(Verdict.UNKNOWN, self.teller.without("place"), more=self._nearby())
        value = None if rows else next(iter(texts))
        rows = rows or self._rows_of(texts[str(value)])
        names = [row.name for row in rows] if value is None else [value]
        best = _best([edge for held in (groups or texts).values() for edge in held])
        return self.made(_verdict(rows), self.teller.valued(best, " and ".join(names[:_TOLD])), rows=rows, value=value)

    def _place_named(self, words: str) -> Entity | None:
        found = self.matcher.names.find(words, types=("place", "country"), typos=False)
        return found[0].entity if found and found[0].how in ("exact", "alias") else None

    def _places_of_events(self) -> dict[str, list[Edge]]:
        """Where the event of the plan is, where the claims that fit name no place."""
        groups: dict[str, list[Edge]] = {}
        events = {identity for identity, entity in self.known.items() if entity.type == "event"}
        for edge in self.matcher.edges(sorted(events), (_LOCATED,)) if events else ():
            if edge.source in events and edge.status is not Status.DENIED:
                groups.setdefault(edge.target, []).append(edge)
        return groups

    def role(self) -> Answer:
        """Which post."""
        held = [edge for edge in self.edges if edge.role and edge.status is not Status.DENIED]
        if not held:
            return self.made(Verdict.UNKNOWN, self.teller.without("post"), more=self._nearby())
        best = min(held, key=lambda edge: (edge.ended, *_rank(edge)))
        rows = self._rows_of(held)
        return self.made(_verdict(rows), self.teller.posts(held, self.known), rows=rows, value=best.role)

    def quote(self) -> Answer:
        """The quotes, for and against."""
        rows = ranked(self.sources.row(self.known.get(key), edges) for key, edges in self.grouped().items())
        status, contested = Status.of_fact(edge.status for edge in self.edges)
        verdict = Verdict.CONTESTED if contested else Verdict.DENIED if status is Status.DENIED else Verdict.FOUND
        quotes: tuple[Proof, ...] = tuple(dict.fromkeys(proof for row in rows for proof in row.evidence))
        return self.made(verdict, self.teller.quotes(quotes), rows=rows)

    def denier(self) -> Answer:
        """Those who spoke: the speakers of denials, not those whom others say to have been absent."""
        groups: dict[str, list[Edge]] = {}
        for edge in denials(self.edges):
            if edge.attributed_to:
                groups.setdefault(edge.attributed_to, []).append(edge)
        if not groups:
            return self.made(
                Verdict.UNKNOWN, self.teller.no_denial(in_own_voice=bool(denials(self.edges))), more=self._nearby()
            )
        rows = []
        for speaker, edges in groups.items():
            found = self.matcher.names.find(speaker, typos=False)
            entity = found[0].entity if found and found[0].how in ("exact", "alias") else None
            if self.plan.limits.types and (entity is None or entity.type not in self.plan.limits.types):
                continue
            rows.append(self.sources.row(entity, edges, name=speaker))
        if not rows:
            return self._nothing()
        made = ranked(rows)
        return self.made(Verdict.FOUND, self.teller.deniers(made), rows=made)

    def deniers(self) -> Answer:
        """How many of them spoke."""
        answer = self.denier()
        return replace(answer, value=len(answer.answers)) if answer.answers else answer


def _best(edges: Sequence[Edge]) -> Edge:
    """The claim to tell: the surest, then the first."""
    return min(edges, key=_rank)


def _rank(edge: Edge) -> tuple[int, float, str, int, str]:
    return -STRENGTH[edge.status], -edge.confidence, edge.document, edge.start, edge.id


def _verdict(rows: Sequence[Row]) -> Verdict:
    return Verdict.CONTESTED if any(row.contested for row in rows) else Verdict.FOUND


#: How each thing that may be wanted is answered.
_HOW: Final[Mapping[Select, Callable[[Selector], Answer]]] = {
    Select.ENTITIES: Selector.entities,
    Select.COUNT: Selector.count,
    Select.DOCUMENTS: Selector.documents,
    Select.AMOUNT: Selector.amount,
    Select.YES_NO: Selector.whether,
    Select.TIME: Selector.time,
    Select.PLACE: Selector.place,
    Select.ROLE: Selector.role,
    Select.QUOTE: Selector.quote,
    Select.DENIER: Selector.denier,
    Select.DENIERS: Selector.deniers,
}
