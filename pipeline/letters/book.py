"""The review book of a batch: conclusions, what to handle, a sheet a department, who did not submit, which faults are common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pipeline.exporters._atomic import replacing
from pipeline.exporters._sheets import Book, TableSheet
from pipeline.findings.entry import Severity
from pipeline.findings.kinds import SUBMISSION
from pipeline.letters.departments import CHOICE, Department, issue_id
from pipeline.letters.roster import Answer, State
from pipeline.letters.words import GRADES, SEVERITIES, place_of
from pipeline.rules.case import Case, text
from pipeline.rules.run import Issue
from pipeline.schema import Column, Scalar, Type

NAME: Final = "审核簿.xlsx"
MOST_SHEETS: Final = 200
"""Departments with a sheet of their own; a workbook with more is none that a person turns the pages of."""


def _columns(*titles: str) -> tuple[Column, ...]:
    numbers = {"序号", "项目数", "指标数", "必须修改", "建议完善", "提示", "部门数", "处数", "文件数", "第几项", "轮次"}
    return tuple(Column(title, Type.INT32 if title in numbers else Type.STRING, title, title, title) for title in titles)


_CONCLUSIONS: Final = _columns(
    "部门", "年度", "文件数", "项目数", "指标数", "必须修改", "建议完善", "提示", "拟定意见", "拟定等级", "轮次", "状态", "文件"
)
_ISSUES: Final = _columns(
    "序号", "规则", "部门", "项目", "第几项", "指标", "原文", "位置", "问题", "程度", "修改要求", "依据", "状态", "编号"
)
_ROWS: Final = _columns("项目", "第几项", "一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "标记", "问题")
_MISSING: Final = _columns("序号", "代码", "部门", "情况", "文件数", "文件")
_RULES: Final = _columns("规则", "名称", "程度", "处数", "部门数", "部门")
_READING: Final = _columns("文件", "部门", "规则", "程度", "原文", "位置", "说明")


def write_book(departments: Sequence[Department], cases: Sequence[Case], answers: Sequence[Answer], number: int, path: Path) -> None:
    """Write the workbook.

    Args:
        departments: the departments of the batch with their issues.
        cases: every case, those too that do not count: for the doubts about reading.
        answers: what became of the roster's lines; empty without a roster.
        number: the round.
        path: the .xlsx.
    """
    with (
        replacing(path) as beside,
        TemporaryDirectory(dir=path.parent, prefix=".xlsx-") as scratch,
        Book(beside, Path(scratch)) as book,
    ):
        _conclusions(book, departments, number)
        _issues(book, departments)
        if answers:
            _missing(book, answers)
        _rules(book, departments)
        _reading(book, cases)
        taken: set[str] = {"结论", "需处理问题清单", "应报未报", "规则统计", "读取待核"}
        for department in departments[:MOST_SHEETS]:
            _department(book, department, taken)


def _conclusions(book: Book, departments: Sequence[Department], number: int) -> None:
    sheet = TableSheet(book, "结论", _CONCLUSIONS, ("文件",), color="#1F4E79", named=False)
    for one in departments:
        groups = [group for case in one.cases for group in case.groups]
        files = [str(case.document["path"]) for submission in one.submissions for case in (submission.chosen, *submission.others)]
        several = any(submission.others for submission in one.submissions)
        counts = [len(one.of(severity)) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
        listed = "\n".join(files) + (f"\n（{CHOICE}）" if several else "")
        projects = sum(group.project is not None for group in groups)
        indicators = sum(len(group.indicators) for group in groups)
        year = str(one.year) if one.year else None
        outcome = one.outcome
        sheet.add(
            (one.name, year, len(files), projects, indicators, *counts, outcome.value, GRADES[outcome] or None, number, "未审", listed)
        )
    sheet.finish()


def _issues(book: Book, departments: Sequence[Department]) -> None:
    sheet = TableSheet(book, "需处理问题清单", _ISSUES, ("原文", "问题", "修改要求", "依据"), color="#ED7D31", named=False)
    place = 0
    for one in departments:
        for issues, state in ((one.issues, None), (one.struck, "划去")):
            for issue in issues:
                place += 1
                sheet.add((place, issue.code, one.name, *_said(issue), state, issue_id(issue)))
    sheet.finish()


def _said(issue: Issue) -> tuple[Scalar, ...]:
    indicator = issue.indicator
    return (
        text(issue.project, "project_name"),
        indicator["ordinal"] if indicator is not None else None,
        text(indicator, "level3"),
        issue.raw,
        place_of(issue.place) or None,
        issue.message,
        SEVERITIES[issue.severity],
        issue.todo,
        issue.basis,
    )


def _missing(book: Book, answers: Sequence[Answer]) -> None:
    sheet = TableSheet(book, "应报未报", _MISSING, ("文件",), color="#C00000", named=False)
    order = list(State)
    ranked = sorted(answers, key=lambda one: -order.index(one.state))
    for place, answer in enumerate(ranked, 1):
        files = [str(case.document["path"]) for case in answer.cases]
        sheet.add((place, answer.entry.code, answer.entry.name, answer.state.value, len(files), "\n".join(files) or None))
    sheet.finish()


def _rules(book: Book, departments: Sequence[Department]) -> None:
    sheet = TableSheet(book, "规则统计", _RULES, ("部门",), color="#70AD47", named=False)
    counts: Counter[tuple[str, str, str]] = Counter()
    where: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in departments:
        for issue in one.issues:
            key = (issue.code, issue.title, SEVERITIES[issue.severity])
            counts[key] += 1
            where.setdefault(key, {})[one.name] = None
    for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        sheet.add((*key, count, len(where[key]), "、".join(where[key])))
    sheet.finish()


def _reading(book: Book, cases: Sequence[Case]) -> None:
    """Doubts about our own reading: for the reviewer, never for a department."""
    sheet = TableSheet(book, "读取待核", _READING, ("原文", "说明"), color="#7F7F7F", named=False)
    for case in cases:
        path, name = str(case.document["path"]), case.department
        if case.document["status"] == "failed":
            sheet.add((path, name, str(case.document["error_code"]), None, None, None, text(case.document, "error")))
        for row in case.rows["findings"]:
            if row["rule"] not in SUBMISSION and row["severity"] != "info":
                severity = SEVERITIES[Severity(str(row["severity"]))]
                sheet.add((path, name, str(row["rule"]), severity, text(row, "raw"), place_of(row) or None, text(row, "message")))
    sheet.finish()


def _department(book: Book, one: Department, taken: set[str]) -> None:
    """Every indicator of a department, those that are asked about marked."""
    sheet = TableSheet(book, _name(one.name, taken), _ROWS, ("指标值", "实际完成值", "问题"), named=False)
    about: dict[str, list[Issue]] = {}
    for issue in one.issues:
        about.setdefault(str(issue.indicator["indicator_id"]) if issue.indicator is not None else "", []).append(issue)
    for case in one.cases:
        for group in case.groups:
            for row in group.indicators:
                mine = about.get(str(row["indicator_id"]), [])
                worst = min((issue.severity for issue in mine), key=list(Severity).index, default=None)
                said = "\n".join(issue.message for issue in mine) or None
                values = (
                    row["level1"],
                    row["level2"],
                    row["level3"],
                    row["raw"],
                    row["actual_raw"],
                    *(_plain(row[name]) for name in ("weight", "score")),
                )
                sheet.add((group.name, row["ordinal"], *values, SEVERITIES[worst] if worst else None, said), worst.value if worst else None)
    sheet.finish()


def _plain(value: Scalar) -> str | None:
    from decimal import Decimal

    from normalizers.value import plain

    return plain(value) if isinstance(value, Decimal) else None


def _name(name: str, taken: set[str]) -> str:
    """A sheet's name: what Excel allows, at most 31 characters, each once."""
    base = "".join(c for c in name if c not in "[]:*?/\\'" and c.isprintable()).strip()[:28] or "部门"
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base[:26]}-{number}"
    taken.add(found)
    return found
