"""The command line as people and scripts meet it: data on stdout, words on stderr, exit status."""

import csv
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import small_store
from terminal import environment, on_terminal, piped

import kgraph
from kgraph.cli import run
from kgraph.ontology import load
from kgraph.ontology.keeping import packed
from kgraph.store import open_store

#: Libraries that no query may load.
HEAVY = ("spacy", "thinc", "numpy", "networkx", "trafilatura", "lxml", "rich", "pydantic", "rapidfuzz", "pandas")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return small_store.make(tmp_path_factory.mktemp("cli") / "small.db")


@pytest.fixture
def call(store, capsys, monkeypatch):
    monkeypatch.setenv("KGRAPH_STORE", store)
    monkeypatch.delenv("KGRAPH_DEBUG", raising=False)

    def called(*arguments):
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return called


# --------------------------------------------------------------------------------------------------------------- usage
def test_help_lists_every_command_of_the_contract(call):
    status, out, err = call("--help")
    assert (status, err) == (0, "")
    listed = {line.split()[0] for line in out.partition("Commands:")[2].splitlines() if line.startswith("  ")}
    named = "build ask path neighbours show read entities claims documents stats export run verify evaluate ontology"
    assert listed == set(named.split())
    assert "..." not in out.partition("Commands:")[2]
    assert call()[1] == out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["build", "ask", "path", "claims", "export", "ontology"])
def test_every_command_explains_itself(call, command):
    status, out, _ = call(command, "--help")
    assert status == 0
    assert "Usage: kgraph" in out


def test_the_version_is_that_of_the_project(call):
    assert call("--version")[:2] == (0, f"kgraph {kgraph.__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["akk"], "Did you mean 'ask'?"),
        (["path", "a"], "Missing argument"),
        (["path", "a", "b", "--hops", "x"], "'x' is not a whole number"),
        (["path", "a", "b", "--hops", "0"], "0 is less than 1"),
        (["claims", "--status", "plannd"], "no status is called 'plannd'"),
        (["claims", "--relation", "attend"], "no relation is called 'attend'"),
        (["entities", "--type", "firm"], "no entity type is called 'firm'"),
        (["claims", "--since", "soon"], "since 'soon' is no date"),
        (["claims", "--json", "--csv"], "exclude each other"),
        (["ask"], "Missing argument"),
        (["run", "nothing.toml"], "nothing.toml"),
        (["export", "graph.doc"], ".doc"),
    ],
)
def test_wrong_usage_is_2_with_a_line_what_and_a_line_what_to_do(call, arguments, words):
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 2
    assert "Traceback" not in err


# -------------------------------------------------------------------------------------------------------------- stores
def test_the_store_is_the_option_then_the_variable_then_the_folder(call, store, tmp_path, monkeypatch):
    assert call("stats")[0] == 0
    assert call("stats", "--store", tmp_path / "none.db")[0] == 2
    assert call("--store", tmp_path / "none.db", "stats")[0] == 2
    monkeypatch.delenv("KGRAPH_STORE")
    monkeypatch.chdir(tmp_path)
    status, _, err = call("stats")
    assert status == 2
    assert "kgraph.db" in err
    (tmp_path / "kgraph.db").write_bytes(Path(store).read_bytes())
    assert call("stats")[0] == 0


def test_what_is_no_store_is_refused_in_words(call, tmp_path):
    (tmp_path / "text.db").write_text("hello " * 1000)
    status, out, err = call("stats", "--store", tmp_path / "text.db")
    assert (status, out) == (2, "")
    assert "not a kgraph store" in err


# ------------------------------------------------------------------------------------------------------------- answers
@pytest.mark.parametrize(
    "arguments",
    [
        ["path", "kappa", "oslo talks"],
        ["neighbours", "norway"],
        ["show", "varna"],
        ["read", "Arms makers"],
        ["entities"],
        ["claims"],
        ["documents"],
        ["stats"],
        ["verify"],
    ],
)
def test_whatever_prints_data_has_json_with_a_schema(call, arguments):
    status, out, _ = call(*arguments, "--json")
    assert status == 0
    assert json.loads(out)["schema"] == 1
    status, out, _ = call(*arguments)
    assert status == 0
    assert out.strip()
    assert "\x1b" not in out
    assert not set(out) & set("│┃━┏╭…")


@pytest.mark.parametrize("command", ["entities", "claims", "documents"])
def test_lists_have_csv(call, command):
    status, out, _ = call(command, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert len(rows) == {"entities": 6, "claims": 6, "documents": 2}[command]


def test_nothing_found_is_1_in_words_on_stderr(call):
    status, out, err = call("entities", "--type", "place")
    assert (status, out) == (1, "")
    assert "No entities fit" in err
    status, out, _ = call("entities", "--type", "place", "--json")
    assert status == 1
    assert json.loads(out)["entities"] == []
    status, out, err = call("show", "Varma Arms Holding")
    assert (status, out) == (1, "")
    assert "Varna Arms" in err


def test_text_of_articles_is_no_markup(call):
    assert "[/bold]" in call("read", "Arms makers")[1]


def test_an_export_says_on_stderr_what_it_wrote(call, tmp_path):
    status, out, err = call("export", tmp_path / "part.json", "--around", "norway")
    assert (status, out) == (0, "")
    assert "part.json: 4 nodes, 4 edges" in err or "part.json: 4 nodes, 3 edges" in err
    written = json.loads((tmp_path / "part.json").read_text())
    assert {node["id"] for node in written["nodes"]} == {"norway", "varna-arms", "kappa-drones", "joint-plant"}


def test_an_ontology_is_shown_and_checked(call, tmp_path):
    assert "attended" in call("ontology", "show")[1]
    status, out, _ = call("ontology", "show", "attended", "--json")
    assert (status, json.loads(out)["name"]) == (0, "attended")
    assert call("ontology", "show", "atended")[0] == 2
    (tmp_path / "ours.toml").write_text('extends = "news"\n[relations.likes]\ndomain = ["persn"]\n')
    status, out, err = call("ontology", "check", tmp_path / "ours.toml")
    assert (status, err) == (1, "")
    assert "ours.toml:3: " in out


# ------------------------------------------------------------------------------------------------------------- scripts
def test_scripted_queries_are_compared(call, tmp_path):
    (tmp_path / "good.toml").write_text(
        '[[query]]\npath = ["kappa", "oslo talks"]\nexpect = { through = ["Norway"], hops = 3 }\n'
    )
    (tmp_path / "bad.toml").write_text('[[query]]\npath = ["kappa", "norway"]\nexpect = { hops = 2 }\n')
    (tmp_path / "code.py").write_text("def query_six(graph):\n    assert len(graph.claims()) == 6, 'not six'\n")
    assert call("run", tmp_path / "good.toml", tmp_path / "code.py")[0] == 0
    status, out, _ = call("run", tmp_path / "bad.toml", "--json")
    assert status == 1
    assert json.loads(out)["queries"][0]["faults"] == ["the shortest path has 1 hops, expected 2"]
    (tmp_path / "typo.toml").write_text('[[query]]\nask = "x"\nexpct = {}\n')
    status, _, err = call("run", tmp_path / "typo.toml")
    assert status == 2
    assert "expct" in err
    assert "did you mean expect?" in err


# ----------------------------------------------------------------------------------------------------------- processes
def test_a_closed_pipe_is_quiet(store):
    command = f"{sys.executable} -m kgraph claims --json | head -c 1; exit ${{PIPESTATUS[0]}}"
    run = ["bash", "-c", command]
    done = subprocess.run(run, capture_output=True, text=True, env=environment(KGRAPH_STORE=store), check=False)
    assert done.stderr == ""
    assert done.returncode in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_a_line_and_no_traceback(store):
    run = [sys.executable, "-m", "kgraph", "claims"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            run, stdout=full, stderr=subprocess.PIPE, text=True, env=environment(KGRAPH_STORE=store), check=False
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_ctrl_c_is_130(store, tmp_path):
    script = tmp_path / "slow.py"
    script.write_text("import time\ndef query_slow(graph):\n    print('ready', flush=True)\n    time.sleep(30)\n")
    run = [sys.executable, "-m", "kgraph", "run", str(script)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(run, **pipes, env=environment(KGRAPH_STORE=store)) as child:
        assert child.stdout.readline() == "ready\n"
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert err == "kgraph: stopped\n"


def test_terminals_that_cannot_say_a_letter_get_escapes(store):
    done = piped(["show", "varna"], KGRAPH_STORE=store, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u201c" in done.stdout
    done = piped(["show", "varna", "--json"], KGRAPH_STORE=store, PYTHONIOENCODING="latin-1")
    assert json.loads(done.stdout)["entity"]["name"] == "Varna Arms"


def test_queries_and_help_load_nothing_heavy(store):
    asked = ["who attended Oslo talks", "how are Varna and Norway connected", "about Norway"]
    lines = [["--help"], ["show", "varna"], ["path", "kappa", "norway"], ["claims"], ["read", "Arms makers"]]
    lines += [["neighbours", "norway"], ["entities"], ["documents"], ["stats"], ["ask", "who met Varna", "--json"]]
    code = (
        "import sys; from kgraph.cli import run; run(sys.argv[1:]);"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    for arguments in [*lines, *(["ask", question] for question in asked)]:
        run = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(run, capture_output=True, text=True, env=environment(KGRAPH_STORE=store), check=True)
        assert done.stderr.splitlines()[-1] == "[]", arguments


def test_a_question_takes_the_ontology_from_its_store(store, tmp_path):
    (tmp_path / "kept.db").write_bytes(Path(store).read_bytes())
    with open_store(tmp_path / "kept.db", mode="write") as kept:
        kept.keep_ontology(packed(load("news"), "news"))
    code = (
        "import sys; from kgraph.cli import run; status = run(['ask', 'who attended Oslo talks']);"
        "print(status, 'tomllib' in sys.modules, file=sys.stderr)"
    )
    said = {}
    for path in (store, tmp_path / "kept.db"):
        run = [sys.executable, "-c", code]
        done = subprocess.run(run, capture_output=True, text=True, env=environment(KGRAPH_STORE=str(path)), check=True)
        said[path] = (done.stdout, done.stderr.splitlines()[-1])
    assert [last for _, last in said.values()] == ["0 True", "0 False"]
    assert len({out for out, _ in said.values()}) == 1


def test_faults_of_kgraph_are_told_without_a_traceback(call, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr(kgraph.Graph, "stats", broken)
    status, out, err = call("stats")
    assert (status, out) == (2, "")
    assert err.splitlines()[0] == "kgraph: a fault of kgraph itself: ZeroDivisionError: oh"
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("arguments", [["claims"], ["ontology", "show"], ["show", "varna"], ["read", "Arms makers"]])
def test_a_terminal_gets_colours_unless_it_says_no(store, arguments):
    assert "\x1b[" in on_terminal(arguments, KGRAPH_STORE=store)
    for no in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        text = on_terminal(arguments, KGRAPH_STORE=store, **no)
        assert "\x1b" not in text
        assert max(map(len, text.splitlines())) <= 80
    assert "[/bold]" in on_terminal(["read", "Arms makers"], KGRAPH_STORE=store, NO_COLOR="1")


def test_a_pipe_gets_whole_lines_even_where_colours_are_forced(store):
    done = piped(["read", "Arms makers"], KGRAPH_STORE=store, FORCE_COLOR="1", COLUMNS="40")
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 80
