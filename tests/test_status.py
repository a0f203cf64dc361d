"""What a sentence says of its own claim: done, denied, possible, proposed, planned, on whose word, and whether over."""

from __future__ import annotations

import pytest
from extraction import bug, read, says, told

from kgraph.claims.status import read_status
from kgraph.model import Status
from kgraph.sentences.syntax import Tree

ACQUIRED = "Acme -acquired-> Borel"
ATTENDED = "Acme -attended-> Oslo talks"


@pytest.mark.parametrize(
    "text",
    [
        "Acme did not attend the Oslo talks.",
        "Acme never attended the Oslo talks.",
        "No executives from Acme attended the Oslo talks.",
        "Acme denied attending the Oslo talks.",
        "Acme denied that it attended the Oslo talks.",
        "Acme denied reports that it had attended the Oslo talks.",
        "Acme refused to attend the Oslo talks.",
        "Acme boycotted the Oslo talks.",
        pytest.param(
            "Nobody from Acme attended the Oslo talks.",
            marks=bug("only “nobody representing” is followed to the firm; “nobody from” is not"),
        ),
    ],
)
def test_denied_attendance(text):
    says(text, f"{ATTENDED} [denied]")


def test_considering_a_deed_does_not_do_it():
    says("Acme is considering the acquisition of Borel by its unit.", "unit -acquired-> Borel [possible]")


def test_ready_to_do_it_plans_it():
    says("Borel was ready to acquire Acme.", "Borel -acquired-> Acme [planned]")


def test_neither_nor_denies_both():
    says(
        "Neither Acme nor Borel attended the Oslo talks.",
        f"{ATTENDED} [denied]",
        "Borel -attended-> Oslo talks [denied]",
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Acme failed to acquire Borel.", "denied"),
        ("It is not true that Acme acquired Borel.", "denied"),
        ("Without acquiring Borel, Acme built frigates.", "denied"),
        ("Acme may acquire Borel.", "possible"),
        ("Acme could acquire Borel.", "possible"),
        ("Acme wants to acquire Borel.", "possible"),
        ("Acme tried to acquire Borel.", "possible"),
        ("Acme is likely to acquire Borel.", "possible"),
        ("Acme is unlikely to acquire Borel.", "possible"),
        ("If Acme acquires Borel, Lena Orsk will leave.", "possible"),
        ("Did Acme acquire Borel?", "possible"),
        ("Acme would have acquired Borel.", "possible"),
        ("Acme offered to acquire Borel.", "proposed"),
        ("Acme will acquire Borel.", "planned"),
        ("Acme agreed to acquire Borel.", "planned"),
        ("Acme plans to acquire Borel.", "planned"),
        ("Acme reportedly acquired Borel.", "reported"),
        ("Acme was said to have acquired Borel.", "reported"),
        ("Acme is believed to have acquired Borel.", "reported"),
        ("Acme managed to acquire Borel.", "asserted"),
        ("Acme acquired Borel.", "asserted"),
        ("It is possible that Acme acquired Borel.", "possible"),
        pytest.param(
            "Acme is bidding to acquire Borel.",
            "possible",
            marks=bug("an infinitive under a verb that no list has counts as done; it should not (bid, race, vie)"),
        ),
        ("Acme was cleared to acquire Borel.", "planned"),
        ("Acme was about to acquire Borel.", "planned"),
        ("Acme has yet to acquire Borel.", "denied"),
        ("Acme almost acquired Borel.", "denied"),
        pytest.param(
            "There is no evidence that Acme acquired Borel.",
            "possible",
            marks=bug("no evidence is no denial: “no” on evidence, proof, sign should give possible"),
        ),
        ("Acme's acquisition of Borel was blocked.", "denied"),
    ],
)
def test_status_of_a_purchase(text, status):
    says(text, f"{ACQUIRED} [{status}]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Lena Orsk, Acme acquired Borel.", f"{ACQUIRED} [reported] by=Lena Orsk"),
        ("Acme acquired Borel, Lena Orsk said.", f"{ACQUIRED} [reported] by=Lena Orsk"),
        ("Lena Orsk said that Acme had acquired Borel.", f"{ACQUIRED} [reported] by=Lena Orsk"),
        ("Lena Orsk denied that Acme plans to acquire Borel.", f"{ACQUIRED} [denied] by=Lena Orsk"),
        ("Lena Orsk said she doubted that Acme had acquired Borel.", f"{ACQUIRED} [possible] by=Lena Orsk"),
        ("Norway warned that Acme could acquire Borel.", f"{ACQUIRED} [possible] by=Norway"),
        (
            "Acme acquired Borel, officials familiar with the deal said.",
            f"{ACQUIRED} [reported] by=officials familiar with the deal",
        ),
        ("Acme said on Monday it had acquired Borel.", f"{ACQUIRED} [reported] by=Acme"),
        ("Lena Orsk said that Acme would acquire Borel.", f"{ACQUIRED} [planned] by=Lena Orsk"),
    ],
)
def test_who_says_so(text, expected):
    says(text, expected, show=["by"])


@pytest.mark.parametrize(
    "text",
    [
        "Lena Orsk did not say that Acme had acquired Borel.",
        "Norway urged Peru not to acquire Borel.",
        "Lena Orsk did not deny that Acme had acquired Borel.",
    ],
)
def test_silence_and_warnings_deny_nothing(text):
    assert [line for line in told(text, "acquired") if "[denied]" in line] == []


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Acme rejected claims that it had shipped drones to Russia.", "Acme"),
        ("India rejected claims by Washington that its firms shipped drones to Russia.", "India"),
        ("Lena Orsk denied the allegations that Acme had shipped drones to Russia.", "Lena Orsk"),
        ("Acme denied claims that it had shipped drones to Russia.", "Acme"),
    ],
)
def test_who_rejects_a_claim_denies_what_it_says(text, by):
    claims = [c for c in read(text).claims if c.relation == "supplied_to"]
    assert [(c.status.value, c.speaker) for c in claims] == [("denied", by)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway stopped buying drones from Peru.",
        "Norway dropped plans to buy drones from Peru.",
        "Norway no longer operates frigates.",
    ],
)
def test_what_is_given_up_is_ended(text):
    claims = [c for c in read(text).claims if c.relation in {"ordered", "operates"}]
    assert [(c.ended, c.status is Status.DENIED) for c in claims] == [(True, False)]


def test_what_nobody_confirms_is_not_reported():
    says("Neither side confirmed that Lena Orsk met Pavel Dorn.", "Lena Orsk -met-> Pavel Dorn [possible]")


def test_speaker_of_a_denial_is_who_denies_not_who_is_absent():
    (claim,) = [c for c in read("No executives from Acme attended the Oslo talks.").claims if c.relation == "attended"]
    assert claim.speaker is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme, which had not attended the Oslo talks, acquired Borel.",
            [f"{ACQUIRED} [asserted]", f"{ATTENDED} [denied]"],
        ),
        (
            "Acme acquired Borel, which did not attend the Oslo talks.",
            [f"{ACQUIRED} [asserted]", "Borel -attended-> Oslo talks [denied]"],
        ),
        (
            "Lena Orsk travelled to Oslo to sign the treaty.",
            ["Lena Orsk -signed-> treaty [planned]", "Lena Orsk -visited-> Oslo [asserted]"],
        ),
        ("Acme attended not only the Oslo talks.", [f"{ATTENDED} [asserted]"]),
        (
            "Without acquiring Borel, Acme built frigates.",
            [f"{ACQUIRED} [denied]", "Acme -manufactures-> frigates [asserted]"],
        ),
        ("Acme, not Borel, built the frigates.", ["Acme -manufactures-> frigates [asserted]"]),
    ],
)
def test_scope_of_a_negation_and_of_a_purpose(text, expected):
    says(text, *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway proposed a peace conference in Geneva.", "Norway -proposed-> peace conference in Geneva [proposed]"),
        ("Moscow proposed talks with Oslo.", "Russia -proposed-> talks with Oslo [proposed]"),
        ("Norway asked Acme to build frigates.", "Acme -manufactures-> frigates [proposed]"),
    ],
)
def test_proposals(text, expected):
    says(text, expected)


def test_who_rejects_a_proposal_proposed_nothing():
    assert told("Norway rejected a proposal for a peace conference.", "proposed") == []


@pytest.mark.parametrize(
    "text",
    [
        "Acme hopes to build drones.",
        "Acme is to build frigates.",
        "Norway and Peru were to sign the treaty.",
        "Acme had hoped to build drones.",
        "Norway cleared the sale of drones to Peru.",
        "Norway allowed Acme to export drones.",
        "Acme and Borel formed a joint venture to build frigates.",
    ],
)
def test_what_is_only_intended_is_not_asserted(text):
    assert [
        line for line in told(text, "manufactures", "supplies", "supplied_to", "signed") if "[asserted]" in line
    ] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway has lifted sanctions on Acme.", "Norway -sanctioned-> Acme [asserted, ended]"),
        ("Norway no longer operates frigates.", "Norway -operates-> frigates [asserted, ended]"),
    ],
)
def test_what_is_over_is_ended_and_not_denied(text, expected):
    says(text, expected)


def test_inverted_condition():
    assert [
        line for line in told("Had Acme acquired Borel, Norway would have sued.", "acquired") if "[asserted]" in line
    ] == []


def test_the_leftmost_of_several_cues_decides():
    reading = read("Lena Orsk denied that Acme plans to acquire Borel.")
    tree = Tree(reading.sentences[0])
    trigger = next(i for i, token in enumerate(tree.tokens) if token.text == "acquire")
    found = read_status(tree, trigger)
    assert {status for status, _ in found.found} >= {Status.DENIED, Status.PLANNED}
    assert found.status is Status.DENIED


def test_a_quote_never_raises_a_status():
    (claim,) = [c for c in read("Norway warned that Acme could acquire Borel.").claims if c.relation == "acquired"]
    assert claim.status is Status.POSSIBLE


def test_status_of_the_talks_place_survives_a_denial_of_attendance():
    says("Acme denied attending the talks in Oslo.", "talks in Oslo -located_in-> Oslo [asserted]")
