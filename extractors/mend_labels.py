"""Labels that a scan's recognition got wrong by one character: 年度总体日标 for 年度总体目标, y年度目标 with a scrap of a seal beside it.

Only on cells read from pixels, only where one known label is that near, and only for characters that damage makes alike (see _ALIKE,
gathered from what the networks wrote for others on damaged print) or one letter, digit or sign too many, of which no label has any
(满意度2指标, 指标方向~; a digit behind a label may be a number or a value). Names of levels (社会效益指标) are labels here as well.
Each is named in a remark; the text as it was read stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from typing import Final

import regex

from extractors.document import Cell, Document, Grid, Remark
from extractors.vocabulary import Vocabulary
from normalizers.notes import Note
from normalizers.text import fold

Listed = Callable[[str], bool]
LONGEST: Final = 24  # characters of a label with a scrap
_SCRAP: Final = regex.compile(r"[^\p{Han}()（）\[\]《》“”、/]")
_LAST: Final = regex.compile(r"[~^'’`·.,，_|\\△○▲-]")  # what may be a scrap behind a label; a digit may be a value: 政府性基金拨款：0
_ALIKE: Final = tuple(
    map(frozenset, ("日目曰自", "己已巳", "末未木本术", "人入八", "休体", "贵责质", "侧测则", "项顶预", "值植直", "效放", "士土", "折析拆"))
) + tuple(map(frozenset, ("拔拨", "时对", "名各", "施拖", "金全", "称秒", "位拉", "支文", "申甲由", "干千于", "度庆", "标杯", "一-—")))


def mend_labels(document: Document, words: Vocabulary, levels: Container[str] = frozenset()) -> Document:
    """The document with such labels put right; the same document where there are none. `levels`: what levels are called (社会效益指标)."""

    def listed(text: str) -> bool:
        return len(text) > 1 and (text in levels or words.lists(text))

    return document.mended(lambda grid: _mended(grid, words, listed))


def _mended(grid: Grid, words: Vocabulary, listed: Listed) -> tuple[Grid, tuple[Remark, ...]]:
    put = {id(cell): label for cell in grid.cells if (label := _label(cell, words, listed))}
    if not put:
        return grid, ()
    whole = tuple(replace(cell, text=put[id(cell)]) if id(cell) in put else cell for cell in grid.cells)
    said = (Remark(Note.of("label.misread", raw=cell.text, label=put[id(cell)]), cell.where) for cell in grid.cells if id(cell) in put)
    return replace(grid, cells=whole), tuple(said)


def _label(cell: Cell, words: Vocabulary, listed: Listed) -> str | None:
    """The label that a cell's text was meant for; None where it is none, or known as it stands."""
    if cell.confidence is None or not cell.text:
        return None
    text = fold(cell.text)
    if listed(text):
        return None
    bare = _without_scrap(text, listed)
    if bare is not None:
        return bare
    known = words.near(text)
    return known if known is not None and _alike(text, known) else None


def _without_scrap(text: str, listed: Listed) -> str | None:
    """The label that a text is but for one character that no label has; None where it is none, or where two would fit."""
    if len(text) > LONGEST:
        return None
    found = {rest for at, char in enumerate(text) if _is_scrap(text, at, char) and listed(rest := text[:at] + text[at + 1 :])}
    return found.pop() if len(found) == 1 else None


def _is_scrap(text: str, at: int, char: str) -> bool:
    """Whether a character may be no part of a label: 指标1: is one that is numbered, and what follows a colon is a value."""
    return ":" not in text and (_LAST if at == len(text) - 1 else _SCRAP).fullmatch(char) is not None


def _alike(read: str, known: str) -> bool:
    """Whether two texts differ in one place, by characters of the same looks."""
    if len(read) != len(known):
        return False
    apart = [frozenset(pair) for pair in zip(read, known, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and any(apart[0] <= group for group in _ALIKE)
