"""What an ontology consists of, once read: types, relations, the patterns that trigger them, and their examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from kgraph.errors import OntologyError, UsageError
from kgraph.model import Status

#: Who plays a part, told as meaning; the claims stage maps voice, control and relative clauses to these.
ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "subject": "who does it: subject of the active, agent of the passive, subject of a copula",
        "object": "what it is done to: object of the active, subject of the passive",
        "poss": "possessor of the trigger: Acme's offer",
        "compound": "noun before the trigger: the Acme offer",
        "amod": "adjective before the trigger: the Russian offer",
        "appos": "what stands in apposition: Lena Orsk, chief executive of Acme",
        "self": "the trigger's own noun phrase, where that is a mention itself: representatives from Acme",
    }
)

#: What a role starts with that names its preposition: "prep:with", or "prep:with|from" for several.
PREPOSITION: Final = "prep:"

#: Parts of speech that a trigger may have.
PARTS_OF_SPEECH: Final = ("verb", "noun", "adj")

_CLAIM: Final = (
    r"\s*(?P<subject>\S.*?)\s+-(?P<relation>[a-z][a-z0-9_]*)->\s+(?P<object>.*\S)\s+"
    r"\[(?P<status>[a-z]+)(?P<ended>,\s*ended)?\]\s*"
)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them where none is near.

    Example:
        >>> nearest("organization", ["organisation", "event"])
        'did you mean organisation?'
        >>> nearest("xyz", ["organisation", "event"])
        'known: event, organisation'
    """
    from difflib import get_close_matches  # only where something is wrong: loading stays quick

    choices = sorted(known)
    near = get_close_matches(word, choices, n=1)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(choices)}"


class EntityType(NamedTuple):
    """A kind of thing.

    `nouns` are the common nouns (lemmas, of one or more words) whose noun phrase is a mention of it; `color` is
    "#RRGGBB", for pictures of the graph.
    """

    name: str
    plural: str
    description: str
    nouns: tuple[str, ...]
    color: str


class Pattern(NamedTuple):
    """A way in which a relation sounds: trigger words and where its two ends are found.

    `lemmas` may be of several words, the head first ("take part"). `subject` and `object` are alternative roles, tried
    in order: keys of `ROLES` or "prep:WORD". `status` is what the trigger itself implies ("offer": proposed), None
    where the sentence decides. `needs` are prepositions of which one must be attached to the trigger; empty: none.
    """

    lemmas: tuple[str, ...]
    pos: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    status: str | None = None
    ended: bool = False
    needs: tuple[str, ...] = ()


class Example(NamedTuple):
    """A sentence and a claim that must come out of it, run as a test."""

    text: str
    claim: str

    def parsed(self) -> tuple[str, str, str, Status]:
        """Subject, relation, object and status of the claim.

        Raises:
            OntologyError: the claim is not written "SUBJECT -relation-> OBJECT [status]".

        Example:
            >>> Example(text="Acme left.", claim="Acme -attended-> Oslo talks [denied]").parsed()
            ('Acme', 'attended', 'Oslo talks', <Status.DENIED: 'denied'>)
        """
        found = self._match()
        try:
            status = Status(found["status"])
        except ValueError:
            raise OntologyError(
                f"unknown status {found['status']!r} in the claim {self.claim!r}", hint=nearest(found["status"], Status)
            ) from None
        return found["subject"], found["relation"], found["object"], status

    @property
    def ended(self) -> bool:
        """Whether the claim says that the fact is over: "[asserted, ended]"."""
        return self._match()["ended"] is not None

    def _match(self) -> re.Match[str]:
        found = re.fullmatch(_CLAIM, self.claim)
        if found is None:
            raise OntologyError(
                f"not a claim: {self.claim!r}", hint="write it as 'Acme -acquired-> Borel [asserted]', in one line"
            )
        return found


class Relation(NamedTuple):
    """What may be said of two entities, and how it sounds.

    `label` and `inverse` read between the two names: "Acme attended the talks", "the talks were attended by Acme".
    `domain` and `range` are types that a subject and an object may have. `asks` are further phrases of questions that
    run from subject to object, their verb in its base form ("take part in"); `inverse_asks` run from object to subject
    ("own" for part_of). A symmetric relation has no direction.
    """

    name: str
    description: str
    label: str
    inverse: str
    symmetric: bool
    domain: tuple[str, ...]
    range: tuple[str, ...]
    asks: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    examples: tuple[Example, ...]
    inverse_asks: tuple[str, ...] = ()


class Ontology(NamedTuple):
    """What may be said. `types` and `relations` are in the order of the file, inherited ones first.

    `digest` is a hash of what decides which mentions and claims are found (types with their nouns; relations with
    domain, range, direction and patterns), so that a new wording of a description does not call for a rebuild. It
    does not depend on the order in which a file has them.
    """

    name: str
    digest: str
    types: dict[str, EntityType]
    relations: dict[str, Relation]

    def type(self, name: str) -> EntityType:
        """The type of that name; raises UsageError with the nearest."""
        if name not in self.types:
            raise UsageError(f"no type is called {name!r}", hint=nearest(name, self.types))
        return self.types[name]

    def relation(self, name: str) -> Relation:
        """The relation of that name; raises UsageError with the nearest."""
        if name not in self.relations:
            raise UsageError(f"no relation is called {name!r}", hint=nearest(name, self.relations))
        return self.relations[name]
