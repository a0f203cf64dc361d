"""Trees written by hand, so that every stage after parsing is tested without a model.

One line a word: the word, its part of speech, its relation, its head (1-based, 0 for the root) and, where needed,
options in any order:

    [ORG]       the word belongs to a name that the recogniser saw; neighbours with the same label are one name,
                [B-ORG] starts a new one
    lemma=hold  default: what `LEMMAS` has, else the word (in lower case unless PROPN)
    tag=VBN     default: by part of speech and form, see `TAGS`
    morph=...   default: by tag
    glue        no space after this word
    !           a space before this word, where punctuation would have none

Example:
    >>> acme = tree('''
    ...     Acme     PROPN nsubj 2 [ORG]
    ...     acquired VERB  root  0 lemma=acquire tag=VBD
    ...     Borel    PROPN obj   2 [ORG]
    ...     .        PUNCT punct 2
    ... ''')
    >>> acme.sentence.text, acme.sentence.tokens[0].head, acme.sentence.names[1].label
    ('Acme acquired Borel.', 1, 'ORG')
"""

from __future__ import annotations

from typing import NamedTuple

from kgraph.model import BlockKind, Document, Sentence, Span, Token, content_id

#: Penn tag taken for a part of speech where the line gives none.
TAGS = {
    "NOUN": "NN",
    "PROPN": "NNP",
    "VERB": "VBD",
    "AUX": "VBD",
    "ADJ": "JJ",
    "ADV": "RB",
    "ADP": "IN",
    "DET": "DT",
    "PRON": "PRP",
    "NUM": "CD",
    "CCONJ": "CC",
    "SCONJ": "IN",
    "PART": "TO",
    "PUNCT": ",",
    "SYM": "SYM",
    "INTJ": "UH",
    "X": "FW",
}
#: Features taken for a Penn tag where the line gives none; as the shipped pipeline writes them.
MORPHS = {
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNS": "Number=Plur",
    "NNPS": "Number=Plur",
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
    "JJ": "Degree=Pos",
}
#: Lemmas of closed-class words, so that tests need not spell them out.
LEMMAS = {
    "was": "be",
    "were": "be",
    "is": "be",
    "are": "be",
    "been": "be",
    "being": "be",
    "has": "have",
    "had": "have",
    "did": "do",
    "does": "do",
    "an": "a",
    "n't": "not",
    "'s": "'s",
    "’s": "'s",
    "these": "this",
    "those": "that",
    "them": "they",
    "him": "he",
    "her": "she",
}
TIGHT_BEFORE = frozenset([",", ".", ";", ":", "!", "?", ")", "]", "’", "'", "'s", "’s", "n't", "%", "”"])
TIGHT_AFTER = frozenset(["(", "[", "“", "$", "£", "€"])


class Tree(NamedTuple):
    """A document of one sentence, and that sentence."""

    document: Document
    sentence: Sentence


class Word(NamedTuple):
    """One line of a written tree."""

    text: str
    pos: str
    dep: str
    head: int
    label: str
    starts: bool
    options: dict[str, str]


def tree(lines: str, *, kind: BlockKind = BlockKind.BODY, **about: str | None) -> Tree:
    """One sentence and its document; `about` goes to the document (title, publisher, published, url)."""
    document, (sentence,) = article(lines, kind=kind, **about)
    return Tree(document, sentence)


def article(
    *sentences: str, kind: BlockKind = BlockKind.BODY, gap: str = " ", **about: str | None
) -> tuple[Document, tuple[Sentence, ...]]:
    """A document of several written sentences, `gap` between them ("\\n\\n" for paragraphs)."""
    written = [_words(lines) for lines in sentences]
    text, starts = "", []
    for words in written:
        text += gap if text else ""
        starts.append(offsets := [])
        for index, word in enumerate(words):
            before = words[index - 1] if index else None
            if before is not None and not _tight(before, word):
                text += " "
            offsets.append(len(text))
            text += word.text
    document = Document.of(text, **about)
    found = [_sentence(document, words, offsets, kind) for words, offsets in zip(written, starts, strict=True)]
    return document, tuple(found)


def shape(sentence: Sentence) -> str:
    """The tree in one line, for assertions: "Acme nsubj acquired; acquired root -; Borel obj acquired"."""
    rows = (f"{t.text} {t.dep} {sentence.tokens[t.head].text if t.dep != 'root' else '-'}" for t in sentence.tokens)
    return "; ".join(rows)


def _words(lines: str) -> list[Word]:
    words = []
    for line in lines.strip().splitlines():
        if not line.strip():
            continue
        text, pos, dep, head, *rest = line.split()
        label, starts, options = "", False, {}
        for option in rest:
            if option.startswith("["):
                starts, label = option.startswith("[B-"), option.strip("[]").removeprefix("B-")
            else:
                name, _, value = option.partition("=")
                options[name] = value
        words.append(Word(text, pos, dep, int(head), label, starts, options))
    return words


def _tight(before: Word, word: Word) -> bool:
    if "!" in word.options:
        return False
    return "glue" in before.options or word.text in TIGHT_BEFORE or before.text in TIGHT_AFTER


def _token(word: Word, index: int, start: int) -> Token:
    lower = word.text.lower()
    final = word.text in {".", "!", "?"}
    tag = word.options.get("tag", "." if final else TAGS.get(word.pos, "XX"))
    morph = MORPHS.get(tag, "") if word.pos not in {"PART", "PUNCT"} else ""
    if lower in {"not", "n't", "never"}:
        morph = "Polarity=Neg"
    default = word.text if word.pos == "PROPN" else LEMMAS.get(lower, lower)
    return Token(
        text=word.text,
        lemma=word.options.get("lemma", default),
        pos=word.pos,
        tag=tag,
        dep=word.dep,
        morph=word.options.get("morph", morph),
        head=word.head - 1 if word.head else index,
        start=start,
    )


def _sentence(document: Document, words: list[Word], starts: list[int], kind: BlockKind) -> Sentence:
    tokens = tuple(_token(word, i, start) for i, (word, start) in enumerate(zip(words, starts, strict=True)))
    names: list[Span] = []
    for index, word in enumerate(words):
        joins = index and not word.starts and words[index - 1].label == word.label
        if word.label and joins:
            names[-1] = Span(start=names[-1].start, end=tokens[index].end, label=word.label)
        elif word.label:
            names.append(Span(start=tokens[index].start, end=tokens[index].end, label=word.label))
    start, end = tokens[0].start, tokens[-1].end
    return Sentence(
        id=content_id("sentence", document.id, start, end),
        document=document.id,
        start=start,
        text=document.text[start:end],
        kind=kind,
        tokens=tokens,
        names=tuple(names),
    )
