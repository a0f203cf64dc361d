"""A sentence with its mentions: who can fill a role at a token.

A role's token is rarely the thing itself. It may be coordinated ("A and B"), measured ("a range of drones"), stand for
who sent it ("executives from Acme"), be explained by an apposition, or be a group with its members named ("firms,
including Acme"). `Scene.fillers` follows all of these and says how far it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kgraph.mentions.lexicon import REPRESENTATIVES
from kgraph.mentions.nominals import is_group
from kgraph.model import Document, Mention, MentionKind, Sentence
from kgraph.ontology import Ontology
from kgraph.sentences.syntax import Tree

#: How sure a step is: through an executive, a group's named member, an apposition, a group's "of".
THROUGH_PEOPLE, MEMBER, APPOSITION, MEASURED, LISTED = 0.95, 0.93, 0.92, 0.97, 0.95
#: Prepositions that name members of a group after it.
MEMBERSHIP = frozenset({"including", "such as", "like", "among them", "notably", "namely"})
#: Nouns that only tell how something is there; what follows their "of" is meant.
TRANSPARENT = frozenset(
    "threat risk prospect possibility danger spectre specter fear idea option chance imposition use "
    "export sale purchase delivery".split()
)
SETTLEMENTS = frozenset("town city village port province region district island state capital".split())
#: How many words may follow in a post before its comma: "Trade and Industry Minister,".
POST_WORDS = 4
#: How deep fillers are followed; a loop in a bad tree ends there.
DEPTH = 6


#: What stands between the names of a list, in lower case; the second with an apposition closed by a comma inside:
#: "Acme, a shipbuilder in Gdansk, and Borel".
BETWEEN = frozenset({",", ", and", "and", "&", ", as well as", "as well as", "or", ", or"})
WITH_APPOSITION = re.compile(r", (?:an?|the) [^.;:()“”\"]{3,120}, (?:and|as well as)")


def _joins(gap: str) -> bool:
    """Whether the words between two names make them members of one list.

    Example:
        >>> [_joins(gap) for gap in (", and", ", a maker of shells, and", "met")]
        [True, True, False]
    """
    return gap in BETWEEN or WITH_APPOSITION.fullmatch(gap) is not None


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention that fills a role; `weight` is how sure the way to it is, `via` tells the way in words.

    `listed` is where the list begins and ends through which it was reached (None: it was not).
    """

    mention: Mention
    weight: float = 1.0
    via: str = ""
    listed: tuple[int, int] | None = None


class Scene:
    """One sentence's tree, its mentions and what each finally refers to.

    Args:
        document: offsets index into its text.
        sentence: with tokens.
        mentions: those of this sentence.
        ends: for each mention's id of the document, what it finally refers to.
        ontology: for the types' nouns.
    """

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        mentions: Sequence[Mention],
        *,
        ends: Mapping[str, Mention],
        ontology: Ontology,
    ) -> None:
        self.document = document
        self.tree = Tree(sentence)
        self.mentions = tuple(mentions)
        self.ends = ends
        self.ontology = ontology

    @cached_property
    def covering(self) -> list[list[Mention]]:
        """For each token the mentions that hold it, the shortest first."""
        cover: list[list[Mention]] = [[] for _ in self.tree.tokens]
        for mention in sorted(self.mentions, key=lambda m: (m.end - m.start, m.start)):
            for index, token in enumerate(self.tree.tokens):
                if mention.start <= token.start < mention.end:
                    cover[index].append(mention)
        return cover

    def mention_at(self, index: int) -> Mention | None:
        """The mention that a token stands for: the one that it heads, else the name that it is part of."""
        headed = [m for m in self.covering[index] if m.head == index]
        if headed:
            return max(headed, key=lambda m: m.end - m.start) if headed[0].kind is not MentionKind.NAME else headed[0]
        names = [m for m in self.covering[index] if m.kind in {MentionKind.NAME, MentionKind.DESIGNATION}]
        return names[0] if names else None

    def type_of(self, mention: Mention) -> str:
        """The type of what a mention finally refers to; "" for a pronoun that refers to nothing known."""
        return self.ends[mention.id].type

    def fillers(self, index: int, types: Sequence[str], _depth: int = 0, *, clause: int | None = None) -> list[Filler]:
        """The mentions of the given types that a role's token leads to, in text order, each once.

        Args:
            index: the token.
            types: what the role takes.
            clause: a participle or verb that modifies the token; of a list it modifies the last member before it.
        """
        found: dict[str, Filler] = {}
        if _depth > DEPTH:
            return []
        nodes = self.tree.conjuncts(self.tree.antecedent(index))
        if clause is not None:
            nodes = [node for node in nodes if node < clause][-1:] or nodes
        for node in nodes:
            if self._left_out(node):
                continue
            for filler in self._one(node, types, _depth):
                for member in self._listed(filler, types):
                    known = found.get(member.mention.id)
                    if known is None or known.weight < member.weight:
                        found[member.mention.id] = member
        return sorted(found.values(), key=lambda f: f.mention.start)

    def _left_out(self, node: int) -> bool:
        """ "Acme but not Borel", "Acme rather than Borel": a conjunct that the sentence leaves out."""
        tree = self.tree
        if tree.dep(node) != "conj":
            return False
        words = {tree.low(kid) for kid in tree.children(node, "cc", "advmod", "case")}
        return bool(words & {"not", "rather", "instead"}) or (node > 0 and tree.low(node - 1) == "not")

    def _listed(self, filler: Filler, types: Sequence[str]) -> Iterator[Filler]:
        """The filler with the names that stand in one list with it, whatever the tree makes of the list."""
        yield filler
        for run in self.lists:
            if any(m.id == filler.mention.id for m in run):
                for other in run:
                    if other.id != filler.mention.id and self.type_of(other) in types:
                        place = (run[0].start, run[-1].end)
                        yield replace(filler, mention=other, weight=filler.weight * LISTED, listed=place)

    @cached_property
    def lists(self) -> list[tuple[Mention, ...]]:
        """Runs of names of one type with nothing but commas and a final "and" between them: "A, B and C"."""
        names = sorted(
            (m for m in self.mentions if m.kind in {MentionKind.NAME, MentionKind.DESIGNATION} and self._outermost(m)),
            key=lambda m: m.start,
        )
        found: list[tuple[Mention, ...]] = []
        run: list[Mention] = []
        closed = False
        for mention in names:
            gap = self.document.text[run[-1].end : mention.start].strip().casefold() if run else None
            joins = gap is not None and _joins(gap) and run[-1].type == mention.type
            if joins and not closed:
                run.append(mention)
                closed = gap != ","
                if closed:
                    found.append(tuple(run))
            else:
                run, closed = [mention], False
        return found

    def _outermost(self, mention: Mention) -> bool:
        return not any(
            other is not mention
            and other.kind is MentionKind.NAME
            and other.start <= mention.start
            and mention.end <= other.end
            for other in self.mentions
        )

    def _one(self, node: int, types: Sequence[str], depth: int) -> Iterator[Filler]:
        tree = self.tree
        if is_group(tree, node) or tree.lemma(node) in TRANSPARENT or self._named_place(node):
            for below in tree.phrases(node, "of"):
                yield from self._weaken(self.fillers(below, types, depth + 1), MEASURED, "")
            return
        mention = self.mention_at(node)
        through = list(self._through_people(node, mention, types, depth))
        if through:
            yield from through
            if mention is not None and mention.type == "person" and "person" in types:
                # The people themselves too: a later sentence may name some of them.
                yield Filler(mention, THROUGH_PEOPLE)
        elif mention is not None and self.type_of(mention) in types:
            yield from self._named(node, mention, types, depth)
        elif mention is None and tree.tokens[node].pos == "NOUN":
            # "Daglo's brother, Algoney": the noun is none of the ontology's, the name beside it is.
            for kid in tree.children(node, "appos"):
                yield from self._weaken(self.fillers(kid, types, depth + 1), APPOSITION, "in apposition")
        yield from self._members(node, types, depth)

    def _named(self, node: int, mention: Mention, types: Sequence[str], depth: int) -> Iterator[Filler]:
        """The mention, or the name in apposition to a common noun: "the shipbuilder, Acme"."""
        if mention.kind is MentionKind.NOMINAL:
            beside = self.named_before(node) or self._named_next(mention) or self.named_after(node, mention.type)
            if beside is not None and self.type_of(beside) == mention.type:
                yield Filler(beside, APPOSITION, "in apposition")
                return
            for kid in self.tree.children(node, "appos"):
                named = [f for f in self.fillers(kid, types, depth + 1) if f.mention.kind is MentionKind.NAME]
                if named and named[0].mention.type == mention.type:
                    yield from self._weaken(named, APPOSITION, "in apposition")
                    return
        yield Filler(mention)

    def _named_place(self, node: int) -> bool:
        """ "the town of El Fasher": the noun only says what the name after "of" is."""
        tree = self.tree
        below = tree.phrases(node, "of")
        return tree.lemma(node) in SETTLEMENTS and bool(below) and tree.tokens[below[0]].pos == "PROPN"

    def named_before(self, node: int) -> Mention | None:
        """ "Acme, a unit of Borel,": the name straight before the comma and the article, whatever the tree says."""
        tree = self.tree
        dets = [kid for kid in tree.children(node, "det") if tree.low(kid) in {"a", "an", "the"}]
        first = min([tree.core(node)[0], *dets])
        if not dets or first <= 1 or tree.tokens[first - 1].text != ",":
            return None
        last = first - 2
        ends = [m for m in self.covering[last] if m.kind is MentionKind.NAME and m.end == tree.tokens[last].end]
        return ends[0] if ends else None

    def _named_next(self, mention: Mention) -> Mention | None:
        """ "the arms maker Acme": the name that stands right behind its common noun."""
        following = [
            m
            for m in self.mentions
            if m.kind is MentionKind.NAME and m.start == mention.end + 1 and m.type == mention.type
        ]
        return following[0] if following and mention.type != "country" else None

    def named_after(self, node: int, kind: str) -> Mention | None:
        """ "India's Defence Secretary, Sanjeev Kumar,": whoever is named between commas behind a common noun."""
        tree = self.tree
        comma = node + 1
        while (
            comma < len(tree)
            and comma - node <= POST_WORDS
            and tree.tokens[comma].pos in {"PROPN", "NOUN", "ADJ", "CCONJ"}
        ):
            comma += 1
        if comma + 1 >= len(tree) or tree.tokens[comma].text != ",":
            return None
        begin = tree.tokens[comma + 1].start
        people = [
            m for m in self.covering[comma + 1] if m.type == kind and m.kind is MentionKind.NAME and m.start == begin
        ]
        closes = people and self.document.text[people[0].end : people[0].end + 1] in {",", ".", "", ";"}
        return people[0] if closes else None

    def _through_people(self, node: int, mention: Mention | None, types: Sequence[str], depth: int) -> Iterator[Filler]:
        """ "executives from Acme", "Acme's envoys": whom they act for, where a body or a state may fill the role."""
        tree = self.tree
        bodies = [t for t in types if t in {"organisation", "country"}]
        if tree.low(node) in {"nobody", "none"} and bodies:
            # "Nobody representing Acme": Acme, and the denial is read from the word.
            for clause in tree.children(node, "acl"):
                for source in tree.objects(clause) if tree.lemma(clause) == "represent" else []:
                    yield from self._weaken(
                        self.fillers(source, bodies, depth + 1), THROUGH_PEOPLE, "through its people"
                    )
        if (
            not bodies
            or tree.lemma(node) not in REPRESENTATIVES
            or (mention is not None and mention.kind is MentionKind.NAME)
        ):
            return
        own_body = mention is not None and mention.type == "organisation" and "organisation" in types
        sources = tree.phrases(node, "from", "of", "at", "for", "representing") + tree.children(node, "nmod:poss")
        sources += [kid for kid in tree.children(node, "compound") if kid < node]
        for source in sources:
            note = f"through its {tree.low(node)}"
            found = self.fillers(source, bodies, depth + 1)
            if own_body:
                # "a delegation from Acme" is Acme's; "an Indian delegation" stays a body of its own.
                found = [f for f in found if f.mention.kind is MentionKind.NAME and f.mention.type == "organisation"]
            yield from self._weaken(found, THROUGH_PEOPLE, note)

    def _members(self, node: int, types: Sequence[str], depth: int) -> Iterator[Filler]:
        """ "firms, including Acme", "conglomerates such as A and B": members named beside their group."""
        note = f"named among the {self.tree.low(node)}"
        for kid in self.tree.children(node, "nmod", "obl", "appos"):
            if self.tree.case_of(kid) in MEMBERSHIP:
                yield from self._weaken(self.fillers(kid, types, depth + 1), MEMBER, note)
        for mention in self._examples(node):
            if self.type_of(mention) in types:
                yield Filler(mention, MEMBER, note)

    def _examples(self, node: int) -> Iterator[Mention]:
        """What stands after "such as" right behind a noun, by the row of words: "equipment, such as A and other B"."""
        tree = self.tree
        at = tree.core(node)[1] + 1
        if at < len(tree) and tree.tokens[at].text == ",":
            at += 1
        if at + 1 >= len(tree) or tree.low(at) not in {"such", "including", "like"}:
            return
        at += 2 if tree.low(at) == "such" else 1
        while at < len(tree):
            if tree.low(at) in {"the", "a", "an", "other", ",", "and", "or", "its", "their"}:
                at += 1
                continue
            start = tree.tokens[at].start
            here = [m for m in self.mentions if m.start == start or (m.start < start < m.end and m.head >= at)]
            if not here:
                return
            mention = max(here, key=lambda m: m.end)
            yield mention
            at = next((i for i in range(at, len(tree)) if tree.tokens[i].start >= mention.end), len(tree))

    @staticmethod
    def _weaken(fillers: Sequence[Filler], factor: float, via: str) -> Iterator[Filler]:
        for filler in fillers:
            yield replace(filler, weight=filler.weight * factor, via=filler.via or via)
