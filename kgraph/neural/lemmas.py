"""Lemmas by spaCy's rules for English, and what the treebanks do otherwise.

Adjectives of names keep their capital ("Indian"), proper nouns lose the plural's ending ("States" is "State"), numbers
their commas, and words with digits or all in capitals stay as they are written. (Universal Dependencies, English Web
Treebank and GUM.)
"""

from __future__ import annotations

import re

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.tokens import Token

from kgraph.gazetteer import countries

#: Capitals from which on a word is taken for an abbreviation.
ABBREVIATION = 2
SIGNS = {"–": "-"}
SHORT_SUMS = {"bn": "billion", "tn": "trillion"}
PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", ""))
#: Endings in -s that are no plural: "Texas", "Congress", "Paris".
SINGULAR = ("ss", "us", "is", "as")
#: A consonant after a single vowel, which is doubled before an ending in short words.
SHORT = re.compile(r"^[^aeiou]*[aeiou][bcdfghjklmnpqrstvz]$")
#: Letters before -ing or -ed of a verb in -ise at least: "rising" has no such stem.
SHORTEST_STEM = 6


class NewsLemmatizer(EnglishLemmatizer):
    """The component; its tables are those of spaCy's lemmatizer with exceptions learnt from the treebanks."""

    def rule_lemmatize(self, token: Token) -> list[str]:
        """The lemma, in a list of one."""
        text, pos = token.text, token.pos_
        fixed = SIGNS.get(text) if pos in {"PUNCT", "SYM"} else _pronoun(token) if pos == "PRON" else None
        if fixed:
            return [fixed]
        if pos == "PROPN":
            return [_singular(text) if token.tag_ == "NNPS" else text]
        if pos == "NUM":
            return [text.replace(",", "") if text[0].isdigit() else SHORT_SUMS.get(text.lower(), text.lower())]
        if pos in {"NOUN", "ADJ"} and text[0].isupper() and self._stays(token):
            return [text]
        # spaCy's rules come before its exceptions where both give a word that is listed: "hop" for "hoping".
        irregular = self._exceptions(pos.lower()).get(text.lower())
        if irregular and not self.is_base_form(token):
            return [irregular[0]]
        lemma = super().rule_lemmatize(token)[0]
        return [self._regular(token, text.lower(), lemma) if pos in {"NOUN", "VERB"} else lemma]

    def _regular(self, token: Token, low: str, lemma: str) -> str:
        """Regular forms that the rules miss, or take for those of a shorter word."""
        if token.tag_ == "NNS" and lemma == low and not self._lists("noun", low):
            return _singular(low)
        ending = next((e for e in ("ing", "ed") if token.pos_ == "VERB" and low.endswith(e)), "")
        stem = low.removesuffix(ending)
        if not ending or self._lists_exception("verb", low):
            return lemma
        if low.endswith("ied") and lemma == low[:-1]:
            return low[:-3] + "y"
        # "hoping" is not of "hop", which doubles its consonant; and British verbs in -ise are in no list.
        short = SHORT.search(stem) and self._lists("verb", stem + "e")
        british = lemma in {low, stem} and stem.endswith(("is", "ys")) and len(stem) >= SHORTEST_STEM
        return stem + "e" if short or british else lemma

    def _lists(self, pos: str, word: str) -> bool:
        # The table has lists of thousands of words; a set of each is made once.
        listed: dict[str, frozenset[str]] = self.__dict__.setdefault("_listed", {})
        if pos not in listed:
            listed[pos] = frozenset(self.lookups.get_table("lemma_index").get(pos, ()))
        return word in listed[pos] or self._lists_exception(pos, word)

    def _lists_exception(self, pos: str, word: str) -> bool:
        return word in self._exceptions(pos)

    def _exceptions(self, pos: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self.lookups.get_table("lemma_exc").get(pos, {})
        return found

    def _stays(self, token: Token) -> bool:
        text = token.text
        if any(map(str.isdigit, text)) or (text.isupper() and len(text) >= ABBREVIATION and not _in_capitals(token)):
            return token.tag_ not in {"NNS", "NNPS"} or text.isupper()
        if token.pos_ == "ADJ" and text in countries().adjectives:
            return True
        return token.pos_ == "ADJ" and not (token.is_sent_start and self._lists("adj", text.lower()))


def _in_capitals(token: Token) -> bool:
    """Whether the words around are in capitals too: then they are no sign of an abbreviation."""
    near = token.doc[max(0, token.i - 1) : token.i + 2]
    return sum(word.text.isupper() and word.text.isalpha() for word in near) > 1


def _pronoun(token: Token) -> str | None:
    return "she" if token.tag_ == "PRP" and token.lower_ == "her" else None


def _singular(text: str) -> str:
    if text.endswith(SINGULAR) or len(text) <= ABBREVIATION:
        return text
    for ending, stem in PLURALS:
        if text.endswith(ending):
            return text[: -len(ending)] + stem
    return text


@Language.factory("kgraph_lemmatizer", assigns=["token.lemma"], default_config={"mode": "rule", "overwrite": False})
def make_lemmatizer(nlp: Language, name: str, mode: str, overwrite: bool) -> NewsLemmatizer:  # noqa: FBT001 - spaCy calls it
    """The factory that spaCy's registry knows."""
    return NewsLemmatizer(nlp.vocab, None, name, mode=mode, overwrite=overwrite, scorer=lemmatizer_score)
