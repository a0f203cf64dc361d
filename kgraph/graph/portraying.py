"""How one entity looks: type, other names, every fact, every source, and why its mentions were merged."""

from __future__ import annotations

from itertools import groupby

from kgraph.graph.facts import Fact
from kgraph.graph.sheet import Layout, Line, Run, line
from kgraph.graph.views import Merge, Portrait
from kgraph.graph.wording import arrow, counted, details, quote_lines, tag


def portrait_layout(result: Portrait) -> Layout:
    """The page on one entity."""
    entity = result.entity
    facts, mentions = counted(len(result.facts), "fact"), counted(len(result.merges), "mention")
    documents = counted(len(result.documents), "document")
    blocks: list[Line] = [
        line(
            Run(entity.name, "heading"), " (", Run(entity.type, entity.type), f"): {facts}, {mentions} in {documents}."
        ),
    ]
    if entity.aliases:
        blocks.append(line("also: ", "; ".join(entity.aliases)))
    for relation, group in groupby(result.facts, key=lambda fact: fact.relation):
        blocks += [line(), line(Run(relation, "heading"))]
        for fact in group:
            blocks += _fact_lines(fact, result)
    if result.documents:
        blocks += [line(), line(Run("sources", "heading"))]
        blocks += [
            line(result.book.source(each.id), Run(f"  [{each.id}]", "quiet"), indent=2) for each in result.documents
        ]
    if result.why:
        blocks += [line(), line(Run("why these mentions are one", "heading")), *_merge_lines(result)]
    return tuple(blocks)


def _fact_lines(fact: Fact, result: Portrait) -> list[Line]:
    start = result.entity.id if result.entity.id in {fact.source, fact.target} else fact.source
    made = [Line((*arrow(fact, result.book, start), *tag(fact)), indent=2)]
    differ = len({edge.status for edge in fact.edges}) > 1
    for edge in fact.by_status:
        words = details(edge)
        if words:
            made.append(line(Run(words, "quiet"), indent=5))
        made += quote_lines(edge, result.book, 5, status=differ)
    return made


def _merge_lines(result: Portrait) -> list[Line]:
    made: list[Line] = []
    for merge in result.merges:
        made.append(line(Run(f"“{merge.text}”", "name"), f"  {result.book.source(merge.document)}", indent=2))
        made += [_reason(merge, number) for number in range(len(merge.reasons))]
    return made


def _reason(merge: Merge, number: int) -> Line:
    reason = merge.reasons[number]
    return line(f"{reason.text} ", Run(f"({reason.weight:.2f})", "quiet"), indent=5)
