"""What an installation carries: data, bytecode, licence. Runs where kgraph is installed, as `make test` does."""

import importlib
import importlib.metadata
from pathlib import PurePosixPath

import pytest

ROOT_FILES = {"kgraph/py.typed", "kgraph/english/meta.json", "kgraph/english/config.cfg", "kgraph/ontologies/news.toml"}


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
    models = [file for file in installed.files or () if file.match("kgraph/english/*/model")]
    assert len(models) == len({"tok2vec", "tagger", "morphologizer", "parser", "ner"})
    assert all(file.locate().stat().st_size > 0 for file in models)


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
    "charset_normalizer lxml.html.clean markdown_it networkx py3langid rich spacy trafilatura typer".split(),
)
def test_what_it_needs_is_there(module, installed):
    importlib.import_module(module)
