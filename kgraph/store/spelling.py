"""How names are compared: one normal spelling, its words, its initials and its trigrams.

The store's name index is filled with these, and `names` reads what a person typed by the same rules.
"""

from __future__ import annotations

import re
import unicodedata

#: Words that a name is neither told apart by nor abbreviated with.
SMALL_WORDS = frozenset("a an and at by de for from in of on or the to with".split())
#: Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
#: Legal forms that a name is often typed or written without.
LEGAL_FORMS = frozenset(
    "ab ag bv co company corp corporation gmbh inc incorporated limited llc llp ltd nv oao ooo oy oyj pao pjsc plc"
    " private pte pty pvt sa sas se spa srl".split()
)

_ABBREVIATION_DOT = re.compile(r"(?<![^\W_]{2})(?<=[^\W_])\.")
_POSSESSIVE = re.compile(r"['’`ʼ]s\b")
_APOSTROPHE = re.compile(r"['’`ʼ]")
_WORD = re.compile(r"\d+|[^\W\d_]+")


def normalise(text: str) -> str:
    """The spelling by which names are compared: no case, accents, punctuation, leading "the" or possessive.

    Letters and digits are words of their own, so that "MiG29" is "MiG-29".

    Example:
        >>> normalise("The Larsen & Toubro's"), normalise("U.S."), normalise("Škoda, J.S."), normalise("MiG29")
        ('larsen and toubro', 'us', 'skoda js', 'mig 29')
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN_LETTERS)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _ABBREVIATION_DOT.sub("", plain.replace("&", " and "))
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", plain))
    words = _WORD.findall(plain)
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def squashed(normal: str) -> str:
    """A normal spelling without spaces, so that "mig 29" and "mig29" are one.

    Example:
        >>> squashed("mig 29")
        'mig29'
    """
    return normal.replace(" ", "")


def telling_words(normal: str) -> tuple[str, ...]:
    """The words of a normal spelling that tell names apart; all of them where all are small.

    Example:
        >>> telling_words("talks in moscow"), telling_words("the who")
        (('talks', 'moscow'), ('who',))
    """
    words = normal.split()
    return tuple(word for word in words if word not in SMALL_WORDS) or tuple(words)


def initials(normal: str) -> tuple[str, ...]:
    """Acronyms that a name of several words may go by, with and without its small words.

    Example:
        >>> initials("society of indian defence manufacturers"), initials("larsen and toubro"), initials("russia")
        (('sidm', 'soidm'), ('lat', 'lt'), ())
    """
    words = normal.split()
    forms = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL_WORDS)}
    if len(words) > len(legal := [word for word in words if word not in LEGAL_FORMS]):
        forms |= set(initials(" ".join(legal)))
    return tuple(sorted(form for form in forms if len(form) > 1))


def grams(word: str) -> tuple[str, ...]:
    """The trigrams of a word with its ends marked, sorted; words that share many are spelt alike.

    Example:
        >>> grams("oslo")
        (' os', 'lo ', 'osl', 'slo')
    """
    padded = f" {word} "
    return tuple(sorted({padded[start : start + 3] for start in range(len(padded) - 2)}))
