"""Makes `kgraph/mentions/name_types.bin`: learns what names name from open corpora and from marked sentences.

    python -m training.names DATA training/corpus kgraph/mentions/name_types.bin

DATA holds the corpora under the file names below; MARKED holds `*.marked` files, blocks of text with spans like
`{o1:Varna Arms}`. Same data, same numpy, same bytes: the seed is fixed. It takes less than a minute on one core. What a
source keeps for testing (CrossNER politics `test.txt`, UNER EWT test, UNER PUD) is never read here.

Sources and licences: Groningen Meaning Bank (CDLA-Sharing-1.0; texts: Voice of America, public domain), CrossNER (MIT),
Re-DocRED (MIT), WikiGold (CC BY 4.0), Universal NER on EWT (CC BY-SA 4.0), marked sentences of our own.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
import spacy

from kgraph.gazetteer import countries
from kgraph.mentions.learnt import HEADER, MAGIC, TYPES, context_features, gram_scale, name_features, name_grams
from kgraph.mentions.lexicon import TITLES

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

#: Power of two of the number of rows. 2**17 rows of 6 bytes are 0.8 MB.
BITS = 17
SEED = 20
BATCH = 256
#: Two rounds, each with its epochs, its rate and the share of the sources other than marked sentences.
PHASES = ((6, 0.1, 1.0), (5, 0.05, 0.1))
FIRST_SQUARE = 1e-3
#: Strength of the pull towards 0 of each weight that a batch touches.
DECAY = 5e-5
#: How often a whole group of features is hidden while learning, so that either can decide alone; and single features.
NAME_HIDDEN, CONTEXT_HIDDEN, FEATURE_HIDDEN = 0.2, 0.25, 0.25
#: How much one example of a source counts. The marked sentences are news of today, the others are many and older.
WEIGHT = {
    "gmb": 0.3,
    "crossner": 1.0,
    "redocred": 1.0,
    "wikigold": 1.0,
    "uner": 1.0,
    "marked": 6.0,
    "surnames": 1.5,
}
#: How many times one name counts at most with one type in one source.
TIMES = {"gmb": 3, "crossner": 3, "redocred": 2, "wikigold": 3, "uner": 3}
#: A country's name is found by the gazetteer before; its neighbours ("X ordered jets") are no sign of places.
COUNTRY_WEIGHT = 0.05
CAPITAL_WEIGHT = 0.3

#: What the files of marked sentences begin with that nothing is learnt from.
HELD_OUT = "held-out"
#: Letters of the marked sentences' ids.
LETTERS = dict(zip("poclqeg", "person organisation place place equipment event programme".split()))
LABELS = {
    "gmb": {"per": "person", "org": "organisation", "geo": "place", "eve": "event"},
    "crossner": {
        **dict.fromkeys(("politician", "person", "writer", "musicalartist", "scientist"), "person"),
        **dict.fromkeys(("organisation", "politicalparty", "university", "band"), "organisation"),
        **dict.fromkeys(("location", "country"), "place"),
        **dict.fromkeys(("election", "event"), "event"),
    },
    "redocred": {"PER": "person", "ORG": "organisation", "LOC": "place"},
    "wikigold": {"PER": "person", "ORG": "organisation", "LOC": "place"},
    "uner": {"PER": "person", "ORG": "organisation", "LOC": "place"},
}
#: Titles that some corpora have inside of persons' names, beside those that the rules know.
MORE_TITLES = frozenset(
    "private cardinal archbishop bishop ayatollah imam mullah congressman congresswoman candidate opposition reverend "
    "rev father sergeant sgt king oil health".split()
)
DETERMINERS = frozenset({"The", "A", "An", "Its", "Their", "His", "Her"})
SENTENCE_ENDS = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Example:
    """A name at one place: its type, its words and its neighbours, and where it comes from."""

    kind: str
    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    source: str
    topic: str = ""

    @property
    def name(self) -> str:
        """The words with blanks between."""
        return " ".join(self.words)


def example(source: str, kind: str, tokens: Sequence[str], first: int, end: int) -> Example | None:
    """The example of tokens first..end-1; a person's titles go to the words before. None if nothing is left."""
    while first < end and tokens[first] in {"the", "The", "``", '"'}:
        first += 1
    while kind == "person" and first < end - 1 and tokens[first].casefold().rstrip(".") in TITLES | MORE_TITLES:
        first += 1
    words = tuple(tokens[first:end])
    title = len(words) == 1 and words[0].casefold().rstrip(".") in TITLES
    if not words or title or not any(c.isupper() for word in words for c in word):
        return None
    return Example(kind, words, tuple(tokens[max(0, first - 3) : first]), tuple(tokens[end : end + 3]), source)


def tagged(source: str, sentences: Iterable[tuple[list[str], list[str]]]) -> Iterator[Example]:
    """Examples out of sentences with a tag for each token: B-x begins a name, I-x continues one or begins it."""
    for tokens, tags in sentences:
        at = 0
        while at < len(tags):
            mark, _, label = tags[at].partition("-")
            end = at + 1
            while mark in {"B", "I"} and end < len(tags) and tags[end] == "I-" + label:
                end += 1
            kind = LABELS[source].get(label)
            found = example(source, kind, tokens, at, end) if kind else None
            if found:
                yield found
            at = end


def columns(text: str, word: int, tag: int, separator: str | None) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a file with a token a line and empty lines between sentences."""
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*text.splitlines(), ""]:
        parts = line.split(separator)
        if line.strip() and not line.startswith("# ") and len(parts) > max(word, tag):
            tokens.append(parts[word])
            tags.append(parts[tag])
        elif not line.strip() and tokens:
            yield tokens, tags
            tokens, tags = [], []


def gmb(data: Path) -> Iterator[Example]:
    """Groningen Meaning Bank: news of Voice of America."""
    sentences: list[tuple[list[str], list[str]]] = []
    with zipfile.ZipFile(data / "gmb_ner_dataset.csv.zip") as archive:
        rows = csv.reader(io.TextIOWrapper(archive.open("ner_dataset.csv"), encoding="latin-1"))
        next(rows)
        for number, word, _, tag in rows:
            if number:
                sentences.append(([], []))
            if word.strip():
                sentences[-1][0].append(word.strip())
                sentences[-1][1].append(tag)
    return tagged("gmb", sentences)


def crossner(data: Path) -> Iterator[Example]:
    """CrossNER: Wikipedia on politics (without its test part), literature, music and science."""
    with tarfile.open(data / "crossner_politics_etc.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".txt") and not member.name.endswith("politics/test.txt"):
                yield from tagged("crossner", columns(read(archive, member.name), 0, 1, None))


def uner(data: Path) -> Iterator[Example]:
    """Universal NER on the development part of the English Web Treebank."""
    with tarfile.open(data / "uner_ewt_devtest_pud.tar.gz") as archive:
        yield from tagged("uner", columns(read(archive, "uner_ewt_dev.iob2"), 1, 2, "\t"))


def wikigold(data: Path) -> Iterator[Example]:
    """WikiGold: Wikipedia."""
    text = gzip.decompress((data / "wikigold.conll.gz").read_bytes()).decode()
    yield from tagged("wikigold", columns(text, 0, 1, None))


def redocred(data: Path) -> Iterator[Example]:
    """Re-DocRED: Wikipedia, each mention of each thing."""
    with tarfile.open(data / "redocred_devtest.tar.gz") as archive:
        documents = [d for part in ("dev", "test") for d in json.loads(read(archive, f"redocred_{part}.json"))]
    for document in documents:
        for mention in (m for thing in document["vertexSet"] for m in thing):
            kind = LABELS["redocred"].get(mention["type"])
            first, end = mention["pos"]
            found = example("redocred", kind, document["sents"][mention["sent_id"]], first, end) if kind else None
            if found:
                yield found


def read(archive: tarfile.TarFile, name: str) -> str:
    """The text of one file of an archive."""
    content = archive.extractfile(name)
    if content is None:
        raise FileNotFoundError(name)
    return content.read().decode()


def marked(folder: Path) -> list[Example]:
    """Names of marked sentences: spans with a capital, without "the" before and class nouns after ("F-16 jets")."""
    whole: list[Example] = []
    cut: list[Example] = []
    for path in sorted(path for path in folder.glob("*.marked") if not path.name.startswith(HELD_OUT)):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            for found, shortened in _block(block):
                (cut if shortened else whole).append(found)
    kinds: dict[str, set[str]] = {}
    for found in whole:
        kinds.setdefault(found.name, set()).add(found.kind)
    # "the Istanbul summit" cut down to "Istanbul" is no name of an event.
    sure = [*whole, *(found for found in cut if kinds.get(found.name, {found.kind}) == {found.kind})]
    # Short texts name people in full; articles go on with the surname alone.
    return [*sure, *(replace(e, words=e.words[-1:], source="surnames") for e in sure if _full_name(e))]


def _full_name(found: Example) -> bool:
    return found.kind == "person" and len(found.words) > 1 and found.words[-1][:1].isupper()


def _block(block: str) -> Iterator[tuple[Example, bool]]:
    """The names of one block, each with whether words were cut off its end."""
    lines = [line.partition(":") for line in block.splitlines()]
    topic = " ".join(rest.strip() for tag, _, rest in lines if tag == "T").partition(" / ")[0]
    text, spans = _plain(" ".join(rest.strip() for tag, _, rest in lines if tag == "S"))
    document = TOKENISER(text)
    tokens = [token.text for token in document]
    adjectives = countries().adjectives
    for letter, start, end in spans:
        inside = [token.i for token in document if start <= token.idx < end]
        if letter not in LETTERS or not inside:
            continue
        first, stop = inside[0], inside[-1] + 1
        first, last = _borders(tokens, first, stop, LETTERS[letter])
        starts = first == 0 or tokens[first - 1] in SENTENCE_ENDS
        common = starts and last == first + 1 and last < stop
        found = example("marked", LETTERS[letter], tokens, first, last) if last > first else None
        if found and not common and found.name not in adjectives and not (letter == "e" and last < stop):
            yield replace(_in_sentence(found), topic=topic), last < stop


def _borders(tokens: Sequence[str], first: int, stop: int, kind: str) -> tuple[int, int]:
    """The name inside a marked phrase: without its determiner, its nationality and its class noun."""
    adjectives = countries().adjectives if kind in {"equipment", "event", "programme"} else {}
    while first < stop and (not _capital(tokens[first]) or tokens[first] in DETERMINERS or tokens[first] in adjectives):
        first += 1
    while stop > first and not _capital(tokens[stop - 1]):
        stop -= 1
    return first, stop


def _plain(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its braces, and its spans: letter of the type, start, end."""
    spans: list[tuple[str, int, int]] = []
    plain, at = "", 0
    for match in re.finditer(r"\{([a-z])\d+:([^{}]+)\}", text):
        plain += text[at : match.start()]
        spans.append((match[1], len(plain), len(plain) + len(match[2])))
        plain += match[2]
        at = match.end()
    return plain + text[at:], spans


def _capital(token: str) -> bool:
    return token[:1].isupper() or any(c.isupper() for c in token[1:]) or (token[:1].isdigit() and not token.isdigit())


def _in_sentence(found: Example) -> Example:
    """The example without neighbours that belong to the sentence before or after."""
    before, after = list(found.before), list(found.after)
    for at in range(len(before) - 1, -1, -1):
        if before[at] in SENTENCE_ENDS:
            before = before[at + 1 :]
            break
    ends = next((at for at, word in enumerate(after) if word in SENTENCE_ENDS), len(after))
    return replace(found, before=tuple(before), after=tuple(after[: ends + 1]))


TOKENISER = spacy.blank("en")
SOURCES = {"gmb": gmb, "crossner": crossner, "redocred": redocred, "wikigold": wikigold, "uner": uner}


def corpora(data: Path) -> list[Example]:
    """The examples of all open corpora, each name a few times at most; which ones is drawn by the words around."""
    kept: list[Example] = []
    for source, reader in SOURCES.items():
        times: Counter[tuple[str, str]] = Counter()
        for found in sorted(reader(data), key=lambda e: crc32(repr(e).encode())):
            times[found.name, found.kind] += 1
            if times[found.name, found.kind] <= TIMES[source]:
                kept.append(found)
    return kept


def weight_of(found: Example) -> float:
    """What an example counts, by its source and by whether the gazetteer finds its name anyway."""
    table = countries()
    factor = COUNTRY_WEIGHT if table.name_of(found.name) else CAPITAL_WEIGHT if found.name in table.capitals else 1.0
    return WEIGHT[found.source] * (factor if found.kind == "place" else 1.0)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Examples as rows of features: `rows[i]` holds `index` and `value` from `starts[i]` to `starts[i + 1]`."""

    index: Ints
    value: Floats
    group: npt.NDArray[np.int8]
    starts: Ints
    kind: Ints
    weight: Floats
    marked: npt.NDArray[np.bool_]


def matrix(examples: Sequence[Example], bits: int = BITS) -> Matrix:
    """The features of examples, hashed; group 0 is of the name, 1 of its neighbours."""
    index: list[int] = []
    value: list[float] = []
    group: list[int] = []
    starts = [0]
    mask = (1 << bits) - 1
    for found in examples:
        grams = [crc32(feature.encode()) & mask for feature in name_grams(found.words)]
        names = [crc32(feature.encode()) & mask for feature in name_features(found.words)]
        around = [crc32(f.encode()) & mask for f in context_features(found.words, found.before, found.after)]
        index += [*grams, *names, *around]
        value += [gram_scale(len(grams))] * len(grams) + [1.0] * (len(names) + len(around))
        group += [0] * (len(grams) + len(names)) + [1] * len(around)
        starts.append(len(index))
    return Matrix(
        np.array(index),
        np.array(value, dtype=np.float32),
        np.array(group, dtype=np.int8),
        np.array(starts),
        np.array([TYPES.index(found.kind) for found in examples]),
        np.array([weight_of(found) for found in examples], dtype=np.float32),
        np.array([found.source in {"marked", "surnames"} for found in examples]),
    )


def learn(data: Matrix, bits: int = BITS) -> Floats:
    """Weights (rows x types): first from everything, then from the marked sentences with a part of the others."""
    chance = np.random.default_rng(SEED)
    weights = np.zeros((1 << bits, len(TYPES)), dtype=np.float32)
    for epochs, rate, share in PHASES:
        chosen = np.flatnonzero(data.marked | (chance.random(len(data.kind)) < share))
        _descend(data, chosen, weights, epochs, rate, chance)
    return weights


def _descend(
    data: Matrix, chosen: Ints, weights: Floats, epochs: int, rate: float, chance: np.random.Generator
) -> None:
    """Stochastic gradient descent with a rate of its own for each weight (AdaGrad); the rates fall to 0."""
    squares = np.full_like(weights, FIRST_SQUARE)
    steps = epochs * ((len(chosen) + BATCH - 1) // BATCH)
    done = 0
    for _ in range(epochs):
        order = chance.permutation(chosen)
        for start in range(0, len(chosen), BATCH):
            _step(data, order[start : start + BATCH], weights, squares, rate * (1 - done / steps), chance)
            done += 1


def _step(data: Matrix, rows: Ints, weights: Floats, squares: Floats, rate: float, chance: np.random.Generator) -> None:
    lengths = data.starts[rows + 1] - data.starts[rows]
    ends = np.cumsum(lengths)
    where = np.repeat(data.starts[rows] - ends + lengths, lengths) + np.arange(ends[-1])
    row = np.repeat(np.arange(len(rows)), lengths)
    luck = chance.random(len(rows))[row]
    group = data.group[where]
    hidden = ((group == 0) & (luck < NAME_HIDDEN)) | ((group == 1) & (luck > 1 - CONTEXT_HIDDEN))
    hidden |= chance.random(len(where)) < FEATURE_HIDDEN
    where, row = where[~hidden], row[~hidden]
    index = data.index[where]
    value = data.value[where] / (1 - FEATURE_HIDDEN)
    kinds = range(len(TYPES))
    sums = [np.bincount(row, weights=value * weights[index, kind], minlength=len(rows)) for kind in kinds]
    scores = np.stack(sums, axis=1)
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    likely[np.arange(len(rows)), data.kind[rows]] -= 1
    error = (likely * data.weight[rows, None]).astype(np.float32)
    touched, place = np.unique(index, return_inverse=True)
    for kind in kinds:
        slope = np.bincount(place, weights=value * error[row, kind], minlength=len(touched)).astype(np.float32)
        slope += DECAY * len(rows) * weights[touched, kind]
        squares[touched, kind] += slope * slope
        weights[touched, kind] -= rate * slope / np.sqrt(squares[touched, kind])


def pack(weights: Floats) -> bytes:
    """The bytes of a weights file: whole numbers of -127 to 127 times one step."""
    bits = len(weights).bit_length() - 1
    step = float(np.abs(weights).max()) / 127 or 1.0
    whole = np.rint(weights / step).astype(np.int8)
    table: bytes = whole.T.tobytes()
    return HEADER.pack(MAGIC, bits, len(TYPES), step) + table


def main(arguments: Sequence[str]) -> int:
    """Read, learn, write; see the top of this file."""
    try:
        data, folder, target = map(Path, arguments)
    except ValueError:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    examples = [*corpora(data), *marked(folder)]
    sys.stderr.write(f"{len(examples)} names: {dict(Counter((e.source, e.kind) for e in examples))}\n")
    target.write_bytes(pack(learn(matrix(examples))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
