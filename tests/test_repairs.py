"""Repairs of parser faults, each on a tree as the parser made it; the sentence is the test's name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import tree

from kgraph.model import Span, Token
from kgraph.sentences.repairs import (
    REPAIRS,
    Parsed,
    clauses,
    headlines,
    lists,
    names,
    repair,
    verbs,
)
from kgraph.sentences.repairs import words as single

WORDS = ["Acme", "said", "the", "and", ",", "in", "that", "MiG-29", "talks", "-", "'s", "Monday", "plans", "."]
POS = ["PROPN", "VERB", "NOUN", "ADP", "CCONJ", "PUNCT", "ADJ", "PRON", "DET"]
TAGS = ["NNP", "VBD", "VBN", "VBG", "NN", "NNS", "IN", "CC", ",", "JJ", "POS"]
DEPS = ["nsubj", "obj", "obl", "nmod", "conj", "cc", "case", "acl", "amod", "compound", "flat", "appos", "parataxis"]


def parsed(lines):
    sentence = tree(lines).sentence
    return Parsed(sentence.tokens, sentence.names)


def changes(function, lines):
    """What a repair changes: "held nsubj-> …" told as word, relation, head, for each word that it hung elsewhere."""
    before = parsed(lines)
    after = function(before)
    return {
        new.text: f"{new.dep} {after.tokens[new.head].text if new.dep != 'root' else '-'}"
        for old, new in zip(before.tokens, after.tokens, strict=True)
        if (old.head, old.dep) != (new.head, new.dep) and new.pos != "PUNCT"
    }


def test_nouns_stand_beside_nouns():
    lines = "listed VERB root 0\nfirms NOUN obj 1\nand CCONJ cc 4\nships NOUN conj 1"
    assert changes(lists.noun_beside_verb, lines) == {"ships": "conj firms"}
    again = """
        ties   NOUN  root 0
        to     ADP   case 3
        school NOUN  nmod 1
        or     CCONJ cc   6
        to     ADP   case 6
        girls  NOUN  conj 1
    """
    assert changes(lists.same_preposition, again) == {"girls": "conj school"}


# ---------------------------------------------------------------------------------------------- words


def test_a_designation_is_a_name_within_its_phrase():
    lines = """
        equipment NOUN  root  0
        such      ADJ   mark  5
        as        ADP   fixed 2
        Mikoyan   PROPN nsubj 5
        MiG-29    VERB  acl   1
        fighter   NOUN  compound 7
        jets      NOUN  obj   5
    """
    assert changes(single.designations, lines) == {
        "such": "case jets",
        "Mikoyan": "compound jets",
        "MiG-29": "compound jets",
        "jets": "nmod equipment",
    }
    word = single.designations(parsed("Six NUM nummod 2\nMiG-29s NOUN root 0")).tokens[1]
    assert (word.pos, word.lemma, word.morph) == ("PROPN", "MiG-29", "Number=Plur")


def test_lemmas_and_classes():
    words = single.lemmas(parsed("arms NOUN root 0 lemma=arm\nspecialising VERB acl 1 tag=VBG")).tokens
    assert [word.lemma for word in words] == ["arms", "specialise"]
    tata = single.word_classes(parsed("Tata VERB root 0 tag=NNP lemma=tata")).tokens[0]
    assert (tata.pos, tata.lemma) == ("PROPN", "Tata")


# ---------------------------------------------------------------------------------------------- names


def spans(result):
    text = " ".join(token.text for token in result.tokens)
    return [(text[name.start : name.end], name.label) for name in result.names]


def test_names_lose_loose_ends_and_are_cut_between_two():
    of = "GKN PROPN nsubj 4 [PERSON]\nof ADP case 3 [PERSON]\nWales PROPN nmod 1 [GPE]\nleft VERB root 0"
    assert spans(names.trimmed_names(parsed(of))) == [("GKN", "PERSON"), ("Wales", "GPE")]
    place = "take VERB root 0\nVasir PROPN obj 1 [ORG]\nin ADP case 4 [ORG]\nRome PROPN obl 1 [ORG]"
    assert spans(names.trimmed_names(parsed(place))) == [("Vasir", "ORG"), ("Rome", "GPE")]
    peace = "Institute PROPN root 0 [ORG]\nfor ADP case 3 [ORG]\nPeace PROPN nmod 1 [ORG]"
    assert spans(names.trimmed_names(parsed(peace))) == [("Institute for Peace", "ORG")]


def test_a_designation_is_no_person():
    assert spans(names.labelled_equipment(parsed("K9 PROPN compound 2 [PERSON]\nThunder PROPN root 0 [PERSON]"))) == [
        ("K9 Thunder", "EQUIPMENT")
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            """
            led     VERB  acl       5
            by      ADP   case      3
            Bosco   PROPN obl:agent 1 [PERSON]
            Costa   PROPN nsubj     5 [PERSON]
            visited VERB  root      0
            """,
            {"Costa": "flat Bosco"},
            id="the first, behind a preposition",
        ),
        pytest.param(
            "Qu PROPN dep 3 [PERSON]\nDongyu PROPN nsubj 3 [PERSON]\nleft VERB root 0",
            {"Qu": "compound Dongyu"},
            id="the subject, else",
        ),
        pytest.param(
            "Cape PROPN compound 3 [GPE]\nTown PROPN compound 3 [GPE]\nforum NOUN root 0",
            {"Cape": "compound Town"},
            id="the last of a place's name",
        ),
        pytest.param(
            """
            named  VERB  root     0
            Adani  PROPN compound 3 [ORG]
            Works  PROPN compound 6 [ORG]
            and    CCONJ cc       5
            Bharat PROPN conj     3 [B-ORG]
            Forge  PROPN xcomp    1 [ORG]
            """,
            {"Works": "obj named", "Forge": "flat Bharat"},
            id="two names crossed",
        ),
    ],
)
def test_a_name_has_one_head(lines, expected):
    assert changes(names.one_head, lines) == expected


def test_words_of_a_name_are_no_clause():
    lines = "Harju PROPN compound 2 [ORG]\nSavings PROPN nsubj 3 [ORG]\nBank VERB root 0 [ORG] tag=VB"
    assert changes(names.name_words, lines) == {"Savings": "compound Bank"}
    assert names.name_words(parsed(lines)).tokens[2].pos == "PROPN"


# ---------------------------------------------------------------------------------------------- all of them


@st.composite
def random_trees(draw):
    """Any tree over a few treacherous words, with any names."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for place, index in enumerate(order[1:], start=1):
        heads[index] = order[draw(st.integers(0, place - 1))]
    tokens, start = [], 0
    for index in range(size):
        text = draw(st.sampled_from(WORDS))
        tokens.append(
            Token(
                text=text,
                lemma=text.lower(),
                pos=draw(st.sampled_from(POS)),
                tag=draw(st.sampled_from(TAGS)),
                dep=draw(st.sampled_from(DEPS)) if heads[index] != index else "root",
                morph="",
                head=heads[index],
                start=start,
            )
        )
        start = tokens[-1].end + draw(st.integers(0, 1))
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=4)))
    label = st.sampled_from(["PERSON", "ORG", "GPE", "DATE"])
    found = [Span(start=tokens[a].start, end=tokens[b - 1].end, label=draw(label)) for a, b in pairwise(cuts)]
    return Parsed(tuple(tokens), tuple(found))


@given(random_trees())
def test_a_repaired_tree_is_a_tree_over_the_same_words(given_tree):
    for step in (*REPAIRS, repair):
        tokens = step(given_tree).tokens
        assert [(t.text, t.start) for t in tokens] == [(t.text, t.start) for t in given_tree.tokens]
        assert [index for index, t in enumerate(tokens) if t.head == index] == [
            index for index, t in enumerate(tokens) if t.dep == "root"
        ]
        assert sum(t.dep == "root" for t in tokens) == 1
        for word in range(len(tokens)):
            at, steps = word, 0
            while tokens[at].head != at:
                at, steps = tokens[at].head, steps + 1
                assert steps <= len(tokens), step.__name__


@pytest.mark.parametrize("subject", ["appos 4", "nsubj 7"])
def test_what_according_to_introduces_is_no_predicate(subject):
    dep, head = subject.split()
    lines = f"""
        According VERB  case  4
        to        ADP   fixed 1
        a         DET   det   4
        report    NOUN  root  0
        ,         PUNCT punct 4
        firms     NOUN  {dep} {head}
        held      VERB  acl   4 tag=VBD
        talks     NOUN  obj   7
        .         PUNCT punct 4
    """
    found = changes(clauses.opening_phrase, lines)
    assert {word: found[word] for word in ("report", "held")} == {"report": "obl held", "held": "root -"}
    assert found.get("firms", "nsubj held") == "nsubj held"


def test_a_verb_below_the_noun_behind_it_takes_that_noun_as_its_subject():
    lines = """
        According VERB  case  3
        to        ADP   fixed 1
        Borel     PROPN root  0
        ,         PUNCT punct 3
        firms     NOUN  appos 3
        held      VERB  acl   5 tag=VBD
        talks     NOUN  obj   6
    """
    found = changes(clauses.opening_phrase, lines)
    assert (found["Borel"], found["firms"], found["held"]) == ("obl held", "nsubj held", "root -")


def test_a_list_that_is_closed_takes_no_more():
    lines = """
        firms    NOUN  nsubj 13
        ,        PUNCT punct 3
        makers   NOUN  conj  1
        of       ADP   case  5
        drones   NOUN  nmod  3
        and      CCONJ cc    7
        radars   NOUN  conj  5
        ,        PUNCT punct 11
        and      CCONJ cc    11
        trade    NOUN  compound 11
        bodies   NOUN  conj  5
        all      ADV   advmod 13
        came     VERB  root  0
    """
    assert changes(lists.closed_list, lines) == {"bodies": "conj firms"}


def test_a_list_with_nothing_open_above_stays():
    lines = """
        makers   NOUN  nsubj 10
        of       ADP   case  3
        drones   NOUN  nmod  1
        and      CCONJ cc    5
        radars   NOUN  conj  3
        ,        PUNCT punct 8
        and      CCONJ cc    8
        guns     NOUN  conj  3
        all      ADV   advmod 10
        came     VERB  root  0
    """
    assert changes(lists.closed_list, lines) == {}


def test_of_two_nouns_side_by_side_the_second_is_the_head():
    lines = """
        sidelines  NOUN  root  0 tag=NNS
        of         ADP   case  4
        a          DET   det   4
        delegation NOUN  nmod  1 tag=NN
        visit      NOUN  nmod  1 tag=NN
        to         ADP   case  7
        Oslo       PROPN nmod  5
    """
    found = changes(lists.noun_before_noun, lines)
    assert found == {"of": "case visit", "a": "det visit", "delegation": "compound visit"}


def test_a_participle_with_an_object_is_a_verb():
    lines = """
        The      DET   det   2
        meetings NOUN  root  0 tag=NNS
        involved VERB  acl   2 lemma=involve tag=VBN morph=VerbForm=Part|Voice=Pass
        bankers  NOUN  obj   3
        .        PUNCT punct 2
    """
    assert changes(verbs.participle_with_object, lines) == {"meetings": "nsubj involved", "involved": "root -"}
    verb = verbs.participle_with_object(parsed(lines)).tokens[2]
    assert verb.tag == "VBD"
    assert "Voice" not in verb.morph


def test_a_verb_has_no_two_subjects():
    lines = """
        Meetings NOUN  nsubj 6 tag=NNS
        involved VERB  acl   1 lemma=involve tag=VBN
        bankers  NOUN  obj   2
        ,        PUNCT punct 3
        Lund     PROPN nsubj 6
        said     VERB  root  0 lemma=say
    """
    assert changes(verbs.participle_with_object, lines) == {"Meetings": "nsubj involved", "involved": "ccomp said"}


def test_a_participle_of_a_verb_with_two_objects_is_none():
    lines = "man NOUN root 0\ngiven VERB acl 1 lemma=give tag=VBN\nprizes NOUN obj 2\n. PUNCT punct 1"
    assert changes(verbs.participle_with_object, lines) == {}


def test_a_verb_in_s_is_no_plural():
    lines = """
        Beretta PROPN compound 2
        mulls   NOUN  compound 4 tag=NNS
        rifle   NOUN  compound 4
        line    NOUN  root     0
    """
    assert changes(headlines.verb_taken_for_plural, lines) == {
        "Beretta": "nsubj mulls",
        "mulls": "root -",
        "line": "obj mulls",
    }
    assert headlines.verb_taken_for_plural(parsed(lines)).tokens[1].lemma == "mull"
    plans = "Infineon PROPN nsubj 2\nplans NOUN root 0 tag=NNS\nto PART mark 4\nsell VERB acl 2 tag=VB"
    assert changes(headlines.verb_taken_for_plural, plans) == {"sell": "xcomp plans"}


def test_a_plural_before_a_preposition_stays_one():
    lines = "EU PROPN compound 2\nplans NOUN root 0 tag=NNS\nfor ADP case 4\nSyria PROPN nmod 2"
    assert changes(headlines.verb_taken_for_plural, lines) == {}
