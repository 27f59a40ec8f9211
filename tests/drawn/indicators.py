"""The indicator part of a form: which columns it has, its head of one or two rows, its rows, and their truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .cells import SECOND, Line, lines, printed, short_level
from .form import Print, Sheet
from .paper import Paper, Truth
from .truths import truths

__all__ = ["Column", "body", "columns", "draw", "head", "lines", "truths"]

_GROUPS: Final = {"levels": "绩效指标", "long": "实施期指标", "annual": "年度指标"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its printed label, and the group whose head stands over it (none: the label takes both rows)."""

    role: str
    label: str
    group: str = ""


def columns(paper: Paper, family: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of the recipe; `family` are those that follow the target in the family's own form."""
    recipe = paper.recipe
    levels = ["level1", *(["level2"] if recipe.level2 else []), "level3"]
    serial = (Column("serial", "序号"),) if recipe.serial else ()
    if recipe.double == "names":
        return (Column("level1", paper.label("level1")), *_side(paper, "long", ""), *_side(paper, "annual", SECOND))
    head = tuple(Column(role, paper.label(role), "levels") for role in levels)
    early = tuple(Column(role, paper.label(role)) for role in recipe.early)
    after = tuple(Column(role, _named(paper, role)) for role in (*family, *recipe.late))
    return (*serial, *head, *early, *_target(paper), *after)


def _named(paper: Paper, role: str) -> str:
    return {"grade1": "优", "grade2": "良", "grade3": "中", "grade4": "差"}.get(role) or paper.label(role)


def _side(paper: Paper, group: str, second: str) -> tuple[Column, ...]:
    shown = group if paper.recipe.header_rows == 2 else ""
    return tuple(Column(role + second, paper.label(role), shown) for role in ("level2", "level3", "target"))


def _target(paper: Paper) -> tuple[Column, ...]:
    recipe, label = paper.recipe, paper.label("target")
    if recipe.family in ("grades", "review"):
        return ()
    if recipe.adjusted and not paper.is_odd("target"):
        return (Column("initial", "年初指标值"), Column("target", "调整后指标值"))
    if recipe.double == "values":
        return (Column("target", f"实施期{label}"), Column("target" + SECOND, f"年度{label.removeprefix('年度')}"))
    roles = {"one": ("target",), "sign": ("sign", "target"), "unit": ("unit", "target"), "three": ("sign", "target", "unit")}[
        recipe.value_cells
    ]
    if recipe.header_rows == 2 and len(roles) > 1:
        return tuple(Column(role, "指标值" if role == "target" else paper.label(role), "target") for role in roles)
    return tuple(Column(role, label if role == "target" else paper.label(role)) for role in roles)


def draw(paper: Paper, sheet: Sheet, shown: Sequence[Line], cols: Sequence[Column], *, start: int = 0, left: str = "") -> list[Truth]:
    """Print head and rows from column `start`; `left` is a label merged down at the left. The truth of the rows."""
    top = sheet.rows
    head(paper, sheet, cols, start)
    body(paper, sheet, shown, cols, start)
    if left:
        sheet.put(top, start - 1, left, Print.LABEL, rows=sheet.rows - top)
    if paper.recipe.note_row:
        sheet.line([("备注：受汛期影响，部分工作改在四季度开展。", Print.VALUE, 1)])
    return truths(paper, shown, cols)


def head(paper: Paper, sheet: Sheet, cols: Sequence[Column], start: int) -> None:
    """The head: one row, or two with the heads of groups above."""
    top, deep = sheet.rows, paper.recipe.header_rows
    if deep == 1 or not any(column.group for column in cols):
        for at, column in enumerate(cols):
            sheet.put(top, start + at, column.label, Print.LABEL)
        return
    at = 0
    while at < len(cols):
        group = cols[at].group
        many = next((n for n in range(at, len(cols)) if cols[n].group != group), len(cols)) - at if group else 1
        if not group:
            sheet.put(top, start + at, cols[at].label, Print.LABEL, rows=2)
        else:
            text = paper.label("target") if group == "target" else _GROUPS[group]
            sheet.put(top, start + at, text, Print.LABEL, columns=many)
            for n in range(at, at + many):
                sheet.put(top + 1, start + n, cols[n].label, Print.LABEL)
        at += many


def body(paper: Paper, sheet: Sheet, shown: Sequence[Line], cols: Sequence[Column], start: int) -> None:
    """The rows; level cells are merged over equal neighbours where the recipe says so."""
    top = sheet.rows
    for at, column in enumerate(cols):
        role = column.role.removesuffix(SECOND)
        if role in ("level1", "level2"):
            for first, count in _runs(shown, role, paper.recipe.merged):
                text = _level(paper, shown, first, role)
                fact = short_level(paper, getattr(shown[first].first, role))
                sheet.put(top + first, start + at, text, Print.VALUE, rows=count, fact=fact)
            continue
        for n, line in enumerate(shown):
            text = printed(paper, line, column.role)
            # A sign ends in `comparator`, as a word: the judge of the row looks for it there.
            sheet.put(top + n, start + at, text, Print.VALUE, fact="" if role == "sign" else text)
    if paper.recipe.fillers:
        _filler(sheet, short_level(paper, shown[-1].first.level1), cols, start)


def _filler(sheet: Sheet, level1: str, cols: Sequence[Column], start: int) -> None:
    """A row that says that more could follow: a level and ……, no name and no value."""
    row = sheet.rows
    for at, column in enumerate(cols):
        role = column.role.removesuffix(SECOND)
        sheet.put(row, start + at, level1 if role == "level1" else "……" if role in ("level2", "level3") else "", Print.LABEL)


def _runs(shown: Sequence[Line], role: str, merged: bool) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    keys = [(line.first.level1, line.first.level2 if role == "level2" else "") for line in shown]
    for at, key in enumerate(keys):
        if merged and runs and keys[runs[-1][0]] == key:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs


def _level(paper: Paper, shown: Sequence[Line], first: int, role: str) -> str:
    name = short_level(paper, getattr(shown[first].first, role))
    if role != "level1" or not paper.recipe.level_weights:
        return name
    return f"{name}（{sum(line.weight for line in shown if line.first.level1 == shown[first].first.level1)}分）"
