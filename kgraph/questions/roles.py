"""Who does what to whom in a question: noun phrases to roles, roles to the two ends of a relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kgraph.ontology import Pattern, Relation
from kgraph.questions.lexicon import ANY_PREPOSITION, DENOTED, Trigger
from kgraph.questions.phrases import Phrase, Piece, phrases_of

#: A role that fits whatever end is still open: what a copula joins to a noun ("what is Russia's proposal").
OPEN: Final = "open"
#: Roles that a phrase may have instead, because a question does not show the difference.
_ALSO: Final = {"compound": ("compound", "amod", "poss"), "poss": ("poss",)}
#: Prepositions that name who gets what is supplied.
_TO: Final = ("prep:to", "prep:for")
_AT: Final = ("prep:in", "prep:at", "prep:near")

# Weights of a reading, in units of one phrase that has found its place.
_PLACED: Final = 1.0
_SECOND_ROLE: Final = -0.3
_QUALIFIES: Final = 0.6
_STRAY: Final = -3.0
_MISFIT: Final = -1.5
_ASKED: Final = -0.05
_LONGER: Final = 0.05
_NO_BE: Final = -1.0
_UNKNOWN: Final = -0.2
_EXTRA: Final = -0.8


class Argument(NamedTuple):
    """A noun phrase in its role."""

    role: str
    phrase: Phrase


class Clause(NamedTuple):
    """The part of a question around one trigger."""

    arguments: tuple[Argument, ...]
    be: bool
    modifier: str = ""
    unused: int = 0


class Reading(NamedTuple):
    """One way to read a clause: which phrases are the ends, what else narrows it, and how well all fits."""

    trigger: Trigger
    subject: Phrase | None
    object: Phrase | None
    recipient: Phrase | None = None
    goods: Phrase | None = None
    place: Phrase | None = None
    stray: tuple[Phrase, ...] = ()
    score: float = 0.0

    @property
    def relation(self) -> Relation:
        """The relation that is asked for."""
        return self.trigger.relation


def clause_of(before: Sequence[Piece], after: Sequence[Piece], form: str, trigger: Trigger) -> Clause:
    """The clause around a trigger: its noun phrases with the roles that order, voice and prepositions give them."""
    be = any(piece.kind == "aux" and piece.low in BE for piece in before)
    unused = sum(piece.kind in ("verb", "pronoun") for piece in (*before, *after))
    if not any(piece.low in BE for piece in after):
        unused += sum(piece.kind == "light" for piece in after)
    if trigger.pattern.pos != "noun":
        passive = _passive(before, after, form)
        return Clause(arguments=tuple(_verb_roles(before, after, passive=passive)), be=be, unused=unused)
    at = len(before)
    while at and _modifies(before[at - 1], trigger.relation):
        at -= 1
    modifier = " ".join(piece.low for piece in before[at:])
    unused += bool(at) and before[at - 1].kind == "prep"  # "for lunch" is no lunch that is asked about
    return Clause(arguments=tuple(_noun_roles(before[:at], after)), be=be, modifier=modifier, unused=unused)


def _modifies(piece: Piece, relation: Relation) -> bool:
    """Whether a word before a noun only narrows it ("foreign policy chief"): the relation has no such end."""
    if piece.possessive or piece.kind not in ("word", "type"):
        return False
    return not set(piece.types) & {*relation.domain, *relation.range}


BE: Final = frozenset("be am is are was were been being get got gets".split())


def _passive(before: Sequence[Piece], after: Sequence[Piece], form: str) -> bool:
    if form not in ("participle", "past"):
        return False
    helpers = [piece.low for piece in before if piece.kind == "aux"]
    if helpers:
        return helpers[-1] in BE or (len(helpers) > 1 and helpers[-1] == "been")
    return bool(after) and after[0].low == "by"


def _verb_roles(before: Sequence[Piece], after: Sequence[Piece], *, passive: bool) -> list[Argument]:
    stranded = _stranded(after)
    front = phrases_of(before)
    hole = front[0] if front and front[0].kind == "hole" else None
    rest = front[1:] if hole else front
    arguments = [Argument(role=f"prep:{phrase.prep}", phrase=phrase) for phrase in rest if phrase.prep]
    bare = [phrase for phrase in rest if not phrase.prep]
    if hole and hole.prep:
        arguments.append(Argument(role=f"prep:{hole.prep}", phrase=hole))
    elif hole and bare:
        arguments.append(Argument(role=f"prep:{stranded}" if stranded else "object", phrase=hole))
    elif hole:
        bare = [hole]
    elif len(bare) > 1 and (bare[1].after_aux or (bare[0].kind == "type" and not bare[0].possessive)):
        arguments.append(Argument(role=f"prep:{stranded}" if stranded else "object", phrase=bare[0]))
        bare = bare[1:]
    elif bare and stranded:
        arguments.append(Argument(role=f"prep:{stranded}", phrase=bare[0]._replace(kind="absent")))
    arguments += [Argument(role="subject", phrase=phrase) for phrase in bare]
    behind = phrases_of(after)
    arguments += [Argument(role=f"prep:{phrase.prep}" if phrase.prep else "object", phrase=phrase) for phrase in behind]
    arguments = [argument for argument in arguments if argument.phrase.kind != "absent"]
    return [_active(argument) for argument in arguments] if passive else arguments


def _active(argument: Argument) -> Argument:
    turned = {"subject": "object", "prep:by": "subject", "object": "second"}.get(argument.role, argument.role)
    return argument._replace(role=turned)


def _noun_roles(before: Sequence[Piece], after: Sequence[Piece]) -> list[Argument]:
    arguments = []
    stranded = _stranded(after)
    for number, phrase in enumerate(front := phrases_of(before)):
        last = number == len(front) - 1
        asks = before[0].kind == "aux" and before[0].at < phrase.at
        joined = (
            last and not asks and not any(piece.kind in ("aux", "light") for piece in before if piece.at >= phrase.end)
        )
        if phrase.kind == "hole":
            light = any(piece.kind == "light" for piece in before)
            role = f"prep:{stranded}" if stranded else "subject" if light else OPEN
            arguments.append(Argument(role=role, phrase=phrase))
        elif phrase.possessive:
            arguments.append(Argument(role="poss", phrase=phrase))
        elif phrase.prep:
            arguments.append(Argument(role=f"prep:{phrase.prep}", phrase=phrase))
        else:
            arguments.append(Argument(role="compound" if joined and not stranded else "subject", phrase=phrase))
    for phrase in phrases_of(after):
        role = f"prep:{phrase.prep}" if phrase.prep else OPEN if phrase.kind == "hole" or phrase.after_aux else "appos"
        arguments.append(Argument(role=role, phrase=phrase))
    return arguments


def _stranded(after: Sequence[Piece]) -> str | None:
    """A preposition at the very end, whose noun phrase stands in front ("who did they meet with")."""
    return after[-1].low if after and after[-1].kind == "prep" else None


def readings(clause: Clause, trigger: Trigger) -> list[Reading]:
    """Every way in which the phrases of a clause fit the ends of a trigger's relation."""
    subject_roles, object_roles = _roles(trigger.pattern)
    subjects: list[Argument | None] = [*_candidates(clause, subject_roles, trigger), None]
    objects: list[Argument | None] = [*_candidates(clause, object_roles, trigger), None]
    made = []
    for subject in subjects:
        for target in objects:
            if subject is not None and subject is target:
                continue
            if subject is None and target is None and clause.arguments and not trigger.asked:
                continue
            made.append(_reading(clause, trigger, subject, target))
    return made


def _roles(pattern: Pattern) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles of both ends. What a noun denotes one end of has the other before it ("Moscow talks participants")."""
    owners = ("poss", "compound")
    if pattern.pos != "noun" or set(owners) & {*pattern.subject, *pattern.object}:
        return pattern.subject, pattern.object
    if DENOTED & set(pattern.subject):
        return pattern.subject, (*pattern.object, *owners)
    return (
        ((*pattern.subject, *owners), pattern.object)
        if DENOTED & set(pattern.object)
        else (pattern.subject, pattern.object)
    )


def _candidates(clause: Clause, roles: Sequence[str], trigger: Trigger) -> list[Argument]:
    found = [
        argument for argument in clause.arguments if argument.role == OPEN or _rank(argument.role, roles) is not None
    ]
    if trigger.relation.symmetric and not found:
        found = [argument for argument in clause.arguments if argument.role in ("subject", "object")]
    return found


def _rank(role: str, roles: Sequence[str]) -> int | None:
    """How early a pattern's roles have this one, None where they do not have it."""
    for number, wanted in enumerate(roles):
        if wanted in _ALSO.get(role, (role,)) or (
            wanted == ANY_PREPOSITION and role.startswith("prep:") and role != "prep:by"
        ):
            return 0 if _of_nouns(wanted) else number
    return None


def _of_nouns(role: str) -> bool:
    """Whether a role is one of those of nouns, which are as good as each other."""
    return role in ("poss", "compound", "amod", "appos") or role.startswith("prep:")


def _reading(clause: Clause, trigger: Trigger, subject: Argument | None, target: Argument | None) -> Reading:
    relation, pattern = trigger.relation, trigger.pattern
    first, second = _roles(pattern)
    score = _end_score(subject, first, relation.domain) + _end_score(target, second, relation.range)
    if relation.symmetric:
        turned = _end_score(subject, first, relation.range) + _end_score(target, second, relation.domain)
        score = max(score, turned)
    score += _STRAY * clause.unused
    recipient = goods = place = None
    stray = []
    for argument in clause.arguments:
        if argument is subject or argument is target:
            continue
        asked = argument.phrase.kind == "hole"
        gets = argument.role in _TO or (argument.role == "object" and target is not None and target.role == "prep:with")
        gets = gets or (argument.role == "subject" and pattern.subject == ("prep:from",))
        if gets and recipient is None and "equipment" in relation.range and not asked:
            recipient, score = argument.phrase, score + _QUALIFIES
        elif goods is None and _goods(argument, relation) and not asked:
            goods, score = argument.phrase, score + _QUALIFIES
        elif argument.role in _AT and place is None and argument.phrase.kind == "name":
            place, score = argument.phrase, score + _QUALIFIES
        else:
            stray.append(argument.phrase)
            score += _STRAY
    score += _LONGER * len(trigger.rest) + _ASKED * trigger.asked + _NO_BE * (trigger.be and not clause.be)
    if pattern.needs and not any(
        argument.role == f"prep:{needed}" for argument in clause.arguments for needed in pattern.needs
    ):
        score += _MISFIT
    return Reading(
        trigger=trigger, subject=_goods_only(subject, trigger), object=target.phrase if target else None,
        recipient=recipient, goods=goods, place=place, stray=tuple(stray), score=score,
    )  # fmt: skip


def _goods_only(argument: Argument | None, trigger: Trigger) -> Phrase | None:
    """The subject's phrase; what is supplied, not who supplies, where the verb's object is asked for."""
    if argument is None:
        return None
    phrase = argument.phrase
    goods = (argument.role == "object" and trigger.pattern.subject[:1] == ("subject",)) or trigger.be
    open_hole = phrase.kind == "hole" and not phrase.types and "equipment" in trigger.relation.domain
    return phrase._replace(types=("equipment",)) if goods and open_hole else phrase


def _end_score(argument: Argument | None, roles: Sequence[str], allowed: Sequence[str]) -> float:
    if argument is None:
        return 0.0
    rank = 0 if argument.role == OPEN and DENOTED & set(roles) else _rank(argument.role, roles)
    score = _PLACED + _SECOND_ROLE * (1 if rank is None else min(rank, 1))
    phrase = argument.phrase
    if phrase.types and not set(phrase.types) & set(allowed):
        score += _MISFIT
    if phrase.kind == "word":
        score += _UNKNOWN
    return score + (_EXTRA if phrase.extra else 0.0)


def _goods(argument: Argument, relation: Relation) -> bool:
    """Whether a phrase is what is supplied, where the relation joins supplier and recipient."""
    supplied = "equipment" in relation.domain and "equipment" not in relation.range
    return supplied and argument.role in ("object", "prep:with", "second") and "equipment" in argument.phrase.types
