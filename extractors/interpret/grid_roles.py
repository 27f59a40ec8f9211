"""What each table of a document is, decided by the labels it prints before any value is read.

A table is a performance form only where it prints performance labels, or goes on from one that does. Everything else (income and
expenditure, 三公经费, procurement, assets, contents, a project list without goals) is unrelated and is never read for values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from extractors.document import Cell, Grid, Piece
from extractors.interpret.captions import is_caption, is_title
from extractors.interpret.content import Content, content_of
from extractors.raw import GridRole
from extractors.vocabulary import SHAPED, Place, Vocabulary, parse_label
from normalizers.text import fold

_PERFORMANCE = regex.compile(r"绩效|指标|目标值|(?:总体|年度|预期|长期|中期|实施期|项目|分项)(?:总体)?目标|自评|评分标准|评价标准|完成值")
# Labels of papers that only look alike: staff appraisal, tenders, contracts, bills of quantities, assets, research applications.
_FOREIGN = regex.compile(
    r".{0,3}(?:姓名|性别|岗位|职务|工号|学历|职称|出生|身份证|被考核人|考核人|员工"
    r"|投标|招标|采购人|采购方式|供应商|中标|评标|商务|甲方|乙方|合同(?:编号|金额|价款|工期)|违约|发票"
    r"|工程量|项目特征|综合单价|清单编[码号]|定额|规格型号|资产(?:编号|名称|原值|净值)|使用年限|折旧|存放地点"
    r"|课题|研究(?:内容|方法|基础|人员)|成果形式|论文|专利|经费概算).{0,3}"
)
_LABEL_MAX: Final = 24
_FOREIGN_SHARE: Final = 1.0
"""Foreign labels for each performance label at which a table is somebody else's paper."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a table prints: its performance labels, its labels of other papers, its labels that any form prints."""

    performance: int
    foreign: int
    shared: int


def labels_of(grid: Grid, words: Vocabulary) -> Labels:
    """The distinct labels of a table and of the tables nested in it, by what they speak for."""
    performance: set[str] = set()
    foreign: set[str] = set()
    shared: set[str] = set()
    for cell in _cells(grid):
        bare = parse_label(cell.text).bare if cell.text else ""
        if not bare or len(bare) > _LABEL_MAX:
            continue
        if _PERFORMANCE.search(bare) and _is_performance(bare, words):
            performance.add(bare)
        elif content_of(cell.text) in (Content.LEVEL1, Content.LEVEL2, Content.LEVEL) and bare.endswith("指标"):
            performance.add("level")
        elif _FOREIGN.fullmatch(bare):
            foreign.add(bare)
        elif any(words.find(bare, place) for place in (Place.PAIR, Place.SOURCE, Place.BLOCK, Place.STAGE, Place.SIGNATURE, Place.TOTAL)):
            shared.add(bare)
    return Labels(len(performance), len(foreign), len(shared))


def _cells(grid: Grid) -> list[Cell]:
    inner = [cell for outer in grid.cells for nested in outer.nested for cell in _cells(nested)]
    return [*grid.cells, *inner]


def _is_performance(bare: str, words: Vocabulary) -> bool:
    known = (
        words.find(bare, Place.BLOCK) in ("indicators", "plan")
        or words.find(bare, Place.GOAL) is not None
        or any(cost <= SHAPED for _, cost in words.weigh(bare, Place.COLUMN))
    )
    return known or regex.search(r"绩效(?:目标|指标)|[一二三]级指标", bare) is not None


def grid_roles(blocks: Sequence[Grid | Piece], words: Vocabulary) -> dict[int, GridRole]:
    """The role of each table of a document, by the `id` of its grid; FORM, UNRELATED or LAYOUT before anything is read.

    Args:
        blocks: the document's paragraphs and tables in reading order.
        words: the lexicon.
    """
    grids = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Grid)]
    labels = {at: labels_of(grid, words) for at, grid in grids}
    own = {at: _by_itself(grid, labels[at], _caption(blocks, at)) for at, grid in grids}
    for sequence in (grids, grids[::-1]):
        before: int | None = None
        for at, grid in sequence:
            follows = before is not None and own[at] is GridRole.UNRELATED and own[before] is GridRole.FORM
            if before is not None and follows and _goes_on(blocks, before, at, labels, grid):
                own[at] = GridRole.FORM
            before = at
    return {id(grid): own[at] for at, grid in grids}


def _by_itself(grid: Grid, labels: Labels, caption: str) -> GridRole:
    if grid.cells and not any(cell.text.strip() for cell in grid.cells) and any(cell.nested for cell in grid.cells):
        return GridRole.LAYOUT
    titles = [caption, *(cell.text for cell in grid.cells if cell.row <= 2 and cell.column_span == grid.columns)]
    named = any(is_title(title) and "绩效" in fold(title) for title in titles) and labels.shared >= 1
    if labels.foreign and labels.foreign >= (labels.performance + named) * _FOREIGN_SHARE and not named:
        return GridRole.UNRELATED
    return GridRole.FORM if labels.performance or named else GridRole.UNRELATED


def _caption(blocks: Sequence[Grid | Piece], at: int) -> str:
    """The nearest line above a table that reads like a title; "" where another table stands between."""
    for block in reversed(blocks[max(at - 6, 0) : at]):
        if isinstance(block, Grid):
            return ""
        if is_title(block.text) or is_caption(block.text):
            return block.text
    return ""


def _goes_on(blocks: Sequence[Grid | Piece], first: int, second: int, labels: dict[int, Labels], grid: Grid) -> bool:
    """Whether a table without performance labels belongs to the form before (or behind) it: no caption between, form labels in it."""
    between = blocks[min(first, second) + 1 : max(first, second)]
    if second < first and (own := _caption(blocks, second)) and not _PERFORMANCE.search(fold(own)):
        return False
    captioned = any(not isinstance(b, Grid) and (is_title(b.text) or is_caption(b.text)) for b in between)
    other = blocks[first]
    same = isinstance(other, Grid) and other.columns == grid.columns and second > first
    return not captioned and len(between) <= 3 and not labels[second].foreign and (labels[second].shared > 0 or same)
