"""Types of names as learnt: `kgraph.mentions.learnt` on invented names that no corpus holds."""

from importlib.resources import files

import pytest

from kgraph.mentions.learnt import TYPES, read_weights, type_probabilities

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    ("before", "name", "after", "kind"),
    [
        ("Shares in", "Velkorra Dynamics", "rose 4 percent", "organisation"),
        pytest.param(
            *("drone maker", "Brestok", "said it would", "organisation"),
            marks=pytest.mark.xfail(reason="people say more than firms: left to the class noun, by `typing`"),
        ),
        ("contract with", "Haldrun", "to build frigates", "organisation"),
        ("a stake in", "Haldrun", "from its parent", "organisation"),
        ("Defence Minister", "Ilvana Tresković", "said on Monday", "person"),
        ("its chairman ,", "Tormod Ekelund-Vass", ", told reporters", "person"),
        ("a plant in", "Oberkirschau", ", southern Germany", "place"),
        ("troops near", "Zhovtanske", "on Tuesday ,", "place"),
        ("ordered 24", "Corvanos", "from the firm", "equipment"),
        ("delivery of the", "KX-47B", "tanks to Peru", "equipment"),
        ("at the", "Tallmere Security Conference", "in May ,", "event"),
    ],
)
def test_unseen_names_are_typed_by_their_letters_and_neighbours(before, name, after, kind):
    likely = type_probabilities(name.split(), before.split(), after.split())
    assert max(likely, key=likely.__getitem__) == kind


def test_neighbours_decide_where_the_name_says_nothing():
    as_firm = type_probabilities(["Ostrel"], ["a", "contract", "with"], ["to", "supply", "radars"])
    as_place = type_probabilities(["Ostrel"], ["the", "town", "of"], [",", "near", "the"])
    assert as_firm["organisation"] > as_place["organisation"]
    assert as_place["place"] > as_firm["place"]


def test_probabilities_add_up_and_keep_their_order():
    likely = type_probabilities(["Acme"], [], [])
    assert tuple(likely) == TYPES
    assert sum(likely.values()) == pytest.approx(1)
    assert likely == type_probabilities(["Acme"], [], [])


@pytest.mark.parametrize("words", [[], [""], ["-"], ["’s"], ["É" * 400]])
def test_odd_names_have_types_too(words):
    assert sum(type_probabilities(words, ["the"] * 9, ["."]).values()) == pytest.approx(1)


def test_only_the_three_nearest_tokens_on_each_side_count():
    near = type_probabilities(["Acme"], ["b", "c", "d"], ["e", "f", "g"])
    assert near == type_probabilities(["Acme"], ["x", "b", "c", "d"], ["e", "f", "g", "y"])


def test_the_weights_are_small_and_licensed():
    folder = files("kgraph.mentions")
    content = folder.joinpath("name_types.bin").read_bytes()
    assert len(content) < MEGABYTE
    assert "CC BY-SA 4.0" in folder.joinpath("name_types.LICENCE").read_text(encoding="utf-8")
    weights = read_weights(content)
    assert [len(column) for column in weights.columns] == [1 << weights.bits] * len(TYPES)


@pytest.mark.parametrize("content", [b"", b"nonsense" * 9, b"KGNT1\x11\x06\x00\x00\x00\x00"])
def test_other_files_are_refused(content):
    with pytest.raises(ValueError, match="weights for names"):
        read_weights(content)
