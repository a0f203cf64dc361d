"""Step "evaluate": the table of figures that the model card shows, from raw text, for any pipeline.

Test sets that nothing was chosen on are marked "last"; PUD's news were looked at while the network was made.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.gazetteer import countries
from kgraph.neural.component import WEIGHTS
from kgraph.sentences.pipelines import SHIPPED, load
from training import marked, named, treebanks
from training.evaluation import COLUMNS, NameFigures, NameSet, TreeFigures, name_figures, tree_figures

#: Relations that claims hang on most, in the order of the table.
RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "conj",
    "appos",
    "acl:relcl",
    "ccomp",
)
MEGABYTE = 1_000_000


#: The card's text, to be filled in; it lies in the pipeline's folder under this name.
TEMPLATE, CARD = Path(__file__).with_name("card.md"), "MODEL_CARD.md"


def evaluate(data: Path, pipeline: Path | None, say: Callable[[str], None], *, write_card: bool = False) -> None:
    """Prints the table; with `write_card`, writes the model card beside the pipeline too."""
    nlp = load(str(pipeline) if pipeline else None)
    trees = {name: tree_figures(nlp, docs) for name, docs in tree_sets(data, nlp).items()}
    for line in tree_lines(trees):
        sys.stdout.write(line + "\n")
    names = {name: name_figures(nlp, texts) for name, texts in name_sets(data, nlp).items()}
    for line in name_lines(names):
        sys.stdout.write(line + "\n")
    about = sizes(pipeline or SHIPPED)
    sys.stdout.write(
        f"\nsize on disk {about['megabytes']:.1f} MB; load {about['load']:.2f} s of CPU over importing spaCy; "
        f"{about['speed']:.0f} words a CPU second on one core; {about['memory']:.0f} MB of memory\n"
    )
    say("evaluated")
    if write_card:
        folder = pipeline or SHIPPED
        weights = np.load(folder / "kgraph_reader" / WEIGHTS)
        layers = sum(name.endswith(".up.weight") for name in weights.files)
        text = TEMPLATE.read_text(encoding="utf-8").format(
            version=nlp.meta["version"], layers=layers, trees=tree_table(trees), names=name_table(names), **about
        )
        (folder / CARD).write_text(text, encoding="utf-8")
        say(f"{folder / CARD} written")


def tree_table(figures: Mapping[str, TreeFigures]) -> str:
    """The table of trees in Markdown."""
    rows = [["", *figures], ["---"] * (len(figures) + 1), ["words", *(f"{each.words:,}" for each in figures.values())]]
    rows += [[column, *(f"{each.columns[column]:.1f}" for each in figures.values())] for column in COLUMNS]
    for relation in RELATIONS:
        cells = [each.relations.get(relation) for each in figures.values()]
        rows.append([f"`{relation}`", *(f"{c[0]:.1f} ({c[1]})" if c else "-" for c in cells)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def name_table(figures: Mapping[str, NameFigures]) -> str:
    """The table of names in Markdown: F1, and how many the gold has."""
    kinds = [kind for each in figures.values() for kind in each.types if kind != "all"]
    columns = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    rows = [["", "all (P / R)", *columns], ["---"] * (len(columns) + 2)]
    for name, each in figures.items():
        p, r, f, _ = each.types["all"]
        cells = [each.types.get(kind) for kind in columns]
        told = [f"{c[2]:.1f} ({c[3]})" if c else "-" for c in cells]
        rows.append([name, f"**{f:.1f}** ({p:.1f} / {r:.1f})", *told])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def tree_sets(data: Path, nlp: Language) -> dict[str, list[Doc]]:
    """Test sets with trees."""
    return {
        "EWT test": list(treebanks.ewt(data, "test", nlp)),
        "PUD news": list(treebanks.pud(data, "news", nlp)),
        "PUD Wikipedia": list(treebanks.pud(data, "wiki", nlp)),
        "GUM test": list(treebanks.gum(data, "test", nlp)),
        "GUM test, news (last)": list(treebanks.gum(data, "test", nlp, genre="news")),
    }


def name_sets(data: Path, nlp: Language) -> dict[str, NameSet]:
    """Test sets with names."""
    ours = list(marked.texts(marked.files(held_out=True), nlp))
    adjectives = countries().adjectives
    for block in ours:
        # Adjectives of origin are not marked in our corpus, and those that stand for a state are.
        block.open_spans.extend(
            (e.start_char, e.end_char) for e in block.doc.ents if e.label_ == "NORP" or e.text in adjectives
        )
    return {
        "UNER PUD news": NameSet(list(named.uner(data, "uner_pud.iob2", nlp, prefix="n")), _one_place),
        "UNER EWT test": NameSet(list(named.uner(data, "uner_ewt_test.iob2", nlp)), _one_place),
        "GMB test": NameSet(list(named.gmb(data, "test", nlp))),
        "CrossNER politics test": NameSet(list(named.crossner(data, "politics", ("test",), nlp))),
        "GUM test": NameSet(list(named.gum_names(data, "test", nlp))),
        "our held-out tenth (last)": NameSet(
            [block.doc for block in ours], _country_or_place, [set(block.open_spans) for block in ours]
        ),
    }


def _one_place(label: str, _: str) -> str:
    return "LOC" if label == "GPE" else label


def _country_or_place(label: str, words: str) -> str:
    """Our types: what is a country is told by the gazetteer, which works beside the network."""
    if label not in {"GPE", "LOC", "NORP"}:
        return label
    return "COUNTRY" if countries().name_of(words) else "PLACE"


def tree_lines(figures: Mapping[str, TreeFigures]) -> list[str]:
    """The table of trees."""
    lines = ["", f"{'F1 from raw text, in percent':34}" + "".join(f"{name:>24}" for name in figures)]
    lines.append(f"{'words':34}" + "".join(f"{each.words:>24}" for each in figures.values()))
    lines += [f"{name:34}" + "".join(f"{each.columns[name]:>24.1f}" for each in figures.values()) for name in COLUMNS]
    for relation in RELATIONS:
        cells = [each.relations.get(relation) for each in figures.values()]
        lines.append(f"{relation:34}" + "".join(f"{f'{c[0]:.1f} ({c[1]})' if c else '-':>24}" for c in cells))
    return lines


def name_lines(figures: Mapping[str, NameFigures]) -> list[str]:
    """The table of names: one line a test set."""
    lines = ["", "names, F1 (precision/recall; number in the gold)"]
    for name, each in figures.items():
        p, r, f, count = each.types["all"]
        types = ", ".join(f"{kind} {v[2]:.1f} ({v[3]})" for kind, v in each.types.items() if kind != "all")
        lines.append(f"{name}: {f:.1f} ({p:.1f}/{r:.1f}; {count}) {types}")
    return lines


#: Loads a pipeline in a process of its own and reads texts; prints seconds of CPU, words a second and kilobytes.
PROBE = """
import sys, time, resource
import spacy, spacy.lang.en, numpy
from kgraph.sentences.pipelines import load
start = time.process_time()
nlp = load(sys.argv[1])
loaded = time.process_time() - start
texts = sys.stdin.read().split("\\x00")
list(nlp.pipe(texts[:2]))
start = time.process_time()
words = sum(map(len, nlp.pipe(texts, batch_size=16)))
print(loaded, words / (time.process_time() - start), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def sizes(folder: Path, texts: Sequence[str] = ()) -> dict[str, float]:
    """Megabytes on disk; seconds of CPU to load; words a second of CPU; megabytes of memory, spaCy's included."""
    texts = texts or [block.doc.text for block in marked.texts(marked.files(held_out=True), load(None))]
    pages = [" ".join(texts[at : at + 8]) for at in range(0, len(texts), 8)]
    probe = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", PROBE, str(folder)],
        input="\x00".join(pages),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded, speed, memory = map(float, probe.stdout.split())
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"megabytes": size / MEGABYTE, "load": loaded, "speed": speed, "memory": memory / 1000}
