"""What a sentence says of its own claim: done, denied, possible, proposed, planned, or on somebody's word.

From the trigger up to the root, each governor is asked what it does to what it governs: "denied attending", "plans to
visit", "the possibility of a sale". Every answer names its cue. Where several apply the contract's order decides.
The words are those of `cues`.
"""

from __future__ import annotations

from kgraph.claims import cues
from kgraph.claims.reading import Reading
from kgraph.claims.surroundings import backshifted, by_order, outer
from kgraph.model import Status
from kgraph.sentences.syntax import Tree


def read_status(tree: Tree, trigger: int) -> Reading:
    """Reads what applies to the claim that a trigger makes.

    Args:
        tree: the sentence.
        trigger: index of the verb, noun or adjective that makes the claim.

    Example:
        On the tree of "Acme denied that it would attend the talks", at "attend": denied (cue "denied"), planned
        (cue "would"), spoken by "Acme"; its `status` is denied.
    """
    reading = Reading()
    setting = tree.tokens[trigger].pos == "NOUN" and tree.case_of(trigger) in cues.SETTING
    _own(tree, trigger, reading)
    _climb(tree, trigger, reading, setting=setting)
    if not setting:
        outer(tree, trigger, reading)
        by_order(tree, trigger, reading)
    backshifted(tree, reading)
    return reading


def _climb(tree: Tree, trigger: int, reading: Reading, *, setting: bool) -> None:
    """Asks each governor up to the root. What sets the scene ("since the invasion") is told as known."""
    node, covered = trigger, not setting
    for governor in tree.ancestors(trigger):
        dep = tree.dep(node)
        if dep == "conj":
            if covered and not tree.children(node, "nsubj", "nsubj:pass") and tree.is_verb(governor):
                _auxiliaries(tree, governor, reading)
                _infinitive(tree, governor, reading)
            node = governor
            continue
        _clause_words(tree, node, governor, reading)
        if dep in cues.ASIDE and not _is_content(tree, node, governor):
            covered = False
        if covered:
            _governor(tree, node, governor, reading, at_trigger=node == trigger)
            _scope(tree, governor, reading)
        elif tree.lemma(governor) in cues.SAY and dep in {"ccomp", "parataxis"} and not setting:
            _governor(tree, node, governor, reading, at_trigger=False)
        node = governor
        covered = covered or (tree.is_verb(node) and not setting)


#: Words between a verb and a gerund that is its content, at most: "rule out selling".
ADJOINING = 2


def _is_content(tree: Tree, node: int, governor: int) -> bool:
    """ "plan to visit", "idea of buying", "claims that Acme shipped": a clause that is a noun's content, no aside."""
    dep = tree.dep(node)
    if dep == "acl:relcl":
        # The parser takes "claims that Acme shipped drones" for a relative clause, though it lacks no part.
        told = tree.lemma(governor) in cues.TOLD | cues.SHOWN
        return told and bool(tree.children(node, "nsubj")) and bool(tree.children(node, "obj", "ccomp"))
    marks = {tree.low(kid) for kid in tree.children(node, "mark", "case")}
    if dep == "advcl":
        # "accused of selling", "barred from selling", "did not rule out selling": the parser calls these asides.
        gerund = tree.tokens[node].tag == "VBG" and node > governor and not tree.children(node, "nsubj")
        return gerund and tree.is_verb(governor) and (bool(marks & {"of", "from"}) or node - governor <= ADJOINING)
    if dep != "acl":
        return False
    return bool(marks & {"to", "of", "that", "for"}) or tree.lemma(governor) in cues.NOUN_STATUS


def _own(tree: Tree, node: int, reading: Reading) -> None:
    """The trigger's own negation, auxiliaries, adverbs, adjectives and preposition."""
    _scope(tree, node, reading)
    for kid in tree.children(node, "amod", "compound", "advmod"):
        word = tree.low(kid) if tree.low(kid) in cues.ADJECTIVE_STATUS else tree.lemma(kid)
        if word in cues.ADJECTIVE_STATUS:
            reading.add(cues.ADJECTIVE_STATUS[word], kid)
        if tree.low(kid) in cues.ENDED_ADJECTIVES:
            reading.ended.append(kid)
        if tree.low(kid) in cues.ALMOST:
            reading.add(Status.DENIED, kid)
    for kid in tree.children(node, "det"):
        if tree.low(kid) in cues.NOBODY:
            reading.add(Status.DENIED, kid)
    if tree.tokens[node].pos == "NOUN" and _upcoming(tree, node):
        reading.add(Status.PLANNED, node)
    if tree.case_of(node) == "without" or _left_undone(tree, node):
        reading.add(Status.DENIED, node)
    _infinitive(tree, node, reading)


def _left_undone(tree: Tree, node: int) -> bool:
    """ "rather than buying": the words before a verb say that it was not done, wherever the tree hangs them."""
    return node > 1 and tree.is_verb(node) and (tree.low(node - 2), tree.low(node - 1)) == ("rather", "than")


def _infinitive(tree: Tree, node: int, reading: Reading) -> None:
    """ "Acme is to build": an infinitive with "to" and a form of "be" is a plan, so is a headline's "Acme to build"."""
    to = [kid for kid in tree.children(node, "mark") if tree.low(kid) == "to"]
    if not to or not tree.is_verb(node):
        return
    ahead = [kid for kid in tree.children(node, "aux", "cop") if tree.lemma(kid) == "be" and kid < to[0]]
    if ahead or tree.is_root(node):
        reading.add(Status.PLANNED, to[0])


def _scope(tree: Tree, node: int, reading: Reading) -> None:
    """Negation, auxiliaries, negative subjects and adverbs of a word: its own, or those of a governor."""
    if tree.is_verb(node) or tree.children(node, "cop", "aux") or tree.tokens[node].pos == "ADJ":
        _auxiliaries(tree, node, reading)
        for kid in tree.children(node, "nsubj", "nsubj:pass", "obj"):
            dets = [d for d in tree.children(kid, "det", "advmod") if tree.low(d) in cues.NOBODY]
            negative = [kid] if tree.low(kid) in cues.NOBODY else dets
            for cue in negative[:1]:
                reading.add(_negated(tree, node), cue)
    for kid in tree.children(node, "advmod"):
        if tree.low(kid) in cues.ADVERBS:
            reading.add(cues.ADVERBS[tree.low(kid)], kid)


def _negated(tree: Tree, node: int) -> Status:
    """What "not" makes of what a word governs: "did not confirm that" leaves it open."""
    lemma = tree.lemma(node)
    clause = tree.children(node, "ccomp", "xcomp", "advcl")
    denial = cues.DENY | cues.REJECT | cues.FAIL | cues.CLEAR
    return Status.POSSIBLE if clause and (lemma in cues.OPEN or lemma in denial) else Status.DENIED


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
        if tree.dep(kid) == "aux" and low in cues.MODALS:
            reading.add(cues.MODALS[low], kid)
        elif low in cues.NEGATIONS and tree.dep(kid) in {"advmod", "cc"} and not longer and not _not_only(tree, kid):
            reading.add(_negated(tree, node), kid)
    if longer:
        reading.ended.append(node)


def _not_only(tree: Tree, negation: int) -> bool:
    """ "not only A": no negation."""
    return negation + 1 < len(tree) and tree.low(negation + 1) in {"only", "just"}


def _governor(tree: Tree, node: int, governor: int, reading: Reading, *, at_trigger: bool) -> None:
    """What the word above does to what it governs, by its part of speech."""
    pos = tree.tokens[governor].pos
    if tree.is_verb(governor):
        _verb_above(tree, node, governor, reading, at_trigger=at_trigger)
    elif pos in {"NOUN", "PROPN"}:
        _noun_above(tree, node, governor, reading, at_trigger=at_trigger)
    elif pos == "ADJ" and tree.dep(node) in {"xcomp", "ccomp", "advcl", "csubj"}:
        if tree.lemma(governor) in cues.READY:
            reading.add(Status.PLANNED, governor)
        elif tree.lemma(governor) in cues.LIKELY:
            reading.add(Status.POSSIBLE, governor)
    elif tree.dep(node) in {"xcomp", "advcl"} and tree.low(governor) == "about":
        reading.add(Status.PLANNED, governor)


def _verb_above(tree: Tree, node: int, governor: int, reading: Reading, *, at_trigger: bool) -> None:
    status = _verb_status(tree, node, governor, at_trigger=at_trigger)
    if status is Status.DENIED and any(tree.low(kid) in cues.NEGATIONS for kid in tree.children(governor, "advmod")):
        # "did not deny", "did not rule out": left open.
        status = Status.POSSIBLE
    if tree.lemma(governor) in cues.UNREAL and tree.dep(node) in {"ccomp", "xcomp"}:
        reading.void = True
    if status is not None:
        reading.add(status, governor)
        denies = status is Status.DENIED and tree.lemma(governor) in cues.DENY | cues.REJECT
        if denies or status is Status.REPORTED:
            reading.speakers.extend((speaker, governor) for speaker in tree.subjects(governor)[:1])
        negated = any(found is Status.DENIED and tree.tokens[cue].head == node for found, cue in reading.found)
        if status is Status.PROPOSED and negated and tree.dep(node) in {"xcomp", "ccomp"}:
            reading.void = True
    _over(tree, node, governor, reading, at_trigger=at_trigger)


def _noun_above(tree: Tree, node: int, governor: int, reading: Reading, *, at_trigger: bool) -> None:
    lemma, dep = tree.lemma(governor), tree.dep(node)
    if lemma in cues.NOUN_STATUS and dep in {"nmod", "acl", "obl", "acl:relcl"}:
        reading.add(cues.NOUN_STATUS[lemma], governor)
    lacking = {tree.low(kid) for kid in tree.children(governor, "det", "amod")} & {"no", "little"}
    if lemma in cues.SHOWN and lacking:
        reading.add(Status.POSSIBLE, governor)
    for kid in tree.children(governor, "amod"):
        if tree.low(kid) in cues.ADJECTIVE_STATUS and dep in {"nmod", "acl"} and at_trigger:
            reading.add(cues.ADJECTIVE_STATUS[tree.low(kid)], kid)


def _over(tree: Tree, node: int, governor: int, reading: Reading, *, at_trigger: bool) -> None:
    """What is over: "cancelled the visit", "stopped buying", "dropped plans to buy"."""
    lemma, dep = tree.lemma(governor), tree.dep(node)
    if lemma in cues.ENDED_VERBS and dep in {"obj", "nsubj:pass"} and (at_trigger or lemma in cues.DROP):
        reading.ended.append(governor)
    failed = lemma in cues.COLLAPSE or (
        lemma == "fall" and {"through", "apart"} & {tree.low(k) for k in tree.kids[governor]}
    )
    # Talks that collapse were held; a deal that collapses was none.
    failed = failed and tree.lemma(node) not in {"talk", "negotiation", "discussion", "summit", "meeting"}
    if failed and dep == "nsubj" and at_trigger:
        # "the acquisition collapsed": it was planned, and is off.
        reading.add(Status.PLANNED, governor)
        reading.ended.append(governor)
    if (
        lemma in cues.STOP
        and dep in {"xcomp", "ccomp"}
        and tree.tokens[node].tag == "VBG"
        and not tree.children(node, "mark")
    ):
        reading.ended.append(governor)


def _verb_status(tree: Tree, node: int, governor: int, *, at_trigger: bool) -> Status | None:
    """What a verb does to its complement; to a noun only where the noun is the trigger ("denied participation")."""
    dep, lemma = tree.dep(node), tree.lemma(governor)
    clausal = dep in {"ccomp", "xcomp", "csubj"}
    nominal = dep in {"obj", "nsubj:pass", "obl"} and tree.tokens[node].pos in {"NOUN", "VERB"}
    below = {"obl", "advcl", "ccomp", "xcomp"} if at_trigger else {"obl", "advcl", "ccomp", "xcomp", "obj", "nsubj"}
    if lemma in cues.ACCUSE and tree.base(node) in below:
        return Status.REPORTED
    if lemma in cues.CLEAR and dep in {"obl", "advcl"}:
        return Status.DENIED
    if dep == "advcl" and _rules_out(tree, governor):
        return Status.DENIED
    if (
        dep in {"advcl", "xcomp"}
        and lemma in cues.FAIL | cues.STOP
        and any(tree.low(kid) == "from" for kid in tree.children(node, "mark", "case"))
    ):
        return Status.DENIED
    perfect = any(tree.low(kid) == "have" for kid in tree.children(node, "aux"))
    if (lemma in cues.SAY and dep == "xcomp" and (perfect or tree.is_passive(governor))) or (
        lemma in {"think", "believe"} and clausal
    ):
        return Status.REPORTED
    if not clausal and not (nominal and (at_trigger or dep == "obj")):
        return None
    return (
        _clause_status(tree, node, governor) if clausal else _noun_status(tree, node, governor, at_trigger=at_trigger)
    )


def _rules_out(tree: Tree, verb: int) -> bool:
    """ "ruled out selling", "backed out of buying"."""
    return tree.lemma(verb) in {"rule", "back", "pull"} and verb + 1 < len(tree) and tree.low(verb + 1) == "out"


def _clause_status(tree: Tree, node: int, governor: int) -> Status | None:
    lemma, dep = tree.lemma(governor), tree.dep(node)
    if lemma in cues.DENY | cues.REJECT | cues.FAIL:
        return Status.DENIED
    if lemma in cues.SAY and dep in {"ccomp", "csubj", "csubj:pass"}:
        return Status.REPORTED
    for words, status in ((cues.PLAN, Status.PLANNED), (cues.PROPOSE, Status.PROPOSED), (cues.MAYBE, Status.POSSIBLE)):
        if lemma in words:
            return status
    infinitive = any(tree.low(kid) == "to" for kid in tree.children(node, "mark"))
    if dep == "xcomp" and infinitive:
        if lemma == "have" and any(tree.low(kid) == "yet" for kid in tree.children(governor, "advmod")):
            return Status.DENIED
        return None if lemma in cues.IMPLICATIVE else Status.POSSIBLE
    return None


def _noun_status(tree: Tree, node: int, governor: int, *, at_trigger: bool) -> Status | None:
    lemma, dep = tree.lemma(governor), tree.dep(node)
    if lemma in cues.DENY or (lemma in cues.REJECT and tree.lemma(node) in cues.TOLD):
        return Status.DENIED
    if lemma in cues.FAIL and at_trigger:
        return Status.DENIED
    if lemma in cues.DROP and at_trigger:
        return Status.PLANNED
    if dep == "obl" and lemma not in {"call", "press", "appeal", "look", "agree", "prepare", "plan", "focus"}:
        return None
    for words, status in ((cues.PLAN, Status.PLANNED), (cues.PROPOSE, Status.PROPOSED), (cues.MAYBE, Status.POSSIBLE)):
        if lemma in words:
            return status
    return None


def _ahead(tree: Tree, verb: int) -> bool:
    return any(tree.low(kid) in cues.MODALS for kid in tree.children(verb, "aux"))


#: Adjectives of a noun whose infinitive tells what it did: "the first firm to build drones".
DID = frozenset({"first", "last", "only", "latest", "second", "third"})


def _clause_words(tree: Tree, node: int, governor: int, reading: Reading) -> None:
    """Conditions and purposes: "if Acme attends", "travelled to Oslo to sign", "a venture to build drones"."""
    dep = tree.dep(node)
    for kid in tree.children(node, "mark"):
        low = tree.low(kid)
        if low in {"if", "unless", "whether", "lest", "in case"}:
            reading.add(Status.POSSIBLE, kid)
        elif low in cues.WHEN and dep == "advcl" and tree.tokens[node].tag in {"VBZ", "VBP"} and _ahead(tree, governor):
            # "will sign it when Orsk visits Kyoto": the visit is still to come.
            reading.add(Status.PLANNED, kid)
        elif low in cues.NOT_DONE or (low in {"of", "from"} and tree.low(max(0, kid - 1)) in cues.NOT_DONE):
            reading.add(Status.DENIED, kid)
        elif low == "to" and dep in {"advcl", "acl"}:
            ordinal = {tree.low(word) for word in tree.children(governor, "amod", "advmod")} & DID
            if not (dep == "acl" and (ordinal or tree.lemma(governor) in cues.NOUN_STATUS)):
                reading.add(Status.PLANNED, kid)
