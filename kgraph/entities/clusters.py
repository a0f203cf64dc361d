"""Clusters: the mentions of one document that refer to one thing, with what the document claims of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgraph.coreference import referents
from kgraph.model import Claim, Link, Mention, MentionKind

#: Kinds of programme that are worth an entity even where nothing is claimed of them.
STRONG_PROGRAMMES = frozenset({"joint ventures"})
#: Equipment so general that the word alone says nothing.
VAGUE = frozenset(
    "equipment weapon weapons arms arm armament armaments system systems technology technologies hardware "
    "platform platforms product products vehicle vehicles part parts unit units kit gear tool tools oil "
    "gas fuel steel crude software radio camera engine machine machinery electronics weaponry munition "
    "munitions".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event's document says that it is: the other end's canonical name and type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one document; `root` is what the others refer to.

    `claimed` is how many claims have it as an end; `places` and `dates` are what located_in claims say of an event;
    `owners` the names of who visits, meets or invades, for an event's name; `parties` of who attended it; `inner`
    whether a name stands inside its phrase.
    """

    root: Mention
    mentions: tuple[Mention, ...]
    type: str
    claimed: int
    places: tuple[Place, ...]
    dates: tuple[str, ...]
    owners: tuple[str, ...]
    parties: tuple[str, ...]
    inner: bool


def make_clusters(mentions: Sequence[Mention], links: Sequence[Link], claims: Sequence[Claim]) -> list[Cluster]:
    """Clusters of all documents, in the order of their roots' ids."""
    ends = referents(mentions, links)
    members: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        members[ends[mention.id].id].append(mention)
    claimed: dict[str, int] = defaultdict(int)
    places: dict[str, list[Place]] = defaultdict(list)
    when: dict[str, set[str]] = defaultdict(set)
    parties: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        subject, other = ends[claim.subject], ends[claim.object]
        claimed[subject.id] += 1
        claimed[other.id] += 1
        if claim.relation == "located_in":
            places[subject.id].append(Place(other.name or other.text, other.type))
        if claim.relation == "attended" and subject.kind is MentionKind.NAME:
            parties[other.id].add(subject.name or subject.text)
        for end in (subject, other):
            if end.type == "event" and claim.when is not None:
                when[end.id].add(claim.when.start or claim.when.text)
    inside = _inner(mentions)
    owners = _owners(mentions, ends)
    found = []
    for root_id, group in sorted(members.items()):
        root = ends[root_id]
        found.append(
            Cluster(
                root=root,
                mentions=tuple(sorted(group, key=lambda m: (m.start, m.end))),
                type=root.type,
                claimed=claimed[root_id],
                places=tuple(places[root_id]),
                dates=tuple(sorted(when[root_id])),
                owners=tuple(owners.get(root_id, ())),
                parties=tuple(sorted(parties[root_id])),
                inner=any(m.id in inside for m in group),
            )
        )
    return found


def _inner(mentions: Sequence[Mention]) -> set[str]:
    """Common-noun mentions that hold a proper name in their phrase ("Indian defence firms")."""
    found: set[str] = set()
    for group in _by_sentence(mentions).values():
        names = [m for m in group if m.kind in {MentionKind.NAME, MentionKind.DESIGNATION}]
        for mention in group:
            if any(mention.start <= n.start and n.end <= mention.end and n is not mention for n in names):
                found.add(mention.id)
    return found


def _owners(mentions: Sequence[Mention], ends: dict[str, Mention]) -> dict[str, list[str]]:
    """For events, the name right before them as possessor: "Putin" of "Putin's state visit"."""
    found: dict[str, list[str]] = defaultdict(list)
    for group in _by_sentence(mentions).values():
        for event in group:
            if event.type != "event":
                continue
            for other in group:
                if (
                    other.kind is MentionKind.NAME
                    and 1 <= event.start - other.end <= len("’s ")
                    and other.type in {"person", "country", "organisation"}
                ):
                    end = ends[other.id]
                    found[ends[event.id].id].append(end.name or end.text)
    return found


def _by_sentence(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.sentence].append(mention)
    return groups


def is_worth_keeping(cluster: Cluster) -> bool:
    """Whether a cluster is an entity.

    Names and designations are; classes of equipment are, but for words as general as "systems"; other common nouns
    only where a claim hangs on them and something tells them apart ("Indian defence firms", "over 500 firms").
    """
    root = cluster.root
    if root.kind is MentionKind.PRONOUN or not cluster.type:
        return False
    if any(m.kind in {MentionKind.NAME, MentionKind.DESIGNATION} for m in cluster.mentions):
        return True
    name = (root.name or root.text).casefold()
    if cluster.type == "equipment":
        return not _is_vague(root.name or root.text) or (cluster.claimed > 0 and " " in name)
    if cluster.type == "programme":
        return name in STRONG_PROGRAMMES or (cluster.claimed > 0 and " " in name)
    if cluster.type == "event":
        return cluster.claimed > 0 or cluster.inner or bool(cluster.owners)
    if cluster.claimed == 0:
        return False
    return cluster.inner or any(c.isdigit() for c in name)


#: Modifiers that leave a general word general: "advanced military technologies", "Russian-origin defence systems".
GENERAL = frozenset(
    "defence defense military security advanced modern sensitive new other key critical dual-use "
    "conventional origin sophisticated weapons weapon arms own various important russian-origin foreign "
    "domestic heavy army naval global regional national continental international".split()
)


def _is_vague(name: str) -> bool:
    """Whether equipment is told too generally to be a thing: by a general word that nothing but general ones modify.

    Parts for something ("components for tanks") are vague as well.

    Example:
        >>> _is_vague("military technologies"), _is_vague("electronic warfare systems"), _is_vague("tanks")
        (True, False, False)
    """
    words = re.split(r"[\s\-]+", name)
    head = words[words.index("for") - 1] if "for" in words[1:] else words[-1]
    if head != words[-1]:
        return True
    telling = [w for w in words[:-1] if w.casefold() not in GENERAL and not w[:1].isupper()]
    return head.casefold() in VAGUE and not telling
