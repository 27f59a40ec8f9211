"""The official exchange: a list of indicators for every project, in the budget system's own columns, as CSV and as XLSX.

official/<project_id>.csv, .xlsx   ready to key in or to import; a department's own indicators under its document_id
official/projects.csv              which list is whose
official/unexpressed.csv, .xlsx    the targets that the triple 计算符号, 指标值, 计量单位 cannot express, and why
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from normalizers.official import Official, to_official
from normalizers.value import Comparator, Kind, Precision, Value, plain
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.exporters.csv import harmless
from pipeline.schema import TABLES, Column, Row, Scalar, Type

FOLDER: Final = "official"
SIGNS: Final = {1: "≥", 2: "＞", 3: "＝", 4: "＜", 5: "≤", 6: "定性"}
_ANSWER: Final = ("一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位", "指标解释", "指标值确定依据", "权重")
# What the system stores besides: the sign's code, and 1 for the whole period or 0 for the year.
_CODES: Final = ("计算符号代码", "年度标志")
_PROJECTS: Final = ("project_id", "部门名称", "单位代码", "单位名称", "项目编码", "项目名称", "指标数", "无法完整表达", "文件名")
_REASONS: Final = ("indicator_id", "project_id", "项目编码", "项目名称", "三级指标", "指标值原文", "写作", "原因", "reason")
_KINDS: Final = {"range": "区间", "date": "日期", "composite": "复合", "text": "文字"}


@dataclass(slots=True)
class _Unexpressed:
    """The rows of the list of what cannot be expressed, kept until all projects are written."""

    rows: list[tuple[Scalar, ...]]


def write_all(tables: Stored, folder: Path, options: ExportOptions) -> None:
    """Write every list; a list has no more rows than its project has indicators."""
    into = folder / FOLDER
    into.mkdir(exist_ok=True)
    for stale in sorted(into.glob("*.csv")) + sorted(into.glob("*.xlsx")):
        stale.unlink()
    documents = {str(row["document_id"]): row for row in tables.rows(TABLES["documents"])}
    projects = {str(row["project_id"]): row for row in tables.rows(TABLES["projects"])}
    unexpressed = _Unexpressed([])
    index: list[tuple[Scalar, ...]] = []
    with TemporaryDirectory(dir=folder, prefix=".official-") as scratch:
        writer = _Writer(into, Path(scratch), options)
        for owner, rows in _by_owner(tables):
            project = projects.get(owner, {})
            document = documents[str(rows[0]["document_id"])]
            before = len(unexpressed.rows)
            writer.both(owner, (*_ANSWER, *_CODES), [_line(row, project, unexpressed) for row in rows])
            index.append((*_about(owner, project, document), len(rows), len(unexpressed.rows) - before, f"{owner}.xlsx"))
        writer.csv("projects", _PROJECTS, index)
        writer.csv("unexpressed", _REASONS, unexpressed.rows)
        writer.xlsx("unexpressed", _REASONS, unexpressed.rows, "无法完整表达")


def _by_owner(tables: Stored) -> Iterator[tuple[str, list[Row]]]:
    """Indicators by the project that they belong to, the department's own under its document."""
    rows = tables.rows(TABLES["indicators"])
    for owner, found in groupby(rows, lambda row: str(row["project_id"] or row["document_id"])):
        yield owner, list(found)


def _about(owner: str, project: Row, document: Row) -> tuple[Scalar, ...]:
    name = project.get("project_name") if project else "（部门整体）"
    codes = (project.get("unit_code"), project.get("unit_name") or document["department_name"], project.get("project_code"))
    return (owner, document["department_name"], *codes, name)


def _line(row: Row, project: Row, unexpressed: _Unexpressed) -> tuple[Scalar, ...]:
    """One indicator in the official columns; where the triple does not say it all, the reason is kept."""
    told = to_official(value_of(row), _text(row["raw"]))
    if told.reason:
        about = (row["indicator_id"], row["project_id"], project.get("project_code"), project.get("project_name"), row["level3"])
        written = SIGNS[told.sign] + (told.value or "") if told.sign else "（不写）"
        unexpressed.rows.append((*about, row["raw"], written, reason_zh(told), told.reason))
    sign = SIGNS[told.sign] if told.sign else None
    levels = (row["level1"], row["level2"], row["level3"])
    weight = plain(row["weight"]) if row["weight"] is not None else None  # type: ignore[arg-type]  # the column is of decimals
    return (*levels, sign, told.value, told.unit, row["description"], row["basis"], weight, told.sign, int(row["horizon"] == "long_term"))


def value_of(row: Row) -> Value:
    """The target of a row of `indicators`, as the value language knows it."""
    return Value(
        cast(Kind, row["kind"]),
        cast("Comparator | None", row["comparator"]),
        row["value"],  # type: ignore[arg-type]  # the schema gives these columns their types
        row["value_upper"],  # type: ignore[arg-type]
        _text(row["unit"]),
        _text(row["unit_raw"]),
        _text(row["unit_inferred"]),
        row["date"],  # type: ignore[arg-type]
        row["date_upper"],  # type: ignore[arg-type]
        cast("Precision | None", row["date_precision"]),
        _text(row["category"]),
    )


def reason_zh(told: Official) -> str:
    """The reason in Chinese."""
    reason = told.reason or ""
    kind, colon, _ = reason.partition(":")
    if colon:
        return f"指标值为{_KINDS[kind]}，不能用一个符号、一个数值和一个单位表达，按定性填写"
    if reason.startswith("no sign says"):
        return "计算符号中没有“约”，按定性填写"
    return _SENTENCES[reason]


_SENTENCES: Final = {
    "no target is printed": "材料没有填写指标值",
    "text without its words": "指标值没有文字可填",
    "no comparator is printed": "没有印出计算符号，按定性填写",
    "no unit is printed": "没有印出计量单位，按定性填写",
    "a change, not a level": "指标值是增减幅度而不是水平，按定性填写",
}


def _text(value: Scalar) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Lists into a folder, in both formats."""

    folder: Path
    scratch: Path
    options: ExportOptions

    def both(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Scalar]]) -> None:
        """A list as CSV and as XLSX."""
        self.csv(name, head, rows)
        self.xlsx(name, head, rows)

    def csv(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Scalar]]) -> None:
        """A list as CSV."""
        with (self.folder / f"{name}.csv").open("w", encoding="utf-8-sig" if self.options.csv_bom else "utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(head)
            for row in rows:
                writer.writerow([harmless(value) if self.options.escape_formulas and isinstance(value, str) else value for value in row])

    def xlsx(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Scalar]], sheet_name: str = "指标") -> None:
        """A list as a workbook with one heading row, every cell text as the system's own templates have it."""
        from pipeline.exporters._sheets import Book, TableSheet

        columns = [Column(title, Type.STRING, title, "", "") for title in head]
        with Book(self.folder / f"{name}.xlsx", self.scratch) as book:
            sheet = TableSheet(book, sheet_name, columns, ("指标解释", "指标值确定依据", "原因"), named=False)
            for row in rows:
                sheet.add([None if value is None else str(value) for value in row])
            sheet.finish()
