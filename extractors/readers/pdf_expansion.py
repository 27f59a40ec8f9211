"""How often the drawings of a PDF draw each other, counted before PDFium does it.

A form XObject may draw others and itself (ISO 32000-1, 8.10); PDFium follows them forty deep and holds every copy, so that two drawings
in a circle, or twenty-five that each draw the next twice, end the process. Here their dictionaries and contents are read from the
bytes, as far as they can be without a key: what cannot be read so counts as drawing nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from extractors.errors import ReadError

MOST: Final = 500_000
"""Drawings that one drawing may come to; a page of a real form has some dozens."""
DEPTH: Final = 40
"""Drawings inside drawings that PDFium follows."""
_MOST_FORMS: Final = 20_000
_CONTENT: Final = 1 << 20
"""Bytes of a drawing's content, inflated, that are looked at."""
_ALL_CONTENT: Final = 64 << 20
_DICTIONARY: Final = 1 << 16
"""Bytes of an object that are looked at for its dictionary."""
_FORM: Final = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_RESOURCES: Final = re.compile(rb"/(Resources|XObject)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_XOBJECTS: Final = re.compile(rb"/XObject\s*<<(.*?)>>", re.S)
_NAMED: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s*(\d{1,10})\s+\d{1,5}\s+R\b")
_DRAWS: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_PACKED: Final = re.compile(rb"/Type\s*/ObjStm\b")
_PLAIN: Final = re.compile(rb"/Filter\s*(?:\[\s*)?/(?!Fl|FlateDecode)")


def refuse_expanding(data: bytes) -> None:
    """ReadError "too-large" where the drawings of a PDF draw each other more than MOST times.

    Args:
        data: the bytes of a PDF, damaged or not.
    """
    if _FORM.search(data) is None:
        return
    draws = _draws(data)
    if not draws:
        return
    counts = dict.fromkeys(draws, 1)
    for _ in range(DEPTH):
        counts = {form: 1 + sum(times * counts.get(drawn, 1) for drawn, times in draws[form].items()) for form in draws}
        if max(counts.values()) > MOST:
            raise ReadError("too-large", f"its drawings draw each other more than {MOST} times", f"图形互相引用，展开后超过 {MOST} 个")


def _draws(data: bytes) -> dict[int, Counter[int]]:
    """For each drawing, by object number, how often it draws which others; only those that draw any."""
    objects = _Objects(data)
    found: dict[int, Counter[int]] = {}
    left = _ALL_CONTENT
    for number, dictionary, start in objects.forms():
        content = objects.inflated(dictionary, start)
        left -= len(content)
        names = Counter(_DRAWS.findall(content))
        if names:
            known = objects.named(dictionary)
            found[number] = Counter({known[name]: times for name, times in names.items() if name in known})
        if left < 0 or len(found) > _MOST_FORMS:
            break
    return found


class _Objects:
    """The objects of a file by their number, the last of each number as in a file that was added to."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._places = {int(match[1]): match.end() for match in _OBJECT.finditer(data)}
        self._packed: dict[int, bytes] | None = None

    def forms(self) -> Iterator[tuple[int, bytes, int]]:
        """Number, dictionary and start of the content of each form XObject: a stream, so never packed inside another."""
        for number, place in self._places.items():
            head = self._data[place : place + _DICTIONARY]
            stream = _STREAM.search(head)
            if stream is not None and _FORM.search(head, 0, stream.start()):
                yield number, head[: stream.start()], place + stream.end()

    def inflated(self, dictionary: bytes, start: int) -> bytes:
        """The content of a stream; b"" for one that is packed in another way than deflated."""
        if _PLAIN.search(dictionary):
            return b""
        end = self._data.find(b"endstream", start)
        raw = memoryview(self._data)[start : end if end >= 0 else len(self._data)]
        if b"Filter" not in dictionary:
            return bytes(raw[:_CONTENT])
        try:
            return zlib.decompressobj().decompress(bytes(raw), _CONTENT)
        except zlib.error:
            return b""

    def named(self, dictionary: bytes) -> Mapping[bytes, int]:
        """The XObjects that a dictionary gives names to, directly or through the objects it refers to."""
        text = dictionary
        for _ in range(2):  # /Resources 7 0 R, and in it /XObject 8 0 R
            text += b"".join(self._entries(kind, int(number)) for kind, number in _RESOURCES.findall(text))
        return {name: int(number) for table in _XOBJECTS.findall(text) for name, number in _NAMED.findall(table)}

    def _entries(self, kind: bytes, number: int) -> bytes:
        """An object's dictionary; where it is the table of XObjects itself, under that name."""
        found = self._object(number)
        return b"/XObject" + found if kind == b"XObject" else found

    def _object(self, number: int) -> bytes:
        place = self._places.get(number)
        if place is not None:
            head = self._data[place : place + _DICTIONARY]
            return head[: head.find(b"endobj")] if b"endobj" in head else head
        if self._packed is None:
            self._packed = dict(self._unpacked())
        return self._packed.get(number, b"")

    def _unpacked(self) -> Iterator[tuple[int, bytes]]:
        """The objects that are packed into object streams (ISO 32000-1, 7.5.7): pairs of number and offset, then the objects."""
        left = _ALL_CONTENT
        for place in self._places.values():
            head = self._data[place : place + _DICTIONARY]
            stream = _STREAM.search(head)
            if stream is None or not _PACKED.search(head, 0, stream.start()):
                continue
            content = self.inflated(head[: stream.start()], place + stream.end())
            left -= len(content)
            first = re.search(rb"/First\s+(\d{1,9})", head)
            if left < 0 or first is None:
                return
            pairs = [int(word) for word in content[: int(first[1])].split() if word.isdigit()]
            offsets = [int(first[1]) + offset for offset in pairs[1::2]]
            for number, start, end in zip(pairs[::2], offsets, [*offsets[1:], len(content)], strict=False):
                yield number, content[start : min(end, start + _DICTIONARY)]
