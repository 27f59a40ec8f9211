"""CSV and Parquet: written, read back, the same to the byte."""

import csv
import datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from pipeline.exporters import FORMATS, exporter
from pipeline.schema import TABLES

INDICATORS = TABLES["indicators"]


def row(number, **values):
    made = dict.fromkeys(INDICATORS.names) | {"indicator_id": f"d-i{number:02d}", "document_id": "d", "ordinal": number, "scope": "project"}
    return made | values


ROWS = [
    row(1, level3="公车数量", raw="≥95%", value=Decimal("95.000000"), date=datetime.date(2022, 9, 1), attained=True),
    row(2, level3='带"引号",和\n换行', raw="=1+1", value=Decimal("0E-6"), attained=False),
    row(3, value=Decimal("12345678901234.500000"), value_upper=Decimal("1E+3")),
]


def test_the_formats_of_the_folder():
    assert set(FORMATS) >= {"csv", "parquet"}
    with pytest.raises(ValueError, match="'dbf' is not one of"):
        exporter("dbf")


def test_csv_is_rfc_4180(tmp_path):
    path = tmp_path / "indicators.csv"
    assert exporter("csv").write(INDICATORS, ROWS, path) == 3
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("indicator_id,document_id,project_id,")
    assert text.endswith("\r\n")
    with path.open(encoding="utf-8", newline="") as file:
        first, second, third = csv.DictReader(file)
    assert (first["value"], first["date"], first["attained"], first["description"]) == ("95", "2022-09-01", "true", "")
    assert (second["level3"], second["raw"], second["value"], second["attained"]) == ('带"引号",和\n换行', "=1+1", "0", "false")
    assert (third["value"], third["value_upper"]) == ("12345678901234.5", "1000")


def test_parquet_is_typed(tmp_path):
    path = tmp_path / "indicators.parquet"
    assert exporter("parquet").write(INDICATORS, ROWS, path) == 3
    table = pq.read_table(path)
    assert table.schema.equals(INDICATORS.arrow())
    back = table.to_pylist()
    assert [line["value"] for line in back] == [Decimal(95), Decimal(0), Decimal("12345678901234.5")]
    assert back[1]["level3"] == ROWS[1]["level3"]


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_the_same_rows_give_the_same_bytes_however_they_come(tmp_path, name):
    one, other = tmp_path / "one", tmp_path / "other"
    exporter(name).write(INDICATORS, ROWS, one)
    exporter(name).write(INDICATORS, iter(ROWS), other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_table_without_rows_has_its_columns(tmp_path, name):
    path = tmp_path / f"x.{name}"
    assert exporter(name).write(INDICATORS, [], path) == 0
    assert path.stat().st_size > 0
    if name == "parquet":
        assert pq.read_table(path).num_rows == 0


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_what_fails_leaves_the_old_file(tmp_path, name):
    path = tmp_path / f"x.{name}"
    path.write_text("before")

    def broken():
        yield ROWS[0]
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        exporter(name).write(INDICATORS, broken(), path)
    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
