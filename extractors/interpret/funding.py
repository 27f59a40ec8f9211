"""Funding blocks: sources by stages as a table, sources beside their amounts, sources over their amounts, sources in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.document import Cell
from extractors.interpret.builder import Project, field_of
from extractors.interpret.spanning_cells import sums_weights
from extractors.interpret.view import TableView, amount_like, attribute_key, blank, dash, instruction, label_like, numeric
from extractors.raw import Claim, Kind, RawField, RawRecord, Span, Use
from extractors.vocabulary import Place, parse_label
from normalizers.text import fold

STAGES = frozenset({"initial", "adjusted", "executed"})
_MONEY = r"([-+]?\d[\d,，]*(?:\.\d+)?\s*(?:万元|亿元|元)?)"
_INLINE = regex.compile(r"([^\d：:；;，,。（）()\s][^：:；;，,。（）()]{0,24})[：:]\s*" + _MONEY)
# 实际支出金额（万元）142.5: label and amount in one cell without a colon.
_GLUED = regex.compile(r"\s*(\p{Han}{2,12}(?:\s*[（(][^（）()]{1,8}[）)])?)\s*" + _MONEY + r"\s*")
_MARKS = r"[\s：:；;，,。（）()、]*"
_BETWEEN = regex.compile(_MARKS + "(?:其中)?" + _MARKS + r"(?:[一二三四五六七八九十\d]{1,2}[、.．])?" + _MARKS)


@dataclass(frozen=True, slots=True)
class _Stage:
    role: str
    head: Cell

    @property
    def first(self) -> int:
        return self.head.column


def read_stages(sheet: TableView, row: int, project: Project | None) -> int | None:
    """A table of sources by stages whose header is `row`; answers its last row, None where none begins there."""
    stages = _stage_header(sheet, row)
    if stages is None:
        return None
    first = min(s.first for s in stages)
    heads = {id(s.head) for s in stages}
    block = _block_of(sheet, row, first)
    for cell in sheet.grid.row_cells(row):
        if not blank(cell) and sheet.free(cell) and (cell.row == row or id(cell) in heads or cell is block):
            sheet.claim(cell, "stage header" if id(cell) in heads else "block:funding")
    last = row
    for at in range(row + 1, sheet.last + 1):
        labels = [c for c in sheet.grid.row_cells(at) if c.column < first and c is not block and not blank(c) and _begins(c, at, row)]
        if (block is not None and at > sheet.bottom(block)) or not _is_amount_row(sheet, at, labels, stages):
            break
        _read_amounts(sheet, at, labels, stages, project)
        last = at
    return last


def _begins(cell: Cell, at: int, header: int) -> bool:
    """Whether a label cell belongs to this row: it begins here, or is 其中： merged down from under the header."""
    return cell.row == at or header < cell.row <= at


def _stage_header(sheet: TableView, row: int) -> list[_Stage] | None:
    """The stage columns of a header row: at least one of 年初, 全年, 执行 beside another label of the kind, and no amounts."""
    cells = [c for c in sheet.starts(row) if not blank(c)]
    if any(numeric(c.text) for c in cells):
        return None
    blocks = [c for c in cells if c.row_span > 1 and sheet.find(c, Place.BLOCK)]
    stages = [_Stage(role, c) for c in cells if c not in blocks and (role := sheet.find(c, Place.STAGE))]
    # 年度预算数 over source labels is the head of the labels, not a stage.
    stages = [s for s in stages if not _heads_labels(sheet, s.head)]
    money = [s for s in stages if s.role in STAGES]
    if len(stages) < 2 or not money or not (len(money) >= 2 or any(s.role in ("executed", "initial") for s in money)):
        return None
    unknown = [c for c in cells if c.column > money[0].first and not sheet.known(c)]
    return stages if len(unknown) < len(stages) else None


def _heads_labels(sheet: TableView, head: Cell) -> bool:
    below = sheet.below(head)
    return below is not None and sheet.find(below, Place.SOURCE) is not None and not amount_like(below.text)


def _block_of(sheet: TableView, row: int, first: int) -> Cell | None:
    """The label merged down to the left of the block: 项目资金（万元）."""
    for cell in sheet.grid.row_cells(row):
        if cell.column < first and cell.row_span > 1 and not blank(cell):
            return cell
    return None


def _is_amount_row(sheet: TableView, row: int, labels: list[Cell], stages: list[_Stage]) -> bool:
    if any(sheet.find(c, Place.SOURCE) for c in labels):
        return True
    amounts = [sheet.grid.at(row, s.first) for s in stages if s.role in STAGES]
    clean = all(blank(c) or amount_like(c.text) or dash(c.text) for c in amounts)
    # Without a column of labels the one row under the header is the total.
    return clean and any(amount_like(c.text) for c in amounts) and (bool(labels) or row == stages[0].head.row + 1)


def _source(sheet: TableView, labels: list[Cell]) -> tuple[str | None, Cell | None]:
    """The source of a row by its label nearest to the amounts, and that label."""
    for cell in reversed(labels):
        source = sheet.find(cell, Place.SOURCE)
        if source is not None:
            return source, cell
    return None, (labels[-1] if labels else None)


def _read_amounts(sheet: TableView, row: int, labels: list[Cell], stages: list[_Stage], project: Project | None) -> None:
    source, label = _source(sheet, labels) if labels else ("total", None)
    for cell in labels:
        if cell is not label and sheet.free(cell):
            sheet.claim(cell, "其中")
    made: dict[str, RawRecord] = {}
    extra: dict[str, RawField] = {}
    for stage in stages:
        cell = sheet.grid.at(row, stage.first)
        if blank(cell) or cell.row != row or not sheet.free(cell):
            continue
        if dash(cell.text):
            sheet.claim(cell, "dash", Use.FILLER)
        elif stage.role in STAGES:
            unit = sheet.label(stage.head).unit or _row_unit(sheet, label, stage.head.row)
            amount = sheet.book.value(cell, f"stage:{stage.role}")
            made[stage.role] = _add(sheet, label, amount, source, stage.role, unit, project)
        elif stage.role == "deviation" or not numeric(cell.text):
            _note(sheet, stage.head, cell, project)
        else:
            extra[stage.role] = sheet.book.value(cell, f"stage:{stage.role}")
    if label is not None and sheet.free(label):
        sheet.claim(label, f"source:{source}")
    _attach(sheet, made, extra, stages, label, project)
    for cell in sheet.starts(row):
        if not blank(cell) and sheet.free(cell) and cell.column > stages[0].first:
            _note(sheet, _head_over(sheet, cell, stages), cell, project)


def _row_unit(sheet: TableView, label: Cell | None, header: int) -> str | None:
    """The money unit of a row's label, of the labels to its left, or of the head over the labels (年度预算数（万元）)."""
    if label is None:
        return None
    over = sheet.label(sheet.grid.at(header, label.column)).unit
    return sheet.unit_over(label) or (over if over != "%" else None)


def _head_over(sheet: TableView, cell: Cell, stages: list[_Stage]) -> Cell:
    return sheet.grid.at(stages[0].head.row, cell.column)


def _note(sheet: TableView, head: Cell, cell: Cell, project: Project | None) -> None:
    """A remark beside the amounts: the form's own instruction, or a pair with its column's label."""
    if instruction(cell.text) or "字以内" in fold(cell.text):
        sheet.claim(cell, "note", Use.INSTRUCTION)
    else:
        sheet.book.pair(project, attribute_key(head) or "说明", sheet.book.value(cell, "stage:note"))


def _attach(
    sheet: TableView,
    made: dict[str, RawRecord],
    extra: dict[str, RawField],
    stages: list[_Stage],
    label: Cell | None,
    project: Project | None,
) -> None:
    """Weight, execution rate and score stand on the row's executed amount; without any amount they are pairs."""
    target = made.get("executed") or made.get("adjusted") or made.get("initial")
    if target is not None:
        target.fields.update(extra)
        return
    heads = {s.role: s.head for s in stages}
    for role, value in extra.items():
        key = (attribute_key(label) + "/" if label else "") + attribute_key(heads[role])
        sheet.book.pair(project, key, value)


def _add(
    sheet: TableView, label: Cell | None, amount: RawField, source: str | None, stage: str, unit: str | None, project: Project | None
) -> RawRecord:
    fields = {"amount": amount}
    if label is not None:
        fields["label"] = sheet.book.value(label, "source")
    return _record(sheet, fields, source, stage, unit, project)


def _record(
    sheet: TableView, fields: dict[str, RawField], source: str | None, stage: str, unit: str | None, project: Project | None
) -> RawRecord:
    facts: dict[str, str | int | None] = {"source": None if source == "null" else source, "stage": stage, "amount_unit": unit}
    if source == "lifetime":
        facts |= {"source": "total", "horizon": "long_term"}
    return sheet.book.add(Kind.FUNDING, fields, facts, project=project.number if project else None)


def read_pairs(sheet: TableView, project: Project | None, review: bool) -> None:
    """Sources (or stages) beside or over their amounts; `review`: the form is a self-evaluation."""
    last: dict[str, RawRecord] = {}
    for cell in list(sheet.cells()):
        if blank(cell) or not sheet.free(cell) or sums_weights(sheet, cell):
            continue
        if (inline := _inline(sheet, cell)) is not None:
            for part in inline:
                words = part["label"].text
                source, stage = sheet.words.find(words, Place.SOURCE), sheet.words.find(words, Place.STAGE)
                step = _stage_of(source, stage, review)
                last[step] = _record(sheet, part, source or ("total" if stage else None), step, parse_label(words).unit, project)
            continue
        source, stage = sheet.find(cell, Place.SOURCE), sheet.find(cell, Place.STAGE)
        if source is None and stage is None:
            if not _in_block(sheet, cell):
                continue
            source = "null"
        value = _amount_of(sheet, cell)
        if value is None:
            continue
        if stage is not None and stage not in STAGES:
            if "executed" in last:
                sheet.claim(cell, f"stage:{stage}")
                last["executed"].fields.setdefault(stage, sheet.book.value(value, f"stage:{stage}"))
            continue
        if not amount_like(value.text):
            if source is not None and (blank(value) or dash(value.text)) and not sheet.find(cell, Place.PAIR):
                sheet.claim(cell, f"source:{source}")
                sheet.claim(value, "dash", Use.FILLER)
            continue
        step = _stage_of(source, stage, review)
        unit = sheet.unit_over(cell)
        last[step] = _add(sheet, cell, sheet.book.value(value, "pair:amount"), source or "total", step, unit, project)


def _in_block(sheet: TableView, cell: Cell) -> bool:
    """Whether an unknown label stands in a funding block: its amount is a row whose source no word of the field names."""
    if sheet.known(cell) or not label_like(cell.text):
        return False
    beside = sheet.left(cell)
    while beside is not None:
        if beside.row_span > 1 and sheet.find(beside, Place.BLOCK) == "funding":
            return True
        beside = sheet.left(beside)
    return False


def _stage_of(source: str | None, stage: str | None, review: bool) -> str:
    """年初预算数 and 全年执行数 say their stage; 预算数 is the budget, in a self-evaluation the adjusted one."""
    if stage in ("initial", "executed") or (stage == "adjusted" and source is None):
        return stage or "budget"
    return "adjusted" if review else "budget"


def _amount_of(sheet: TableView, label: Cell) -> Cell | None:
    """The free cell beside a label, or under it where a row of labels stands over a row of amounts."""
    beside = sheet.right(label)
    if beside is not None and sheet.free(beside) and not sheet.known(beside):
        return beside
    below = sheet.below(label)
    if below is None or not sheet.free(below) or not amount_like(below.text) or _is_answer(sheet, below):
        return None
    return below if (below.column, below.column_span) == (label.column, label.column_span) else None


def _is_answer(sheet: TableView, cell: Cell) -> bool:
    """Whether a number answers the label before it in its own row: 142 in 主管部门编码 | 142 is no amount of what stands above it."""
    beside = sheet.left(cell)
    return beside is not None and beside.row == cell.row and sheet.find(beside, Place.PAIR) is not None


def _inline(sheet: TableView, cell: Cell) -> list[dict[str, RawField]] | None:
    """一、财政拨款：8万元（其中：上级财政资金：5万元；本级财政：3万元）: each source with its amount, where nothing else stands there."""
    found = list(_INLINE.finditer(cell.text)) or [m for m in [_GLUED.fullmatch(cell.text)] if m]
    if not found or not any(sheet.words.find(m.group(1), p) for m in found for p in (Place.SOURCE, Place.STAGE)):
        return None
    end, gaps = 0, []
    for match in found:
        gaps.append((end, match.start()))
        end = match.end()
    gaps.append((end, len(cell.text)))
    if not all(_BETWEEN.fullmatch(cell.text[a:b]) for a, b in gaps):
        return None
    sheet.book.take(cell)
    parts = []
    for match in found:
        label = match.group(1)
        start = match.start(1) + (len(label) - len(_strip_number(label)))
        sheet.book.claims.append(Claim(Use.LABEL, Span(cell, match.start(), match.start(2)), "source"))
        parts.append({"label": field_of(cell, "inline", start, match.end(1)), "amount": field_of(cell, "inline:amount", *match.span(2))})
    for a, b in gaps:
        if cell.text[a:b].strip():
            sheet.book.claims.append(Claim(Use.LABEL, Span(cell, a, b), "punctuation"))
    return parts


def _strip_number(label: str) -> str:
    """A label without the number before it (一、财政拨款), and without 其中."""
    core = parse_label(label).core
    at = fold(label).find(core)
    return label[at:] if at > 0 and fold(label) == label else label
