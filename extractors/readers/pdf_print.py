"""The print of a page, character by character: what a viewer shows of its text, and what is left out of it and named.

    characters ──painting, layers, rules, places──> unseen, over the form, struck, doubled, raised ──> runs  +  what was left out

Taken for the parts of a page that its quick reading (`pdf_runs`) finds odd, and for all of a page on which something may be unseen,
struck or raised.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple

import numpy as np

from extractors.printing import HIDDEN, NOTE_MARK, SMALLEST, STRUCK
from extractors.readers.pdf_again import text_without
from extractors.readers.pdf_annotations import ANNOTATION, WATERMARK, is_red
from extractors.readers.pdf_chars import Chars, read_chars, size_of, type_size
from extractors.readers.pdf_overflow import cells_by_text
from extractors.readers.pdf_paint import Paint, Painting, owners_at
from extractors.readers.pdf_pdfium import Handle, char_angle
from extractors.readers.pdf_raised import Raising, raisings
from extractors.readers.pdf_strikes import struck
from extractors.readers.pdf_text import page_text
from extractors.readers.pdf_view import View
from extractors.tables.lattice import Lattice
from extractors.tables.rules import Rule
from extractors.tables.runs import OUTSIDE, Bools, Floats, Ints, Run, cells_of, runs_of

LAYER_SLACK: Final = 0.25  # of a character's height: how far two parsers place a character apart on the line; across it twice that
PLACE: Final = 4.0  # points: the grid in which doubled characters are sought
SAME_PLACE: Final = 0.25  # of a character's height: how far the second print of a doubled character may be off
NARROW: Final = 0.6  # and of its width, since two narrow letters stand close
BESIDE: Final = 0.6  # of a character's height: what stands nearer to text that was left out stood beside it
TALL: Final = 1.2  # times it: faint print so tall across several cells is one
LARGE: Final = 1.5  # times the height of most print: faint print so large inside a cell is a watermark
OVERLAPS: Final = 0.2  # of a character's width and height: print that is overlapped by more is printed over


class LeftOut(NamedTuple):
    """Text that is not read as print: the code of its finding, and its run."""

    code: str
    run: Run


@dataclass(slots=True, eq=False)
class Print:
    """The runs of a page, what was left out of them, the runs of watermarks, and how many characters are printed invisibly.

    `strikes` are the rules by which text is struck; `angles` those of the runs, by their first characters, where they are of two readings
    of the page.
    """

    runs: list[Run] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    over: list[Run] = field(default_factory=list)
    hidden: int = 0
    strikes: list[Rule] = field(default_factory=list)
    angles: dict[int, float] = field(default_factory=dict)


def read_print(
    text: Handle, printed: str, positions: Ints, view: View, lattices: Sequence[Lattice], painting: Painting, rules: Sequence[Rule]
) -> Print:
    """The print among the characters at some positions of a text page whose text is `printed`.

    `rules` are the horizontal ones of the page.
    """
    chars = read_chars(text, printed, positions, view, painting.paint.owners)
    out = Print()
    unseen = _unseen(chars, painting, view)
    out.hidden = int(unseen.sum())
    if not out.hidden or (out.hidden == int(chars.kept.sum()) and painting.scanned):  # the text layer of a scan
        return _print(out, chars, view, lattices, painting, rules)
    _leave_out(out, HIDDEN, chars, unseen, cells_of(chars.boxes, lattices))
    gone = np.unique(chars.owners[unseen & (chars.owners >= 0)])
    with text_without(painting.opened, frozenset(gone.tolist())) as again:
        if again is not None and len(again[1]) == len(painting.objects.texts):
            other, addresses = again
            whole = page_text(other)
            rest = read_chars(other, whole, np.arange(len(whole)), view, partial(owners_at, np.array(addresses, dtype=np.uint64)))
            rest.kept &= ~_unseen(rest, painting, view)
            chars = chars.joined(chars.kept & np.isin(chars.owners, gone), rest)
        return _print(out, chars, view, lattices, painting, rules)


def _print(out: Print, chars: Chars, view: View, lattices: Sequence[Lattice], painting: Painting, rules: Sequence[Rule]) -> Print:
    """The print of characters that show."""
    cells = cells_of(chars.boxes, lattices)
    for code, objects in painting.foreign():
        _leave_out(out, code, chars, _set_on_it(code, objects[chars.owners] & chars.kept, chars, cells, painting.paint), cells)
    chars.kept &= ~_doubled(chars)
    over = _over_the_form(chars, cells, painting.paint, view)
    out.over = [_one_run(chars, np.flatnonzero(over & (chars.owners == owner))) for owner in np.unique(chars.owners[over]).tolist()]
    out.left += [LeftOut(WATERMARK, run) for run in out.over]
    chars.kept &= ~over
    strike, out.strikes = struck(chars, cells, rules)
    for sides in painting.annotations.struck:
        strike |= _in(chars, view.box_of(*sides)) & chars.kept
    _leave_out(out, STRUCK, chars, strike, cells)
    cells = cells_by_text(chars, cells, lattices)
    raised = raisings(chars, cells, lambda at: type_size(chars, at, view))
    for raising in raised:
        chars.kept[raising.at] = False
    out.runs = runs_of(chars.printed, chars.boxes, cells, chars.kept, chars.positions)
    _add_raised(out, raised)
    out.runs = _closed(out.runs, [left.run for left in out.left if left.code != WATERMARK])
    if len(chars.pages) > 1:
        out.angles = {run.first: char_angle(*chars.page_of(run.first)) for run in out.runs}
    return out


def _leave_out(out: Print, code: str, chars: Chars, which: Bools, cells: Ints) -> None:
    """Takes characters out of the kept ones, and notes what they say."""
    which = which & chars.kept
    if which.any():
        out.left += [LeftOut(code, run) for run in runs_of(chars.printed, chars.boxes, cells, which, chars.positions)]
        chars.kept &= ~which


def _unseen(chars: Chars, painting: Painting, view: View) -> Bools:
    """Which of the kept characters do not show: by their painting, in a layer that is off, or too small to be read."""
    height = chars.boxes[:, 3] - chars.boxes[:, 1]
    usual = float(np.median(height[chars.kept])) if chars.kept.any() else 0.0
    unseen = painting.paint.unseen(chars.boxes, chars.owners, view)
    for at in np.flatnonzero(chars.kept & (height < SMALLEST) & (height < usual / 2)).tolist():
        unseen[at] |= size_of(*chars.page_of(int(chars.positions[at]))) < SMALLEST
    for char, sides in painting.layers:
        x0, y0, x1, y1 = view.box_of(*sides)
        x, y = (chars.boxes[:, 0] + chars.boxes[:, 2]) / 2, (chars.boxes[:, 1] + chars.boxes[:, 3]) / 2
        near = (np.abs(x - (x0 + x1) / 2) < LAYER_SLACK * height) & (np.abs(y - (y0 + y1) / 2) < 2 * LAYER_SLACK * height)
        unseen |= near & (chars.codes == ord(char)) if char else near
    return np.asarray(unseen & chars.kept)


def _in(chars: Chars, sides: tuple[float, float, float, float]) -> Bools:
    """Which characters have their middle in a rectangle of the view."""
    x, y = (chars.boxes[:, 0] + chars.boxes[:, 2]) / 2, (chars.boxes[:, 1] + chars.boxes[:, 3]) / 2
    return np.asarray((sides[0] <= x) & (x <= sides[2]) & (sides[1] <= y) & (y <= sides[3]))


def _set_on_it(code: str, mine: Bools, chars: Chars, cells: Ints, paint: Paint) -> Bools:
    """Which characters of an annotation are no part of the form: all of a stamp; those of typed text that is red, or beside other print.

    Text typed into a cell that is blank otherwise, or beside a label outside cells, fills it in.
    """
    if code != ANNOTATION or not mine.any():
        return mine
    red = [is_red(tuple(ink)) for ink in paint.ink[np.unique(chars.owners[mine]), :3].tolist()]
    held = np.unique(cells[mine])
    others = chars.kept & ~mine & np.isin(cells, held[held != OUTSIDE])
    return mine if any(red) or others.any() else np.zeros_like(mine)


def _over_the_form(chars: Chars, cells: Ints, paint: Paint, view: View) -> Bools:
    """Which characters are set over the form: a watermark's, a seal's date.

    Such are faint, red or large print that lies over other print, and faint print that is large inside a cell. Other faint text objects of
    the same ink and height belong to it: some programs print each character by itself.
    """
    owners, height = chars.owners, chars.boxes[:, 3] - chars.boxes[:, 1]
    over = np.zeros(len(owners), dtype=bool)
    usual = float(np.median(height[chars.kept])) if chars.kept.any() else 0.0
    faint = paint.faint(chars.boxes, owners, view)
    red = np.array([is_red(tuple(ink)) for ink in paint.ink[:, :3].tolist()])[owners]
    large = (height > LARGE * usual) & (cells != OUTSIDE)
    doubted = chars.kept & (faint | red | large) & (owners >= 0)
    plain = chars.kept & ~doubted
    if not doubted.any() or not plain.any():
        return over
    for owner in np.unique(owners[doubted]).tolist():
        mine = doubted & (owners == owner)
        inside, several = bool((cells[mine] != OUTSIDE).any()), len(np.unique(cells[mine])) > 1
        tall = float(np.median(height[mine])) / usual
        light = bool(faint[mine].all())
        if light and ((inside and tall > LARGE) or (several and tall > TALL) or _overlap(chars.boxes[mine], chars.boxes[plain])):
            same = (paint.ink[owners] == paint.ink[owner]).all(axis=1) & (np.abs(height - np.median(height[mine])) < 1)
            over |= doubted & faint & same
        elif not light and _overlap(chars.boxes[mine], chars.boxes[plain]):
            over |= chars.kept & (owners == owner)
    return over


def _one_run(chars: Chars, which: Ints) -> Run:
    """The characters of one text object in a line, whichever way it runs."""
    boxes, first = chars.boxes[which], int(chars.positions[which].min())
    angle = char_angle(*chars.page_of(int(chars.positions[which[0]])))
    x, y = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    along = max((x * math.cos(angle) + sign * y * math.sin(angle) for sign in (1, -1)), key=np.ptp)
    text = "".join(chr(code) for code in chars.codes[which[np.argsort(along, kind="stable")]].tolist())
    (x0, y0), (x1, y1) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return Run(text, x0, y0, x1, y1, float((boxes[:, 3] - boxes[:, 1]).max()), OUTSIDE, first)


def _overlap(one: Floats, two: Floats) -> bool:
    """Whether some box of the one lies over some box of the other."""
    for x0, y0, x1, y1 in one.tolist():
        wide = np.minimum(two[:, 2], x1) - np.maximum(two[:, 0], x0)
        high = np.minimum(two[:, 3], y1) - np.maximum(two[:, 1], y0)
        if ((wide > OVERLAPS * (two[:, 2] - two[:, 0])) & (high > OVERLAPS * (two[:, 3] - two[:, 1]))).any():
            return True
    return False


def _doubled(chars: Chars) -> Bools:
    """Which characters are printed again at the place of the same character: how bold print and shadows are made."""
    out = np.zeros(len(chars.codes), dtype=bool)
    seen: dict[tuple[int, int, int], list[int]] = {}
    for at in np.flatnonzero(chars.kept).tolist():
        x0, y0, x1, y1 = chars.boxes[at].tolist()
        near = max(min(SAME_PLACE * (y1 - y0), NARROW * (x1 - x0)), 0.01)
        code, column, row = int(chars.codes[at]), int(x0 // PLACE), int(y0 // PLACE)
        around = [(code, column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        others = (chars.boxes[other] for place in around for other in seen.get(place, ()))
        if any(abs(box[0] - x0) < near and abs(box[1] - y0) < near and abs(box[3] - y1) < near for box in others):
            out[at] = True
        else:
            seen.setdefault((code, column, row), []).append(at)
    return out


def _add_raised(out: Print, raised: Sequence[Raising]) -> None:
    """Adds what raised text says to the runs and what it marks to what was left out."""
    for raising in raised:
        if raising.mark:
            out.left.append(LeftOut(NOTE_MARK, raising.run))
        else:
            out.runs.append(raising.run)
    if raised:
        out.runs.sort(key=lambda run: run.first)


def _closed(runs: list[Run], left: Sequence[Run]) -> list[Run]:
    """The runs, each reaching to the next one where only text that was left out stood between them: no space was printed there."""
    for gone in sorted(left, key=lambda run: run.x0):
        near = [at for at, run in enumerate(runs) if run.cell == gone.cell and _level(run, gone)]
        before = [at for at in near if abs(gone.x0 - runs[at].x1) < BESIDE * gone.em]
        after = [at for at in near if abs(runs[at].x0 - gone.x1) < BESIDE * gone.em]
        if before:
            at = before[-1]
            runs[at] = runs[at]._replace(x1=max(runs[at].x1, runs[after[0]].x0 if after else gone.x1))
    return runs


def _level(one: Run, two: Run) -> bool:
    """Whether two runs stand on one line."""
    return min(one.y1, two.y1) - max(one.y0, two.y0) > 0.5 * min(one.y1 - one.y0, two.y1 - two.y0)
