"""Text to sentences: boundaries, joined words, packing, pipelines, and the shipped pipeline on a few texts."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import tree

from kgraph.errors import PipelineError, StoreError, UsageError
from kgraph.model import BlockKind, Document, Sentence, Span, Token, content_id
from kgraph.sentences import analysis, pack, parse, parsing, pipeline_digest, pipelines, unpack, workers
from kgraph.sentences.boundaries import LONGEST, barred
from kgraph.sentences.designations import is_designation
from kgraph.sentences.joining import Word, joined
from kgraph.sentences.parsing import smooth

ARTICLE = """Acme takes part in Oslo talks

OSLO, May 3 (AP) - The meetings involved at least half a
dozen executives from  Acme Defence,
Mr. Lund said.

Borel and Retselisitsoe Khoabane did not attend. “We were not asked,” he said.

Based on AP report
"""


# ---------------------------------------------------------------------------------------------- boundaries


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("He left . She stayed .", [3]),
        ("the freighter Lady R at Oslo .", []),
        ("Mr. Lund met Gen. Orsk .", []),
        ("George W. Bush and No . 3 left .", []),
        ("They met in Washington , D.C. Lund left .", [6]),
        ('" No . " He left .', [4]),
        ('" Really ? " he asked .', []),
        ("“ No , ” Lund said .", []),
        ("Is it true : Acme left ?", []),
    ],
)
def test_a_sentence_begins_only_after_a_final_mark(text, cuts):
    words = text.split()
    assert [index for index, no in enumerate(barred(words)) if index and not no] == cuts


def test_a_text_without_marks_may_be_cut():
    assert not all(barred(["word"] * (LONGEST + 10))[1:])


# ---------------------------------------------------------------------------------------------- joining


def whole(*words):
    return ["".join(words[at].text for at in span) for span in joined(words)]


def test_words_cut_at_hyphens_are_one():
    assert whole(Word("Il-96", False), Word("-", False), Word("400Ms", True)) == ["Il-96-400Ms"]
    assert whole(Word("co", False), Word("-", False), Word("development", True)) == ["co-development"]
    name = [Word("Ezeigbo", False, "PERSON", True), Word("-", False, "PERSON"), Word("Cole", True, "PERSON")]
    assert whole(*name) == ["Ezeigbo-Cole"]
    apart = [Word("Moscow", False, "GPE", True), Word("-", False), Word("based", True)]
    assert whole(*apart) == ["Moscow", "-", "based"]


@pytest.mark.parametrize("word", ["MiG-29", "T-90MS", "Su-57E", "S-400", "K2", "TB2", "M777", "9M723", "777-300ER"])
def test_designations(word):
    assert is_designation(word)


@pytest.mark.parametrize("word", ["2022", "G7", "Q3", "COVID-19", "KAAN", "1990s", "AI-powered", "Army-2024", "US$5"])
def test_no_designations(word):
    assert not is_designation(word)


@given(st.text())
def test_smoothing_keeps_every_other_character(text):
    smoothed, offsets = smooth(text)
    assert len(smoothed) == len(offsets)
    assert all(text[offset] == letter or letter == " " for letter, offset in zip(smoothed, offsets))
    assert "".join(smoothed.split()) == "".join(text.split())


# ---------------------------------------------------------------------------------------------- packing

words = st.text(min_size=1, max_size=8)
tokens = st.builds(
    Token,
    text=words,
    lemma=words,
    pos=words,
    tag=words,
    dep=words,
    morph=words,
    head=st.integers(0, 9),
    start=st.integers(0, 99),
)
sentences = st.builds(
    Sentence,
    id=words,
    document=words,
    start=st.integers(0, 10**6),
    text=st.text(),
    kind=st.sampled_from(BlockKind),
    tokens=st.lists(tokens, max_size=5).map(tuple),
    names=st.lists(st.builds(Span, start=st.integers(0, 99), end=st.integers(0, 99), label=words), max_size=3).map(
        tuple
    ),
)


@given(st.lists(sentences, max_size=3).map(tuple))
def test_packing_gives_the_same_back(made):
    assert unpack(pack(made)) == made
    assert pack(made) == pack(unpack(pack(made)))


def test_damaged_and_later_parses_are_refused_in_words():
    packed = pack([tree("Acme PROPN root 0").sentence])
    with pytest.raises(StoreError, match="damaged"):
        unpack(packed[:-9])
    with pytest.raises(StoreError, match="damaged"):
        unpack(b"")


def test_a_stored_parse_is_read_without_spacy():
    program = (
        "import sys, kgraph.sentences as s; s.unpack(s.pack([])); s.pipeline_digest(); print('spacy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


# ---------------------------------------------------------------------------------------------- pipelines


def test_the_digest_names_the_pipeline():
    assert pipeline_digest() == pipeline_digest(None) == pipeline_digest(str(pipelines.SHIPPED))
    name, version, digits = pipeline_digest().rsplit("-", 2)
    assert (name, version, len(digits)) == ("en_kgraph", "0.3.0", 16)


def test_the_digest_follows_the_code(monkeypatch):
    before = pipeline_digest()
    monkeypatch.setattr(pipelines, "REVISION", -1)
    assert pipeline_digest() != before


@pytest.mark.parametrize(
    ("pipeline", "hint"),
    [
        ("en_core_web_nothing", "spacy download en_core_web_nothing"),
        ("nothing_of_the_kind", "pip install nothing_of_the_kind"),
        ("no/such/folder", "a folder"),
        ("", "a folder"),
    ],
)
def test_a_missing_pipeline_is_told_with_the_way_out(pipeline, hint):
    with pytest.raises(PipelineError) as caught:
        pipeline_digest(pipeline)
    assert hint in caught.value.hint
    assert "://" not in caught.value.hint


def test_a_folder_that_is_no_pipeline(tmp_path):
    with pytest.raises(PipelineError, match=r"no meta\.json"):
        pipeline_digest(str(tmp_path))
    (tmp_path / "meta.json").write_text("[")
    with pytest.raises(PipelineError, match="cannot be read"):
        pipeline_digest(str(tmp_path))
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "mine", "version": "1"}')
    assert pipeline_digest(str(tmp_path)).startswith("en_mine-1-")


@pytest.mark.model
def test_a_pipeline_without_a_parser_is_refused(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(PipelineError, match="no parser"):
        pipelines.load(str(tmp_path / "blank"))
    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(PipelineError, match="English"):
        pipelines.load(str(tmp_path / "german"))
    (tmp_path / "blank" / "config.cfg").write_text("[nlp")
    pipelines.load.cache_clear()
    with pytest.raises(PipelineError, match="cannot be loaded"):
        pipelines.load(str(tmp_path / "blank"))


# ---------------------------------------------------------------------------------------------- the shipped pipeline


@pytest.fixture(scope="session")
def parsed():
    document = Document.of(ARTICLE, publisher="AP")
    ((same, found),) = parse([document])
    assert same is document
    return document, found


@pytest.mark.model
def test_sentences_are_stretches_of_the_document(parsed):
    document, found = parsed
    assert [s.text.split()[0] for s in found] == ["Acme", "OSLO,", "The", "Borel", "“We", "Based"]
    for sentence in found:
        assert sentence.text == document.text[sentence.start : sentence.end] == sentence.text.strip()
        assert sentence.id == content_id("sentence", document.id, sentence.start, sentence.end)
        for token in sentence.tokens:
            assert token.text == document.text[token.start : token.end]
            assert all((token.text.strip(), token.tag, token.pos, token.lemma))
        for name in sentence.names:
            assert sentence.start <= name.start < name.end <= sentence.end


@pytest.mark.model
def test_only_title_and_body_have_trees(parsed):
    _, found = parsed
    bare = {sentence.kind for sentence in found if not sentence.tokens}
    assert bare == {BlockKind.DATELINE, BlockKind.FOOTER}
    assert {s.kind for s in found if s.tokens} == {BlockKind.TITLE, BlockKind.BODY}


@pytest.mark.model
def test_a_wrapped_sentence_is_one_and_its_verb_is_found(parsed):
    _, found = parsed
    sentence = found[2]
    assert "\n" in sentence.text
    assert "  " in sentence.text
    verb = next(token for token in sentence.tokens if token.text == "involved")
    subject = next(token for token in sentence.tokens if token.text == "meetings")
    assert (verb.tag, subject.dep) == ("VBD", "nsubj")
    assert sentence.tokens[subject.head] is verb


@pytest.mark.model
def test_names_that_nobody_knows_are_names(parsed):
    _, found = parsed
    words = {token.text: token for token in found[3].tokens}
    assert (words["Khoabane"].lemma, words["Khoabane"].pos) == ("Khoabane", "PROPN")


@pytest.mark.model
def test_a_joined_word_stands_where_its_highest_part_did():
    ((sentence,),) = analysis.analyse(["Tala al-Warfalli bought a Sea-Air-7 radar."])
    words = {token.text: token for token in sentence.tokens}
    assert "al-Warfalli" in words
    assert sentence.tokens[words["bought"].head].text == "bought"
    assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)


@pytest.mark.model
def test_a_pipeline_made_from_ours_with_another_recogniser(tmp_path):
    """What a user with GLiNER does: another part that sets names, with labels of its own, behind ours."""
    nlp = pipelines.load.__wrapped__(None)
    ruler = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
    ruler.add_patterns([{"label": "military equipment", "pattern": "Kuldvark Nine"}])
    nlp.to_disk(tmp_path / "mine")
    ((sentence,),) = analysis.analyse(["Norway bought the Kuldvark Nine."], str(tmp_path / "mine"))
    assert [name.label for name in sentence.names if name.start > 10] == ["EQUIPMENT"]


@pytest.mark.model
def test_trees_are_trees(parsed):
    _, found = parsed
    for sentence in found:
        assert sum(token.dep == "root" for token in sentence.tokens) == bool(sentence.tokens)
        assert all((token.head == index) == (token.dep == "root") for index, token in enumerate(sentence.tokens))


@pytest.mark.model
def test_a_parse_does_not_depend_on_its_neighbours_nor_on_the_processes(parsed, monkeypatch):
    document, found = parsed
    others = [Document.of(f"Firm {n} sold T-{n} tanks to Peru.") for n in range(3)]
    monkeypatch.setattr(workers, "BATCH", 2)
    results = list(parse(iter([*others, document]), jobs=2))
    assert [result[0] for result in results] == [*others, document]
    assert pack(results[-1][1]) == pack(found)
    assert [s for _, s in results] == [s for _, s in parse([*others, document])]


@pytest.mark.model
def test_faults_of_a_child_process_are_told_as_ours():
    with pytest.raises(PipelineError, match="not installed"):
        list(parse([Document.of("Acme left.")], pipeline="nothing_of_the_kind", jobs=2))


@pytest.mark.model
def test_leaving_early_ends_the_processes(monkeypatch):
    started = []
    begin = workers._Worker.__init__
    monkeypatch.setattr(workers._Worker, "__init__", lambda self, p: (begin(self, p), started.append(self))[0])
    results = parse((Document.of(f"Acme sold {n} ships.") for n in range(40)), jobs=2)
    next(results)
    results.close()
    assert started
    assert all(worker.process.poll() is not None for worker in started)


def test_no_process_can_do_no_work():
    with pytest.raises(UsageError):
        next(parse([], jobs=0))


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " \n\n\t", "…", "\u200b", "-\n-\n-", '"', "a\u2028b", "😀 😀", "x" * 3000])
def test_odd_texts_are_read(text):
    document = Document.of(text)
    for _, found in parse([document]):
        assert all(s.text == document.text[s.start : s.end] for s in found)
        assert all(t.text == document.text[t.start : t.end] for s in found for t in s.tokens)


@pytest.mark.model
def test_a_block_too_long_to_parse_at_once_is_cut_between_sentences(monkeypatch):
    monkeypatch.setattr(parsing, "MOST", 200)
    monkeypatch.setattr(parsing, "LOOK_BACK", 100)
    text = " ".join(f"Acme sold {number} ships to Peru." for number in range(30))
    ((_, found),) = parse([Document.of(text)])
    assert " ".join(sentence.text for sentence in found) == text
    assert len(found) == 30


@pytest.mark.model
def test_a_name_that_stands_alone_elsewhere_is_cut_off():
    first, second = "Executives of Acme Works and Bharat Forge met.", "Bharat Forge left. Acme Works left."
    span = Span(start=14, end=41, label="ORG")
    found = analysis.divided([span], first, {second[:12]})
    assert [first[name.start : name.end] for name in found] == ["Acme Works", "Bharat Forge"]
    assert analysis.divided([span], first, {"Acme Works"}) == [span]


def test_the_weights_lie_with_their_licence():
    folder = pipelines.SHIPPED
    attribution = (folder / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in attribution
    assert "ShareAlike 4.0" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
    sources = pipelines._read_meta(Path(folder), "shipped")["sources"]
    assert all(source["url"] in attribution for source in sources)


def test_sentences_compare_by_value():
    sentence = tree("Acme PROPN root 0").sentence
    assert unpack(pack([sentence])) == (sentence,) != (replace(sentence, start=1),)
