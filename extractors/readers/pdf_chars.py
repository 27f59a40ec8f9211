"""The characters of a page one by one, with a box for each."""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.readers.pdf_pdfium import Handle, loose_char_box, text_object, text_pointer
from extractors.readers.pdf_view import View
from extractors.tables.runs import Bools, Floats, Ints


@dataclass(slots=True, eq=False)
class Chars:
    """Some characters of a page: their places in the text `printed`, their code points, boxes and text objects; `kept` marks the printed.

    `pages` are the text pages that the text is of, each with where its part begins; the last comes first.
    """

    printed: str
    positions: Ints
    codes: Ints
    boxes: Floats
    owners: Ints
    kept: Bools
    pages: list[tuple[int, Handle]]

    def page_of(self, position: int) -> tuple[Handle, int]:
        """The text page of a place in the text, and the place there."""
        start, page = next((start, page) for start, page in self.pages if start <= position)
        return page, position - start

    def joined(self, which: Bools, others: Chars) -> Chars:
        """Some of these characters and all others, whose text is put behind this one."""
        start = len(self.printed) + 1
        return Chars(
            f"{self.printed}\n{others.printed}",
            np.concatenate([self.positions[which], others.positions + start]),
            np.concatenate([self.codes[which], others.codes]),
            np.concatenate([self.boxes[which], others.boxes]),
            np.concatenate([self.owners[which], others.owners]),
            np.concatenate([self.kept[which], others.kept]),
            [(start, page) for _, page in others.pages] + self.pages,
        )


class TypeSize(NamedTuple):
    """The size of type of a character and its baseline from the top of the view, both in points."""

    size: float
    baseline: float


def type_size(chars: Chars, at: int, view: View) -> TypeSize:
    """The size and the baseline of the character at an index."""
    text, position = chars.page_of(int(chars.positions[at]))
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_pointer(text), position, x, y)
    return TypeSize(size_of(text, position), view.box_of(x.value, y.value, x.value, y.value)[1])


def size_of(text: Handle, position: int) -> float:
    """The size of type of the character at a place of a text page, in points; its box is no measure of it where a font says nothing."""
    matrix, pointer = pdfium.FS_MATRIX(), text_pointer(text)
    pdfium.FPDFText_GetMatrix(pointer, position, matrix)
    return float(pdfium.FPDFText_GetFontSize(pointer, position)) * math.hypot(matrix.c, matrix.d)


class _Boxes:
    """Room for the rectangles of a page's characters, handed to PDFium by reference; grows, and is used again for every page."""

    def __init__(self) -> None:
        self.size = 0
        self.buffer: Any = (ctypes.c_float * 0)()
        self.references: list[Any] = []

    def room(self, count: int) -> list[Any]:
        if count > self.size:
            self.size = max(count, 2 * self.size, 1024)
            self.buffer = (ctypes.c_float * (4 * self.size))()
            self.references = [ctypes.byref(self.buffer, 16 * at) for at in range(self.size)]
        return self.references


def boxes_of(text: Handle, positions: Sequence[int], view: View) -> Floats:
    """The boxes of characters of a text page, as the view shows them: x0, y0, x1, y1."""
    count = len(positions)
    room = _ROOM.room(count)
    deque(map(loose_char_box, repeat(text, count), positions, room), maxlen=0)
    return view.boxes(np.frombuffer(_ROOM.buffer, dtype=np.float32, count=4 * count).reshape(count, 4))


def read_chars(text: Handle, printed: str, positions: Ints, view: View, owners: Callable[[Sequence[int]], Ints]) -> Chars:
    """Characters of a text page whose text is `printed`; `owners` turns the addresses of text objects into their indices."""
    places = positions.tolist()
    boxes = boxes_of(text, places, view)
    codes = np.frombuffer(printed.encode("utf-32-le"), dtype=np.uint32)[positions].astype(np.int64)
    size = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    held = owners([pointer or 0 for pointer in map(text_object, repeat(text, len(places)), places)])
    return Chars(printed, positions, codes, boxes, held, (codes > 32) | ((codes == 32) & (size > 0.5)), [(0, text)])


_ROOM: Final = _Boxes()
