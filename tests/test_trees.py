"""Trees: written by hand, read, and brought from ClearNLP labels to Universal Dependencies."""

import pytest
from trees import article, shape, tree

from kgraph.model import Sentence
from kgraph.sentences import ancestors, children, has_dep, root, subtree, text_of
from kgraph.sentences.trees import is_clearnlp, name_words, rooted, to_universal

ACQUIRED = """
    Acme     PROPN nsubj 2 [ORG]
    acquired VERB  root  0 lemma=acquire
    Borel    PROPN obj   2 [ORG]
    of       ADP   case  5
    Oslo     PROPN nmod  3 [GPE]
    .        PUNCT punct 2
"""


def universal(lines: str) -> str:
    """A tree written with ClearNLP labels, after the mapping, in one line without punctuation."""
    sentence = tree(lines).sentence
    mapped = Sentence(
        **{name: getattr(sentence, name) for name in ("id", "document", "start", "text", "kind", "names")},
        tokens=to_universal(sentence.tokens, sentence.names),
    )
    return "; ".join(part for part in shape(mapped).split("; ") if " punct " not in part)


# ---------------------------------------------------------------------------------------------- written and read


def test_a_written_tree_has_the_offsets_of_its_document():
    document, sentences = article(ACQUIRED, "He PRON nsubj 2\nleft VERB root 0\n. PUNCT punct 2")
    assert document.text == "Acme acquired Borel of Oslo. He left."
    for sentence in sentences:
        assert document.text[sentence.start : sentence.end] == sentence.text
        assert all(document.text[token.start : token.end] == token.text for token in sentence.tokens)
    assert [document.text[name.start : name.end] for name in sentences[0].names] == ["Acme", "Borel", "Oslo"]


def test_a_tree_is_walked():
    sentence = tree(ACQUIRED).sentence
    assert root(sentence) == 1
    assert children(sentence, 1) == (0, 2, 5)
    assert children(sentence, 1, "nsubj") == (0,)
    assert subtree(sentence, 2) == (2, 3, 4)
    assert subtree(sentence, 2, without=("case",)) == (2, 4)
    assert ancestors(sentence, 3) == (4, 2, 1)
    assert text_of(sentence, subtree(sentence, 2)) == "Borel of Oslo"
    assert text_of(sentence, ()) == ""


def test_a_relation_stands_for_its_subtypes():
    sentence = tree("Acme PROPN nsubj:pass 2\nsold VERB root 0").sentence
    assert has_dep(sentence.tokens[0], "nsubj")
    assert not has_dep(sentence.tokens[0], "nsubj:outer")


# ---------------------------------------------------------------------------------------------- ClearNLP labels


def test_the_labels_tell_the_scheme():
    assert is_clearnlp(["nsubj", "pobj", "prep"])
    assert not is_clearnlp(["nsubj", "obl", "case"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            """
            Acme  PROPN nsubj 2
            gave  VERB  ROOT  0
            Borel PROPN dative 2
            ships NOUN  dobj  2
            """,
            "Acme nsubj gave; gave root -; Borel iobj gave; ships obj gave",
            id="active, with an indirect object",
        ),
        pytest.param(
            """
            Borel PROPN nsubjpass 3
            was   AUX   auxpass   3
            sold  VERB  ROOT      0 tag=VBN
            by    ADP   agent     3
            Acme  PROPN pobj      4
            to    ADP   dative    3
            Tarn  PROPN pobj      6
            """,
            "Borel nsubj:pass sold; was aux:pass sold; sold root -; by case Acme; Acme obl:agent sold; "
            "to case Tarn; Tarn obl sold",
            id="passive with agent",
        ),
        pytest.param(
            """
            firms NOUN nsubj 6
            that  PRON nsubj 3
            met   VERB relcl 1
            in    ADP  prep  3
            Oslo  PROPN pobj 4
            left  VERB ROOT  0
            """,
            "firms nsubj left; that nsubj met; met acl:relcl firms; in case Oslo; Oslo obl met; left root -",
            id="relative clause",
        ),
        pytest.param(
            """
            Orsk     PROPN nsubj 2
            is       AUX   ROOT  0 lemma=be
            not      PART  neg   2
            minister NOUN  attr  2
            of       ADP   prep  4
            trade    NOUN  pobj  5
            .        PUNCT punct 2
            """,
            "Orsk nsubj minister; is cop minister; not advmod minister; minister root -; of case trade; "
            "trade nmod minister",
            id="copula",
        ),
        pytest.param(
            "Orsk PROPN nsubj 2\nwas AUX ROOT 0\nin ADP prep 2\nOslo PROPN pobj 3",
            "Orsk nsubj Oslo; was cop Oslo; in case Oslo; Oslo root -",
            id="copula with a place",
        ),
        pytest.param(
            "There PRON expl 2\nwere AUX ROOT 0\ntalks NOUN attr 2",
            "There expl were; were root -; talks nsubj were",
            id="there were",
        ),
        pytest.param(
            """
            They  PRON  nsubj 2
            moved VERB  ROOT  0
            out   ADP   prep  2
            of    ADP   prep  3
            Oslo  PROPN pobj  4
            """,
            "They nsubj moved; moved root -; out case Oslo; of case Oslo; Oslo obl moved",
            id="chain of prepositions",
        ),
        pytest.param(
            """
            According VERB  prep  5
            to        ADP   prep  1
            Orsk      PROPN pobj  2
            Acme      PROPN nsubj 5
            left      VERB  ROOT  0
            """,
            "According case Orsk; to fixed According; Orsk obl left; Acme nsubj left; left root -",
            id="according to",
        ),
        pytest.param(
            """
            firms NOUN  nsubj 5
            such  ADJ   amod  3
            as    ADP   prep  1
            Acme  PROPN pobj  3
            left  VERB  ROOT  0
            """,
            "firms nsubj left; such case Acme; as fixed such; Acme nmod firms; left root -",
            id="such as",
        ),
        pytest.param(
            """
            Acme  PROPN poss     3
            's    PART  case     1
            ships NOUN  nsubj    4
            left  VERB  ROOT     0
            today NOUN  npadvmod 4
            """,
            "Acme nmod:poss ships; 's case Acme; ships nsubj left; left root -; today obl:unmarked left",
            id="possessive, time",
        ),
        pytest.param(
            """
            Acme  PROPN nsubj 6
            ,     PUNCT punct 1
            Borel PROPN conj  1
            and   CCONJ cc    3
            Tarn  PROPN conj  3
            left  VERB  ROOT  0
            """,
            "Acme nsubj left; Borel conj Acme; and cc Tarn; Tarn conj Acme; left root -",
            id="conjunction",
        ),
        pytest.param(
            """
            met  VERB  ROOT 0
            in   ADP   prep 1
            Oslo PROPN pobj 2
            and  CCONJ cc   2
            in   ADP   conj 2
            Rome PROPN pobj 5
            """,
            "met root -; in case Oslo; Oslo obl met; and cc Rome; in case Rome; Rome conj Oslo",
            id="prepositions joined",
        ),
        pytest.param(
            """
            Acme   PROPN nsubj 2
            grew   VERB  ROOT  0
            by     ADP   prep  2
            buying VERB  pcomp 3
            Borel  PROPN dobj  4
            to     PART  aux   7
            sell   VERB  advcl 2
            """,
            "Acme nsubj grew; grew root -; by mark buying; buying advcl grew; Borel obj buying; to mark sell; "
            "sell advcl grew",
            id="clause after a preposition, infinitive",
        ),
        pytest.param(
            """
            President PROPN compound 3
            Lena      PROPN compound 3 [PERSON]
            Orsk      PROPN nsubj    4 [PERSON]
            left      VERB  ROOT     0
            """,
            "President nmod:desc Orsk; Lena compound Orsk; Orsk nsubj left; left root -",
            id="title",
        ),
        pytest.param(
            "talked VERB ROOT 0\nabout ADP prep 1", "talked root -; about advmod talked", id="stranded preposition"
        ),
    ],
)
def test_clearnlp_labels_become_universal(lines, expected):
    assert universal(lines) == expected


def test_negation_is_a_feature_too():
    sentence = tree("Acme PROPN nsubj 3\nnever ADV neg 3 morph=Degree=Pos\nleft VERB ROOT 0").sentence
    assert to_universal(sentence.tokens)[1].morph == "Degree=Pos|Polarity=Neg"


def test_there_is_one_root():
    sentence = tree("Acme PROPN root 0\nleft VERB root 0\nsoon ADV advmod 4\nlater ADV advmod 3").sentence
    mended = rooted(sentence.tokens)
    assert [token.dep for token in mended].count("root") == 1
    assert [token.head for token in mended][:2] == [0, 0]


def test_names_have_no_article_and_no_ending():
    assert list(name_words(["the", "netherlands", "’s"])) == [1]
    assert list(name_words(["the"])) == []
