"""Texts with names: what the open corpora mark, as PERSON, ORG, GPE, LOC, NORP, DATE and EVENT.

Each source tells which of these it marks wherever they occur; about the others it says nothing, and the network is not
taught that there are none (`training.texts.allowed_marks`). Titles are taken out of persons.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from training.places import kind_of_place
from training.titles import without_title
from training.treebanks import Word, blocks, gum_files, words_of

Conversion = Callable[[str, str], str | None]
BASIC = frozenset({"PERSON", "ORG", "GPE", "LOC"})
GMB, CROSSNER, REDOCRED = "gmb_ner_dataset.csv.zip", "crossner_politics_etc.tar.gz", "redocred_devtest.tar.gz"
WIKIGOLD, UNER = "wikigold.conll.gz", "uner_ewt_devtest_pud.tar.gz"
#: GMB has no borders between documents; its sentences are shuffled by this seed, then parted.
GMB_SEED, GMB_PARTS = 1, {"train": (0.0, 0.9), "dev": (0.9, 0.93), "test": (0.93, 1.0)}
#: Longest date of GUM's mentions of time, in words; longer ones are clauses.
LONGEST_DATE = 6


@dataclass(frozen=True, slots=True)
class Source:
    """Texts with names and the types that are marked throughout."""

    docs: list[Doc]
    known: frozenset[str]


def sources(data: Path, nlp: Language) -> dict[str, Source]:
    """All that names are learnt from, without what is kept for testing."""
    found = {
        "gmb": Source(list(gmb(data, "train", nlp)), BASIC | {"NORP", "DATE"}),
        "politics": Source(list(crossner(data, "politics", ("train", "dev"), nlp)), BASIC | {"EVENT"}),
        "gum_names": Source(list(gum_names(data, "train", nlp)), BASIC | {"DATE", "EVENT"}),
        "redocred": Source(list(redocred(data, nlp)), BASIC | {"DATE"}),
        "wikigold": Source(list(wikigold(data, nlp)), BASIC),
        "uner_dev": Source(list(uner(data, "uner_ewt_dev.iob2", nlp, split=True)), BASIC),
    }
    for field in ("literature", "music", "science"):
        found[field] = Source(list(crossner(data, field, ("train", "dev", "test"), nlp)), BASIC | {"EVENT"})
    for source in found.values():
        for doc in source.docs:
            doc.ents = [name for entity in doc.ents if (name := without_title(entity)) is not None]
    return found


def gmb(data: Path, part: str, nlp: Language) -> Iterator[Doc]:
    """Groningen Meaning Bank: part "train", "dev" or "test"."""
    plain = {"per": "PERSON", "org": "ORG", "tim": "DATE", "eve": "EVENT"}

    def kind(label: str, name: str) -> str | None:
        if label == "geo":
            return kind_of_place(name) or "GPE"
        if label == "gpe":
            country = kind_of_place(name) == "GPE" and not name.lower().endswith(("an", "ish", "ese", "i"))
            return "GPE" if country else "NORP"
        return plain.get(label)

    docs = []
    for words, tags in _gmb_sentences(data):
        docs.append(_doc(nlp, words, _spans(tags, kind, words)))
    random.Random(GMB_SEED).shuffle(docs)
    first, last = GMB_PARTS[part]
    yield from docs[int(len(docs) * first) : int(len(docs) * last)]


def _gmb_sentences(data: Path) -> Iterator[tuple[list[str], list[str]]]:
    # Code points 0x85 to 0x96 are Windows' signs in a file that is Latin-1 otherwise.
    signs = str.maketrans({"\x92": "'", "\x93": '"', "\x94": '"', "\x85": "...", "\x96": "-"})
    words: list[str] = []
    tags: list[str] = []
    with zipfile.ZipFile(data / GMB) as archive:
        rows = csv.reader(io.TextIOWrapper(archive.open("ner_dataset.csv"), encoding="latin-1"))
        next(rows)
        for number, word, _, tag in rows:
            if number and words:
                yield words, tags
                words, tags = [], []
            if word.strip():
                words.append(word.strip().translate(signs))
                tags.append(tag)
    yield words, tags


def crossner(data: Path, field: str, parts: Sequence[str], nlp: Language) -> Iterator[Doc]:
    """CrossNER, a field's parts. Politics' "test" is never trained on."""
    kinds = {
        **dict.fromkeys(("politician", "person", "writer", "musicalartist", "scientist", "researcher"), "PERSON"),
        **dict.fromkeys(("organisation", "politicalparty", "university", "band"), "ORG"),
        **dict.fromkeys(("election", "event"), "EVENT"),
        "country": "GPE",
    }

    def kind(label: str, name: str) -> str | None:
        return kind_of_place(name) or "LOC" if label == "location" else kinds.get(label)

    with tarfile.open(data / CROSSNER) as archive:
        for part in parts:
            for words, tags in _columns(_text(archive, f"ner_data/{field}/{part}.txt"), 0, -1):
                yield _doc(nlp, words, _spans(tags, kind, words))


def wikigold(data: Path, nlp: Language) -> Iterator[Doc]:
    """WikiGold; neighbouring words of one type are one name."""
    text = gzip.decompress((data / WIKIGOLD).read_bytes()).decode("utf-8")
    for words, tags in _columns(text, 0, -1):
        joint = [tag if tag == "O" else "I-" + tag[2:] for tag in tags]
        yield _doc(nlp, words, _spans(joint, _split_places, words))


def uner(data: Path, name: str, nlp: Language, *, split: bool = False, prefix: str = "") -> Iterator[Doc]:
    """Universal NER, one file of it; with `split`, its one type of places becomes two.

    The ids of its sentences begin with `prefix`; "n" is the news of PUD.
    """
    plain = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
    with tarfile.open(data / UNER) as archive:
        text = _text(archive, name)
    for block in text.split("\n\n"):
        comments = dict(
            line[2:].split(" = ", 1) for line in block.split("\n") if line.startswith("# ") and " = " in line
        )
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if not rows or not comments.get("sent_id", "").startswith(prefix):
            continue
        words, tags = [row[1] for row in rows], [row[2] for row in rows]
        kind: Conversion = _split_places if split else lambda label, _: plain.get(label)
        yield _doc(nlp, words, _spans(tags, kind, words), _spaces_in(comments.get("text", ""), words))


def redocred(data: Path, nlp: Language) -> Iterator[Doc]:
    """Re-DocRED, a sentence a text."""
    plain = {"PER": "PERSON", "ORG": "ORG", "TIME": "DATE"}
    with tarfile.open(data / REDOCRED) as archive:
        documents = [d for part in ("dev", "test") for d in json.loads(_text(archive, f"redocred_{part}.json"))]
    for document in documents:
        mentions = [mention for thing in document["vertexSet"] for mention in thing]
        for number, words in enumerate(document["sents"]):
            names = []
            for mention in mentions:
                first, end = mention["pos"]
                if mention["sent_id"] == number:
                    is_place = mention["type"] == "LOC"
                    place = kind_of_place(" ".join(words[first:end])) or "LOC"
                    kind = place if is_place else plain.get(mention["type"])
                    names += [(first, end, kind)] if kind else []
            yield _doc(nlp, [word if word.strip() else "_" for word in words], names)


def gum_names(data: Path, part: str, nlp: Language) -> Iterator[Doc]:
    """GUM's mentions whose head is a proper noun, cut down to the name; and its dates."""
    for _, text in gum_files(data, part):
        for block in blocks(text):
            words = words_of(block.rows)
            names = [name for mention in _mentions(words) if (name := _gum_name(words, *mention))]
            yield _doc(nlp, [word.form for word in words], names, [word.space for word in words])


def _mentions(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """First word, end and type of each mention; they nest, and may begin and end apart."""
    stack: list[tuple[str, str, int]] = []
    for at, word in enumerate(words):
        found = re.search(r"Entity=([^|]*)", word.row[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", found[1]) if found else ():
            if part.startswith("("):
                identity, kind = part.strip("()").split("-")[:2]
                stack.append((identity, kind, at))
                if not part.endswith(")"):
                    continue
                place = len(stack) - 1
            else:
                wanted = part.rstrip(")").split("-")[0]
                place = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == wanted), -1)
            if place >= 0:
                _, kind, first = stack.pop(place)
                yield first, at + 1, kind


def _gum_name(words: Sequence[Word], first: int, end: int, kind: str) -> tuple[int, int, str] | None:
    plain = {"person": "PERSON", "organization": "ORG", "event": "EVENT"}
    inside = {int(words[k].row[0]) for k in range(first, end)}
    tops = [k for k in range(first, end) if int(words[k].row[6]) not in inside]
    pos = [word.row[3] for word in words]
    if len(tops) != 1:
        return None
    if kind == "time":
        dated = any(pos[k] in {"PROPN", "NUM"} for k in range(first, end)) and end - first <= LONGEST_DATE
        return (first, end, "DATE") if dated else None
    head = tops[0]
    if pos[head] != "PROPN" or kind not in {*plain, "place"}:
        return None
    while first < head and pos[first] in {"DET", "PRON", "PUNCT"}:
        first += 1
    last = head + 1
    while last < end and (pos[last] in {"PROPN", "NUM"} or _joins(words, last, end)):
        last += 1
    while first < head and pos[first] in {"ADJ", "NUM", "VERB", "NOUN"} and not words[first].row[1][0].isupper():
        first += 1
    name = " ".join(word.row[1] for word in words[first:last])
    return first, last, plain[kind] if kind in plain else kind_of_place(name) or "LOC"


def _joins(words: Sequence[Word], at: int, end: int) -> bool:
    """A small word with more of the name behind: "University of Oslo"."""
    small = words[at].row[1] in {"of", "the", "and", "for", "-", "&"}
    return small and any(word.row[3] == "PROPN" for word in words[at + 1 : min(end, at + 3)])


def _split_places(label: str, name: str) -> str | None:
    plain = {"PER": "PERSON", "ORG": "ORG"}
    return kind_of_place(name) or "LOC" if label == "LOC" else plain.get(label)


def _spans(tags: Sequence[str], kind: Conversion, words: Sequence[str]) -> list[tuple[int, int, str]]:
    found = []
    at = 0
    while at < len(tags):
        label = tags[at][2:]
        end = at + 1
        if tags[at] != "O" and label:
            while end < len(tags) and tags[end][0] in "IE" and tags[end][2:] == label:
                end += 1
            name = kind(label, " ".join(words[at:end]))
            found += [(at, end, name)] if name else []
        at = end
    return found


def _columns(text: str, word: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip() and not line.startswith("-DOCSTART"):
            parts = line.split()
            words.append(parts[word])
            tags.append(parts[tag])
        elif words:
            yield words, tags
            words, tags = [], []


def _text(archive: tarfile.TarFile, name: str) -> str:
    content = archive.extractfile(name)
    if content is None:
        raise FileNotFoundError(name)
    return content.read().decode("utf-8")


def _doc(
    nlp: Language, words: Sequence[str], names: Iterable[tuple[int, int, str]], spaces: Sequence[bool] | None = None
) -> Doc:
    quotes = ['"' if word in {"``", "''"} else word for word in words]
    doc = Doc(nlp.vocab, words=quotes, spaces=list(spaces) if spaces else _spaces(quotes))
    doc.ents = filter_spans([Span(doc, first, end, label=kind) for first, end, kind in names if end > first])
    return doc


CLOSING = frozenset({*".,;:!?)]%", "'s", "n't", "'m", "'re", "'ve", "'ll", "'d", "''", "’s", "”", "...", "’"})
OPENING = frozenset({*"([$£€#", "``", "“"})


def _spaces(words: Sequence[str]) -> list[bool]:
    """Where spaces stood, for sources that tell only words."""
    found = []
    inside = False
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        space = following is not None and following not in CLOSING and word not in OPENING
        if word == '"':
            inside = not inside
            space = space and not inside
        if following == '"' and inside:
            space = False
        found.append(space)
    return found


def _spaces_in(text: str, words: Sequence[str]) -> list[bool] | None:
    """Where spaces stand in a text that is known; None if the words are not its own."""
    found, at = [], 0
    for word in words:
        if not text.startswith(word, at):
            return None
        at += len(word)
        found.append(text[at : at + 1].isspace())
        while text[at : at + 1].isspace():
            at += 1
    return found
