"""What a document speaks of: where names lie, what they name, and what common nouns stand for."""

from __future__ import annotations

import pytest
from extraction import news, parsed, read

from kgraph.mentions import find_mentions
from kgraph.mentions.designations import is_designation
from kgraph.model import MentionKind


def seen(text: str) -> dict[str, tuple[str, str]]:
    """Words -> (type, name) of the mentions of a document."""
    return {m.text: (m.type, m.name or m.text) for m in read(text).mentions if m.kind is not MentionKind.PRONOUN}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Moscow proposed talks with Oslo.", "country", "Russia"),
        ("Moscow's invasion of Ukraine began in 2022.", "country", "Russia"),
        ("Ties with Moscow worsened.", "country", "Russia"),
        ("Lena Orsk flew to Moscow.", "place", "Moscow"),
        ("Lena Orsk met officials in Moscow.", "place", "Moscow"),
        ("The Moscow talks ended on Friday.", "place", "Moscow"),
        ("Moscow's airport closed.", "place", "Moscow"),
        ("A trip to Moscow is planned.", "place", "Moscow"),
    ],
)
def test_a_capital_is_the_state_where_it_acts_and_the_city_where_one_goes(text, kind, name):
    assert seen(text)["Moscow"] == (kind, name)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Indian firms build drones.", "Indian", "India"),
        ("South Korean officials visited Poland.", "South Korean", "South Korea"),
        ("Western countries sanctioned Acme.", "Western countries", "Western countries"),
        ("Western sanctions hit Acme.", "Western", "Western countries"),
        ("Sanctions by Washington hit Acme.", "Washington", "United States"),
    ],
)
def test_adjectives_and_blocs_are_countries(text, words, country):
    assert seen(text)[words] == ("country", country)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Norway ordered MiG-29 fighter jets.", "MiG-29 fighter jets", "MiG-29"),
        ("Norway operates T-72 tanks and S-400 systems.", "T-72 tanks", "T-72"),
        ("Norway operates T-72 tanks and S-400 systems.", "S-400 systems", "S-400"),
        ("Norway ordered Type 26 frigates.", "Type 26 frigates", "Type 26"),
    ],
)
def test_a_designation_is_named_without_its_class(text, words, name):
    assert seen(text)[words] == ("equipment", name)


@pytest.mark.parametrize("word", ["MiG-29", "S-400", "T-72B3", "K2", "KF-21", "M777A2", "Su-30MKI", "F-35A"])
def test_designations(word):
    assert is_designation(word)


@pytest.mark.parametrize("word", ["G20", "G-7", "COVID-19", "Acme", "2025", "MH17", "Q3", "U2"])
def test_no_designations(word):
    assert not is_designation(word)


def test_a_grouping_of_states_is_no_equipment():
    assert seen("The G20 summit ended.")["G20"][0] != "equipment"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Adani Defence and Aerospace builds drones.", "Adani Defence and Aerospace"),
        ("Larsen & Toubro builds ships.", "Larsen & Toubro"),
        ("The Ministry of Defence bought drones.", "Ministry of Defence"),
        ("The Nordic Shipping Group (NSG) operates tankers.", "Nordic Shipping Group"),
    ],
)
def test_organisations_names_hold_their_small_words(text, name):
    assert seen(text)[name][0] == "organisation"


def test_two_firms_joined_by_and_are_two():
    assert {"Acme", "Borel"} <= set(seen("Acme and Borel attended the Oslo talks."))


def test_a_title_is_no_part_of_the_name():
    found = seen("Defence Secretary Lena Orsk resigned.")
    assert found["Lena Orsk"] == ("person", "Lena Orsk")


def test_a_first_name_that_looks_like_a_month_belongs_to_the_name():
    assert "Jan Orsk" in seen("Lena Orsk and Jan Orsk visited Oslo.")


def test_a_month_before_a_name_does_not():
    assert "Lena Orsk" in seen("In May Lena Orsk left.")


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        (
            "Prominent Indian defence firms visited Oslo.",
            "Prominent Indian defence firms",
            "organisation",
            "Indian defence firms",
        ),
        ("Over 500 firms attended the exhibition.", "Over 500 firms", "organisation", "Over 500 firms"),
        ("Acme makes components for missiles.", "components for missiles", "equipment", "components for missiles"),
        ("Acme makes artillery shells.", "artillery shells", "equipment", "artillery shells"),
        ("The 2022 invasion angered Norway.", "2022 invasion", "event", "2022 invasion"),
        ("The visit to Norway lasted two days.", "visit to Norway", "event", "visit to Norway"),
    ],
)
def test_common_nouns(text, words, kind, name):
    assert seen(text)[words] == (kind, name)


def test_a_noun_that_only_modifies_another_is_no_mention():
    assert seen("The tank crew left.") == {}


def test_a_slogan_is_one_programme_and_the_country_in_it_no_mention():
    found = seen("India backs its Make in India initiative.")
    assert found["Make in India"][0] == "programme"
    text = read("India backs its Make in India initiative.")
    assert [m.start for m in text.mentions if m.text == "India"] == [0]


def test_all_occurrences_of_a_name_vote_on_what_it_is():
    # The recogniser takes Kestrel for a place in every sentence; "Kestrel, a shipbuilder" outweighs it.
    text = "Lena Orsk visited Kestrel. / Kestrel, a shipbuilder, declined to comment. / Kestrel said it had no plans."
    types = {m.type for m in read(text).mentions if m.text == "Kestrel"}
    assert types == {"organisation"}


@pytest.mark.parametrize(
    "text",
    [
        "Western sanctions hit Acme.",
        "Acme managed to acquire Borel.",
        "Norway asked Acme to build frigates.",
    ],
)
def test_what_the_recogniser_calls_a_firm_is_one_where_nothing_speaks_against_it(text):
    document, sentences = parsed(text)
    types = {m.text: m.type for m in find_mentions(document, sentences, news())}
    assert types["Acme"] == "organisation"


def test_mentions_are_the_documents_own_words_in_order():
    reading = read("Norway and Peru held talks in Oslo. / These discussions lasted two days.")
    assert [m.start for m in reading.mentions] == sorted(m.start for m in reading.mentions)
    by_id = {s.id: s for s in reading.sentences}
    for mention in reading.mentions:
        assert reading.document.text[mention.start : mention.end] == mention.text
        head = by_id[mention.sentence].tokens[mention.head]
        assert mention.start <= head.start < mention.end


def test_pronouns_are_mentions_without_a_type():
    found = {m.text: (m.kind, m.type) for m in read("He met them in Oslo.").mentions}
    assert found["He"] == found["them"] == (MentionKind.PRONOUN, "")
