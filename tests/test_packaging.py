"""What an installation carries: data, bytecode, licence. Runs where kgraph is installed, as `make test` does."""

import importlib
import importlib.metadata
import subprocess
import sys
from pathlib import PurePosixPath

import pytest

ROOT_FILES = {
    "kgraph/py.typed",
    "kgraph/english/meta.json",
    "kgraph/english/config.cfg",
    "kgraph/english/MODEL_CARD.md",
    "kgraph/ontologies/news.toml",
}


@pytest.fixture(scope="module")
def installed():
    try:
        distribution = importlib.metadata.distribution("kgraph")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("kgraph is not installed here; `make test` installs it")
    if (distribution.read_text("direct_url.json") or "").find('"editable": true') >= 0:
        pytest.skip("kgraph is installed as editable; `make test` installs it as users do")
    return distribution


def test_data_lies_beside_the_code(installed):
    names = {str(PurePosixPath(file)) for file in installed.files or ()}
    assert names >= ROOT_FILES


def test_the_weights_are_there_and_not_empty(installed):
    parts = {"kgraph_reader/weights.npz", "kgraph_reader/pieces.txt", "kgraph_lemmatizer/lookups/lookups.bin"}
    models = [file for file in installed.files or () if any(file.match(f"kgraph/english/{part}") for part in parts)]
    assert len(models) == len(parts)
    assert all(file.locate().stat().st_size > 0 for file in models)


def test_spacy_loads_the_pipeline_by_itself(installed):
    folder = installed.locate_file("kgraph/english")
    program = f"import spacy; print([t.dep_ for t in spacy.load({str(folder)!r})('Firms met.')][:2])"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['nsubj', 'ROOT']"


def test_every_module_is_compiled(installed):
    modules = {f"{file.parent}/{file.stem}" for file in installed.files or () if file.suffix == ".py"}
    compiled = {
        f"{file.parent.parent}/{file.name.partition('.')[0]}" for file in installed.files or () if file.suffix == ".pyc"
    }
    assert modules - compiled == set()


def test_the_licence_comes_along(installed):
    assert any(file.name == "LICENSE" for file in installed.files or ())
    assert installed.metadata["License-Expression"] == "MIT AND CC-BY-SA-4.0"


def test_the_command_is_there(installed):
    assert [point.value for point in installed.entry_points if point.name == "kgraph"] == ["kgraph.cli:main"]


@pytest.mark.parametrize(
    "module",
    "charset_normalizer lxml.html.clean markdown_it networkx numpy py3langid rich spacy trafilatura typer".split(),
)
def test_what_it_needs_is_there(module, installed):
    importlib.import_module(module)
