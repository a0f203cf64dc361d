"""Evaluation: what counts as right, what a marked file may hold, and that the report says it the same every time."""

import json
from pathlib import Path

import pytest
import records
from gold_store import gold_store

from kgraph.errors import InputError, OntologyError, UsageError
from kgraph.evaluation import EvaluationReport, MarkedResult, evaluate
from kgraph.evaluation.gold import read_gold
from kgraph.evaluation.graphs import score
from kgraph.evaluation.marked import MarkedBlock, MarkedFault, blocks, read_marked
from kgraph.evaluation.matching import maximum_matching
from kgraph.evaluation.measures import Counts, calibration
from kgraph.evaluation.prediction import Arc, Prediction, Reading
from kgraph.evaluation.sentences import by_relation, calibrated, compare, confusion, counts
from kgraph.evaluation.spelling import keys, plain
from kgraph.model import Entity
from kgraph.ontology import load

ARTICLES = Path(__file__).parent / "data" / "gold" / "articles"
SYMMETRIC = ("met", "partner_of")
NEWS = load("news")

GOLD = {
    "entities": [
        {"id": "bf", "type": "Organisation", "name": "Bharat Forge", "mentions": ["Bharat Forge"]},
        {"id": "lt", "type": "Organisation", "name": "Larsen & Toubro", "mentions": [], "aka": ["L&T"]},
        {"id": "kumar", "type": "Person", "name": "Sanjeev Kumar", "mentions": ["Sanjeev Kumar"]},
        {"id": "ru", "type": "Country", "name": "Russia", "mentions": ["Russia", "Moscow"]},
        {"id": "mos", "type": "Place", "name": "Moscow", "mentions": ["Moscow"]},
        {"id": "talks", "type": "Event", "name": "Moscow talks", "mentions": ["the talks", "meetings in Russia"]},
        {"id": "f16", "type": "Equipment", "name": "F-16", "mentions": ["F-16s"]},
        {"id": "opt", "type": "Organisation", "name": "delegation", "mentions": ["the delegation"], "optional": True},
    ],
    "relations": [
        {"subject": "bf", "relation": "attended", "object": "talks", "status": "reported", "must": True},
        {"subject": "bf", "relation": "attended", "object": "talks", "status": "denied", "must": True},
        {"subject": "lt", "relation": "attended", "object": "talks", "status": "reported", "must": True,
         "status_ok": ["reported", "possible"], "needs_context": True},
        {"subject": "talks", "relation": "located_in", "object": "mos", "object_any": ["mos", "ru"],
         "status": "asserted"},
        {"subject": "bf", "relation": "partner_of", "object": "lt", "status": "asserted"},
        {"subject": "bf", "relation": "sanctions_risk", "object": "ru", "object_optional": True, "status": "possible"},
        {"subject": "opt", "relation": "visited", "object": "mos", "status": "asserted", "optional": True},
    ],
}  # fmt: skip


def node(identity, kind, name, *aliases):
    return Entity(id=identity, type=kind, name=name, aliases=aliases)


def arc(source, relation, target, status="asserted"):
    return Arc(source=source, relation=relation, target=target, status=status)


PERFECT_NODES = (
    node("1", "organisation", "bharat forge"),
    node("2", "organisation", "L&T"),
    node("3", "person", "Mr. Sanjeev Kumar"),
    node("4", "country", "Russia"),
    node("5", "place", "Moscow"),
    node("6", "event", "The Moscow Talks"),
    node("7", "equipment", "F-16s"),
)
PERFECT_ARCS = (
    arc("1", "attended", "6", "reported"),
    arc("1", "attended", "6", "denied"),
    arc("2", "attended", "6", "possible"),
    arc("6", "located_in", "5"),
    arc("2", "partner_of", "1"),
    arc("1", "sanctions_risk", "4", "possible"),
)


def written(folder, data, name="gold.json"):
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return str(path)


@pytest.fixture
def compared(tmp_path):
    """Compares nodes and arcs with GOLD."""
    gold = read_gold(written(tmp_path, GOLD), NEWS)
    return lambda nodes, arcs: score(Prediction(nodes=tuple(nodes), arcs=tuple(arcs)), gold, symmetric=SYMMETRIC)


# ------------------------------------------------------------------------------------------------------- gold graphs


def test_a_perfect_graph_is_perfect(compared):
    result = compared(PERFECT_NODES, PERFECT_ARCS)
    assert result.entities.counts == Counts(found=7)
    # A denied and a reported one are one relation without status, two with.
    assert result.relations.counts == Counts(found=5)
    assert result.relations_with_status.counts == Counts(found=6)
    assert result.relations.musts == Counts(found=2)
    assert result.relations_with_status.musts == Counts(found=3)
    assert result.relations.local == Counts(found=4)


def test_what_is_optional_costs_nothing_and_another_accepted_end_is_ignored(compared):
    nodes = (*PERFECT_NODES, node("8", "organisation", "delegation"))
    result = compared(nodes, (*PERFECT_ARCS, arc("8", "visited", "5"), arc("6", "located_in", "4")))
    assert result.entities.counts == Counts(found=7)
    assert result.relations.counts == Counts(found=5)
    assert (result.relations.ignored, result.relations.optional, result.entities.optional) == (1, 1, 1)


def test_the_same_with_another_accepted_status_is_ignored_and_with_a_wrong_one_spurious(compared):
    again = compared(PERFECT_NODES, (*PERFECT_ARCS, arc("2", "attended", "6", "reported")))
    assert again.relations_with_status.ignored == 1
    assert again.relations_with_status.counts == Counts(found=6)
    wrong = compared(PERFECT_NODES, (*PERFECT_ARCS, arc("2", "attended", "6", "asserted")))
    assert wrong.relations_with_status.spurious == ("L&T -attended-> The Moscow Talks [asserted]",)


def test_wrong_type_direction_and_status_and_a_second_node(compared):
    nodes = [
        node("1", "person", "Bharat Forge"),
        node("2", "organisation", "Larsen and Toubro"),
        node("6", "event", "the talks"),
        node("9", "organisation", "L&T"),
        node("5", "place", "Moscow"),
    ]
    arcs = [
        arc("1", "attended", "6", "reported"),
        arc("6", "attended", "2", "reported"),
        arc("2", "attended", "6"),
        arc("9", "attended", "6"),
    ]
    result = compared(nodes, arcs)
    assert result.entities.counts == Counts(found=3, spurious=2, missed=4)
    assert set(result.entities.spurious) == {"person: Bharat Forge (wrong type)", "organisation: L&T (a second one)"}
    assert result.relations.counts == Counts(found=1, spurious=3, missed=4)
    assert result.relations_with_status.counts == Counts(found=0, spurious=4, missed=6)
    assert result.relations_with_status.missed[0] == "must: bf -attended-> talks [reported]"


def test_an_optional_object_may_be_anything(compared):
    nodes = [node("1", "organisation", "Bharat Forge"), node("x", "country", "Western countries")]
    result = compared(nodes, [arc("1", "sanctions_risk", "x", "possible")])
    assert result.relations_with_status.counts == Counts(found=1, missed=5)


def test_one_node_serves_one_entity_and_the_required_one_first(compared):
    result = compared([node("m", "country", "Moscow")], [])
    assert result.entities.counts == Counts(found=1, missed=6)
    assert "country: Russia" not in result.entities.missed


def test_nothing_found_has_no_precision_and_scores_add_up(compared):
    nothing = compared([], [])
    assert nothing.entities.counts == Counts(missed=7)
    assert (nothing.entities.counts.precision, nothing.entities.counts.recall) == (0.0, 0.0)
    both = nothing + compared(PERFECT_NODES, PERFECT_ARCS)
    assert both.entities.counts == Counts(found=7, missed=7)
    assert both.relations.musts == Counts(found=2, missed=2)


def test_a_relation_that_gold_graphs_are_not_marked_for_counts_only_where_one_has_it(compared, tmp_path):
    arcs = (*PERFECT_ARCS, arc("1", "acquired", "2"))
    assert compared(PERFECT_NODES, arcs).relations.counts == Counts(found=5)
    more = {"subject": "lt", "relation": "acquired", "object": "bf", "status": "asserted"}
    gold = read_gold(written(tmp_path, {**GOLD, "relations": [*GOLD["relations"], more]}), NEWS)
    result = score(Prediction(nodes=PERFECT_NODES, arcs=arcs), gold, symmetric=SYMMETRIC)
    assert result.relations.counts == Counts(found=5, spurious=1, missed=1)


def test_names_are_compared_as_a_reader_would():
    assert plain("The L&T’s") == plain("l and t")
    assert plain("Türkiye") == "turkiye"
    assert keys(["MiG29"], "equipment") & keys(["MiG-29s"], "equipment")
    assert not keys(["MiG-29"], "organisation") & keys(["MiG-29s"], "organisation")


def test_as_many_pairs_as_possible():
    assert maximum_matching([[0, 1], [0], [0, 1]]) == {0: 1, 1: 0}
    assert maximum_matching([]) == {}


ENTITY = {"id": "a", "type": "Country", "name": "Chad"}
RELATION = {"subject": "a", "relation": "met", "object": "a", "status": "asserted"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "is empty"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ([], "is some other JSON, not a gold graph"),
        ({"nodes": [], "edges": []}, "is an exported graph, not a gold graph"),
        ({"entities": [], "relations": []}, "is a gold graph without any entity"),
        ({"entities": ["a"], "relations": []}, "entities[0]: is not an object"),
        ({"entities": [{"id": "a", "type": "Country"}], "relations": []}, 'entities[0]: has no "name"'),
        ({"entities": [ENTITY, ENTITY], "relations": []}, "entities[1]: the id 'a' comes twice"),
        ({"entities": [{**ENTITY, "type": "Contry"}], "relations": []}, "entities[0]: no type is called 'contry'"),
        ({"entities": [{**ENTITY, "aka": "x"}], "relations": []}, 'entities[0]: "aka" is not a list of texts'),
        ({"entities": [ENTITY], "relations": [{**RELATION, "object": "b"}]}, "no entity is called 'b'"),
        ({"entities": [ENTITY], "relations": [{**RELATION, "relation": "meet"}]}, "no relation is called 'meet'"),
        ({"entities": [ENTITY], "relations": [{**RELATION, "status": "maybe"}]}, "no status is called 'maybe'"),
    ],
)
def test_what_is_no_gold_graph_is_told_with_its_place_and_a_way_out(tmp_path, data, message):
    with pytest.raises(InputError) as told:
        read_gold(written(tmp_path, data), NEWS)
    assert message in told.value.message
    assert told.value.hint


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_article_has_its_gold_graph(path):
    assert read_gold(str(path), NEWS).relations
    assert path.with_suffix(".txt").is_file()


# -------------------------------------------------------------------------------------------------- marked sentences

MARKED = """\
T: arms deal / wire
S: {p1:Lena Orsk} denied on {d1:Monday} that {o1:Varna Arms} had shipped {q1:howitzers} to {c1:Chad}.
S: {p1:She} said so.
C: o1 supplies q1 denied by=p1 date=d1 to=c1
C: o1 supplied_to c1 denied ended

S: It rained.
"""


def test_a_block_is_text_with_spans_and_claims():
    first, second = blocks(MARKED.replace("\n", "\r\n"), NEWS)
    assert isinstance(first, MarkedBlock)
    assert first.text == "Lena Orsk denied on Monday that Varna Arms had shipped howitzers to Chad. She said so."
    assert [first.text[place.start : place.end] for place in first.spans["p1"]] == ["Lena Orsk", "She"]
    assert [(claim.line, claim.relation, str(claim.status)) for claim in first.claims] == [
        (4, "supplies", "denied"),
        (5, "supplied_to", "denied"),
    ]
    assert (second.line, second.text, second.claims) == (7, "It rained.", ())


GOOD = "S: {o1:Acme} bought {o2:Borel} {x1:by}."


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("S: {o1:Acme} bought.\nX: what", 2, "what is 'X: what'?"),
        ("S: {o1:Acme} bought.\nC", 2, "what is 'C'?"),
        ("\n\nT: only a topic", 3, "a block without a sentence"),
        ("S:", 1, "an empty sentence"),
        ("S: {o1:Acme bought.", 1, "a stray brace"),
        ("S: {o1:Acme {c1:Chad}} bought.", 1, "a stray brace"),
        ("S: {z1:Acme} bought.", 1, "no type has the letter of 'z1'"),
        (f"{GOOD}\nC: o1 acquired o2", 2, "a claim needs subject, relation, object and status: 'o1 acquired o2'"),
        (f"{GOOD}\nC: o1 aquired o2 asserted", 2, "no relation is called 'aquired'"),
        (f"{GOOD}\nC: o1 acquired o2 stated", 2, "no status is called 'stated'"),
        (f"{GOOD}\nC: o1 acquired o3 asserted", 2, "no span is marked 'o3'"),
        (f"{GOOD}\nC: x1 acquired o2 asserted", 2, "x1 cannot be the subject of acquired"),
        (f"{GOOD}\nC: o1 attended o2 asserted", 2, "o2 cannot be the object of attended"),
        (f"{GOOD}\nC: o1 acquired o2 asserted when=x1", 2, "no qualifier is called 'when'"),
        (f"{GOOD}\nC: o1 acquired o2 asserted by=x2", 2, "no span is marked 'x2'"),
        (f"C: o1 acquired o2 asserted end\n{GOOD}", 1, "no qualifier is called 'end'"),
    ],
)
def test_a_fault_in_a_block_is_told_with_its_line(text, line, message):
    (fault,) = blocks(text, NEWS)
    assert isinstance(fault, MarkedFault)
    assert (fault.line, fault.message) == (line, message)
    assert fault.hint


def test_a_file_with_faults_is_refused_by_the_first_and_their_number(tmp_path):
    path = written(tmp_path, MARKED + "\nS: {a1:Acme} bought {o2:Borel}.\nC: o1 acquired o2 stated\n", "x.marked")
    with pytest.raises(InputError, match=r"x\.marked:9: no type has the letter of 'a1' \(and 2 more\)"):
        read_marked(path, NEWS)


def read(text):
    """What the little language of `records` says of a text."""
    article = records.document(text)
    sentences = records.sentences_of(article)
    mentions = records.mentions_of(article, sentences)
    claims = records.claims_of(article, sentences, mentions)
    return Reading(document=article, mentions=mentions, links=(), claims=claims)


def outcomes_of(marked):
    (block,) = blocks(marked, NEWS)
    return compare(block, read(block.text), symmetric=SYMMETRIC)


SENTENCES = """\
S: {o1:Acme} acquired {o2:Borel}. {p1:Cara} met {p2:Dora}. {o1:Acme} not_met {o3:Edel}. {o2:Borel} visited {l1:Oslo}.
C: o1 acquired o2 reported
C: p2 met p1 asserted
C: o2 visited l1 asserted
C: o1 visited l1 asserted
"""


def test_claims_of_marked_sentences_are_found_missed_or_spurious():
    compared = outcomes_of(SENTENCES)
    told = {outcome.text: (outcome.line, outcome.expected, outcome.found) for outcome in compared}
    assert told == {
        "Acme -acquired-> Borel": (2, "reported", "asserted"),
        "Dora -met-> Cara": (3, "asserted", "asserted"),
        "Acme -met-> Edel": (1, None, "denied"),
        "Borel -visited-> Oslo": (4, "asserted", "asserted"),
        "Acme -visited-> Oslo": (5, "asserted", None),
    }
    assert counts(compared) == Counts(found=3, spurious=1, missed=1)
    assert counts(compared, with_status=True) == Counts(found=2, spurious=2, missed=2)
    assert list(by_relation(compared)) == ["acquired", "met", "visited"]
    assert confusion(compared) == {"reported": {"asserted": 1}, "asserted": {"asserted": 2}}
    (band,) = calibrated(compared).bands
    assert (band.start, band.count, band.right) == (0.9, 4, 0.75)


def test_a_marked_claim_is_found_once_and_its_repetition_is_neither_right_nor_wrong():
    assert counts(outcomes_of("S: {p1:Acme} met {p2:Borel}. Acme met Borel.")) == Counts(spurious=2)
    again = "S: {p1:Acme} met {p2:Borel}. {p1:Acme} not_met {p2:Borel}. {p2:Borel} met {p1:Acme}.\n"
    both = outcomes_of(f"{again}C: p1 met p2 denied\nC: p1 met p2 asserted\n")
    assert counts(both, with_status=True) == Counts(found=2)


# --------------------------------------------------------------------------------------------------------- figures


def test_confidence_falls_into_tenths_and_the_error_is_the_mean_gap():
    result = calibration([(1.0, True), (0.9, True), (0.7, False), (0.3, False), (0.3, True)])
    assert [(band.start, band.count) for band in result.bands] == [(0.3, 2), (0.7, 1), (0.9, 2)]
    assert result.error == pytest.approx((2 * 0.2 + 0.7 + 2 * 0.05) / 5)
    assert calibration([]).error == 0.0


def test_counts_of_nothing():
    assert (Counts().precision, Counts().recall) == (1.0, 1.0)
    assert Counts(missed=1).f1 == 0.0


def test_the_report_has_one_row_a_figure_and_tells_what_is_wrong():
    report = EvaluationReport(marked=(MarkedResult(file="a/x.marked", blocks=1, outcomes=outcomes_of(SENTENCES)),))
    by_part = {row["part"]: row for row in report.rows}
    assert list(by_part) == [
        "acquired", "met", "visited", "claims", "claims, status too", "status reported", "status asserted",
        "confidence 0.9 to 1.0", "confidence, all",
    ]  # fmt: skip
    assert by_part["claims"]["file"] == "x.marked"
    assert by_part["confidence 0.9 to 1.0"]["precision"] == 0.75
    assert by_part["confidence, all"]["error"] == pytest.approx(0.15)
    assert [(row["line"], row["fault"], row["text"]) for row in report.findings] == [
        (1, "spurious claim", "Acme -met-> Edel [denied]"),
        (2, "wrong status", "Acme -acquired-> Borel [reported, read as asserted]"),
        (5, "missed claim", "Acme -visited-> Oslo [asserted]"),
    ]


def test_files_of_one_name_are_told_apart():
    both = tuple(MarkedResult(file=f"{folder}/x.marked", blocks=0, outcomes=()) for folder in "ab")
    assert [row["file"] for row in EvaluationReport(marked=both).rows][::2] == [
        "a/x.marked",
        "b/x.marked",
        "all sentences",
    ]


def test_a_bound_is_kept_or_told():
    marked = (MarkedResult(file="x.marked", blocks=1, outcomes=outcomes_of(SENTENCES)),)
    assert EvaluationReport(marked=marked).passed
    assert EvaluationReport(marked=marked, at_least={"claims": 0.75}).passed
    failed = EvaluationReport(marked=marked, at_least={"claims": 0.76, "musts": 0.5})
    assert not failed.passed
    assert failed.failures == ("claims 0.750 is below 0.76", "musts was not measured")


# -------------------------------------------------------------------------------------------------------- evaluate


def test_a_gold_graph_without_text_is_compared_with_the_store(tmp_path):
    gold = (ARTICLES / "seed.json").read_text(encoding="utf-8")
    with gold_store("seed") as store:
        report = evaluate([written(tmp_path, gold)], store=store, at_least={"entities": 0.9, "relations": 0.9})
    assert report.graphs[0].source == "store"
    assert report.passed, report.failures


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.json", None, "does not exist"),
        ("x.marked", "", "is empty"),
        ("x.marked", " \n", "is empty"),
        ("x.txt", "Some text.", "is neither a gold graph nor marked sentences"),
        ("x.json", GOLD, "has no text to compare with"),
        ("folder", None, "holds nothing to compare with"),
        ("*.marked", None, "fits no file"),
    ],
)
def test_what_cannot_be_compared_is_told_with_a_way_out(tmp_path, name, content, message):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif content is not None:
        written(tmp_path, content, name)
    with pytest.raises(InputError) as told:
        evaluate([str(path)])
    assert message in told.value.message
    assert told.value.hint


def test_bytes_that_are_no_text_are_told(tmp_path):
    path = tmp_path / "x.marked"
    path.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(InputError, match="is not text in UTF-8"):
        evaluate([str(path)])


def test_nothing_to_compare_and_unknown_words():
    with pytest.raises(InputError, match="nothing to compare"):
        evaluate([])
    with pytest.raises(UsageError, match="no figure is called 'claim'"):
        evaluate([], at_least={"claim": 0.5})
    with pytest.raises(OntologyError):
        evaluate([], ontology="no-such-ontology")


@pytest.mark.model
def test_a_short_text_from_end_to_end_the_same_every_time(tmp_path):
    written(tmp_path, "Acme Corporation acquired Borel Industries on Monday, and its shares rose.\n", "deal.txt")
    gold = {
        "entities": [
            {"id": "a", "type": "Organisation", "name": "Acme Corporation", "aka": ["Acme"]},
            {"id": "b", "type": "Organisation", "name": "Borel Industries", "aka": ["Borel"]},
        ],
        "relations": [{"subject": "a", "relation": "acquired", "object": "b", "status": "asserted", "must": True}],
    }
    written(tmp_path, gold, "deal.json")
    marked = "S: {o1:Acme Corporation} acquired {o2:Borel Industries}.\nC: o1 acquired o2 asserted\n\nS: It rained.\n"
    written(tmp_path, marked, "deal.marked")
    first, second = (evaluate([str(tmp_path)]) for _ in range(2))
    assert json.dumps(first.to_json()) == json.dumps(second.to_json())
    assert first.to_json()["schema"] == 1
    assert first.graphs[0].source == "text"
    assert first.figures["entities"] == 1.0
    assert (first.figures["musts_with_status"], first.figures["claims_with_status"]) == (1.0, 1.0)
    assert first.findings == []
