"""What a sentence says of its own claim: done, denied, possible, proposed, planned, or on somebody's word.

From the trigger up to the root, each governor is asked what it does to what it governs: "denied attending", "plans to
visit", "the possibility of a sale". Every answer names its cue. Where several apply the contract's order decides.

Sources: classes of factuality as in Saurí & Pustejovsky (FactBank, 2009): counter-factual, possible, underspecified;
the verbs were compiled by hand from news English.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.claims.saying import sayings
from kgraph.model import Status
from kgraph.sentences.syntax import Tree

DENY = frozenset("deny refute disavow repudiate disclaim".split())
REJECT = frozenset("reject dismiss rule".split())
FAIL = frozenset(
    "fail refuse decline avoid prevent block bar forbid stop scrap abandon shelve cancel halt boycott skip miss reject oppose".split()
)
PLAN = frozenset(
    "plan intend agree expect schedule set prepare promise pledge vow commit decide aim arrange slate project undertake "
    "authorise authorize approve order due ready poise hope anticipate await".split()
)
PROPOSE = frozenset(
    "propose offer suggest urge recommend advocate invite request ask demand appeal press call pitch".split()
)
MAYBE = frozenset(
    "consider discuss explore mull weigh fear worry want wish seek look threaten risk examine study ponder negotiate "
    "contemplate envisage envision wonder doubt speculate eye try attempt struggle focus debate like evaluate assess".split()
)
SAY = frozenset(
    "say tell report claim add note state announce confirm insist argue write assert acknowledge admit explain "
    "maintain stress allege believe contend think recall reckon quote cite signal hint promise estimate declare disclose reveal warn testify describe mention accuse suspect suggest conclude".split()
)
ACCUSE = frozenset("accuse suspect allege blame charge".split())
NOUN_STATUS: dict[str, Status] = {
    **dict.fromkeys(
        "possibility prospect risk threat chance fear potential option idea likelihood hope desire interest consideration feasibility".split(),
        Status.POSSIBLE,
    ),
    **dict.fromkeys("goal aim ambition effort attempt objective bid".split(), Status.POSSIBLE),
    **dict.fromkeys(
        "plan intention preparation commitment decision promise pledge agreement groundwork".split(), Status.PLANNED
    ),
    **dict.fromkeys("proposal offer call invitation suggestion request".split(), Status.PROPOSED),
    **dict.fromkeys("allegation accusation rumour rumor claim suspicion report account speculation".split(), Status.REPORTED),
    "denial": Status.DENIED,
}
ADJECTIVE_STATUS: dict[str, Status] = {
    **dict.fromkeys("planned upcoming forthcoming scheduled future expected coming impending".split(), Status.PLANNED),
    **dict.fromkeys("proposed".split(), Status.PROPOSED),
    **dict.fromkeys("possible potential likely prospective hypothetical".split(), Status.POSSIBLE),
    **dict.fromkeys("alleged reported purported supposed suspected rumoured rumored".split(), Status.REPORTED),
}
MODALS: dict[str, Status] = {
    **dict.fromkeys("may might could can would should must ought".split(), Status.POSSIBLE),
    **dict.fromkeys("will shall wo sha 'll ’ll".split(), Status.PLANNED),
}
ADVERBS: dict[str, Status] = {
    **dict.fromkeys("reportedly allegedly apparently supposedly purportedly".split(), Status.REPORTED),
    **dict.fromkeys("possibly perhaps maybe potentially probably likely presumably".split(), Status.POSSIBLE),
}
NEGATIONS = frozenset("not n't n’t never neither nor no".split())
NOBODY = frozenset("no nobody none neither".split())
ENDED_ADJECTIVES = frozenset(
    "former ex ex- ousted outgoing late retired one-time erstwhile cancelled canceled lapsed expired defunct".split()
)
ENDED_VERBS = frozenset("cancel call scrap lift end terminate suspend abandon".split())
#: Prepositions of a phrase that sets the scene of its sentence.
SETTING = frozenset({"since", "after", "following", "despite", "amid", "during"})
#: Labels over which a governor's force reaches down.
REACHES = frozenset({"ccomp", "xcomp", "csubj", "obj", "nsubj:pass", "obl", "nmod", "acl", "nsubj", "iobj"})
#: Labels that carry a word's own aside: what governs them neither denies nor doubts it.
ASIDE = frozenset({"acl:relcl", "appos", "parataxis", "advcl", "dislocated", "acl"})


@dataclass(slots=True)
class Reading:
    """Statuses with the tokens that cue them, who speaks (token of the speaker), and whether it is over."""

    found: list[tuple[Status, int]] = field(default_factory=list)
    speakers: list[tuple[int, int]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)

    @property
    def status(self) -> Status:
        return Status.leftmost(status for status, _ in self.found)

    def add(self, status: Status, cue: int) -> None:
        self.found.append((status, cue))


def read_status(tree: Tree, trigger: int) -> Reading:
    """Reads what applies to the claim that a trigger makes.

    Args:
        trigger: index of the verb, noun or adjective that makes the claim.

    Example:
        On the tree of "Acme denied that it would attend the talks", at "attend": denied (cue "denied"), planned
        (cue "would"), spoken by "Acme"; its `status` is denied.
    """
    reading = Reading()
    node = trigger
    _own(tree, node, reading, is_trigger=True)
    # What sets the scene ("since Moscow's invasion of Ukraine") is told as known, whatever the clause around it does.
    covered = not (tree.tokens[trigger].pos == "NOUN" and tree.case_of(trigger) in SETTING)
    for governor in tree.ancestors(trigger):
        dep = tree.dep(node)
        if dep == "conj":
            if covered and not tree.children(node, "nsubj", "nsubj:pass") and tree.is_verb(governor):
                _auxiliaries(tree, governor, reading)
            node = governor
            continue
        _clause_words(tree, node, dep, reading)
        if dep in ASIDE and not _complement(tree, node, governor, dep):
            covered = False
        if covered:
            _governor(tree, node, governor, dep, reading, at_trigger=node == trigger)
            _own(tree, governor, reading, is_trigger=False)
        elif tree.lemma(governor) in SAY and dep in {"ccomp", "parataxis"} and tree.case_of(trigger) not in SETTING:
            _governor(tree, node, governor, dep, reading, at_trigger=False)
        node = governor
        covered = covered or (tree.is_verb(node) and tree.case_of(trigger) not in SETTING)
    if not (tree.tokens[trigger].pos == "NOUN" and tree.case_of(trigger) in SETTING):
        _outer(tree, trigger, reading)
        _by_order(tree, trigger, reading)
    return reading


def _complement(tree: Tree, node: int, governor: int, dep: str) -> bool:
    """ "plan to visit", "idea of buying": a clause on a noun that is its content, not an aside."""
    if dep != "acl":
        return False
    marks = {tree.low(kid) for kid in tree.children(node, "mark")}
    return bool(marks & {"to", "of", "that", "for"}) or tree.lemma(governor) in NOUN_STATUS


def _own(tree: Tree, node: int, reading: Reading, *, is_trigger: bool) -> None:
    """The word's own negation, auxiliaries, adverbs and adjectives."""
    if tree.is_verb(node) or tree.children(node, "cop") or tree.tokens[node].pos == "ADJ":
        _auxiliaries(tree, node, reading)
        for kid in tree.children(node, "nsubj", "nsubj:pass", "obj"):
            negative = (
                [kid]
                if tree.low(kid) in NOBODY
                else [d for d in tree.children(kid, "det", "advmod") if tree.low(d) in NOBODY]
            )
            for cue in negative[:1]:
                reading.add(Status.DENIED, cue)
    for kid in tree.children(node, "advmod"):
        if tree.low(kid) in ADVERBS:
            reading.add(ADVERBS[tree.low(kid)], kid)
    if not is_trigger:
        return
    for kid in tree.children(node, "amod", "compound", "advmod"):
        if tree.lemma(kid) in ADJECTIVE_STATUS or tree.low(kid) in ADJECTIVE_STATUS:
            reading.add(ADJECTIVE_STATUS.get(tree.low(kid)) or ADJECTIVE_STATUS[tree.lemma(kid)], kid)
        if tree.low(kid) in ENDED_ADJECTIVES:
            reading.ended.append(kid)
    for kid in tree.children(node, "det"):
        if tree.low(kid) in NOBODY:
            reading.add(Status.DENIED, kid)
    if tree.tokens[node].pos == "NOUN" and _upcoming(tree, node):
        reading.add(Status.PLANNED, node)
    if tree.case_of(node) == "without":
        reading.add(Status.DENIED, node)


#: How many words may stand between "ahead of" and its noun: "ahead of Russian President Vladimir Putin's state visit".
TO_NOUN = 9


def _upcoming(tree: Tree, node: int) -> bool:
    """Whether a noun is told as still to come: "ahead of the visit", "before the summit", "in advance of the talks"."""
    if tree.case_of(node) in {"ahead of", "ahead", "before", "in advance of", "prior to"}:
        return True
    for index in range(node - 1, max(0, node - TO_NOUN), -1):
        if tree.is_verb(index) or tree.tokens[index].text in {",", ";"}:
            return False
        if tree.low(index) in {"of", "to"} and tree.low(index - 1) in {"ahead", "advance", "prior"}:
            return True
    return False


def _auxiliaries(tree: Tree, node: int, reading: Reading) -> None:
    kids = tree.children(node, "aux", "advmod", "cc", "det")
    longer = any(tree.low(k) == "longer" for k in tree.children(node, "advmod"))
    for kid in kids:
        low = tree.low(kid)
        if tree.dep(kid) == "aux" and low in MODALS:
            reading.add(MODALS[low], kid)
        elif low in NEGATIONS and tree.dep(kid) in {"advmod", "cc"} and not longer:
            if not any(tree.low(k) in {"only", "just"} and k == kid + 1 for k in range(len(tree))):
                reading.add(Status.DENIED, kid)
    if longer:
        reading.ended.append(node)


def _governor(tree: Tree, node: int, governor: int, dep: str, reading: Reading, *, at_trigger: bool) -> None:
    lemma = tree.lemma(governor)
    if tree.is_verb(governor):
        status = _verb_status(tree, node, governor, dep, at_trigger=at_trigger)
        if status is not None:
            reading.add(status, governor)
            if (status is Status.DENIED and lemma in DENY) or status is Status.REPORTED:
                reading.speakers.extend((speaker, governor) for speaker in tree.subjects(governor)[:1])
        if lemma in ENDED_VERBS and dep in {"obj", "nsubj:pass"} and at_trigger:
            reading.ended.append(governor)
    elif tree.tokens[governor].pos in {"NOUN", "PROPN"}:
        if lemma in NOUN_STATUS and dep in {"nmod", "acl", "obl"}:
            reading.add(NOUN_STATUS[lemma], governor)
        for kid in tree.children(governor, "amod"):
            if tree.low(kid) in ADJECTIVE_STATUS and dep in {"nmod", "acl"} and at_trigger:
                reading.add(ADJECTIVE_STATUS[tree.low(kid)], kid)
    elif tree.tokens[governor].pos == "ADJ" and dep in {"xcomp", "ccomp", "advcl"}:
        if lemma in {"due", "set", "ready", "poised", "scheduled"}:
            reading.add(Status.PLANNED, governor)
        elif lemma in {"likely", "possible", "unlikely", "able", "willing", "keen", "eager", "wary"}:
            reading.add(Status.POSSIBLE, governor)


def _verb_status(tree: Tree, node: int, governor: int, dep: str, *, at_trigger: bool) -> Status | None:
    """What a verb does to its complement; to a noun only where the noun is the trigger ("denied participation")."""
    lemma = tree.lemma(governor)
    clausal = dep in {"ccomp", "xcomp", "csubj"}
    nominal = dep in {"obj", "nsubj:pass", "obl"} and tree.tokens[node].pos in {"NOUN", "VERB"}
    if lemma in ACCUSE and dep in {"obl", "advcl", "ccomp", "xcomp"}:
        return Status.REPORTED
    if (lemma in SAY and dep == "xcomp" and tree.is_passive(governor)) or (lemma in {"think", "believe"} and clausal):
        return Status.REPORTED
    if not clausal and not (nominal and (at_trigger or dep == "obj")):
        return None
    if lemma in DENY or (lemma in REJECT and clausal):
        return Status.DENIED
    if lemma in FAIL and (clausal or at_trigger):
        return Status.DENIED if not (lemma == "cancel") else Status.PLANNED
    if lemma in SAY and dep == "ccomp":
        return Status.REPORTED
    if dep == "obl" and lemma not in {"call", "press", "appeal", "look", "agree", "prepare", "plan", "focus"}:
        return None
    if lemma in PLAN:
        return Status.PLANNED
    if lemma in PROPOSE:
        return Status.PROPOSED
    if lemma in MAYBE:
        return Status.POSSIBLE
    return None


def _clause_words(tree: Tree, node: int, dep: str, reading: Reading) -> None:
    """Conditions and purposes: "if Acme attends", "travelled to Oslo to sign"."""
    for kid in tree.children(node, "mark"):
        low = tree.low(kid)
        if low in {"if", "unless", "whether", "lest", "in case"}:
            reading.add(Status.POSSIBLE, kid)
        elif low == "without":
            reading.add(Status.DENIED, kid)
        elif low == "to" and dep == "advcl":
            reading.add(Status.PLANNED, kid)


def _by_order(tree: Tree, trigger: int, reading: Reading) -> None:
    """Sayings and denials that the row of words shows and the tree did not."""
    known = {cue for _, cue in reading.found}
    for speaker, verb in sayings(tree, trigger, SAY | DENY):
        if verb not in known and verb not in {token for _, token in reading.speakers}:
            reading.add(Status.DENIED if tree.lemma(verb) in DENY else Status.REPORTED, verb)
        if verb > trigger:
            # After the claim the row of words is surer than the tree of a long sentence.
            reading.speakers.insert(0, (speaker, verb))
        elif (speaker, verb) not in reading.speakers:
            reading.speakers.append((speaker, verb))


def _outer(tree: Tree, trigger: int, reading: Reading) -> None:
    """Attribution that stands beside: "according to Acme", "…, Acme said", "reportedly"; and questions."""
    chain = [trigger, *tree.ancestors(trigger)]
    for node in chain:
        for kid in tree.children(node, "obl", "nmod", "advmod", "parataxis"):
            if tree.case_of(kid) in {"according to", "per"}:
                reading.add(Status.REPORTED, kid)
                reading.speakers.append((kid, kid))
            elif (
                tree.dep(kid) == "parataxis"
                and tree.lemma(kid) in SAY
                and kid not in chain
                and not tree.children(kid, "ccomp", "obj")
            ):
                subjects = tree.subjects(kid)[:1]
                if subjects:
                    reading.add(Status.REPORTED, kid)
                    reading.speakers.append((subjects[0], kid))
            elif tree.dep(kid) == "advmod" and tree.low(kid) in ADVERBS and tree.is_root(node) and node != trigger:
                reading.add(ADVERBS[tree.low(kid)], kid)
    if tree.tokens and tree.tokens[-1].text == "?":
        reading.add(Status.POSSIBLE, len(tree) - 1)
