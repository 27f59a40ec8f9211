"""Which cells of a form are labels and which are values: the cheapest tagging of each row, by words and by arrangement together.

A cell costs something as a label (nothing for a listed one, much for a number or a sentence) and something as a value; so does each
arrangement: a value wants a label before it or over it, a label wants a value behind it or under it. Costs are dimensionless; 1 is about
the price of a short unknown text taken for a value although it may be a label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import regex

from extractors.document import Cell
from extractors.interpret.content import Content, content_of
from extractors.interpret.label_lines import splits
from extractors.interpret.plan import is_period
from extractors.interpret.view import TableView, blank, dash, instruction, label_like
from extractors.vocabulary import Place
from normalizers.text import fold

_LABEL_END = regex.compile(
    r"(?:时间|日期|内容|金额|名称|情况|单位|目标|依据|责任人|负责人|措施|类型|类别|性质|编码|编号|代码|电话|范围|方式|标准|级别|等级|属性|期限"
    r"|周期|概况|概述|理由|来源|用途|说明|人数|数量|地点|进度|计划|结论|问题|建议|分类|领域|方向|科目|总额|年度|状态)$"
)
_TICKS = regex.compile(r"[□☐☑☒√✓■]")
_ASKING: Final = (Place.PAIR, Place.GOAL, Place.SIGNATURE)
_NAMING: Final = (Place.SOURCE, Place.STAGE, Place.BLOCK, Place.COLUMN, Place.TASK, Place.TOTAL)

NEVER: Final = 9.0
"""Cost of a number, a sentence or a tick box as a label."""
LISTED_VALUE: Final = 4.0
"""Cost of a label that asks for something (项目名称) as a value."""
NAMED_VALUE: Final = 2.0
"""Cost of a word of the field that may also answer (一般公共预算 answers 资金性质)."""
UNKNOWN_LABEL: Final = 3.0
"""Cost of a short text without any word of the field as a label."""
LONELY_VALUE: Final = 2.0
"""Cost of a value that no label stands before or over; twice that for a number."""
LONELY_LABEL: Final = 1.6
LONELY_QUESTION: Final = 2.1
"""Cost of a label that has no value: of one that names a block or a column, of one that asks (项目名称)."""
BLANK_UNDER: Final = 1.2
"""Cost of a label over a blank cell: it may be a form left blank, or an answer to the label before it."""
OVER_TEXT: Final = 0.8
"""Cost of a short text as a value where a sentence stands under it, as under a heading."""
UNDER: Final = 0.3
"""Cost of a value under its label rather than beside it."""


class Tag(StrEnum):
    """What a cell is in the arrangement of its form."""

    LABEL = "label"
    VALUE = "value"
    SELF = "self"
    """It needs no label: blank, a label with its value in one cell, an instruction."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Tags by the `id` of cells, and the labels whose values stand under them."""

    of: Mapping[int, Tag]
    over: frozenset[int]

    def is_label(self, cell: Cell | None) -> bool:
        """Whether a cell was taken for a label."""
        return cell is not None and self.of.get(id(cell)) is Tag.LABEL


def label_cost(view: TableView, cell: Cell) -> float:
    """What a cell costs as a label."""
    folded = fold(cell.text)
    content = content_of(cell.text)
    if is_period(cell.text):
        return 0.0
    if folded.endswith(":") and 1 < len(folded) <= 16 and not view.known(cell):
        return 0.5
    if content in (Content.NUMBER, Content.VALUE, Content.SIGN, Content.DATE, Content.PROSE, Content.DASH) and not view.known(cell):
        return NEVER
    if _TICKS.search(folded):
        return NEVER
    if view.known(cell):
        return 0.0 if view.words.lists(cell.text) else 0.6
    if not label_like(cell.text):
        return NEVER
    return 1.4 if _LABEL_END.search(view.label(cell).bare) else UNKNOWN_LABEL


def value_cost(view: TableView, cell: Cell) -> float:
    """What a cell costs as a value."""
    if view.known(cell):
        listed = view.words.lists(cell.text)
        asks = any(view.find(cell, place) for place in _ASKING)
        return (LISTED_VALUE if asks else NAMED_VALUE) if listed else 2.0
    if is_period(cell.text):
        return LISTED_VALUE
    folded = fold(cell.text)
    if folded.endswith(":") and len(folded) <= 16:
        return 3.0
    return 0.8 if label_like(cell.text) and _LABEL_END.search(view.label(cell).bare) else 0.3


def tag_rows(view: TableView, rows: Sequence[int], left_out: frozenset[int]) -> Tags:
    """Tags for the cells that begin in `rows`, from the top down.

    Args:
        view: the form.
        rows: row numbers, ascending.
        left_out: `id`s of cells that belong to a table of records beside or between these rows.
    """
    tags: dict[int, Tag] = {}
    over: set[int] = set()
    wanted = set(rows)
    for row in rows:
        cells = [cell for cell in view.starts(row) if id(cell) not in left_out]
        _tag_row(view, cells, tags, over, wanted)
    return Tags(tags, frozenset(over))


def _tag_row(view: TableView, cells: list[Cell], tags: dict[int, Tag], over: set[int], wanted: set[int]) -> None:
    best: dict[Tag, tuple[float, list[Tag]]] = {}
    for at, cell in enumerate(cells):
        before = cells[at - 1] if at and cells[at - 1].column + cells[at - 1].column_span == cell.column else None
        options: dict[Tag, tuple[float, list[Tag]]] = {}
        for tag, own in _choices(view, cell):
            paths = best.items() if at else [(None, (0.0, []))]
            options[tag] = min(
                ((cost + own + _step(view, before, last, cell, tag, (tags, over), wanted), [*path, tag]) for last, (cost, path) in paths),
                key=lambda option: option[0],
            )
        best = options
    if not cells:
        return
    last = cells[-1]
    closing = [(cost + (_lonely(view, last, None, wanted) if tag is Tag.LABEL else 0.0), path) for tag, (cost, path) in best.items()]
    chosen = min(closing, key=lambda option: option[0])[1]
    for at, (cell, tag) in enumerate(zip(cells, chosen, strict=True)):
        tags[id(cell)] = tag
        follower = chosen[at + 1] if at + 1 < len(cells) and cells[at + 1].column == cell.column + cell.column_span else None
        answered = follower is Tag.VALUE or (follower is Tag.SELF and blank(cells[at + 1]))
        if tag is Tag.LABEL and not (answered and not _fits_over(view, cell, wanted)) and (follower is not Tag.VALUE):
            over.add(id(cell))


def _choices(view: TableView, cell: Cell) -> list[tuple[Tag, float]]:
    if blank(cell) or (splits(cell.text, view.words) and not fold(cell.text).endswith(":") and not view.known(cell)):
        return [(Tag.SELF, 0.0)]
    if instruction(cell.text) and not view.known(cell):
        return [(Tag.SELF, 0.0)]
    return [(Tag.LABEL, label_cost(view, cell)), (Tag.VALUE, value_cost(view, cell) + _over_text(view, cell))]


def _over_text(view: TableView, cell: Cell) -> float:
    """What it costs to take a short text for a value although a sentence as wide as it stands under it."""
    below = view.below(cell)
    under = below is not None and (below.column, below.column_span) == (cell.column, cell.column_span)
    over = under and below is not None and below.row_span == 1 and content_of(below.text) is Content.PROSE and label_like(cell.text)
    return OVER_TEXT if over and not label_like(below.text if below else "") else 0.0


def _step(
    view: TableView,
    before: Cell | None,
    last: Tag | None,
    cell: Cell,
    tag: Tag,
    known: tuple[Mapping[int, Tag], set[int]],
    wanted: set[int],
) -> float:
    """The cost of a cell's tag behind the tag of the cell before it (None at the left edge of these cells)."""
    cost = 0.0
    if before is not None and last is Tag.LABEL and tag is Tag.LABEL:
        cost += _lonely(view, before, cell, wanted)
    if tag is Tag.VALUE and not (before is not None and last is Tag.LABEL):
        cost += _unlabelled(view, cell, known, before is None)
    return cost


def _unlabelled(view: TableView, cell: Cell, known: tuple[Mapping[int, Tag], set[int]], first: bool) -> float:
    """The cost of a value that has no label right before it in its row."""
    tags, over = known
    if first and (left := view.left(cell)) is not None and left.row < cell.row and tags.get(id(left)) is Tag.LABEL:
        return 0.0
    if _column_label(view, cell, tags, over) is not None:
        return UNDER
    return LONELY_VALUE * (2 if content_of(cell.text) in (Content.NUMBER, Content.VALUE) else 1)


def _column_label(view: TableView, cell: Cell, tags: Mapping[int, Tag], over: set[int]) -> Cell | None:
    """The label over a cell, through values of the same width between them; None where there is none."""
    row = cell.row - 1
    while row >= view.first:
        above = view.grid.at(row, cell.column)
        tag = tags.get(id(above))
        if tag is Tag.LABEL:
            covers = above.column <= cell.column and above.column + above.column_span >= cell.column + cell.column_span
            return above if id(above) in over and covers else None
        if tag is None or (above.column, above.column_span) != (cell.column, cell.column_span):
            return None
        row = above.row - 1
    return None


def _lonely(view: TableView, cell: Cell, beside: Cell | None, wanted: set[int]) -> float:
    """The cost of a label without a value behind it: little where it heads a block or stands over its value."""
    if beside is not None and cell.row_span > beside.row_span:
        return 0.0
    if _fits_over(view, cell, wanted):
        below = view.below(cell)
        return BLANK_UNDER if below is not None and blank(below) else UNDER
    if cell.column_span == view.grid.columns:
        return UNDER
    return LONELY_QUESTION if any(view.find(cell, place) for place in _ASKING) else LONELY_LABEL


def _fits_over(view: TableView, cell: Cell, wanted: set[int]) -> bool:
    """Whether what stands under a label may be its value: as wide, and no label itself."""
    below = view.below(cell)
    if below is None or below.row not in wanted or (below.column, below.column_span) != (cell.column, cell.column_span):
        return False
    if blank(below):
        return True
    return value_cost(view, below) <= label_cost(view, below) and not dash(cell.text)
