"""What an entity is called: its full name, an event's readable name, its aliases and its slug."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from kgraph.coreference.events import kinds_of
from kgraph.coreference.names import key_of
from kgraph.entities.identity import Joined, head_noun
from kgraph.model import Mention, MentionKind

#: Event nouns whose readable name is place and kind: "Moscow talks", "Oslo summit".
BY_PLACE = {
    "talks": "talks",
    "summit": "summit",
    "conference": "conference",
    "exhibition": "exhibition",
    "ceremony": "ceremony",
}


def name_of(group: Joined) -> str:
    """The name of an entity.

    A country, a place or a person by its canonical name, fullest first, then most frequent; an event by its kind and
    place ("Moscow talks"), or its own phrase with its owner ("Vladimir Putin's state visit to India").
    """
    if group.type == "event":
        return _event_name(group)
    names = Counter(
        _canonical(m)
        for c in group.clusters
        for m in c.mentions
        if m.kind in {MentionKind.NAME, MentionKind.DESIGNATION}
    )
    if not names:
        common = Counter(m.name or m.text for c in group.clusters for m in c.mentions if m.kind is MentionKind.NOMINAL)
        root = group.clusters[0].root
        first = root.name or root.text
        return min(common or [first], key=lambda n: (-common[n], n != first, n))
    return min(
        names, key=lambda n: (-len(key_of(n).split()) if group.type in {"person", "organisation"} else 0, -names[n], n)
    )


def _canonical(mention: Mention) -> str:
    return re.sub(r"\s+", " ", mention.name or mention.text).removeprefix("the ").removeprefix("The ")


def _event_name(group: Joined) -> str:
    first = group.clusters[0]
    root = first.root
    if root.kind is MentionKind.NAME:
        return _canonical(root)
    phrase = re.sub(r"\s+", " ", root.name or root.text)
    places = Counter(p.name for c in group.clusters for p in c.places if p.type == "place")
    places = places or Counter(p.name for c in group.clusters for p in c.places)
    kinds = sorted(kinds_of(head_noun(first)) & set(BY_PLACE))
    kind = "talks" if "talks" in kinds else kinds[0] if kinds else ""
    if places and kind:
        place = min(places, key=lambda n: (-places[n], n))
        noun = BY_PLACE[kind] if kind == "talks" else head_noun(first)
        return f"{place} {noun}"
    owners = sorted(set(first.owners))
    if owners and not phrase.casefold().startswith(owners[0].casefold()):
        return f"{owners[0]}'s {phrase}"
    if places and len(phrase.split()) == 1:
        return f"{min(places, key=lambda n: (-places[n], n))} {phrase}"
    return phrase


def aliases_of(group: Joined, name: str) -> tuple[str, ...]:
    """Other proper names, short names and acronyms, and an event's own noun phrases; sorted, without `name`.

    Never pronouns, roles, "the company", an adjective, or a capital that stands for its country.
    """
    found: set[str] = set()
    for cluster in group.clusters:
        for mention in cluster.mentions:
            text = re.sub(r"\s+", " ", mention.text)
            if mention.kind is MentionKind.PRONOUN:
                continue
            if mention.kind is MentionKind.NOMINAL:
                if group.type in {"event", "programme", "equipment"} or (
                    mention.type == group.type and (mention.name or text) != name and " " in text
                ):
                    found.update({text, mention.name or text})
            elif group.type == "country":
                found.update({text} if mention.name is None else set())
            elif mention.kind is MentionKind.DESIGNATION:
                found.update({text, mention.name or text})
            else:
                found.add(text)
    plain = {alias.removeprefix("the ").removeprefix("The ") for alias in found}
    return tuple(sorted(alias for alias in plain if alias != name))


def slug_of(name: str) -> str:
    """A readable id: ASCII letters and digits in lower case, words joined by hyphens; letters of other scripts stay.

    Example:
        >>> slug_of("Larsen & Toubro"), slug_of("MiG-29")
        ('larsen-and-toubro', 'mig-29')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b", "s", plain)
    return re.sub(r"[^\w]+", "-", plain).strip("-").replace("_", "-") or "entity"


def slugs(names: Sequence[tuple[str, str]]) -> list[str]:
    """Ids for (name, type) pairs in their order: the slug, with the type where another type has it, then a number.

    Example:
        >>> slugs([("Georgia", "country"), ("Georgia", "place"), ("Oslo talks", "event"), ("Oslo talks", "event")])
        ['georgia', 'georgia-place', 'oslo-talks', 'oslo-talks-2']
    """
    first_type: dict[str, str] = {}
    taken: set[str] = set()
    found = []
    for name, kind in names:
        slug = slug_of(name)
        if first_type.setdefault(slug, kind) != kind:
            slug = f"{slug}-{kind}"
        candidate, number = slug, 2
        while candidate in taken:
            candidate, number = f"{slug}-{number}", number + 1
        taken.add(candidate)
        found.append(candidate)
    return found
