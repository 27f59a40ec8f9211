"""The text of a page as runs: PDFium's own string, parted where it breaks, each part placed by its first and last character.

A part whose ends lie on one line, in one cell and as far apart as its characters are wide is a run. Any other is read
character by character (`pdf_chars`): one that crosses a rule, is set aslant, printed twice or drawn out of order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np

from extractors.printing import SMALLEST
from extractors.readers.pdf_chars import boxes_of, size_of
from extractors.readers.pdf_paint import Painting
from extractors.readers.pdf_pdfium import Handle, is_generated, unmapped
from extractors.readers.pdf_print import LARGE, OVERLAPS, LeftOut, read_print
from extractors.readers.pdf_raised import LIFTED, SMALL
from extractors.readers.pdf_strikes import may_strike
from extractors.readers.pdf_text import FILLER, REPLACEMENT, page_text
from extractors.readers.pdf_typed import add_typed
from extractors.readers.pdf_view import View
from extractors.tables.lattice import Lattice
from extractors.tables.rules import Rule
from extractors.tables.runs import Bools, Floats, Ints, Run, cells_of, free_beside, new_run

WIDEST, WIDEST_LATIN = 1.25, 0.8  # of a character's height: what a character takes at most
NARROWEST, NARROWEST_LATIN = 0.8, 0.4  # at least, where one that stands twice in a row might be printed twice
ALL_TWICE, ALL_TWICE_LATIN = 0.6, 0.3  # at least, where the whole text might be
SLACK = 0.5  # characters
AS_WIDE = 0.02  # points: PDFium gives the characters of a text to be read aloud the same width
MARK = 3  # characters of a note's mark that stands by itself, at most

_PART = re.compile(r"[^\x00-\x20]+")
_LATIN = re.compile(r"[!-~]")
_TWICE = re.compile(r"(.)\1")
_MARKS = re.compile(r"[0-9①-⑳⑴-⒇*＊※†‡§]+")
_MARK = re.compile(r"[0-9①-⑳⑴-⒇*＊※†‡§]")
_BESIDE_IDEOGRAPH = re.compile(r"[0-9](?=[\u3400-\u9fff])|[\u3400-\u9fff](?=[0-9])")
_SUPERSCRIPT = re.compile(r"(?<![mM㎡])[¹²³⁰⁴-⁹]")
# What no printed text holds: controls, the replacement character, the private area, in which symbol founts put theirs.
DOUBTFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\uffff]")


@dataclass(slots=True, eq=False)
class PageRuns:
    """The runs of a page; how many characters its text has, and how many are not printed, stand beyond the page, or have no Unicode.

    `left` is the text that was left out, `over` the runs of level watermarks, `strikes` the rules that strike text out,
    `differing` what fields hold that show something else, and what that is. `angles` are those of runs from another reading of the page, by
    their first characters, which lie beyond its size; `typed`
    says that some runs are none of its text, `spoken` that some may be there to be read aloud only.
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
    differing: list[tuple[str, Run]] = field(default_factory=list)
    angles: Mapping[int, float] = field(default_factory=dict)
    typed: bool = False
    spoken: bool = False


def doubtful_in(text: PageRuns) -> int:
    """How many characters of the runs have no meaning of their own."""
    return sum(len(DOUBTFUL.findall(run.text)) for run in text.runs)


def read_runs(text: Handle, view: View, lattices: Sequence[Lattice], painting: Painting, rules: Sequence[Rule]) -> PageRuns:
    """The runs of a text page, each in its cell of the lattices; `rules` are the horizontal ones of the page."""
    printed = page_text(text)
    parts: Sequence[tuple[int, int]] = list(_parts(text, printed))
    doubtful = [found.start() for found in DOUBTFUL.finditer(printed)]
    garbled = 0
    if any(flag == 1 for flag in map(unmapped, repeat(text), [start for start, _ in parts] + doubtful)):
        printed, garbled = _marked(text, printed)
        parts = list(_parts(text, printed))
    straight = None if painting.doubtful else _straight(text, printed, parts, view, lattices)
    if straight is not None and _is_plain(text, printed, straight, view, rules, painting.red):
        found, odd = straight.runs, straight.odd
    else:
        found, odd, straight = [], parts, None
    out = PageRuns(found, view, len(printed), garbled=garbled)
    out.spoken = painting.marked and (straight is None or _may_be_spoken(text, printed, view))
    if odd:
        _read_odd(out, text, printed, odd, lattices, painting, rules)
        sides = np.array([(*run[1:6], run[7]) for run in out.runs])
        if straight is not None and (out.over or _printed_over(sides, painting.red)):
            out = PageRuns([], view, len(printed), garbled=garbled, spoken=out.spoken)
            _read_odd(out, text, printed, parts, lattices, painting, rules)
    if painting.annotations.typed or painting.annotations.fields:
        out.typed = True
        add_typed(out, painting.annotations, lattices)
    if FILLER in printed:
        out.runs = [run._replace(text=run.text.replace(FILLER, "")) for run in out.runs]
        out.left = [left._replace(run=left.run._replace(text=left.run.text.replace(FILLER, ""))) for left in out.left]
    width, height = 2 * view.width, 2 * view.height
    beyond = [run for run in out.runs if not (0 <= run[1] + run[3] <= width and 0 <= run[2] + run[4] <= height)]
    if beyond:  # nobody who prints the page sees them
        out.runs = [run for run in out.runs if run not in beyond]
        out.outside = sum(len(run.text) for run in beyond)
    return out


def _is_plain(text: Handle, printed: str, straight: Straight, view: View, rules: Sequence[Rule], red: bool) -> bool:
    """Whether no text is struck, raised, printed twice or over other text; `red`: whether some is red."""
    if any(size_of(text, at) < SMALLEST for at in straight.small) or _printed_over(straight.sides, red):
        return False
    return not (may_strike(rules, straight.sides) or _may_be_raised(text, printed, straight, view) or _overprinted(straight.runs))


def _printed_over(sides: Floats, red: bool) -> bool:
    """Whether some large run, or any where there is red print, lies over another: rows of x0, y0, x1, y1, height, first character."""
    if len(sides) < 2:
        return False
    over = sides if red else sides[sides[:, 4] > LARGE * sorted(sides[:, 4].tolist())[len(sides) // 2]]
    if not len(over):
        return False
    one = over[:, None]
    wide = np.minimum(one[..., 2], sides[:, 2]) - np.maximum(one[..., 0], sides[:, 0])
    high = np.minimum(one[..., 3], sides[:, 3]) - np.maximum(one[..., 1], sides[:, 1])
    least = OVERLAPS * np.minimum(one[..., 4], sides[:, 4])
    return bool(((wide > least) & (high > least) & (one[..., 5] != sides[:, 5])).any())


def _may_be_spoken(text: Handle, printed: str, view: View) -> bool:
    """Whether some digit has the width of the ideograph beside it, which no font gives it."""
    places = [found.start() for found in _BESIDE_IDEOGRAPH.finditer(printed)]
    boxes = boxes_of(text, [at for place in places for at in (place, place + 1)], view)
    wide = boxes[:, 2] - boxes[:, 0]
    return bool((np.abs(wide[0::2] - wide[1::2]) < AS_WIDE).any())


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
    out.hidden, out.left, out.over, out.strikes, out.angles = found.hidden, found.left, found.over, found.strikes, found.angles


def _may_be_raised(text: Handle, printed: str, straight: Straight, view: View) -> bool:
    """Whether some run holds, or stands beside, a digit or sign that is small for it."""
    if straight.lifted or _SUPERSCRIPT.search(printed):
        return True
    places = _inner_marks(printed)
    runs, sides = straight.runs, straight.sides
    if not runs:
        return False
    if not places:
        return _stands_raised(straight)
    at = np.maximum(np.searchsorted(sides[:, 5], places, "right") - 1, 0)
    boxes = boxes_of(text, places, view)
    em = sides[at, 4]
    height = boxes[:, 3] - boxes[:, 1]
    lifted = (height < SMALL * em) & (sides[at, 3] - boxes[:, 3] > LIFTED * em)
    tiny = [places[one] for one in np.flatnonzero(height < SMALLEST).tolist()]
    return bool(lifted.any()) or any(size_of(text, one) < SMALLEST for one in tiny) or _stands_raised(straight)


def _inner_marks(printed: str) -> list[int]:
    """Where digits and signs of notes begin and end inside a text; those at its ends are looked at with the text."""
    last = len(printed)
    spans = [found.span() for found in _MARKS.finditer(printed)]
    ends = [end - 1 for _, end in spans if end < last and printed[end] > " "]
    return sorted({start for start, _ in spans if start and printed[start - 1] > " "}.union(ends))


def _stands_raised(straight: Straight) -> bool:
    """Whether some run is a mark that stands by itself beside larger print."""
    runs, sides = straight.runs, straight.sides
    usual = SMALL * sorted(sides[:, 4].tolist())[len(runs) // 2]
    alone = [run for run in runs if run[5] < usual and len(run.text) <= MARK and _MARK.search(run.text)]
    return any(_beside_larger(run, sides) for run in alone)


def _beside_larger(run: Run, sides: Floats) -> bool:
    """Whether a run ends where another begins, a smaller one."""
    beside = (np.abs(sides[:, 2] - run.x0) < run.em) & (sides[:, 1] < run.y1) & (sides[:, 3] > run.y1) & (run.em < SMALL * sides[:, 4])
    return bool(beside.any())


def _overprinted(runs: Sequence[Run]) -> bool:
    """Whether some run stands a second time on its own place."""
    count = Counter([run[0] for run in runs])
    seen: dict[str, list[Run]] = {}
    return any(_meets(run, seen.setdefault(run[0], [])) for run in runs if count[run[0]] > 1)


def _meets(run: Run, others: list[Run]) -> bool:
    """Whether a run stands on one of others, to which it is added."""
    _, x, y, _, _, em, _, _ = run
    for other in others:
        if abs(x - other[1]) < em / 2 and abs(y - other[2]) < em / 2:
            return True
    others.append(run)
    return False


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


@dataclass(frozen=True, slots=True, eq=False)
class Straight:
    """The parts that are runs, their x0, y0, x1, y1, height and first character as rows, and the parts that are none.

    `small` are the characters at the ends of parts that are lower than can be read; `lifted`: whether one ends with raised print.
    """

    runs: list[Run]
    sides: Floats
    odd: Sequence[tuple[int, int]]
    small: Sequence[int] = ()
    lifted: bool = False


def _straight(text: Handle, printed: str, parts: Sequence[tuple[int, int]], view: View, lattices: Sequence[Lattice]) -> Straight:
    if not parts:
        return Straight([], np.empty((0, 6)), [])
    firsts, count = [start for start, _ in parts], len(parts)
    places = firsts + [end - 1 for _, end in parts]
    boxes = boxes_of(text, places, view)
    cells = cells_of(boxes, lattices)
    one, two = boxes[:count], boxes[count:]
    em = np.maximum(one[:, 3] - one[:, 1], two[:, 3] - two[:, 1])
    texts = [printed[start:end] for start, end in parts]
    length = np.array(list(map(len, texts)))
    level = np.abs(one[:, 1] + one[:, 3] - two[:, 1] - two[:, 3]) < 0.9 * em
    apart = (length == 1) | (one[:, 0] != two[:, 0])
    straight = (cells[:count] == cells[count:]) & apart & level & _fits(texts, length, two[:, 2] - one[:, 0], em)
    x0 = one[:, 0] - free_beside([each[0] for each in texts], one, em)
    x1 = two[:, 2] + free_beside([each[-1] for each in texts], two, em)
    sides = np.array([x0, np.minimum(one[:, 1], two[:, 1]), x1, np.maximum(one[:, 3], two[:, 3]), em, firsts])
    whole = list(map(new_run, zip(texts, *sides[:5].tolist(), cells[:count].tolist(), firsts, strict=True)))
    low = np.flatnonzero(boxes[:, 3] - boxes[:, 1] < SMALLEST).tolist()
    small = [places[at] for at in low]
    height = two[:, 3] - two[:, 1]
    lifted = bool(((height < SMALL * em) & (sides[3] - two[:, 3] > LIFTED * em)).any())
    if straight.all():
        return Straight(whole, sides.T, [], small, lifted)
    flags = straight.tolist()
    runs = [run for run, flag in zip(whole, flags, strict=True) if flag]
    return Straight(runs, sides.T[straight], [part for part, flag in zip(parts, flags, strict=True) if not flag], small, lifted)


def _fits(texts: Sequence[str], length: Ints, wide: Floats, em: Floats) -> Bools:
    """Whether each text of a length is about as long as from its first character to its last."""
    latin = np.array(list(map(str.isascii, texts)))
    most = (length * np.where(latin, WIDEST_LATIN, WIDEST) + SLACK) * em
    fits = (wide > 0) & (wide <= most) | (length == 1)
    tight = fits & (length > 1) & (wide < length * np.where(latin, NARROWEST_LATIN, NARROWEST) * em)
    for at in np.flatnonzero(tight).tolist():
        fits[at] = wide[at] >= _narrowest(texts[at]) * em[at]
    return np.asarray(fits)


def _narrowest(text: str) -> float:
    """How narrow a text is at least, in its height: one character may have been printed twice, or all of them."""
    latin = len(_LATIN.findall(text))
    whole = latin * ALL_TWICE_LATIN + (len(text) - latin) * ALL_TWICE
    return max(whole, len(text) * (NARROWEST_LATIN if latin else NARROWEST)) if _TWICE.search(text) else whole


def _marked(text: Handle, printed: str) -> tuple[str, int]:
    """The text with U+FFFD for each character that the file gives no Unicode for: PDFium hands out the code of the glyph instead."""
    count = len(printed)
    flags = [flag == 1 for flag in map(unmapped, repeat(text, count), range(count))]
    return "".join([REPLACEMENT if flag else char for char, flag in zip(printed, flags, strict=True)]), sum(flags)
