"""Bytes to text, for files that do not say how they are encoded.

The field's text files are UTF-8 (with and without a mark), GB18030 (every older Windows tool) or UTF-16 (Notepad's
"Unicode"). A byte order mark is believed; without one the strictest encoding that reads every byte wins: UTF-8 almost
never reads other text by accident, UTF-16 of such text is nearly all ideographs, GB18030 reads nearly anything.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from normalizers.notes import Note

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
# ASCII, CJK punctuation, unified ideographs, full-width forms: other bytes read as UTF-16 fall outside of these.
_USUAL = (("\t", "\r"), (" ", "~"), ("\u3000", "\u303f"), ("\u4e00", "\u9fff"), ("\uff00", "\uffef"))
# One damaged byte in a thousand leaves the rest readable; more than that and the guess of the encoding itself is in doubt.
_DAMAGE = 1000
_FORGIVEN = 10  # so many places are damage whatever the length, as long as they are few beside the text (see _binary)
# Whole characters beyond ASCII for each damaged place, from which on bytes are UTF-8: other text reads as UTF-8 hardly at all.
_TORN = 10


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and how many places could not be decoded (each stands as U+FFFD in the text)."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> Decoded:
    """The text of the bytes, its byte order mark removed. ReadError("corrupt") if no known encoding reads it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding)
    text = _strict(data, "utf-8")
    if text is not None and not _binary(text):
        return Decoded(text, "utf-8")
    wide = _unmarked_wide(data[:_SAMPLE])
    if wide is not None:
        return _forgiving(data, wide)
    if text is None and (torn := _torn(data)) is not None:
        return torn
    text = _strict(data, "gb18030")
    if text is not None:
        return Decoded(text, "gb18030")
    return min((_replaced(data, encoding) for encoding in ("utf-8", "gb18030")), key=lambda d: d.damaged)


def decodable(data: bytes) -> Decoded:
    """As `decode`, but ReadError("corrupt") where the damage says that this is no text at all."""
    decoded = decode(data)
    if decoded.damaged * _DAMAGE > max(len(decoded.text), _FORGIVEN * _DAMAGE) or _binary(decoded.text):
        raise ReadError("corrupt", "its bytes are no text in UTF-8, GB18030 or UTF-16", "内容不是 UTF-8、GB18030 或 UTF-16 编码的文本")
    return decoded


def text_within(data: bytes, limits: Limits) -> Decoded:
    """The text of a text file, as `decodable`. ReadError: "empty", "too-large", "corrupt"."""
    if not data:
        raise ReadError("empty")
    if len(data) > limits.bytes:
        raise ReadError("too-large", f"{len(data)} bytes of text", f"文本 {len(data)} 字节")
    decoded = decodable(data)
    if len(decoded.text) > limits.characters:
        raise ReadError("too-large", f"{len(decoded.text)} characters of text", f"文本 {len(decoded.text)} 字")
    return decoded


def damage(decoded: Decoded) -> Iterator[Remark]:
    """What to say of bytes that could not be decoded."""
    if decoded.damaged:
        yield Remark(Note.of("text.undecodable", count=str(decoded.damaged), encoding=decoded.encoding))


def _forgiving(data: bytes, encoding: str) -> Decoded:
    text = _strict(data, encoding)
    return Decoded(text, encoding) if text is not None else _replaced(data, encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _torn(data: bytes) -> Decoded | None:
    """UTF-8 with a bad byte here and there, or cut within a character: GB18030 would read all of it, and all of it wrong."""
    torn = _replaced(data, "utf-8")
    whole = sum(c > "\x7f" for c in torn.text) - torn.damaged
    return torn if whole > torn.damaged * _TORN else None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\N{REPLACEMENT CHARACTER}"))


def _unmarked_wide(sample: bytes) -> str | None:
    """UTF-16 without a mark, by its zero bytes (tabs, line ends, digits) and by what its characters then are."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even == odd:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    usual = sum(any(low <= c <= high for low, high in _USUAL) for c in text)
    return encoding if usual * 10 >= len(text) * 9 else None


def _binary(text: str) -> bool:
    """Whether more than one character in fifty is a control character or a hole: bytes of another kind, not text."""
    sample = text[:_SAMPLE]
    odd = sum((c < " " and c not in "\t\n\r\f\v") or c == "\N{REPLACEMENT CHARACTER}" for c in sample)
    return odd * 50 > len(sample)
