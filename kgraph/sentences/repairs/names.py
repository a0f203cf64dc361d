"""Repairs of names: which words the recogniser's spans hold, and that a name is one node of the tree.

Rules of later stages read what a name's head hangs on. A name that the parser cut in two hangs on two words, and one of
them is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kgraph.model import Span
from kgraph.sentences.designations import is_designation
from kgraph.sentences.reading import children_of, has_dep
from kgraph.sentences.repairs.arcs import Parsed, Tokens, changed, has_child, is_below

#: Words of a name that holds a designation ("K9 Thunder", "L-29 Delfín"); a longer one is something else's name.
EQUIPMENT_WORDS = 3
#: Letters of the longest particle inside a name ("von", "bin", "dos").
PARTICLE = 3
#: Labels whose spans are names of one thing.
NAMES = frozenset(["PERSON", "ORG", "GPE", "LOC", "EVENT", "EQUIPMENT", "PROGRAMME", "FAC"])
#: Parts of speech that no name begins or ends with.
LOOSE = frozenset(["ADP", "CCONJ", "PUNCT", "AUX", "PRON", "SCONJ", "ADV", "PART"])
#: Prepositions that stand between two names rather than in one, and the label of what follows.
BETWEEN = {"in": "GPE", "at": "GPE", "from": "GPE", "to": "", "for": "", "about": "", "with": "", "by": "", "than": ""}
#: Relations, best first, by which one of several words of a name is taken for its head.
PREFERRED = ("nsubj", "nsubj:pass", "obj", "obl:agent", "obl", "nmod:poss", "nmod", "appos", "conj", "root")
#: Relations that no word of a name has to another word of it.
CLAUSAL = ("nsubj", "obj", "iobj", "obl", "acl", "advcl", "ccomp", "xcomp", "aux", "mark", "advmod", "cop", "parataxis")


def trimmed_names(parsed: Parsed) -> Parsed:
    """Names without loose words at their ends ("GKN Aerospace of"), cut where a preposition joins two of them.

    "Vasir Propellants in Thessaloniki" is cut only where the tree hangs the two parts on different words; in
    "Institute for Peace" they hang together.
    """
    tokens = parsed.tokens
    found: list[Span] = []
    for name in parsed.names:
        indices = words_of(tokens, name)
        if name.label == "DATE" and len(indices) > 1 and tokens[indices[0]].pos == "ADP":
            found.append(replace(name, start=tokens[indices[1]].start))
        if name.label not in NAMES:
            found.extend([] if found and found[-1].end == name.end else [name])
            continue
        for whole, label in _parts(tokens, indices, name.label):
            part = _without_loose_ends(tokens, whole)
            if part:
                found.append(Span(start=tokens[part[0]].start, end=tokens[part[-1]].end, label=label))
    return Parsed(tokens, tuple(found))


def divided(names: Sequence[Span], text: str, known: Collection[str]) -> list[Span]:
    """Names cut at "and" where what follows is a name of its own elsewhere in the document.

    Args:
        names: of one text, in text order.
        text: the text that their offsets are in.
        known: all names of the document, as they stand there.

    Example:
        >>> both = Span(start=0, end=14, label="ORG")
        >>> [name.end for name in divided([both], "Acme and Borel", {"Borel"})], divided([both], "Acme and Borel", ())
        ([4, 14], [Span(start=0, end=14, label='ORG')])
    """
    found = []
    for name in names:
        left, joint, right = text[name.start : name.end].rpartition(" and ")
        if joint and left and right in known and name.label in NAMES:
            found.append(replace(name, end=name.start + len(left)))
            found.append(replace(name, start=name.end - len(right)))
        else:
            found.append(name)
    return found


def words_of(tokens: Tokens, name: Span) -> list[int]:
    """The indices of a name's words."""
    return [index for index, token in enumerate(tokens) if name.start <= token.start and token.end <= name.end]


def _leaving(tokens: Tokens, indices: Sequence[int]) -> list[int]:
    """The words of a name that hang on a word outside it, or on nothing."""
    return [i for i in indices if tokens[i].head not in indices or tokens[i].head == i]


def _parts(tokens: Tokens, indices: list[int], label: str) -> list[tuple[list[int], str]]:
    """The parts of a name that the tree keeps apart, each with its label."""
    for place, index in enumerate(indices[1:-1], start=1):
        word = tokens[index].text.lower()
        if word not in BETWEEN and tokens[index].pos != "CCONJ":
            continue
        left, right = indices[:place], indices[place + 1 :]
        apart = [i for i in _leaving(tokens, indices) if tokens[i].pos not in LOOSE]
        joined = tokens[index].pos == "CCONJ" and (tokens[index].head not in indices or len(apart) > 1)
        split = word in BETWEEN and any(i in left for i in apart) and any(i in right for i in apart)
        if split or joined:
            return [(left, label), *_parts(tokens, right, BETWEEN.get(word) or label)]
    return [(indices, label)]


def _without_loose_ends(tokens: Tokens, indices: list[int]) -> list[int]:
    first, last = 0, len(indices)
    while last > first and _is_loose(tokens, indices[last - 1]):
        last -= 1
    while last > first and _is_loose(tokens, indices[first]):
        first += 1
    return indices[first:last]


def _is_loose(tokens: Tokens, index: int) -> bool:
    """Whether a word cannot begin or end a name; a capital inside a sentence speaks for the name ("Đà Lạt")."""
    token = tokens[index]
    if token.text.lower() in {"the", "a", "an"}:
        return True
    if index == 0 and token.tag == "VB" and token.dep == "root":
        return True
    capital = any(map(str.isupper, token.text)) and index > 0 and token.text != "I"
    return token.pos in LOOSE and not capital


def labelled_equipment(parsed: Parsed) -> Parsed:
    """As in "K9 Thunder" is no person: a name that holds a designation is that of a product."""
    names = []
    for name in parsed.names:
        words = words_of(parsed.tokens, name)
        wrong = name.label in NAMES | {"NORP"} and any(is_designation(parsed.tokens[i].text) for i in words)
        names.append(replace(name, label="EQUIPMENT") if wrong and len(words) <= EQUIPMENT_WORDS else name)
    return Parsed(parsed.tokens, tuple(names))


def one_head(parsed: Parsed) -> Parsed:
    """A name whose words hang on several words outside it becomes one node.

    The word whose relation is the likeliest for a name stays, or the first where a preposition introduces the name; the
    others hang on it. Words of function go to the next word of the name.
    """
    tokens = parsed.tokens
    for name in parsed.names:
        indices = words_of(tokens, name) if name.label in NAMES else []
        leaving = _leaving(tokens, indices)
        if len(leaving) <= 1 or not all(_is_name_word(tokens, i) for i in indices):
            continue
        head = _head_of(tokens, indices, leaving, name.label)
        above = [i for i in leaving if i != head and is_below(tokens, head, i)]
        if above:
            if not _holds_name(parsed, _branch(tokens, head, above[0])):
                continue
            tokens = _lifted(tokens, head, above[0])
        for index in leaving:
            if index != head:
                tokens = _hung_inside(tokens, index, head, indices)
    return Parsed(tokens, parsed.names)


def _lifted(tokens: Tokens, low: int, high: int) -> Tokens:
    """As in "Adani Defence and Bharat | Forge": what of `high` holds `low` takes the place of `high`.

    Otherwise "Forge" could not hang on "Bharat", which hangs below it.
    """
    branch = _branch(tokens, low, high)
    above = tokens[high]
    dep = "obj" if above.dep == "xcomp" else above.dep
    if above.head == high:
        return changed(changed(tokens, branch, head=branch, dep="root"), high, head=branch, dep="dep")
    return changed(changed(tokens, branch, head=above.head, dep=dep), high, head=branch, dep="dep")


def _branch(tokens: Tokens, low: int, high: int) -> int:
    """The child of `high` that `low` hangs below."""
    while tokens[low].head != high:
        low = tokens[low].head
    return low


def _holds_name(parsed: Parsed, index: int) -> bool:
    """Whether a word is part of a name of several words; "Newfoundland" alone is not."""
    token = parsed.tokens[index]
    return any(
        name.label in NAMES and name.start <= token.start < name.end and name.end - name.start > len(token.text)
        for name in parsed.names
    )


def _is_name_word(tokens: Tokens, index: int) -> bool:
    token = tokens[index]
    return not token.text[0].islower() or token.pos in {"ADP", "DET", "CCONJ", "PART"} or len(token.text) <= PARTICLE


def _head_of(tokens: Tokens, indices: Sequence[int], leaving: Sequence[int], label: str) -> int:
    content = [i for i in leaving if tokens[i].pos not in {"ADP", "DET", "CCONJ", "PUNCT", "PART"}] or list(leaving)
    first = content[0]
    if len({(tokens[i].head, tokens[i].dep) for i in content}) == 1:
        return first if label == "PERSON" or "of" in {tokens[i].text for i in indices} else content[-1]
    if has_child(tokens, first, "case", "cc") and tokens[first].dep not in {"fixed", "case", "mark"}:
        return first
    if tokens[first].dep in {"nsubj", "nsubj:pass", "obj", "iobj", "appos"}:
        return first
    for dep in PREFERRED:
        for index in content:
            if tokens[index].dep == dep:
                return index
    return content[-1]


def _hung_inside(tokens: Tokens, index: int, head: int, indices: Sequence[int]) -> Tokens:
    """A word of a name hung within it; what hung on it from outside moves to the name's head."""
    following = [i for i in indices if i > index and tokens[i].pos not in {"ADP", "DET", "CCONJ", "PUNCT", "PART"}]
    token = tokens[index]
    if token.pos in {"ADP", "DET", "CCONJ"} and following:
        dep = {"ADP": "case", "DET": "det"}.get(token.pos, "cc")
        return changed(tokens, index, head=following[0], dep=dep)
    before = indices[indices.index(index) - 1] if index != indices[0] else index
    dep = "nmod" if tokens[before].pos == "ADP" else "compound" if index < head else "flat"
    for child in children_of(tokens, index):
        if child not in indices and not has_dep(tokens[child], "punct"):
            tokens = changed(tokens, child, head=head)
    return changed(tokens, index, head=head, dep=dep)


def name_words(parsed: Parsed) -> Parsed:
    """No word of a name is a verb or pronoun, and none is the subject or object of another."""
    tokens = parsed.tokens
    for name in parsed.names:
        indices = words_of(tokens, name) if name.label in NAMES else []
        if len(indices) <= 1:
            continue
        for index in indices:
            token = tokens[index]
            if token.text[0].isupper() and token.pos in {"VERB", "AUX", "PRON", "ADV", "INTJ", "SCONJ"}:
                tokens = changed(tokens, index, pos="PROPN", tag="NNP", morph="Number=Sing", lemma=token.text)
            inner = token.head in indices and has_dep(token, *CLAUSAL) and not has_child(tokens, index, "case", "mark")
            if inner and token.text[0].isupper():
                tokens = changed(tokens, index, dep="compound" if index < token.head else "flat")
    return Parsed(tokens, parsed.names)
