"""Which claims a sentence makes, and which it must not make: relations, ends and qualifiers."""

from __future__ import annotations

import pytest
from extraction import forget, read, read_trees, says, told, written
from hypothesis import given
from hypothesis import strategies as st
from trees import article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme acquired Borel.", ["Acme -acquired-> Borel [asserted]"]),
        ("Borel was acquired by Acme.", ["Acme -acquired-> Borel [asserted]"]),
        ("The frigates were built under licence by Acme.", ["Acme -manufactures-> frigates [asserted]"]),
        (
            "Acme, which acquired Borel, builds frigates.",
            ["Acme -acquired-> Borel [asserted]", "Acme -manufactures-> frigates [asserted]"],
        ),
        (
            "Peru bought the frigates that Acme built.",
            ["Acme -manufactures-> frigates [asserted]", "Peru -ordered-> frigates [asserted]"],
        ),
        (
            "Peru bought frigates built by Acme.",
            ["Acme -manufactures-> frigates [asserted]", "Peru -ordered-> frigates [asserted]"],
        ),
        (
            "The firm acquired by Acme makes drones.",
            ["Acme -acquired-> firm [asserted]", "firm -manufactures-> drones [asserted]"],
        ),
        ("Acme designs and builds frigates.", ["Acme -manufactures-> frigates [asserted]"]),
        (
            "Acme builds frigates, tanks and drones.",
            [
                "Acme -manufactures-> frigates [asserted]",
                "Acme -manufactures-> tanks [asserted]",
                "Acme -manufactures-> drones [asserted]",
            ],
        ),
        (
            "Acme and Borel attended the Oslo talks.",
            ["Acme -attended-> Oslo talks [asserted]", "Borel -attended-> Oslo talks [asserted]"],
        ),
        (
            "Lena Orsk visited Norway and met Pavel Dorn.",
            ["Lena Orsk -visited-> Norway [asserted]", "Lena Orsk -met-> Pavel Dorn [asserted]"],
        ),
        (
            "Norway bought frigates and Peru ordered tanks.",
            ["Norway -ordered-> frigates [asserted]", "Peru -ordered-> tanks [asserted]"],
        ),
    ],
)
def test_who_did_it_is_found_wherever_the_clause_puts_it(text, expected):
    says(text, *expected)


@pytest.mark.parametrize(
    "text",
    ["Acme supplied howitzers to Peru.", "Acme supplied Peru with howitzers.", "Peru bought howitzers from Acme."],
)
def test_a_sale_is_told_of_seller_goods_and_buyer_whichever_way_it_is_put(text):
    says(text, "Acme -supplies-> howitzers [asserted]", "Acme -supplied_to-> Peru [asserted]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme took part in the Oslo talks.", "Acme -attended-> Oslo talks [asserted]"),
        ("Lena Orsk paid a visit to Norway.", "Lena Orsk -visited-> Norway [asserted]"),
        ("Lena Orsk's visit to Norway lasted two days.", "Lena Orsk -visited-> Norway [asserted]"),
        ("Russia's invasion of Ukraine began in 2022.", "Russia -attacked-> Ukraine [asserted]"),
        ("Moscow's invasion of Ukraine began in 2022.", "Russia -attacked-> Ukraine [asserted]"),
        ("The acquisition of Borel by Acme took a year.", "Acme -acquired-> Borel [asserted]"),
        ("Norway's purchase of frigates cost $2 billion.", "Norway -ordered-> frigates [asserted]"),
    ],
)
def test_light_verbs_and_nouns_of_deeds_tell_the_deed(text, expected):
    says(text, expected)


def test_who_held_talks_with_whom_met():
    assert told("Lena Orsk held talks with Pavel Dorn in Oslo.", "met") == ["Lena Orsk -met-> Pavel Dorn [asserted]"]


def test_a_meeting_between_two_is_attended_by_both():
    attended = told("The meeting between Lena Orsk and Pavel Dorn lasted an hour.", "attended")
    assert [line.split(" -")[0] for line in attended] == ["Lena Orsk", "Pavel Dorn"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme, a subsidiary of Borel, builds frigates.",
            ["Acme -part_of-> Borel [asserted]", "Acme -manufactures-> frigates [asserted]"],
        ),
        ("The shipbuilder, Acme, sold frigates to Peru.", ["Acme -supplies-> frigates [asserted]"]),
        (
            "Acme, Borel and Tarn build drones.",
            [
                "Acme -manufactures-> drones [asserted]",
                "Borel -manufactures-> drones [asserted]",
                "Tarn -manufactures-> drones [asserted]",
            ],
        ),
    ],
)
def test_appositions_and_lists(text, expected):
    says(text, *expected)


@pytest.mark.parametrize(
    "text",
    [
        "Firms including Acme and Borel attended the Oslo talks.",
        "Firms such as Acme and Borel attended the Oslo talks.",
    ],
)
def test_members_named_beside_their_group_share_in_what_it_did(text):
    attended = told(text, "attended")
    assert "Acme -attended-> Oslo talks [asserted]" in attended
    assert "Borel -attended-> Oslo talks [asserted]" in attended


def test_a_list_is_read_by_its_commas_where_the_tree_breaks():
    # The second and third name hang on the wrong words.
    says(
        "Acme, Borel and Tarn attended the Oslo talks.",
        *(f"{firm} -attended-> Oslo talks [asserted]" for firm in ("Acme", "Borel", "Tarn")),
    )


def test_but_not_leaves_the_second_out():
    says("Norway sanctioned Acme but not Borel.", "Norway -sanctioned-> Acme [asserted]")


@pytest.mark.parametrize(
    "text",
    [
        "Executives from several firms attended the Oslo talks. / Among them were Acme and Borel.",
        "Several firms attended the Oslo talks. / These included Acme and Borel.",
    ],
)
def test_members_named_in_the_next_sentence_share_in_what_the_group_did(text):
    reading = read(text)
    ends = reading.ends()
    found = [c for c in reading.claims if ends[c.subject].text in {"Acme", "Borel"} and c.relation == "attended"]
    assert [ends[c.object].text for c in found] == ["Oslo talks", "Oslo talks"]
    group = reading.sentences[0]
    for claim in found:
        # The evidence names the member; the sentence about the group is its context.
        assert reading.document.text[claim.evidence.start : claim.evidence.end] == reading.sentences[1].text
        assert any((c.start, c.end) == (group.start, group.end) for c in claim.context)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Executives from Acme attended the Oslo talks.", "Acme -attended-> Oslo talks [asserted]"),
        ("An Acme executive attended the talks.", "Acme -attended-> talks [asserted]"),
        ("A delegation from Acme visited Oslo.", "Acme -visited-> Oslo [asserted]"),
    ],
)
def test_firms_act_through_their_people(text, expected):
    says(text, expected)


def test_somebodys_relative_does_not_act_for_him():
    assert told("Lena Orsk's brother visited Peru.", "visited") == []


def test_talks_on_the_sidelines_of_a_visit_are_where_the_visit_is():
    found = told("The talks took place on the sidelines of an Indian delegation's visit to Oslo.")
    assert "talks -located_in-> Oslo [asserted]" in found
    assert "Indian delegation -visited-> Oslo [asserted]" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lena Orsk, Norway's defence minister, visited Oslo.",
            "Lena Orsk -holds_post-> Norway [asserted] role=defence minister",
        ),
        (
            "Norwegian Defence Minister Lena Orsk visited Lima.",
            "Lena Orsk -holds_post-> Norway [asserted] role=Defence Minister",
        ),
        (
            "Lena Orsk, the chief executive of Acme, met Pavel Dorn.",
            "Lena Orsk -holds_post-> Acme [asserted] role=chief executive",
        ),
        (
            "Acme Chief Executive Lena Orsk denied the report.",
            "Lena Orsk -holds_post-> Acme [asserted] role=Chief Executive",
        ),
        (
            "Lena Orsk, a former chief executive of Acme, met Pavel Dorn.",
            "Lena Orsk -holds_post-> Acme [asserted, ended] role=chief executive",
        ),
        (
            "Norway's former defence minister Lena Orsk heads Acme.",
            "Lena Orsk -holds_post-> Norway [asserted, ended] role=defence minister",
        ),
        ("Pavel Dorn is not the chairman of Acme.", "Pavel Dorn -holds_post-> Acme [denied] role=chairman"),
    ],
)
def test_posts(text, expected):
    says(text, expected, show=["role"])


def test_a_post_without_a_body_is_no_claim():
    assert told("Defence Secretary Lena Orsk visited Oslo.", "holds_post") == []


def test_a_rank_is_no_post_at_its_own_first_word():
    assert told("Field Marshal Jan Holt visited Oslo.", "holds_post") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme risks sanctions by Norway over its trade with Peru.",
            "Acme -sanctions_risk-> Norway [possible] over=over its trade with Peru",
        ),
        ("Acme is wary of sanctions imposed by Norway.", "Acme -sanctions_risk-> Norway [possible]"),
        ("Trade with Peru exposes Acme to Norwegian sanctions.", "Acme -sanctions_risk-> Norway [asserted]"),
        ("Acme is at risk of sanctions.", "Acme -sanctions_risk-> sanctions [asserted]"),
    ],
)
def test_risks_of_sanctions(text, expected):
    says(text, expected, show=["over"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme of Graz denied supplying howitzers to Peru.", "Acme -located_in-> Graz [asserted]"),
        ("Graz-based Acme may acquire Borel.", "Acme -located_in-> Graz [asserted]"),
        ("Acme denied attending the talks in Oslo.", "talks in Oslo -located_in-> Oslo [asserted]"),
    ],
)
def test_what_is_told_in_passing_is_neither_denied_nor_doubted(text, expected):
    says(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "Acme discussed a merger with Borel in Lisbon.",
        "Acme opened a plant in Graz.",
    ],
)
def test_a_deed_done_somewhere_is_no_seat_of_the_doer(text):
    assert [line for line in told(text, "located_in") if line.startswith(("Acme", "Borel"))] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Norway accused Acme of supplying drones to Russia.", "Norway"),
        ("Norway stopped Acme from exporting drones.", "Norway"),
        ("Norway blocked a plan by Peru to send drones to Ukraine.", "Norway"),
        ("Norway warned that Acme could acquire Borel.", "Norway"),
        ("Lena Orsk warned Acme against acquiring Borel.", "Lena Orsk"),
    ],
)
def test_who_speaks_of_or_hinders_a_deed_did_not_do_it(text, wrong):
    assert [line for line in told(text) if line.startswith(wrong)] == []


def test_where_pressure_comes_from_supplies_nothing():
    told_of = told(
        "Norway dropped plans to buy drones from Peru under pressure from Canada.", "supplies", "supplied_to"
    )
    assert [line for line in told_of if line.startswith("Canada")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Acme sold a stake in Borel to Tarn.",
        "Norway sent soldiers to Peru.",
    ],
)
def test_what_is_no_goods_is_not_supplied(text):
    assert told(text, "supplied_to") == []


def test_a_force_is_named_with_its_country():
    says("Norway's air force ordered drones.", "Norway's air force -ordered-> drones [asserted]")


def test_what_one_is_not_made_of_does_not_make_it():
    says("Acme makes components for missiles.", "Acme -manufactures-> components for missiles [asserted]")


LABELS = ("nsubj", "obj", "obl", "nmod", "conj", "acl", "acl:relcl", "xcomp", "ccomp", "advcl", "appos", "compound")


@given(st.data())
def test_a_tree_that_is_all_wrong_breaks_nothing(data):
    """Whatever the parser makes of a sentence, reading it ends, and every claim stands on mentions of the document."""
    lines = [line.split() for line in written()[data.draw(st.sampled_from(sorted(written())))].splitlines()]
    order = data.draw(st.permutations(range(1, len(lines) + 1)))
    for place, token in enumerate(order):
        if place == 0:
            lines[token - 1][2:4] = ["root", "0"]
        elif data.draw(st.booleans()):
            head = order[data.draw(st.integers(0, place - 1))]
            lines[token - 1][2:4] = [data.draw(st.sampled_from(LABELS)), str(head)]
        else:
            lines[token - 1][3] = str(order[0])
    reading = read_trees(article("\n".join(" ".join(line) for line in lines)))
    ids = {mention.id for mention in reading.mentions}
    for claim in reading.claims:
        assert {claim.subject, claim.object} <= ids
        assert claim.subject != claim.object
        assert 0 < claim.confidence <= 1


# ---------------------------------------------------------------------------------------------------- qualifiers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lena Orsk, who visited Norway in May, met Pavel Dorn on Friday.",
            ["Lena Orsk -met-> Pavel Dorn [asserted] when=Friday", "Lena Orsk -visited-> Norway [asserted] when=May"],
        ),
        (
            "Lena Orsk visited Norway in May before the summit in June.",
            ["Lena Orsk -visited-> Norway [asserted] when=May"],
        ),
        (
            "Acme sold howitzers to Peru in 2019 and acquired Borel in 2021.",
            [
                "Acme -acquired-> Borel [asserted] when=2021",
                "Acme -supplied_to-> Peru [asserted] when=2019",
                "Acme -supplies-> howitzers [asserted] when=2019",
            ],
        ),
        ("After the Oslo talks in March, Acme acquired Borel.", ["Acme -acquired-> Borel [asserted]"]),
        (
            "Norway, which joined the alliance in 1949, ordered frigates last week.",
            ["Norway -ordered-> frigates [asserted] when=last week", "Norway -part_of-> alliance [asserted] when=1949"],
        ),
        (
            "Lena Orsk will visit Norway in May, Pavel Dorn said on Friday.",
            ["Lena Orsk -visited-> Norway [planned] when=May"],
        ),
    ],
)
def test_a_date_belongs_to_its_own_claim(text, expected):
    says(text, *expected, show=["when"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lena Orsk, Norway's defence minister, visited Oslo on Friday.", "Lena Orsk -holds_post-> Norway [asserted]"),
        ("Acme, a subsidiary of Borel, built frigates in 2021.", "Acme -part_of-> Borel [asserted]"),
    ],
)
def test_what_is_told_beside_the_deed_has_not_its_date(text, expected):
    says(text, expected, show=["when"])


def test_dates_count_from_the_day_of_publication():
    (claim,) = read("Norway ordered frigates last week.", published="2025-11-03").claims
    assert claim.when is not None
    assert (claim.when.text, claim.when.start, claim.when.end) == ("last week", "2025-10-27", "2025-11-02")


def test_without_a_day_of_publication_no_date_is_made_up():
    (claim,) = read("Norway ordered frigates last week.").claims
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (None, None)


def test_what_was_cancelled_in_june_was_so_last_june():
    claims = read("Norway cancelled its order for tanks in June.", published="2025-11-03").claims
    (claim,) = [c for c in claims if c.relation == "ordered"]
    assert claim.when is not None
    assert claim.when.start == "2025-06"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Norway bought six frigates for $2 billion in 2024.", "$2 billion"),
        ("Norway bought six frigates.", "six"),
        ("Norway ordered Type 26 frigates.", None),
    ],
)
def test_amounts(text, amount):
    (claim,) = [c for c in read(text).claims if c.relation == "ordered"]
    assert claim.amount == amount


def test_recipient_of_goods():
    (claim,) = [c for c in read("Acme supplied howitzers to Peru.").claims if c.relation == "supplies"]
    assert claim.recipient == "Peru"


def test_every_claim_shows_its_whole_sentence_and_cues_inside_it():
    reading = read("Lena Orsk denied that Acme plans to acquire Borel.")
    (sentence,) = reading.sentences
    for claim in reading.claims:
        assert (claim.evidence.start, claim.evidence.end) == (sentence.start, sentence.end)
        assert claim.cues
        assert all(sentence.start <= cue.start < cue.end <= sentence.end for cue in claim.cues)


def test_ids_of_claims_are_stable_and_their_own():
    text = "Acme builds frigates, tanks and drones."
    ids = [claim.id for claim in read(text).claims]
    assert len(set(ids)) == len(ids) == 3
    forget()
    assert [claim.id for claim in read(text).claims] == ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters reported the talks on Monday.", "Reuters -reported-> talks [asserted]"),
        (
            "According to a Reuters report, Acme held talks with Borel.",
            "Reuters -reported-> talks with Borel [asserted]",
        ),
    ],
)
def test_outlets_report_events(text, expected):
    says(text, expected)


@pytest.mark.parametrize("text", ["The tank crew left.", "Ties with Moscow worsened.", "He met them in Oslo."])
def test_nothing_is_claimed_where_nothing_is_told(text):
    assert told(text) == []
