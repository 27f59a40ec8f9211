"""Labels cut in two by a page break: put together by the field's words, where geometry cannot tell.

A label merged down over a page break may leave half of its words on each page (绩效 | 指标, 满意 | 度指标). To the reader the
second half looks like a cell of its own; only the words say that it is not.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.document import Block, Cell, Document, Grid
from extractors.tables.from_text.labels import is_level_name
from extractors.vocabulary import Place, Vocabulary
from normalizers.text import fold

_LEVEL = "指标"
_HALF_MAX = 10
_WORDED = regex.compile(r"\p{Han}")  # （90分） above 自评总分 is no half of a label
_JUDGES = ("对象", "公众", "群众", "人员", "用户")  # whose satisfaction it is: 服务对象 | 满意度指标


def mend(document: Document, words: Vocabulary) -> Document:
    """The document with such labels whole; the same document where there are none."""
    blocks: tuple[Block, ...] = tuple(_mended(b, words) if isinstance(b, Grid) else b for b in document.blocks)
    changed = any(new is not old for new, old in zip(blocks, document.blocks, strict=True))
    return replace(document, blocks=blocks) if changed else document


def _mended(grid: Grid, words: Vocabulary) -> Grid:
    joins: dict[int, Cell] = {}
    whole: dict[int, Cell] = {}
    for cell in grid.cells:
        below = _below(grid, cell)
        if below is not None and _one_label(fold(cell.text), fold(below.text), words):
            joins[id(below)] = cell
            whole[id(cell)] = replace(cell, row_span=cell.row_span + below.row_span, text=cell.text + below.text)
    if not joins:
        return grid
    cells = tuple(whole.get(id(c), c) for c in grid.cells if id(c) not in joins)
    return Grid(grid.rows, grid.columns, cells, grid.where, grid.repeated, (*grid.evidence, *_evidence(whole)))


def _evidence(whole: dict[int, Cell]) -> list[str]:
    return [f"the label {fold(cell.text)} goes on over the page" for cell in whole.values()]


def _below(grid: Grid, cell: Cell) -> Cell | None:
    """The cell under a cell, on a later page, in the same columns."""
    row = cell.row + cell.row_span
    if row > grid.rows or not cell.text or cell.where.page is None:
        return None
    below = grid.at(row, cell.column)
    same = (below.column, below.column_span) == (cell.column, cell.column_span)
    later = below.where.page is not None and below.where.page > cell.where.page
    return below if same and later and below.text else None


def _one_label(upper: str, lower: str, words: Vocabulary) -> bool:
    """Whether two texts are the halves of a label: together a known one, or a level's name, apart neither."""
    if len(upper) > _HALF_MAX or len(lower) > _HALF_MAX or not (_WORDED.match(upper) and _WORDED.match(lower)):
        return False
    if words.lists(upper + lower) and (words.find(upper + lower, Place.BLOCK) or not words.lists(upper)):
        return True
    if is_level_name(upper + lower) and _LEVEL not in upper and lower != _LEVEL and not is_level_name(lower) and not words.knows(lower):
        return True  # 效益指 | 标: a page may cut inside the word
    if words.knows(upper) or (words.knows(lower) and lower != _LEVEL):
        return False
    if words.knows(upper + lower):
        return True
    if lower == "满意度指标" and upper.endswith(_JUDGES):
        return True
    # 满意 | 度指标: no level is called 度指标; 数量指标 under 产出 would be one.
    return lower.endswith(_LEVEL) and len(lower) <= len(_LEVEL) + 1 and _LEVEL not in upper
