"""Bytes -> text, and text -> the text that is stored and that every offset points into."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kgraph.errors import InputError

#: First bytes that tell a file of another kind, whatever its name. Source: Gary Kessler's table of file signatures.
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM\x00", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "an image, a sound or a film"),
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Share of bytes above 127 up to which an unmarked text is taken for Western (cp1252). English has almost none: curly
#: quotes, dashes, names with accents. Own choice; beyond it the detector decides.
WESTERN_SHARE = 0.1

#: Sound UTF-8 characters for each broken one, from which a text is UTF-8 with a fault rather than another encoding.
SOUND_PER_BROKEN = 4

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_NEWLINES = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls and characters that show nothing: soft hyphen, zero width space, direction marks (which can make a quote
# read otherwise than it is stored), byte order marks, noncharacters. Joiners stay: emoji and Indian names need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")


def decode(data: bytes, source: str) -> str:
    """The text of a file's bytes: by its byte order mark, as UTF-8, else as Western or by what the bytes look like.

    Args:
        data: the whole file.
        source: its name in error messages.

    Raises:
        InputError: empty, another kind of file, or bytes that are no text.
    """
    if not data.strip(b"\x00 \t\r\n\f\v"):
        what = "is empty" if not data else "has no text in it"
        raise InputError(f"{source} {what}", hint="check that it is the file you meant")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    _refuse_other_kinds(data, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, source)


def _refuse_other_kinds(data: bytes, source: str) -> None:
    hint = "give a text, Markdown, HTML or JSON Lines file"
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{source} is {kind}, not text", hint=hint)
    if b"\x00" in data or data[4:8] == b"ftyp":
        raise InputError(f"{source} is a binary file, not text", hint=hint)


def _decode_other(data: bytes, source: str) -> str:
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    sound = sum(character > "\x7f" for character in mended) - broken
    if sound >= SOUND_PER_BROKEN * broken:
        return mended
    if len(_BEYOND_ASCII.findall(data)) <= WESTERN_SHARE * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:DETECTION_BYTES]).best()
    try:
        if best is not None:
            return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        pass
    raise InputError(f"{source} is in an encoding that cannot be told", hint="save it as UTF-8")


#: Bytes that the detector of encodings looks at; more makes it slow and no surer.
DETECTION_BYTES = 200_000


def clean(text: str) -> str:
    r"""The text as it is stored: NFC, newlines as \n, spaces as spaces, nothing invisible, no blank lines around it.

    Example:
        >>> clean("\r\n  A\x07cme\u00a0AG\r\nsaid \r\n")
        '  Acme AG\nsaid'
    """
    text = _NEWLINES.sub("\n", text).replace("\u2029", "\n\n")
    text = _SURROGATES.sub("\ufffd", text)
    text = _SPACES.sub(" ", _UNSEEN.sub("", text))
    text = unicodedata.normalize("NFC", text).rstrip()
    blank = _BLANK_LINES.match(text)
    return text[blank.end() :] if blank else text


def one_line(text: str) -> str:
    r"""A title or a name from metadata: cleaned, and on one line.

    Example:
        >>> one_line(" The\n Gazette ")
        'The Gazette'
    """
    return " ".join(clean(text).split())
