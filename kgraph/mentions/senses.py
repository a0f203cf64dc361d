"""Sense: whether a capital's name stands for its state at this place, or for the city.

"Moscow proposed" is Russia, "talks in Moscow" the city. Each place is decided by itself.
"""

from __future__ import annotations

from kgraph.mentions.lexicon import REPRESENTATIVES
from kgraph.mentions.spans import NameSpan
from kgraph.mentions.typing import head_of
from kgraph.sentences.syntax import Tree

#: After these nouns a capital is a city: one travels to it, or it has streets.
MOTION_NOUNS = frozenset("visit trip travel journey tour flight return arrival road train flight move march".split())
MOTION_VERBS = frozenset(
    "visit travel go fly arrive return come head drive move march host leave reach land stay live tour".split()
)
CITY_NOUNS = frozenset(
    "airport street suburb resident mayor centre center court hotel embassy bureau correspondent talks "
    "summit meeting region suburbs skyline conference show".split()
)
STATE_PREPOSITIONS = frozenset(
    {
        "with",
        "between",
        "against",
        "by",
        "for",
        "towards",
        "toward",
        "according to",
        "on",
        "of",
        "among",
        "over",
        "about",
        "via",
    }
)


def capital_is_state(tree: Tree, span: NameSpan) -> bool:
    """Whether a capital's name stands for the state at this place.

    It does as the doer or owner of something ("Moscow proposed", "Moscow's invasion") and as a partner ("ties with
    Moscow"); not in a place ("in Moscow"), as a goal of travel ("a visit to Moscow") or before a noun ("Moscow talks").
    """
    head = head_of(tree, span)
    governor, dep, preposition = tree.tokens[head].head, tree.dep(head), tree.case_of(head)
    if dep == "conj":
        first = tree.first_conjunct(head)
        return capital_is_state(tree, NameSpan(first, first, "")) if first != head else False
    if dep in {"nsubj", "obl:agent", "nsubj:pass"}:
        return tree.lemma(governor) not in MOTION_VERBS
    if dep == "nmod:poss":
        return tree.lemma(governor) not in CITY_NOUNS
    if preposition == "from":
        return tree.lemma(governor) not in MOTION_VERBS | MOTION_NOUNS | REPRESENTATIVES
    if preposition == "to":
        return tree.lemma(governor) not in MOTION_VERBS | MOTION_NOUNS and not _motion_above(tree, governor)
    if preposition in STATE_PREPOSITIONS:
        return preposition not in {"on", "of", "over", "for"} or tree.lemma(governor) in {
            "pressure",
            "sanction",
            "government",
            "ally",
            "sale",
            "threat",
        }
    if dep in {"obj", "iobj"}:
        return tree.lemma(governor) not in MOTION_VERBS
    return False


def _motion_above(tree: Tree, index: int) -> bool:
    """ "paid a visit to Moscow": the phrase hangs on the verb, the journey is its object."""
    return any(tree.lemma(kid) in MOTION_NOUNS for kid in tree.children(index, "obj", "nsubj", "obl"))
