"""The shape of the package: imports go down, starting up is light, the repository stands alone."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: Libraries whose import costs more than the whole of a query.
HEAVY = ("spacy", "thinc", "networkx", "numpy", "trafilatura", "lxml", "pandas", "rich", "typer")
#: Kinds of file that people read and tools run; weights and lock files are neither.
TEXT = {".py", ".toml", ".md", ".txt", ".json", ".mjs", ".yml", ".yaml", ".cfg", ""}
GENERATED = {".git", ".venv", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def python(program):
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def imported_by(statement):
    """The modules in memory after one statement in a new interpreter."""
    run = python(f"{statement}\nimport sys\nprint(*sys.modules)")
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_imports_only_go_down():
    pytest.importorskip("importlinter", reason="import-linter is a tool of development")
    program = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    run = python(program)
    assert run.returncode == 0, run.stdout + run.stderr


def test_importing_kgraph_loads_nothing_heavy():
    assert imported_by("import kgraph") & set(HEAVY) == set()


@pytest.mark.parametrize(
    "module", ["exports", "answers", "questions", "network", "names", "store", "ontology", "model", "errors"]
)
def test_what_a_question_needs_loads_nothing_heavy(module):
    libraries = {"spacy", "thinc", "networkx", "numpy", "trafilatura", "lxml", "pandas"}
    assert imported_by(f"import kgraph.{module}") & libraries == set()


def test_the_repository_stands_alone():
    outside = "shar" + "ed"
    words = (f"../{outside}", f"/work/{outside}")
    strays = [
        str(path.relative_to(ROOT))
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in TEXT and not GENERATED & set(path.relative_to(ROOT).parts) and path.is_file()
        if any(word in path.read_text("utf-8", errors="replace") for word in words)
    ]
    assert strays == []
