"""Which repairs run, and in which order."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.sentences.repairs.arcs import Parsed
from kgraph.sentences.repairs.clauses import (
    adjective_taken_for_subject,
    perfect_taken_for_modifier,
    phrase_without_preposition,
    saying_taken_for_noun,
    subject_taken_for_conjunct,
    subject_taken_for_phrase,
)
from kgraph.sentences.repairs.coordination import (
    goods_and_givers,
    name_across_and,
    participle_taken_for_preposition,
)
from kgraph.sentences.repairs.lists import noun_beside_verb, same_preposition
from kgraph.sentences.repairs.names import labelled_equipment, name_words, one_head, trimmed_names
from kgraph.sentences.repairs.phrases import (
    examples,
    gerund_beside_noun,
    list_of_names,
    name_after_apposition,
    preposed_place,
)
from kgraph.sentences.repairs.possessives import possessor
from kgraph.sentences.repairs.predicates import missing_predicate, verb_taken_for_plural
from kgraph.sentences.repairs.speech import content_clause, parenthesis, time_after_verb, time_before_verb
from kgraph.sentences.repairs.subjects import subject_in_a_list, subject_taken_for_modifier
from kgraph.sentences.repairs.verbs import participle_with_object, past_tense
from kgraph.sentences.repairs.words import (
    designations,
    hyphens,
    lemmas,
    maker_taken_for_verb,
    participle_taken_for_noun,
    word_classes,
)

#: Words before names, names before clauses, clauses before lists: a later repair trusts what an earlier one put right.
REPAIRS: tuple[Callable[[Parsed], Parsed], ...] = (
    word_classes,
    hyphens,
    designations,
    participle_taken_for_noun,
    maker_taken_for_verb,
    trimmed_names,
    labelled_equipment,
    name_words,
    one_head,
    saying_taken_for_noun,
    possessor,
    perfect_taken_for_modifier,
    subject_taken_for_phrase,
    subject_taken_for_conjunct,
    phrase_without_preposition,
    adjective_taken_for_subject,
    participle_taken_for_preposition,
    name_across_and,
    goods_and_givers,
    participle_with_object,
    missing_predicate,
    verb_taken_for_plural,
    past_tense,
    subject_in_a_list,
    subject_taken_for_modifier,
    time_after_verb,
    time_before_verb,
    content_clause,
    parenthesis,
    preposed_place,
    examples,
    name_after_apposition,
    list_of_names,
    noun_beside_verb,
    same_preposition,
    gerund_beside_noun,
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
