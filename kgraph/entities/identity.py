"""Joining the clusters of several documents: by name, and events by kind, place and date.

Two clusters are joined by an equal key only, never through a third: a chain of weak links joins nothing. A short form
of another document ("Adani Defence") joins the one longer name that begins with it, and none where two do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kgraph.coreference.events import kinds_of
from kgraph.coreference.names import initials_of, key_of
from kgraph.entities.clusters import Cluster
from kgraph.model import MentionKind, Reason

#: How sure each way of joining is.
SAME_NAME, SHORT_FORM, INITIALS, SAME_EVENT = 0.95, 0.85, 0.85, 0.8


@dataclass(slots=True)
class Joined:
    """Clusters that are one entity; `steps` has for each the reasons that joined it, none for the first."""

    type: str
    clusters: list[Cluster] = field(default_factory=list)
    steps: list[tuple[Reason, ...]] = field(default_factory=list)

    def take(self, cluster: Cluster, *reasons: Reason) -> None:
        """Adds a cluster with the reasons that joined it."""
        self.clusters.append(cluster)
        self.steps.append(reasons)


def key_of_cluster(cluster: Cluster) -> str:
    """What two clusters must share to be one thing: the name without case, accents, punctuation and legal form.

    Designations also lose their hyphens: "MiG 29" and "MiG-29" are one.
    """
    root = cluster.root
    key = key_of(root.name or root.text)
    if cluster.type == "equipment":
        return re.sub(r"(?<=[a-z])\s+(?=\d)|(?<=\d)\s+(?=[a-z]\b)", "", _singular(key))
    if root.kind is MentionKind.NOMINAL and cluster.type != "event":
        return _singular(key)
    return key


def _singular(key: str) -> str:
    """The key with its last word's plural ending taken off."""
    return re.sub(r"(?<=[^s])s$", "", key)


def join(clusters: Sequence[Cluster]) -> list[Joined]:
    """Joins clusters given in a fixed order; the groups come in the order of their first cluster."""
    groups: dict[tuple[str, str], Joined] = {}
    events: list[Joined] = []
    order: list[Joined] = []
    for cluster in clusters:
        if cluster.type == "event":
            found, why = _event_group(cluster, events)
            if found is None:
                found = Joined(cluster.type)
                events.append(found)
                order.append(found)
            found.take(cluster, *((Reason(text=why, weight=SAME_EVENT),) if why else ()))
            continue
        identity = (cluster.type, key_of_cluster(cluster))
        group = groups.get(identity)
        if group is None:
            groups[identity] = group = Joined(cluster.type)
            order.append(group)
            group.take(cluster)
        else:
            first = group.clusters[0].root
            group.take(cluster, Reason(text=f"the same name as “{first.name or first.text}”", weight=SAME_NAME))
    _short_forms(groups)
    return [group for group in order if group.clusters]


def _short_forms(groups: dict[tuple[str, str], Joined]) -> None:
    """Moves the group of a short name to the one longer name that it fits, in another document."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for kind, key in groups:
        by_type[kind].append(key)
    for kind in ("organisation",):
        keys = by_type[kind]
        for key in keys:
            fits = [
                other
                for other in keys
                if other != key
                and groups[kind, other].clusters
                and _is_short_for(groups[kind, key], key, groups[kind, other], other)
            ]
            if len(fits) == 1:
                target, group = groups[kind, fits[0]], groups[kind, key]
                full = target.clusters[0].root
                why = Reason(text=f"short for “{full.name or full.text}”, the only such name", weight=SHORT_FORM)
                for cluster in group.clusters:
                    target.take(cluster, why)
                group.clusters, group.steps = [], []


#: Fewest words of a name that its initials stand for: "SIDM", never "UK" of two words that happen to begin so.
ABBREVIATED = 3


def _is_short_for(short: Joined, key: str, long: Joined, other: str) -> bool:
    root = short.clusters[0].root if short.clusters else None
    full = long.clusters[0].root
    if root is None or root.kind is not MentionKind.NAME or full.kind is not MentionKind.NAME:
        return False
    words, long_words = key.split(), other.split()
    if 1 < len(words) < len(long_words) and long_words[: len(words)] == words:
        return True
    return (
        len(words) == 1
        and len(long_words) >= ABBREVIATED
        and root.text.isupper()
        and initials_of(full.name or full.text).casefold() == key
    )


def _event_group(cluster: Cluster, groups: Sequence[Joined]) -> tuple[Joined | None, str]:
    """The group of the same happening, with the reason; none where a member of it speaks against."""
    for group in groups:
        verdicts = [_same_event(cluster, other) for other in group.clusters]
        reasons = [why for same, why in verdicts if same]
        if reasons and not any(same is False for same, _ in verdicts):
            return group, reasons[0]
    return None, ""


def _same_event(one: Cluster, other: Cluster) -> tuple[bool | None, str]:
    """True where two documents tell of one happening, False where they cannot, None where nothing tells.

    Kind and place must agree, and one thing more: an owner ("Putin's visit"), somebody who took part, or the month.
    A war or an invasion is one by its name alone.
    """
    first, second = other.root, one.root
    if MentionKind.NAME in {first.kind, second.kind}:
        return (True, f"the same name as “{first.text}”") if key_of(first.text) == key_of(second.text) else (None, "")
    if kind_of(one) != kind_of(other):
        return None, ""
    if _apart(_months(one), _months(other)) or _apart(set(one.owners), set(other.owners)):
        return False, ""
    same_phrase = key_of(first.name or first.text) == key_of(second.name or second.text)
    if kind_of(one) == "invasion":
        return (True, f"the same words as “{first.text}”") if same_phrase and one.inner else (None, "")
    if _apart(_towns(one), _towns(other)):
        # Talks in Moscow and talks in Kazan are two, though both are in Russia.
        return False, ""
    places = {p.name for p in one.places} & {p.name for p in other.places}
    if not places:
        return None, ""
    where = f"the same kind of event in {min(places)}"
    for shared, said in (
        (set(one.owners) & set(other.owners), "of the same"),
        (set(one.parties) & set(other.parties), "with the same"),
        (_months(one) & _months(other), "in the same month as"),
    ):
        if shared:
            return True, f"{where}, {said} {min(shared)}"
    return None, ""


def _towns(cluster: Cluster) -> set[str]:
    """Where an event is, countries left out."""
    return {place.name for place in cluster.places if place.type != "country"}


def _apart(one: set[str], other: set[str]) -> bool:
    """Whether both are known and they share nothing."""
    return bool(one) and bool(other) and not one & other


def _months(cluster: Cluster) -> set[str]:
    """The months that an event is dated to, "2025-10"; years and undated words tell too little."""
    return {date[: len("2025-10")] for date in cluster.dates if re.match(r"\d{4}-\d{2}", date)}


def kind_of(cluster: Cluster) -> str:
    """The kind of happening, "talks" before others that its noun may name."""
    kinds = kinds_of(head_noun(cluster))
    return "talks" if "talks" in kinds else min(kinds)


def head_noun(cluster: Cluster) -> str:
    """The singular noun that heads an event's phrase, found among its words by the kinds of events."""
    words = re.split(r"[\s\-]+", (cluster.root.name or cluster.root.text).casefold())
    stop = next(
        (
            i
            for i, word in enumerate(words)
            if word in {"in", "of", "to", "with", "on", "between", "at", "against", "by"}
        ),
        len(words),
    )
    noun = words[max(0, stop - 1)]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
