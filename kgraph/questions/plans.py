"""What a question asks, as data: a claim with a hole, a connection, what is around an entity, a list.

Every plan keeps the question and notes for the reader (how a name was read, what was left out); plans that ask the same
are equal whatever their words were.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

#: What "who" can be. A hole of exactly these types prints as "?who".
WHO = ("person", "organisation", "country")
#: What "where" can be.
WHERE = ("place", "country")
#: The relation of a triple that any relation fits ("when were the talks").
ANY = "*"


class Select(StrEnum):
    """What is wanted of the facts that match. The value is the word with which the plan's text starts."""

    ENTITIES = "who"
    COUNT = "how many"
    DOCUMENTS = "how many documents"
    AMOUNT = "how much"
    YES_NO = "whether"
    TIME = "when"
    PLACE = "where"
    ROLE = "what post"
    QUOTE = "why"
    DENIER = "who denied"
    DENIERS = "how many denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """The end that is asked for. Empty `types`: whatever the relation allows.

    `noun` narrows it further to names with that word ("delegation"), `of` to what belongs to an entity ("Indian
    companies"): its id and name.
    """

    types: tuple[str, ...] = ()
    noun: str | None = None
    of: tuple[str, str] | None = None

    def __str__(self) -> str:
        kind = "who" if self.types == WHO else "|".join(self.types)
        noun = f"({self.noun})" if self.noun else ""
        return f"?{kind}{noun}" + (f" of {self.of[1]}" if self.of else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """An end that is left open and not asked for: anything, or "some event (talks)", narrowed as a hole is."""

    types: tuple[str, ...] = ()
    noun: str | None = None
    of: tuple[str, str] | None = None

    def __str__(self) -> str:
        kind = f"some {'|'.join(self.types)}" if self.types else "*"
        return f"{kind}{f'({self.noun})' if self.noun else ''}" + (f" of {self.of[1]}" if self.of else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An end that the question names; `typed` are the words of the question."""

    id: str
    name: str
    type: str
    typed: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.name


class Missing(NamedTuple):
    """An end that the question names and the graph does not have; `nearest` are names that it does have."""

    words: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.words


End = Hole | Some | Named | Missing


class Triple(NamedTuple):
    """Subject, relation (or `ANY`) and object; at most one of them is a hole."""

    subject: End
    relation: str
    object: End

    def __str__(self) -> str:
        return f"{self.subject} -{self.relation}-> {self.object}"

    @property
    def hole(self) -> Hole | None:
        """The hole that the answer fills; None where the triple is a statement."""
        ends = (self.subject, self.object)
        return next((end for end in ends if isinstance(end, Hole)), None)

    @property
    def asks_subject(self) -> bool:
        """Whether the answer is the subject of the facts (as it is of a statement)."""
        return not isinstance(self.object, Hole)


class Limits(NamedTuple):
    """What else the facts must fulfil. Dates are ISO prefixes, both inclusive.

    `recipient` is who must get what is supplied, `goods` what is supplied, `place` where it must be, `role` the post
    ("chief executive"), `speaker` who must say so, `types` what those who deny must be; `denied` asks for denials.
    """

    since: str | None = None
    until: str | None = None
    recipient: Named | Missing | None = None
    goods: Named | Missing | None = None
    place: Named | Missing | None = None
    speaker: Named | Missing | None = None
    types: tuple[str, ...] = ()
    role: str | None = None
    denied: bool = False

    def __str__(self) -> str:
        parts = (
            f"since {self.since}" if self.since else "",
            f"until {self.until}" if self.until else "",
            f"to {self.recipient}" if self.recipient else "",
            f"of {self.goods}" if self.goods else "",
            f"in {self.place}" if self.place else "",
            f"by {self.speaker}" if self.speaker else "",
            f"only {'|'.join(self.types)}" if self.types else "",
            f"as {self.role}" if self.role else "",
            "denied" if self.denied else "",
        )
        return ", ".join(part for part in parts if part)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Facts that fit any of the triples. The first triple is the reading that is told; the others say the same.

    `otherwise` are other readings of the same words, asked where no fact fits this one ("get" is to order or
    to be sent).

    `notes` are for the reader: words that were left out, names that were taken for another.
    """

    triples: tuple[Triple, ...]
    select: Select = Select.ENTITIES
    limits: Limits = NO_LIMITS
    otherwise: tuple[Match, ...] = field(default=(), compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)
    question: str = field(default="", compare=False)

    def __str__(self) -> str:
        head = "" if self.select is Select.ENTITIES else f"{self.select}: "
        tail = f" [{self.limits}]" if str(self.limits) else ""
        return head + " or ".join(str(triple) for triple in self.triples) + tail

    @property
    def ends(self) -> tuple[End, ...]:
        """The ends of all triples, in order, and the entities that limit them."""
        ends = tuple(end for triple in self.triples for end in (triple.subject, triple.object))
        limits = self.limits
        named = (limits.recipient, limits.goods, limits.place, limits.speaker)
        return ends + tuple(end for end in named if end)

    def noting(self, *notes: str) -> Match:
        """The same plan with further notes."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Connect:
    """How two entities are connected."""

    source: Named | Missing
    target: Named | Missing
    hops: int = 4
    notes: tuple[str, ...] = field(default=(), compare=False)
    question: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.source} <-> {self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is around an entity; `types` leaves only neighbours of these types."""

    entity: Named | Missing
    types: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
    question: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"about {self.entity}" + (f" ?{'|'.join(self.types)}" if self.types else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All entities of some types; `words` must all be in the name ("list all tanks"), `of` is whose they are."""

    types: tuple[str, ...]
    words: tuple[str, ...] = ()
    of: tuple[str, str] | None = None
    count: bool = False
    notes: tuple[str, ...] = field(default=(), compare=False)
    question: str = field(default="", compare=False)

    def __str__(self) -> str:
        head = "how many" if self.count else "every"
        words = f" ({' '.join(self.words)})" if self.words else ""
        return f"{head} {'|'.join(self.types)}{words}" + (f" of {self.of[1]}" if self.of else "")


QueryPlan = Match | Connect | About | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """A question that could not be read: the words at fault, and the nearest relations and names that there are."""

    words: tuple[str, ...]
    relations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    question: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"not understood: {' '.join(self.words)}"
