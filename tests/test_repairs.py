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
    lists,
    names,
    phrases,
    predicates,
    repair,
    speech,
    subjects,
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


def test_a_participle_with_a_subject_is_a_past_tense():
    lines = "Acme PROPN nsubj 2\nheld VERB root 0 tag=VBN\ntalks NOUN obj 2\n. PUNCT punct 2"
    assert verbs.past_tense(parsed(lines)).tokens[1].tag == "VBD"
    headline = "Acme PROPN nsubj:pass 2\nsanctioned VERB root 0 tag=VBN"
    assert verbs.past_tense(parsed(headline)).tokens[1].tag == "VBN"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            """
            Series      NOUN root 0
            focused     VERB acl  1 tag=VBN
            on          ADP  case 4
            ventures    NOUN obl  2
            .           PUNCT punct 1
            """,
            {"Series": "nsubj focused", "focused": "root -"},
            id="participle after its noun",
        ),
        pytest.param(
            """
            Nammo  PROPN root      0 [ORG]
            ,      PUNCT punct     3
            owned  VERB  acl       1 tag=VBN
            by     ADP   case      5
            Patria PROPN obl:agent 3
            ,      PUNCT punct     3
            owns   VERB  parataxis 1 tag=VBZ
            Talley PROPN obj       7
            .      PUNCT punct     1
            """,
            {"Nammo": "nsubj owns", "owns": "root -"},
            id="finite clause without a subject",
        ),
        pytest.param(
            """
            CERN      PROPN root  0
            and       CCONJ cc    5
            Ghana     PROPN nsubj 5
            have      AUX   aux   5 tag=VBP
            agreed    VERB  conj  1 tag=VBN
            .         PUNCT punct 1
            """,
            {"CERN": "nsubj agreed", "and": "cc Ghana", "Ghana": "conj CERN", "agreed": "root -"},
            id="subjects that were torn apart",
        ),
        pytest.param(
            """
            Baykar   PROPN root      0
            and      CCONJ cc        3
            group    NOUN  conj      1
            Leonardo PROPN nsubj     5
            signed   VERB  parataxis 1
            papers   NOUN  obj       5
            .        PUNCT punct     1
            """,
            {
                "Baykar": "nsubj signed",
                "and": "cc Leonardo",
                "group": "nmod:desc Leonardo",
                "Leonardo": "conj Baykar",
                "signed": "root -",
            },
            id="noun and name torn apart",
        ),
        pytest.param(
            """
            Pope     PROPN root      0
            Francis  PROPN nsubj     3
            visited  VERB  acl:relcl 1
            Mongolia PROPN obj       3
            .        PUNCT punct     1
            """,
            {"Pope": "nmod:desc Francis", "visited": "root -"},
            id="title and name torn apart",
        ),
        pytest.param(
            """
            Firms PROPN root   0
            such  ADJ   case   4
            as    ADP   fixed  2
            Acme  PROPN nmod   1
            and   CCONJ cc     8
            Tarn  PROPN nsubj  8
            were  AUX   cop    8
            part  NOUN  conj   4
            .     PUNCT punct  1
            """,
            {"Firms": "nsubj part", "and": "cc Tarn", "Tarn": "conj Acme", "part": "root -"},
            id="last item of a list taken for a subject",
        ),
        pytest.param(
            """
            Tekhno   PROPN root   0
            ,        PUNCT punct  3
            trader   NOUN  appos  1
            ,        PUNCT punct  3
            supplied VERB  amod   6 tag=VBN
            parts    NOUN  conj   1
            .        PUNCT punct  1
            """,
            {"Tekhno": "nsubj supplied", "supplied": "root -", "parts": "obj supplied"},
            id="participle before its noun",
        ),
        pytest.param(
            """
            These    DET  det  3
            included VERB amod 3 lemma=include tag=VBN
            firms    NOUN root 0
            .        PUNCT punct 3
            """,
            {"These": "nsubj included", "included": "root -", "firms": "obj included"},
            id="these included",
        ),
    ],
)
def test_a_sentence_has_a_predicate(lines, expected):
    assert changes(predicates.missing_predicate, lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("Paper NOUN root 0\nfound VERB acl 1 tag=VBN\non ADP case 4\nstreets NOUN obl 2", id="headline"),
        pytest.param("No DET det 2\nspeeches NOUN root 0\n. PUNCT punct 2", id="no verb at all"),
        pytest.param("Orsk PROPN nsubj 3\nis AUX cop 3\nminister NOUN root 0\n. PUNCT punct 3", id="copula"),
    ],
)
def test_what_needs_no_predicate_is_left_alone(lines):
    assert changes(predicates.missing_predicate, lines) == {}


def test_a_verb_in_s_is_no_plural():
    lines = """
        Beretta PROPN compound 2
        mulls   NOUN  compound 4 tag=NNS
        rifle   NOUN  compound 4
        line    NOUN  root     0
    """
    assert changes(predicates.verb_taken_for_plural, lines) == {
        "Beretta": "nsubj mulls",
        "mulls": "root -",
        "line": "obj mulls",
    }
    assert predicates.verb_taken_for_plural(parsed(lines)).tokens[1].lemma == "mull"
    plans = "Infineon PROPN nsubj 2\nplans NOUN root 0 tag=NNS\nto PART mark 4\nsell VERB acl 2 tag=VB"
    assert changes(predicates.verb_taken_for_plural, plans) == {"sell": "xcomp plans"}


def test_a_plural_before_a_preposition_stays_one():
    lines = "EU PROPN compound 2\nplans NOUN root 0 tag=NNS\nfor ADP case 4\nSyria PROPN nmod 2"
    assert changes(predicates.verb_taken_for_plural, lines) == {}


def test_a_subject_is_no_item_of_the_list_before_it():
    lines = """
        According VERB  case  3
        to        ADP   fixed 1
        report    NOUN  obl   10
        ,         PUNCT punct 5
        makers    NOUN  conj  3
        ,         PUNCT punct 8
        including VERB  case  8
        Forge     PROPN nmod  5
        ,         PUNCT punct 8
        held      VERB  root  0
        talks     NOUN  obj   10
        .         PUNCT punct 10
    """
    assert changes(subjects.subject_in_a_list, lines) == {"makers": "nsubj held"}


def test_a_name_before_a_verb_is_its_subject():
    lines = "Hindustan PROPN amod 2\nMotors PROPN compound 3\nsells VERB root 0 tag=VBZ\ncars NOUN obj 3"
    assert changes(subjects.subject_taken_for_modifier, lines) == {"Motors": "nsubj sells"}


def test_what_was_told_is_no_relative_clause():
    lines = """
        Orsk    PROPN nsubj     2
        told    VERB  root      0 lemma=tell
        Reuters PROPN iobj      2
        that    PRON  obj       7
        Acme    PROPN nsubj     7
        had     AUX   aux       7
        left    VERB  acl:relcl 3 tag=VBN
        .       PUNCT punct     2
    """
    assert changes(speech.content_clause, lines) == {"that": "mark left", "left": "ccomp told"}


def test_a_relative_clause_stays_one():
    lines = """
        Orsk  PROPN nsubj     2
        told  VERB  root      0 lemma=tell
        firms NOUN  obj       2
        that  PRON  nsubj     5
        left  VERB  acl:relcl 3
    """
    assert changes(speech.content_clause, lines) == {}


def test_a_day_is_the_time_of_a_verb_of_saying():
    assert changes(
        speech.time_after_verb, "Ankara PROPN nsubj 2\nsaid VERB root 0 lemma=say\nWednesday PROPN obj 2"
    ) == {"Wednesday": "obl:unmarked said"}
    lines = "EU PROPN nsubj 4\non ADP case 3\nMonday PROPN nmod 1\nadopted VERB root 0\nrules NOUN obj 4"
    assert changes(speech.time_before_verb, lines) == {"Monday": "obl adopted"}


def test_who_says_so_is_a_parenthesis():
    lines = """
        Acme    PROPN nsubj 2
        left    VERB  root  0
        ,       PUNCT punct 5
        bankers NOUN  nsubj 5
        said    VERB  conj  2 lemma=say
        .       PUNCT punct 2
    """
    assert changes(speech.parenthesis, lines) == {"said": "parataxis left"}
    joined = lines.replace(",       PUNCT punct", "and     CCONJ cc   ")
    assert changes(speech.parenthesis, joined) == {}


def test_examples_belong_to_the_noun_before_them():
    lines = """
        focused   VERB  root 0
        on        ADP   case 3
        equipment NOUN  obl  1
        ,         PUNCT punct 7
        such      ADJ   case 7
        as        ADP   fixed 5
        jets      NOUN  obl  1
    """
    assert changes(phrases.examples, lines) == {"jets": "nmod equipment"}


def test_a_list_goes_on_after_an_apposition():
    lines = """
        from     ADP   case  2
        Forge    PROPN root  0 [ORG]
        ,        PUNCT punct 5
        a        DET   det   5
        maker    NOUN  appos 2
        of       ADP   case  7
        missiles NOUN  nmod  5
        ,        PUNCT punct 10
        and      CCONJ cc    10
        Adani    PROPN conj  7 [ORG]
    """
    assert changes(phrases.name_after_apposition, lines) == {"Adani": "conj Forge"}


def test_a_bare_name_after_a_name_is_no_adverbial():
    lines = """
        signed VERB  root      0
        by     ADP   case      3
        Orsk   PROPN obl:agent 1 [PERSON]
        ,      PUNCT punct     5
        Ek     PROPN obl       1 [PERSON]
        and    CCONJ cc        7
        Lund   PROPN conj      5 [PERSON]
    """
    assert changes(phrases.list_of_names, lines) == {"Ek": "conj Orsk"}


def test_a_gerund_joins_the_noun_before_it():
    lines = """
        focused  VERB  root 0
        on       ADP   case 3
        ventures NOUN  obl  1
        and      CCONJ cc   5
        making   VERB  conj 1 tag=VBG
    """
    assert changes(phrases.gerund_beside_noun, lines) == {"making": "conj ventures"}


def test_what_a_preposition_introduces_is_no_subject():
    lines = "Among ADP case 2\nthem PRON nsubj 4\nwere AUX cop 4\nexecutives NOUN root 0"
    assert changes(phrases.preposed_place, lines) == {"them": "obl executives"}


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


def test_a_participle_is_not_the_noun_that_it_swallowed():
    lines = """
        an           DET  det      3
        conglomerate NOUN compound 3
        specialising NOUN root     0 tag=VBG
        in           ADP  case     5
        parts        NOUN nmod     3
    """
    assert changes(single.participle_taken_for_noun, lines) == {
        "an": "det conglomerate",
        "conglomerate": "root -",
        "specialising": "acl conglomerate",
        "parts": "obl specialising",
    }
    assert single.participle_taken_for_noun(parsed(lines)).tokens[2].lemma == "specialise"


def test_a_maker_is_no_verb():
    lines = "drone NOUN nsubj 2\nmaker VERB root 0 tag=VB\nBaykar PROPN obj 2"
    assert changes(single.maker_taken_for_verb, lines) == {
        "drone": "compound maker",
        "maker": "nmod:desc Baykar",
        "Baykar": "root -",
    }


def test_a_hyphen_governs_nothing():
    lines = """
        on          ADP  case  2
        world       NOUN obl   5 glue
        -           NOUN xcomp 5 glue
        champion    NOUN obj   6
        work        VERB xcomp 6
        began       VERB root  0
    """
    assert changes(single.hyphens, lines) == {
        "on": "case champion",
        "world": "compound champion",
        "champion": "obl work",
    }


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
        ("K9 Thunder", "PRODUCT")
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


def test_after_russia_invaded_ukraine():
    lines = """
        Talks    NOUN  nsubj 2
        stopped  VERB  root  0 tag=VBD
        after    ADP   case  4
        Russia   PROPN obl   2
        invaded  VERB  conj  2 tag=VBD
        Ukraine  PROPN obj   5
    """
    found = changes(clauses.subject_taken_for_phrase, lines)
    assert found == {"after": "mark invaded", "Russia": "nsubj invaded", "invaded": "advcl stopped"}


def test_according_to_a_report_firms_held_talks():
    lines = """
        According VERB  case  4
        to        ADP   fixed 1
        a         DET   det   4
        report    NOUN  obl   7
        ,         PUNCT punct 6
        firms     NOUN  conj  4
        held      VERB  root  0 tag=VBD
        talks     NOUN  obj   7
    """
    assert changes(clauses.subject_taken_for_conjunct, lines) == {"firms": "nsubj held"}


def test_a_participle_with_has_is_the_verb():
    lines = """
        Tarn      PROPN nsubj 4
        has       AUX   aux   3
        supplied  VERB  amod  4 tag=VBN
        corvettes NOUN  root  0
    """
    found = changes(clauses.perfect_taken_for_modifier, lines)
    assert found == {"Tarn": "nsubj supplied", "supplied": "root -", "corvettes": "obj supplied"}


def test_a_phrase_without_a_preposition_is_the_subject():
    lines = """
        dozen      NUM  nummod 2
        executives NOUN obl    3 tag=NNS
        visited    VERB root   0 tag=VBD
    """
    assert changes(clauses.phrase_without_preposition, lines) == {"executives": "nsubj visited"}


def test_kommersant_wrote():
    lines = """
        Ulba       PROPN nsubj     2
        left       VERB  root      0 tag=VBD
        ,          PUNCT punct     5
        Kommersant ADJ   amod      5 tag=NNP
        wrote      NOUN  parataxis 2 tag=NN
    """
    assert changes(clauses.saying_taken_for_noun, lines) == {"Kommersant": "nsubj wrote"}
    assert clauses.saying_taken_for_noun(parsed(lines)).tokens[4].lemma == "write"


def test_an_adjective_before_the_subject_is_no_subject():
    lines = """
        Greek     ADJ   nsubj 5
        shipowner NOUN  amod  3
        Melas     PROPN nsubj 5
        has       AUX   aux   5
        sold      VERB  root  0 tag=VBN
    """
    assert changes(clauses.adjective_taken_for_subject, lines) == {"Greek": "amod Melas"}
