"""Which repairs run, and in which order."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.sentences.repairs.arcs import Parsed
from kgraph.sentences.repairs.clauses import opening_phrase
from kgraph.sentences.repairs.headlines import verb_taken_for_plural
from kgraph.sentences.repairs.lists import closed_list, noun_before_noun, noun_beside_verb, same_preposition
from kgraph.sentences.repairs.names import labelled_equipment, name_words, one_head, trimmed_names
from kgraph.sentences.repairs.possessives import possessor
from kgraph.sentences.repairs.times import day_after_saying, day_before_verb
from kgraph.sentences.repairs.verbs import participle_with_object
from kgraph.sentences.repairs.words import designations, lemmas, word_classes

#: Words before names, names before lists: a later repair trusts what an earlier one put right.
REPAIRS: tuple[Callable[[Parsed], Parsed], ...] = (
    word_classes,
    designations,
    trimmed_names,
    labelled_equipment,
    name_words,
    one_head,
    possessor,
    opening_phrase,
    participle_with_object,
    verb_taken_for_plural,
    day_before_verb,
    day_after_saying,
    noun_beside_verb,
    same_preposition,
    closed_list,
    noun_before_noun,
    lemmas,
)


#: Words of a sentence beyond which it is no sentence but a table or a list, and its tree is left alone. The longest of
#: 16,000 sentences in EWT has 159 words; the repairs' time grows with the square of the length.
LONGEST = 250


def repair(parsed: Parsed) -> Parsed:
    """All repairs, one after the other; a sentence that none of them knows comes back as it is."""
    if len(parsed.tokens) > LONGEST:
        return parsed
    for step in REPAIRS:
        parsed = step(parsed)
    return parsed
