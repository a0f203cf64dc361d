"""A document as it was read, and how it looks: mentions marked, claims under their sentence, silence told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kgraph.graph.results import SCHEMA, Result, document_json, source_line
from kgraph.graph.sheet import Layout, Line, Run, line
from kgraph.graph.wording import counted, status_run
from kgraph.model import BlockKind, Claim, Document, Evidence, Mention, Sentence

#: Marks at the head of a sentence: it makes a claim, or none.
_CLAIMED, _SILENT = "* ", ". "
#: Mark of text that lies in no sentence.
_UNREAD = "! "
#: What stands between two paragraphs.
_PARAGRAPH = "\n\n"
#: Kinds of block whose sentences may make claims.
_SPEAKING = (BlockKind.TITLE, BlockKind.BODY)


class Marked(NamedTuple):
    """One sentence of a document with what was seen in it. `claims` are those that quote it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Reading(Result):
    """A document as kgraph read it: every sentence, its mentions and claims, and what made none."""

    document: Document
    marked: Sequence[Marked]
    names: Mapping[str, str]

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return True

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return reading_json(self)

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return reading_rows(self)

    def layout(self) -> Layout:
        """How it looks."""
        return reading_layout(self)


def reading_layout(result: Reading) -> Layout:
    """The document's sentences in order, block by block."""
    document = result.document
    said = sum(1 for each in result.marked if each.claims)
    claims = len({claim.id for each in result.marked for claim in each.claims})
    mentions = sum(len(each.mentions) for each in result.marked)
    silent = len(result.marked) - said
    total = counted(len(result.marked), "sentence")
    tally = f"{total}: {said} with claims (marked *), {silent} without (marked .)"
    blocks: list[Line] = [
        line(Run(source_line(document), "heading"), Run(f"  [{document.id}]", "quiet")),
        line(f"{tally}; {counted(mentions, 'mention')}, {counted(claims, 'claim')}"),
    ]
    kind: BlockKind | None = None
    done = 0
    for each in result.marked:
        gap = document.text[done : each.sentence.start]
        if each.sentence.kind is not kind or _PARAGRAPH in gap:
            blocks.append(line())
        if gap.strip():
            blocks.append(line(Run(gap.strip(), "quiet"), lead=_UNREAD))
        if each.sentence.kind is not kind:
            blocks.append(line(Run(_heading(each), "quiet")))
        blocks.append(_sentence_line(each, result))
        blocks += [_claim_line(claim, result) for claim in each.claims]
        kind, done = each.sentence.kind, each.sentence.end
    rest = document.text[done:].strip()
    return (*blocks, line(Run(rest, "quiet"), lead=_UNREAD)) if rest else tuple(blocks)


def _heading(each: Marked) -> str:
    kind = each.sentence.kind
    return f"({kind})" if kind in _SPEAKING else f"({kind}: makes no claims)"


def _sentence_line(each: Marked, result: Reading) -> Line:
    sentence = each.sentence
    parts: list[str | Run] = []
    done = sentence.start
    quiet = "" if each.claims else "quiet"
    for mention in _outermost(each.mentions):
        parts.append(Run(sentence.text[done - sentence.start : mention.start - sentence.start], quiet))
        parts += [Run("[", "quiet"), Run(mention.text, mention.type), Run(f"|{_label(mention, result)}]", "quiet")]
        done = mention.end
    parts.append(Run(sentence.text[done - sentence.start :], quiet))
    return line(*parts, lead=_CLAIMED if each.claims else _SILENT)


def _label(mention: Mention, result: Reading) -> str:
    """The type of a mention, and the name that it stands for where that is not its own words."""
    name = result.names.get(mention.id, "")
    stands_for = f"= {name}" if name.casefold() not in {"", mention.text.casefold()} else ""
    return " ".join(part for part in (mention.type, stands_for) if part) or "?"


def _outermost(mentions: tuple[Mention, ...]) -> list[Mention]:
    """Mentions that can be marked one after the other: of nested ones the longest, which stands first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, -each.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _claim_line(claim: Claim, result: Reading) -> Line:
    ends = (result.names.get(claim.subject, "?"), result.names.get(claim.object, "?"))
    said = f"; {claim.speaker}" if claim.speaker else ""
    status = status_run(str(claim.status), ended=claim.ended)
    return line(f"{ends[0]} -{claim.relation}-> {ends[1]}  [", status, f"{said}]", indent=4)


def reading_json(result: Reading) -> dict[str, Any]:
    """The reading as plain data."""
    return {
        "schema": SCHEMA,
        "document": document_json(result.document),
        "sentences": [_sentence_json(each, result) for each in result.marked],
    }


def _sentence_json(each: Marked, result: Reading) -> dict[str, Any]:
    sentence = each.sentence
    return {
        "start": sentence.start,
        "end": sentence.end,
        "kind": str(sentence.kind),
        "text": sentence.text,
        "mentions": [
            {
                "id": mention.id,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "type": mention.type,
                "kind": str(mention.kind),
                "refers_to": result.names.get(mention.id),
            }
            for mention in each.mentions
        ],
        "claims": [_claim_json(claim, result) for claim in each.claims],
    }


def _claim_json(claim: Claim, result: Reading) -> dict[str, Any]:
    return {
        "id": claim.id,
        "subject": result.names.get(claim.subject),
        "relation": claim.relation,
        "object": result.names.get(claim.object),
        "status": str(claim.status),
        "ended": claim.ended,
        "attributed_to": claim.speaker,
        "confidence": claim.confidence,
        "cues": [_span(cue) for cue in claim.cues],
    }


def _span(evidence: Evidence) -> dict[str, int]:
    return {"start": evidence.start, "end": evidence.end}


def reading_rows(result: Reading) -> list[dict[str, Any]]:
    """One row a sentence."""
    return [
        {
            "start": each.sentence.start,
            "end": each.sentence.end,
            "kind": str(each.sentence.kind),
            "text": each.sentence.text,
            "mentions": " | ".join(f"{mention.text} ({mention.type})" for mention in each.mentions),
            "claims": " | ".join(_claim_words(claim, result) for claim in each.claims),
        }
        for each in result.marked
    ]


def _claim_words(claim: Claim, result: Reading) -> str:
    ends = (result.names.get(claim.subject, "?"), result.names.get(claim.object, "?"))
    return f"{ends[0]} -{claim.relation}-> {ends[1]} [{claim.status}]"
