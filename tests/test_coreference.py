"""Who refers to whom within a document, and where nobody can tell."""

from __future__ import annotations

import pytest
from extraction import read


def refers(text: str, words: str) -> str | None:
    """What the last mention with these words refers to; None where it is left open."""
    reading = read(text)
    mention = [m for m in reading.mentions if m.text == words][-1]
    end = reading.ends()[mention.id]
    return None if end.id == mention.id else end.text


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Lena Orsk visited Oslo. / Orsk met Pavel Dorn.", "Orsk", "Lena Orsk"),
        (
            "The Nordic Shipping Group (NSG) operates tankers. / NSG was sanctioned by Norway.",
            "NSG",
            "Nordic Shipping Group",
        ),
        ("Acme Marine builds ships. / Acme denied the report.", "Acme", "Acme Marine"),
        ("Russia attacked Ukraine. / Moscow denied the attack.", "Moscow", "Russia"),
    ],
)
def test_short_names(text, words, target):
    assert refers(text, words) == target


@pytest.mark.parametrize(
    "text",
    [
        "Lena Orsk and Pavel Orsk visited Oslo. / Orsk met Pavel Dorn.",
        "Lena Orsk and Jan Orsk visited Oslo. / Orsk met Pavel Dorn.",
    ],
)
def test_a_surname_of_two_is_nobodys(text):
    assert refers(text, "Orsk") is None


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Norway and Peru held talks in Oslo. / These discussions lasted two days.", "discussions", "talks in Oslo"),
        ("Norway and Peru held talks in Oslo. / The meeting lasted two days.", "meeting", "talks in Oslo"),
        ("Norway and Peru held talks in Oslo. / New talks will follow in Lima.", "New talks", None),
        ("Norway and Peru held talks in Oslo. / The talks in Lima failed.", "talks in Lima", None),
        ("Norway and Peru held talks in Oslo. / The visit to Norway lasted two days.", "visit to Norway", None),
    ],
)
def test_events_are_taken_up_by_their_kind_unless_told_apart(text, words, target):
    assert refers(text, words) == target


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Acme built frigates. / The company acquired Borel.", "company", "Acme"),
        ("Acme and Borel built frigates. / The company acquired Tarn.", "company", None),
        ("Lena Orsk visited Oslo. / The minister met Pavel Dorn.", "minister", "Lena Orsk"),
    ],
)
def test_definite_nouns_take_up_the_only_such_name(text, words, target):
    assert refers(text, words) == target


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Lena Orsk visited Oslo. / She met Pavel Dorn.", "She", "Lena Orsk"),
        ("Acme built frigates. / It acquired Borel.", "It", "Acme"),
        ("Norway said it would buy frigates.", "it", "Norway"),
        ("Acme sold its unit to Borel.", "its", "Acme"),
        ("Acme said on Monday it had acquired Borel.", "it", "Acme"),
        ("Executives from several firms attended. / They left Oslo.", "They", "Executives"),
    ],
)
def test_pronouns_with_one_antecedent(text, words, target):
    assert refers(text, words) == target


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The visit of Lena Orsk and Pavel Dorn ended. / He left Oslo.", "He"),
        ("The report surprised Norway. / It denied the report.", "It"),
        ("Lena Orsk met Pavel Dorn. / He left Oslo.", "He"),
        ("He met them in Oslo.", "He"),
        ("He met them in Oslo.", "them"),
        ("Acme and Borel built frigates. / It acquired Tarn.", "It"),
    ],
)
def test_doubtful_pronouns_are_left_open(text, words):
    assert refers(text, words) is None


def test_links_point_back_once_each_and_say_why():
    reading = read("Norway and Peru held talks in Oslo. / These discussions lasted two days.")
    ids = {m.id for m in reading.mentions}
    assert len({link.mention for link in reading.links}) == len(reading.links)
    for link in reading.links:
        assert link.target in ids
        assert link.target != link.mention
        assert 0 < link.score <= 1
        assert link.reasons
        assert link.reasons[0].text


def test_a_name_and_its_initials_do_not_run_in_circles():
    reading = read("The Nordic Shipping Group (NSG) operates tankers. / NSG was sanctioned by Norway.")
    step = {link.mention: link.target for link in reading.links}
    for start in step:
        node, steps = start, 0
        while node in step:
            node, steps = step[node], steps + 1
            assert steps <= len(step)
