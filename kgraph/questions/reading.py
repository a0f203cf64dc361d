"""Words -> plan: the best way to read a question, or the words at fault. Never a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kgraph.ontology import Ontology
from kgraph.questions.ends import end_of, hole_of, role_words
from kgraph.questions.finding import Finder
from kgraph.questions.lexicon import Lexicon, Trigger, lexicon_of
from kgraph.questions.openings import Opening, opening_of
from kgraph.questions.phrases import Cutter, Phrase, Piece, phrases_of
from kgraph.questions.plans import WHERE, Hole, Limits, Match, Named, NotUnderstood, QueryPlan, Select, Some, Triple
from kgraph.questions.plans import End as End
from kgraph.questions.roles import Clause, Reading, clause_of, readings
from kgraph.questions.simple import simple_plan
from kgraph.questions.spelling import corrected, nearest_relations
from kgraph.questions.times import window_of
from kgraph.questions.tokens import words_of
from kgraph.questions.typed import typed_plan

if TYPE_CHECKING:
    from kgraph.names import Names

#: How much worse than the best another reading of the same words may be and still be asked for beside it.
_BESIDE: Final = 0.15
#: The relation that says where something is.
LOCATED: Final = "located_in"
#: The relation whose role is a post.
POST: Final = "holds_post"


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
    """
    typed = typed_plan(question, ontology=ontology, names=names)
    if typed is not None:
        return typed
    finder, lexicon = Finder(names), lexicon_of(ontology)
    words = words_of(question)
    if not words:
        return NotUnderstood(words=(), relations=tuple(ontology.relations))
    made = _Asked(question, words, finder, lexicon, ontology).read()
    if isinstance(made, NotUnderstood):
        changed = corrected(words, made.words, lexicon)
        if changed:
            again = _Asked(question, changed.words, finder, lexicon, ontology).read()
            if not isinstance(again, NotUnderstood):
                return replace(again, notes=(*changed.notes, *again.notes))
    return made


@dataclass(frozen=True, slots=True)
class _Chosen:
    readings: tuple[Reading, ...]
    clause: Clause
    end: int
    start: int


class _Asked:
    """One question on its way to a plan."""

    def __init__(self, question: str, words: tuple[Word, ...], finder: Finder, lexicon: Lexicon, ontology: Ontology) -> None:
        self.question, self.finder, self.lexicon, self.ontology = question, finder, lexicon, ontology
        self.opening: Opening = opening_of(words)
        since, until, rest = window_of(self.opening.words)
        self.limits = Limits(since=since, until=until, denied=self.opening.denied and self.opening.select is not Select.DENIER)
        self.words = rest
        self.cutter = Cutter(question, rest, finder, lexicon)

    def read(self) -> QueryPlan | NotUnderstood:
        simple = simple_plan(self.opening, self.cutter, self.ontology)
        if simple is not None:
            return simple
        chosen = self._choose()
        if chosen is None:
            return self._lost()
        return self._match(chosen)
