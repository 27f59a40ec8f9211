"""The two ways into a format, by rows and by lines of CSV that are ready, write the same."""

from __future__ import annotations

import datetime
from csv import DictReader
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.exporters import csv, parquet
from pipeline.exporters._options import ExportOptions
from pipeline.schema import TABLES, Row, Scalar, Type

AWKWARD = ['say "no"', "a,b", "two\r\nlines", "lone\rreturn", " spaced ", "=1+1", "013001", "NULL", "nan", "\x00\x1b", "𠮷㎡①", "，"]
SAMPLES: dict[Type, list[Scalar]] = {
    Type.STRING: [*AWKWARD],
    Type.INT32: [0, -1, 2**31 - 1],
    Type.INT64: [0, 2**63 - 1],
    Type.BOOL: [True, False],
    Type.DATE: [datetime.date(2022, 9, 30), datetime.date(1, 1, 1)],
    Type.DECIMAL: [Decimal("8.5"), Decimal("-99999999999999.999999"), Decimal("0.000001"), Decimal("1E+3")],
    Type.FLOAT: [0.1, 193.6, -1e-9],
}


def rows(name: str) -> list[Row]:
    table = TABLES[name]
    made: list[Row] = []
    for number in range(2 * len(AWKWARD)):
        row: Row = {}
        for place, column in enumerate(table.columns):
            samples = SAMPLES[column.type]
            empty = column.name not in table.key and (number + place) % 3 == 0
            row[column.name] = None if empty else samples[(number + place) % len(samples)]
        made.append(row)
    return made


@pytest.mark.parametrize("name", sorted(TABLES))
def test_csv(tmp_path: Path, name: str) -> None:
    table, made = TABLES[name], rows(name)
    csv.write(table, made, tmp_path / "rows.csv")
    csv.write_text(table, [csv.text(table, [row]).encode() for row in made], tmp_path / "text.csv")
    assert (tmp_path / "rows.csv").read_bytes() == (tmp_path / "text.csv").read_bytes()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_parquet(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table, made = TABLES[name], rows(name)
    monkeypatch.setattr(parquet, "ROW_GROUP", 10)
    monkeypatch.setattr(parquet, "_BLOCK", 100)
    parquet.write(table, made, tmp_path / "rows.parquet")
    parquet.write_text(table, [csv.text(table, [row]).encode() for row in made], tmp_path / "text.parquet")
    by_rows, by_text = (pq.ParquetFile(tmp_path / f"{kind}.parquet") for kind in ("rows", "text"))
    assert by_text.schema_arrow == by_rows.schema_arrow
    assert by_text.read().equals(by_rows.read())
    assert [by_text.metadata.row_group(i).num_rows for i in range(by_text.num_row_groups)] == [10, 10, len(made) - 20]


def test_no_rows_are_a_table_too(tmp_path: Path) -> None:
    table = TABLES["tasks"]
    parquet.write_text(table, [], tmp_path / "none.parquet")
    assert pq.read_table(tmp_path / "none.parquet").schema.names == list(table.names)


def test_a_cell_longer_than_arrow_s_blocks(tmp_path: Path) -> None:
    table = TABLES["sections"]
    row: Row = dict.fromkeys(table.names) | {"section_id": "a-s01", "document_id": "a", "ordinal": 1, "text": "长" * 3_000_000}
    parquet.write_text(table, [csv.text(table, [row]).encode()], tmp_path / "long.parquet")
    assert pq.read_table(tmp_path / "long.parquet")["text"][0].as_py() == row["text"]


def test_text_that_a_spreadsheet_would_run_is_escaped_where_it_is_asked_for(tmp_path: Path) -> None:
    table = TABLES["indicators"]
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("a,b")', "＝1+1", "＋1", "－1", "＠SUM(A1)"]
    harmless = ["'=1", "≥1", "1-2", "，=", "\n=1"]
    made = [{**row, "raw": said, "value": Decimal("-2.5")} for row, said in zip(rows("indicators"), dangerous + harmless, strict=False)]
    fragment = csv.text(table, made).encode()
    read = {}
    for escape in (False, True):
        csv.write_text(table, [fragment], tmp_path / "rows.csv", ExportOptions(escape_formulas=escape))
        read[escape] = list(DictReader(StringIO((tmp_path / "rows.csv").read_bytes().decode(), newline="")))
    assert [row["raw"] for row in read[False]] == dangerous + harmless
    assert [row["raw"] for row in read[True]] == [f"'{said}" for said in dangerous] + harmless
    assert {row["value"] for row in read[True]} == {"-2.5"}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_escaping_changes_nothing_else(tmp_path: Path, name: str) -> None:
    made = [{key: f"x{cell}" if isinstance(cell, str) else cell for key, cell in row.items()} for row in rows(name)]
    fragment = csv.text(TABLES[name], made).encode()
    for escape in (True, False):
        csv.write_text(TABLES[name], [fragment], tmp_path / f"{escape}.csv", ExportOptions(escape_formulas=escape))
    assert (tmp_path / "True.csv").read_bytes() == (tmp_path / "False.csv").read_bytes()
