"""Treebanks in CoNLL-U: English Web Treebank, GUM and PUD, a paragraph a text.

The words of a multi-word token ("don't") laid side by side are the text in nearly every case; where they are not, the
text is parted in proportion, so that it stays as it was written.
"""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

#: Sentences of one text at most; longer paragraphs are cut.
MOST_SENTENCES = 12
EWT = "en_ewt-ud-{part}.conllu.gz"
GUM = "gum_dep_clean_licences.tar.gz"
PUD = "en_pud-ud-test.conllu.gz"
#: What the ids of PUD's sentences begin with.
PUD_GENRES = {"news": "n", "wiki": "w"}
#: GUM's own split of its documents, the genres with free texts only.
SPLITS = Path(__file__).with_name("splits")
Row = list[str]


class Word(NamedTuple):
    """A line of the treebank, what stands for it in the text, and whether a space follows."""

    row: Row
    form: str
    space: bool


class Block(NamedTuple):
    """A sentence with its comments."""

    comments: dict[str, str]
    rows: list[Row]


def ewt(data: Path, part: str, nlp: Language) -> Iterator[Doc]:
    """English Web Treebank: part "train", "dev" or "test"."""
    text = gzip.decompress((data / EWT.format(part=part)).read_bytes()).decode("utf-8")
    yield from paragraphs(blocks(text), nlp)


def gum(data: Path, part: str, nlp: Language, *, genre: str = "") -> Iterator[Doc]:
    """GUM: part "train", "dev" or "test", optionally of one genre."""
    for _, text in gum_files(data, part, genre=genre):
        yield from paragraphs(blocks(text), nlp)


def gum_files(data: Path, part: str, *, genre: str = "") -> Iterator[tuple[str, str]]:
    """The documents of a part in the order of its list: name and CoNLL-U."""
    names = (SPLITS / f"gum_{part}.txt").read_text(encoding="utf-8").split()
    with tarfile.open(data / GUM) as archive:
        for name in names:
            if f"_{genre}_" in name or not genre:
                content = archive.extractfile(name)
                if content is None:
                    raise FileNotFoundError(name)
                yield name, io.TextIOWrapper(content, encoding="utf-8").read()


def pud(data: Path, genre: str, nlp: Language) -> Iterator[Doc]:
    """PUD: genre "news" or "wiki"; each sentence is a text of its own. Never trained on."""
    text = gzip.decompress((data / PUD).read_bytes()).decode("utf-8")
    for block in blocks(text):
        if block.comments["sent_id"].startswith(PUD_GENRES[genre]):
            yield from paragraphs([block], nlp)


def blocks(text: str) -> Iterator[Block]:
    """The sentences of a CoNLL-U file."""
    comments: dict[str, str] = {}
    rows: list[Row] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("#"):
            key, _, value = line[1:].strip().partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield Block(comments, rows)
            comments, rows = {}, []


def words_of(rows: Iterable[Row]) -> list[Word]:
    """The syntactic words of a sentence, in order."""
    rows = list(rows)
    single = {int(row[0]): row for row in rows if row[0].isdigit()}
    joint = {int(row[0].split("-")[0]): row for row in rows if "-" in row[0]}
    found: list[Word] = []
    number = 1
    while number <= len(single):
        row = joint.get(number, single[number])
        last = int(row[0].split("-")[-1])
        own = [single[at] for at in range(number, last + 1)]
        forms = _parted(row[1], [one[1] for one in own]) if len(own) > 1 else [row[1]]
        space = "SpaceAfter=No" not in row[9]
        for at, (one, form) in enumerate(zip(own, forms, strict=True)):
            found.append(Word(one, form.replace(" ", ""), space and at == len(own) - 1))
        number = last + 1
    return found


def _parted(surface: str, forms: list[str]) -> list[str]:
    """The surface of a multi-word token, parted among its words."""
    if "".join(forms) == surface:
        return forms
    whole, parts, start, seen = sum(map(len, forms)), [], 0, 0
    for at, form in enumerate(forms):
        seen += len(form)
        left = len(forms) - 1 - at
        share = round(len(surface) * seen / whole)
        end = len(surface) if not left else max(start + 1, min(len(surface) - left, share))
        parts.append(surface[start:end])
        start = end
    return parts


def paragraphs(sentences: Iterable[Block], nlp: Language) -> Iterator[Doc]:
    """One Doc a paragraph, with all that the treebank tells."""
    waiting: list[list[Word]] = []
    for block in sentences:
        opens = any(key.startswith(("newpar", "newdoc")) for key in block.comments)
        if waiting and (opens or len(waiting) >= MOST_SENTENCES):
            yield _doc(waiting, nlp)
            waiting = []
        words = words_of(block.rows)
        # Texts that may not be passed on stand in some files as underscores.
        if sum(word.form == "_" for word in words) <= len(words) / 2:
            waiting.append(words)
    if waiting:
        yield _doc(waiting, nlp)


def _doc(sentences: list[list[Word]], nlp: Language) -> Doc:
    words = [word for sentence in sentences for word in sentence]
    heads: list[int] = []
    relations: list[str] = []
    for sentence in sentences:
        first = len(heads)
        for at, word in enumerate(sentence):
            head = int(word.row[6])
            heads.append(first + (head - 1 if head else at))
            relations.append(word.row[7] if head else "ROOT")
    spaces = [word.space or is_last for sentence in sentences for word, is_last in _with_last(sentence)]
    spaces[-1] = False
    return Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=spaces,
        tags=[word.row[4] for word in words],
        pos=[word.row[3] for word in words],
        morphs=["" if word.row[5] == "_" else word.row[5] for word in words],
        lemmas=[word.row[2] for word in words],
        heads=heads,
        deps=relations,
    )


def _with_last(sentence: list[Word]) -> Iterator[tuple[Word, bool]]:
    for at, word in enumerate(sentence):
        yield word, at == len(sentence) - 1
