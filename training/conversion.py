"""Step "convert": everything that is trained on, as numbers, in one file of the work folder."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from kgraph.neural.pieces import Vocabulary
from training import marked, named, treebanks
from training.texts import Labels, Text, allowed_marks, bare_text, name_texts, tree_texts
from training.tokens import blank

FILE = "texts.pickle"
#: Texts with trees that are trained on, in the order in which labels get their numbers; then those for the log.
TREES = ("gum_train", "ewt_train")
DEVELOPMENT = ("gum_dev", "ewt_dev", "gmb_dev")
MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Converted:
    """Texts by source, and the numbers of labels."""

    texts: dict[str, list[Text]]
    labels: Labels


def convert(data: Path, vocabulary: Vocabulary) -> Converted:
    """Reads all sources; takes a minute or two."""
    nlp = blank()
    labels = Labels()
    texts: dict[str, list[Text]] = {}
    for source in (*TREES, *DEVELOPMENT[:2]):
        corpus, _, part = source.partition("_")
        docs = (treebanks.gum if corpus == "gum" else treebanks.ewt)(data, part, nlp)
        texts[source] = list(tree_texts(docs, source, nlp, vocabulary, labels, grow=source in TREES))
    for source, content in named.sources(data, nlp).items():
        texts[source] = list(name_texts(content.docs, source, nlp, vocabulary, content.known))
    development = named.gmb(data, "dev", nlp)
    texts["gmb_dev"] = list(name_texts(development, "gmb_dev", nlp, vocabulary, named.BASIC | {"NORP", "DATE"}))
    texts[MARKED] = list(marked_texts(nlp, vocabulary))
    return Converted(texts, labels)


def marked_texts(nlp: Language, vocabulary: Vocabulary) -> Iterator[Text]:
    """Our own corpus without the part held out."""
    for block in marked.texts(marked.files(), nlp):
        text = bare_text(block.doc, MARKED, vocabulary)
        names = [(e.start_char, e.end_char, e.label_) for e in block.doc.ents]
        taken = {at for start, end, _ in names for at in range(start, end)}
        loose = [(start, end, "") for start, end in block.open_spans if start not in taken]
        text.allowed = allowed_marks(block.doc, [*names, *loose], marked.KNOWN)
        yield text


def save(converted: Converted, work: Path) -> None:
    """Writes the file."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / FILE).open("wb") as file:
        pickle.dump(converted, file)


def load(work: Path) -> Converted:
    """Reads the file that `save` wrote; from nowhere else, since it is a pickle."""
    with (work / FILE).open("rb") as file:
        found = pickle.load(file)
    assert isinstance(found, Converted)
    return found
