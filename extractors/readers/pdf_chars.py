"""The characters of a page: PDFium's text in one call, a box for each character, and what is no printed character left out."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final

import numpy as np
import pypdfium2.raw as pdfium

from extractors.grid.radicals import FIRST, LAST, unify
from extractors.grid.runs import Bools, Floats, Ints
from extractors.readers.pdf_pdfium import Handle, char_unicode, loose_char_box, text_object, text_pointer, unmapped
from extractors.readers.pdf_view import View

HYPHEN: Final = 0xFFFE  # PDFium's mark for a hyphen at the end of a line, which is a printed character
SINGLE_HYPHEN: Final = 0x02  # the same where a character is asked for singly
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
SAME_PLACE: Final = 0.25  # share of its width by which the second print of a doubled character may be off


@dataclass(slots=True, eq=False)
class PageText:
    """Characters with their boxes; `kept` marks the printed ones.

    `hidden` counts those printed invisibly, `outside` those beyond the visible page, `garbled` those without a Unicode map.
    """

    text: str
    boxes: Floats
    kept: Bools
    view: View
    hidden: int = 0
    outside: int = 0
    garbled: int = 0
    doubtful: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))


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


def read_chars(text: Handle, view: View, hidden_objects: frozenset[int]) -> PageText:
    """The characters of a text page, as the view shows them."""
    pointer = text_pointer(text)
    count = max(pdfium.FPDFText_CountChars(pointer), 0)
    printed, codes = _text(pointer, text, count)
    boxes = _boxes(text, count, view)
    height = boxes[:, 3] - boxes[:, 1]
    size = (boxes[:, 2] - boxes[:, 0]) * height
    kept = (codes > 32) | ((codes == 32) & (size > 0.5))
    out = PageText(printed, boxes, kept, view, doubtful=np.flatnonzero(_CONTROL[np.minimum(codes, 0xFFFF)] & (size > 0)))
    if hidden_objects:
        _drop_hidden(out, text, hidden_objects)
    _drop_outside(out)
    _drop_doubled(out, codes)
    return out


def _text(pointer: Any, text: Handle, count: int) -> tuple[str, Ints]:
    """The text, one character for each of PDFium's, and their codes.

    Where its string has another length (characters beyond the basic plane, or such as stand in no string), each is asked for singly.
    """
    buffer: Any = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(pointer, 0, count, buffer)
    codes: Ints = np.frombuffer(buffer, dtype=np.uint16, count=count).astype(np.int64)
    if written != count + 1 or bool(((codes >= 0xD800) & (codes < 0xE000)).any()):
        codes = np.array(list(map(char_unicode, repeat(text, count), range(count))), dtype=np.int64)
        codes[codes == SINGLE_HYPHEN] = HYPHEN
        codes[(codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))] = 0xFFFD
    codes[codes == HYPHEN] = ord("-")
    out = codes.astype(np.uint32).tobytes().decode("utf-32-le")
    return (unify(out) if bool(((codes >= FIRST) & (codes <= LAST)).any()) else out), codes


def _boxes(text: Handle, count: int, view: View) -> Floats:
    room = _ROOM.room(count)
    deque(map(loose_char_box, repeat(text, count), range(count), room), maxlen=0)
    return view.boxes(np.frombuffer(_ROOM.buffer, dtype=np.float32, count=4 * count).reshape(count, 4))


def _drop_hidden(page: PageText, text: Handle, hidden: frozenset[int]) -> None:
    """Leaves out what is printed invisibly, unless all of it is: then it is the text layer of a scan."""
    count = len(page.kept)
    objects = np.array([pointer or 0 for pointer in map(text_object, repeat(text, count), range(count))], dtype=np.uint64)
    invisible = np.isin(objects, np.array(sorted(hidden), dtype=np.uint64)) & page.kept
    page.hidden = int(invisible.sum())
    if page.hidden < int(page.kept.sum()):
        page.kept &= ~invisible


def _drop_outside(page: PageText) -> None:
    """Leaves out characters whose centre lies beyond the visible page: nobody who prints it sees them."""
    if not len(page.boxes):
        return
    low, high = page.boxes.min(axis=0), page.boxes.max(axis=0)
    if low[0] >= 0 and low[1] >= 0 and high[2] <= page.view.width and high[3] <= page.view.height:
        return
    x, y = page.boxes[:, 0] + page.boxes[:, 2], page.boxes[:, 1] + page.boxes[:, 3]
    inside = (x >= 0) & (y >= 0) & (x <= 2 * page.view.width) & (y <= 2 * page.view.height)
    page.outside = int((page.kept & ~inside).sum())
    page.kept &= inside


def _drop_doubled(page: PageText, codes: Ints) -> None:
    """Leaves out a character printed a second time on its own place, which is how bold is faked."""
    if len(codes) < 2:
        return
    same = np.flatnonzero((codes[1:] == codes[:-1]) & page.kept[1:])
    if len(same):
        one, two = page.boxes[same], page.boxes[same + 1]
        near = np.abs(two[:, :2] - one[:, :2]).max(axis=1) < SAME_PLACE * (two[:, 2] - two[:, 0])
        page.kept[same[near] + 1] = False


def mark_garbled(page: PageText, text: Handle, firsts: Sequence[int]) -> bool:
    """Puts U+FFFD for characters that the file gives no Unicode for: PDFium hands out the code of the glyph instead.

    Asked for are the first characters of runs (a fount has a map or has none) and what no text holds; all, where one of them has none.
    """
    doubtful = [*firsts, *page.doubtful.tolist()]
    if not any(flag == 1 for flag in map(unmapped, repeat(text), doubtful)):
        return False
    count = len(page.kept)
    flags = np.array(list(map(unmapped, repeat(text, count), range(count)))) == 1
    flags &= (page.boxes[:, 2] > page.boxes[:, 0]) & (page.boxes[:, 3] > page.boxes[:, 1])
    page.garbled = int(flags.sum())
    page.kept |= flags
    page.text = "".join([REPLACEMENT if flag else char for char, flag in zip(page.text, flags.tolist(), strict=True)])
    return True


def _controls() -> Bools:
    """Codes that no printed text holds: controls, the replacement character, and the private area, in which symbol founts put theirs."""
    table = np.zeros(0x10000, dtype=np.bool_)
    table[:0x20] = table[0x7F:0xA0] = table[0xE000:0xF900] = table[0xFFFD:] = True
    return table


_CONTROL: Final = _controls()
_ROOM: Final = _Boxes()
