"""Attribution read from the row of words, where the tree of a long sentence does not show it.

News says who says so in a few fixed places: before the claim ("Acme said on Monday that …", "Acme told reporters …")
and after it ("…, prosecutors allege.", "…, Acme said on Friday, citing …"). The parser often hangs the claim's clause
on the wrong word there; the order of the words is plain.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.sentences.syntax import Tree

#: How many words may stand between the verb of saying and "that": "told the Oslo Courier on Monday that".
TO_THAT = 9
#: How many words a speaker after the claim may have: "two people with knowledge of the talks said".
SPEAKER_WORDS = 14


def sayings(tree: Tree, trigger: int, verbs: frozenset[str]) -> Iterator[tuple[int, int]]:
    """(speaker's token, verb's token) of the sayings that a trigger stands under, by the order of words alone.

    Args:
        tree: the sentence.
        trigger: index of the word that makes the claim.
        verbs: lemmas of verbs that say or deny.

    Example:
        On the tree of "Acme had shipped radars, prosecutors allege.", at "shipped", with "allege" among the verbs:
        the tokens of "prosecutors" and "allege".
    """
    for word in range(trigger + 1, len(tree) - 1):
        if tree.low(word) == "according" and tree.low(word + 1) == "to" and tree.tokens[word - 1].text == ",":
            yield tree.tokens[word].head, word
    for verb in range(len(tree)):
        if verb == trigger or tree.lemma(verb) not in verbs or tree.tokens[verb].pos not in {"VERB", "NOUN"}:
            continue
        if verb < trigger and _opens_content(tree, verb, trigger):
            speaker = _subject_before(tree, verb)
        elif verb > trigger and _closes_sentence(tree, verb):
            speaker = subject_after_comma(tree, verb, trigger)
        elif verb + 1 < len(tree) and tree.tokens[verb + 1].text == "," and tree.tokens[verb].tag in SAYING_TAGS:
            # "Mali's army, French intelligence estimates, operates"; "had won the order, the paper said, before".
            speaker = subject_after_comma(tree, verb, trigger if trigger < verb else 0)
        elif verb > trigger and tree.tokens[verb - 1].text in {",", "”", '"'} and tree.tokens[verb].tag in SAYING_TAGS:
            speaker = _subject_closing(tree, verb)
        else:
            speaker = None
        if speaker is not None:
            yield speaker, verb


#: Words for a source between a verb of saying and its "that": "reported, citing two officials, that".
CITING = frozenset({"citing", "quoting"})


#: Tags of a verb that tells who says so.
SAYING_TAGS = frozenset({"VBD", "VBZ", "VBP"})


#: Verbs of saying that stand before their subject: "…, said Radio Bata."
INVERTED = frozenset("say report write add explain note argue warn".split())


def _subject_closing(tree: Tree, verb: int) -> int | None:
    """ "…, said Radio Bata.": the only noun behind a verb of saying that ends its sentence."""
    rest = [i for i in range(verb + 1, len(tree)) if tree.tokens[i].pos != "PUNCT"]
    clause = any(tree.tokens[i].pos in {"VERB", "AUX", "SCONJ"} for i in rest)
    if tree.lemma(verb) not in INVERTED or clause or len(rest) > SPEAKER_WORDS:
        return None
    nouns = [i for i in rest if tree.tokens[i].pos in {"NOUN", "PROPN", "PRON"} and tree.tokens[i].head == verb]
    return next((i for i in nouns if tree.dep(i) == "nsubj" or tree.lemma(verb) == "say"), None)


#: Nouns of what is told, after "dismissed as untrue".
TALES = frozenset("report story claim allegation rumour rumor suggestion account accusation".split())


def dismissals(tree: Tree, trigger: int) -> Iterator[tuple[int, int]]:
    """(speaker's token, verb's token) of "dismissed as untrue reports that …", which the parser cannot read."""
    for verb in range(trigger - 1):
        if tree.lemma(verb) not in {"dismiss", "reject", "describe"} or tree.low(verb + 1) != "as":
            continue
        end = min(verb + TO_THAT, trigger)
        tale = next((i for i in range(verb + 2, end) if tree.lemma(i) in TALES), None)
        subject = _subject_before(tree, verb)
        if tale is not None and subject is not None and "that" in {tree.low(i) for i in range(tale + 1, trigger)}:
            yield subject, verb


def _opens_content(tree: Tree, verb: int, trigger: int) -> bool:
    """Whether a "that" soon after the verb begins what is said, and the trigger stands in it, before any ";"."""
    if tree.tokens[verb].tag not in SAYING_TAGS | {"VBN"} or tree.children(verb, "aux:pass"):
        return False
    for index in range(verb + 1, min(verb + TO_THAT, trigger)):
        if tree.low(index) in CITING:
            continue
        if tree.low(index) == "that" and tree.tokens[index].pos == "SCONJ":
            return not any(tree.tokens[i].text in {";", "”", '"', ":"} for i in range(index, trigger))
        if tree.tokens[index].text == ";" or tree.is_verb(index):
            return False
    return False


def _subject_before(tree: Tree, verb: int) -> int | None:
    subjects = tree.subjects(verb)
    return subjects[0] if subjects and subjects[0] < verb else None


def _closes_sentence(tree: Tree, verb: int) -> bool:
    """Whether nothing but a day, a place, or whom it cites follows the verb of saying."""
    rest = [token for token in tree.tokens[verb + 1 :] if token.pos != "PUNCT"]
    if not rest:
        return True
    return rest[0].text.casefold() in {"on", "in", "citing", "at", "late", "early", "quoting", "after", "to"} or rest[
        0
    ].text.casefold() in {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "reporters"}


def subject_after_comma(tree: Tree, verb: int, trigger: int) -> int | None:
    """The noun between the last comma and the verb: "…, two officials said"."""
    comma = next(
        (i for i in range(verb - 1, max(trigger, verb - SPEAKER_WORDS), -1) if tree.tokens[i].text == ","), None
    )
    if comma is None or any(tree.tokens[i].text == ";" for i in range(trigger, verb)):
        return None
    if tree.low(comma + 1) in {"whatever", "whoever", "contrary", "unlike", "despite"} or tree.is_passive(verb):
        return None
    nouns = [
        i
        for i in range(comma + 1, verb)
        if tree.tokens[i].pos in {"NOUN", "PROPN", "PRON"} and tree.base(i) not in {"compound", "flat", "amod"}
    ]
    others = [i for i in range(comma + 1, verb) if tree.is_verb(i) and tree.tokens[i].tag in SAYING_TAGS]
    if not nouns or others:
        return None
    subjects = [i for i in tree.subjects(verb) if comma < i < verb]
    return subjects[0] if subjects else nouns[0]


def words_before(tree: Tree, token: int, verb: int) -> str:
    """The speaker's words in a saying that closes its sentence: from the comma to the verb.

    Example: "three people familiar with the matter" of "…, three people familiar with the matter said."
    """
    first = token
    while first > 0 and tree.tokens[first - 1].text not in {",", "”", '"'} and verb - first < SPEAKER_WORDS:
        first -= 1
    last = verb - 1
    for kid in tree.children(verb, "obl", "advmod", "aux"):
        # "the ministry on Wednesday said": the day is not the speaker's.
        if token < kid < verb:
            last = min(last, tree.subtree(kid)[0] - 1)
    return tree.text(first, last)
