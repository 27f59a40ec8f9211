"""The indicator part of a form: which columns it has, its head of one or two rows, its rows, and their truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from .content import Indicator, comparator
from .form import Print, Sheet
from .paper import Paper, Project, Truth

_CLASSES: Final = {
    "产出指标": "output", "效益指标": "benefit", "满意度指标": "satisfaction",
    "数量指标": "quantity", "质量指标": "quality", "时效指标": "timeliness", "成本指标": "cost", "经济效益指标": "economic",
    "社会效益指标": "social", "生态效益指标": "ecological", "可持续影响指标": "sustainability", "服务对象满意度指标": "satisfaction",
}  # fmt: skip
_GROUPS: Final = {"levels": "绩效指标", "long": "实施期指标", "annual": "年度指标"}
_SECOND: Final = "+"
"""Behind a role: the column of the second horizon."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its printed label, and the group whose head stands over it (none: the label takes both rows)."""

    role: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row to print: an indicator, its partner of the second horizon, its weight, and whether its target is left blank."""

    first: Indicator
    second: Indicator
    weight: int
    blank: bool
    number: int = 1
    """From 1 in each level 2."""

    @property
    def reached(self) -> bool:
        """Whether the printed result is the printed target."""
        return self.first.actual_number in (None, self.first.target.number)

    @property
    def score(self) -> int:
        """Full marks where the target is reached, one less where not."""
        return self.weight - (0 if self.reached else 1)


def columns(paper: Paper, family: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of the recipe; `family` are those that follow the target in the family's own form."""
    recipe = paper.recipe
    levels = ["level1", *(["level2"] if recipe.level2 else []), "level3"]
    if recipe.double == "names":
        return (Column("level1", paper.label("level1")), *_side(paper, "long", ""), *_side(paper, "annual", _SECOND))
    head = tuple(Column(role, paper.label(role), "levels") for role in levels)
    early = tuple(Column(role, paper.label(role)) for role in recipe.early)
    after = tuple(Column(role, _named(paper, role)) for role in (*family, *recipe.late))
    return (*head, *early, *_target(paper), *after)


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
        return (Column("target", f"实施期{label}"), Column("target" + _SECOND, f"年度{label.removeprefix('年度')}"))
    roles = {"one": ("target",), "sign": ("sign", "target"), "unit": ("unit", "target"), "three": ("sign", "target", "unit")}[
        recipe.value_cells
    ]
    if recipe.header_rows == 2 and len(roles) > 1:
        return tuple(Column(role, "指标值" if role == "target" else paper.label(role), "target") for role in roles)
    return tuple(Column(role, label if role == "target" else paper.label(role)) for role in roles)


def lines(project: Project, points: int = 100) -> list[Line]:
    """The rows of a project; weights add up to `points`."""
    count = max(len(project.indicators), 1)
    weights = [points // count] * (count - 1) + [points - points // count * (count - 1)]
    both = zip(project.indicators, project.later, weights[: len(project.indicators)], strict=True)
    levels = [one.level2 for one in project.indicators]
    return [
        Line(first, second, weight, at == project.blank_target, levels[:at].count(first.level2) + 1)
        for at, (first, second, weight) in enumerate(both)
    ]


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
        role = column.role.removesuffix(_SECOND)
        if role in ("level1", "level2"):
            for first, count in _runs(shown, role, paper.recipe.merged):
                text = _level(paper, shown, first, role)
                fact = getattr(shown[first].first, role)
                sheet.put(top + first, start + at, text, Print.VALUE, rows=count, fact=fact)
            continue
        for n, line in enumerate(shown):
            text = printed(paper, line, column.role)
            # A sign ends in `comparator`, as a word: the judge of the row looks for it there.
            sheet.put(top + n, start + at, text, Print.VALUE, fact="" if role == "sign" else text)
    if paper.recipe.fillers:
        _filler(sheet, shown[-1].first.level1, cols, start)


def _filler(sheet: Sheet, level1: str, cols: Sequence[Column], start: int) -> None:
    """A row that says that more could follow: a level and ……, no name and no value."""
    row = sheet.rows
    for at, column in enumerate(cols):
        role = column.role.removesuffix(_SECOND)
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
    name: str = getattr(shown[first].first, role)
    if role != "level1" or not paper.recipe.level_weights:
        return name
    return f"{name}（{sum(line.weight for line in shown if line.first.level1 == name)}分）"


def printed(paper: Paper, line: Line, role: str) -> str:
    """What a cell of that role prints."""
    one = line.second if role.endswith(_SECOND) else line.first
    role = role.removesuffix(_SECOND)
    if role == "level3" and paper.recipe.numbered:
        return f"指标{line.number}：{one.level3}"
    if role in ("sign", "target", "unit"):
        return "" if line.blank else _value_cell(paper, one, role)
    if role == "actual" or role == "to_date":
        return _actual(paper, one)
    plain = {
        "level3": one.level3,
        "description": one.description,
        "basis": one.basis,
        "deviation": "" if line.reached else one.deviation,
        "note": "" if one.key % 2 else "按季度统计",
        "weight": str(line.weight),
        "score": str(line.score),
        "forecast": _value_cell(paper, one, "forecast"),
        "standard": f"按{one.level3}完成程度计分。",
        "possibility": "高" if line.reached else "中",
        "reference": _value_cell(paper, line.second, "target"),
        "initial": _value_cell(paper, line.second, "target"),
        "blank": "",
    }
    return plain[role] if role in plain else _grade(one, role)


def _value_cell(paper: Paper, one: Indicator, role: str) -> str:
    value, cells = one.target, paper.recipe.value_cells
    if role == "sign":
        return value.sign
    if role == "unit":
        return value.unit
    if role == "forecast":
        return value.number + (value.unit if cells in ("one", "sign") else "")
    sign = value.sign if cells in ("one", "unit") else ""
    return sign + value.number + (value.unit if cells in ("one", "sign") else "")


def _actual(paper: Paper, one: Indicator) -> str:
    return one.actual if one.actual_number is None or paper.recipe.value_cells in ("one", "sign") else one.actual_number


def _grade(one: Indicator, role: str) -> str:
    """A grade of an indicator: the target, and less for each grade below."""
    value, step = one.target, int(role[-1]) - 1
    if "value" not in value.columns or value.columns["value"] is None:
        return ("按期完成", "基本完成", "部分完成", "未完成")[step]
    lower = Decimal(value.number) * (Decimal(10) - step) / 10
    number = format(lower.normalize(), "f")
    return f"{'<' if step == 3 else '≥'}{number if step < 3 else format((Decimal(value.number) * 8 / 10).normalize(), 'f')}{value.unit}"


def truths(paper: Paper, shown: Sequence[Line], cols: Sequence[Column]) -> list[Truth]:
    """The truth of every row, the first horizon before the second."""
    roles = {column.role: column.label for column in cols}
    double = bool(paper.recipe.double)
    rows = [_truth(paper, line, line.first, roles, "", {"horizon": "long_term"} if double else {}) for line in shown]
    if double:
        rows += [_truth(paper, line, line.second, roles, _SECOND, {"horizon": "annual"}) for line in shown]
    return rows


def _truth(paper: Paper, line: Line, one: Indicator, roles: dict[str, str], side: str, more: Truth) -> Truth:
    row: Truth = {
        "level1": one.level1 if "level1" in roles else None,
        "level2": one.level2 if "level2" in roles else None,
        "level3": printed(paper, line, "level3" + side),
        "name_key": one.level3,
        **more,
    }
    if "level1" in roles:
        row["level1_class"] = _CLASSES[one.level1]
    if "level2" in roles:
        row["level2_class"] = _CLASSES[one.level2]
    if "target" in roles:
        row |= _target_truth(paper, line, one)
    row |= {role: printed(paper, line, role) or None for role in ("description", "basis") if role in roles}
    row |= {role: printed(paper, line, role) for role in ("weight", "score") if role in roles}
    if "deviation" in roles:
        row["deviation_note"] = printed(paper, line, "deviation") or None
    kept = [role for role in ("note", "standard", "reference", "possibility", "initial") if role in roles]
    attributes = {roles[role]: printed(paper, line, role) for role in kept if printed(paper, line, role)}
    if attributes:
        row["attributes"] = attributes
    return row | _results(paper, line, one, roles) | _grades(one, roles)


def _target_truth(paper: Paper, line: Line, one: Indicator) -> Truth:
    if line.blank:
        return {"raw": None, "kind": "missing", "comparator": None, "value": None}
    told: dict[str, Any] = {"raw": _value_cell(paper, one, "target"), **one.target.columns}
    if "value" in told and told["value"] is not None:
        told["comparator"] = comparator(one.target.sign)
    return told


def _results(paper: Paper, line: Line, one: Indicator, roles: dict[str, str]) -> Truth:
    done: Truth = {}
    if "actual" in roles or "to_date" in roles:
        done["actual_raw"] = _actual(paper, one)
        if one.actual_number is not None and (paper.recipe.value_cells in ("one", "sign") or one.target.unit != "万元"):
            done["actual_value"] = str(Decimal(one.actual_number) * (10000 if one.target.unit == "万元" else 1))
    if "actual" in roles and not line.blank and one.target.sign and one.actual_number is not None:
        actual, target = Decimal(one.actual_number), Decimal(one.target.number)
        done["attained"] = {"≥": actual >= target, "≤": actual <= target, "=": actual == target}[one.target.sign]
    if "forecast" in roles:
        done["forecast_raw"] = _value_cell(paper, one, "forecast")
    return done


def _grades(one: Indicator, roles: dict[str, str]) -> Truth:
    if "grade1" not in roles:
        return {}
    names = (("优", "excellent"), ("良", "good"), ("中", "fair"), ("差", "poor"))
    parts = [{"label": label, "grade": grade, "raw": _grade(one, f"grade{n}")} for n, (label, grade) in enumerate(names, 1)]
    return {"kind": "graded", "raw": None, "value": None, "parts": parts}
