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

#: Share of control characters from which bytes are no text.
CONTROL_SHARE = 0.01
#: Share of zeros among every second byte from which bytes are UTF-16 of a Western text.
WESTERN_ZEROS = 0.7
#: Bytes that the detector of encodings looks at; more makes it slow and no surer.
DETECTION_BYTES = 200_000

_READABLE = "give a text, Markdown, HTML or JSON Lines file"
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_BYTES_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# All but tab, line ends, form feed and escape, which colours the output of programs.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NEWLINES = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls and characters that show nothing: soft hyphen, zero width space, direction marks (which can make a quote
# read otherwise than it is stored), byte order marks, noncharacters. Joiners stay: emoji and Indian names need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")


def decode(data: bytes, source: str, *, declared: str | None = None) -> str:
    """The text of a file's bytes: by its byte order mark, as UTF-8, else as declared or as the bytes look like.

    Args:
        data: the whole file.
        source: its name in error messages.
        declared: the encoding that the file says it is in.

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
    for likely in ("utf-8", declared, _utf_16(data)):
        try:
            text = data.decode(likely) if likely else "\x00"
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text and len(_CONTROLS.findall(text)) <= CONTROL_SHARE * len(text):
            return text
    if b"\x00" in data or len(_CONTROL_BYTES.findall(data)) > CONTROL_SHARE * len(data):
        raise _binary(source)
    return _decode_other(data, source)


def _refuse_other_kinds(data: bytes, source: str) -> None:
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{source} is {kind}, not text", hint=_READABLE)
    if data[4:8] == b"ftyp":  # films and pictures of the MPEG-4 family
        raise _binary(source)


def _binary(source: str) -> InputError:
    return InputError(f"{source} is a binary file, not text", hint=_READABLE)


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without its mark: in Western text every second byte is zero."""
    sample = data[:DETECTION_BYTES]
    even, odd = (sample[start::2].count(0) / (len(sample) / 2) for start in (0, 1))
    if max(even, odd) < WESTERN_ZEROS or min(even, odd) > 1 - WESTERN_ZEROS:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_other(data: bytes, source: str) -> str:
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    sound = len(_BEYOND_ASCII.findall(mended)) - broken
    if sound >= SOUND_PER_BROKEN * broken:
        return mended
    if len(_BYTES_BEYOND_ASCII.findall(data)) <= WESTERN_SHARE * len(data):
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
