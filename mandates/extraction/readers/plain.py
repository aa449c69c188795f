"""Plain text and Markdown, in whatever encoding they come."""

from __future__ import annotations

import codecs
import re
from typing import Final

from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers.limits import TEXT_LIMIT, check_text_size

#: The longer marks first: that of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LINE_END: Final = re.compile("\r\n?|[\f\v\x85\u2028\u2029]")
#: Control characters, and the marks that are written but never seen: soft hyphen, direction marks, byte-order mark.
_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")

#: Of the bytes of an English text in a Western encoding at most 1 in 100 is above 127, of a French one 1 in 20.
_FOREIGN_SHARE: Final = 0.15
_ABOVE_ASCII: Final = bytes(range(128, 256))
#: Of the characters; a text copied from a terminal has a few control characters, a program hundreds in a thousand.
_CONTROL_SHARE: Final = 0.01

_UNKNOWN_ENCODING: Final = "The text's encoding is not recognized. Save it as UTF-8 and upload it again."
_NOT_TEXT: Final = "The file is not text, nor a document of a known kind. Upload .docx, PDF, HTML or plain text."


def read_plain(data: bytes) -> str:
    r"""Give the text of a plain file, with ``\n`` at line ends and without control characters.

    Raises ``ExtractionError`` where the bytes are no text, or text in an encoding that is not recognized.
    """
    text = decode(data)
    check_text_size(len(text))
    return clean(text)


def clean(text: str) -> str:
    r"""Make every line end ``\n`` and drop what is never seen."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


def decode(data: bytes) -> str:
    """Decode bytes by their byte-order mark, as UTF-16 without one, as UTF-8, or else as Windows Western.

    A file put together from several (UTF-8 in one line, Windows in another) is decoded line by line.
    Raises ``ExtractionError`` for other bytes.
    """
    if len(data) > 4 * TEXT_LIMIT:  # no encoding takes more than four bytes a character
        check_text_size(len(data) // 4 + 1)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _decode_as(data, unmarked)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_lines(data)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # A wrong mark before UTF-8 or Windows text is left by editors; a cut UTF-16 file is damaged.
        if encoding != "utf-8":
            raise ExtractionError(
                f"The text is marked as {encoding.upper()[:6]} but is damaged or cut off. "
                "Save it as UTF-8 and upload it again."
            ) from None
        text = _decode_lines(data)
    _refuse_binary(text[:100_000].encode("utf-8", "replace"))
    return text


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: in Western text every other byte is 0."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) / 2
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.8 * half and low < 0.05 * half:
        return "utf-16-le"
    if low > 0.8 * half and high < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:100_000]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\v\x1b")
    if controls > max(2, _CONTROL_SHARE * len(sample)):
        raise ExtractionError(_NOT_TEXT)


def _decode_lines(data: bytes) -> str:
    decoded: list[str] = []
    western = foreign = 0
    for line in data.splitlines(keepends=True):
        try:
            decoded.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            decoded.append(_decode_western(line))
            western += len(line)
            foreign += len(line) - len(line.translate(None, _ABOVE_ASCII))
    if foreign > _FOREIGN_SHARE * western:
        raise ExtractionError(_UNKNOWN_ENCODING)
    return "".join(decoded)


def _decode_western(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        raise ExtractionError(_UNKNOWN_ENCODING) from None
