"""What one cell of an indicator's row prints, by the role of its column."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .content import Indicator
from .paper import Paper, Project

SECOND: Final = "+"
"""Behind a role: the column of the second horizon."""
_WORDED: Final = {"≥": "不低于{}", "≤": "{}以内"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row to print: an indicator, its partner of the second horizon, its weight, and whether its target is left blank."""

    first: Indicator
    second: Indicator
    weight: int
    blank: bool
    number: int = 1
    """From 1 in each level 2."""
    row: int = 1
    """From 1 in each project."""

    @property
    def reached(self) -> bool:
        """Whether the printed result is the printed target."""
        return self.first.actual_number in (None, self.first.target.number)

    @property
    def score(self) -> int:
        """Full marks where the target is reached, one less where not."""
        return self.weight - (0 if self.reached else 1)


def lines(project: Project, points: int = 100) -> list[Line]:
    """The rows of a project; weights add up to `points`."""
    count = max(len(project.indicators), 1)
    weights = [points // count] * (count - 1) + [points - points // count * (count - 1)]
    both = zip(project.indicators, project.later, weights[: len(project.indicators)], strict=True)
    levels = [one.level2 for one in project.indicators]
    return [
        Line(first, second, weight, at == project.blank_target, levels[:at].count(first.level2) + 1, at + 1)
        for at, (first, second, weight) in enumerate(both)
    ]


def short_level(paper: Paper, level: str) -> str:
    return level.removesuffix("指标") if paper.recipe.short_levels else level


def is_pair(paper: Paper, line: Line) -> bool:
    """Whether the row holds two indicators."""
    return paper.recipe.paired and line.row == 1 and not line.blank and not paper.recipe.adjusted


def pair(paper: Paper, line: Line, role: str) -> tuple[str, str]:
    """Both names or both targets of such a row."""
    if role == "level3":
        return line.first.level3, f"{line.first.level3}（二期）"
    return value_cell(paper, line.first, "target"), value_cell(paper, line.second, "target")


def printed(paper: Paper, line: Line, role: str) -> str:
    """What a cell of that role prints."""
    one = line.second if role.endswith(SECOND) else line.first
    role = role.removesuffix(SECOND)
    if role in ("level3", "target") and is_pair(paper, line):
        return "\n".join(f"{number}.{text}" for number, text in enumerate(pair(paper, line, role), 1))
    if role == "level3" and paper.recipe.numbered:
        return f"指标{line.number}：{one.level3}"
    if role in ("sign", "target", "unit"):
        return "" if line.blank else value_cell(paper, one, role)
    if role == "actual" or role == "to_date":
        return actual_text(paper, one)
    plain = {
        "level3": one.level3,
        "description": one.description,
        "basis": one.basis,
        "deviation": "" if line.reached else one.deviation,
        "note": "" if one.key % 2 else "按季度统计",
        "weight": str(line.weight),
        "score": str(line.score),
        "forecast": value_cell(paper, one, "forecast"),
        "standard": f"按{one.level3}完成程度计分。",
        "possibility": "高" if line.reached else "中",
        "reference": value_cell(paper, line.second, "target"),
        "initial": value_cell(paper, line.second, "target"),
        "serial": str(line.row),
        "blank": "",
    }
    return plain[role] if role in plain else grade_text(one, role)


def value_cell(paper: Paper, one: Indicator, role: str) -> str:
    value, cells = one.target, paper.recipe.value_cells
    if role == "sign":
        return value.sign
    if role == "unit":
        return value.unit
    if role == "forecast":
        return value.number + (value.unit if cells in ("one", "sign") else "")
    sign = value.sign if cells in ("one", "unit") else ""
    if paper.recipe.worded and sign in _WORDED:
        return _WORDED[sign].format(value.number + value.unit)
    return sign + value.number + (value.unit if cells in ("one", "sign") else "")


def actual_text(paper: Paper, one: Indicator) -> str:
    return one.actual if one.actual_number is None or paper.recipe.value_cells in ("one", "sign") else one.actual_number


def grade_text(one: Indicator, role: str) -> str:
    """A grade of an indicator: the target, and less for each grade below."""
    value, step = one.target, int(role[-1]) - 1
    if "value" not in value.columns or value.columns["value"] is None:
        return ("按期完成", "基本完成", "部分完成", "未完成")[step]
    lower = Decimal(value.number) * (Decimal(10) - step) / 10
    number = format(lower.normalize(), "f")
    return f"{'<' if step == 3 else '≥'}{number if step < 3 else format((Decimal(value.number) * 8 / 10).normalize(), 'f')}{value.unit}"
