"""A question in pieces: question words, auxiliaries, names, type nouns and what is left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kgraph.questions.finding import FIRM, Finder, country_of
from kgraph.questions.lexicon import Lexicon
from kgraph.questions.plans import WHERE, WHO
from kgraph.questions.tokens import Word, text_of
from kgraph.questions.words import (
    AUXILIARIES,
    DENIALS,
    DETERMINERS,
    IDLE,
    IDLE_BEFORE_TO,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    SMALL,
)

#: The most words that a name in a question may have.
NAME_WORDS: Final = 9
#: Words that a like name must have before prepositions may stand inside it ("Society of Indan Defence Manufacturers").
LONG_NAME: Final = 4
#: Verbs that carry a noun and mean nothing by themselves ("paid a visit").
LIGHT: Final = frozenset(
    "make makes made making pay pays paid hold holds held give gives gave carry carried get gets got "
    "impose imposes imposed imposing sign signs signed signing".split()
)
#: Type nouns that say no more than the type, and so name no single entity.
BROAD: Final = frozenset(
    "organisation organisations organization organizations company companies firm firms business businesses entity "
    "entities person people persons man men individual individuals country countries nation nations state states "
    "equipment weapon weapons arms hardware kit gear place places location locations city cities event events "
    "programme programmes program programs group groups".split()
)
#: Words for a day, which are no part of a name.
DAYS: Final = frozenset(
    "yesterday today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday".split()
)
#: Words after which a kind of thing is named rather than one thing.
_KIND_FOLLOWS: Final = frozenset("which what many all every any".split())
_KINDS: Final = {"who": WHO, "whom": WHO, "whose": WHO, "where": WHERE}


class Piece(NamedTuple):
    """One or more words with one part in the question.

    `kind`: "q" a question word, "aux", "not", "prep", "and", "name", "type" a type noun, "light" a verb without
    meaning, "verb" a word of the ontology that is not the trigger, "pronoun", "word" anything else. `types` are those
    of a type noun, or of the entity that a name fits best.
    """

    kind: str
    low: str
    text: str
    at: int
    end: int
    types: tuple[str, ...] = ()
    possessive: bool = False


class Phrase(NamedTuple):
    """A noun phrase: what is asked for ("hole"), a name, a type noun with what narrows it ("type"), or unknown words.

    `prep` is the preposition before it, `of` a name that narrows a type noun ("Indian companies"), `extra` words that
    stand with it and are not known, `after_aux` whether an auxiliary stands between it and what is before it.
    """

    kind: str
    text: str
    at: int
    end: int
    types: tuple[str, ...] = ()
    prep: str | None = None
    possessive: bool = False
    of: str | None = None
    noun: str | None = None
    extra: str = ""
    after_aux: bool = False


class Cutter:
    """Cuts stretches of one question into pieces; stretches that come up again are cut once.

    `listing` says that the question asks for a list, so that its first words are a kind of thing.
    """

    def __init__(
        self, question: str, words: tuple[Word, ...], finder: Finder, lexicon: Lexicon, *, listing: bool = False
    ) -> None:
        self.question = question
        self.words = words
        self.lows = tuple(word.low for word in words)
        self.finder = finder
        self.lexicon = lexicon
        self.listing = listing
        self._kept: dict[tuple[int, int], tuple[Piece, ...]] = {}

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of the words from `start` up to `end`; words that mean nothing here are left out."""
        key = start, end
        if key not in self._kept:
            self._kept[key] = tuple(self._cut(start, end))
        return self._kept[key]

    def text(self, start: int, end: int) -> str:
        """The words as they were typed."""
        return text_of(self.question, self.words[start:end])

    def _cut(self, start: int, end: int) -> Iterator[Piece]:
        at = start
        while at < end:
            piece = None if self._idle(at) else self._function(at) or self._noun(at, end) or self._plain(at)
            if piece is not None:
                yield piece
            at = piece.end if piece else at + 1

    def _idle(self, at: int) -> bool:
        """Whether a word changes nothing because "to" follows: "is expected to visit", "plans to visit"."""
        return self.lows[at] in IDLE_BEFORE_TO and self.lows[at + 1 : at + 2] == ("to",)

    def _piece(self, kind: str, at: int, end: int, types: tuple[str, ...] = ()) -> Piece:
        last = self.words[end - 1]
        return Piece(
            kind=kind, low=" ".join(self.lows[at:end]), text=self.text(at, end), at=at, end=end, types=types,
            possessive=last.possessive,
        )  # fmt: skip

    def _function(self, at: int) -> Piece | None:
        low = self.lows[at]
        for kind, known in (("q", QUESTION_WORDS), ("not", NEGATIONS), ("aux", AUXILIARIES), ("prep", PREPOSITIONS)):
            if low in known:
                return self._piece(kind, at, at + 1)
        if low in ("and", "or", "&"):
            return self._piece("and", at, at + 1)
        return None

    def _noun(self, at: int, end: int) -> Piece | None:
        if self.lows[at] in DETERMINERS:
            return None
        noun = self.lexicon.types_at(self.lows[:end], at)
        kind_asked = self.listing if at == 0 else self.lows[at - 1] in _KIND_FOLLOWS
        found = self._name(at, end, only_firm=kind_asked)
        if found and noun is not None and found[0] <= noun[0]:
            broad = kind_asked or " ".join(self.lows[at : found[0]]) in BROAD
            found = None if broad or not self.finder.literal(self.text(at, found[0])) else found
        if found and (noun is None or found[0] > noun[0] or (found[0] == noun[0] and found[1])):
            return self._piece("name", at, found[0], self._types(at, found[0]))
        if noun:
            return self._piece("type", at, noun[0], noun[1])
        return None

    def _types(self, at: int, end: int) -> tuple[str, ...]:
        text = self.text(at, end)
        found = self.finder.all(text)
        if not (found and found[0].how in FIRM) and country_of(text):
            return ("country",)
        return tuple(dict.fromkeys(match.entity.type for match in found if match.how == found[0].how))

    def _name(self, at: int, end: int, *, only_firm: bool) -> tuple[int, bool] | None:
        """Where the longest name that starts here ends, and whether the words are the name itself.

        `only_firm` passes over words that merely narrow a type noun: "which Indian companies" asks for companies, even
        where one entity is called "Indian companies".
        """
        near = None
        for stop in range(min(end, at + NAME_WORDS), at, -1):
            if self.lows[stop - 1] in SMALL:
                continue
            text = self.text(at, stop)
            if stop == at + 1 and ((near is None and self.finder.literal(text)) or country_of(text)):
                return stop, True
            how = self.finder.how(text, typos=self._may_be_mistyped(at, stop))
            narrows = only_firm and stop - at > 1 and (how not in FIRM or country_of(self.lows[at]))
            if narrows and self.lexicon.types_at(self.lows[:stop], stop - 1):
                continue
            if how in FIRM:
                return (near, False) if near and not self._known(stop, near) else (stop, True)
            if any(word.possessive for word in self.words[at : stop - 1]):
                continue
            if how == "words" and near is None:
                return stop, False
            if how == "near" and near is None:
                near = stop
        return (near, False) if near else None

    def _may_be_mistyped(self, start: int, end: int) -> bool:
        """Whether a name that is merely spelt alike may be meant: not by words that question words use."""
        lows = set(self.lows[start:end])
        return (end - start >= LONG_NAME or not SMALL & lows) and not lows <= self.lexicon.common

    def _known(self, start: int, end: int) -> bool:
        """Whether the words are type nouns, so that a shorter name followed by them is the better reading."""
        at = start
        while at < end:
            found = self.lexicon.types_at(self.lows[:end], at)
            if found is None:
                return False
            at = found[0]
        return True

    def _plain(self, at: int) -> Piece | None:
        low = self.lows[at]
        if low in DETERMINERS or (low in IDLE and not self.words[at].possessive):
            return None
        if low in PRONOUNS:
            return self._piece("pronoun", at, at + 1)
        if low in LIGHT:
            return self._piece("light", at, at + 1)
        if low in DENIALS:
            return self._piece("verb", at, at + 1)
        if any(form not in ("noun", "adj") for form, _ in self.lexicon.triggers.get(low, ())):
            return self._piece("verb", at, at + 1)
        return self._piece("word", at, at + 1)


def phrases_of(pieces: Sequence[Piece]) -> list[Phrase]:
    """The noun phrases of a stretch, in order. "where", "when", "why" and "how" are none."""
    made: list[Phrase] = []
    prep: str | None = None
    after_aux = False
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind == "prep":
            prep = piece.low
        elif piece.kind == "and":
            prep = made[-1].prep if made else None
        elif piece.kind in ("aux", "light"):
            after_aux, prep = True, None
        elif piece.kind in ("name", "type", "word") or (
            piece.kind == "q" and piece.low in ("who", "whom", "whose", "what", "which")
        ):
            phrase, at = _phrase(pieces, at)
            made.append(phrase._replace(prep=prep, after_aux=after_aux))
            prep, after_aux = None, False
            continue
        at += 1
    return made


def _phrase(pieces: Sequence[Piece], at: int) -> tuple[Phrase, int]:
    """The noun phrase that starts at a piece, and the piece after it."""
    first = pieces[at]
    run = [first]
    while (
        not run[-1].possessive
        and at + len(run) < len(pieces)
        and pieces[at + len(run)].kind in ("name", "type", "word")
    ):
        following = pieces[at + len(run)]
        apart = run[-1].kind == "type" and following.kind == "name" and not set(following.types) & set(run[-1].types)
        if apart or (following.at != run[-1].end and first.kind != "q") or following.kind == run[-1].kind == "name":
            break
        run.append(pieces[at + len(run)])
    nouns = run[1:] if first.kind == "q" else run
    head, rest = _head(nouns)
    if first.kind == "q" and (head is None or head.kind != "type"):
        types = _KINDS.get(first.low, ())
        return Phrase(kind="hole", text=first.low, at=first.at, end=first.end, types=types), at + 1
    assert head is not None  # noqa: S101 - a run without a question word has a head
    kind = "hole" if first.kind == "q" else "word" if _goes_on(head, rest) else head.kind
    of = next((piece.text for piece in rest if piece.kind == "name"), None) if head.kind == "type" else None
    extra = "" if kind == "word" else " ".join(piece.text for piece in rest if piece.text != of)
    text = " ".join(piece.text for piece in run) if kind == "word" else head.text
    made = Phrase(
        kind=kind, text=text, at=first.at, end=run[-1].end, types=() if kind == "word" else head.types,
        possessive=run[-1].possessive, of=of, extra=extra,
        noun=head.low if head.kind == "type" and kind != "word" else None,
    )  # fmt: skip
    return made, at + len(run)


def _goes_on(head: Piece, rest: Sequence[Piece]) -> bool:
    """Whether other words follow a name, so that all of it is another name: "Tata" is known, "Tata Steel" is not."""
    if head.kind == "type" and head.text.istitle():
        return any(piece.kind == "name" and piece.text.istitle() and not country_of(piece.low) for piece in rest)
    after = [piece for piece in rest if piece.at >= head.end and piece.kind == "word"]
    return head.kind == "name" and any(not piece.low.endswith("ly") and piece.low not in DAYS for piece in after)


def _head(run: Sequence[Piece]) -> tuple[Piece | None, list[Piece]]:
    """The piece that says what the phrase is, and those that narrow it; type nouns that only repeat are dropped."""
    names = [piece for piece in run if piece.kind == "name"]
    nouns = [piece for piece in run if piece.kind == "type"]
    if names and nouns and all(set(noun.types) & set(names[-1].types) for noun in nouns):
        return names[-1], [piece for piece in run if piece.kind == "word" or piece in names[:-1]]
    if nouns:
        return nouns[-1], [piece for piece in run if piece is not nouns[-1] and piece.kind != "type"]
    if names:
        return names[-1], [piece for piece in run if piece is not names[-1]]
    return (run[-1], list(run[:-1])) if run else (None, [])
