"""What each column of a table holds: headings and contents weighed together, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Final

import regex

from extractors.document import Cell
from extractors.interpret.column_roles import INDICATORS, NOTE, ColumnEvidence, assign_fields
from extractors.interpret.content import Content, content_of
from extractors.interpret.view import TableView, blank
from extractors.vocabulary import LISTED, SHAPED, WORDED, Place
from normalizers.text import fold

CORE: Final = frozenset({"level1", "level2", "level3", "content", "target"})
NAMES: Final = frozenset({"level1", "level2", "level3"})
GRADES: Final = ("grade_excellent", "grade_good", "grade_fair", "grade_poor")
PROJECT: Final = frozenset({"project_name", "project_code", "unit_name", "department", "goal", "purpose", "amount", "execution_rate"})
"""What a column of a flat list may hold besides: the row's project."""
TASK: Final = frozenset({"task_name", "task_content"})
"""What it may hold where its rows stand under tasks (职责活动) and not under projects."""
SPARE: Final = "target_spare"
"""A second column of targets: an attribute of its rows, and the target where the first one is blank."""
PREFERRED: Final = 1.5
"""What an adjusted target is cheaper by than an initial one: the contract takes the adjusted one where it is printed."""
_SAMPLE: Final = 60
"""Rows under a heading that are looked at to tell what its column holds."""

_WEIGHT_SUMS: Final = frozenset(map(Decimal, (10, 50, 60, 70, 80, 90, 100)))
"""What the weights of a form add up to: 100, or less where execution and satisfaction are weighed apart (财预〔2020〕10号)."""

_LONG = regex.compile(r"长期|中期|实施期|实施周期|三年|中长期|滚动|跨年度|全周期|规划期|项目期")
_ANNUAL = regex.compile(r"年度|全年|当年|本年|年初")
_ADJUSTED = regex.compile(r"调整|变更后")


def horizon_of(text: str) -> str | None:
    """long_term where a label says 长期, 中期, 实施期 …, annual where it says 年度, 全年 …, else None."""
    folded = fold(text)
    if _LONG.search(folded):
        return "long_term"
    return "annual" if _ANNUAL.search(folded) else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `first`..`last` grid columns (both included) under `head`, which may stand under a group `over`.

    `role` is a canonical field, `note` for a column that goes to attributes; `horizon` as its head or its group says; `guessed` where
    its contents and not its heading told the role.
    """

    role: str
    first: int
    last: int
    head: Cell
    horizon: str | None = None
    over: Cell | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: rows `top`..`bottom`, its column groups (two in double-width forms), its block label."""

    top: int
    bottom: int
    groups: tuple[tuple[Column, ...], ...]
    cells: tuple[Cell, ...]
    block: Cell | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def first(self) -> int:
        """The first grid column of the table's own columns."""
        return min(c.first for g in self.groups for c in g)

    @property
    def last(self) -> int:
        """The last grid column of the table's own columns."""
        return max(c.last for g in self.groups for c in g)


def column_meanings(view: TableView, cell: Cell) -> dict[str, float]:
    """What a heading may mean over a column, with costs; an amount of a source or a stage is an `amount`."""
    meanings = dict(view.words.weigh(cell.text, Place.COLUMN)) if cell.text else {}
    stage = view.find(cell, Place.STAGE)
    if stage == "execution_rate" and meanings.keys() <= {NOTE}:
        return {"execution_rate": LISTED}
    if min(meanings.values(), default=WORDED) <= SHAPED:
        return meanings
    money = view.find(cell, Place.SOURCE) or stage in ("initial", "adjusted", "executed", "forecast")
    return {"amount": LISTED} if money else meanings


def heading_role(view: TableView, cell: Cell) -> str | None:
    """The field that a heading names by a list or a shape; None for weaker evidence and for none."""
    meanings = column_meanings(view, cell)
    role = min(meanings, key=lambda name: meanings[name], default=None)
    return role if role is not None and meanings[role] <= SHAPED else None


def _meanings(view: TableView, columns: Sequence[Column]) -> list[dict[str, float]]:
    """What each heading may mean among its neighbours: 单位 before the levels is an organisation, 分值 behind a level is its weight."""
    roles = [c.role for c in columns]
    start = next((i for i, r in enumerate(roles) if r in CORE), len(roles))
    out = []
    for i, column in enumerate(columns):
        shared = any(other is not column and other.head is column.head for other in columns)
        meanings = {} if shared else _under_group(view, column, column_meanings(view, column.head))
        if "unit" in meanings and i < start and "project_name" in roles:
            meanings["unit_name"] = meanings.pop("unit")
        if "execution_rate" in meanings and "project_name" not in roles:
            meanings = {NOTE: LISTED}
        if i > start and column.role in PROJECT and column.role != "amount" and column.role not in roles[:start]:
            meanings = {NOTE: LISTED}
        if _level_weight(roles, i):
            meanings = {NOTE: LISTED}
        if "task_name" in roles and i < start and {"content", "description", NOTE} & meanings.keys():
            meanings = {"task_content": LISTED}
        if "content" in meanings:
            meanings["description" if "level3" in roles else "level3"] = meanings.pop("content")
        out.append(meanings)
    return out


def _under_group(view: TableView, column: Column, meanings: dict[str, float]) -> dict[str, float]:
    """A heading under a group that says whose values stand there: 指标值 under 实际完成情况 is the actual value."""
    over = heading_role(view, column.over) if column.over is not None else None
    if over not in ("actual", "forecast"):
        return meanings
    if {"target", over} & meanings.keys() or not meanings:
        return {over: LISTED}
    return {NOTE: LISTED}


def _level_weight(roles: Sequence[str], i: int) -> bool:
    """Whether column i is the weight of the level before it, the indicator's own coming later."""
    return roles[i] == "weight" and i > 0 and roles[i - 1] in ("level1", "level2") and "weight" in roles[i + 1 :]


def _evidence(view: TableView, columns: Sequence[Column], meanings: Sequence[dict[str, float]], bottom: int) -> list[ColumnEvidence]:
    """What speaks for each column: its heading's meanings, and the kinds of its cells; numbers also by what they do in their column."""
    cells = [_cells(view, column, bottom) for column in columns]
    weights = next((_numbers(c) for c, m in zip(cells, meanings, strict=True) if m.get("weight") == LISTED), None)
    out = []
    for printed, meaning in zip(cells, meanings, strict=True):
        kinds = Counter(content_of(text) for text in printed.values())
        numbers = _numbers(printed) if kinds and kinds[Content.NUMBER] == kinds.total() else None
        if numbers and _add_up(list(numbers.values())):
            kinds = Counter({Content.WEIGHTS: kinds.total()})
        elif numbers and weights and "review" in view.context and all(n <= weights.get(row, n) for row, n in numbers.items()):
            kinds = Counter({Content.SCORES: kinds.total()})
        out.append(ColumnEvidence(meaning, kinds))
    return out


def _cells(view: TableView, column: Column, bottom: int) -> dict[int, str]:
    """The printed cells under a heading that keep within its column, by their rows."""
    out = {}
    for row in range(bottom + 1, min(bottom + _SAMPLE, view.last) + 1):
        cell = view.grid.at(row, column.first)
        if cell.row == row and not blank(cell) and column.first <= cell.column and cell.column + cell.column_span - 1 <= column.last:
            out[row] = cell.text
    return out


def _numbers(printed: Mapping[int, str]) -> dict[int, Decimal]:
    """Those of the cells that are numbers, by their rows."""
    out = {}
    for row, text in printed.items():
        with suppress(InvalidOperation):
            out[row] = Decimal(fold(text).rstrip("分").replace(",", ""))
    return out


def _add_up(weights: Sequence[Decimal]) -> bool:
    """Whether numbers add up to what weights do, with or without their sum in the last row."""
    total = sum(weights, Decimal(0))
    return len(weights) > 1 and (total in _WEIGHT_SUMS or (total == 2 * weights[-1] and weights[-1] in _WEIGHT_SUMS))


def _decided(view: TableView, columns: Sequence[Column], bottom: int) -> tuple[Column, ...]:
    """The columns of one group with their roles: the cheapest assignment; nothing to weigh where every heading is listed once."""
    meanings = _meanings(view, columns)
    certain = [next(iter(m)) for m in meanings if len(m) == 1 and LISTED in m.values()]
    if len(certain) == len(columns) and len({*certain} - {NOTE}) == len([c for c in certain if c != NOTE]) and NOTE not in certain:
        return tuple(replace(c, role=role) for c, role in zip(columns, certain, strict=True))
    for column, weighed in zip(columns, meanings, strict=True):
        if "target" in weighed and _ADJUSTED.search(fold(column.head.text)):
            weighed["target"] -= PREFERRED
    named = any(cost <= SHAPED for m in meanings for field_name, cost in m.items() if field_name in CORE)
    context = view.context | {INDICATORS} if named else view.context
    found = assign_fields(_evidence(view, columns, meanings, bottom), context)
    return tuple(
        replace(c, role=_kept(c, m, role), guessed=at in found.by_content)
        for at, (c, m, role) in enumerate(zip(columns, meanings, found.fields, strict=True))
    )


def _kept(column: Column, meanings: dict[str, float], role: str) -> str:
    """A list may print several amounts, each is one; a table may print an initial and an adjusted target, one is kept for blank cells."""
    if role != NOTE:
        return role
    return "amount" if "amount" in meanings else SPARE if "target" in meanings else NOTE


def grouped(view: TableView, columns: list[Column], bottom: int) -> tuple[tuple[Column, ...], ...]:
    """Columns split where names and target begin again; levels that a second group does not print are the first one's."""
    roles = [c.role for c in columns]
    unknown = Counter(fold(c.head.text) for c in columns if c.role == NOTE)
    names = max(roles.count("level3"), roles.count("level2"), roles.count("content"))
    if max(roles.count("target"), *unknown.values(), 0) < 2 or names < 2:
        return _single(view, columns, bottom)
    groups: list[list[Column]] = [[]]
    for column in columns:
        if column.role in CORE and any(c.role == column.role for c in groups[-1]):
            groups.append([])
        groups[-1].append(column)
    decided = [list(_decided(view, group, bottom)) for group in groups]
    levels = [c for c in decided[0] if c.role in ("level1", "level2")]
    said = [next((c.horizon for c in group if c.role == "target" and c.horizon), None) for group in decided]
    distinct = len(set(said)) == len(said)
    for i, group in enumerate(decided):
        own = min((c.role for c in group if c.role in NAMES), default="level1")
        if i:
            group[:0] = [c for c in levels if c.role < own]
        side = ("long_term", "annual")[min(i, 1)]
        decided[i] = [replace(c, horizon=(said[i] if distinct else None) or side) for c in group]
    return tuple(tuple(g) for g in decided)


def _may_be_target(view: TableView, column: Column, bottom: int) -> bool:
    """Whether a column under an unknown heading that names a horizon holds targets."""
    if column.role not in (NOTE, "goal") or column.horizon is None or NOTE in column_meanings(view, column.head):
        return False
    kinds = Counter(content_of(text) for text in _cells(view, column, bottom).values())
    stated = sum(kinds[kind] for kind in (Content.VALUE, Content.NUMBER, Content.DATE, Content.GRADE))
    return stated * 2 > kinds.total()


def _single(view: TableView, columns: list[Column], bottom: int) -> tuple[tuple[Column, ...], ...]:
    """One group; two targets of different horizons make two that share their names."""
    targets = [c for c in columns if c.role == "target" or _may_be_target(view, c, bottom)]
    if len(targets) != 2 or {c.horizon for c in targets} != {"annual", "long_term"}:
        return (_decided(view, columns, bottom),)
    shared = _decided(view, [c for c in columns if c not in targets], bottom)
    targets = [replace(c, role="target", guessed=c.role != "target") for c in targets]
    rest = [c for c in shared if c.role in CORE | {"sign", "unit"}]
    first = [replace(c, horizon=targets[0].horizon) for c in (*rest, targets[0])]
    second = [replace(c, horizon=targets[1].horizon) for c in (*shared, targets[1])]
    return (tuple(first), tuple(second))
