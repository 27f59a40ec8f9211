"""Where a page cuts a table: which cells under the cut are the rest of those above it.

Some programs (browsers) draw no rule where they cut a cell: an open lower edge goes on, a ruled one does not where others are open.
Others (Word, LibreOffice) close both sides. Then text tells: it starts at the top of a row that is cut, so what is empty above is empty
below; what runs on leaves a full last line above and no room for one more under it. A cell that is merged down comes again as an empty
box, or with the rest of its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pages.model import PageCell, PageTable
from extractors.pages.paragraph_wrap import LATIN_WIDTH, first_width, is_word_char
from extractors.tables.runs import Line
from normalizers.text import fold

EDGE = 2.5  # points by which outer edges of two parts may differ
LINE = 1.5  # of a character's height: the least distance from line to line
ROOM = 24.0  # points: two lines; with more than this left under a table, what follows would have stood there
WIDOW = 2.4  # the same beside a text that surely runs on: a line may have gone to the next page so that none stands there alone
MAX_LINE = 2.0  # characters: with this much left under a row, one more line of it would have stood there
NO_START = "（(）)】]》」』、，。；：%％"  # no label begins with one of these
NO_END = "，、,（(《【"  # no text ends with one of these (folded)
CLOSES = ")》】。;!?"  # a label that ends with one of these is whole (folded)
BRACKETS = (("(", ")"), ("《", "》"), ("【", "】"))  # folded

_COUNT = re.compile(r"\s*[（(]?(\d{1,2})(?:[、．)）]|\.(?!\d))")

Pair = tuple[PageCell, PageCell]
"""A cell above the cut and the one of the same edges below it."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Whether the first row below is the rest of the last one above, and the pairs of cells that go on over the cut."""

    cut: bool
    pairs: tuple[Pair, ...]


@dataclass(slots=True, eq=False)
class Cut:
    """Both sides of a cut: the table's last rows, the part whose row `header` comes first, `room` points left under the table."""

    cells: Sequence[PageCell]
    rows: int
    above: PageTable
    below: PageTable
    header: int
    shift: float
    room: float
    whole: bool  # whether `above` is the table's first part, whose first row no page has cut

    def seam(self) -> Seam:
        """What goes on over the cut."""
        first = [cell for cell in self.below.cells if cell.row == self.header]
        pairs = self.pairs(first)
        opened = [(cell, other) for cell, other in pairs if cell.tail.open_bottom]
        if opened or (not self.header and any(other.open_top for other in first)):
            own = [(cell, other) for cell, other in pairs if cell.row == self.rows - 1 and other.rows == 1]
            return Seam(bool(own) and all(cell.tail.open_bottom for cell, _ in own), tuple(opened))
        if len(pairs) == len(first) and self._is_row(pairs):
            return Seam(True, tuple(pairs))
        blank = all(other.blank for other in first)  # nothing goes on into a row that is blank throughout
        block = [] if blank else self._block(pairs, first)
        out: list[Pair] = []
        leading = not blank
        for cell, other in pairs:
            goes_on = (cell, other) in block or self._goes_on(cell, other, leading)
            leading &= goes_on
            if goes_on:
                out.append((cell, other))
        return Seam(False, tuple(out))

    def pairs(self, first: Sequence[PageCell]) -> list[Pair]:
        """The cells that meet at the cut, by their edges; one without a partner of its width has none."""
        last = [cell for cell in self.cells if cell.row + cell.rows == self.rows]
        return [
            (cell, other)
            for other in first
            for cell in last
            if abs(cell.x0 - other.box.x0 + self.shift) <= EDGE and abs(cell.x1 - other.box.x1 + self.shift) <= EDGE
        ]

    def _is_row(self, pairs: Sequence[Pair]) -> bool:
        """Whether the row itself was cut."""
        own = [(cell, other) for cell, other in pairs if cell.row == self.rows - 1 and other.rows == 1] or pairs
        em = max((line.em for cell, _ in own for line in cell.tail.lines), default=0.0)
        if not em or self.room > MAX_LINE * em:
            return False
        height = self.below.ys[self.header + 1] - self.below.ys[self.header]
        if all(other.blank for _, other in own):
            return height < 1.2 * em
        if any(are_parallel(cell, other) for cell, other in pairs):
            return False
        printed = [(cell, other) for cell, other in pairs if not other.blank]
        if height < self._least_row(max(len(other.lines) for _, other in own)) - 1.0 and all(is_filled(cell) for cell, _ in printed):
            return True
        sure = [pair for pair in printed if self._surely_on(pairs, *pair)]
        label = [pair for pair in printed[:2] if is_filled(pair[0], WIDOW) and (is_broken(*pair) or are_stacked(*pair))]
        return bool(sure) and all(pair in sure or pair in label or runs_on(*pair, WIDOW) for pair in printed)

    def _surely_on(self, pairs: Sequence[Pair], cell: PageCell, other: PageCell) -> bool:
        """Whether a text of more than a few characters a line runs on, or counts on beside a label that does not come again."""
        if runs_on(cell, other):
            return is_telling(cell, other)
        return pairs[0][0].rows == 1 and is_filled(cell, WIDOW) and is_counted(cell, other)

    def _least_row(self, lines: int) -> float:
        """The height of the lowest row that no page cut and that holds as many lines at most; what is left of a cut row is often lower."""
        heights: list[float] = []
        for part, first, end in ((self.above, int(not self.whole), self.above.rows - 1), (self.below, self.header + 1, self.below.rows)):
            most = [0] * part.rows
            for cell in part.cells:
                row = cell.row - (self.rows - part.rows if part is self.above else 0)
                if cell.rows == 1 and 0 <= row < part.rows:
                    most[row] = max(most[row], len(cell.tail.lines))
            heights += [part.ys[row + 1] - part.ys[row] for row in range(first, end) if 0 < most[row] <= lines]
        return min(heights, default=0.0)

    def _block(self, pairs: Sequence[Pair], first: Sequence[PageCell]) -> list[Pair]:
        """Cells on the left that begin in the last row and are merged down over the cut together: all of them go on, or none.

        Where each side shows one row only, an empty box, a broken bracket or several columns that run on give them away.
        """
        block: list[Pair] = []
        evidence = sure = least = 0
        for (cell, other), expected in zip(pairs, first, strict=False):
            if other is not expected:
                break
            if cell.row < self.rows - 1:
                continue
            broken = not other.blank and is_filled(cell) and is_broken(cell, other)
            if cell.blank or are_parallel(cell, other) or not (other.blank or broken or runs_on(cell, other)):
                break
            block.append((cell, other))
            if broken or other.blank or (other.rows > 1 and is_telling(cell, other)):
                evidence, sure = evidence + 1, len(block)
                least = 1 if broken else least or 2
        enough = evidence > 1 or (evidence and not all(other.rows > 1 for _, other in block))
        return block[:sure] if enough and sure >= least else []

    def _goes_on(self, cell: PageCell, other: PageCell, leading: bool) -> bool:
        """Whether a cell under the cut is the rest of the one above it, where the row is not."""
        merged = cell.rows > 1 or other.rows > 1
        if other.blank:
            return (leading and not cell.blank) or (merged and (not cell.blank or cell.rows > 1) and (other.rows > 1 or leading))
        if cell.tail.blank:
            return leading and cell.rows > 1 and cell.blank
        if not merged or not is_filled(cell) or self.room > ROOM:
            return False
        if is_broken(cell, other):
            return True
        if are_stacked(cell, other) and (cell.rows > 1 or len(cell.lines) == 1):
            return leading
        return cell.rows > 1 and runs_on(cell, other) and not are_parallel(cell, other) and text_of(cell.lines)[-1:] not in CLOSES


def text_of(lines: Sequence[Line]) -> str:
    """The text of lines, folded for comparison."""
    return fold("".join(line.text for line in lines))


def are_parallel(cell: PageCell, other: PageCell) -> bool:
    """Whether two texts end alike (经济成本指标, 社会成本指标): then the second is the next of its kind, not the rest of the first."""
    first, second = text_of(cell.lines), text_of(other.lines)
    return min(len(first), len(second)) > 3 and first[-2:] == second[-2:]


def is_telling(cell: PageCell, other: PageCell) -> bool:
    """Whether a full line says anything: in a column of one or two characters every line is full."""
    return not other.blank and bool(cell.lines) and cell.x1 - cell.x0 > 3.5 * cell.lines[-1].em


def is_filled(cell: PageCell, least: float = LINE) -> bool:
    """Whether the last part of a cell has text and no room for one more line of it, which takes `least` characters' height."""
    part = cell.tail
    if not part.lines:
        return False
    free = part.box.y1 - part.box.y0 - (part.lines[-1].y1 - part.lines[0].y0)
    return part.box.y1 - part.lines[-1].y1 < least * part.lines[-1].em or free < least * part.lines[-1].em


def is_counted(cell: PageCell, other: PageCell) -> bool:
    """Whether the second text begins with the number after the last one that a line of the first begins with."""
    numbers = [int(found[1]) for line in cell.lines if (found := _COUNT.match(line.text))]
    after = _COUNT.match(other.lines[0].text) if other.lines else None
    return bool(numbers) and after is not None and int(after[1]) == numbers[-1] + 1


def are_stacked(cell: PageCell, other: PageCell) -> bool:
    """Whether both are pieces of a label that is set one character a line."""
    lines = [*cell.tail.lines, *other.lines]
    return bool(cell.tail.lines and other.lines) and all(len(line.text.strip()) == 1 for line in lines)


def is_broken(cell: PageCell, other: PageCell) -> bool:
    """Whether a text cannot end where it does or the next not begin so: brackets tell, and commas."""
    text = text_of(cell.lines)
    return (
        text[-1:] in NO_END
        or other.lines[0].text.lstrip()[:1] in NO_START
        or any(text.count(left) > text.count(right) for left, right in BRACKETS)
    )


def runs_on(cell: PageCell, other: PageCell, least: float = LINE) -> bool:
    """Whether the text of a cell may go on in another: its last line is full, and under it there is no room for one more."""
    part = cell.tail
    if not other.lines or not is_filled(cell, least):
        return False
    line, box, after = part.lines[-1], part.box, other.lines[0]
    inside_word = is_word_char(line.text.rstrip()[-1:]) and is_word_char(after.text.lstrip()[:1])
    width = max(1.0, (line.x1 - line.x0) / (len(line.text) * line.em))  # a box is often lower than its character is wide
    piece = LATIN_WIDTH * line.em if inside_word else width * first_width(after)
    padding = 2 * max(0.3 * line.em, min(one.x0 - box.x0 for one in part.lines))
    return line.x1 - line.x0 + piece > box.x1 - box.x0 - min(padding, 1.2 * line.em)
