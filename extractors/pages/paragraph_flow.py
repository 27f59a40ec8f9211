"""Lines of print to paragraphs: where a sentence goes on and where the next begins, by geometry.

A line goes on the one before it when that one was full (the next piece of text, which cannot be cut, would not have fitted before the
margin), when it stands at the left margin and not at the indent of a new paragraph, and when size and distance are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pages.paragraph_wrap import first_width
from extractors.tables.lines import join_lines
from extractors.tables.runs import Line

INDENT = 0.7  # characters by which a line may stand right of the margin without being indented
PITCH = 2.7  # characters from line to line at most
SLACK = 0.35  # characters that may be left at the end of a full line
TAB = 3.5  # characters that a tab may skip
SIMILAR = 1.15  # a title of 18 pt above one of 15 pt is another line

# A number or mark with which a heading or the item of a list begins.
_MARK = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[部章节条]"
    r"|\d{1,3}(?:[、．)）]|\.(?!\d))|[①-⑳⑴-⒛●■◆▪•·※★])"
)
_ENDS = frozenset("。；：！？.;:!?…”）)")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines begin and end on pages of one width, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool


def margins(lines: Sequence[Line], edges: Sequence[float], width: float) -> Margins:
    """The margins of pages from their lines and from the outer edges of their tables.

    Where several lines end together, that is the margin. Otherwise nothing is known to be full but what
    reaches the table's edge or mirrors the left margin.
    """
    left = _left([line.x0 for line in lines], edges)
    ends = sorted({line.text: line.x1 for line in lines}.values())  # what is printed on every page tells once
    em = sorted(line.em for line in lines)[len(lines) // 2] if lines else 0.0
    full = [end for end in ends if end > ends[-1] - 1.5 * em]
    right = full[len(full) // 2] if len(full) > 2 else max([width - left, *ends, *edges])
    indents = sum(1 for line in lines if 1.5 * line.em < line.x0 - left < 2.6 * line.em)
    return Margins(left, right, indents > 2)


def _left(starts: Sequence[float], edges: Sequence[float]) -> float:
    """The leftmost place at which two lines begin; of one line alone, its own."""
    ordered = sorted(starts)
    for one, two in pairwise(ordered):
        if two - one < 2.0:
            return one
    return min([*ordered, *edges], default=0.0)


@dataclass(slots=True, eq=False)
class Flow:
    """A paragraph being read: its lines so far. `alone`: something else stands beside it, so that no line goes on it."""

    page: int
    lines: list[Line]
    last_page: int
    alone: bool = False

    @property
    def text(self) -> str:
        """Its text, lines joined."""
        return join_lines([line.text for line in self.lines])


def goes_on(flow: Flow, line: Line, page: int, frame: Margins) -> bool:
    """Whether a line goes on the paragraph."""
    last = flow.lines[-1]
    if flow.alone or not 1 / SIMILAR <= line.em / last.em <= SIMILAR:
        return False
    if page == flow.last_page and not 0 < line.y0 - last.y0 <= _pitch(flow) * max(line.em, last.em):
        return False
    if not is_full(last, line, frame.right):
        return _ends_in_tab(last, line, frame)
    if _is_centred(line, frame) and (_is_centred(flow.lines[0], frame) or flow.lines[0].x0 <= frame.left + INDENT * line.em):
        return True
    if _MARK.match(line.text) and last.text.rstrip()[-1:] in _ENDS:
        return False
    if line.x0 <= frame.left + INDENT * line.em:
        return frame.indented or last.text.rstrip()[-1:] not in _ENDS or last.x1 > frame.right - SLACK * last.em
    return _hangs(flow, line)


def _ends_in_tab(last: Line, line: Line, frame: Margins) -> bool:
    """Whether a sentence goes on although its line is a little short: a tab before the break leaves a gap that nothing fills."""
    if not frame.indented or last.text.rstrip()[-1:] in _ENDS or _MARK.match(line.text):
        return False
    return line.x0 <= frame.left + INDENT * line.em and last.x1 + first_width(line) > frame.right - TAB * line.em


def _pitch(flow: Flow) -> float:
    """How far the next line may stand below the last, in characters."""
    if len(flow.lines) < 2 or flow.lines[-1].y0 <= flow.lines[-2].y0:
        return PITCH
    last = flow.lines[-1]
    return min(PITCH, 1.35 * (last.y0 - flow.lines[-2].y0) / last.em)


def is_full(line: Line, after: Line, right: float) -> bool:
    """Whether the first piece of the next line would not have fitted at the end of this one."""
    return line.x1 + first_width(after) > right - SLACK * line.em


def _is_centred(line: Line, frame: Margins) -> bool:
    before, after = line.x0 - frame.left, frame.right - line.x1
    return before > line.em and abs(before - after) < 1.2 * line.em


def _hangs(flow: Flow, line: Line) -> bool:
    """Whether an indented line goes on a paragraph whose first line stands further left, or whose second stands as it does."""
    if len(flow.lines) > 1:
        return abs(flow.lines[-1].x0 - line.x0) < 2.0 and flow.lines[0].x0 != flow.lines[1].x0
    first = flow.lines[0]
    return _MARK.match(first.text) is not None and 0.5 * line.em < line.x0 - first.x0 < 4 * line.em


def neighbours(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether another stands beside it at the same height."""
    tops = sorted((line.y0 + line.y1) / 2 for line in lines)
    return [bisect_left(tops, line.y1) - bisect_right(tops, line.y0) > 1 for line in lines]
