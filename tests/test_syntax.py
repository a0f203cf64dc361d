"""Who does what to whom, read off a sentence's tree: `kgraph.sentences.syntax`."""

from __future__ import annotations

import pytest
from extraction import tree_of
from trees import tree

from kgraph.sentences.syntax import Tree


def words(found: Tree, tokens: list[int]) -> list[str]:
    return [found.text(*found.core(token)) for token in tokens]


def index(found: Tree, word: str) -> int:
    return next(i for i, token in enumerate(found.tokens) if token.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "subjects", "objects"),
    [
        pytest.param("Acme acquired Borel.", "acquired", ["Acme"], ["Borel"], id="active"),
        pytest.param("Borel was acquired by Acme.", "acquired", ["Acme"], ["Borel"], id="passive"),
        pytest.param("Acme, which acquired Borel, builds frigates.", "acquired", ["Acme"], ["Borel"], id="relative"),
        pytest.param(
            "Peru bought the frigates that Acme built.", "built", ["Acme"], ["frigates"], id="object relative"
        ),
        pytest.param("Peru bought frigates built by Acme.", "built", ["Acme"], ["frigates"], id="reduced relative"),
        pytest.param("Norway asked Acme to build frigates.", "build", ["Acme"], ["frigates"], id="object control"),
        pytest.param("Acme promised Norway to build frigates.", "build", ["Acme"], ["frigates"], id="promise"),
        pytest.param("Acme plans to buy Borel.", "buy", ["Acme"], ["Borel"], id="subject control"),
        pytest.param("Acme designs and builds frigates.", "builds", ["Acme"], ["frigates"], id="conjunction"),
        pytest.param("Borel was founded in Graz and sold to Acme.", "sold", [], ["Borel"], id="passive conjunction"),
        pytest.param("Norway banned Acme from exporting drones.", "exporting", ["Acme"], ["drones"], id="ban from"),
        pytest.param(
            "Norway accused Acme of supplying drones to Russia.", "supplying", ["Acme"], ["drones"], id="accuse of"
        ),
    ],
)
def test_doer_and_deed(text, verb, subjects, objects):
    found = tree_of(text)
    token = index(found, verb)
    assert (words(found, found.subjects(token)), words(found, found.objects(token))) == (subjects, objects)


def test_nobody_does_what_is_merely_possible_to_do():
    found = tree_of("It is possible that Acme acquired Borel.")
    assert words(found, found.subjects(index(found, "acquired"))) == ["Acme"]


def test_second_object_is_an_object_too():
    found = tree_of("Norway gave Peru six helicopters.")
    assert words(found, found.objects(index(found, "gave"))) == ["Peru", "six helicopters"]


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Borel was acquired by Acme.", "acquired", True),
        ("Acme acquired Borel.", "acquired", False),
        ("Peru bought frigates built by Acme.", "built", True),
        ("Lena Orsk said that Acme had acquired Borel.", "acquired", False),
    ],
)
def test_passive(text, verb, passive):
    found = tree_of(text)
    assert found.is_passive(index(found, verb)) is passive


def test_a_list_is_read_from_its_first_member():
    found = tree_of("Acme, Borel and Tarn build drones.")
    assert words(found, found.conjuncts(index(found, "Acme"))) == ["Acme", "Borel", "Tarn"]
    assert found.first_conjunct(index(found, "Tarn")) == index(found, "Acme")


def test_preposition_of_a_phrase_joins_its_fixed_words():
    found = tree_of("According to Lena Orsk, Acme acquired Borel.")
    assert found.case_of(index(found, "Lena")) == "according to"


def test_possessive_is_no_preposition():
    found = tree_of("Russia's invasion of Ukraine began in 2022.")
    assert found.case_of(index(found, "Russia")) == ""


def test_core_leaves_out_article_possessor_and_what_follows():
    found = tree_of("Lena Orsk, Norway's defence minister, visited Oslo.")
    minister = index(found, "minister")
    assert found.text(*found.core(minister)) == "defence minister"
    assert found.text(*found.core(minister, possessor=True)) == "Norway's defence minister"


def test_relative_pronoun_stands_for_its_noun():
    found = tree_of("Acme, which acquired Borel, builds frigates.")
    assert found.antecedent(index(found, "which")) == index(found, "Acme")


def test_broken_tree_with_a_circle_ends():
    found = Tree(
        tree("""
        Acme  PROPN nsubj 2
        sells VERB  conj  3
        ships VERB  conj  2
        .     PUNCT punct 3
        """).sentence
    )
    assert list(found.ancestors(0)) == [1, 2]
    assert found.subjects(2) == [0]
