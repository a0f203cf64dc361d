"""The face for people: results, how they look, and what they cost."""

import subprocess
import sys
from dataclasses import replace

import pytest
import small_store

import kgraph
from kgraph.answers import Answer, Proof, Row, Verdict
from kgraph.errors import AmbiguousName, UnknownName, UsageError
from kgraph.graph.answering import Asked, answer_layout
from kgraph.graph.filters import Filters
from kgraph.graph.results import Book
from kgraph.graph.sheet import clean, line, plain
from kgraph.graph.wording import status_words
from kgraph.model import Document, Status
from kgraph.model.facts import facts_of


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    path = small_store.make(tmp_path_factory.mktemp("small") / "small.db")
    with kgraph.open(path) as opened:
        yield opened


# --------------------------------------------------------------------------------------------------------- the package
def test_the_package_has_four_names_and_says_so_when_asked_for_another():
    assert {"Graph", "build", "open", "__version__"} <= set(dir(kgraph))
    assert kgraph.Graph.__module__ == "kgraph.graph"
    with pytest.raises(AttributeError, match="no attribute 'Graf'"):
        _ = kgraph.Graf


def test_importing_the_package_loads_nothing():
    code = "import sys; before = set(sys.modules); import kgraph; print(sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['__future__', 'kgraph']"


def test_no_question_loads_the_heavy_libraries(graph):
    code = (
        "import sys, kgraph; g = kgraph.open(sys.argv[1]); g.show('varna'); g.path('kappa', 'oslo talks');"
        "g.neighbours('norway'); g.entities(); str(g.claims());"
        "print({'spacy', 'networkx', 'numpy', 'trafilatura', 'rich', 'pydantic', 'rapidfuzz'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code, graph.store.path], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


# ------------------------------------------------------------------------------------------------------------ the text
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x07", "link"),
        ("two\r\nlines", "two lines"),
        ("\u202eabc", "abc"),
        ("nul\x00 bell\x07 del\x7f csi\x9b", "nul bell del csi"),
        ("ünï – “quoted” 😀", "ünï – “quoted” 😀"),
    ],
)
def test_text_of_articles_cannot_steer_a_terminal(raw, shown):
    assert clean(raw) == shown
    assert plain([line(raw)]) == shown


def test_a_status_is_always_said_in_words():
    assert status_words("planned") == "planned"
    assert status_words("reported", contested=True) == "contested: reported, and denied"
    assert status_words("asserted", ended=True) == "asserted, ended"


# ----------------------------------------------------------------------------------------------------------- the facts
def test_claims_of_one_fact_are_grouped_and_a_denial_contests_it(graph):
    (fact,) = facts_of(graph.store.edges(relations=["attended"]))
    assert (fact.status, fact.contested, fact.ended) == (Status.REPORTED, True, False)
    assert fact.attributed_to == ("Reuters",)
    assert fact.denied_by == ("the company",)
    assert [edge.status for edge in fact.by_status] == [Status.REPORTED, Status.DENIED]
    assert fact.other("varna-arms") == "oslo-talks"


def test_filters_are_read_loosely_and_refused_with_the_nearest():
    filters = Filters.of({"status": "planned, reported", "relation": ["met"], "until": "2025-11-30"})
    assert (filters.statuses, filters.relations) == ((Status.PLANNED, Status.REPORTED), ("met",))
    with pytest.raises(UsageError, match="plannd") as caught:
        Filters.of({"status": "plannd"})
    assert "did you mean planned?" in caught.value.hint
    with pytest.raises(UsageError, match="no date"):
        Filters.of({"since": "2025-13"})


# --------------------------------------------------------------------------------------------------------- the results
def test_a_portrait_has_names_facts_sources_and_reasons(graph):
    portrait = graph.show("varna", why=True)
    text = str(portrait)
    assert text.startswith("Varna Arms (organisation): 2 facts, 3 mentions in 2 documents.\nalso: Varna\n")
    assert "[contested: reported, says Reuters; denied by the company]" in text
    assert "“Varna Arms did not attend the Oslo talks, the company said.”" in text
    assert "same name (0.97)" in text
    found = portrait.to_json()
    assert found["entity"] == {"id": "varna-arms", "type": "organisation", "name": "Varna Arms", "aliases": ["Varna"]}
    assert [fact["status"] for fact in found["facts"]] == ["reported", "possible"]
    assert {each["publisher"] for each in found["documents"]} == {"The Post", None}
    assert "merges" not in graph.show("varna").to_json()


def test_a_path_tells_relation_direction_status_and_quote_of_every_hop(graph):
    found = graph.path("kappa drones", "oslo talks")
    assert len(found) == 1
    text = str(found)
    assert text.startswith("Kappa Drones and Oslo talks are connected in 3 hops.\n")
    assert "Kappa Drones -supplied_to-> Norway  [planned]" in text
    assert "Norway <-sanctions_risk- Varna Arms  [possible]" in text
    assert text.count("“") == 3
    data = found.to_json()
    assert [node["id"] for node in data["paths"][0]["nodes"]] == ["kappa-drones", "norway", "varna-arms", "oslo-talks"]
    assert [row["hop"] for row in found.rows()] == [1, 2, 3]


def test_a_path_may_avoid_a_name_and_says_when_there_is_none(graph):
    found = graph.path("kappa", "oslo talks", avoid="norway")
    assert not found.found
    assert str(found) == "No path between Kappa Drones and Oslo talks within 4 hops."
    assert "--hops 6" in found.hint
    with pytest.raises(UsageError, match="both read as Varna Arms"):
        graph.path("varna", "Varna Arms")


def test_neighbours_are_grouped_by_relation_and_skip_what_is_only_denied(graph):
    around = graph.neighbours("norway")
    assert [fact.relation for fact in around.facts] == ["proposed", "sanctions_risk", "supplied_to"]
    assert str(around).startswith("Norway (country): 3 neighbours within 1 hop.\n\nproposed\n")
    assert [fact.relation for fact in graph.neighbours("norway", type="programme").facts] == ["proposed"]
    assert graph.neighbours("oslo talks", status="denied").facts[0].status is Status.DENIED


def test_lists_are_narrowed(graph):
    def names(**narrow):
        return [row["name"] for row in graph.entities(**narrow)]

    assert names(type="organisation") == ["Kappa Drones", "Varna Arms"]
    assert names(about="norway", status="planned") == ["Kappa Drones"]
    assert names(relation="supplies,proposed") == ["joint plant", "Kappa Drones", "KD-7", "Norway"]
    assert names(document="Arms makers", type="country") == ["Norway"]
    assert len(graph.claims()) == 6
    assert [row["status"] for row in graph.claims(about="oslo talks")] == ["denied", "reported"]
    assert [row["target_name"] for row in graph.claims(since="2025-11", type="programme")] == ["joint plant"]
    assert len(graph.documents()) == 2
    assert [row["title"] for row in graph.documents(about="varna", status="reported")] == [small_store.TITLE]


def test_unknown_and_ambiguous_documents_are_told(graph):
    with pytest.raises(UnknownName, match="holds no document 'Arms makers at Os1o talk'") as caught:
        graph.read("Arms makers at Os1o talk")
    assert small_store.TITLE in caught.value.hint
    assert graph.read(graph.read("arms makers").document.id[:6]).document.title == small_store.TITLE
    with pytest.raises(AmbiguousName, match="fits 2 documents"):
        graph.read("Arms")


def test_reading_marks_mentions_claims_and_silence(graph):
    lines = str(graph.read("Arms makers")).splitlines()
    assert lines[0].startswith("Arms makers at Oslo talks, The Post, 2025-11-21  [")
    assert "* [Norway|country] proposed a [joint plant|programme]." in lines
    assert "    Norway -proposed-> joint plant  [proposed]" in lines
    assert ". The weather was [/bold] mild." in lines
    assert "(footer: makes no claims)" in lines


def test_counts(graph):
    values = graph.stats().values
    assert (values["documents"], values["entities"], values["claims"]) == (2, 6, 6)
    assert values["claims by status"]["denied"] == 1


def test_results_draw_themselves_everywhere(graph):
    pytest.importorskip("rich")
    from rich.console import Console

    result = graph.show("varna")
    assert repr(result) == str(result)
    html = result._repr_html_()
    assert html.startswith("<pre")
    assert "Varna Arms" in html
    hostile = graph.read("Arms makers")
    console = Console(width=80, record=True, file=sys.stderr, quiet=False, color_system=None)
    with console.capture() as caught:
        console.print(hostile)
    assert "[/bold]" in caught.get()


def test_pandas_is_asked_for_in_words_where_it_is_missing(graph, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pandas is not installed"):
        graph.claims().to_pandas()


# ---------------------------------------------------------------------------------------------------------- the answer
def _answer():
    proof = {"document": "d1", "title": "Talks", "start": 0, "status": Status.REPORTED}
    row = Row(
        id="varna-arms",
        type="organisation",
        name="Varna Arms",
        status=Status.REPORTED,
        contested=True,
        ended=False,
        attributed_to=("Reuters",),
        denied_by=("the company", None),
        documents=5,
        origins=1,
        confidence=0.9,
        evidence=(
            Proof(**proof, end=9, quote="Varna [b]went[/b].", attributed_to="Reuters"),
            Proof(**proof, end=99, quote="It went.", attributed_to=None),
        ),
    )
    return Answer(
        question="who attended Oslo talks",
        plan="?who -attended-> Oslo talks",
        verdict=Verdict.CONTESTED,
        sentence="Varna Arms, says Reuters; the company denies it.",
        answers=(row, row._replace(name="Kappa Drones", evidence=row.evidence[:1])),
    )


def test_an_answer_opens_with_the_sentence_then_the_table_then_the_quotes():
    document = Document.of("x", title="Talks", publisher="The Post", published="2025-11-21")
    book = Book(documents={"d1": document})
    lines = plain(answer_layout(_answer(), book, planned=True)).splitlines()
    assert lines[0] == "read as: ?who -attended-> Oslo talks"
    assert lines[1] == "Varna Arms, says Reuters; the company denies it."
    assert lines[3].split() == ["name", "status", "who", "says", "so", "documents", "quotes"]
    assert "contested: reported, and denied  Reuters; denied by the company, the article itself" in lines[4]
    assert lines[4].endswith("5 (1 origin)  1 2")
    assert lines[5].endswith("5 (1 origin)  1")
    assert lines[7:] == [
        "1  “Varna [b]went[/b].”",
        "   Talks, The Post, 2025-11-21; says Reuters",
        "2  “It went.”",
        "   Talks, The Post, 2025-11-21",
    ]


def test_an_answer_is_its_rows():
    asked = Asked(_answer(), Book())
    assert [row.name for row in asked] == ["Varna Arms", "Kappa Drones"]
    assert (len(asked), bool(asked), asked.verdict) == (2, True, "contested")
    assert asked.rows()[0]["denied_by"] == "the company | the article itself"
    assert asked.to_json()["schema"] == 1
    unknown = Asked(replace(_answer(), verdict=Verdict.UNKNOWN, answers=(), suggestions=("Oslo talks",)), Book())
    assert (unknown.found, unknown.exit_code, unknown.hint) == (False, 1, "try: Oslo talks")
    assert unknown.planned().notes == ("read as: ?who -attended-> Oslo talks",)
    assert Asked(replace(_answer(), verdict=Verdict.NOT_UNDERSTOOD), Book()).exit_code == 2
