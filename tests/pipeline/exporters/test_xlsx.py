"""The workbook: every cell read back, nothing a document says becomes a formula, findings lead to their rows."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pipeline.exporters import _sheets, xlsx
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.schema import TABLES, Scalar, Table

from .made import HOSTILE, excel_text, row, write


def opened(tables: Stored, folder: Path, *, provenance: bool = False) -> Workbook:
    xlsx.write_all(tables, folder, ExportOptions(provenance=provenance))
    return openpyxl.load_workbook(folder / xlsx.FILE)


@pytest.fixture(scope="module")
def book(goal_book: Stored, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The workbook of the sample submission."""
    return opened(goal_book, tmp_path_factory.mktemp("workbook"))


def cells(book: Workbook, table: Table) -> list[list[object]]:
    return [list(line) for line in book[table.title].iter_rows(min_row=3, values_only=True)]


def as_excel(value: Scalar) -> object:
    """What a cell holds: a double for a decimal, and no day before 1901."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day) if value.year > 1900 else value.isoformat()  # noqa: DTZ001
    return value


def read(value: object) -> object:
    return excel_text(value) if isinstance(value, str) else value


def test_every_cell_of_the_samples_comes_back(stored: Stored, tmp_path: Path) -> None:
    book = opened(stored, tmp_path)
    for table in TABLES.values():
        if table.name == "provenance":  # which LibreOffice reads, in the proof with it
            continue
        sheet = book[table.title]
        assert [cell.value for cell in sheet[1]] == [column.title for column in table.columns]
        assert [cell.value for cell in sheet[2]] == list(table.names)
        rows = [[as_excel(value) for value in line.values()] for line in stored.rows(table)]
        assert [[read(value) for value in line] for line in cells(book, table)] == rows


def test_provenance_only_for_those_who_ask(book: Workbook) -> None:
    assert TABLES["provenance"].title not in book.sheetnames


def test_what_documents_say_stays_text(hostile: Stored, tmp_path: Path) -> None:
    book = opened(hostile, tmp_path)
    place = TABLES["indicators"].names.index("raw") + 1
    raws = [book["指标"].cell(number + 3, place) for number in range(len(HOSTILE))]
    assert [excel_text(cell.value) for cell in raws] == HOSTILE
    assert {cell.data_type for cell in raws} == {"s"}
    assert {cell.number_format for cell in raws} == {"@"}
    assert [book["项目"].cell(3, TABLES["projects"].names.index(name) + 1).value for name in ("project_code", "unit_code")] == [
        "0013",
        "013001",
    ]
    days = TABLES["indicators"].names.index("date") + 1
    assert [book["指标"].cell(line, days).value for line in (3, 4)] == ["1850-01-01", datetime.datetime(2022, 9, 30)]  # noqa: DTZ001


def test_a_text_longer_than_a_cell_is_cut_and_said_to_be(hostile: Stored, tmp_path: Path) -> None:
    book = opened(hostile, tmp_path)
    place = TABLES["sections"].names.index("text") + 1
    text = book["文字部分"].cell(3, place).value
    assert len(text) == 32_767
    assert text.endswith("全文见 CSV 或 Parquet〕")
    assert any("1 个单元格的文本被截断" in str(line[0]) for line in book["封面"].iter_rows(values_only=True))


def test_the_cover_counts_and_leaves_blank_who_and_when(goal_book: Stored, book: Workbook) -> None:
    lines = {line[0]: line[1:] for line in book["封面"].iter_rows(values_only=True) if line[0]}
    assert lines["编制单位"][0] is None
    assert lines["编制日期"][0] is None
    assert lines["文件：全部读出"][0] == 1
    assert lines["项目"][:2] == ("projects", 5)
    assert lines["指标"][1] == goal_book.count(TABLES["indicators"])


def test_the_wide_sheet_has_a_line_an_indicator(book: Workbook) -> None:
    sheet = book["指标一览"]
    head = [cell.value for cell in sheet[2]]
    assert head[:7] == ["fiscal_year", "department_name", "project_name", "level1", "level2", "level3", "raw"]
    assert [cell.value for cell in sheet[1]][6] == "指标值原文"
    lines = [dict(zip(head, line, strict=True)) for line in sheet.iter_rows(min_row=3, values_only=True)]
    assert len([line for line in lines if line["project_name"]]) == 45
    assert {line["budget_yuan"] for line in lines if line["project_name"] == "车辆保险费"} == {4000}
    assert {(line["raw"], line["kind"], line["comparator"], line["category"]) for line in lines} >= {
        ("是/否", "是否", None, "是/否（表内选项，未选）"),
        ("≥100人次", "数量", "≥", None),
    }
    assert sheet.freeze_panes == "D3"
    assert sheet.auto_filter.ref.startswith("A2:")


def test_findings_are_coloured_and_lead_to_their_cells(book: Workbook) -> None:
    sheet, names = book["问题"], TABLES["findings"].names
    colours = set()
    for line in range(3, sheet.max_row + 1):
        said = {name: sheet.cell(line, place + 1).value for place, name in enumerate(names)}
        colours.add((said["severity"], sheet.cell(line, 1).fill.start_color.rgb))
        title, _, cell = sheet.cell(line, 1).hyperlink.location.partition("!")
        target = book[title.strip("'")]
        wanted = said["indicator_id"] or said["project_id"] or said["document_id"]
        assert target.cell(target[cell].row, 1).value == wanted
        if said["field"] == "raw" and said["indicator_id"]:
            assert target[cell].value == said["raw"]
    assert {severity for severity, _ in colours} == {"warning", "info"}
    assert len(colours) == 2


def test_links_end_where_excel_stops(hostile: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_sheets, "MOST_LINKS", 2)
    sheet = opened(hostile, tmp_path)["问题"]
    links = [sheet.cell(line, 1).hyperlink is not None for line in range(3, sheet.max_row + 1)]
    assert links == [True, True, *[False] * (len(HOSTILE) - 2)]
    assert sheet.cell(5, 1).value == "0123456789abcdef-f03"


def test_too_many_rows_are_refused_before_anything_is_written(goal_book: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 40)
    (tmp_path / xlsx.FILE).write_text("before")
    with pytest.raises(ExportError, match=r"indicators \(指标\) has 58 rows .* holds 40 .*: ask for duckdb, sqlite, parquet or csv"):
        xlsx.write_all(goal_book, tmp_path, ExportOptions())
    assert [path.name for path in tmp_path.iterdir()] == [xlsx.FILE]
    assert (tmp_path / xlsx.FILE).read_text() == "before"


def test_the_same_tables_give_the_same_bytes(goal_book: Stored, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        xlsx.write_all(goal_book, folder, ExportOptions())
    assert (one / xlsx.FILE).read_bytes() == (other / xlsx.FILE).read_bytes()
    assert [path.name for path in one.iterdir()] == [xlsx.FILE]


def test_what_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = write(tmp_path / "in", {"documents": [row("documents", document_id="0123456789abcdef", path="a", status="ok")]})

    def full(*given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(xlsx, "write_cover", full)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(OSError, match="disk full"):
        xlsx.write_all(tables, folder, ExportOptions())
    assert list(folder.iterdir()) == []
