"""The sentence of an answer, from its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kgraph.answers import wording
from kgraph.answers.facts import deniers, speakers, standing
from kgraph.answers.matching import Matcher
from kgraph.answers.records import Proof, Row
from kgraph.model import Edge, Entity, Status
from kgraph.ontology import Relation
from kgraph.questions import ANY, End, Match, Missing, Named, Triple
from kgraph.questions.words import PREPOSITIONS

#: The relation whose role is told instead of its label.
POST: Final = "holds_post"


class Teller:
    """Tells the answers to one plan."""

    def __init__(self, plan: Match, matcher: Matcher) -> None:
        self.plan, self.ontology, self.matcher = plan, matcher.ontology, matcher

    @property
    def triple(self) -> Triple:
        """The reading that is told."""
        return self.plan.triples[0]

    def relation(self, name: str) -> Relation:
        """A relation by name, a nameless one where the ontology no longer has it."""
        known = self.ontology.relations.get(name)
        if known is not None:
            return known
        words = "has to do with" if name == ANY else name.replace("_", " ")
        return Relation(
            name=name, description="", label=words, inverse=words, symmetric=False, domain=(), range=(), asks=(),
            patterns=(), examples=(),
        )  # fmt: skip

    def end(self, end: End) -> str:
        """An end in words; no words where it is left open."""
        if isinstance(end, Named):
            return wording.with_article(end.name, end.type)
        if isinstance(end, Missing):
            return end.words
        return f"some {end.noun or ' or '.join(end.types)}" if end.noun or end.types else ""

    def told(
        self, relation: Relation, status: Status, ends: tuple[str, str], *, many: bool = False, ended: bool = False
    ) -> str:
        """A fact told; in the passive where nobody is said to have done it."""
        subject, target = ends
        if subject:
            acts = not target and relation.label.rpartition(" ")[2] not in PREPOSITIONS
            bodies = {"person", "organisation", "country"} & set(relation.range)
            target = ("somebody" if bodies else "something") if acts else target
            return wording.told(relation, status, subject, target, many=many, ended=ended)
        if not target or not relation.inverse.endswith(" by"):
            return wording.told(relation, status, "somebody", target, ended=ended)
        passive = relation._replace(label=relation.inverse.removesuffix(" by"), name="")
        status = Status.ASSERTED if relation.name == "proposed" and status is Status.PROPOSED else status
        return wording.told(passive, status, target, "", many=many, ended=ended)

    def plain(self) -> str:
        """The fact as asked, without saying whether it is so."""
        triple = self.triple
        if triple.relation == ANY:
            return f"there is anything about {self.end(triple.subject)}"
        ends = self.end(triple.subject), self.end(triple.object)
        clause = self.told(self.relation(triple.relation), Status.ASSERTED, ends)
        return clause + self._limits(clause)

    def _limits(self, clause: str) -> str:
        limits = self.plan.limits
        to = f" to {limits.recipient}" if isinstance(limits.recipient, Named) else ""
        goods = f" ({limits.goods})" if isinstance(limits.goods, Named) else ""
        place = f" in {limits.place}" if isinstance(limits.place, Named) else ""
        return "".join(words for words in (to, goods, place) if not clause.endswith(words))

    # ------------------------------------------------------------------------------------------------ nothing

    def nothing(self) -> str:
        """That the graph holds no answer."""
        if self.triple.hole is not None:
            return f"Nothing in the graph answers {self.plan}."
        times = [f"since {self.plan.limits.since}"] if self.plan.limits.since else []
        times += [f"until {self.plan.limits.until}"] if self.plan.limits.until else []
        when = f" ({', '.join(times)})" if times else ""
        return f"The graph does not say whether {self.plain()}{when}."

    def without(self, what: str) -> str:
        """That claims were found, but none with what was asked for."""
        return f"The graph gives no {what} for this: {self.plain()}."

    def no_denial(self, *, in_own_voice: bool) -> str:
        """That nobody denied it."""
        extra = "; a text says in its own voice that it is not so" if in_own_voice else ""
        return f"Nobody is quoted as denying that {self.plain()}{extra}."

    # --------------------------------------------------------------------------------------------------- rows

    def rows(self, rows: Sequence[Row], denied: Sequence[Row]) -> str:
        """Who or what the answers are, by how sure they are."""
        clauses = []
        for status in sorted({row.status for row in rows}, key=list(Status).index, reverse=True):
            groups: dict[tuple[str, bool], list[Row]] = {}
            for row in rows:
                if row.status is status:
                    groups.setdefault((row.relations[0] if row.relations else "", row.ended), []).append(row)
            clauses += [self._group(group, status, ended=ended) for (_, ended), group in groups.items()]
        contested = [row for row in rows if row.contested]
        if contested:
            who = tuple(dict.fromkeys(denier for row in contested for denier in row.denied_by))
            clauses.append(f"{_contested(contested, len(rows))}: {wording.denied_in_words(who)}")
        if denied:
            names = wording.listed([row.name for row in denied], shown=wording.NAMED)
            clauses.append(f"it is denied of {names}")
        return wording.sentence("; ".join(clauses))

    def _group(self, rows: Sequence[Row], status: Status, *, ended: bool) -> str:
        relation = self.relation(rows[0].relations[0] if rows[0].relations else self.triple.relation)
        roles = tuple(dict.fromkeys(role for row in rows for role in row.roles))
        if relation.name == POST and len(rows) == 1 and len(roles) == 1:
            relation = relation._replace(label=f"is {roles[0]} of")
        triple = next((one for one in self.plan.triples if one.relation == relation.name), self.triple)
        ends = self._ends(triple, rows)
        many = len(rows) > 1 and (triple.asks_subject or not ends[0])
        clause = self.told(relation, status, ends, many=many, ended=ended)
        clause += self._limits(clause)
        said = [row.attributed_to for row in rows]
        if status is not Status.ASSERTED and all(said):
            # Where somebody reports it without a name, no other speaks for that row.
            same = len(rows) > 1 and len(set(said)) == 1
            clause += wording.on_word_of(sorted({name for names in said for name in names}), all_of_them=same)
        return clause

    def _ends(self, triple: Triple, rows: Sequence[Row]) -> tuple[str, str]:
        """Both ends in words, the rows at the end that is asked for."""
        names = [wording.with_article(row.name, row.type or "") for row in rows]
        who = wording.people(names, [row.type or "" for row in rows], self.ontology)
        return (who, self.end(triple.object)) if triple.asks_subject else (self.end(triple.subject), who)

    def denied(self, rows: Sequence[Row]) -> str:
        """That all there is are denials."""
        relation = self.relation(rows[0].relations[0])
        ends = self._ends(self.triple, rows)
        many = len(rows) > 1 and (self.triple.asks_subject or not ends[0])
        clause = self.told(relation, Status.DENIED, ends, many=many)
        who = tuple(dict.fromkeys(denier for row in rows for denier in row.denied_by if denier))
        return wording.sentence(clause + (f" (by {wording.listed(who, shown=wording.NAMED)})" if who else ""))

    def deniers(self, rows: Sequence[Row]) -> str:
        """Who denied it."""
        who = wording.people([row.name for row in rows], [row.type or "" for row in rows], self.ontology)
        return wording.sentence(f"{who} {'denies' if len(rows) == 1 else 'deny'} that {self.plain()}")

    # ------------------------------------------------------------------------------------------------- values

    def whether(self, value: str, row: Row, edges: Sequence[Edge]) -> str:
        """Yes, no, or something between."""
        triple = self.triple
        relation = self.relation(row.relations[0])
        clause = self.told(relation, row.status, (self.end(triple.subject), self.end(triple.object)), ended=row.ended)
        clause += self._limits(clause)
        lead = {"yes": "Yes", "no": "No", "disputed": "Disputed", "planned": "Not yet, as far as the texts say"}
        text = f"{lead[value]}: {clause}" if value in lead else clause
        if value not in ("yes", "no"):
            text += wording.on_word_of(speakers(standing(edges)), all_of_them=False)
        denied = wording.denied_in_words(deniers(edges))
        return wording.sentence(f"{text}; {denied}" if denied else text)

    def valued(self, edge: Edge, value: str) -> str:
        """A date, a place or an amount, with the claim that gives it."""
        named = self.matcher.entities((edge.source, edge.target))
        ends = [
            wording.with_article(named[key].name, named[key].type) if key in named else key
            for key in (edge.source, edge.target)
        ]
        clause = self.told(self.relation(edge.relation), edge.status, (ends[0], ends[1]), ended=edge.ended)
        exact = f" ({edge.date_start})" if edge.date_text == value and edge.date_start not in (None, value) else ""
        said = wording.on_word_of([edge.attributed_to] if edge.attributed_to else [], all_of_them=False)
        return wording.sentence(f"{value}{exact}: {clause}{said}")

    def documents(self, count: int, origins: int, row: Row) -> str:
        """How many documents say so, from how many origins."""
        deny = self.plan.limits.denied
        noun = "document" if count == 1 else "documents"
        verb = ("denies" if deny else "says") if count == 1 else ("deny" if deny else "say")
        clause = f"{wording.number(count)} {noun} {verb} that {self.plain()}"
        if origins != count:
            clause += f", from {wording.number(origins)} origin{'s' if origins != 1 else ''}"
        if row.denied_by and not deny:
            clause += f"; {wording.denied_in_words(row.denied_by)}"
        return wording.sentence(clause)

    def posts(self, edges: Sequence[Edge], entities: Mapping[str, Entity]) -> str:
        """Which posts somebody holds."""
        parts = []
        for edge in edges:
            where = entities[edge.target].name if edge.target in entities else edge.target
            hedge = "" if edge.status is Status.ASSERTED else f", {edge.status}"
            parts.append(f"{'formerly ' if edge.ended else ''}{edge.role} ({where}{hedge})")
        return wording.sentence(f"{self.end(self.triple.subject)}: {wording.listed(parts)}")

    def quotes(self, quotes: Sequence[Proof]) -> str:
        """How many quotes there are, for and against."""
        against = sum(quote.status is Status.DENIED for quote in quotes)
        many = f"{wording.number(len(quotes))} quote{'s' if len(quotes) != 1 else ''}"
        tail = f", {wording.number(against)} of them against it" if 0 < against < len(quotes) else ""
        return wording.sentence(f"{many} on whether {self.plain()}{tail}")


def _contested(rows: Sequence[Row], of: int) -> str:
    """Which of the answers are contested."""
    if len(rows) == of:
        return "this is contested" if of == 1 else "all of this is contested"
    if len(rows) <= wording.NAMED:
        return f"{wording.listed([row.name for row in rows])} {'is' if len(rows) == 1 else 'are'} contested"
    return f"{wording.number(len(rows))} of them are contested"
