"""An answer to a question, and how it looks: the sentence, then a table, then numbered quotes with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from kgraph.graph.results import OWN_VOICE, Book, Result
from kgraph.graph.sheet import Layout, Line, Run, Runs, Table, line, runs
from kgraph.graph.wording import counted, quote_source, sayers, status_run
from kgraph.model import Status

if TYPE_CHECKING:
    from kgraph.answers import Answer, Hop, Proof, Row


@dataclass(frozen=True, repr=False, eq=False)
class Asked(Result):
    """An answer to a question in words; iterating gives its rows, other attributes are the answer's own."""

    answer: Answer
    book: Book
    plan_shown: bool = False
    notes: tuple[str, ...] = ()

    def planned(self, *, shown: bool = True) -> Self:
        """The same answer, with how the question was read: drawn above it, or remarked where there is no answer."""
        if shown and not self.found:
            return replace(self, notes=(*self.notes, f"read as: {self.answer.plan}"))
        return replace(self, plan_shown=shown)

    @property
    def message(self) -> str:
        """The answer in a sentence."""
        return self.answer.sentence

    def __iter__(self) -> Iterator[Row]:
        return iter(self.answer)

    def __len__(self) -> int:
        return len(self.answer)

    def __bool__(self) -> bool:
        return self.found

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the answer has
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.answer, name)

    @property
    def hint(self) -> str:
        """What may be asked instead."""
        return f"try: {'; '.join(self.answer.suggestions)}" if self.answer.suggestions else ""

    @property
    def found(self) -> bool:
        """Whether the graph has an answer."""
        return self.answer.exit_code == 0

    @property
    def exit_code(self) -> int:
        """Exit status of the command line: a question that is not understood is wrong, 2; unknown is 1."""
        return self.answer.exit_code

    def to_json(self) -> dict[str, Any]:
        """Plain data as `--json` prints it."""
        return self.answer.to_json()

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows as `--csv` prints them."""
        return [_answer_row(row) for row in self.answer]

    def layout(self) -> Layout:
        """How it looks."""
        return answer_layout(self.answer, self.book, planned=self.plan_shown)


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
        runs(sayers(str(row.status), _who(row), row.denied_by)),
        runs(f"{row.documents}{origins}"),
        runs(quotes.refer(row.evidence)),
    )


def _who(row: Row) -> tuple[str, ...]:
    """Who says so; first the article itself where it does, beside those whom it quotes."""
    own = any(proof.status is row.status and proof.attributed_to is None for proof in row.evidence)
    if row.status is Status.ASSERTED and own and row.attributed_to:
        return (OWN_VOICE, *row.attributed_to)
    return row.attributed_to


def _hop_line(hop: Hop, quotes: _Quotes) -> Line:
    numbers = quotes.refer(hop.evidence)
    status = status_run(str(hop.status), contested=hop.contested)
    link = Run(f" -{hop.relation}-> ", "quiet")
    return line(Run(hop.source, "name"), link, Run(hop.target, "name"), "  [", status, f"]  {numbers}", indent=2)


def _answer_row(row: Row) -> dict[str, Any]:
    first = row.evidence[0] if row.evidence else None
    return {
        "id": row.id,
        "type": row.type,
        "name": row.name,
        "status": str(row.status),
        "contested": row.contested,
        "attributed_to": " | ".join(row.attributed_to),
        "denied_by": " | ".join(who or OWN_VOICE for who in row.denied_by),
        "documents": row.documents,
        "origins": row.origins,
        "confidence": row.confidence,
        "document": first.document if first else None,
        "quote": first.quote if first else None,
    }
