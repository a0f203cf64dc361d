"""Words and styles that every layout shares: statuses, who says so, quotes and their sources.

A status is always said in words, so that what is denied, planned or possible never looks like done, colours or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph.graph.results import OWN_VOICE, Book
from kgraph.graph.sheet import Line, Run, Runs, line, runs
from kgraph.model import Edge, Status
from kgraph.model.facts import Fact

#: Who says what is reported without a name ("reportedly").
UNNAMED = "somebody not named"
#: Names listed before "and N others".
NAMES_SHOWN = 4


def status_words(status: str, *, contested: bool = False, ended: bool = False) -> str:
    """A status as people read it.

    Example:
        >>> status_words("reported", contested=True), status_words("asserted", ended=True)
        ('contested: reported, and denied', 'asserted, ended')
    """
    words = f"contested: {status}, and denied" if contested else status
    return f"{words}, ended" if ended else words


def status_run(status: str, *, contested: bool = False, ended: bool = False) -> Run:
    """The status as a run in its own style."""
    words = status_words(status, contested=contested, ended=ended)
    return Run(words, "contested" if contested else status)


def sayers(status: str, names: Sequence[str], denied_by: Sequence[str | None] = ()) -> str:
    """Who says so and who denies it.

    Example:
        >>> sayers("planned", ["Reuters"], [None, "Acme"])
        'Reuters; denied by the article itself, Acme'
        >>> sayers("reported", []), sayers("asserted", [])
        ('somebody not named', 'the article itself')
    """
    said = listed(names) or (UNNAMED if status == Status.REPORTED else OWN_VOICE)
    if not denied_by:
        return said
    denied = f"denied by {listed([who or OWN_VOICE for who in denied_by])}"
    return denied if status == Status.DENIED else f"{said}; {denied}"


def listed(names: Iterable[str], shown: int = NAMES_SHOWN) -> str:
    """Names with commas, the rest counted.

    Example:
        >>> listed(["a", "b", "c"], shown=2)
        'a, b and 1 more'
    """
    every = list(dict.fromkeys(names))
    rest = len(every) - shown
    return ", ".join(every) if rest <= 0 else f"{', '.join(every[:shown])} and {rest} more"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    Example:
        >>> counted(1, "document"), counted(2, "entity", "entities")
        ('1 document', '2 entities')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def arrow(fact: Fact, book: Book, start: str) -> Runs:
    """A fact read from one of its ends, the arrow as the claim has it; partners and those who met have none.

    `A -acquired-> B` from A is `B <-acquired- A` from B.
    """
    here, there = Run(book.name(start), "name"), Run(book.name(fact.other(start)), "name")
    if fact.relation in SYMMETRIC:
        link = f" -{fact.relation}- "
    else:
        link = f" -{fact.relation}-> " if fact.source == start else f" <-{fact.relation}- "
    return runs(here, Run(link, "quiet"), there, f" ({listed(fact.roles)})" if fact.roles else "")


#: Relations without direction; the contract lists them, and an ontology's own are drawn with an arrow.
SYMMETRIC = frozenset({"met", "partner_of"})


def tag(fact: Fact) -> Runs:
    """What follows a fact: `  [reported, says Reuters]`."""
    return runs("  [", *said(fact), "]")


def said(fact: Fact) -> Runs:
    """The status of a fact with who says so: `contested: reported, says Reuters; denied by Acme`."""
    denied = Run(f"denied by {listed([who or OWN_VOICE for who in fact.denied_by])}", "denied")
    if fact.status is Status.DENIED:
        return (denied,)
    status = str(fact.status)
    who = f", says {listed(fact.attributed_to)}" if fact.attributed_to else ""
    words = Run(f"{status}, ended{who}" if fact.ended else f"{status}{who}", status)
    return runs(Run("contested: ", "contested"), words, "; ", denied) if fact.contested else (words,)


def details(edge: Edge) -> str:
    """The qualifiers of a claim but for its role in one line, "" where it has none."""
    parts = (("when: ", edge.date_text), ("where: ", edge.place), ("amount: ", edge.amount))
    more = (("for: ", edge.recipient), ("because of: ", edge.cause))
    return "; ".join(f"{label}{value}" for label, value in (*parts, *more) if value)


def quote_lines(edge: Edge, book: Book, indent: int, *, status: bool = False) -> tuple[Line, ...]:
    """The sentence that shows a claim, what is needed to read it, and where it stands.

    Args:
        edge: the claim.
        book: names its document.
        indent: spaces before the quote.
        status: whether the claim's own status is told, where a fact's claims differ.
    """
    source = quote_source(book.source(edge.document), edge.attributed_to)
    own = runs(" (", Run(str(edge.status), str(edge.status)), ")") if status else ()
    context = tuple(line(Run(f"with “{each.quote}”", "quiet"), indent=indent + 2) for each in edge.context)
    return (
        line(Run(f"“{edge.evidence}”", "quote"), indent=indent),
        *context,
        line(Run(source, "quiet"), *own, indent=indent + 2),
    )


def quote_source(source: str, speaker: str | None) -> str:
    """The line under a quote.

    Example:
        >>> quote_source("Arms makers meet, The Post, 2025-11-21", "Reuters")
        'Arms makers meet, The Post, 2025-11-21; says Reuters'
    """
    return f"{source}; says {speaker}" if speaker else source
