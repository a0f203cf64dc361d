"""Where names are: stretches of tokens that are one proper name, before it is known what they name.

The recogniser's spans are a start; capitals, ampersands and the words of organisations' names ("Society of …",
"… and Aerospace") mend their borders, and names that it missed are found by their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgraph.gazetteer import BLOC_ADJECTIVES, countries
from kgraph.mentions.designations import SERIES, is_designation, is_grouping
from kgraph.mentions.lexicon import AFTER_AND, ORGANISATION_HEADS, PROGRAMME_HEADS, ROLE_NOUNS, TITLES
from kgraph.sentences.syntax import Tree

#: Longest country name in the table, in tokens ("Democratic Republic of the Congo" has 5, hyphens count too).
COUNTRY_TOKENS = 6
#: Longest name of a capital, in tokens: "New Delhi"; longer ones are the tagger's.
CAPITAL_TOKENS = 2
MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
COMPASS = frozenset("north south east west northern southern eastern western central".split())
#: "its 15th package" and "Rs 500 crore" name nothing.
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
CURRENCIES = frozenset({"rs", "us$", "usd", "eur", "gbp", "inr"})
#: Words written with a capital that are no names by themselves.
CAPITALISED = frozenset(
    "i the a an ltd inc mr mrs ms dr had should were was is are has have did does do will would could can "
    "may might".split()
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens `first` to `last` (included) are one name; `label` is what the recogniser called it, or ""."""

    first: int
    last: int
    label: str


def name_spans(tree: Tree) -> tuple[NameSpan, ...]:
    """The names of a sentence, in order, without overlap; countries and their adjectives first.

    Titles and roles before a name ("President", "Defence Secretary") are left out of it.
    """
    taken = [False] * len(tree)
    found: list[NameSpan] = []

    def take(span: NameSpan) -> None:
        if span.first <= span.last and not any(taken[span.first : span.last + 1]):
            taken[span.first : span.last + 1] = [True] * (span.last - span.first + 1)
            found.append(span)

    wide = [_widen(tree, first, last, label) for first, last, label in _recognised(tree)]
    runs = list(_runs(tree))
    lands = list(_country_spans(tree))
    wide = [half for span in wide for half in _at_and(tree, span)]
    wide = [part for span in wide for part in _at_titles(tree, span) if not _inside(span, lands)]
    runs = [part for span in runs for part in _at_titles(tree, span) if not _inside(span, lands)]
    for span in sorted([*wide, *runs], key=lambda s: (s.first - s.last, s.first, s.label == "")):
        for part in _split(tree, span):
            take(part)
    for first, last in lands:
        take(NameSpan(first, last, "GPE"))
    return tuple(sorted(found, key=lambda span: span.first))


def _tells_itself(tree: Tree, run: NameSpan) -> bool:
    """Whether a run of capitals that the recogniser missed is a name by its form: "Type 26", "TKMS", "Pune-based".

    Others mostly are none, or are cut wrongly: with them fewer names come out right (on the news half of PUD, F1 of
    the spans 0.86 instead of 0.89).
    """
    words = [tree.tokens[i].text for i in range(run.first, run.last + 1)]
    numbered = any(word in SERIES and any(map(str.isdigit, after)) for word, after in pairwise(words))
    based = run.first > 0 and tree.text(run.last, min(run.last + 2, len(tree) - 1)).endswith("-based")
    return numbered or based or any(is_designation(word) or _is_acronym(word) or is_grouping(word) for word in words)


def _inside(span: NameSpan, lands: list[tuple[int, int]]) -> bool:
    """Whether a span is only a part of a country's name, or all of it: "African" in "South African"."""
    return any(first <= span.first and span.last <= last for first, last in lands)


def _recognised(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """The recogniser's spans as token ranges; dates left out."""
    for name in tree.sentence.names:
        inside = [i for i, token in enumerate(tree.tokens) if name.start <= token.start < name.end]
        while inside and (tree.tokens[inside[0]].pos == "DET" or not _namelike(tree, inside[0])):
            inside = inside[1:]
        while inside and not _namelike(tree, inside[-1]):
            inside = inside[:-1]
        alone = len(inside) == 1 and bool(set(tree.low(inside[0]).split("-")) & (MONTHS_AND_DAYS | COMPASS))
        if (
            inside
            and not alone
            and name.label not in {"DATE", "MONEY", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"}
            and not _of_title(tree, inside[0], inside[-1])
        ):
            yield inside[0], inside[-1], name.label


def _of_title(tree: Tree, first: int, last: int) -> bool:
    """ "Defence Production" before "Secretary": an office by what it is for, part of a title and no body."""
    follows = tree.tokens[last + 1] if last + 1 < len(tree) else None
    is_role = follows is not None and follows.text[:1].isupper() and tree.low(last + 1) in ROLE_NOUNS
    return is_role and tree.low(first) in TITLES


def _namelike(tree: Tree, index: int) -> bool:
    """Whether a token can be a word of a name: it begins with a capital or a digit."""
    text = tree.tokens[index].text
    return (
        text[:1].isupper()
        or (text[:1].isdigit() and any(c.isalpha() for c in text))
        or (text[:1].islower() and any(c.isupper() for c in text[1:]))
    )


def _is_name_word(tree: Tree, index: int) -> bool:
    """Whether a token begins or continues a name that the recogniser missed."""
    token = tree.tokens[index]
    low = token.text.casefold()
    if set(low.split("-")) & MONTHS_AND_DAYS:
        return False
    if (
        not _namelike(tree, index)
        or low in MONTHS_AND_DAYS
        or low in CAPITALISED
        or (low in COMPASS and not _in_name(tree, index))
        or token.pos in {"PRON", "DET", "AUX", "ADP", "CCONJ", "SCONJ", "NUM"}
    ):
        return False
    if is_designation(token.text):
        return True
    if ORDINAL.match(low) or low in CURRENCIES:
        return False
    if "-" in token.text and token.text.rsplit("-", 1)[1] in countries().adjectives:
        # "Indo-Russian", "Franco-German": an adjective.
        return False
    if index == 0 or tree.tokens[index - 1].text in {"“", '"', ":", "‘"}:
        return (token.pos == "PROPN" and token.tag.startswith("NNP")) or _is_acronym(token.text)
    if (
        token.pos == "ADJ"
        and (low in BLOC_ADJECTIVES or low.endswith(("ern", "ean", "ist", "ish")))
        and tree.base(index) == "amod"
    ):
        return False
    return token.pos in {"PROPN", "NOUN", "ADJ", "VERB", "X"}


#: Fewest letters of a sentence's first word in capitals that is a name: "TKMS", never "A" or "IT".
ACRONYM = 3


def _is_acronym(word: str) -> bool:
    return (word.isupper() and len(word) >= ACRONYM and word.isalpha()) or ("&" in word and len(word) >= ACRONYM)


def names_elsewhere(trees: Sequence[Tree], spans: Sequence[tuple[NameSpan, ...]]) -> list[tuple[NameSpan, ...]]:
    """Adds first words of sentences that are names where they stand inside other sentences of the document.

    At a sentence's start the capital tells nothing, and the tagger takes a firm's name that is new to it for a noun.
    """
    known = {
        tree.tokens[span.first].text
        for tree, found in zip(trees, spans, strict=True)
        for span in found
        if span.first == span.last and span.first > 0 and tree.tokens[span.first].pos == "PROPN"
    }
    more = []
    for tree, found in zip(trees, spans, strict=True):
        first = tree.tokens[0]
        free = not any(span.first == 0 for span in found)
        new = (NameSpan(0, 0, ""),) if free and first.text in known and first.pos in {"NOUN", "ADJ", "X"} else ()
        more.append((*new, *found))
    return more


def _in_name(tree: Tree, index: int) -> bool:
    """Whether a capital stands beside: "South Korea", "Air Force East"."""
    beside = [i for i in (index - 1, index + 1) if 0 <= i < len(tree)]
    return any(tree.tokens[i].text[:1].isupper() and tree.tokens[i].pos == "PROPN" and i > 0 for i in beside)


def _runs(tree: Tree) -> Iterator[NameSpan]:
    """Stretches of capitalised words that are names by their form, with the small words that names have inside."""
    index = 0
    while index < len(tree):
        if not _is_name_word(tree, index):
            index += 1
            continue
        last = _extend_right(tree, index)
        run = NameSpan(index, last, "")
        if _tells_itself(tree, run):
            yield run
        index = last + 1


def _extend_right(tree: Tree, index: int) -> int:
    last = index
    while last + 1 < len(tree):
        word = tree.tokens[last + 1].text
        after = last + 2 < len(tree) and _is_name_word(tree, last + 2)
        glued = tree.tokens[last + 1].start == tree.tokens[last].end
        if _is_name_word(tree, last + 1):
            last += 1
        elif (
            word.isdigit()
            and last + 2 < len(tree)
            and tree.low(last + 2).rstrip("s") in PROGRAMME_HEADS
            and tree.tokens[last + 2].text.islower()
        ):
            # "its Vision 2030 programme": the year belongs to the name.
            return last + 1
        elif word in {"&", "-", "–", "/", "’", "'"} and after and (word == "&" or (glued and _glued(tree, last + 1))):
            last += 2
        elif tree.tokens[last].text in SERIES and any(c.isdigit() for c in word):
            last += 1
        elif (
            (word == "of" and after and _of_name(tree, last))
            or (word == "and" and after and _and_name(tree, last))
            or (word in {"al", "de", "van", "von", "bin", "ibn", "der", "da", "del", "la", "el", "ul"} and after)
        ):
            last += 2
        else:
            break
    return last


def _glued(tree: Tree, index: int) -> bool:
    """Whether no space follows a token: the apostrophe of "N'Djamena", not that of "the Philippines' minister"."""
    return index + 1 < len(tree) and tree.tokens[index + 1].start == tree.tokens[index].end


def _of_name(tree: Tree, last: int) -> bool:
    """ "Society of …", "Ministry of …": the word before "of" heads an organisation, a place or a law."""
    word = tree.low(last)
    return word in ORGANISATION_HEADS or word in {
        "republic",
        "kingdom",
        "state",
        "emirates",
        "gulf",
        "isle",
        "sea",
        "house",
    }


def _and_name(tree: Tree, last: int) -> bool:
    """ "Defence and Aerospace": a single word of organisations' names after "and", and no name of its own."""
    follows = tree.low(last + 2)
    if follows not in AFTER_AND:
        return False
    return last + 3 >= len(tree) or not _is_name_word(tree, last + 3) or tree.low(last + 3) in ORGANISATION_HEADS


def _widen(tree: Tree, first: int, last: int, label: str) -> NameSpan:
    """The recogniser's span, carried on over the capitals, ampersands and "and Aerospace" that belong to it."""
    while (
        first > 0
        and _is_name_word(tree, first - 1)
        and tree.tokens[first - 1].pos == "PROPN"
        and label in {"ORG", "PERSON"}
    ):
        first -= 1
    return NameSpan(first, max(last, _extend_right(tree, last)) if label != "NORP" else last, label)


def _at_and(tree: Tree, span: NameSpan) -> Iterator[NameSpan]:
    """ "Adani Defence and Bharat Forge" is two names; "Ministry of Trade and Industry" is one."""
    joints = [i for i in range(span.first + 1, span.last) if tree.low(i) == "and"]
    if (
        span.label not in {"ORG", "PERSON", ""}
        or not joints
        or any(tree.low(i) == "of" for i in range(span.first, joints[0]))
    ):
        yield span
        return
    joint = joints[0]
    left, right = joint - span.first, span.last - joint
    common = right == 1 and (tree.low(span.last) in AFTER_AND or tree.low(span.last) in ORGANISATION_HEADS)
    if left > 1 and not common:
        yield NameSpan(span.first, joint - 1, span.label)
        yield from _at_and(tree, NameSpan(joint + 1, span.last, span.label))
    else:
        yield span


#: What "General" stands before in the names of firms and bodies: "General Dynamics", "Tradive General Trading".
OF_GENERAL = frozenset(
    "trading dynamics electric motors atomics mills assembly staff command directorate company store services "
    "contracting insurance council secretariat hospital union court prosecutor agency directorate industries".split()
)


def _at_titles(tree: Tree, span: NameSpan) -> Iterator[NameSpan]:
    """ "Leonardo Chief Executive Roberto Cingolani" is a firm, a post and a person; the post is no name."""
    index = span.first + 1
    while index < span.last:
        if tree.tokens[index].text in {"'s", "’s", "'", "’"} and not _glued(tree, index):
            # "the Philippines' Defence Undersecretary": an owner and what is owned are two.
            yield NameSpan(span.first, index - 1, span.label)
            yield from _at_titles(tree, NameSpan(index + 1, span.last, span.label))
            return
        end = index
        while end <= span.last and tree.low(end).rstrip(".") in TITLES:
            end += 1
        if (
            end > index
            and end <= span.last
            and (tree.low(end - 1) in ROLE_NOUNS or tree.low(end - 1) in {"mr", "mrs", "ms", "dr", "gen"})
            and not (tree.low(end - 1) == "general" and tree.low(end) in OF_GENERAL)
        ):
            if tree.low(span.first).rstrip(".") not in TITLES:
                # "Defence Production Secretary X" has no firm in front of it, "Leonardo Chief Executive X" has.
                yield NameSpan(span.first, index - 1, "" if span.label == "PERSON" else span.label)
            yield from _at_titles(tree, NameSpan(end, span.last, "PERSON"))
            return
        index = max(end, index + 1)
    yield span


def _split(tree: Tree, span: NameSpan) -> Iterator[NameSpan]:
    """A span without the country's adjective, the title or the role before the name, each told apart."""
    first, last = span.first, span.last
    table = countries()
    words = tree.text(first, last)
    if "-" in words and words.rsplit("-", 1)[1] in table.adjectives:
        # "Indo-Russian", "South African-Argentine": adjectives, whose states are named elsewhere.
        return
    while first <= last:
        two = tree.text(first, min(first + 1, last))
        if first < last and table.name_of(two) and last > first + 1:
            yield NameSpan(first, first + 1, "GPE")
            first += 2
        elif (
            first < last
            and tree.tokens[first].text in table.adjectives
            and not _name_of_organisation(tree, first, last)
        ):
            yield NameSpan(first, first, "NORP")
            first += 1
        elif (tree.low(first).rstrip(".") in TITLES and not _name_of_organisation(tree, first, last)) or tree.tokens[
            first
        ].text in {"-", "–", "'", "’"}:
            first += 1
        else:
            break
    while last >= first and tree.low(last) in ROLE_NOUNS and span.label != "ORG":
        # "Defence Production Secretary" alone is a role and not a name.
        return
    if first <= last:
        yield NameSpan(first, last, span.label)


def _name_of_organisation(tree: Tree, first: int, last: int) -> bool:
    """ "Indian Air Force", "State Duma", "Defence Ministry": the words before are part of the name."""
    if tree.low(last) in ORGANISATION_HEADS and tree.low(last) not in {"industry", "industries", "defence", "defense"}:
        return True
    return (
        tree.low(first) not in {"president", "mr", "mrs"}
        and any(tree.low(i) == "of" for i in range(first, last))
        and tree.low(first) in ORGANISATION_HEADS
    )


def _country_spans(tree: Tree) -> Iterator[tuple[int, int]]:
    """Names and adjectives of countries, longest first at each place."""
    table = countries()
    index = 0
    while index < len(tree):
        for length in range(min(COUNTRY_TOKENS, len(tree) - index), 0, -1):
            if tree.tokens[index].pos == "DET" and length > 1:
                # The article belongs to no name ("the Norwegian minister").
                continue
            words = tree.text(index, index + length - 1)
            if table.name_of(words) or (length <= CAPITAL_TOKENS and words in table.capitals):
                yield index, index + length - 1
                index += length - 1
                break
        index += 1
