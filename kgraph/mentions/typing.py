"""What a name names: votes of the recogniser, of a classifier, of its own words and of what stands around it.

Every occurrence of a name in a document votes; the sums decide for all of them, so that a firm typed as a place once
is a firm still.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgraph.mentions.designations import SERIES, is_designation, is_grouping
from kgraph.mentions.learnt import WINDOW, type_probabilities
from kgraph.mentions.lexicon import (
    EVENT_HEADS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PROGRAMME_HEADS,
    REPRESENTATIVES,
    ROLE_NOUNS,
    TITLES,
)
from kgraph.mentions.spans import NameSpan
from kgraph.ontology import Ontology
from kgraph.sentences.syntax import Tree

#: Votes of the recogniser's labels. It is right for 9 persons in 10 and for 6 to 7 organisations and places (its own
#: figures on news).
RECOGNISER_VOTES: dict[str, dict[str, float]] = {
    "PERSON": {"person": 1.2},
    "ORG": {"organisation": 1.2},
    "GPE": {"place": 1.0, "country": 0.1},
    "LOC": {"place": 0.8},
    "FAC": {"place": 1.0},
    "EVENT": {"event": 1.0},
    "EQUIPMENT": {"equipment": 1.0},
    "PROGRAMME": {"programme": 1.0},
    "NORP": {"organisation": 0.3},
    "": {"organisation": 0.4},
}
#: Votes of evidence that is nearly certain: the name's own last word, a title before it, a class noun in apposition.
OWN_WORD, TITLE, CLASS_NOUN, BEHAVIOUR = 2.0, 2.5, 2.0, 0.5
#: Weights of the recogniser's votes and of the learnt classifier's probabilities, chosen on the news half of PUD (names
#: found with their type, F1: 0.768; 0.760 without the classifier), confirmed on its Wikipedia (0.734 and 0.718).
RECOGNISER, LEARNT = 1.5, 1.0
#: Verbs whose subject or agent is a firm, an agency or a state and seldom a person.
CORPORATE = frozenset(
    "supply build produce manufacture make deliver export develop acquire operate sell ship employ list provide offer "
    "unveil win partner contract assemble invest impose sanction launch design contribute".split()
)
WAGING_WAR = frozenset("attack invade annex shell bomb occupy bombard".split())
#: Verbs whose subject is a person or a body, never a place or a thing.
SAYING = frozenset(
    "say tell add deny confirm announce claim report warn insist argue acknowledge stress note declare state".split()
)
PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "throughout"})


Tally = defaultdict[str, float]


@dataclass(frozen=True, slots=True)
class Votes:
    """What speaks for each type at one occurrence: the recogniser, the name's own words, and what stands around it."""

    recogniser: Mapping[str, float]
    evidence: Mapping[str, float]
    learnt: Mapping[str, float] = field(default_factory=dict)


def votes_for(tree: Tree, span: NameSpan, ontology: Ontology) -> Votes:
    """How much speaks for each type at one occurrence of a name."""
    votes: Tally = defaultdict(float)
    head = head_of(tree, span)
    _own_words(tree, span, votes)
    _title_before(tree, span, votes)
    _neighbours(tree, span, ontology, votes)
    _class_nouns(tree, span, head, ontology, votes)
    _behaviour(tree, head, votes, is_place=span.label in {"GPE", "LOC"})
    words = [token.text for token in tree.tokens[span.first : span.last + 1]]
    before = [token.text for token in tree.tokens[max(0, span.first - WINDOW) : span.first]]
    after = [token.text for token in tree.tokens[span.last + 1 : span.last + 1 + WINDOW]]
    return Votes(RECOGNISER_VOTES.get(span.label, {}), votes, type_probabilities(words, before, after))


def _neighbours(tree: Tree, span: NameSpan, ontology: Ontology, votes: Tally) -> None:
    """ "drone maker Baykar", "Acme Chief Executive …", "his counterpart, X,": the words right beside a name."""
    before = span.first - 1
    if before >= 0 and tree.tokens[before].pos == "NOUN" and tree.tokens[before].text.islower():
        kind = noun_type(tree, before, ontology)
        if kind in {"organisation", "person", "equipment", "place"} and tree.tokens[before].tag != "NNS":
            votes[kind] += CLASS_NOUN
    if before > 0 and tree.tokens[before].text == "," and tree.tokens[before - 1].pos == "NOUN":
        closed = span.last + 1 >= len(tree) or tree.tokens[span.last + 1].text in {",", "."}
        kind = noun_type(tree, before - 1, ontology)
        if closed and kind in {"organisation", "person"} and tree.tokens[before - 1].tag != "NNS":
            votes[kind] += CLASS_NOUN / 2
    _words_after(tree, span, ontology, votes)


#: Nouns that a firm's or an outlet's name stands before: "a Nikkei report", "an Acme subsidiary".
OF_FIRMS = frozenset(
    "report reports correspondent executive executives subsidiary subsidiaries shares plant unit shipyard".split()
)


def _words_after(tree: Tree, span: NameSpan, ontology: Ontology, votes: Tally) -> None:
    after = span.last + 1
    if after + 1 >= len(tree):
        return
    low = tree.low(after)
    if low in ROLE_NOUNS or (low in {"chief", "prime", "vice"} and tree.low(after + 1) in ROLE_NOUNS):
        votes["organisation"] += CLASS_NOUN / 2
    if low in OF_FIRMS:
        votes["organisation"] += CLASS_NOUN if low == "report" else CLASS_NOUN / 2
    comma = tree.tokens[after].text == "," and tree.low(after + 1) in {"a", "an", "the"}
    if comma:
        for noun in range(after + 2, min(after + 8, len(tree))):
            if tree.tokens[noun].pos == "NOUN" and (
                noun + 1 >= len(tree)
                or (tree.tokens[noun + 1].pos not in {"NOUN", "PROPN"} and tree.tokens[noun + 1].text != "-")
            ):
                kind = noun_type(tree, noun, ontology)
                if kind in {"organisation", "person", "place", "equipment"} and tree.tokens[noun].tag != "NNS":
                    votes[kind] += CLASS_NOUN / 2
                break
    if tree.tokens[after].pos == "NOUN" and low.rstrip("s") in {
        "initiative",
        "programme",
        "program",
        "scheme",
        "campaign",
    }:
        votes["programme"] += CLASS_NOUN


#: Letters of a word in capitals that is taken for an acronym.
SHORTEST_ACRONYM, LONGEST_ACRONYM = 2, 6
#: What the names of warships begin with; navies' own prefixes, from general reference.
SHIP_PREFIXES = frozenset(
    """
    ara arc bae bap bns brp esps fgs fns fs hdms hmas hmbs hmcs hmjs hmnzs hms hnlms hnoms hswms ins iris its jds js kd
    knm kri mv nns orp pns rfa rfns rfs roks rss sas slns sps tcg uscgc usns uss zhs
    """.split()
)


def _own_words(tree: Tree, span: NameSpan, votes: Tally) -> None:
    words = [tree.low(i) for i in range(span.first, span.last + 1)]
    last = words[-1].rstrip(".")
    before_of = words[words.index("of") - 1] if "of" in words[1:] else last
    several = len(words) > 1
    numbered = any(
        tree.tokens[i].text in SERIES and any(c.isdigit() for c in tree.tokens[i + 1].text)
        for i in range(span.first, span.last)
    )
    if numbered or any(is_designation(tree.tokens[i].text) for i in range(span.first, span.last + 1)):
        votes["equipment"] += OWN_WORD
    if (several and {last, before_of} & ORGANISATION_HEADS) or "&" in words:
        votes["organisation"] += OWN_WORD
    elif several and last in EVENT_HEADS:
        votes["event"] += OWN_WORD
    elif several and last in PROGRAMME_HEADS:
        votes["programme"] += OWN_WORD
    elif several and {last, before_of} & PLACE_HEADS:
        votes["place"] += OWN_WORD
    text = tree.text(span.first, span.last)
    if is_grouping(text):
        votes["organisation"] += OWN_WORD
    if not several and SHORTEST_ACRONYM <= len(text) <= LONGEST_ACRONYM and text.isupper() and not is_designation(text):
        votes["organisation"] += BEHAVIOUR
    if words[0] in SHIP_PREFIXES and several:
        votes["equipment"] += OWN_WORD


def _title_before(tree: Tree, span: NameSpan, votes: Tally) -> None:
    index = span.first - 1
    if index < 0:
        return
    before = tree.low(index).rstrip(".")
    if before in {"mr", "mrs", "ms", "dr", "gen", "lt", "col", "capt", "adm", "sen", "gov", "sir"} or (
        before in TITLES
        and before
        not in {
            "state",
            "air",
            "foreign",
            "defence",
            "defense",
            "energy",
            "trade",
            "security",
            "joint",
            "former",
            "national",
            "house",
            "interior",
            "finance",
            "chair",
            "head",
            "leader",
        }
    ):
        votes["person"] += TITLE
    elif before in {"chief", "head", "leader", "boss", "founder"} and span.last > span.first:
        votes["person"] += TITLE / 2
    if before in {"ship", "frigate", "submarine", "destroyer", "carrier", "vessel", "corvette", "tanker"}:
        votes["equipment"] += OWN_WORD


def _class_nouns(tree: Tree, span: NameSpan, head: int, ontology: Ontology, votes: Tally) -> None:
    """ "Acme, a shipbuilder", "the Kizilelma drone", "Operation X": the common noun tells the type."""
    nouns: list[tuple[int, float]] = []
    nouns += [(kid, CLASS_NOUN) for kid in tree.children(head, "appos") if tree.tokens[kid].pos == "NOUN"]
    if tree.dep(head) == "appos" and tree.tokens[tree.tokens[head].head].pos == "NOUN":
        nouns.append((tree.tokens[head].head, CLASS_NOUN))
    governor = tree.tokens[head].head
    if (
        tree.base(head) in {"compound", "flat", "amod"}
        and tree.tokens[head].pos == "PROPN"
        and not span.first <= governor <= span.last
        and governor > span.last
    ):
        nouns.append((governor, CLASS_NOUN))
    for noun, weight in nouns:
        kind = noun_type(tree, noun, ontology)
        if kind in {"equipment", "programme", "event"} and tree.dep(head) != "appos" and noun == governor:
            # "the Kestrel drone" is named Kestrel; "the Acme deal" is not, and "the Acme talks" still less.
            votes[kind] += {"equipment": weight, "programme": weight / 4}.get(kind, 0.0)
        elif (kind and noun != governor) or (tree.dep(head) == "appos" and kind):
            votes[str(kind)] += weight


def _behaviour(tree: Tree, head: int, votes: Tally, *, is_place: bool) -> None:
    preposition = tree.case_of(head)
    governor = tree.tokens[head].head
    if (
        preposition in PLACE_PREPOSITIONS
        and tree.base(head) in {"obl", "nmod"}
        and tree.lemma(governor) not in {"stake", "share", "interest", "confidence"}
    ):
        votes["place"] += BEHAVIOUR * 2 if preposition == "in" else BEHAVIOUR
    if is_place and tree.dep(head) in {"nsubj", "obl:agent"} and tree.lemma(governor) in WAGING_WAR:
        # A town does not attack; a state that no list has does.
        votes["country"] += OWN_WORD
    if tree.dep(head) in {"nsubj", "obl:agent"} and tree.lemma(governor) in CORPORATE:
        votes["organisation"] += BEHAVIOUR * 2
        votes["place"] -= BEHAVIOUR
    if tree.dep(head) == "nmod:poss" and tree.lemma(governor) in {
        "headquarters",
        "subsidiary",
        "factory",
        "plant",
        "shares",
        "share",
        "acquisition",
        "stake",
        "chairman",
        "unit",
    }:
        votes["organisation"] += BEHAVIOUR * 2
    if tree.dep(head) == "nsubj" and tree.lemma(governor) in SAYING:
        votes["person"] += BEHAVIOUR / 2
        votes["organisation"] += BEHAVIOUR / 2
        votes["place"] -= BEHAVIOUR
    if preposition == "from" and tree.lemma(governor) in REPRESENTATIVES:
        votes["organisation"] += BEHAVIOUR * 2
    if preposition in {"such as", "like", "including"} and tree.base(head) == "nmod":
        votes["organisation"] += BEHAVIOUR / 2


#: Nouns that name a thing in the plural only: "parts", "rounds"; in the singular they measure or stand in idioms.
SINGULAR_IDIOMS = frozenset("part round right fire order power state kit measure sight".split())


def noun_type(tree: Tree, noun: int, ontology: Ontology) -> str | None:
    """The type of a common noun by the ontology's nouns; two-word nouns ("fighter jet") come first."""
    lemma = tree.lemma(noun)
    table = noun_table(ontology)
    if tree.low(noun) in table and tree.low(noun) != lemma:
        # The lemmatiser makes "arm" of "arms"; the ontology lists the word itself.
        return table[tree.low(noun)]
    if lemma in SINGULAR_IDIOMS and tree.tokens[noun].tag != "NNS":
        return None
    if lemma == "venture" and any(tree.low(kid) == "joint" for kid in tree.children(noun, "amod", "compound")):
        return "programme"
    width = noun_width(tree, noun, ontology)
    return table.get(_words(tree, noun, width)) or ("equipment" if _recognised_class(tree, noun) else None)


def _recognised_class(tree: Tree, noun: int) -> bool:
    """Whether the recogniser takes a common noun for equipment, listed or not: "loitering munitions".

    In the plural or with an article only: what has neither is no thing that can be handed over ("intelligence").
    """
    token = tree.tokens[noun]
    countable = token.pos == "NOUN" and (token.tag == "NNS" or bool(tree.children(noun, "det")))
    return countable and any(
        name.label == "EQUIPMENT" and name.start <= token.start and token.end == name.end
        for name in tree.sentence.names
    )


#: Words of the longest noun in an ontology, "surface-to-air missile system" with its hyphens apart.
LONGEST_NOUN = 5


def noun_width(tree: Tree, noun: int, ontology: Ontology) -> int:
    """How many words the ontology's noun has that ends at a token: 3 for "air defence systems", 1 if none is longer."""
    table = noun_table(ontology)
    widths = range(min(LONGEST_NOUN, noun + 1), 1, -1)
    return next((width for width in widths if _words(tree, noun, width) in table), 1)


def _words(tree: Tree, noun: int, width: int) -> str:
    words = [*(tree.low(i) for i in range(noun - width + 1, noun)), tree.lemma(noun)]
    return " ".join(word for word in words if word != "-")


_TABLES: dict[str, dict[str, str]] = {}


def noun_table(ontology: Ontology) -> dict[str, str]:
    """Common noun -> type, kept for each ontology by its digest; the first type that lists a noun has it."""
    if ontology.digest not in _TABLES:
        table: dict[str, str] = {}
        for kind in ontology.types.values():
            for noun in kind.nouns:
                table.setdefault(noun.replace("-", " "), kind.name)
                table.setdefault(noun, kind.name)
        _TABLES[ontology.digest] = table
    return _TABLES[ontology.digest]


def head_of(tree: Tree, span: NameSpan) -> int:
    """The token of a name whose head lies outside of it; the last one where a bad tree has several."""
    outside = [
        i
        for i in range(span.first, span.last + 1)
        if not span.first <= tree.tokens[i].head <= span.last or tree.is_root(i)
    ]
    for index in outside:
        if tree.base(index) not in {"case", "punct", "cc"}:
            return index
    return span.last


def decide(all_votes: Iterable[Votes]) -> str:
    """The type with most votes over a document; ties go to the type first in the alphabet.

    The recogniser makes the same mistake each time, so that its votes count by their mean; evidence adds up.

    Example:
        >>> decide([Votes({"place": 1.0}, {}), Votes({"place": 1.0}, {"organisation": 2.5})])
        'organisation'
    """
    votes = list(all_votes)
    total: Tally = defaultdict(float)
    for vote in votes:
        for kind, weight in vote.recogniser.items():
            total[kind] += RECOGNISER * weight / len(votes)
        for kind, weight in vote.learnt.items():
            total[kind] += LEARNT * weight / len(votes)
        for kind, weight in vote.evidence.items():
            total[kind] += weight
    return min(total, key=lambda kind: (-total[kind], kind), default="organisation")
