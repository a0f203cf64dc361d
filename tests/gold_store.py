"""Hand-made graphs as stores: what a right reading of an article gives, so that questions are tested without a model.

`tests/data/gold/NAME.json` holds documents (their text is made of the evidence), entities with their mentions, and
relations with their evidence. `gold_store` writes them as records: one mention for each end of each relation.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from kgraph.gazetteer import countries
from kgraph.model import Claim, Document, Entity, Evidence, Link, Mention, MentionKind, Reason, Status, When, content_id
from kgraph.store import Store, open_store

GOLD = Path(__file__).parent / "data" / "gold"
DATES = {"early December 2025": "2025-12", "late October": "2025-10", "October 29-30": "2025-10", "2022": "2022",
         "October 2025": "2025-10", "December 2023": "2023-12", "since 2021": "2021", "since February 2022": "2022-02",
         "November": "2025-11"}  # fmt: skip
REASON = Reason(text="marked by hand", weight=1.0)


def gold_store(name: str) -> Store:
    """A store in memory that holds the graph of this name."""
    return made_store(json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8")))


def made_store(graph: dict) -> Store:
    """A store in memory that holds a graph of documents, entities and relations, as the files have them."""
    entities = {item["id"]: _entity(item, graph) for item in graph["entities"]}
    store = open_store(":memory:", mode="write")
    links: list[Link] = []
    for described in graph["documents"]:
        relations = [relation for relation in graph["relations"] if relation["document"] == described["id"]]
        document = _document(described, relations)
        mentions, claims = {}, {}
        for number, relation in enumerate(relations):
            claim, made = _claim(document, relation, entities, number)
            claims[claim.id] = claim
            for mention, entity in made:
                mentions[mention.id] = mention
                links.append(Link(mention=mention.id, target=entity, score=1.0, reasons=(REASON,)))
        if described is graph["documents"][-1]:
            for item in graph["entities"]:
                mention = _mention(document, 0, entities[item["id"]], f"listed {item['id']}")
                mentions[mention.id] = mention
                links.append(Link(mention=mention.id, target=entities[item["id"]].id, score=1.0, reasons=(REASON,)))
        store.add(document, b"", mentions.values(), (), claims.values())
    unique = {link.mention: link for link in links}
    store.set_resolution(entities.values(), unique.values())
    return store


@cache
def kept_store(name: str) -> Store:
    """The same, made once for all tests."""
    return gold_store(name)


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _entity(item: dict, graph: dict) -> Entity:
    kind = item["type"].lower()
    same = [other for other in graph["entities"] if slug(other["name"]) == slug(item["name"])]
    identity = slug(item["name"]) + (f"-{same.index(item) + 1}" if same.index(item) else "")
    known = countries()
    said = [words for words in item["mentions"] if _is_name(words, kind, known)]
    aliases = sorted({*item.get("aka", ()), *said} - {item["name"]})
    return Entity(id=identity, type=kind, name=item["name"], aliases=tuple(aliases))


def _is_name(words: str, kind: str, known) -> bool:
    if words.lower() in ("companies", "firms"):
        return False
    if kind == "event":
        return words.partition(" ")[0].lower() not in ("a", "these", "this")
    if kind == "country":
        return len(words.split()) > 1 and words not in known.adjectives and words not in known.capitals
    proper = all(word[0].isupper() or word[0].isdigit() or word == "of" for word in words.split())
    named = words.partition(" ")[0] not in ("The", "A") and words not in known.capitals
    return proper and (named or kind == "place")


def _document(described: dict, relations: list[dict]) -> Document:
    text = "\n\n".join([described["title"], *dict.fromkeys(relation["evidence"] for relation in relations)])
    published = described.get("published")
    return Document.of(text, title=described["title"], publisher=described["publisher"], published=published)


def _mention(document: Document, start: int, entity: Entity, key: str) -> Mention:
    return Mention(
        id=content_id("mention", document.id, key), document=document.id, sentence="s", start=start, end=start + 1,
        text=document.text[start], type=entity.type, kind=MentionKind.NAME, head=0,
    )  # fmt: skip


def _when(date: str | None) -> When | None:
    if date is None:
        return None
    day = DATES.get(date, date if date[:1].isdigit() else None)
    return When(text=date, start=day, end=day)


def _claim(document: Document, relation: dict, entities: dict, number: int):
    start = document.text.index(relation["evidence"])
    ends = [entities[relation["subject"]], entities[relation["object"]]]
    if relation["relation"] in ("met", "partner_of"):
        ends.sort(key=lambda entity: entity.id)
    made = [(_mention(document, start, end, f"{number} {end.id}"), end.id) for end in ends]
    said = relation.get("attributed_to")
    speaker = entities.get(said)
    if speaker:
        made.append((_mention(document, start, speaker, f"{number} speaker {speaker.id}"), speaker.id))
    evidence = Evidence(document=document.id, start=start, end=start + len(relation["evidence"]))
    claim = Claim(
        id=content_id("claim", document.id, number), document=document.id, subject=made[0][0].id,
        relation=relation["relation"], object=made[1][0].id, status=Status(relation["status"]),
        ended=relation.get("ended", False),
        when=_when(relation.get("date")),
        role=relation.get("role"), place=relation.get("place"), amount=relation.get("amount"),
        recipient=relation.get("recipient"), cause=None, speaker=said,
        speaker_mention=made[2][0].id if speaker else None,
        confidence=relation.get("confidence", 0.9), reasons=(REASON,), evidence=evidence, context=(), cues=(),
    )  # fmt: skip
    return claim, made
