"""What the pipeline is made from and with. No PyTorch here: it is only needed to train anew."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from kgraph.evaluation.marked import LETTERS, MarkedBlock, blocks
from kgraph.neural.pieces import Shape, Vocabulary, shape_of
from kgraph.ontology import load as load_ontology
from training import evaluation, marked, treebanks
from training.texts import MARK, MISSING, TYPES, Labels, Text, allowed_marks, bare_text, tree_texts
from training.titles import without_title
from training.tokens import blank
from training.variation import Variation, designation, names_of, spans_of

NLP = blank()
#: "don't" is one token of the text and two words; the second sentence opens a paragraph.
CONLLU = """\
# sent_id = n1
# newpar
1	The	the	DET	DT	_	2	det	_	_
2	minister	minister	NOUN	NN	Number=Sing	4	nsubj	_	_
3	will	will	AUX	MD	_	4	aux	_	_
4	visit	visit	VERB	VB	VerbForm=Inf	0	root	_	_
5	Oslo	Oslo	PROPN	NNP	Number=Sing	4	obj	_	SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = n2
# newpar
1	Firms	firm	NOUN	NNS	Number=Plur	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	_	_
4	pay	pay	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

"""


def letters():
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789-.,'"
    return Vocabulary.of(["[UNK]", *alphabet, *("##" + letter for letter in alphabet)])


def texts():
    labels = Labels()
    docs = list(treebanks.paragraphs(treebanks.blocks(CONLLU), NLP))
    # "to" and its labels are known from elsewhere in a treebank.
    labels.tags["TO"], labels.morphs["PART/"], labels.relations["mark"] = 0, 0, 0
    return list(tree_texts(docs, "sample", NLP, letters(), labels, grow=True)), labels


# ---------------------------------------------------------------------------------------------- sources


def test_a_treebank_is_read_as_it_was_written():
    first, second = treebanks.paragraphs(treebanks.blocks(CONLLU), NLP)
    assert (first.text, second.text) == ("The minister will visit Oslo.", "Firms don't pay.")
    assert [(w.text, w.head.text, w.dep_) for w in second][2] == ("n't", "pay", "advmod")


def test_a_token_whose_words_are_not_its_letters_is_parted():
    assert treebanks._parted("dunno", ["do", "not", "know"]) == ["d", "un", "no"]
    assert "".join(treebanks._parted("au", ["à", "le"])) == "au"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Secretary of State Condoleezza Rice", "Condoleezza Rice"),
        ("Gen. Orsk", "Orsk"),
        ("Larry King", "Larry King"),
        ("President", None),
    ],
)
def test_titles_are_no_part_of_a_person(name, expected):
    doc = NLP(name)
    found = without_title(Span(doc, 0, len(doc), label="PERSON"))
    assert (found.text if found else None) == expected


def test_a_word_outside_of_names_may_bear_a_type_that_the_source_does_not_mark():
    doc = NLP("Acme sold MiG-29s")
    allowed = allowed_marks(doc, [(0, 4, "ORG")], frozenset({"ORG", "PERSON"}))
    assert np.flatnonzero(allowed[0]).tolist() == [MARK["U-ORG"]]
    assert allowed[2, MARK["O"]]
    assert allowed[2, MARK["U-EQUIPMENT"]]
    assert not allowed[2, MARK["U-PERSON"]]


def test_an_open_span_may_be_anything():
    allowed = allowed_marks(NLP("the company won"), [(0, 11, "")], frozenset(TYPES))
    assert allowed[:2].all()
    assert np.flatnonzero(allowed[2]).tolist() == [MARK["O"]]


# ---------------------------------------------------------------------------------------------- texts


def test_words_keep_what_the_treebank_tells():
    (first, _), labels = texts()
    assert [first.words[head] for head in first.heads] == ["minister", "visit", "visit", "visit", "visit", "visit"]
    assert first.starts.tolist() == [1, 0, 0, 0, 0, 0]
    assert list(labels.relations)[first.relations[3]] == "root"


def is_tree(text: Text) -> bool:
    known = text.heads != MISSING
    return bool((text.heads[known] < len(text)).all()) and (text.heads == np.arange(len(text))).sum() >= 1


@given(st.integers(0, 100_000))
@settings(max_examples=60)
def test_a_variation_is_a_tree_over_as_many_words_as_it_has(seed):
    found, labels = texts()
    vary = Variation(letters(), labels)
    for text in found:
        other = vary(text, random.Random(seed))
        sizes = {len(other), len(other.words), len(other.shapes), len(other.heads), len(other.tags), len(other.starts)}
        assert len(sizes) == 1
        assert is_tree(other)
        assert other.starts[0] == 1


def test_a_headline_leaves_out_articles_and_says_to():
    (first, _), labels = texts()
    shorter = Variation(letters(), labels)._headline(first, random.Random(3))
    assert shorter.words == ["minister", "to", "visit", "Oslo"]
    assert [list(labels.relations)[k] for k in shorter.relations] == ["nsubj", "mark", "root", "obj"]


@given(st.integers(0, 100_000))
@settings(max_examples=40)
def test_exchanged_names_keep_their_types_and_the_words_around(seed):
    doc = NLP("Acme sold MiG-29s to Lena Orsk.")
    text = bare_text(doc, "sample", letters())
    text.allowed = allowed_marks(doc, [(0, 4, "ORG"), (10, 17, "EQUIPMENT"), (21, 30, "PERSON")], frozenset(TYPES))
    assert spans_of(text) == [(0, 1, "ORG"), (2, 3, "EQUIPMENT"), (4, 6, "PERSON")]
    names = {"ORG": [("Borel", "&", "Sons")], "PERSON": [("Ek",)], "EQUIPMENT": [("patrol", "boats")]}
    other = Variation(letters(), Labels(), names)._renamed(text, random.Random(seed))
    assert [kind for *_, kind in spans_of(other)] == ["ORG", "EQUIPMENT", "PERSON"]
    assert [word for word in other.words if word in {"sold", "to", "."}] == ["sold", "to", "."]
    sizes = {len(other), len(other.gaps), len(other.shapes), len(other.heads), len(other.allowed)}
    assert len(sizes) == 1


def test_only_names_with_a_capital_or_a_digit_are_exchanged():
    doc = NLP("howitzers and MiG-29s")
    text = bare_text(doc, "sample", letters())
    text.allowed = allowed_marks(doc, [(0, 9, "EQUIPMENT"), (14, 21, "EQUIPMENT")], frozenset(TYPES))
    assert names_of([text]) == {"EQUIPMENT": [("MiG-29s",)]}


@given(st.integers(0, 100_000))
def test_designations_look_like_designations(seed):
    assert shape_of(designation(random.Random(seed))) is Shape.DESIGNATION


# ---------------------------------------------------------------------------------------------- figures


def test_a_perfect_reading_scores_a_hundred_and_a_wrong_head_less():
    gold = list(treebanks.paragraphs(treebanks.blocks(CONLLU), NLP))

    class Same:
        def __init__(self, change):
            self.change = change

        def __call__(self, text):
            return next(doc for doc in gold if doc.text == text)

        def pipe(self, given_texts, batch_size):
            del batch_size
            docs = [doc.copy() for text in given_texts for doc in gold if doc.text == text]
            if self.change:
                docs[0][0].head = docs[0][3]
            return docs

    right, wrong = (evaluation.tree_figures(Same(change), gold) for change in (False, True))
    assert {right.columns[name] for name in evaluation.COLUMNS} == {100.0}
    assert 0 < wrong.columns["LAS"] < 100
    assert wrong.columns["UPOS"] == 100
    assert wrong.relations["det"] == (0.0, 1)


# ---------------------------------------------------------------------------------------------- our corpus


@pytest.fixture(scope="module")
def corpus():
    ontology = load_ontology()
    every = marked.files() + marked.files(held_out=True)
    return {path.name: list(blocks(path.read_text(encoding="utf-8"), ontology)) for path in every}


def test_the_corpus_has_no_faults(corpus):
    assert [item for found in corpus.values() for item in found if not isinstance(item, MarkedBlock)] == []
    told = Counter(block.text for found in corpus.values() for block in found)
    assert [text for text, times in told.items() if times > 1] == []


def test_the_corpus_is_large_and_a_tenth_of_it_is_held_out(corpus):
    total = sum(map(len, corpus.values()))
    held_out = sum(len(found) for name, found in corpus.items() if name.startswith(marked.HELD_OUT))
    assert total >= 3500
    assert 0.09 < held_out / total < 0.12


@pytest.mark.parametrize("kind", ["organisation", "equipment"])
def test_half_of_the_names_are_used_once(corpus, kind):
    names: Counter[str] = Counter()
    for block in (block for found in corpus.values() for block in found):
        own = {
            block.text[s.start : s.end] for identity, spans in block.spans.items() for s in spans
            if LETTERS[identity[0]] == kind
        }  # fmt: skip
        names.update(name for name in own if any(map(str.isupper, name)))
    assert sum(times == 1 for times in names.values()) / len(names) >= 0.5


# ---------------------------------------------------------------------------------------------- the two forward passes


def test_numpy_reads_what_pytorch_learnt():
    torch = pytest.importorskip("torch")
    from kgraph.neural.encoder import Encoder, Words
    from training.network import Network, Size, batch_of

    torch.manual_seed(1)
    network = Network(Size(layers=2, pieces=90, tags=5, morphs=7, relations=6, width=48, heads=4, inner=64)).eval()
    found, _ = texts()
    with torch.no_grad():
        expected = network(batch_of([found], 1, 2))
    weights = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    pieces = [parts for text in found for parts in text.pieces]
    words = Words(pieces, [int(s) for t in found for s in t.shapes], [int(g) for t in found for g in t.gaps])
    (scores,) = Encoder(weights, heads=4, ends=(1, 2)).read([words])
    for name in ("tags", "morphs", "starts", "names", "arcs", "label_heads", "label_deps"):
        ours, theirs = getattr(scores, name), getattr(expected, name)[0].numpy()
        assert ours == pytest.approx(theirs, abs=1e-4), name
    above = np.array([0, 0, 1])
    both = torch.from_numpy(scores.label_heads[above]), torch.from_numpy(scores.label_deps[:3])
    ours = Encoder(weights, heads=4, ends=(1, 2)).relations(scores.label_heads[above], scores.label_deps[:3])
    assert ours == pytest.approx(network.relations(*both).detach().numpy(), abs=1e-4)
