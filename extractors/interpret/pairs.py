"""Label-value pairs in any arrangement: what is left of a form when its tables are read."""

from __future__ import annotations

import regex

from extractors.document import Cell
from extractors.interpret.builder import Project
from extractors.interpret.label_lines import keep_unit, read_line, splits
from extractors.interpret.view import TableView, attribute_key, blank, dash, instruction, label_like, numeric
from extractors.raw import RawField, Use
from extractors.vocabulary import Place
from normalizers.text import fold

# Endings that make an unknown short text a label: 项目实施内容, 开始时间, 责任人.
_LABEL_END = regex.compile(
    r"(?:时间|日期|内容|金额|名称|情况|单位|目标|依据|责任人|负责人|措施|类型|类别|性质|编码|编号|代码|电话|范围|方式|标准|级别|等级|属性|期限"
    r"|周期|概况|概述|理由|来源|用途|说明|人数|数量|地点|进度|计划|结论|问题|建议|分类|领域|方向|科目|总额|年度|状态)$"
)
FORM_FIELDS = frozenset({"project_name", "project_code", "department", "unit", "purpose"})


def read_pairs(sheet: TableView, project: Project | None) -> None:
    """Pairs out of the free cells, row by row; what is neither label nor value stays free (and is found by coverage)."""
    for row in sheet.rows:
        fresh = [c for c in sheet.starts(row) if sheet.free(c)]
        if not any(not blank(c) for c in fresh):
            continue
        heads = [c for c in fresh if not blank(c) and c.row_span == 1]
        if _header_over_values(sheet, heads):
            _read_columns(sheet, heads, project)
        for cell in fresh:
            if not blank(cell) and sheet.free(cell):
                _read_cell(sheet, cell, project)


def _labelness(sheet: TableView, cell: Cell) -> int:
    """2 for a label that the vocabulary knows, 1 for words that end like one, 0 for anything else."""
    if blank(cell):
        return 0
    if sheet.known(cell):
        return 2
    folded = sheet.label(cell).bare
    return int(label_like(cell.text) and (fold(cell.text).endswith(":") or bool(_LABEL_END.search(folded))))


def _asks(sheet: TableView, cell: Cell) -> bool:
    """Whether a cell is the label of a pair or a column (一般公共预算 is known too, but answers 资金性质)."""
    known = any(sheet.find(cell, p) for p in (Place.PAIR, Place.COLUMN)) or sheet.find(cell, Place.TASK) in ("name", "content")
    return known or (not sheet.known(cell) and _labelness(sheet, cell) == 1)


def _header_over_values(sheet: TableView, heads: list[Cell]) -> bool:
    """Whether a row of labels stands over rows of values with the same columns (项目实施内容 | 开始时间 | 完成时间)."""
    if len(heads) < 2 or not all(_asks(sheet, c) for c in heads):
        return False
    below = [sheet.below(c) for c in heads]
    if any(b is not None and b.row_span > 1 for b in below):
        return False
    if any(
        b is None or not sheet.free(b) or (b.column, b.column_span) != (c.column, c.column_span) for b, c in zip(below, heads, strict=True)
    ):
        return False
    if not any(b is not None and not blank(b) for b in below):
        return False
    # Labels with colons ask to their right; a known label below means that this is a block of pairs.
    return not any(_labelness(sheet, b) for b in below if b is not None) and not any(fold(c.text).endswith(":") for c in heads)


def _read_columns(sheet: TableView, heads: list[Cell], project: Project | None) -> None:
    """Values under their labels, row after row while the columns match; several values of a label are a list."""
    for head in heads:
        cell = sheet.below(head)
        values: list[Cell] = []
        while cell is not None and sheet.free(cell) and (cell.column, cell.column_span) == (head.column, head.column_span):
            if not blank(cell) and _labelness(sheet, cell) == 2:
                break
            values.append(cell)
            if not _same_rows(sheet, heads, cell.row):
                break
            cell = sheet.below(cell)
        for value in values:
            if not blank(value):
                _keep(sheet, head, value, project)
        if sheet.free(head):
            sheet.claim(head, "pair:label")


def _same_rows(sheet: TableView, heads: list[Cell], row: int) -> bool:
    return all(sheet.grid.at(row, h.column).column == h.column for h in heads)


def _read_cell(sheet: TableView, cell: Cell, project: Project | None) -> None:
    """A free printed cell: a label with its value, a pair within one cell, a block's label, an instruction, or left alone."""
    beside = sheet.right(cell)
    if instruction(cell.text) and not (beside is not None and sheet.free(beside) and not blank(beside) and sheet.known(cell)):
        sheet.claim(cell, "instruction", Use.INSTRUCTION)
        return
    if splits(cell.text, sheet.words) and not _waiting(sheet, cell, beside):
        read_line(cell, sheet.words, sheet.book, project, owner_is_form=True)
        return
    rank = _labelness(sheet, cell)
    paired = beside is not None and sheet.free(beside) and beside.row == cell.row and not _next_label(sheet, cell, beside)
    if paired and beside is not None and (rank or label_like(cell.text)):
        _keep(sheet, cell, beside, project)
        return
    if _is_block(sheet, cell):
        sheet.claim(cell, "block")
        return
    _read_lonely(sheet, cell, rank, project)


def _waiting(sheet: TableView, cell: Cell, beside: Cell | None) -> bool:
    """Whether a cell that ends in a colon waits for the value beside it."""
    ends = fold(cell.text).endswith(":")
    return ends and beside is not None and sheet.free(beside) and not _labelness(sheet, beside)


def _next_label(sheet: TableView, cell: Cell, beside: Cell) -> bool:
    """Whether the cell beside a label is a label itself, so that the first one's value is missing."""
    if blank(beside):
        return False
    if fold(beside.text).endswith(":") and len(fold(beside.text)) <= 16:
        return True
    if not _asks(sheet, beside) or numeric(beside.text):
        return False
    follower = sheet.right(beside)
    # 项目属性 | 新增项目: a value may read like a label; a label has a value of its own beside it.
    return follower is not None and sheet.free(follower) and not sheet.known(follower) and sheet.known(cell)


def _is_block(sheet: TableView, cell: Cell) -> bool:
    """Whether a cell is merged down beside rows that are read already: its own text is a heading."""
    if cell.column_span == sheet.grid.columns:
        return False
    beside = [sheet.right(cell, row) for row in range(cell.row, sheet.bottom(cell) + 1)]
    return bool(beside) and all(b is not None and (blank(b) or not sheet.free(b)) for b in beside)


def _read_lonely(sheet: TableView, cell: Cell, rank: int, project: Project | None) -> None:
    """A cell without a partner beside it: a heading of the rows below, a label over its text, or the text of a block."""
    owner = _block_label(sheet, cell)
    if owner is not None:
        _keep(sheet, owner, cell, project)
        return
    if dash(cell.text):
        sheet.claim(cell, "dash", Use.FILLER)
        return
    if rank == 0 and (asked := _purpose_above(sheet, cell)) is not None:
        _keep(sheet, asked, cell, project)
        return
    if rank == 0 and not (label_like(cell.text) and cell.column_span == sheet.grid.columns):
        return
    below = sheet.below(cell)
    fits = (
        below is not None
        and sheet.free(below)
        and not blank(below)
        and (below.column, below.column_span) == (cell.column, cell.column_span)
    )
    if fits and below is not None and not _labelness(sheet, below):
        _keep(sheet, cell, below, project)
    else:
        sheet.claim(cell, "heading")


def _purpose_above(sheet: TableView, cell: Cell) -> Cell | None:
    """预算规模及资金用途 in the row above a text that fills its row: the amounts stand beside it, the purpose below."""
    if cell.column_span < sheet.grid.columns or cell.row == sheet.first:
        return None
    above = sheet.grid.at(cell.row - 1, 1)
    return above if sheet.find(above, Place.PAIR) == "purpose" else None


def _block_label(sheet: TableView, cell: Cell) -> Cell | None:
    """The label merged down to the left of a text that fills its row: 预算规模及资金用途 beside its second row."""
    left = sheet.left(cell)
    if left is None or left.row_span < 2 or blank(left) or not label_like(left.text):
        return None
    return left if cell.column + cell.column_span - 1 == sheet.grid.columns and _labelness(sheet, cell) == 0 else None


def _keep(sheet: TableView, label: Cell, value: Cell, project: Project | None) -> None:
    """One pair: a field of the form where the vocabulary knows the label, else an attribute."""
    role = sheet.find(label, Place.PAIR)
    if sheet.free(label):
        sheet.claim(label, f"pair:{role or 'other'}")
        _near(sheet, label, role)
    if blank(value):
        return
    if instruction(value.text) and len(fold(value.text)) <= 80:
        sheet.claim(value, "instruction", Use.INSTRUCTION)
        return
    if dash(value.text) and role in FORM_FIELDS:
        sheet.claim(value, "dash", Use.FILLER)
        return
    keep_pair(sheet, role, attribute_key(label), sheet.book.value(value, f"pair:{role or 'other'}"), project)


def _near(sheet: TableView, label: Cell, role: str | None) -> None:
    if role is None and (known := sheet.words.near(label.text)) is not None:
        sheet.book.say("label.near", label, label=attribute_key(label), known=known)


def keep_pair(sheet: TableView, role: str | None, key: str, value: RawField, project: Project | None) -> None:
    """File a pair under its field; a second value of a field is an attribute."""
    fields = sheet.book.document if project is None else project.fields
    if role == "amount_unit":
        keep_unit(sheet.book, value)
    elif role in FORM_FIELDS and role not in fields:
        fields[role] = value
    elif role == "year" and "year" not in sheet.book.document:
        sheet.book.document["year"] = value
    else:
        sheet.book.pair(project, key, value)
