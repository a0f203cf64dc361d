"""When two names count as the same in a comparison with a gold graph: ways of writing that no reader minds.

Not `kgraph.names`: what an analyst may type is one question, what counts as right is another, and a measure must not
move when the search for names is improved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ARTICLES = frozenset({"the", "a", "an"})
#: Words before a person's name that do not belong to it.
_TITLES = frozenset(
    "mr mrs ms dr prof sir president prime minister foreign defence defense secretary chancellor admiral general "
    "lieutenant rear king prince crown sheikh ambassador russian indian british turkish us american polish german "
    "czech french chinese".split()
)
#: Quotation marks to apostrophes, "&" to a word, and the Turkish dotless i, which has no decomposition.
_REPLACED = str.maketrans({"’": "'", "‘": "'", "&": " and ", "ı": "i"})
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s|$)")
_PUNCTUATION = re.compile(r"[^\w\s]|_")


def plain(name: str) -> str:
    """A name without case, accents, punctuation, articles and possessive.

    Example:
        >>> plain("The Türkiye’s MiG-29"), plain("L&T")
        ('turkiye mig 29', 'l and t')
    """
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    words = _PUNCTUATION.sub(" ", _POSSESSIVE.sub("", letters.translate(_REPLACED))).split()
    return " ".join(word for word in words if word not in _ARTICLES)


def keys(names: Iterable[str], kind: str) -> frozenset[str]:
    """The spellings under which names are compared: two things fit where they share one.

    Args:
        names: all names of one thing.
        kind: its type; equipment also goes without a plural s, a person without a title.

    Example:
        >>> keys(["MiG29"], "equipment") & keys(["MiG-29s"], "equipment")
        frozenset({'mig29'})
        >>> sorted(keys(["Mr. Sanjeev Kumar"], "person"))
        ['mr sanjeev kumar', 'mrsanjeevkumar', 'sanjeev kumar']
    """
    found: set[str] = set()
    for name in names:
        key = plain(name)
        if not key:
            continue
        found |= {key, key.replace(" ", "")}
        if kind == "equipment" and key.endswith("s"):
            found |= {key[:-1], key[:-1].replace(" ", "")}
        if kind == "person":
            found.add(_without_titles(key))
    return frozenset(found)


def _without_titles(key: str) -> str:
    words = key.split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)
