"""Reading a sentence's tree: children, prepositions, phrases, conjuncts, and who does what to whom.

`Tree` wraps a `Sentence` and answers in token indices. It knows Universal Dependencies labels only and no pipeline, so
that everything above can be tested on small hand-written trees.

Source: Universal Dependencies v2 labels (nsubj, obj, obl, nmod, acl, conj, appos, case, cop, aux, mark).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from kgraph.model import Sentence, Token

#: Labels whose tokens belong to a noun phrase's core, before the head or inside a name.
CORE_DEPS = frozenset(
    {"amod", "compound", "nummod", "flat", "nmod:poss", "nmod:desc", "nmod:unmarked", "advmod", "goeswith"}
)
#: Labels that join a clause to its governor.
CLAUSE_DEPS = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "csubj", "csubj:pass", "advcl:relcl"}
)
#: Lemmas that the shipped lemmatiser gets wrong, and what they are in news; nobody hops or bides there.
MISTAKEN = {"hop": "hope", "bidde": "bid", "barre": "bar", "planne": "plan", "initialle": "initial", "chang": "change"}
#: Clauses that a subject is looked for through, one in another, in arcs; deeper ones are misread more often than not.
LONGEST_CHAIN = 4
#: Consonants that a verb doubles before "-ed" and "-ing".
DOUBLED = frozenset("bb dd gg mm nn pp rr tt".split())
NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
RELATIVE_WORDS = frozenset({"who", "which", "that", "whom", "whose"})
#: Verbs whose infinitive is done by their object: "asked Acme to leave" (Acme leaves).
OBJECT_CONTROL = frozenset(
    "ask tell urge invite order allow permit force help enable persuade want lead advise warn require instruct press "
    "encourage authorise authorize make let push pressure convince request expect".split()
)


#: Verbs with "of", "from" or "for" and a gerund that their object does: "accused Acme of shipping", "barred it from".
OBJECT_DOES = frozenset(
    "accuse suspect ban bar stop prevent block prohibit discourage dissuade blame charge convict punish fine criticise "
    "criticize condemn sanction blacklist penalise penalize praise thank forgive acquit clear keep".split()
)
#: Verbs of "sanctions on Acme for shipping": whom they fall on does what stands after "for".
IMPOSING = frozenset("impose place slap levy".split())
#: Nouns of what somebody means to do.
INTENTIONS = frozenset("plan attempt bid effort proposal move decision deal offer request intention push".split())


class Tree:
    """A sentence's tree.

    Args:
        sentence: its tokens' heads index into itself; the root is its own head.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def kids(self) -> list[list[int]]:
        """For each token, the indices of its children in text order."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                kids[token.head].append(index)
        return kids

    def lemma(self, index: int) -> str:
        """The lemma in lower case, its known mistakes put right."""
        lemma = self.tokens[index].lemma.casefold()
        # The lemmatiser leaves "ratifie" of "ratified" where the verb is new to it, and takes "hoped" for "hopped".
        if lemma in MISTAKEN:
            return MISTAKEN[lemma]
        if self.tokens[index].tag in {"VBD", "VBN", "VBG"} and lemma[-3:-1] in DOUBLED and lemma.endswith("e"):
            # "skippe" of "skipped".
            return lemma[:-2]
        return lemma[:-2] + "y" if lemma.endswith("fie") else lemma

    def low(self, index: int) -> str:
        """The text in lower case."""
        return self.tokens[index].text.casefold()

    def dep(self, index: int) -> str:
        """The label of the arc to its head, subtype included."""
        return self.tokens[index].dep

    def base(self, index: int) -> str:
        """The label without its subtype: "nmod:poss" -> "nmod"."""
        return self.tokens[index].dep.partition(":")[0]

    def is_root(self, index: int) -> bool:
        """Whether it is its own head."""
        return self.tokens[index].head == index

    def children(self, index: int, *deps: str) -> list[int]:
        """Children with one of the labels (exact, or all of a base label if given without subtype)."""
        return [kid for kid in self.kids[index] if not deps or self.dep(kid) in deps or self.base(kid) in deps]

    def ancestors(self, index: int) -> Iterator[int]:
        """From the head of the token up to the root."""
        seen = {index}
        while not self.is_root(index):
            index = self.tokens[index].head
            if index in seen:
                return
            seen.add(index)
            yield index

    def subtree(self, index: int) -> list[int]:
        """Indices below and including the token, in text order."""
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.kids[node])
        return sorted(found)

    def case_of(self, index: int) -> str:
        """A phrase's preposition in lower case, its fixed words joined ("according to"); "" where there is none."""
        for kid in self.kids[index]:
            if self.dep(kid) == "case" and self.low(kid) not in {"'s", "’s", "'", "’"}:
                words = [kid, *self.children(kid, "fixed")]
                return " ".join(self.low(word) for word in sorted(words))
        # "since the invasion": before a noun of action the parser takes the preposition for a conjunction.
        marks = self.children(index, "mark") if self.tokens[index].pos == "NOUN" else []
        return self.low(marks[0]) if marks and not self.children(index, "cop", "nsubj") else ""

    def is_verb(self, index: int) -> bool:
        """Whether it can govern a clause's subject and objects."""
        return self.tokens[index].pos in {"VERB", "AUX"} and self.dep(index) not in {
            "aux",
            "aux:pass",
            "cop",
            "case",
            "amod",
        }

    def is_participle(self, index: int) -> bool:
        """Whether it is a past participle."""
        return self.tokens[index].tag == "VBN"

    def is_passive(self, index: int) -> bool:
        """Whether a verb is passive: an auxiliary of the passive, or a past participle that modifies a noun."""
        if self.children(index, "aux:pass", "nsubj:pass", "csubj:pass"):
            return True
        bare = self.is_participle(index) and not self.children(index, "obj", "aux")
        if bare and self.dep(index) == "conj" and not self.children(index, "nsubj") and not self.is_root(index):
            # "was founded in Graz and sold"
            return self.is_verb(self.tokens[index].head) and self.is_passive(self.tokens[index].head)
        return bare and self.dep(index) in {"acl", "amod", "advcl"}

    def conjuncts(self, index: int) -> list[int]:
        """The token and everything coordinated with it below, in text order: "A, B and C" from A."""
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.children(node, "conj"))
        return sorted(found)

    def first_conjunct(self, index: int) -> int:
        """The first member of the coordination that it belongs to; itself outside one."""
        while self.dep(index) == "conj" and not self.is_root(index):
            index = self.tokens[index].head
        return index

    def core(self, index: int, *, possessor: bool = False) -> tuple[int, int]:
        """First and last token of a noun phrase's core: the head with what stands before it and its name.

        Determiners, prepositions, clauses and phrases after the head are left out; the possessor too unless asked for.
        """
        members = {index}
        stack = [index]
        while stack:
            node = stack.pop()
            for kid in self.kids[node]:
                if self.children(kid, "aux", "nsubj"):
                    # A clause that the parser hung here is no modifier.
                    continue
                if self.dep(kid) not in CORE_DEPS or (self.dep(kid) == "nmod:poss" and not possessor):
                    continue
                if self.base(kid) == "advmod" and self.tokens[kid].pos not in {"ADV", "NUM"}:
                    continue
                if kid > index and self.dep(kid) not in {"flat", "compound", "nummod"}:
                    continue
                members.update(self.subtree(kid))
                stack.append(kid)
        first, last = index, index
        while first - 1 >= 0 and self._joins(first - 1, members):
            first -= 1
        while last + 1 < len(self.tokens) and self._joins(last + 1, members):
            last += 1
        while first < index and self.tokens[first].pos in {"PUNCT", "CCONJ"}:
            first += 1
        return first, last

    def _joins(self, index: int, members: set[int]) -> bool:
        """Whether a neighbouring token continues the phrase: a member, or a hyphen between members."""
        if index in members:
            return True
        inside = self.tokens[index].text in {"-", "–", "/"} and 0 < index < len(self.tokens) - 1
        return inside and (index - 1 in members and index + 1 in members)

    def antecedent(self, index: int) -> int:
        """What a relative pronoun stands for (the noun that its clause modifies); the token itself otherwise."""
        if self.low(index) not in RELATIVE_WORDS or self.tokens[index].pos not in {"PRON", "SCONJ", "DET"}:
            return index
        for node in self.ancestors(index):
            if self.dep(node) in {"acl:relcl", "acl"}:
                return self.tokens[node].head
        return index

    def text(self, first: int, last: int) -> str:
        """The sentence's own text from a token to another, both included."""
        begin = self.tokens[first].start - self.sentence.start
        return self.sentence.text[begin : self.tokens[last].end - self.sentence.start]

    # ------------------------------------------------------------------ who does what to whom

    def subjects(self, verb: int, _depth: int = 0) -> list[int]:
        """Who does it: the active subject, the agent of a passive, or what control and coordination hand down.

        Returns first conjuncts only; "A and B" yields A.
        """
        if self.is_passive(verb):
            agents = self.children(verb, "obl:agent")
            agents += [
                kid for kid in self.children(verb, "obl", "nmod") if self.case_of(kid) == "by" and kid not in agents
            ]
            return agents
        own = [
            self.antecedent(kid)
            for kid in self.children(verb, "nsubj")
            if self.dep(kid) != "nsubj:pass" and self.case_of(kid) not in {"among", "amongst"}
        ]
        if own or _depth > LONGEST_CHAIN:
            return own
        return self._inherited(verb, _depth)

    def _inherited(self, verb: int, depth: int) -> list[int]:
        head, dep = self.tokens[verb].head, self.dep(verb)
        if self.is_root(verb):
            return []
        marks = {self.low(kid) for kid in self.children(verb, "mark", "case")}
        governor = self.tokens[head].head if dep == "acl" else head
        if "for" in marks and self.lemma(governor) in IMPOSING:
            # "imposed sanctions on Acme for selling": Acme sells.
            return self.phrases(governor, "on") or [
                noun for kid in self.children(governor, "obj") for noun in self.phrases(kid, "on")
            ]
        if marks & {"of", "from", "for"} and self.lemma(governor) in OBJECT_DOES:
            # "accused by Amnesty of selling": the accuser does not sell.
            accused = dep == "acl" and self.base(head) in {"obj", "nsubj", "iobj"}
            return [head] if accused else self.objects(governor, depth + 1)
        if dep in {"acl", "acl:relcl"}:
            return self._from_noun(verb, head, depth)
        if dep == "conj" and self.is_verb(head):
            return self.objects(head, depth + 1) if self.is_passive(head) else self.subjects(head, depth + 1)
        if dep in {"xcomp", "advcl", "ccomp"} and (self.is_verb(head) or self.tokens[head].pos in {"ADJ", "NOUN"}):
            if dep == "ccomp" and self.tokens[verb].tag != "VBG":
                return []
            if self.tokens[head].pos in {"ADJ", "ADV"} and self.dep(head) == "advmod":
                # "stopped short of sanctioning"
                head = self.tokens[head].head
            return self._of_governor(verb, head, depth)
        return []

    def _of_governor(self, verb: int, governor: int, depth: int) -> list[int]:
        """Control: the infinitive's subject is the governor's object ("asked Acme to leave") or its subject."""
        objects = self.children(governor, "obj", "iobj")
        infinitive = self._infinitive(verb)
        owners = self._planners(objects) if infinitive else []
        if owners:
            return owners
        if objects and self.lemma(governor) in OBJECT_CONTROL and (self.dep(verb) == "xcomp" or infinitive):
            return objects[:1]
        if self.is_passive(governor):
            return self.objects(governor, depth + 1)
        return self.subjects(governor, depth + 1)

    def _infinitive(self, verb: int) -> bool:
        return any(self.low(kid) == "to" for kid in self.children(verb, "mark", "case"))

    def _planners(self, objects: list[int]) -> list[int]:
        """ "blocked a plan by Peru to send drones": the infinitive belongs to the plan's owner."""
        for noun in objects:
            if self.lemma(noun) in INTENTIONS:
                owners = self.children(noun, "nmod:poss")
                owners += [kid for kid in self.children(noun, "nmod") if self.case_of(kid) in {"by", "from"}]
                if owners:
                    return owners[:1]
        return []

    def _from_noun(self, verb: int, noun: int, depth: int) -> list[int]:
        """The subject of a clause that hangs on a noun: "firms making shells", "India's attempt to buy"."""
        infinitive = any(self.low(kid) == "to" for kid in self.children(verb, "mark"))
        of_clause = any(self.low(kid) in {"of", "for", "at", "in"} for kid in self.children(verb, "mark"))
        if (not infinitive and not of_clause) or self.tokens[noun].pos == "PROPN":
            return [noun]
        owners = self.children(noun, "nmod:poss")
        owners += [kid for kid in self.children(noun, "nmod") if self.case_of(kid) in {"by", "from"}]
        if owners:
            return owners[:1]
        if self.base(noun) in {"obj", "obl"} and self.is_verb(self.tokens[noun].head):
            return self.subjects(self.tokens[noun].head, depth + 1)
        return []

    def objects(self, verb: int, _depth: int = 0) -> list[int]:
        """What it is done to: the object, the subject of a passive, the noun that a clause modifies."""
        if self.is_passive(verb):
            own = [self.antecedent(kid) for kid in self.children(verb, "nsubj:pass", "nsubj")]
            if own:
                return own
            head, dep = self.tokens[verb].head, self.dep(verb)
            if dep in {"acl", "acl:relcl", "amod"}:
                return [head]
            if dep in {"xcomp", "advcl"} and self.is_verb(head) and not self.is_passive(head):
                # "proposed talks, to be led by Orsk": the talks are led.
                goods = self.children(head, "obj") if self._infinitive(verb) else []
                if goods:
                    return goods
            if dep in {"conj", "xcomp", "advcl"} and self.is_verb(head) and _depth < LONGEST_CHAIN:
                return self.objects(head, _depth + 1) if self.is_passive(head) else self.subjects(head, _depth + 1)
            return []
        found = [self.antecedent(kid) for kid in self.children(verb, "obj", "iobj")]
        if found:
            return found
        if self.dep(verb) == "acl:relcl" and self.children(verb, "nsubj"):
            subjects = {self.antecedent(kid) for kid in self.children(verb, "nsubj")}
            noun = self.tokens[verb].head
            if noun not in subjects and not self.children(verb, "ccomp", "xcomp"):
                return [noun]
        return []

    def phrases(self, node: int, *prepositions: str) -> list[int]:
        """Phrases with one of the prepositions that hang on the token; first conjuncts only."""
        return [
            self.antecedent(kid)
            for kid in self.kids[node]
            if self.base(kid) in {"obl", "nmod"} and self.case_of(kid) in prepositions
        ]
