"""How an answer looks: the sentence first, then a table, then numbered quotes with their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kgraph.graph.results import Book
from kgraph.graph.sheet import Layout, Line, Run, Table, line, runs
from kgraph.graph.wording import listed, quote_source, sayers, status_run, status_words

#: A value of a yes/no question -> the sentence; none of them but "yes" reads as done.
VALUES = {
    "yes": "Yes: a text states it.",
    "reportedly": "Reportedly: somebody says so, no text states it in its own voice.",
    "planned": "Planned; nothing says that it has happened.",
    "proposed": "Proposed; nothing says that it has happened.",
    "possibly": "Possibly; nothing says that it has happened.",
    "no": "No: it is denied, and nothing says it.",
    "disputed": "Disputed: some say it, others deny it.",
    "unknown": "Unknown: no document says it or denies it.",
}


def answer_layout(answer: Mapping[str, Any], book: Book, *, planned: bool = False) -> Layout:
    """The layout of an answer in the contract's JSON shape."""
    quotes = _Quotes(book)
    table = _table(answer["answers"], quotes)
    hops = _hops(answer["hops"] or (), quotes)
    blocks: list[Line | Table] = [line(Run(f"read as: {answer['plan']}", "quiet"))] if planned else []
    blocks.append(line(Run(sentence(answer), "heading")))
    blocks += [line(), table] if table else []
    blocks += [line(), *hops] if hops else []
    blocks += [line(), *quotes.lines()] if quotes.numbers else []
    return tuple(blocks)


def sentence(answer: Mapping[str, Any]) -> str:
    """The answer in one sentence."""
    rows, value = answer["answers"], answer["value"]
    names = [f"{row['name']} ({status_words(row['status'], contested=row['contested'])})" for row in rows]
    if value is not None:
        return VALUES.get(str(value), f"{value}.")
    if answer["verdict"] == "not_understood":
        return "The question was not understood."
    if answer["verdict"] == "unknown":
        return f"Nothing in the graph answers {answer['plan'] or answer['question']}."
    if answer["hops"]:
        return "Connected: " + " – ".join(row["name"] for row in rows) + "."
    return listed(names) + "."


class _Quotes:
    """Numbers quotes as they are first referred to, so that a sentence that shows several answers stands once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.numbers: dict[tuple[str, int, int], int] = {}
        self.shown: list[Mapping[str, Any]] = []

    def refer(self, evidence: Sequence[Mapping[str, Any]]) -> str:
        """The numbers of these quotes, "1 2"."""
        numbers = []
        for each in evidence:
            place = (each["document"], each["start"], each["end"])
            if place not in self.numbers:
                self.numbers[place] = len(self.numbers) + 1
                self.shown.append(each)
            numbers.append(self.numbers[place])
        return " ".join(str(number) for number in dict.fromkeys(numbers))

    def lines(self) -> list[Line]:
        """Every quote with its source line."""
        made = []
        for number, each in enumerate(self.shown, start=1):
            source = quote_source(self.book.source(each["document"]), each["attributed_to"])
            made.append(line(Run(f"“{each['quote']}”", "quote"), lead=f"{number}  "))
            made.append(line(Run(source, "quiet"), indent=3))
        return made


def _table(rows: Sequence[Mapping[str, Any]], quotes: _Quotes) -> Table | None:
    if not rows:
        return None
    made = []
    for row in rows:
        origins = (
            f" ({row['origins']} origin{'s'[: row['origins'] != 1]})" if row["origins"] != row["documents"] else ""
        )
        made.append(
            (
                runs(Run(row["name"], "name")),
                runs(status_run(row["status"], contested=row["contested"])),
                runs(sayers(row["attributed_to"], row["denied_by"])),
                runs(f"{row['documents']}{origins}"),
                runs(quotes.refer(row["evidence"])),
            )
        )
    return Table(("name", "status", "who says so", "documents", "quotes"), tuple(made))


def _hops(hops: Sequence[Mapping[str, Any]], quotes: _Quotes) -> list[Line]:
    made = []
    for hop in hops:
        numbers = quotes.refer(hop["evidence"])
        words = f"{hop['source']} -{hop['relation']}-> {hop['target']}  ["
        made.append(line(words, status_run(hop["status"], contested=bool(hop.get("contested"))), f"]  {numbers}"))
    return made
