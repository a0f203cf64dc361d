"""Questions without a verb of the ontology: what is around X, how X and Y are connected, lists, posts, bare names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kgraph.ontology import Ontology
from kgraph.questions.ends import narrow_noun, owner_of, told
from kgraph.questions.finding import Finder
from kgraph.questions.openings import Opening
from kgraph.questions.phrases import Cutter, Phrase, Piece, phrases_of
from kgraph.questions.plans import (
    ANY,
    WHERE,
    About,
    Connect,
    Hole,
    Limits,
    Listing,
    Match,
    Missing,
    Named,
    QueryPlan,
    Select,
    Some,
    Triple,
)
from kgraph.questions.words import TIES

#: Words that ask what is known of something.
_KNOWN: Final = frozenset(
    "tell know known information info details facts background profile overview summary describe explain find".split()
)
#: Words that ask for a post.
_POSTS: Final = frozenset(
    "post posts role roles position positions job jobs title titles rank function occupation".split()
)
_HOLDING: Final = frozenset("hold holds held holding occupy occupies occupied".split())
#: Words that ask for an amount.
_WORTH: Final = frozenset("worth cost costs costed value price priced amount size".split())
#: The relations that posts and places are told by.
POST: Final = "holds_post"
LOCATED: Final = "located_in"
#: Words that a bare name may have before it is taken for words that mean nothing.
_BARE: Final = 4


def simple_plan(opening: Opening, cutter: Cutter, ontology: Ontology, limits: Limits) -> QueryPlan | None:
    """The plan of a question that no relation's words are needed for; None where they are."""
    pieces = cutter.pieces(0, len(cutter.words))
    lows = {piece.low for piece in pieces}
    if opening.statement:
        return None
    names = [piece for piece in pieces if piece.kind == "name"]
    others = {piece.low for piece in pieces if piece.kind == "word"}
    if lows & TIES and len(names) + bool(others - TIES) >= 1 and others <= TIES | _unknown(pieces):
        return _tied(pieces, cutter.finder)
    if POST in ontology.relations and lows & _POSTS and others <= _POSTS | _HOLDING:
        return _post(phrases_of(pieces), cutter.finder, limits)
    if lows & _WORTH and len(names) == 1 and others <= _WORTH:
        return _worth(names[0].text, cutter.finder, limits)
    if lows & _KNOWN and "about" in lows | {"about"} and names and others <= _KNOWN:
        return _about(names[0].text, cutter.finder)
    return None


def _unknown(pieces: Sequence[Piece]) -> set[str]:
    """Words after a preposition of connection: a name that the graph does not have ("linked to Lockheed Martin")."""
    tied = next((number for number, piece in enumerate(pieces) if piece.low in TIES), len(pieces))
    return {piece.low for piece in pieces[tied:] if piece.kind == "word"}


def bare_plan(opening: Opening, cutter: Cutter, ontology: Ontology, limits: Limits) -> QueryPlan | None:
    """The plan of names and type nouns that stand alone; None where other words are left."""
    pieces = cutter.pieces(0, len(cutter.words))
    phrases = phrases_of(pieces)
    names = [phrase for phrase in phrases if phrase.kind == "name"]
    words = [phrase for phrase in phrases if phrase.kind == "word"]
    if any(phrase.extra for phrase in names) or any(piece.kind in ("verb", "light", "pronoun") for piece in pieces):
        return None
    copula = any(
        piece.kind == "aux" and piece.low in ("be", "am", "is", "are", "was", "were", "been") for piece in pieces
    )
    if words and not _capital(words, names, opening):
        return None
    if opening.select is Select.TIME and len(names) == 1 and copula and not words:
        return _when(names[0], cutter.finder, limits)
    if opening.select is Select.PLACE and len(names) + len(words) == 1 and copula and LOCATED in ontology.relations:
        return _where((names + words)[0], cutter.finder, limits)
    if opening.select in (Select.ENTITIES, Select.COUNT):
        return _listing_or_about(opening, phrases, pieces, cutter)
    return None


def _capital(words: Sequence[Phrase], names: Sequence[Phrase], opening: Opening) -> bool:
    """Whether unknown words may be one name: few, alone, and written as a name."""
    one = len(words) == 1 and not names and len(words[0].text.split()) <= _BARE
    return one and (words[0].text != words[0].text.lower() or opening.select is Select.PLACE)


def _listing_or_about(
    opening: Opening, phrases: Sequence[Phrase], pieces: Sequence[Piece], cutter: Cutter
) -> QueryPlan | None:
    if any(piece.kind == "not" for piece in pieces):
        return None
    if pieces and pieces[0].kind == "aux":
        return None
    things = [phrase for phrase in phrases if not (phrase.kind == "hole" and phrase.noun is None)]
    if len(things) == 1 and things[0].noun:
        return _holders(things[0], cutter) or _listing(things[0], opening, cutter.finder)
    named = [phrase for phrase in things if phrase.kind in ("name", "word")]
    if len(named) != len(things):
        return None
    if len(named) == 1 and opening.select is Select.ENTITIES:
        return _about(named[0].text, cutter.finder)
    if len(named) == 2 and len(phrases) == 2 and opening.select is Select.ENTITIES:  # noqa: PLR2004 - "India and Russia"
        return _connect(named[0].text, named[1].text, cutter.finder)
    return None


def _holders(phrase: Phrase, cutter: Cutter) -> QueryPlan | None:
    """Who holds the post that a noun names ("presidents"); None for other nouns."""
    triggers = cutter.lexicon.triggers.get(phrase.noun or "", ())
    if phrase.extra or not any(form == "noun" and trigger.relation.name == POST for form, trigger in triggers):
        return None
    owner, notes = owner_of(phrase, cutter.finder)
    where = (
        Some() if owner is None else Named(id=owner[0], name=owner[1], type="") if owner[0] else Missing(words=owner[1])
    )
    triple = Triple(subject=Hole(), relation=POST, object=where)
    return Match(triples=(triple,), limits=Limits(role=(phrase.noun or "").removesuffix("s")), notes=notes)


def _listing(phrase: Phrase, opening: Opening, finder: Finder) -> QueryPlan | None:
    if phrase.kind == "type" and not opening.listing and phrase.of is None and finder.literal(phrase.text):
        return _about(phrase.text, finder)
    if phrase.extra and not (opening.listing or phrase.kind == "hole"):
        return None
    noun = narrow_noun(phrase)
    owner, notes = owner_of(phrase, finder)
    words = (*phrase.extra.split(), *((noun,) if noun else ()))
    count = opening.select is Select.COUNT
    return Listing(types=phrase.types, words=words, of=owner, count=count, notes=notes)


def _tied(pieces: Sequence[Piece], finder: Finder) -> QueryPlan | None:
    kept = [piece for piece in pieces if piece.low not in TIES]
    ends = [phrase for phrase in phrases_of(kept) if phrase.kind in ("name", "word")]
    if len(ends) == 1:
        hole = next((phrase for phrase in phrases_of(kept) if phrase.noun), None)
        plan = _about(ends[0].text, finder)
        return About(entity=plan.entity, types=hole.types, notes=plan.notes) if hole else plan
    if len(ends) == 2:  # noqa: PLR2004 - the two ends of a connection
        return _connect(ends[0].text, ends[1].text, finder)
    return None


def _about(text: str, finder: Finder) -> About:
    named = finder.named(finder.meant(text))
    return About(entity=named, notes=told(text, named, finder))


def _connect(source: str, target: str, finder: Finder) -> Connect:
    ends = [finder.named(finder.meant(text)) for text in (source, target)]
    notes = tuple(note for text, named in zip((source, target), ends) for note in told(text, named, finder))
    return Connect(source=ends[0], target=ends[1], notes=notes)


def _post(phrases: Sequence[Phrase], finder: Finder, limits: Limits) -> QueryPlan | None:
    ends: list[Named | Missing] = []
    notes: tuple[str, ...] = ()
    for phrase in phrases:
        if phrase.kind in ("name", "word") and phrase.text.lower() not in _POSTS | _HOLDING:
            named = finder.named(finder.meant(phrase.text))
            ends.append(named)
            notes = (*notes, *told(phrase.text, named, finder))
    person = next((end for end in ends if isinstance(end, Missing) or end.type == "person"), None)
    where = next((end for end in ends if isinstance(end, Named) and end is not person), None)
    if person is None or len(ends) > 2:  # noqa: PLR2004 - who, and where
        return None
    triple = Triple(subject=person, relation=POST, object=where or Hole())
    return Match(triples=(triple,), select=Select.ROLE, limits=limits, notes=notes)


def _when(phrase: Phrase, finder: Finder, limits: Limits) -> Match:
    named = finder.named(phrase.text)
    triple = Triple(subject=named, relation=ANY, object=Some())
    return Match(triples=(triple,), select=Select.TIME, limits=limits, notes=told(phrase.text, named, finder))


def _worth(text: str, finder: Finder, limits: Limits) -> Match:
    named = finder.named(text)
    triple = Triple(subject=named, relation=ANY, object=Some())
    return Match(triples=(triple,), select=Select.AMOUNT, limits=limits, notes=told(text, named, finder))


def _where(phrase: Phrase, finder: Finder, limits: Limits) -> Match:
    named = finder.named(phrase.text)
    triple = Triple(subject=named, relation=LOCATED, object=Hole(types=WHERE))
    return Match(triples=(triple,), limits=limits, notes=told(phrase.text, named, finder))
