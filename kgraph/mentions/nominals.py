"""Common nouns that stand for things: "Indian defence firms", "artillery shells", "rare meetings in Russia", "they".

What a common noun may stand for is the ontology's business (`nouns` of each type); where its phrase begins and ends,
and which of its words tell it apart from others of its kind, is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.mentions.lexicon import EMPTY_ADJECTIVES, GROUPS
from kgraph.mentions.spans import NameSpan
from kgraph.mentions.typing import noun_type, noun_width
from kgraph.ontology import Ontology
from kgraph.sentences.syntax import Tree

#: Prepositions whose phrase belongs to an event's or a deal's own name: "talks in Oslo on trade with Norway".
NAMING_PREPOSITIONS = frozenset({"in", "of", "with", "to", "on", "between", "at", "against", "by"})
#: Equipment that is told by what it is for: "components for missiles" is not missiles.
PARTS = frozenset("component part spare kit ammunition engine sensor payload munition subsystem round shell".split())
#: Equipment nouns so general that their modifiers are needed to know what is meant.
VAGUE_EQUIPMENT = frozenset(
    "system equipment hardware technology product weapon arm arms item material goods platform solution "
    "unit parts supply".split()
)
#: Nouns of events that are something else inside these phrases.
IDIOMS = frozenset({"in talks", "at war", "on strike", "by force", "in order"})
#: Bodies that are told apart by whose they are: "India's government".
GOVERNMENTS = frozenset("government parliament army navy military cabinet ministry".split())
PRONOUNS = frozenset("he she it they him her them his its their hers theirs who these those".split())


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `first` to `last` of a common noun's phrase, its head and its type; `name` is what to call it."""

    first: int
    last: int
    head: int
    type: str
    name: str


def noun_phrases(tree: Tree, names: tuple[NameSpan, ...], ontology: Ontology) -> Iterator[NounPhrase]:
    """Noun phrases whose head is a noun of one of the ontology's types, in text order.

    A noun that only modifies another ("tank" in "tank crew") is none, nor one inside a proper name.
    """
    inside = {i for span in names for i in range(span.first, span.last + 1)}
    for index, token in enumerate(tree.tokens):
        if (
            (token.pos not in {"NOUN", "PROPN", "VERB"} and not _is_nominal(tree, index))
            or index in inside
            or (token.text.isupper() and len(token.text) > 1)
        ):
            continue
        if token.pos == "VERB" and token.tag not in {"NN", "NNS"}:
            continue
        if _sent(tree, index):
            first = _sent_first(tree, index)
            yield NounPhrase(first, index, index, "organisation", _name(tree, first, index, index, "organisation", 1))
            continue
        if tree.base(index) in {"compound", "amod", "case", "fixed", "aux", "cop"} or _modifies_next(tree, index):
            continue
        kind = noun_type(tree, index, ontology)
        if kind is None:
            continue
        if kind == "place" and _yet_to_be(tree, index):
            kind = "programme"
        width = noun_width(tree, index, ontology)
        first, last = tree.core(index)
        first = min(first, index - width + 1)
        if (
            tree.low(first) in {"than", "least"}
            and first > 0
            and tree.low(first - 1) in {"more", "less", "fewer", "at"}
        ):
            first -= 1
        first = _after_names(first, index, names, kind)
        own_body = tree.lemma(index) in GOVERNMENTS or (tree.lemma(index) in {"force", "guard"} and index > first)
        if own_body and tree.children(index, "nmod:poss"):
            first = tree.core(index, possessor=True)[0]
        if kind in {"event", "programme"} or _part(tree, index):
            last = _with_phrases(tree, last, kind)
        elif kind == "organisation" and first == index and tree.tokens[index].tag == "NNS":
            last = _with_clause(tree, index, last)
        last = max([last, *(span.last for span in names if span.first <= last < span.last)])
        last = _before_name(tree, index, last, names, kind)
        yield NounPhrase(first, last, index, kind, _name(tree, first, last, index, kind, width))


def _before_name(tree: Tree, head: int, last: int, names: tuple[NameSpan, ...], kind: str) -> int:
    """ "the drone maker Kuldvark": the name after a common noun is a mention of its own."""
    if kind != "organisation" or tree.tokens[head].pos != "NOUN":
        return last
    return min([last, *(span.first - 1 for span in names if head < span.first and span.last == last)])


def _is_nominal(tree: Tree, index: int) -> bool:
    """Whether a word is used as a noun, whatever the tagger calls it: an object or subject with an article."""
    return tree.base(index) in {"obj", "nsubj"} and bool(tree.children(index, "det"))


def _modifies_next(tree: Tree, index: int) -> bool:
    """ "delegation visit": a noun straight before another noun modifies it, whatever the tree says."""
    if index + 1 >= len(tree) or (tree.tokens[index].tag == "NNS" and tree.tokens[index + 1].tag not in {"NN", "NNS"}):
        return False
    following = tree.tokens[index + 1]
    return (
        following.pos == "NOUN"
        and following.tag in {"NN", "NNS"}
        and following.head != index
        and tree.tokens[index].head == index + 1
    )


def _after_names(first: int, head: int, names: tuple[NameSpan, ...], kind: str) -> int:
    """A title's noun phrase begins after names in front of it only where they are no modifiers of it."""
    return (
        first
        if kind != "person"
        else max([first, *(n.last + 1 for n in names if first <= n.last < head and n.label == "PERSON")])
    )


#: Verbs whose object is brought about: a plant that somebody proposes to build is a project and no place yet.
CREATING = frozenset("establish build create form open construct launch erect found develop".split())


def _yet_to_be(tree: Tree, index: int) -> bool:
    governor = tree.tokens[index].head
    if tree.dep(index) != "obj" or (
        tree.lemma(governor) not in CREATING and tree.low(governor) not in {"setting", "set"}
    ):
        return False
    return tree.tokens[governor].tag in {"VBG", "VB"} and not tree.children(governor, "aux")


def _part(tree: Tree, index: int) -> bool:
    following = tree.low(index + 1) if index + 1 < len(tree) else ""
    return tree.lemma(index) in PARTS and tree.lemma(index) not in {"shell", "round"} and following == "for"


def _with_phrases(tree: Tree, last: int, kind: str) -> int:
    """The last token of the phrases that name an event, a deal or a part: "meetings in Russia", "components for …"."""
    if kind == "equipment":
        wanted = frozenset({"for"})
    else:
        wanted = NAMING_PREPOSITIONS if kind == "event" else frozenset({"on", "in", "with", "of", "between"})
    end = last
    while end + 1 < len(tree) and tree.low(end + 1) in wanted and tree.dep(end + 1) == "case":
        noun = tree.tokens[end + 1].head
        if tree.tokens[noun].pos == "PRON":
            # "the ceremony at which": a clause follows.
            break
        # The parser hangs one phrase in four on the wrong word; beside a noun it belongs to the noun.
        if noun <= end + 1 or _is_time(tree, noun) or tree.core(noun)[0] not in {end + 2, end + 3}:
            break
        end = _phrase_end(tree, noun, kind)
    return end


#: How many words a clause may have that tells a group apart: "companies that cooperate with Russian arms producers".
CLAUSE_WORDS = 10


def _with_clause(tree: Tree, head: int, last: int) -> int:
    """The last token of a restrictive clause right after a bare plural, which alone would tell nobody apart."""
    for clause in tree.children(head, "acl:relcl"):
        below = tree.subtree(clause)
        restrictive = below[0] == head + 1 and tree.low(below[0]) in {"that", "who", "which", "whose"}
        if restrictive and len(below) <= CLAUSE_WORDS and tree.tokens[below[-1]].pos != "PUNCT":
            return below[-1]
    return last


def _phrase_end(tree: Tree, kid: int, kind: str) -> int:
    """Where a phrase ends: with its own core and, for parts, its conjuncts ("missiles and artillery")."""
    end = tree.core(kid)[1]
    for member in tree.conjuncts(kid) if kind == "equipment" or tree.case_of(kid) == "between" else []:
        first, last = tree.core(member)
        if first == end + 2 and tree.low(end + 1) in {"and", "or"} and tree.tokens[member].pos in {"NOUN", "PROPN"}:
            end = last
    return end


def _is_time(tree: Tree, index: int) -> bool:
    words = {word for i in range(tree.core(index)[0], index + 1) for word in tree.low(i).split("-")}
    months = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    }
    days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    return (
        bool(
            words
            & (
                months
                | days
                | {"mid", "early", "late", "week", "month", "year", "day", "today", "yesterday", "tomorrow", "weekend"}
            )
        )
        or tree.tokens[index].text.isdigit()
    )


def _name(tree: Tree, first: int, last: int, head: int, kind: str, width: int) -> str:
    """The phrase without its empty first words: "prominent Indian defence firms" -> "Indian defence firms".

    Equipment of a plain class is called by the class alone: "Russian-origin tanks" are "tanks".
    """
    if kind == "programme" and tree.lemma(head) == "venture":
        return "joint ventures"
    start = first
    while (
        start < head
        and not _telling_number(tree, start, kind)
        and (
            tree.low(start) in EMPTY_ADJECTIVES
            or tree.tokens[start].pos in {"DET", "CCONJ", "PUNCT", "ADV"}
            or tree.low(start) in UNITS
            or tree.tokens[start].pos == "NUM"
        )
    ):
        start += 1
    if kind == "equipment" and tree.lemma(head) not in VAGUE_EQUIPMENT:
        compound = [i for i in range(start, head + 1) if tree.tokens[i].pos in {"NOUN", "PROPN"} or i == head]
        start = max(first, min(max(start, _class_start(tree, compound, head)), head - width + 1))
    return tree.text(start, max(last, head))


#: Bodies that are sent somewhere, and the nouns of going that they stand before: "an Indian delegation visit".
SENT, GOING = frozenset({"delegation", "mission", "team"}), frozenset({"visit", "trip", "tour"})


def _sent(tree: Tree, index: int) -> bool:
    """Whether a noun is the body whose visit it is: a thing of its own although it modifies another noun."""
    governor = tree.tokens[index].head
    return tree.lemma(index) in SENT and tree.base(index) == "compound" and tree.lemma(governor) in GOING


def _sent_first(tree: Tree, index: int) -> int:
    first = min(tree.core(tree.tokens[index].head)[0], index)
    while tree.tokens[first].pos in {"DET", "PUNCT"}:
        first += 1
    return first


#: Units of measure before a noun, left out of its name with their number: "120 mm mortar shells".
UNITS = frozenset({"mm", "cm", "km", "kg", "tonne", "tonnes", "tons", "ton", "-", "million", "billion"})


#: A year in a name: "2022 invasion".
YEAR = re.compile(r"\d{4}")


def _telling_number(tree: Tree, index: int, kind: str) -> bool:
    """A year of an event, or the size of a group with what hedges it: "2022 invasion", "over 500 firms"."""
    if kind == "event":
        return YEAR.fullmatch(tree.tokens[index].text) is not None
    following = tree.low(index + 1) if index + 1 < len(tree) else ""
    counts = tree.tokens[index].text.replace(",", "").isdigit()
    hedges = {"over", "about", "nearly", "almost", "some", "than", "least", "around"}
    hedged = tree.low(index) in hedges and following.replace(",", "").isdigit()
    opens = tree.low(index) in {"more", "at", "fewer", "less"} and following in {"than", "least"}
    return kind in {"organisation", "country"} and (counts or hedged or opens)


#: Adjectives that are part of a class of equipment: "ballistic missiles", "spare parts".
CLASS_ADJECTIVES = frozenset(
    "spare ballistic cruise unmanned aerial hypersonic armoured armored light heavy nuclear conventional anti-tank "
    "surface-to-air self-propelled".split()
)


def _class_start(tree: Tree, compound: list[int], head: int) -> int:
    """First word of "air defence systems", "artillery shells": nouns in an unbroken row before the head."""
    start = head
    while start - 1 in compound and tree.low(start - 1) not in {"origin", "made", "built"}:
        start -= 1
    if start > 1 and tree.tokens[start - 1].text == "-" and tree.low(start) not in {"origin", "made", "built"}:
        # "sixth-generation fighter", "counter-drone systems"
        start -= 2
    while start > 0 and tree.low(start - 1) in CLASS_ADJECTIVES:
        start -= 1
    return start


#: Pronouns that measure as well: "any of its executives".
QUANTIFIERS = frozenset("any some none all most many several both each one few".split())


def is_group(tree: Tree, index: int) -> bool:
    """Whether a noun only measures what follows its "of": "a series of discussions".

    Example: "series" in "this series of discussions" with an `nmod` child whose case is "of".
    """
    counts = tree.lemma(index) in GROUPS or tree.low(index) in GROUPS | QUANTIFIERS or tree.tokens[index].pos == "NUM"
    return counts and bool(tree.phrases(index, "of"))
