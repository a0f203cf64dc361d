"""The sentence of an answer, from its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgraph.answers import wording
from kgraph.answers.facts import deniers, speakers, standing
from kgraph.answers.matching import Matcher
from kgraph.answers.records import Proof, Row
from kgraph.model import Edge, Entity, Status
from kgraph.ontology import Relation
from kgraph.questions import ANY, End, Hole, Match, Missing, Named, Some, Triple


class Teller:
    """Tells the answers to one plan."""

    def __init__(self, plan: Match, matcher: Matcher) -> None:
        self.plan, self.ontology, self.matcher = plan, matcher.ontology, matcher

    @property
    def triple(self) -> Triple:
        """The reading that is told."""
        return self.plan.triples[0]

    def relation(self, name: str | None = None) -> Relation:
        """A relation by name, that of the told reading unless given; a plain one where any relation fits."""
        name = name or self.triple.relation
        return self.ontology.relations.get(name) or self.ontology.relations[next(iter(self.ontology.relations))]

    def end(self, end: End) -> str:
        """An end in words."""
        if isinstance(end, Named):
            return wording.with_article(end.name, end.type)
        return {"?": "anybody", "?who": "anybody", "*": "anything"}.get(
            str(end), str(end).lstrip("?").replace("|", " or ")
        )

    def plain(self) -> str:
        """The fact as asked, without saying whether it is so."""
        triple = self.triple
        if triple.relation == ANY:
            return f"anything about {self.end(triple.subject)}"
        return wording.told(self.relation(), Status.ASSERTED, self.end(triple.subject), self.end(triple.object))

    # ------------------------------------------------------------------------------------------------ nothing

    def nothing(self) -> str:
        """That the graph holds no answer."""
        limits = f" ({self.plan.limits})" if str(self.plan.limits) else ""
        return (
            f"The graph does not say whether {self.plain()}{limits}."
            if not self.triple.hole
            else (f"The graph holds no answer to {self.plan}.")
        )

    def without(self, what: str) -> str:
        """That claims were found, but none with what was asked for."""
        return f"The graph gives no {what} for this: {self.plain()}."

    def no_denial(self, others: bool) -> str:  # noqa: FBT001 - one flag, said in words
        """That nobody denied it."""
        extra = "; texts say in their own voice that it is not so" if others else ""
        return f"Nobody is quoted as denying that {self.plain()}{extra}."

    # --------------------------------------------------------------------------------------------------- rows

    def rows(self, rows: Sequence[Row], denied: Sequence[Row]) -> str:
        """Who or what the answers are, by how sure they are."""
        clauses = []
        for status in sorted({row.status for row in rows}, key=list(Status).index, reverse=True):
            for ended in (False, True):
                group = [row for row in rows if row.status is status and row.ended is ended]
                if group:
                    clauses.append(self._group(group, status, ended=ended))
        text = "; ".join(clauses)
        contested = [row for row in rows if row.contested]
        if contested:
            who = tuple(dict.fromkeys(denier for row in contested for denier in row.denied_by))
            text += f"; {_contested(contested, len(rows))}: {wording.denied_in_words(who)}"
        if denied:
            names = wording.listed([row.name for row in denied], shown=wording.NAMED)
            text += f"; it is denied of {names}"
        return wording.sentence(text)

    def _group(self, rows: Sequence[Row], status: Status, *, ended: bool) -> str:
        names = [wording.with_article(row.name, row.type or "") for row in rows]
        who = wording.people(names, [row.type or "" for row in rows], self.ontology)
        relation = self.relation(rows[0].relations[0] if rows[0].relations else None)
        triple = next((one for one in self.plan.triples if one.relation == relation.name), self.triple)
        many = len(rows) > 1
        if triple.asks_subject:
            clause = wording.told(relation, status, who, self.end(triple.object), many=many, ended=ended)
        else:
            clause = wording.told(relation, status, self.end(triple.subject), who, ended=ended)
        said = [row.attributed_to for row in rows]
        if status is not Status.ASSERTED and any(said):
            same = len(rows) > 1 and len(set(said)) == 1
            clause += wording.on_word_of(sorted({name for names in said for name in names}), all_of_them=same)
        return clause

    def denied(self, rows: Sequence[Row]) -> str:
        """That all there is are denials."""
        names = wording.people([row.name for row in rows], [row.type or "" for row in rows], self.ontology)
        triple = self.triple
        ends = (names, self.end(triple.object)) if triple.asks_subject else (self.end(triple.subject), names)
        clause = wording.told(self.relation(), Status.DENIED, *ends, many=len(rows) > 1)
        who = tuple(dict.fromkeys(denier for row in rows for denier in row.denied_by if denier))
        return wording.sentence(clause + (f" (by {wording.listed(who, shown=wording.NAMED)})" if who else ""))

    def deniers(self, rows: Sequence[Row]) -> str:
        """Who denied it."""
        names = [row.name for row in rows]
        verb = "denies" if len(rows) == 1 else "deny"
        return wording.sentence(f"{wording.people(names, [row.type or '' for row in rows], self.ontology)} {verb} it")

    # ------------------------------------------------------------------------------------------------- values

    def whether(self, value: str, row: Row, edges: Sequence[Edge]) -> str:
        """Yes, no, or something between."""
        triple = self.triple
        clause = wording.told(
            self.relation(row.relations[0]),
            row.status,
            self.end(triple.subject),
            self.end(triple.object),
            ended=row.ended,
        )
        text = {
            "yes": f"Yes: {clause}", "reportedly": f"Reportedly: {clause}", "planned": f"Planned: {clause}",
            "proposed": f"Proposed: {clause}", "possibly": f"Possibly: {clause}",
            "no": f"No: {clause}",
            "disputed": f"Disputed: {clause}",
        }[value]  # fmt: skip
        said = speakers(standing(edges))
        if value not in ("yes", "no"):
            text += wording.on_word_of(said, all_of_them=False)
        denied = wording.denied_in_words(deniers(edges))
        return wording.sentence(f"{text}; {denied}" if denied else text)

    def valued(self, edge: Edge, value: str) -> str:
        """A date, a place or an amount, with the claim that gives it."""
        named = self.matcher.entities((edge.source, edge.target))
        ends = [
            wording.with_article(named[key].name, named[key].type) if key in named else key
            for key in (edge.source, edge.target)
        ]
        clause = wording.told(self.relation(edge.relation), edge.status, ends[0], ends[1], ended=edge.ended)
        exact = f" ({edge.date_start})" if edge.date_text == value and edge.date_start else ""
        said = wording.on_word_of([edge.attributed_to] if edge.attributed_to else [], all_of_them=False)
        return wording.sentence(f"{value[:1].upper()}{value[1:]}{exact}: {clause}{said}")

    def documents(self, count: int, origins: int, row: Row) -> str:
        """How many documents say so, from how many origins."""
        verb = "deny" if self.plan.limits.denied else "say"
        one = "denies" if self.plan.limits.denied else "says"
        noun = f"document {one}" if count == 1 else f"documents {verb}"
        from_ = f", from {wording.number(origins)} origin{'s' if origins != 1 else ''}" if origins != count else ""
        denied = f"; {wording.denied_in_words(row.denied_by)}" if row.denied_by and verb == "say" else ""
        return wording.sentence(f"{wording.number(count)} {noun} that {self.plain()}{from_}{denied}")

    def posts(self, edges: Sequence[Edge], entities: Mapping[str, Entity]) -> str:
        """Which posts somebody holds."""
        parts = []
        for edge in edges:
            where = entities[edge.target].name if edge.target in entities else edge.target
            parts.append(f"{'formerly ' if edge.ended else ''}{edge.role} ({where})")
        return wording.sentence(f"{self.end(self.triple.subject)}: {wording.listed(parts)}")

    def quotes(self, quotes: Sequence[Proof]) -> str:
        """How many quotes there are, and the first."""
        many = f"{wording.number(len(quotes))} quote{'s' if len(quotes) != 1 else ''}"
        return wording.sentence(f"{many} on whether {self.plain()}")


def _contested(rows: Sequence[Row], of: int) -> str:
    """Which of the answers are contested."""
    if len(rows) == of:
        return "this is contested" if of == 1 else "all of this is contested"
    if len(rows) <= wording.NAMED:
        return f"{wording.listed([row.name for row in rows])} {'is' if len(rows) == 1 else 'are'} contested"
    return f"{wording.number(len(rows))} of them are contested"
