"""The README's commands run, and its outputs are real. `python tests/test_readme.py` writes the outputs anew."""

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from terminal import ROOT, environment, on_terminal, piped

README = ROOT / "README.md"
BLOCK = re.compile(r"(?P<mark><!-- output -->\n)?```(?P<kind>sh|console|python)\n(?P<text>.*?)```", re.DOTALL)


def blocks(text):
    return [(match["kind"], match["text"], bool(match["mark"])) for match in BLOCK.finditer(text)]


def commands(kind, text):
    prompt = "$ " if kind == "console" else ""
    lines = [line.removeprefix(prompt) for line in text.splitlines() if line.startswith(prompt + "kgraph ")]
    return [line.partition("  #")[0].strip() for line in lines]


def words(command, folder):
    """The arguments of a command, its globs spelt out as a shell does."""
    found = []
    for word in shlex.split(command)[1:]:
        found += sorted(map(str, Path(folder).glob(word))) if "*" in word else [word]
    return found


def folder_of(path):
    for name in ("seeds", "queries"):
        shutil.copytree(ROOT / name, Path(path) / name)
    return path


def written(text, folder):
    """The README with the outputs of its marked blocks as they are now."""

    def renewed(match):
        if not match["mark"]:
            return match[0]
        asked = commands("console", match["text"])
        parts = "".join(
            f"$ {command}\n{on_terminal(words(command, folder), cwd=folder, NO_COLOR='1')}" for command in asked
        )
        return f"{match['mark']}```console\n{parts}```"

    return BLOCK.sub(renewed, text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folder_of(tmp_path_factory.mktemp("readme"))


@pytest.mark.model
def test_every_command_of_the_readme_works(folder):
    for kind, text, _ in blocks(README.read_text("utf-8")):
        if kind == "python":
            run = [sys.executable, "-c", text]
            done = subprocess.run(run, capture_output=True, text=True, cwd=folder, env=environment(), check=False)
            assert done.returncode == 0, done.stderr
            continue
        for command in commands(kind, text):
            done = piped(words(command, folder), cwd=folder)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.model
def test_every_output_of_the_readme_is_real(folder):
    text = README.read_text("utf-8")
    assert written(text, folder) == text, "run: python tests/test_readme.py"


def test_the_readme_names_every_command_and_make_target():
    text = README.read_text("utf-8")
    named = "build ask path neighbours show read entities claims documents stats export run verify evaluate ontology"
    for name in named.split():
        assert re.search(rf"kgraph {name}|`{name}`", text), name
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", text, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        README.write_text(written(README.read_text("utf-8"), folder_of(place)), "utf-8")
