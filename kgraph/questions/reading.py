"""Words -> plan: the best way to read a question, or the words at fault. Never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kgraph.errors import AmbiguousName
from kgraph.names import Names
from kgraph.ontology import Ontology
from kgraph.questions.ends import end_of
from kgraph.questions.finding import Finder
from kgraph.questions.lexicon import Lexicon, Trigger, lexicon_of
from kgraph.questions.openings import opening_of
from kgraph.questions.phrases import Cutter, Phrase, Piece
from kgraph.questions.plans import (
    WHERE,
    Hole,
    Limits,
    Match,
    Missing,
    Named,
    NotUnderstood,
    QueryPlan,
    Select,
    Some,
    Triple,
)
from kgraph.questions.roles import BE, Clause, Reading, clause_of, readings
from kgraph.questions.simple import POST, bare_plan, simple_plan
from kgraph.questions.speakers import speaker_of
from kgraph.questions.spelling import MOST, corrected, nearest_relations
from kgraph.questions.times import window_of
from kgraph.questions.tokens import Word, words_of
from kgraph.questions.typed import typed_plan
from kgraph.questions.words import SMALL, plural

#: Who leads an organisation, and the post that stands for all that lead.
LED: Final = "led"
LEADER: Final = "leader"
#: Relations whose nouns name a post ("foreign policy chief").
OFFICES: Final = (POST, LED)
#: How much worse than the best another reading of the same words may be and still be asked for beside it.
_BESIDE: Final = 0.15
#: How much worse another reading may be and still be tried where nothing fits the best one.
_OTHERWISE: Final = 0.6
#: The least score of a reading: a trigger with one phrase in its place, and nothing that does not fit.
_LEAST: Final = 0.05
#: What a reading gains whose open end is where the question asks for a place.
_PLACED: Final = 1.0
#: What a trigger loses that is part of a name ("visit" in "Putin's visit to India").
_IN_NAME: Final = -1.0
#: What each word loses that stands before a noun and is not known ("secret talks"), but for posts.
_MODIFIER: Final = -1.0
#: What each further word of a trigger gains that means something: words that belong together say more than apart.
_WORDY: Final = 1.1


def plan(question: str, *, ontology: Ontology, names: Names) -> QueryPlan | NotUnderstood:
    """Reads a question.

    Args:
        question: English, in any case, with or without punctuation, telegraphic or whole; or a plan's own text.
        ontology: whose words are known.
        names: the graph's names.

    Returns:
        The plan, or what was not understood.

    Raises:
        AmbiguousName: a name fits several entities and none is clearly ahead.
        UsageError: a plan's text with a relation or a type that the ontology does not have.
    """
    made = typed_plan(question, ontology=ontology, names=names)
    return replace(made or _read(question, ontology, names), question=question)


def _read(question: str, ontology: Ontology, names: Names) -> QueryPlan | NotUnderstood:
    finder, lexicon = Finder(names), lexicon_of(ontology)
    words = words_of(question)
    if not words:
        return NotUnderstood(words=(), relations=nearest_relations((), ontology, lexicon))
    made = _Question(question, words, finder, lexicon, ontology).read()
    doubtful = _doubtful(made)
    changed = corrected(words, doubtful, lexicon) if doubtful else None
    if changed is None:
        return made
    try:
        again = _Question(question, changed.words, finder, lexicon, ontology).read()
    except AmbiguousName:
        return made
    if isinstance(again, NotUnderstood) or any(isinstance(end, Missing) for end in getattr(again, "ends", ())):
        return made
    return replace(again, notes=(*changed.notes, *again.notes))


def _doubtful(made: QueryPlan | NotUnderstood) -> tuple[str, ...]:
    """Words of a plan that may be typos: those that no name and no word of the ontology is."""
    if isinstance(made, NotUnderstood):
        return made.words
    if isinstance(made, Match):
        return (*(end.words for end in made.ends if isinstance(end, Missing)), *(made.limits.role or "").split())
    return ()


class _Choice(NamedTuple):
    """The best reading and those that say the same; where its trigger stands."""

    readings: tuple[Reading, ...]
    clause: Clause
    before: tuple[Piece, ...]
    at: int
    end: int
    in_name: bool = False


class _Question:
    """One question on its way to a plan."""

    def __init__(
        self, question: str, words: tuple[Word, ...], finder: Finder, lexicon: Lexicon, ontology: Ontology
    ) -> None:
        self.finder, self.lexicon, self.ontology = finder, lexicon, ontology
        speaker, words, statement = speaker_of(question, words, finder)
        opening = opening_of(words)
        self.opening = opening._replace(select=Select.YES_NO, statement=True) if statement else opening
        since, until, rest = window_of(self.opening.words)
        self.limits = Limits(
            since=since, until=until, speaker=speaker, types=self._kind(lexicon),
            denied=self.opening.denied and self.opening.select is Select.DOCUMENTS,
        )  # fmt: skip
        self.cutter = Cutter(question, _without_going_to(rest, lexicon), finder, lexicon, listing=self.opening.listing)
        self.stray: tuple[str, ...] = ()
        self.negated = any(word.low in ("not", "never") for word in rest)

    def _kind(self, lexicon: Lexicon) -> tuple[str, ...]:
        """The types that those who deny must be ("which companies denied")."""
        found = lexicon.types_at(self.opening.kind, 0) if self.opening.kind else None
        return found[1] if found else ()

    def read(self) -> QueryPlan | NotUnderstood:
        """The plan: without a relation's words where that is possible, else by the best trigger."""
        if not self.cutter.words:
            return self._lost()
        simple = simple_plan(self.opening, self.cutter, self.ontology, self.limits)
        if simple is not None:
            return simple
        choice, others = self._choose()
        if choice is None or choice.in_name or self._is_one_name():
            bare = bare_plan(self.opening, self.cutter, self.ontology, self.limits)
            if bare is not None:
                return bare
        if choice is None:
            return self._lost()
        made = self._match(choice)
        return replace(made, otherwise=tuple(other for other in map(self._match, others) if other != made))

    def _is_one_name(self) -> bool:
        """Whether all words together are a name, so that a trigger in it is none ("moscow talks")."""
        text = self.cutter.text(0, len(self.cutter.words))
        return self.opening.select is Select.ENTITIES and self.finder.how(text, typos=False) in ("exact", "alias")

    def _choose(self) -> tuple[_Choice | None, tuple[_Choice, ...]]:
        """The best reading, and others that are nearly as good and have other relations."""
        best: _Choice | None = None
        kept: list[_Choice] = []
        lows = self.cutter.lows
        for at in range(len(lows)):
            for end, form, trigger in self.lexicon.triggers_at(lows, at):
                after = self.cutter.pieces(end, len(lows))
                before = _without_relative(self.cutter.pieces(0, at), after)
                in_name = self._in_name(at, end)
                clause = clause_of(before, after, form, trigger)
                clause = self._with_hole(clause, before, form, trigger)
                for reading in readings(clause, trigger):
                    scored = self._scored(reading, clause, lows[at:end], in_name=in_name)
                    kept.append(_Choice((scored,), clause, before, at, end, in_name))
                    best = _better(best, kept[-1])
        if best is None:
            return None, ()
        first = best.readings[0]
        if first.score < _LEAST or first.stray:
            self.stray = tuple(phrase.text for phrase in first.stray)
            return None, ()
        used = {reading.relation.name for reading in best.readings}
        others: dict[str, _Choice] = {}
        for choice in sorted(kept, key=lambda one: -one.readings[0].score):
            reading = choice.readings[0]
            near = reading.score >= first.score - _OTHERWISE and not reading.stray and choice.at == best.at
            if near and reading.relation.name not in used:
                others.setdefault(reading.relation.name, choice)
        return best, tuple(others.values())

    def _in_name(self, at: int, end: int) -> bool:
        """Whether words are part of a longer name of the graph, so that they hardly are a trigger."""
        for piece in self.cutter.pieces(0, len(self.cutter.words)):
            if piece.at <= at and end <= piece.end:
                longer = piece.kind == "name" and piece.end - piece.at > end - at
                return longer and self.finder.how(piece.text, typos=False) in ("exact", "alias")
        return False

    def _scored(self, reading: Reading, clause: Clause, words: Sequence[str], *, in_name: bool) -> Reading:
        content = sum(word not in SMALL for word in words)
        score = reading.score + _WORDY * max(content - 1, 0) + _IN_NAME * in_name
        if self.opening.select is Select.PLACE and _place_hole(reading):
            score += _PLACED
        if clause.modifier and reading.relation.name not in OFFICES:
            score += _MODIFIER * len(clause.modifier.split())
        return reading._replace(score=score)

    def _with_hole(self, clause: Clause, before: Sequence[Piece], form: str, trigger: Trigger) -> Clause:
        """The clause with its first type noun as the hole, where there is no other.

        "Companies at the talks", "sanctioned companies".
        """
        phrases = [argument.phrase for argument in clause.arguments]
        asks = self.opening.select in (Select.ENTITIES, Select.COUNT, Select.AMOUNT) and not self.opening.statement
        if not asks or any(phrase.kind == "hole" for phrase in phrases) or (before and before[0].kind == "aux"):
            return clause
        if before and trigger.pattern.pos != "noun":
            first = next((phrase for phrase in phrases if phrase.at == before[0].at and not phrase.prep), None)
        else:
            attribute = not before and form in ("participle", "past")
            first = next((one.phrase for one in clause.arguments if attribute and one.role == "object"), None)
        if first is None or first.kind != "type" or first.possessive:
            return clause
        hole = first._replace(kind="hole")
        turned = (one._replace(phrase=hole) if one.phrase is first else one for one in clause.arguments)
        return clause._replace(arguments=tuple(turned))

    # -------------------------------------------------------------------------------------------------- the plan

    def _match(self, choice: _Choice) -> Match:
        select = self._select(choice)
        triples: list[Triple] = []
        notes: list[str] = []
        for reading in choice.readings:
            subject, first = end_of(reading.subject, reading.relation.domain, self.finder)
            target, second = end_of(reading.object, reading.relation.range, self.finder)
            triple = Triple(subject=subject, relation=reading.relation.name, object=target)
            triples.append(_opened(triple, reading, select))
            notes += [*first, *second]
        limits, more = self._limited(choice)
        triples, limits = self._with_post(triples, limits)
        hole = triples[0].hole
        if hole is None and select in (Select.ENTITIES, Select.COUNT):
            select = Select.YES_NO if select is Select.ENTITIES else Select.AMOUNT
        if hole is not None and select is Select.PLACE:
            select = Select.ENTITIES
        if choice.clause.modifier and choice.readings[0].relation.name not in OFFICES:
            more.append(f"{choice.clause.modifier!r} was not checked")
        told = tuple(dict.fromkeys([*notes, *more]))
        return Match(triples=tuple(dict.fromkeys(triples)), select=select, limits=limits, notes=told)

    def _with_post(self, triples: list[Triple], limits: Limits) -> tuple[list[Triple], Limits]:
        """Who leads an organisation is also said by posts."""
        first = triples[0]
        end = first.object
        body = isinstance(end, Named) and end.type in ("organisation", "country") and not end.name.split()[-1].islower()
        if first.relation != LED or not body or POST not in self.ontology.relations:
            return triples, limits
        posts = [triple._replace(relation=POST) for triple in triples if triple.relation == LED]
        return [*triples, *posts], limits._replace(role=limits.role or LEADER)

    def _select(self, choice: _Choice) -> Select:
        asks_first = bool(choice.before) and choice.before[0].kind == "aux"
        holes = [argument.phrase for argument in choice.clause.arguments if argument.phrase.kind == "hole"]
        if self.opening.select is Select.ENTITIES and asks_first and not holes:
            return Select.YES_NO
        if self.opening.select is Select.COUNT and any(hole.types == ("equipment",) for hole in holes):
            return Select.AMOUNT
        return self.opening.select

    def _limited(self, choice: _Choice) -> tuple[Limits, list[str]]:
        limits = self.limits
        notes: list[str] = []
        recipient, goods, place = (self._limit(phrase, notes) for phrase in _limits_of(choice.readings[0]))
        limits = limits._replace(recipient=recipient, goods=goods, place=place)
        if self.negated and self.opening.select in (Select.ENTITIES, Select.COUNT):
            limits = limits._replace(denied=True)
        role = self._role(choice)
        return limits._replace(role=role) if role else limits, notes

    def _limit(self, phrase: Phrase | None, notes: list[str]) -> Named | Missing | None:
        if phrase is None:
            return None
        end, told = end_of(phrase, (), self.finder)
        notes += told
        return None if isinstance(end, (Hole, Some)) else end

    def _role(self, choice: _Choice) -> str | None:
        """The post that a noun names ("defence production secretary"), None for other words."""
        found = [reading.trigger for reading in choice.readings if reading.relation.name in OFFICES]
        if not found or found[0].pattern.pos != "noun" or not found[0].pattern.lemmas:
            return None
        words = " ".join(self.cutter.lows[choice.at : choice.end])
        lemma = next((lemma for lemma in found[0].pattern.lemmas if plural(lemma) == words), words)
        return " ".join([*choice.clause.modifier.split(), lemma])

    def _lost(self) -> NotUnderstood:
        pieces = self.cutter.pieces(0, len(self.cutter.words))
        words = tuple(piece.text for piece in pieces if piece.kind == "word" and not self._is_trigger(piece))
        words = words or tuple(piece.text for piece in pieces if piece.kind == "pronoun")
        words = words or self.stray or tuple(piece.text for piece in pieces if piece.kind in ("type", "light", "name"))
        near = (name for word in words[:3] for name in self.finder.names.nearest(word))
        lows = self.cutter.lows
        said = [trigger.relation.label for at in range(len(lows)) for *_, trigger in self.lexicon.triggers_at(lows, at)]
        near_words = nearest_relations(words, self.ontology, self.lexicon) if words or not said else ()
        relations = tuple(dict.fromkeys([*said, *near_words]))[:MOST]
        return NotUnderstood(words=words, relations=relations, names=tuple(dict.fromkeys(near))[:5])

    def _is_trigger(self, piece: Piece) -> bool:
        return bool(self.lexicon.triggers_at(self.cutter.lows, piece.at))


def _better(best: _Choice | None, other: _Choice) -> _Choice:
    """The better of two; both readings where they are as good, of the same words and of different relations."""
    if best is None:
        return other
    first, second = best.readings[0], other.readings[0]
    same = best.at == other.at and _limits_of(first) == _limits_of(second)
    if same and abs(first.score - second.score) <= _BESIDE and not second.stray:
        if any(reading.relation is second.relation for reading in best.readings):
            return other if second.score > first.score and len(best.readings) == 1 else best
        if second.score > first.score:
            return other._replace(readings=(second, *best.readings))
        return best._replace(readings=(*best.readings, second))
    return other if second.score > first.score else best


def _without_going_to(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words without a "going to" that stands before a verb ("is he going to visit them")."""
    lows = [word.low for word in words]
    for at in range(len(lows) - 2):
        verb = any(form == "base" for form, _ in lexicon.triggers.get(lows[at + 2], ()))
        if lows[at : at + 2] == ["going", "to"] and verb:
            return words[:at] + words[at + 2 :]
    return words


def _limits_of(reading: Reading) -> tuple[Phrase | None, ...]:
    return reading.recipient, reading.goods, reading.place


def _place_hole(reading: Reading) -> bool:
    """Whether the open object of a reading is a place, so that "where" asks for it."""
    return reading.object is None and reading.subject is not None and bool(set(WHERE) & set(reading.relation.range))


def _opened(triple: Triple, reading: Reading, select: Select) -> Triple:
    """The triple with an end opened to be asked for, where the question asks without a question word."""
    if select is Select.PLACE and _place_hole(reading):
        allowed = tuple(kind for kind in WHERE if kind in reading.relation.range)
        return triple._replace(object=Hole(types=() if set(allowed) == set(reading.relation.range) else allowed))
    if select not in (Select.ENTITIES, Select.COUNT) or triple.hole is not None:
        return triple
    if triple.subject == Some():
        return triple._replace(subject=Hole())
    return triple._replace(object=Hole()) if triple.object == Some() else triple


def _without_relative(pieces: Sequence[Piece], after: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without what only leads to a noun: "companies that …", "who were the companies that …"."""
    kept: list[Piece] = []
    for piece in pieces:
        relative = piece.kind == "q" and piece.low in ("who", "which", "whom")
        if not (relative and any(other.kind in ("type", "q") for other in kept)):
            kept.append(piece)
    stranded = bool(after) and after[-1].kind == "prep"
    leads = len(kept) > 2 and kept[0].kind == "q" and kept[1].low in BE  # noqa: PLR2004 - "who", "were", a noun
    if leads and not stranded and kept[-1].kind == "type" and all(piece.kind in ("name", "type") for piece in kept[2:]):
        return tuple(kept[2:])
    return tuple(kept)
