"""Raised small text: powers, which belong to the text before them, and the marks of notes, which do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extractors.printing import raised
from extractors.readers.pdf_chars import Chars, TypeSize
from extractors.tables.runs import Floats, Ints, Run

SMALL: Final = 0.9  # of the height of the text before it: what is taller is no raised text
LIFTED: Final = 0.15  # of that height: how far its lower edge stands above the other at least
NEAR: Final = 0.8  # of that height, along the line
TOGETHER: Final = 0.5  # of its own height: how far raised characters of one mark stand apart
# Raised digits, letters and signs of notes; what Unicode has raised already.
RAISABLE: Final = re.compile(r"[0-9A-Za-z①-⑳⑴-⒇*＊※†‡§#＃★☆△▲\[\]()（）［］〔〕【】注〇一二三四五六七八九十+\-−–]")
SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+-()")
SUPERSCRIPT: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]")


@dataclass(frozen=True, slots=True, eq=False)
class Raising:
    """Raised characters (their indices) as a run of what they say, or of the note's mark that they are. `doubt`: the text, if unclear."""

    at: list[int]
    run: Run
    mark: bool
    doubt: str = ""


def raisings(chars: Chars, cells: Ints, sizes: Callable[[int], TypeSize]) -> list[Raising]:
    """The raised text among the kept characters that is a mark or reads otherwise than it stands; plain raised text stays as it is.

    `sizes` gives the size of type and the baseline of the character at an index, which their boxes do not tell: each font has its own.
    """
    texts = [chars.printed[at] for at in chars.positions.tolist()]
    found = []
    for group, base in _groups(texts, chars, cells, sizes):
        text = "".join(texts[at] for at in group).translate(SUPERSCRIPTS)
        before = _before(texts, chars, cells, group[0], base)
        said = raised(before, text)
        if said.mark or said.text != text or said.unclear:
            shown = said.mark or said.text
            if not said.mark and SUPERSCRIPT.match(texts[group[0]]):
                shown = "".join(texts[at] for at in group)
            found.append(Raising(group, _run(shown, chars, cells, group), bool(said.mark), before + shown if said.unclear else ""))
    return found


def _groups(texts: Sequence[str], chars: Chars, cells: Ints, sizes: Callable[[int], TypeSize]) -> list[tuple[list[int], int]]:
    """Groups of raised characters that stand together, each with the index of the character that it is raised beside."""
    boxes, kept = chars.boxes, chars.kept
    height = boxes[:, 3] - boxes[:, 1]
    tallest = float(height[kept].max()) if kept.any() else 0.0
    candidates = [
        at
        for at in np.flatnonzero(kept).tolist()
        if SUPERSCRIPT.match(texts[at]) or (height[at] < SMALL * tallest and RAISABLE.match(texts[at]))
    ]
    groups: list[tuple[list[int], int]] = []
    for at in sorted(candidates, key=lambda at: (int(cells[at]), float(boxes[at, 0]))):
        together = [group for group in groups if _goes_on(boxes, cells, group[0][-1], at)]
        if together:
            together[-1][0].append(at)
        elif (base := _base(texts, chars, cells, at)) is not None and (SUPERSCRIPT.match(texts[at]) or _lifted(sizes(at), sizes(base))):
            groups.append(([at], base))
    return groups


def _goes_on(boxes: Floats, cells: Ints, last: int, at: int) -> bool:
    """Whether a character stands right behind another on the same raised line."""
    size = boxes[last, 3] - boxes[last, 1]
    level = abs(boxes[at, 1] - boxes[last, 1]) < 0.2 * size and abs(boxes[at, 3] - boxes[last, 3]) < 0.2 * size
    return bool(cells[at] == cells[last] and level and -0.2 * size < boxes[at, 0] - boxes[last, 2] < TOGETHER * size)


def _base(texts: Sequence[str], chars: Chars, cells: Ints, at: int) -> int | None:
    """The character to whose right a character is raised; None where there is none."""
    x0, y0, _, y1 = chars.boxes[at].tolist()
    boxes = chars.boxes
    height = boxes[:, 3] - boxes[:, 1]
    beside = chars.kept & (cells == cells[at]) & (boxes[:, 2] > x0 - NEAR * height) & (boxes[:, 2] < x0 + 0.3 * height)
    if SUPERSCRIPT.match(texts[at]):
        fitting = beside & (np.abs(boxes[:, 3] - y1) < 0.3 * height) & (boxes[:, 0] < x0)
    else:
        lifted = (boxes[:, 3] - y1 > 0) & (boxes[:, 3] - y1 < height)
        fitting = beside & lifted & (boxes[:, 1] < y1) & (y0 > boxes[:, 1] - 0.6 * height)
    found = np.flatnonzero(fitting)
    return int(found[np.argmax(boxes[found, 2])]) if len(found) else None


def _lifted(one: TypeSize, base: TypeSize) -> bool:
    """Whether a character is set smaller than another, above its baseline."""
    return one.size < SMALL * base.size and base.baseline - one.baseline > LIFTED * base.size


def _before(texts: Sequence[str], chars: Chars, cells: Ints, at: int, base: int) -> str:
    """The text on the line of the base, up to it."""
    boxes = chars.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    line = chars.kept & (cells == cells[base]) & (boxes[base, 1] < y) & (y < boxes[base, 3]) & (x < boxes[at, 0])
    found = np.flatnonzero(line)
    return "".join(texts[one] for one in found[np.argsort(x[found], kind="stable")].tolist())


def _run(text: str, chars: Chars, cells: Ints, group: list[int]) -> Run:
    boxes = chars.boxes[group]
    low, high = boxes.min(axis=0), boxes.max(axis=0)
    first = int(chars.positions[group[0]])
    return Run(text, float(low[0]), float(low[1]), float(high[2]), float(high[3]), float(high[3] - low[1]), int(cells[group[0]]), first)
