"""What the ontology's words mean in a question: one look-up from word forms to patterns, built once an ontology.

A question is a claim with a hole: the patterns that extract a relation from articles also read the questions about it.
Phrases that only questions use (`asks`) and the relation's own label become patterns of their own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from kgraph.ontology import Ontology, Pattern, Relation
from kgraph.questions.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, QUESTION_WORDS, base_of, plural, verb_forms

#: Roles that stand for the one whom an agent noun denotes: a chairman is himself the subject of "is the chairman".
DENOTED: Final = frozenset({"subject", "appos", "self"})
#: Any preposition: the object of a phrase that names none itself.
ANY_PREPOSITION: Final = "prep:*"
#: Roles of a phrase that only questions use.
VERB: Final = Pattern(lemmas=(), pos="verb", subject=("subject",), object=("object", ANY_PREPOSITION))
NOUN: Final = Pattern(
    lemmas=(), pos="noun", subject=("subject", "poss", "compound", "prep:by"), object=("object", ANY_PREPOSITION)
)
#: The same for phrases that run from object to subject ("own" for part_of).
TURNED_VERB: Final = Pattern(lemmas=(), pos="verb", subject=("object", ANY_PREPOSITION), object=("subject",))
TURNED_NOUN: Final = Pattern(
    lemmas=(), pos="noun", subject=("object", ANY_PREPOSITION, "poss", "compound"), object=("subject", "appos", "self")
)


class Trigger(NamedTuple):
    """A way of asking for a relation: the words after the first, and the pattern that gives the roles.

    `be` marks phrases such as "(be) at", whose verb may stand elsewhere in the question. `asked` marks phrases made
    from labels and `asks`.
    """

    relation: Relation
    pattern: Pattern
    rest: tuple[str, ...] = ()
    be: bool = False
    asked: bool = False


class Lexicon(NamedTuple):
    """Triggers by their first word, and types by their nouns (of one or more words, singular and plural).

    Beside a trigger stands the form that its first word has: "base", "s", "past", "participle" or "ing" of a verb,
    "noun" or "adj".
    """

    triggers: dict[str, list[tuple[str, Trigger]]]
    nouns: dict[tuple[str, ...], tuple[str, ...]]
    heads: dict[str, int]
    common: frozenset[str]

    def triggers_at(self, words: tuple[str, ...], at: int) -> list[tuple[int, str, Trigger]]:
        """The triggers whose words stand at a position, each with the position after its last word and its form.

        Articles inside a phrase are passed over ("pay a visit to"). A final preposition may be missing at the end of
        the question or where something else stands ("where did they take place").
        """
        found = []
        for form, trigger in self.triggers.get(words[at], ()):
            end = _after(words, at + 1, trigger.rest)
            if end is not None:
                found.append((end, form, trigger))
        return found

    def types_at(self, words: tuple[str, ...], at: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest type noun at a position: where it ends and its types, or None."""
        for length in range(min(self.heads.get(words[at], 0), len(words) - at), 0, -1):
            types = self.nouns.get(words[at : at + length])
            if types:
                return at + length, types
        return None


_Table = dict[str, list[tuple[str, Trigger]]]
_LEXICONS: dict[int, tuple[Ontology, Lexicon]] = {}


def lexicon_of(ontology: Ontology) -> Lexicon:
    """The lexicon of an ontology, built on first use and kept for the process."""
    kept = _LEXICONS.get(id(ontology))
    if kept is None or kept[0] is not ontology:
        kept = ontology, _built(ontology)
        _LEXICONS[id(ontology)] = kept
    return kept[1]


def _built(ontology: Ontology) -> Lexicon:
    table: _Table = {}
    for relation in ontology.relations.values():
        for pattern in relation.patterns:
            if not _denotes_itself(pattern):
                for lemma in pattern.lemmas:
                    first, *rest = lemma.split()
                    _add(table, Trigger(relation=relation, pattern=pattern, rest=tuple(rest)), first)
        said = _said(relation)
        for phrase, turned in _phrases(relation).items():
            _ask(table, said, phrase, turned=turned)
    nouns = _type_nouns(ontology)
    heads: dict[str, int] = {}
    for key in nouns:
        heads[key[0]] = max(heads.get(key[0], 0), len(key))
    common = frozenset(table) | {word for key in nouns for word in key}
    return Lexicon(table, nouns, heads, common)


def _type_nouns(ontology: Ontology) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The types of each type noun, singular and plural."""
    nouns: dict[tuple[str, ...], tuple[str, ...]] = {}
    for kind in ontology.types.values():
        singular = (kind.name, *kind.nouns)
        for form in dict.fromkeys((*singular, *map(plural, singular), kind.plural)):
            key = tuple(form.split())
            nouns[key] = (*nouns.get(key, ()), kind.name)
    return nouns


def _denotes_itself(pattern: Pattern) -> bool:
    """Whether the trigger is an end of the claim itself ("the talks in Oslo"): a name or a type noun, in a question."""
    return any("self" in roles and "subject" not in roles for roles in (pattern.subject, pattern.object))


def _phrases(relation: Relation) -> dict[tuple[str, ...], bool]:
    """What questions say beside the patterns, and whether it runs from object to subject.

    They are the `asks`, the label and the relation's own name, and the `inverse_asks`.
    """
    label = relation.label.split()
    name = relation.name.split("_")
    past = name[0].endswith("ed") and name[0] != base_of(name[0])
    own = (" ".join([base_of(label[0]), *label[1:]]), " ".join([base_of(name[0]) if past else name[0], *name[1:]]))
    phrases: dict[tuple[str, ...], bool] = {}
    for turned, asks in ((False, (*relation.asks, *own)), (True, relation.inverse_asks)):
        for ask in asks:
            phrase = tuple(word for word in ask.lower().split() if word not in DETERMINERS)
            if phrase and phrase[0] not in QUESTION_WORDS:
                phrases.setdefault(phrase, turned)
    return phrases


class _Said(NamedTuple):
    """What a relation's patterns say by themselves: their phrases, the nouns in both numbers, verbs' first words."""

    relation: Relation
    phrases: frozenset[tuple[str, ...]]
    nouns: dict[str, Pattern]
    verbs: frozenset[str]


def _said(relation: Relation) -> _Said:
    spoken = (pattern for pattern in relation.patterns if not _denotes_itself(pattern))
    phrases = frozenset(tuple(lemma.split()) for pattern in spoken for lemma in pattern.lemmas)
    nouns: dict[str, Pattern] = {}
    verbs: set[str] = set()
    for pattern in relation.patterns:
        for lemma in pattern.lemmas:
            if pattern.pos == "noun":
                nouns.setdefault(lemma, pattern)
                nouns.setdefault(plural(lemma), pattern)
            elif pattern.pos == "verb":
                verbs.add(lemma.split()[0])
    return _Said(relation, phrases, nouns, frozenset(verbs))


def _ask(table: _Table, said: _Said, phrase: tuple[str, ...], *, turned: bool) -> None:
    be = phrase[0] == "be"
    words = phrase[1:] if be else phrase
    if not words or words in said.phrases or _passive(words, be=be):
        return
    relation = said.relation
    preposition = words[-1] if words[-1] in PREPOSITIONS and len(words) > 1 else None
    # "partners of" takes over the roles of the pattern for "partner", whatever the preposition.
    like = said.nouns.get(" ".join(words[:-1] if preposition else words))
    if like is not None:
        pattern = _with_role(like, f"prep:{preposition}") if preposition else like
        if pattern is not like:
            _add(table, Trigger(relation=relation, pattern=pattern, rest=words[1:-1], be=be, asked=True), words[0])
        return
    verb = be or _is_verb(said, words)
    pattern = (TURNED_VERB if verb else TURNED_NOUN) if turned else (VERB if verb else NOUN)
    _add(
        table,
        Trigger(relation=relation, pattern=pattern, rest=words[1:], be=be, asked=True),
        words[0],
        inflect=not be,
    )


def _passive(words: tuple[str, ...], *, be: bool) -> bool:
    """Whether the phrase is a passive ("be owned by"), which the verb's own patterns read better."""
    return be and len(words) > 1 and words[-1] == "by"


def _with_role(pattern: Pattern, role: str) -> Pattern:
    """The pattern with one more preposition for the end that its noun does not itself denote."""
    if role in pattern.subject or role in pattern.object:
        return pattern
    object_is_denoted = bool(DENOTED & set(pattern.object)) and not DENOTED & set(pattern.subject)
    if object_is_denoted:
        return pattern._replace(subject=(*pattern.subject, role))
    return pattern._replace(object=(*pattern.object, role))


def _is_verb(said: _Said, words: tuple[str, ...]) -> bool:
    """Whether a phrase of `asks` starts with a verb: it has no final "of", or the patterns know its first word."""
    if words[0] in said.verbs:
        return True
    return len(words) == 1 or words[-1] not in ("of", "on", "against", "for") or words[0] in AUXILIARIES


def _add(table: _Table, trigger: Trigger, first: str, *, inflect: bool = True) -> None:
    if trigger.pattern.pos == "verb" and inflect:
        if first == "be":
            first, trigger = trigger.rest[0], trigger._replace(be=True, rest=trigger.rest[1:])
            forms = {first: "adj"}
        else:
            forms = verb_forms(first)
    elif trigger.pattern.pos == "noun":
        forms = {first: "noun"} if trigger.rest else {first: "noun", plural(first): "noun"}
    else:
        forms = {first: "adj"}
    for form, kind in forms.items():
        table.setdefault(form, []).append((kind, trigger))


def _after(words: tuple[str, ...], at: int, rest: tuple[str, ...]) -> int | None:
    """The position after the rest of a phrase, or None where it does not stand there."""
    for wanted in rest:
        while at < len(words) and words[at] in DETERMINERS and words[at] != wanted:
            at += 1
        if at >= len(words) or words[at] not in (wanted, plural(wanted)):
            return None
        at += 1
    return at
