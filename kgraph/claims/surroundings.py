"""What stands around a claim and touches it: attribution beside it, conditions, questions, "nobody", tenses.

`status` reads the words that a claim hangs on; these hang elsewhere in its sentence.
"""

from __future__ import annotations

from kgraph.claims import cues
from kgraph.claims.reading import Reading
from kgraph.claims.saying import dismissals, sayings
from kgraph.model import Status
from kgraph.sentences.syntax import Tree


def by_order(tree: Tree, trigger: int, reading: Reading) -> None:
    """Sayings and denials that the row of words shows and the tree did not."""
    for speaker, verb in dismissals(tree, trigger):
        reading.add(Status.DENIED, verb)
        reading.speakers.insert(0, (speaker, verb))
    known = {cue for _, cue in reading.found}
    for speaker, verb in sayings(tree, trigger, cues.SAY | cues.DENY):
        if verb not in known and verb not in {token for _, token in reading.speakers}:
            negative = any(tree.low(kid) in cues.NEGATIONS for kid in tree.children(verb, "advmod"))
            denied = tree.lemma(verb) in cues.DENY
            reading.add(Status.POSSIBLE if negative else Status.DENIED if denied else Status.REPORTED, verb)
        if verb > trigger:
            # After the claim the row of words is surer than the tree of a long sentence.
            reading.speakers.insert(0, (speaker, verb))
        elif (speaker, verb) not in reading.speakers:
            reading.speakers.append((speaker, verb))


def outer(tree: Tree, trigger: int, reading: Reading) -> None:
    """Attribution that stands beside: "according to Acme", "…, Acme said", "reportedly"; conditions and questions."""
    chain = [trigger, *tree.ancestors(trigger)]
    _conditions(tree, chain, reading)
    for node in chain:
        for kid in tree.children(node, "advcl"):
            # "as Amnesty says", "As Reuters reported, …"
            as_told = tree.lemma(kid) in cues.SAY and any(tree.low(m) == "as" for m in tree.children(kid, "mark"))
            if as_told and kid not in chain and not tree.children(kid, "ccomp", "obj"):
                reading.add(Status.REPORTED, kid)
                reading.speakers.extend((subject, kid) for subject in tree.subjects(kid)[:1])
        for kid in tree.children(node, "obl", "nmod", "advmod", "parataxis"):
            if tree.case_of(kid) in {"according to", "per"}:
                reading.add(Status.REPORTED, kid)
                reading.speakers.append((kid, kid))
            elif (
                tree.dep(kid) == "parataxis"
                and tree.lemma(kid) in cues.SAY
                and kid not in chain
                and not tree.children(kid, "ccomp", "obj")
            ):
                subjects = tree.subjects(kid)[:1]
                if subjects:
                    reading.add(Status.REPORTED, kid)
                    reading.speakers.append((subjects[0], kid))
            elif tree.dep(kid) == "advmod" and tree.low(kid) in cues.ADVERBS and tree.is_root(node) and node != trigger:
                reading.add(cues.ADVERBS[tree.low(kid)], kid)
    nobody = _nobody_before(tree, trigger)
    if nobody is not None:
        reading.add(Status.DENIED, nobody)
    if tree.tokens[-1].text == "?":
        reading.add(Status.POSSIBLE, len(tree) - 1)
    elif tree.low(0) in {"had", "should", "were"} and not any(t.text == "," for t in tree.tokens[:trigger]):
        # "Had Acme acquired Borel, …": a condition without "if".
        reading.add(Status.POSSIBLE, 0)


def _conditions(tree: Tree, chain: list[int], reading: Reading) -> None:
    """ "if Acme chooses it, Borel will build it", "either Peru bought it or Chile did": nothing of it is sure."""
    for node in chain:
        for clause in tree.children(node, "advcl"):
            marks = [kid for kid in tree.children(clause, "mark") if tree.low(kid) in {"if", "unless", "provided"}]
            if marks and clause not in chain:
                reading.add(Status.POSSIBLE, marks[0])
    for index in range(len(tree)):
        if tree.low(index) != "either" or "or" not in {tree.low(i) for i in range(index + 1, len(tree))}:
            continue
        owner = tree.tokens[index].head
        if owner in chain or chain[0] in {owner, *tree.ancestors(owner)}:
            reading.add(Status.POSSIBLE, index)


def _nobody_before(tree: Tree, trigger: int) -> int | None:
    """A "nobody", "none" or "neither" before the trigger with no comma or clause between, whatever the tree says.

    "Nobody representing Acme or any other firm has travelled": the parser may give the verb another subject, and a
    denial told as a fact is the worst mistake there is.
    """
    for index in range(trigger - 1, -1, -1):
        if tree.tokens[index].text in {",", ";", ":", "—", "–"} or tree.low(index) in {"that", "which", "who", "but"}:
            return None
        single = tree.low(index) in {"nobody", "none", "neither"}
        no_one = tree.low(index) == "no" and (index == 0 or tree.low(index + 1) in {"one", "other"})
        if single or no_one:
            return index
    return None


def backshifted(tree: Tree, reading: Reading) -> None:
    """ "Orsk said Acme would build": reported speech makes "would" of "will", and no doubt of it."""
    told = any(status is Status.REPORTED for status, _ in reading.found)
    doubted = any(tree.low(cue) in {"if", "unless", "whether"} for _, cue in reading.found)
    for status, cue in list(reading.found):
        if told and not doubted and status is Status.POSSIBLE and tree.low(cue) == "would":
            reading.replace(status, cue, Status.PLANNED)
