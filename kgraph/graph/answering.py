"""How an answer looks: the sentence first, then a table, then numbered quotes with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.graph.results import Book
from kgraph.graph.sheet import Layout, Line, Run, Runs, Table, line, runs
from kgraph.graph.wording import counted, quote_source, sayers, status_run

if TYPE_CHECKING:
    from kgraph.answers import Answer, Hop, Proof, Row


def answer_layout(answer: Answer, book: Book, *, planned: bool = False) -> Layout:
    """The layout of an answer.

    Args:
        answer: what was found.
        book: the documents that it quotes.
        planned: whether the reading of the question stands above it.
    """
    quotes = _Quotes(book)
    blocks: list[Line | Table] = [line(Run(f"read as: {answer.plan}", "quiet"))] if planned else []
    blocks.append(line(Run(answer.sentence, "heading")))
    if answer.answers:
        blocks += [line(), _table(answer.answers, quotes)]
    if answer.hops:
        blocks += [line(), *(_hop_line(hop, quotes) for hop in answer.hops)]
    if quotes.shown:
        blocks += [line(), *quotes.lines()]
    return tuple(blocks)


class _Quotes:
    """Numbers quotes as they are first referred to, so that a sentence that shows several answers stands once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.numbers: dict[tuple[str, int, int], int] = {}
        self.shown: list[Proof] = []

    def refer(self, evidence: Sequence[Proof]) -> str:
        """The numbers of these quotes, "1 2"."""
        numbers = []
        for proof in evidence:
            place = (proof.document, proof.start, proof.end)
            if place not in self.numbers:
                self.numbers[place] = len(self.numbers) + 1
                self.shown.append(proof)
            numbers.append(self.numbers[place])
        return " ".join(str(number) for number in dict.fromkeys(numbers))

    def lines(self) -> list[Line]:
        """Every quote with its source line."""
        made = []
        width = len(str(len(self.shown)))
        for number, proof in enumerate(self.shown, start=1):
            source = quote_source(self.book.source(proof.document), proof.attributed_to)
            made.append(line(Run(f"“{proof.quote}”", "quote"), lead=f"{number:>{width}}  "))
            made.append(line(Run(source, "quiet"), indent=width + 2))
        return made


def _table(rows: Sequence[Row], quotes: _Quotes) -> Table:
    """Posts and relations are told where they differ from row to row; one relation is in the question already."""
    posts = any(row.roles for row in rows)
    relations = len({row.relations for row in rows}) > 1
    heads = ("name", *(["relation"] if relations else []), *(["post"] if posts else []))
    cells = tuple(
        (
            runs(Run(row.name, "name")),
            *([runs(", ".join(row.relations) or "-")] if relations else []),
            *([runs(", ".join(row.roles) or "-")] if posts else []),
            *_standing(row, quotes),
        )
        for row in rows
    )
    return Table((*heads, "status", "who says so", "documents", "quotes"), cells)


def _standing(row: Row, quotes: _Quotes) -> tuple[Runs, ...]:
    origins = f" ({counted(row.origins, 'origin')})" if row.origins != row.documents else ""
    return (
        runs(status_run(str(row.status), contested=row.contested, ended=row.ended)),
        runs(sayers(str(row.status), row.attributed_to, row.denied_by)),
        runs(f"{row.documents}{origins}"),
        runs(quotes.refer(row.evidence)),
    )


def _hop_line(hop: Hop, quotes: _Quotes) -> Line:
    numbers = quotes.refer(hop.evidence)
    status = status_run(str(hop.status), contested=hop.contested)
    link = Run(f" -{hop.relation}-> ", "quiet")
    return line(Run(hop.source, "name"), link, Run(hop.target, "name"), "  [", status, f"]  {numbers}", indent=2)
