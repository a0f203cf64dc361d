"""The one gate between values and files: what passes is a string, a number or a truth value that any reader takes.

XML has no way to write most control characters, lone surrogates and U+FFFE, and the readers of graph files give up on a
whole file for one of them. None, NaN and empty text have no common spelling: they do not pass, and the cell stays away.
"""

from __future__ import annotations

import math
import re
from collections.abc import Set as AbstractSet
from datetime import date

#: What stands between the parts of a cell with several values; lists are refused by igraph and NetworkX.
SEPARATOR = " | "

#: Everything outside the production Char of XML 1.0, fifth edition, section 2.2.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: A cell is one line: a break inside a quote becomes one space, as a browser shows it. Form feeds and Unicode's own
#: breaks too: they part words, and some readers (xmldom) would make line feeds of the latter.
LINE_BREAK = re.compile("[ \t]*[\n\r\x0b\x0c\x85\u2028\u2029]+[ \t]*")

Flat = str | int | float | bool


def flat(value: object) -> Flat | None:
    r"""A value as a cell of a file, or None where there is nothing to write.

    Example:
        >>> flat("one\r\ntwo\x00"), flat(float("nan")), flat(None), flat("")
        ('one two', None, None, None)
        >>> flat(("Adani", None, "HAL")), flat(True), flat(0.5)
        ('Adani | HAL', True, 0.5)
    """
    if isinstance(value, str):
        return text(value) or None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, AbstractSet):
        return flat(tuple(sorted(value, key=str)))
    if isinstance(value, tuple | list):
        cells = [str(cell) for cell in map(flat, value) if cell is not None]
        return SEPARATOR.join(cells) or None
    return text(str(value)) or None


def text(value: str) -> str:
    r"""One line of text with only what XML 1.0 can hold; a plain `str`, whatever subclass came.

    Example:
        >>> text("caf\u00e9\ufffe \U0001f6f0")
        'café 🛰'
    """
    return NOT_XML.sub("", LINE_BREAK.sub(" ", str(value)))
