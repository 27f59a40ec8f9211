"""The official exchange: a list a project in the budget system's columns, and what its triple cannot say."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from normalizers.official import Official, to_official
from normalizers.reader import normalize
from pipeline.exporters import official
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.exporters.csv import RUN
from pipeline.schema import TABLES

HEAD = [
    "一级指标",
    "二级指标",
    "三级指标",
    "计算符号",
    "指标值",
    "计量单位",
    "指标解释",
    "指标值确定依据",
    "权重",
    "计算符号代码",
    "年度标志",
]


@pytest.fixture(scope="module")
def folder(goal_book: Stored, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exchange")
    official.write_all(goal_book, made, ExportOptions())
    return made / official.FOLDER


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def project(goal_book: Stored, name: str) -> str:
    return next(str(row["project_id"]) for row in goal_book.rows(TABLES["projects"]) if row["project_name"] == name)


def test_a_project_s_list(folder: Path, goal_book: Stored) -> None:
    head, *rows = lines(folder / f"{project(goal_book, '妇联基层组织建设经费')}.csv")
    assert head == HEAD
    assert len(rows) == 9
    assert rows[0] == [
        "产出指标",
        "数量指标",
        "妇女维权宣传培训人数",
        "≥",
        "100",
        "人次",
        "反映妇女维权宣传教育情况",
        "年度工作计划",
        "",
        "1",
        "0",
    ]
    assert rows[2][3:6] == ["定性", "是/否", ""]


def test_both_formats_say_the_same(folder: Path) -> None:
    lists = sorted(folder.glob("*-p*.csv"))
    assert len(lists) == 5
    for path in lists:
        sheet = openpyxl.load_workbook(path.with_suffix(".xlsx")).active
        assert [["" if value is None else value for value in line] for line in sheet.iter_rows(values_only=True)] == lines(path)
        assert {cell.number_format for line in sheet.iter_rows(min_row=2) for cell in line if cell.value is not None} == {"@"}


def test_the_index_names_every_list(folder: Path, goal_book: Stored) -> None:
    head, *rows = lines(folder / "projects.csv")
    index = [dict(zip(head, row, strict=True)) for row in rows]
    assert sum(int(one["指标数"]) for one in index) == goal_book.count(TABLES["indicators"])
    assert [one["项目名称"] for one in index][:2] == ["（部门整体）", "车辆保险费"]
    assert all((folder / one["文件名"]).is_file() for one in index)
    unexpressed = lines(folder / "unexpressed.csv")[1:]
    assert sum(int(one["无法完整表达"]) for one in index) == len(unexpressed)


def test_what_the_triple_cannot_say_is_listed_with_its_reason(folder: Path, goal_book: Stored) -> None:
    head, *rows = lines(folder / "unexpressed.csv")
    found = {(row[head.index("指标值原文")], row[head.index("写作")], row[head.index("原因")]) for row in rows}
    assert ("100%", "定性100%", "没有印出计算符号，按定性填写") in found
    assert ("≥90", "定性≥90", "没有印出计量单位，按定性填写") in found
    assert ("2022年9月前", "定性2022年9月前", "指标值为日期，不能用一个符号、一个数值和一个单位表达，按定性填写") in found
    assert not [row for row in rows if row[head.index("指标值原文")] in ("是/否", "≥100人次")]


@pytest.mark.parametrize(
    "raw",
    [
        "≥90%",
        "100%",
        "≥90",
        "80%～90%",
        "2022年9月前",
        "约60个",
        "提高≥2个百分点",
        "建立",
        "/",
        "数量≥5个；覆盖率100%",
        "是/否",
        "及时",
        "",
    ],
)
def test_every_reason_has_a_chinese_sentence(raw: str) -> None:
    told = to_official(normalize(raw), raw)
    assert (told.reason is None) or "\u4e00" <= official.reason_zh(told)[0] <= "\u9fff"


def test_a_reason_nobody_translated_is_a_bug() -> None:
    with pytest.raises(KeyError):
        official.reason_zh(Official(None, None, None, "the moon is full"))


def test_the_lists_of_a_batch_before_go(folder: Path, goal_book: Stored, hostile: Stored, tmp_path: Path) -> None:
    official.write_all(goal_book, tmp_path, ExportOptions())
    official.write_all(hostile, tmp_path, ExportOptions(csv_bom=True))
    names = {path.name for path in (tmp_path / official.FOLDER).iterdir()}
    assert names == {"projects.csv", "unexpressed.csv", "unexpressed.xlsx", "0123456789abcdef-p01.csv", "0123456789abcdef-p01.xlsx"}
    assert (tmp_path / official.FOLDER / "projects.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_text_that_a_spreadsheet_would_run_is_made_harmless_where_that_is_asked_for(hostile: Stored, tmp_path: Path) -> None:
    def cells(options: ExportOptions) -> list[str]:
        official.write_all(hostile, tmp_path, options)
        return [cell for path in sorted((tmp_path / official.FOLDER).glob("*.csv")) for line in lines(path) for cell in line]

    plain = cells(ExportOptions())
    assert '=HYPERLINK("#A1","click")' in plain
    assert cells(ExportOptions(escape_formulas=True)) == [f"'{cell}" if cell.startswith(RUN) else cell for cell in plain]
