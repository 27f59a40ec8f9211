"""PDF files that a transfer damaged: streams that do not inflate, and line ends that were exchanged as if the file were text.

PDFium reads what is left of a damaged stream and says nothing: codes of glyphs, widths and text come out as other ones. A transfer in
text mode (FTP, some mail programs) puts a carriage return before every line feed. That can be taken back, for no line feed without one
is left; that it was the damage shows in that every stream inflates to its end and to its check sum then.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from normalizers.notes import Note

DAMAGES: Final = frozenset({"file.text-transfer", "file.damaged-streams"})
"""The codes of what is said here: each means that something may have been lost."""
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_DEFLATED: Final = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
# Pictures and fonts: much to inflate, and no text is read from them.
_ASIDE: Final = re.compile(rb"/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)\b|/Length1\b")
_DICTIONARY: Final = 2048
"""Bytes before a stream within which its dictionary begins."""
_LARGEST: Final = 4 << 20
_TOGETHER: Final = 64 << 20
"""Bytes, inflated, that are looked at of one stream and of all."""


def repaired(data: bytes) -> tuple[bytes, list[Note]]:
    """The bytes to read, and what is to be said of them.

    Args:
        data: the bytes of a PDF.

    Returns:
        The same bytes where nothing is wrong, or nothing can be done; the bytes before a transfer as text where that can be proved;
        with a note in either case of damage.
    """
    if b"/Encrypt" in data:
        return data, []
    wrong = list(_wrong(data))
    if not wrong:
        return data, []
    if data.count(b"\n") == data.count(b"\r\n"):
        before = data.replace(b"\r\n", b"\n")
        if not any(True for _ in _wrong(before)):
            return before, [Note.of("file.text-transfer")]
    count = sum(wrong)
    return data, [Note.of("file.damaged-streams", count=str(count))] if count else []


def _wrong(data: bytes) -> Iterator[bool]:
    """Of each stream that does not inflate to its end and check sum: whether it breaks before its end (some programs forget the sum)."""
    left = _TOGETHER
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = head[head.rfind(b" obj") + 1 :]
        if not _DEFLATED.search(dictionary) or _ASIDE.search(dictionary):
            continue
        end = data.find(b"endstream", match.end())
        if end < 0:
            return  # the end of the file is missing: that is said otherwise
        inflater = zlib.decompressobj()
        try:
            left -= len(inflater.decompress(data[match.end() : end], _LARGEST))
        except zlib.error as error:
            yield "incorrect data check" not in str(error)
        if left < 0:
            return
