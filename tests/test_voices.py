"""Whose word a claim is and how far it goes: accusations, quotations, alternatives, conditions, sources cited."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from extraction import Reading, read_trees, resolve_readings

from kgraph.model import Document
from kgraph.sentences import parse

#: These sentences are read by the shipped pipeline: how it parses them is half of what they test.
pytestmark = [pytest.mark.model]


@lru_cache(maxsize=64)
def read(text: str) -> Reading:
    document = Document.of(text)
    ((_, sentences),) = parse([document])
    return read_trees((document, tuple(sentences)))


def says(text: str, *expected: str) -> None:
    """Asserts that of the relations that the expected claims have, the document makes exactly these claims."""
    reading, found = read(text), set()
    ends = reading.ends()
    for claim in reading.claims:
        if any(f"-{claim.relation}->" in line for line in expected):
            subject, other = ends[claim.subject], ends[claim.object]
            line = f"{subject.name or subject.text} -{claim.relation}-> {other.name or other.text}"
            found.add(f"{line} [{claim.status.value}]")
    assert found == set(expected)


@pytest.mark.parametrize(
    ("text", "status", "by"),
    [
        ("Norway was accused of selling missiles to Sudan.", "reported", None),
        ("Norway was accused by Amnesty of selling missiles to Sudan.", "reported", "Amnesty"),
        ("Acme accused Norway of selling missiles to Sudan.", "reported", "Acme"),
        ("Norway is barred from selling missiles to Sudan.", "denied", None),
        ("Norway was cleared of selling missiles to Sudan.", "denied", None),
        ("Norway ruled out selling missiles to Sudan.", "denied", "Norway"),
        ("Norway did not rule out selling missiles to Sudan.", "possible", None),
        ("Norway did not deny that it had sold missiles to Sudan.", "possible", None),
        ("Norway insists it has sold nothing to Sudan.", "denied", "Norway"),
        ("Norway is understood to have sold missiles to Sudan.", "reported", None),
        ("Norway claims to have sold missiles to Sudan.", "reported", "Norway"),
        ("As Reuters reported, Norway sold missiles to Sudan.", "reported", "Reuters"),
        ("Norway sold missiles to Sudan, as Reuters reported on Monday.", "reported", "Reuters"),
        ("Norway sold missiles to Sudan, said Radio Bata.", "reported", "Radio Bata"),
        ("If Peru agrees, Norway will supply missiles to Sudan.", "possible", None),
        ("Either Norway or Sweden sold missiles to Sudan.", "possible", None),
        ("Far from selling missiles to Sudan, Norway arrested the dealers.", "denied", None),
    ],
)
def test_status_and_speaker_of_a_sale(text, status, by):
    claims = [c for c in read(text).claims if c.relation == "supplied_to"]
    assert {(c.status.value, c.speaker) for c in claims} == {(status, by)}


@pytest.mark.parametrize(
    "text",
    [
        "Rather than buying Gripen jets, Norway bought tanks.",
        "Norway bought tanks rather than buying Gripen jets.",
        "Instead of buying Gripen jets, Norway bought tanks.",
    ],
)
def test_what_was_done_instead(text):
    says(text, "Norway -ordered-> Gripen [denied]", "Norway -ordered-> tanks [asserted]")


def test_stopping_short_of_a_deed_leaves_it_undone():
    text = "The U.S. Treasury stopped short of sanctioning Anadol Bank."
    says(text, "U.S. Treasury -sanctioned-> Anadol Bank [denied]")


def test_what_is_imagined_is_not_told():
    assert read("Imagine that Norway had bought Gripen jets.").claims == ()


def test_a_source_that_is_cited_stands_between_the_saying_and_what_is_said():
    text = "The Financial Times reported, citing two officials, that Lena Orsk met Pavel Dorn."
    says(text, "Lena Orsk -met-> Pavel Dorn [reported]")
    assert {c.speaker for c in read(text).claims} == {"Financial Times"}


def test_who_denies_on_a_day_is_named_without_it():
    (claim,) = [
        c for c in read("Oslo's ministry on Wednesday denied that Peru had attacked Sudan.").claims if c.speaker
    ]
    assert "Wednesday" not in (claim.speaker or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France did not boycott the summit.", []),
        ("France may withdraw from the talks.", ["possible"]),
        ("France skipped the summit.", ["denied"]),
    ],
)
def test_staying_away_may_be_denied_or_open(text, expected):
    assert [c.status.value for c in read(text).claims if c.relation == "attended"] == expected


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Lena Orsk used to be the spokeswoman of Acme.", True),
        ("Lena Orsk, who was deputy head of the Central Bank, met Pavel Dorn.", True),
        ("Lena Orsk, deputy head of the Central Bank, met Pavel Dorn.", False),
    ],
)
def test_a_post_that_somebody_had_is_over(text, ended):
    assert {c.ended for c in read(text).claims if c.relation == "holds_post"} == {ended}


QUOTATION = (
    'Lena Orsk, a spokeswoman for Acme, said: "We do not work in Iran. Norway sold drones to Peru. '
    'Norway has never shipped missiles to Sudan." Sweden bought tanks.'
)


def test_every_sentence_of_a_quotation_is_its_speakers_word():
    found = {(c.status.value, c.speaker) for c in read(QUOTATION).claims if c.relation == "supplied_to"}
    assert found == {("reported", "Lena Orsk"), ("denied", "Lena Orsk")}
    (bought,) = [c for c in read(QUOTATION).claims if c.relation == "ordered"]
    assert (bought.status.value, bought.speaker) == ("asserted", None)


def test_a_quotation_goes_on_behind_its_speaker():
    text = '"Norway bought tanks," Pavel Dorn said. "Peru bought jets from Saab."'
    assert {c.speaker for c in read(text).claims} == {"Pavel Dorn"}


def test_he_and_she_are_two():
    text = 'Lena Orsk was angry. "He met Pavel Dorn twice," she said.'
    assert [c for c in read(text).claims if c.relation == "met"] == []


def test_talks_to_be_led_are_led_themselves():
    says(
        "The African Union has proposed talks in Addis Ababa, to be led by Pavel Dorn.",
        "Pavel Dorn -led-> talks in Addis Ababa [planned]",
    )


def test_where_a_rival_is_based_says_nothing_of_its_parent():
    text = "Konkan Industries, a Pune-based rival that is part of the Shinde Group, has gone to court."
    says(text, "Konkan Industries -located_in-> Pune [asserted]")


def test_frigates_sent_back_are_not_supplied():
    assert [c for c in read("Britain sent the frigates back in 1976.").claims if c.relation == "supplies"] == []


def test_talks_in_two_towns_of_one_country_are_two():
    (seed,) = (Path(__file__).parents[1] / "seeds").glob("*.txt")
    text = seed.read_text(encoding="utf-8")
    found = resolve_readings([read(text), read(text.replace("Moscow", "Kazan"))])
    assert {"Moscow talks", "Kazan talks"} <= set(found.names("event"))
