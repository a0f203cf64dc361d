"""A store of two short made-up articles that disagree, written by hand: no parser is needed."""

from kgraph.model import (
    BlockKind,
    Claim,
    Document,
    Entity,
    Evidence,
    Link,
    Mention,
    MentionKind,
    Reason,
    Sentence,
    Status,
    Token,
    When,
    content_id,
)
from kgraph.sentences.packing import pack
from kgraph.store import open_store

TITLE = "Arms makers at Oslo talks"
FIRST = """Arms makers at Oslo talks

Varna Arms attended the Oslo talks in late October, according to Reuters. Norway proposed a joint plant. \
The weather was [/bold] mild. Varna Arms could face sanctions by Norway.

Based On Reuters Report"""
SECOND = """Varna Arms did not attend the Oslo talks, the company said. Kappa Drones will supply the KD-7 to Norway."""

ENTITIES = {
    "varna-arms": ("organisation", "Varna Arms", ("Varna",)),
    "kappa-drones": ("organisation", "Kappa Drones", ()),
    "norway": ("country", "Norway", ()),
    "oslo-talks": ("event", "Oslo talks", ("the Oslo talks",)),
    "joint-plant": ("programme", "joint plant", ()),
    "kd-7": ("equipment", "KD-7", ()),
}


def _documents():
    first = Document.of(FIRST, title=TITLE, publisher="The Post", published="2025-11-21", url="https://example.org/1")
    second = Document.of(SECOND, title=None, publisher=None, published=None)
    return first, second


def _sentences(document):
    made, at = [], 0
    for piece in document.text.replace("\n\n", ". ").split(". "):
        start = document.text.index(piece, at)
        end = start + len(piece)
        if document.text[end : end + 1] == ".":
            end += 1
        at = end
        kind = BlockKind.TITLE if start == 0 and document.title else BlockKind.BODY
        kind = BlockKind.FOOTER if piece.startswith("Based") else kind
        text = document.text[start:end]
        made.append(
            Sentence(
                id=content_id(document.id, start),
                document=document.id,
                start=start,
                text=text,
                kind=kind,
                tokens=(
                    Token(text=text.split()[0], lemma="x", pos="X", tag="X", dep="root", morph="", head=0, start=start),
                ),
                names=(),
            )
        )
    return made


def _mention(document, sentence, words, entity):
    start = sentence.start + sentence.text.index(words)
    return Mention(
        id=content_id("mention", document.id, start, words),
        document=document.id,
        sentence=sentence.id,
        start=start,
        end=start + len(words),
        text=words,
        type=ENTITIES[entity][0],
        kind=MentionKind.NAME,
        head=0,
    )


def _claim(sentence, subject, relation, object_, status, **more):
    plain = {
        "ended": False,
        "when": None,
        "role": None,
        "place": None,
        "amount": None,
        "recipient": None,
        "cause": None,
        "speaker": None,
        "speaker_mention": None,
        "confidence": 0.9,
        "context": (),
        "cues": (),
        "reasons": (Reason(text="a pattern of the ontology", weight=0.9),),
    }
    return Claim(
        id=content_id(sentence.id, subject.id, relation, object_.id, status),
        document=sentence.document,
        subject=subject.id,
        relation=relation,
        object=object_.id,
        status=status,
        evidence=Evidence(document=sentence.document, start=sentence.start, end=sentence.end),
        **plain | more,
    )


def _add(store, document, says):
    sentences = _sentences(document)
    mentions, links, claims = {}, [], []

    def mention(start, words, entity):
        sentence = next(each for each in sentences if each.text.startswith(start))
        made = _mention(document, sentence, words, entity)
        if made.id not in mentions:
            mentions[made.id] = made
            links.append(
                Link(mention=made.id, target=entity, score=0.97, reasons=(Reason(text="same name", weight=0.97),))
            )
        return sentence, made

    for start, (subject, its_words), relation, (object_, words), status, more in says:
        sentence, one = mention(start, its_words, subject)
        _, other = mention(start, words, object_)
        claims.append(_claim(sentence, one, relation, other, status, **more))
    store.add(document, pack(sentences), mentions.values(), (), claims)
    return links


def make(path):
    """Writes the store and returns the path."""
    first, second = _documents()
    with open_store(str(path), mode="write") as store:
        store.set_origin(pipeline="by hand", ontology="by hand")
        varna, talks = ("varna-arms", "Varna Arms"), ("oslo-talks", "Oslo talks")
        norway = ("norway", "Norway")
        late = When(text="late October", start="2025-10", end="2025-10")
        links = _add(
            store,
            first,
            [
                (
                    "Varna Arms attended",
                    varna,
                    "attended",
                    talks,
                    Status.REPORTED,
                    {"speaker": "Reuters", "when": late},
                ),
                ("Norway proposed", norway, "proposed", ("joint-plant", "joint plant"), Status.PROPOSED, {}),
                ("Varna Arms could", varna, "sanctions_risk", norway, Status.POSSIBLE, {}),
            ],
        )
        links += _add(
            store,
            second,
            [
                ("Varna Arms did not", varna, "attended", talks, Status.DENIED, {"speaker": "the company"}),
                ("Kappa Drones", ("kappa-drones", "Kappa Drones"), "supplied_to", norway, Status.PLANNED, {}),
                (
                    "Kappa Drones",
                    ("kappa-drones", "Kappa Drones"),
                    "supplies",
                    ("kd-7", "KD-7"),
                    Status.PLANNED,
                    {"recipient": "Norway"},
                ),
            ],
        )
        entities = [
            Entity(id=key, type=kind, name=name, aliases=aliases) for key, (kind, name, aliases) in ENTITIES.items()
        ]
        store.set_resolution(entities, links)
    return str(path)
