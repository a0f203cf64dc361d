"""Texts varied by chance: what news has and the sources lack, made out of what they have.

Capitals of headlines, lower case of questions typed in haste, headlines without articles and auxiliaries, and
designations in the places of nouns. Trees stay right, since each step is one that they survive.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from kgraph.neural.names import names_in
from kgraph.neural.pieces import Gap, Shape, Vocabulary, shape_of
from training.texts import MARK, MARKS, MISSING, Labels, Text, marks_of, only, text_of

#: Chances of each variation for a text.
CAPITALISED, CAPITALS, LOWER, HEADLINE, EQUIPPED = 0.03, 0.015, 0.03, 0.08, 0.1
#: Chance that a designation that is marked as equipment becomes another one.
OTHER_DESIGNATION = 0.4
#: Share of texts with names in which some are exchanged, share of their names, and the types whose names are.
RENAMED, RENAMED_NAMES = 0.3, 0.5
EXCHANGED = frozenset(["PERSON", "ORG", "GPE", "EQUIPMENT", "PROGRAMME", "EVENT"])
#: Share of headlines in which every word has a capital, and of designations that are plural.
TITLE_CASE, PLURAL = 0.5, 0.4
#: Words of a text that is made a headline.
SHORTEST_HEADLINE, LONGEST_HEADLINE = 3, 20
#: What headlines leave out, where nothing hangs on it.
LEFT_OUT = "the a an is are was were has have had been".split()
#: Words that no headline of news has.
UNLIKE_NEWS = frozenset("i you it he she we they me my your what which who ? there that this".split())
LEFT_OUT_AS = ("det", "aux", "aux:pass", "cop")
#: Relations in which a noun may be a designation.
PLACES = ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj", "appos", "obl:agent")
#: Syllables before the number of a designation, beside capitals by chance.
SYLLABLES = "MiG Su Il An Tu Mi Ka Yak Kh Be Il Zu Bv Pz Ch Mk Ty Kub".split()


@dataclass(frozen=True, slots=True)
class Variation:
    """Varies texts; knows the numbers of pieces and labels."""

    vocabulary: Vocabulary
    labels: Labels
    #: Names by type, as `names_of` gives them; without them no names are exchanged.
    names: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)

    def __call__(self, text: Text, chance: random.Random) -> Text:
        """The text, or a variation of it."""
        steps: tuple[tuple[float, Callable[[Text, random.Random], Text]], ...] = (
            (HEADLINE, self._headline),
            (EQUIPPED, self._equipped),
            (1.0, self._redesignated),
            (RENAMED, self._renamed),
            (CAPITALISED, _capitalised),
            (CAPITALS, _capitals),
            (LOWER, _lower),
        )
        for share, step in steps:
            if chance.random() < share:
                text = step(text, chance)
        return text

    def _headline(self, text: Text, chance: random.Random) -> Text:
        """In a headline's words: "The minister will visit Oslo on Monday." -> "Minister to visit Oslo on Monday"."""
        if not SHORTEST_HEADLINE < len(text) <= LONGEST_HEADLINE or (text.heads == MISSING).any():
            return text
        if any(word.lower() in UNLIKE_NEWS for word in text.words) or (text.starts == 1).sum() != 1:
            return text
        relations = {self.labels.relations.get(name, MISSING) for name in LEFT_OUT_AS}
        governing = set(text.heads.tolist())
        named = np.zeros(len(text), dtype=bool) if text.allowed is None else ~text.allowed[:, MARK["O"]]
        kept = [
            at
            for at, word in enumerate(text.words)
            if at in governing
            or named[at]
            or not (_is_small(word, at, len(text)) and (word == "." or text.relations[at] in relations))
        ]
        if len(kept) == len(text) or len(kept) < SHORTEST_HEADLINE:
            return text
        position = {old: new for new, old in enumerate(kept)}
        starts = text.starts[kept]
        starts[0] = 1
        shorter = replace(
            text,
            words=[text.words[at] for at in kept],
            lemmas=[text.lemmas[at] for at in kept],
            pieces=[text.pieces[at] for at in kept],
            shapes=text.shapes[kept],
            gaps=text.gaps[kept],
            tags=text.tags[kept],
            morphs=text.morphs[kept],
            heads=np.array([position[int(text.heads[at])] for at in kept], dtype=np.int32),
            relations=text.relations[kept],
            starts=starts,
            allowed=None if text.allowed is None else text.allowed[kept],
        )
        shorter = self._present(self._future(shorter))
        return _capitalised(shorter, chance) if chance.random() < TITLE_CASE else shorter

    def _future(self, text: Text) -> Text:
        """ "will" is "to" in headlines."""
        will = next((at for at, word in enumerate(text.words) if word.lower() == "will"), -1)
        if will < 0 or text.relations[will] != self.labels.relations.get("aux"):
            return text
        changed = self._with(text, will, "to", "TO", "PART/")
        changed.relations[will] = self.labels.relations["mark"]
        return changed

    def _present(self, text: Text) -> Text:
        """What happened is told in the present."""
        root = next((at for at in range(len(text)) if text.heads[at] == at), -1)
        lemma = text.lemmas[root] if root >= 0 else ""
        if root < 0 or not lemma.isalpha() or text.tags[root] != self.labels.tags.get("VBD"):
            return text
        ending = "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        word = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + ending
        return self._with(text, root, word, "VBZ", "VERB/Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")

    def _equipped(self, text: Text, chance: random.Random) -> Text:
        """A designation in the place of a noun, where names are not taught."""
        if text.allowed is not None:
            return text
        wanted = {self.labels.relations.get(name, MISSING) for name in PLACES}
        nouns = {number for label, number in self.labels.morphs.items() if label.startswith(("NOUN/", "PROPN/"))}
        spots = [
            at
            for at in range(len(text))
            if text.relations[at] in wanted and text.morphs[at] in nouns and text.shapes[at] != Shape.DESIGNATION
        ]
        if not spots:
            return text
        at = chance.choice(spots)
        plural = chance.random() < PLURAL
        tag, number = ("NNPS", "Plur") if plural else ("NNP", "Sing")
        return self._with(text, at, designation(chance) + "s" * plural, tag, f"PROPN/Number={number}")

    def _redesignated(self, text: Text, chance: random.Random) -> Text:
        """Another designation for one that is marked as equipment by itself."""
        if text.allowed is None:
            return text
        alone = np.zeros(text.allowed.shape[1], dtype=bool)
        alone[[MARK[f"{mark}-EQUIPMENT"] for mark in "BILU"]] = True
        for at in np.flatnonzero((text.allowed & ~alone).sum(1) == 0):
            if text.shapes[at] == Shape.DESIGNATION and chance.random() < OTHER_DESIGNATION:
                text = self._with(text, int(at), designation(chance))
        return text

    def _renamed(self, text: Text, chance: random.Random) -> Text:
        """Other names of the same types in the places of some; its tree is left out, since the words are others."""
        spans = [span for span in spans_of(text) if span[2] in self.names and chance.random() < RENAMED_NAMES]
        if not spans or text.allowed is None:
            return text
        words: list[str] = []
        gaps: list[int] = []
        rows: list[np.ndarray] = []
        at = 0
        for first, end, kind in [*spans, (len(text), len(text), "")]:
            words += text.words[at:first]
            gaps += text.gaps[at:first].tolist()
            rows += list(text.allowed[at:first])
            if kind:
                name = chance.choice(self.names[kind])
                words += name
                gaps += [int(text.gaps[first]), *(_gap(before, word) for before, word in pairwise(name))]
                rows += [only(mark) for mark in marks_of(len(name), kind)]
            at = end
        other = text_of(text.source, words, gaps, self.vocabulary)
        other.allowed = np.stack(rows)
        return other

    def _with(self, text: Text, at: int, word: str, tag: str = "", morph: str = "") -> Text:
        """Another word at a place, with its tag and features where they change."""
        words, pieces, shapes = list(text.words), list(text.pieces), text.shapes.copy()
        words[at], pieces[at], shapes[at] = word, self.vocabulary.read(word), shape_of(word)
        tags, morphs = text.tags.copy(), text.morphs.copy()
        if tag:
            tags[at] = self.labels.tags.get(tag, MISSING)
            morphs[at] = self.labels.morphs.get(morph, MISSING)
        relations = text.relations.copy()
        return replace(text, words=words, pieces=pieces, shapes=shapes, tags=tags, morphs=morphs, relations=relations)


def _is_small(word: str, at: int, count: int) -> bool:
    return word.lower() in LEFT_OUT or (word == "." and at == count - 1)


def spans_of(text: Text) -> list[tuple[int, int, str]]:
    """The names of a text that are certain: first word, end and type."""
    if text.allowed is None:
        return []
    sure = text.allowed.sum(1) == 1
    marks = [MARKS[row.argmax()] if is_sure else "O" for row, is_sure in zip(text.allowed, sure, strict=True)]
    return [(name.first, name.last + 1, name.kind) for name in names_in(marks)]


def names_of(texts: Iterable[Text]) -> dict[str, list[tuple[str, ...]]]:
    """The names of texts by type, each once, with a capital or a digit in them; in the order of the alphabet."""
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in texts:
        for first, end, kind in spans_of(text):
            words = tuple(text.words[first:end])
            if kind in EXCHANGED and any(c.isupper() or c.isdigit() for word in words for c in word):
                found[kind].add(words)
    return {kind: sorted(names) for kind, names in sorted(found.items())}


def _gap(before: str, word: str) -> int:
    """What stands between two words of a name, whose spaces are not kept."""
    tight = word[0] in ".,'’)-/" or before in {"-", "/", "("}
    return int(Gap.NONE if tight else Gap.SPACE)


def designation(chance: random.Random) -> str:
    """A designation that no list has: "RQ-417", "K71A", "Kh-58", "TBR2"."""
    letters = "".join(chance.choices(CAPITAL_LETTERS, k=chance.choice((1, 1, 2, 2, 3, 4))))
    letters = chance.choice([letters, letters, *chance.sample(SYLLABLES, 1)])
    number = str(chance.randint(1, chance.choice((9, 9, 99, 99, 999, 9999))))
    ending = "".join(chance.choices(CAPITAL_LETTERS, k=chance.choice((0, 0, 0, 1, 1, 2))))
    return letters + chance.choice(("-", "-", "")) + number + ending


CAPITAL_LETTERS = "ABCDEFGHIKLMNPQRSTUVXYZ"


def _capitalised(text: Text, chance: random.Random) -> Text:
    """Every Word in Capitals."""
    del chance
    return replace(text, shapes=np.where(text.shapes == Shape.LOWER, Shape.CAPITALISED, text.shapes).astype(np.int32))


def _capitals(text: Text, chance: random.Random) -> Text:
    """EVERY LETTER."""
    del chance
    change = np.isin(text.shapes, (Shape.LOWER, Shape.CAPITALISED, Shape.MIXED))
    return replace(text, shapes=np.where(change, Shape.CAPITALS, text.shapes).astype(np.int32))


def _lower(text: Text, chance: random.Random) -> Text:
    """Without capitals, as questions are typed; names are not taught on it."""
    del chance
    if text.allowed is not None:
        return text
    change = np.isin(text.shapes, (Shape.CAPITALISED, Shape.CAPITALS, Shape.MIXED, Shape.INITIAL))
    return replace(text, shapes=np.where(change, Shape.LOWER, text.shapes).astype(np.int32))
