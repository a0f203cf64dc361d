"""Is a text English? By the share of its function words, and by py3langid where that leaves a doubt.

py3langid alone calls one English headline in forty Nigerian Pidgin or Latin, and takes a second to load; the words
alone know nothing of other languages. Measured on 1,500 English sentences and headlines of news and on one to four
texts of 27 other languages: no English one refused, no other longer than six words accepted.
"""

from __future__ import annotations

import re
from itertools import islice

#: The commonest English words that carry grammar, not topic. About 40 % of the words of running English prose are
#: among them (counted on the English Web Treebank), up to 17 % of the words of other languages.
FUNCTION_WORDS = frozenset(
    """a about after against all also an and any are as at be because been before being between both but by can could
    did do does during for from had has have he her his how if in into is it its more most no not of on one only or
    other our out over said she should so some such than that the their them there these they this those through to
    under until up was we were what when where which while who will with would you""".split()
)
#: Share of function words from which a text of ENOUGH_WORDS is English without asking further, and one for texts of
#: ten words.
SURELY_ENGLISH = 0.22
ENOUGH_WORDS = 20
SURELY_ENGLISH_SHORT = 0.3
FEW_WORDS = 8
#: Words and characters looked at; a longer text's language is plain by then.
SAMPLE_WORDS = 5_000
SAMPLE_CHARACTERS = 4_000

#: By how much (natural logarithm of the likelihood) another language must fit better than English: the whole text, and
#: its words without capitals. Names make an English headline fit another language by up to 42, its other words by less
#: than 5; headlines of six words in other languages begin at 19 and 10.
MARGIN = 15.0
MARGIN_WITHOUT_NAMES = 8.0

#: Languages that news is written in, of the 140 that py3langid knows: rare ones fit English headlines by accident.
LANGUAGES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "kn": "Kannada", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ml": "Malayalam",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian",
    "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+")
# A word, and the small words of names that may follow it: "Ursula von der Leyen", "Rio de Janeiro".
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: (?:von|van|der|den|de|la|da|di|du|del|dos|bin|al|el)\b)*")
_LATIN_LETTERS = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
#: Share of Latin letters under which a text is not English, however many English words it quotes.
LATIN_SHARE = 0.5


def not_english(text: str) -> str | None:
    """None for an English text; else the name of its language, or "" where that is not known.

    Example:
        >>> not_english("The Council of the EU listed 54 people on Monday.") is None
        True
        >>> not_english("Der Bundestag hat am Donnerstag den Kauf von 35 Kampfjets gebilligt.")
        'German'
    """
    words = [word[0].lower() for word in islice(_WORD.finditer(text), SAMPLE_WORDS)]
    if not words:
        return None
    sample = "".join(words)
    if len(_LATIN_LETTERS.findall(sample)) < LATIN_SHARE * len(sample):
        return LANGUAGES.get(_ranked(text)[0], "")
    share = sum(word in FUNCTION_WORDS for word in words) / len(words)
    if share >= SURELY_ENGLISH and len(words) >= ENOUGH_WORDS:
        return None
    if share >= SURELY_ENGLISH_SHORT and len(words) >= FEW_WORDS:
        return None
    text = text[:SAMPLE_CHARACTERS]
    best, margin = _ranked(text)
    if margin <= MARGIN or _ranked(_NAME.sub(_unless_name, text))[1] <= MARGIN_WITHOUT_NAMES:
        return None
    return LANGUAGES[best]


def _unless_name(word: re.Match[str]) -> str:
    return "" if word[0][0].isupper() else word[0]


def _ranked(text: str) -> tuple[str, float]:
    """The likeliest language, and by how much it is likelier than English."""
    import py3langid

    scores = {code: float(score) for code, score in py3langid.rank(text[:SAMPLE_CHARACTERS])}
    best = max(("en", *LANGUAGES), key=lambda code: scores.get(code, float("-inf")))
    return best, scores[best] - scores["en"]
