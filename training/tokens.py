"""The tokenizer: spaCy's English one, and what the treebanks do otherwise.

English Web Treebank and GUM keep prefixes with their hyphens on the word ("anti-tank", "re-elected"), runs of one sign
together ("!!"), and part "and/or". Designations keep their hyphens ("Il-96-400M"). All of it is plain data of spaCy's
tokenizer, so that the packaged pipeline needs no code of ours for it.
"""

from __future__ import annotations

import re
from typing import Any

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_prefix_regex, compile_suffix_regex

#: Kept on their word in the training part of the treebanks at least four times in five, and their like.
PREFIXES = """
anti co counter cross de e ex inter intra mega micro mid mini mis multi neo non over post pre pro pseudo re semi socio
sub super trans ultra un
""".split()
#: Letters and digits with hyphens or slashes between: "MiG-29", "Il-96-400M", "AN/TPS-80", "F/A-18".
DESIGNATION = (
    r"(?=[^\d]*\d)(?:[A-Z][A-Za-z]{0,4}[-/])+(?:[A-Z]{1,4}[-/])?\d{1,5}[A-Za-z]{0,3}(?:[-/][A-Z0-9]{1,4}){0,2}s?"
)
_PREFIX = "|".join(f"[{prefix[0].upper()}{prefix[0]}]{prefix[1:]}" for prefix in PREFIXES)
TOKEN = re.compile(rf"(?:{DESIGNATION}|(?:{_PREFIX})-[A-Za-z][A-Za-z]+)$")
#: Words that the treebanks part or keep otherwise.
PARTED = {"and/or": ("and", "/", "or"), "etc.": ("etc.",), "wanna": ("wan", "na")}
RUNS = [r"[!?]{2,}", r"<{2,}", r">{2,}", r"\*{2,}"]
#: Hours and sums with their unit: "7:30PM", "16bn".
UNITS = [r"(?<=[0-9])(?:am|pm|AM|PM|bn|tn)"]


def blank() -> Language:
    """An English pipeline with nothing in it but this tokenizer.

    Example:
        >>> [word.text for word in blank()("The pro-Beijing MiG-29s left and/or stayed!!")]
        ['The', 'pro-Beijing', 'MiG-29s', 'left', 'and', '/', 'or', 'stayed', '!!']
    """
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    prefixes, suffixes = list(nlp.Defaults.prefixes or ()), list(nlp.Defaults.suffixes or ())
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *UNITS, *suffixes]).search
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *prefixes]).search
    tokenizer.token_match = TOKEN.match
    tokenizer.rules = {**tokenizer.rules, **{text: [{ORTH: part} for part in parts] for text, parts in PARTED.items()}}
    return nlp
