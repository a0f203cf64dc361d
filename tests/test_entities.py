"""What becomes an entity, how it is called, and which documents speak of the same one."""

from __future__ import annotations

import pytest
from extraction import read, resolve, resolve_readings
from hypothesis import given
from hypothesis import strategies as st

from kgraph.entities.naming import slug_of, slugs

ORSK = "Lena Orsk visited Oslo. / Orsk met Pavel Dorn."
ORSK_AGAIN = "Defence Secretary Lena Orsk resigned."
TALKS = "Norway and Peru held talks in Oslo. / These discussions lasted two days."
TALKS_AGAIN = "Peru attended the Oslo talks."
OTHER_TALKS = "Executives from Acme attended the Oslo talks."
TALKS_ELSEWHERE = "The Moscow talks ended on Friday."
VISIT = "Lena Orsk's visit to Norway lasted two days."
LONG = "Adani Defence and Aerospace builds drones."
SHORT = "Adani Defence attended the Oslo talks."
LONGER = "Adani Defence Systems builds ships."
GROUP = "The Nordic Shipping Group (NSG) operates tankers. / NSG was sanctioned by Norway."
GROUP_AGAIN = "NSG was sanctioned by Norway."
PRONOUNS = "Acme built frigates. / The company acquired Borel. / It acquired Tarn."
CAPITAL = "Russia attacked Ukraine. / Moscow denied the attack."
DOCUMENTS = (
    ORSK,
    ORSK_AGAIN,
    TALKS,
    TALKS_AGAIN,
    OTHER_TALKS,
    TALKS_ELSEWHERE,
    VISIT,
    LONG,
    SHORT,
    GROUP,
    GROUP_AGAIN,
    CAPITAL,
    PRONOUNS,
)


# ------------------------------------------------------------------------------------------- what is worth keeping


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ORSK, "Lena Orsk"),
        ("Norway ordered MiG-29 fighter jets.", "MiG-29"),
        ("Acme makes artillery shells.", "artillery shells"),
        ("Prominent Indian defence firms visited Oslo.", "Indian defence firms"),
        ("Over 500 firms attended the exhibition.", "Over 500 firms"),
        (TALKS, "Oslo talks"),
    ],
)
def test_kept(text, name):
    assert name in resolve(text).names()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He met them in Oslo.", "He"),
        ("Lena Orsk met officials in Moscow.", "officials"),
        ("Several firms attended the Oslo talks. / These included Acme and Borel.", "Several firms"),
        ("Acme built frigates. / The report surprised Norway.", "report"),
    ],
)
def test_not_kept(text, words):
    assert words not in {m for e in resolve(text).entities for m in (e.name, *e.aliases)}
    assert set(resolve(text).of(words) if any(m.text == words for m in read(text).mentions) else [""]) == {""}


# --------------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TALKS, "Oslo talks"),
        (TALKS_ELSEWHERE, "Moscow talks"),
        (VISIT, "Lena Orsk's visit to Norway"),
        ("Norway proposed a peace conference in Geneva.", "Geneva conference"),
        pytest.param("Lena Orsk held talks with Pavel Dorn.", "talks with Pavel Dorn", id="no place"),
        ("The meeting between Lena Orsk and Pavel Dorn lasted an hour.", "meeting between Lena Orsk and Pavel Dorn"),
    ],
)
def test_names_of_events(text, name):
    assert resolve(text).names("event") == [name]


def test_the_fullest_name_is_the_name_and_the_others_are_aliases():
    entity = resolve(ORSK).named("Lena Orsk")
    assert entity.aliases == ("Orsk",)


def test_an_acronym_is_an_alias():
    assert resolve(GROUP).named("Nordic Shipping Group").aliases == ("NSG",)


def test_a_country_goes_by_its_name_and_a_capital_is_none_of_its_aliases():
    russia = resolve(CAPITAL).named("Russia")
    assert "Moscow" not in russia.aliases
    assert len(set(resolve(CAPITAL).of("Moscow"))) == 1


@pytest.mark.parametrize("words", ["company", "The company", "It"])
def test_roles_and_pronouns_are_no_aliases(words):
    acme = resolve(PRONOUNS).named("Acme")
    assert words.casefold() not in {alias.casefold() for alias in acme.aliases}


def test_an_adjective_is_no_alias():
    assert "Indian" not in resolve("Indian firms build drones.").named("India").aliases


def test_an_events_own_phrases_are_aliases():
    entity = resolve(TALKS).named("Oslo talks")
    assert {"talks in Oslo", "discussions"} <= set(entity.aliases)


# --------------------------------------------------------------------------------------------------------- slugs


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Larsen & Toubro", "larsen-and-toubro"),
        ("MiG-29", "mig-29"),
        ("Türkiye", "turkiye"),
        ("Lena Orsk's visit to Norway", "lena-orsks-visit-to-norway"),
        ("«»", "entity"),
    ],
)
def test_slugs_are_readable(name, slug):
    assert slug_of(name) == slug


def test_slugs_that_collide_are_told_apart_by_type_then_number():
    pairs = [
        ("Kestrel", "organisation"),
        ("Kestrel", "equipment"),
        ("Kestrel", "organisation"),
        ("Acme", "organisation"),
    ]
    assert slugs(pairs) == ["kestrel", "kestrel-equipment", "kestrel-2", "acme"]


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["person", "event"])), max_size=8))
def test_slugs_are_never_shared_or_empty(pairs):
    found = slugs(pairs)
    assert len(set(found)) == len(found) == len(pairs)
    assert all(found)


# ----------------------------------------------------------------------------------------------- several documents


def test_documents_meet_in_the_same_name():
    found = resolve(ORSK, ORSK_AGAIN)
    assert set(found.of("Lena Orsk")) == {"lena-orsk"}


def test_a_short_form_of_another_document_is_the_one_longer_name():
    assert set(resolve(LONG, SHORT).of("Adani Defence")) == {"adani-defence-and-aerospace"}


def test_a_short_form_that_fits_two_names_stays_its_own():
    found = resolve(LONG, SHORT, LONGER)
    assert found.of("Adani Defence") == ["adani-defence"]
    assert {"Adani Defence and Aerospace", "Adani Defence Systems"} <= set(found.names("organisation"))


def test_an_acronym_of_another_document_is_the_name_that_it_abbreviates():
    assert set(resolve(GROUP, GROUP_AGAIN).of("NSG")) == {"nordic-shipping-group"}


def test_a_surname_alone_joins_nobody_of_another_document():
    found = resolve(ORSK_AGAIN, "Orsk met Pavel Dorn.")
    assert found.of("Orsk") != found.of("Lena Orsk")


def test_events_of_a_kind_in_one_place_with_one_party_in_common_are_one():
    assert resolve(TALKS, TALKS_AGAIN).names("event") == ["Oslo talks"]


def test_a_kind_and_a_place_alone_join_no_events():
    found = resolve(TALKS, OTHER_TALKS)
    assert found.names("event") == ["Oslo talks", "Oslo talks"]
    assert len({entity.id for entity in found.entities if entity.type == "event"}) == 2


def test_events_of_a_kind_in_two_places_are_two():
    assert resolve(TALKS, TALKS_ELSEWHERE).names("event") == ["Moscow talks", "Oslo talks"]


def test_events_without_a_place_are_their_documents_own():
    found = resolve("An Acme executive attended the talks.", "Reuters reported the talks on Monday.")
    assert len(found.names("event")) == 2


def test_a_firm_and_a_person_of_one_name_stay_two():
    found = resolve("Acme acquired Holt.", "Holt visited Oslo.")
    kinds = {entity.type for entity in found.entities if entity.name == "Holt"}
    assert kinds == {"organisation", "person"}


def test_every_link_across_documents_says_why_and_how_sure():
    found = resolve(LONG, SHORT)
    (mention,) = [m for reading in found.readings for m in reading.mentions if m.text == "Adani Defence"]
    (link,) = [link for link in found.links if link.mention == mention.id]
    assert link.score < 1
    assert "short for" in link.reasons[-1].text


def test_no_chain_of_weak_links_joins_two_names():
    # Each pair is near; the first and the last share nothing but a chain.
    found = resolve(
        "Adani Defence Systems builds ships.", "Adani Defence attended the Oslo talks.", "Adani builds ships."
    )
    assert len({*found.of("Adani"), *found.of("Adani Defence Systems")}) == 2


# --------------------------------------------------------------------------------------------------- independence


@given(st.permutations(DOCUMENTS))
def test_entities_do_not_depend_on_the_order_of_documents(order):
    expected, found = resolve(*DOCUMENTS), resolve(*order)
    assert found.entities == expected.entities
    assert sorted(found.links, key=lambda link: link.mention) == sorted(expected.links, key=lambda link: link.mention)


@given(st.randoms(use_true_random=False))
def test_nor_on_the_order_of_mentions_links_and_claims(random):
    expected = resolve(*DOCUMENTS)
    shuffled = []
    for text in DOCUMENTS:
        reading = read(text)
        links, claims = list(reading.links), list(reading.claims)
        random.shuffle(links)
        random.shuffle(claims)
        shuffled.append(reading._replace(links=tuple(links), claims=tuple(claims)))
    assert resolve_readings(shuffled).entities == expected.entities


def test_the_same_documents_twice_are_the_same_entities():
    assert resolve(*DOCUMENTS).entities == resolve(*DOCUMENTS).entities


def test_ids_of_entities_are_unique():
    ids = [entity.id for entity in resolve(*DOCUMENTS).entities]
    assert len(set(ids)) == len(ids)


def test_no_entity_without_a_mention():
    found = resolve(*DOCUMENTS)
    assert {entity.id for entity in found.entities} == {link.target for link in found.links}


def test_nothing_to_resolve():
    assert resolve_readings([]).entities == ()
