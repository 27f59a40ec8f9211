"""The characters of a page one by one: a box for each, and what is no printed character left out.

This is the thorough way; `pdf_runs` takes it where two characters of a run do not speak for all of it.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final

import numpy as np

from extractors.readers.pdf_pdfium import Handle, loose_char_box, text_object
from extractors.readers.pdf_view import View
from extractors.tables.runs import Bools, Floats, Ints

SAME_PLACE: Final = 0.25  # share of its width by which the second print of a doubled character may be off


@dataclass(slots=True, eq=False)
class Chars:
    """Some characters of a page: their places in its text, their boxes; `kept` marks the printed ones.

    `hidden` counts those printed invisibly.
    """

    positions: Ints
    boxes: Floats
    kept: Bools
    hidden: int = 0


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


def read_chars(text: Handle, printed: str, positions: Ints, view: View, hidden_objects: frozenset[int]) -> Chars:
    """Characters of a text page whose text is `printed`."""
    boxes = boxes_of(text, positions.tolist(), view)
    codes = np.frombuffer(printed.encode("utf-32-le"), dtype=np.uint32)[positions].astype(np.int64)
    size = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    out = Chars(positions, boxes, (codes > 32) | ((codes == 32) & (size > 0.5)))
    if hidden_objects:
        _drop_hidden(out, text, hidden_objects)
    _drop_doubled(out, codes)
    return out


def _drop_hidden(chars: Chars, text: Handle, hidden: frozenset[int]) -> None:
    """Leaves out what is printed invisibly, unless all of it is: then it is the text layer of a scan."""
    count = len(chars.positions)
    pointers = [pointer or 0 for pointer in map(text_object, repeat(text, count), chars.positions.tolist())]
    invisible = np.isin(np.array(pointers, dtype=np.uint64), np.array(sorted(hidden), dtype=np.uint64)) & chars.kept
    chars.hidden = int(invisible.sum())
    if chars.hidden < int(chars.kept.sum()):
        chars.kept &= ~invisible


def _drop_doubled(chars: Chars, codes: Ints) -> None:
    """Leaves out a character printed a second time on its own place, which is how bold is faked."""
    same = np.flatnonzero((codes[1:] == codes[:-1]) & chars.kept[1:])
    if len(same):
        one, two = chars.boxes[same], chars.boxes[same + 1]
        near = np.abs(two[:, :2] - one[:, :2]).max(axis=1) < SAME_PLACE * (two[:, 2] - two[:, 0])
        chars.kept[same[near] + 1] = False


_ROOM: Final = _Boxes()
