"""The text of a page as runs: PDFium's own string, parted where it breaks, each part placed by its first and last character.

A part whose ends lie on one line, in one cell and as far apart as its characters are wide is a run. Any other is read
character by character (`pdf_chars`): one that crosses a rule, is set aslant, printed twice or drawn out of order.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final

import numpy as np
import pypdfium2.raw as pdfium

from extractors.readers.pdf_chars import boxes_of
from extractors.readers.pdf_paint import Painting
from extractors.readers.pdf_pdfium import Handle, char_unicode, is_generated, text_pointer, unmapped
from extractors.readers.pdf_print import LeftOut, read_print
from extractors.readers.pdf_raised import SMALL
from extractors.readers.pdf_strikes import may_strike
from extractors.readers.pdf_view import View
from extractors.tables.lattice import Lattice
from extractors.tables.radicals import FIRST, LAST, unify
from extractors.tables.rules import Rule
from extractors.tables.runs import Bools, Floats, Run, cells_of, free_beside, new_run

HYPHEN: Final = "\ufffe"  # PDFium's mark for a hyphen at the end of a line, which is a printed character
SINGLE_HYPHEN: Final = 0x02  # the same where a character is asked for singly
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
WIDEST, WIDEST_LATIN = 1.25, 0.8  # of a character's height: what a character takes at most
NARROWEST, NARROWEST_LATIN = 0.8, 0.4  # at least, where one that stands twice in a row might be printed twice
ALL_TWICE, ALL_TWICE_LATIN = 0.6, 0.3  # at least, where the whole text might be
SLACK = 0.5  # characters
MARK = 3  # characters of a note's mark that stands by itself, at most

_PART = re.compile(r"[^\x00-\x20]+")
_LATIN = re.compile(r"[!-~]")
_TWICE = re.compile(r"(.)\1")
_LAST_DIGIT = re.compile(r"[0-9](?![0-9])|[①-⑳⑴-⒇*＊※†‡§]")
_SUPERSCRIPT = re.compile(r"(?<![mM㎡])[¹²³⁰⁴-⁹]")
_RADICAL = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
# What no printed text holds: controls, the replacement character, the private area, in which symbol founts put theirs.
DOUBTFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\uffff]")


@dataclass(slots=True, eq=False)
class PageRuns:
    """The runs of a page; how many characters its text has, and how many are not printed, stand beyond the page, or have no Unicode.

    `left` is the text that was left out, `over` the runs of level watermarks, `strikes` the rules that strike text out.
    """

    runs: list[Run]
    view: View
    size: int
    hidden: int = 0
    outside: int = 0
    garbled: int = 0
    left: Sequence[LeftOut] = ()
    over: Sequence[Run] = ()
    strikes: Sequence[Rule] = ()


def read_runs(text: Handle, view: View, lattices: Sequence[Lattice], painting: Painting, rules: Sequence[Rule]) -> PageRuns:
    """The runs of a text page, each in its cell of the lattices; `rules` are the horizontal ones of the page."""
    printed = page_text(text)
    parts = list(_parts(text, printed))
    doubtful = [found.start() for found in DOUBTFUL.finditer(printed)]
    garbled = 0
    if any(flag == 1 for flag in map(unmapped, repeat(text), [start for start, _ in parts] + doubtful)):
        printed, garbled = _marked(text, printed)
        parts = list(_parts(text, printed))
    found, odd = ([], parts) if painting.doubtful else _straight(text, printed, parts, view, lattices)
    if not painting.doubtful and (may_strike(rules, found) or _may_be_raised(text, printed, found, view) or _overprinted(found)):
        found, odd = [], parts
    out = PageRuns(found, view, len(printed), garbled=garbled)
    if odd:
        _read_odd(out, text, printed, odd, lattices, painting, rules)
    width, height = 2 * view.width, 2 * view.height
    beyond = [run for run in out.runs if not (0 <= run[1] + run[3] <= width and 0 <= run[2] + run[4] <= height)]
    if beyond:  # nobody who prints the page sees them
        out.runs = [run for run in out.runs if run not in beyond]
        out.outside = sum(len(run.text) for run in beyond)
    return out


def _read_odd(
    out: PageRuns,
    text: Handle,
    printed: str,
    odd: Sequence[tuple[int, int]],
    lattices: Sequence[Lattice],
    painting: Painting,
    rules: Sequence[Rule],
) -> None:
    """Reads some parts character by character."""
    positions = np.concatenate([np.arange(start, end) for start, end in odd])
    found = read_print(text, printed, positions, out.view, lattices, painting, rules)
    out.runs += found.runs
    out.runs.sort(key=lambda run: run.first)
    out.hidden, out.left, out.over, out.strikes = found.hidden, found.left, found.over, found.strikes


def _may_be_raised(text: Handle, printed: str, runs: Sequence[Run], view: View) -> bool:
    """Whether some run holds, or stands beside, a digit or sign that is small for it."""
    if _SUPERSCRIPT.search(printed):
        return True
    places = np.array([found.start() for found in _LAST_DIGIT.finditer(printed)])
    if not len(places) or not runs:
        return False
    sides = np.array([run[1:8] for run in runs])
    at = np.maximum(np.searchsorted(sides[:, 6], places, "right") - 1, 0)
    boxes = boxes_of(text, places.tolist(), view)
    if bool((boxes[:, 3] - boxes[:, 1] < SMALL * sides[at, 4]).any()):
        return True
    alone = [run for run in runs if len(run.text) <= MARK and _LAST_DIGIT.search(run.text)]
    return any(_beside_larger(run, sides) for run in alone)


def _beside_larger(run: Run, sides: Floats) -> bool:
    """Whether a run ends where another begins, a smaller one."""
    beside = (np.abs(sides[:, 2] - run.x0) < run.em) & (sides[:, 1] < run.y1) & (sides[:, 3] > run.y1) & (run.em < SMALL * sides[:, 4])
    return bool(beside.any())


def _overprinted(runs: Sequence[Run]) -> bool:
    """Whether some run stands a second time on its own place."""
    first: dict[str, list[Run]] = {}
    for run in runs:
        others = first.setdefault(run[0], [])
        if any(abs(run[1] - other[1]) < run[5] / 2 and abs(run[2] - other[2]) < run[5] / 2 for other in others):
            return True
        others.append(run)
    return False


def page_text(text: Handle) -> str:
    """The text, one character for each of PDFium's.

    Where its string has another length (characters beyond the basic plane, or such as stand in no string), each is asked for singly.
    """
    pointer = text_pointer(text)
    count = max(pdfium.FPDFText_CountChars(pointer), 0)
    buffer: Any = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(pointer, 0, count, buffer)
    printed = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if written != count + 1 or len(printed) != count:
        codes = map(char_unicode, repeat(text, count), range(count))
        printed = "".join([HYPHEN if code == SINGLE_HYPHEN else _char(code) for code in codes])
    if HYPHEN in printed:
        printed = printed.replace(HYPHEN, "-")
    return unify(printed) if _RADICAL.search(printed) else printed


def _char(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else REPLACEMENT


def _parts(text: Handle, printed: str) -> Iterator[tuple[int, int]]:
    """Start and end of each part; a printed space belongs to it, a break or a space that PDFium made up ends it."""
    start = end = -1
    for found in _PART.finditer(printed):
        low, high = found.span()
        if low - end == 1 and end > 0 and printed[end] == " " and is_generated(text, end) != 1:
            end = high
            continue
        if end > 0:
            yield start, end
        start, end = low, high
    if end > 0:
        yield start, end


def _straight(
    text: Handle, printed: str, parts: Sequence[tuple[int, int]], view: View, lattices: Sequence[Lattice]
) -> tuple[list[Run], list[tuple[int, int]]]:
    """The parts that are runs, and the others."""
    if not parts:
        return [], []
    firsts, count = [start for start, _ in parts], len(parts)
    boxes = boxes_of(text, firsts + [end - 1 for _, end in parts], view)
    cells = cells_of(boxes, lattices)
    one, two = boxes[:count], boxes[count:]
    em = np.maximum(one[:, 3] - one[:, 1], two[:, 3] - two[:, 1])
    texts = [printed[start:end] for start, end in parts]
    straight = (
        (cells[:count] == cells[count:]) & (np.abs(one[:, 1] + one[:, 3] - two[:, 1] - two[:, 3]) < 0.9 * em) & _fits(texts, one, two, em)
    )
    x0 = one[:, 0] - free_beside([each[0] for each in texts], one, em)
    x1 = two[:, 2] + free_beside([each[-1] for each in texts], two, em)
    sides = x0, np.minimum(one[:, 1], two[:, 1]), x1, np.maximum(one[:, 3], two[:, 3]), em, cells[:count]
    whole = list(map(new_run, zip(texts, *(side.tolist() for side in sides), firsts, strict=True)))
    if straight.all():
        return whole, []
    flags = straight.tolist()
    return [run for run, flag in zip(whole, flags, strict=True) if flag], [
        part for part, flag in zip(parts, flags, strict=True) if not flag
    ]


def _fits(texts: Sequence[str], one: Floats, two: Floats, em: Floats) -> Bools:
    """Whether each text is about as long as from its first character to its last."""
    sizes = [(len(each), WIDEST_LATIN if each.isascii() else WIDEST, _narrowest(each)) for each in texts]
    length, widest, narrowest = np.array(sizes).T
    wide = two[:, 2] - one[:, 0]
    most = (length * widest + SLACK) * em
    least = length * narrowest * em
    return np.asarray((wide > 0) & (wide <= most) & (wide >= least) | (length == 1))


def _narrowest(text: str) -> float:
    """How narrow the characters of a text are at least on the whole: one may have been printed twice, or all of them."""
    latin = bool(_LATIN.search(text))
    if not _TWICE.search(text):
        return ALL_TWICE_LATIN if latin else ALL_TWICE
    return NARROWEST_LATIN if latin else NARROWEST


def _marked(text: Handle, printed: str) -> tuple[str, int]:
    """The text with U+FFFD for each character that the file gives no Unicode for: PDFium hands out the code of the glyph instead."""
    count = len(printed)
    flags = [flag == 1 for flag in map(unmapped, repeat(text, count), range(count))]
    return "".join([REPLACEMENT if flag else char for char, flag in zip(printed, flags, strict=True)]), sum(flags)
