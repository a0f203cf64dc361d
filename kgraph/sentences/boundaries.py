"""Where a sentence cannot begin, told to the parser before it parses.

A small parser cuts sentences in odd places ("the Russian freighter | Lady R at Simon's Town"), and each cut costs the
arcs across it. English punctuation rules most of these places out. The parser keeps the last word everywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence

#: What may stand between the final mark of a sentence and the first word of the next.
CLOSERS = frozenset("\"'”’»)]}")
#: Marks that never begin a sentence.
NEVER_FIRST = frozenset([",", ";", ":", ".", "!", "?", ")", "]", "}", "”", "’", "»", "%", "'s", "’s", "n't", "n’t"])
#: Words without a final mark after which the parser may cut where it likes: what goes on that long is a table or list.
LONGEST = 150
FINAL = frozenset(".!?…")
#: Abbreviations that stand before a name: the full stop is theirs.
BEFORE_NAME = frozenset(
    """
    adm brig capt cmdr col cpl dr gen gov hon lt maj messrs mr mrs ms prof rep reps rev sen sens sgt st v vs
    """.split()
)
#: Abbreviations that stand before a number.
BEFORE_NUMBER = frozenset(["art", "fig", "no", "nos", "op", "para", "sec", "vol"])


def barred(words: Sequence[str]) -> list[bool]:
    """For each word whether no sentence can begin there.

    Args:
        words: the tokens of a text, full stops of their own or within an abbreviation ("Mr.").

    Example:
        >>> barred(["Mr.", "Ek", "said", ".", "He", "left", "."])
        [False, True, True, True, False, True, True]
    """
    quotes = 0
    since = 0
    result = []
    for index, word in enumerate(words):
        closing = word == '"' and quotes % 2 == 1
        quotes += word == '"'
        is_barred = index > 0 and (closing or word in NEVER_FIRST or not _may_follow(words, index))
        since = since + 1 if is_barred else 0
        result.append(is_barred and (since <= LONGEST or word in NEVER_FIRST))
    return result


def _may_follow(words: Sequence[str], index: int) -> bool:
    """Whether the words before `index` can be the end of a sentence."""
    last = index - 1
    while last > 0 and words[last] in CLOSERS:
        last -= 1
    mark, word = words[last], words[index]
    if mark[-1] not in FINAL:
        return False
    if mark[-1] in "!?…" or mark == "...":
        return not word[0].islower()
    if last < index - 1:
        return True
    shortened = mark[:-1] if len(mark) > 1 else words[last - 1] if last else ""
    before = words[last - 1] if len(mark) > 1 and last else words[last - 2] if last > 1 else ""
    return not _is_abbreviation(shortened, before, word)


def _is_abbreviation(shortened: str, before: str, after: str) -> bool:
    """Whether "shortened." stands before something that it belongs to: "Gen. Orsk", "No. 3", "George W. Bush"."""
    lower = shortened.lower()
    if lower in BEFORE_NUMBER:
        return after[0].isdigit()
    if lower in BEFORE_NAME:
        return True
    initial = len(shortened) == 1 and shortened.isupper() and shortened != "I"
    return initial and after[:1].isupper() and (not before or before[:1].isupper())
