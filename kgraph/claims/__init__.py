"""A document's sentences to claims: who did what to whom, with what status, on whose word, and when.

The ontology's patterns make most of them (`patterns`); posts, risks of sanctions, events, production and groups have
constructions of their own. Each is then read for status, speaker, date and further qualifiers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgraph.claims import cues
from kgraph.claims.elided import elided, presences
from kgraph.claims.events import bodies_of, event_claims
from kgraph.claims.groups import inherited, is_circle, is_plain_group
from kgraph.claims.making import holdings, makings
from kgraph.claims.patterns import Raw, raw_claims
from kgraph.claims.places import places
from kgraph.claims.posts import posts
from kgraph.claims.qualifiers import amount_of, place_of, recipient_of, when_of
from kgraph.claims.quotes import Speaker, speakers_of_quotes
from kgraph.claims.reading import Reading
from kgraph.claims.risks import FEARS, listings, risks
from kgraph.claims.scene import Scene
from kgraph.claims.speakers import speaker_of
from kgraph.claims.status import read_status
from kgraph.claims.together import joint_deeds
from kgraph.coreference import referents
from kgraph.model import Claim, Document, Evidence, Link, Mention, MentionKind, Reason, Sentence, Status, content_id
from kgraph.ontology import Ontology
from kgraph.sentences.syntax import Tree

__all__ = ["find_claims"]

#: The rules' weights, multiplied along a claim, are this much too sure: of 1,400 claims on the marked sentences those
#: with a product of 0.9 were right in 79 % (an unmarked claim counted as wrong), those with 0.8 in 66 %.
CALIBRATION = 0.88
#: Claims below this confidence are not told: more likely wrong than right.
LEAST = 0.35


def find_claims(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    links: Sequence[Link],
    ontology: Ontology,
) -> tuple[Claim, ...]:
    """Claims that one document makes.

    Args:
        document: its text holds every span.
        sentences: in text order; a token's head indexes into its own sentence.
        mentions: in text order.
        links: who refers to whom within the document; "Among them were …" needs the sentence before.
        ontology: its patterns say which words make which relation.

    Returns:
        By the place of their evidence, then trigger, then ends; each once. `confidence` in [0, 1], two places.
    """
    ends = referents(mentions, links)
    scenes = _scenes(document, sentences, mentions, ends, ontology)
    scores = {link.mention: link.score for link in links}
    quoted = {
        scene.tree.sentence.id: speaker
        for scene, speaker in zip(scenes, speakers_of_quotes(scenes), strict=True)
        if speaker is not None
    }
    raws = [raw for scene in scenes for raw in _of_sentence(scene)]
    raws += elided(scenes)
    raws += inherited(scenes, raws)
    best: dict[str, Claim] = {}
    for raw in raws:
        if is_plain_group(raw.scene, raw.subject) or is_plain_group(raw.scene, raw.object):
            continue
        if raw.relation == "part_of" and is_circle(raw.scene, raw.object):
            continue
        speaker = quoted.get(raw.scene.tree.sentence.id)
        claim = _claim(document, raw, scores, speaker)
        if claim is None:
            continue
        found = [claim]
        if claim.relation == "sanctioned" and claim.status is Status.POSSIBLE:
            # Whom somebody may sanction is at risk of it.
            at_risk = replace(raw, relation="sanctions_risk", subject=raw.object, object=raw.subject)
            found += [risk for risk in [_claim(document, at_risk, scores, speaker)] if risk is not None]
        for each in found:
            if each.confidence >= LEAST and (each.id not in best or best[each.id].confidence < each.confidence):
                best[each.id] = each
    order = {mention.id: index for index, mention in enumerate(mentions)}
    return tuple(
        sorted(best.values(), key=lambda c: (c.evidence.start, order[c.subject], c.relation, order[c.object], c.id))
    )


def _scenes(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    ends: dict[str, Mention],
    ontology: Ontology,
) -> list[Scene]:
    by_sentence: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    return [
        Scene(document, sentence, by_sentence.get(sentence.id, []), ends=ends, ontology=ontology)
        for sentence in sentences
        if sentence.tokens
    ]


def _of_sentence(scene: Scene) -> Iterator[Raw]:
    """The raw claims of one sentence; of the same claim by two rules, the surer."""
    best: dict[tuple[str, str, str], Raw] = {}
    for raw in (
        *raw_claims(scene),
        *posts(scene),
        *risks(scene),
        *listings(scene),
        *event_claims(scene),
        *makings(scene),
        *holdings(scene),
        *places(scene),
        *joint_deeds(scene),
        *presences(scene),
    ):
        identity = (scene.ends[raw.subject.id].id, raw.relation, scene.ends[raw.object.id].id)
        if identity not in best or best[identity].weight < raw.weight:
            best[identity] = raw
    for raw in best.values():
        yield raw
        if raw.relation == "led" and raw.object.type == "event":
            # Who leads a delegation's visit leads the delegation.
            for body in bodies_of(scene, raw.object):
                yield replace(raw, object=body)


def _claim(document: Document, raw: Raw, scores: dict[str, float], quoted: Speaker | None) -> Claim | None:
    """A raw claim with its status, speaker and qualifiers read from its sentence, or from whom it quotes."""
    scene, sentence = raw.scene, raw.scene.tree.sentence
    reading = read_status(scene.tree, raw.trigger)
    if reading.void:
        return None
    statuses = [status for status, _ in reading.found]
    if raw.status is Status.DENIED and statuses:
        # "did not boycott the talks" says nothing of who came; "may boycott" leaves it open.
        if Status.DENIED in statuses:
            return None
        if Status.POSSIBLE in statuses:
            raw = replace(raw, status=None)
    if raw.relation == "sanctions_risk" and Status.DENIED in statuses and scene.tree.lemma(raw.trigger) in FEARS:
        # Who is not worried about sanctions does not deny that they may come.
        return None
    statuses += [raw.status] if raw.status else []
    statuses += [Status.REPORTED] if quoted else []
    status = _status(raw, statuses)
    ended = raw.ended or (bool(reading.ended) and not raw.presupposed)
    speaker, speaker_mention = _speaker(scene, reading, raw)
    if speaker is None and quoted and not raw.presupposed and not _is_presupposed(raw):
        speaker, speaker_mention = quoted
    ended = ended or (raw.relation in LASTING and _is_past(scene.tree, raw.trigger))
    beside = raw.presupposed or _is_presupposed(raw)
    when = None if beside else when_of(raw, status, ended=ended)
    evidence = Evidence(document=document.id, start=sentence.start, end=sentence.end)
    link_scores = [scores[m.id] for m in (raw.subject, raw.object) if m.id in scores and m.kind is not MentionKind.NAME]
    confidence = raw.weight
    for score in link_scores:
        confidence *= score
    cues = tuple(
        Evidence(document=document.id, start=scene.tree.tokens[cue].start, end=scene.tree.tokens[cue].end)
        for cue in sorted({cue for _, cue in reading.found} | set(reading.ended) | {raw.trigger})
    )
    place, amount, recipient = place_of(raw), amount_of(raw), recipient_of(raw, scene)
    identity = content_id(
        "claim",
        document.id,
        evidence.start,
        evidence.end,
        raw.subject.id,
        raw.relation,
        raw.object.id,
        status,
        ended,
        speaker,
        when.text if when else None,
        raw.role,
        place,
        amount,
        recipient,
        raw.cause,
    )
    return Claim(
        id=identity,
        document=document.id,
        subject=raw.subject.id,
        relation=raw.relation,
        object=raw.object.id,
        status=status,
        ended=ended,
        when=when,
        role=raw.role,
        place=place,
        amount=amount,
        recipient=recipient,
        cause=raw.cause,
        speaker=speaker,
        speaker_mention=speaker_mention.id if speaker_mention else None,
        confidence=round(confidence * CALIBRATION, 2),
        reasons=(Reason(text=raw.why, weight=round(raw.weight, 2)), *raw.more_reasons),
        evidence=evidence,
        context=_context(raw, document),
        cues=cues,
    )


#: Relations whose ends are told as known beside the deed: "the goal of Prime Minister X" does not doubt the post.
PRESUPPOSED = frozenset({"holds_post", "part_of"})
#: Relations that last, and are over once the text says until when, or that they were.
LASTING = frozenset({"led", "holds_post", "represents", "part_of", "partner_of"})


def _is_past(tree: Tree, trigger: int) -> bool:
    """ "used to be", "ran it until 2019", "who was its deputy head": it is so no more."""
    governor = tree.tokens[trigger].head
    if tree.dep(trigger) == "xcomp" and tree.low(governor) == "used":
        return True
    if any(tree.low(kid) == "until" for clause in tree.children(trigger, "advcl", "obl") for kid in tree.kids[clause]):
        return tree.tokens[trigger].tag != "VB" and not tree.children(trigger, "aux")
    past = any(tree.low(kid) in {"was", "were"} for kid in tree.children(trigger, "cop"))
    return past and tree.dep(trigger) == "acl:relcl"


#: Nouns of standing relations; what somebody tries to do about "its partnership with X" leaves it standing.
STANDING = frozenset("relationship relation tie partnership link alliance cooperation collaboration".split())


def _status(raw: Raw, statuses: list[Status]) -> Status:
    tree = raw.scene.tree
    if _is_presupposed(raw):
        return Status.ASSERTED
    if raw.relation == "partner_of" and tree.lemma(raw.trigger) in STANDING and tree.children(raw.trigger, "nmod:poss"):
        return Status.ASSERTED
    if raw.presupposed:
        return Status.ASSERTED
    if raw.relation == "reported":
        # Who reports is not reported; a report that is planned or was not made is no report.
        statuses = [status for status in statuses if status is not Status.REPORTED]
    if raw.relation == "located_in" and raw.trigger == raw.subject.head:
        # Who denies taking part in the talks in Oslo does not deny that they were there.
        statuses = [status for status in statuses if status is not Status.DENIED or _none(tree, raw.trigger)]
    status = Status.leftmost(statuses)
    if raw.relation == "proposed" and status not in {Status.DENIED, Status.POSSIBLE}:
        return Status.PROPOSED
    return status


def _is_presupposed(raw: Raw) -> bool:
    """Whether a post or a parent is told beside the deed: "the goal of Prime Minister X" does not doubt the post."""
    tree = raw.scene.tree
    named = tree.tokens[raw.trigger].pos in {"NOUN", "PROPN"} or tree.tokens[raw.trigger].tag == "NNP"
    return raw.relation in PRESUPPOSED and named and not tree.children(raw.trigger, "cop")


def _none(tree: Tree, index: int) -> bool:
    """Whether a noun is told not to be: "no talks"."""
    return any(tree.low(kid) == "no" for kid in tree.children(index, "det"))


def _speaker(scene: Scene, reading: Reading, raw: Raw) -> tuple[str | None, Mention | None]:
    """The nearest speaker above the claim; none for what an outlet is said to have reported."""
    if raw.relation == "reported" or raw.presupposed or _is_presupposed(raw):
        return None, None
    told = [(raw.speaker, raw.trigger)] if raw.speaker >= 0 else []
    # Who denies speaks for a denial, whoever told what is denied.
    deniers = cues.DENY | cues.REJECT
    ranked = sorted(reading.speakers, key=lambda pair: scene.tree.lemma(pair[1]) not in deniers)
    for token, verb in [*told, *(ranked if reading.status is Status.DENIED else reading.speakers)]:
        words, mention = speaker_of(scene, token, verb)
        if words:
            return words, mention
    return None, None


def _context(raw: Raw, document: Document) -> tuple[Evidence, ...]:
    """Other sentences that are needed to read the claim: where a pronoun's or a group's words are explained."""
    found = list(raw.context)
    for mention in (raw.subject, raw.object):
        end = raw.scene.ends[mention.id]
        if mention.kind is not MentionKind.NAME and end.id != mention.id and end.sentence != mention.sentence:
            found.append(Evidence(document=document.id, start=end.start, end=end.end))
    return tuple(sorted(set(found), key=lambda e: (e.start, e.end)))
