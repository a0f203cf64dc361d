"""Who must have said it: "according to Reuters", "did Reuters say that …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kgraph.questions.finding import FIRM, Finder
from kgraph.questions.plans import Missing, Named
from kgraph.questions.tokens import Word, text_of

#: The most words of a speaker's name.
_NAME_WORDS: Final = 6
_ASKS: Final = frozenset("did does do has have".split())
_SAYS: Final = frozenset("say said says report reported reports claim claimed claims state stated states write".split())


def speaker_of(
    question: str, words: tuple[Word, ...], finder: Finder
) -> tuple[Named | Missing | None, tuple[Word, ...], bool]:
    """The speaker that a question names, the words without that, and whether what remains is a statement to check."""
    lows = [word.low for word in words]
    for at in range(len(lows) - 2):
        if lows[at : at + 2] == ["according", "to"]:
            end = _name_end(question, words, at + 2, finder)
            return finder.named(text_of(question, words[at + 2 : end])), words[:at] + words[end:], False
    if lows and lows[0] in _ASKS and "that" in lows:
        that = lows.index("that")
        if that > 2 and lows[that - 1] in _SAYS:  # noqa: PLR2004 - "did", a name, "say", "that"
            name = text_of(question, words[1 : that - 1])
            if finder.how(name) is not None:
                return finder.named(name), words[that + 1 :], True
    return None, words, False


def _name_end(question: str, words: Sequence[Word], start: int, finder: Finder) -> int:
    """Where the longest known name ends that starts at a word; the end of the question where none does."""
    for end in range(min(len(words), start + _NAME_WORDS), start, -1):
        if finder.how(text_of(question, words[start:end]), typos=False) in FIRM:
            return end
    return len(words)
