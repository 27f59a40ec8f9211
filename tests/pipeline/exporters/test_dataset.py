"""Tables divided into folders hold what the whole tables hold, for DuckDB and for pyarrow."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from pipeline.exporters import parquet
from pipeline.exporters._dataset import partition_columns, write_dataset
from pipeline.exporters._errors import ExportError
from pipeline.exporters._stored import Stored
from pipeline.schema import TABLES, Row

BY = ("fiscal_year", "region_code")
DOCUMENTS = [("a" * 16, 2022, "130303"), ("b" * 16, 2023, None), ("c" * 16, 2022, "130303"), ("d" * 16, None, "妇/联=1 %")]


def row(table: str, **values: object) -> Row:
    return {**dict.fromkeys(TABLES[table].names), **values}  # type: ignore[dict-item]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    folder = tmp_path_factory.mktemp("tables")
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for document, year, region in DOCUMENTS:
        rows["documents"].append(row("documents", document_id=document, fiscal_year=year, region_code=region, path=f"{document}.docx"))
        for number in range(3):
            one = f"{document}-i{number}"
            rows["indicators"].append(row("indicators", indicator_id=one, document_id=document, raw=f"≥{number}%"))
            rows["indicator_parts"].append(row("indicator_parts", indicator_id=one, part=1))
    for name, table in TABLES.items():
        parquet.write(table, rows[name], folder / f"{name}.parquet")
    return Stored(folder)


@pytest.fixture(scope="module")
def made(stored: Stored, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    write_dataset(stored, folder, BY)
    return folder


def test_rows_stand_under_their_document_s_values(made: Path) -> None:
    folders = sorted(path.parent.relative_to(made).as_posix() for path in made.rglob("*.parquet"))
    null = "__HIVE_DEFAULT_PARTITION__"
    expected = [
        "fiscal_year=2022/region_code=130303", f"fiscal_year=2023/region_code={null}",
        f"fiscal_year={null}/region_code=%E5%A6%87%2F%E8%81%94%3D1%20%25",
    ]  # fmt: skip
    assert [name for name in folders if name.startswith("indicators/")] == sorted(f"indicators/{name}" for name in expected)
    assert [name for name in folders if name.startswith("indicator_parts/")] == sorted(f"indicator_parts/{name}" for name in expected)
    assert {path.name for path in made.iterdir()} == set(TABLES)


def test_duckdb_reads_it(made: Path) -> None:
    with duckdb.connect() as base:
        read = f"read_parquet('{made}/indicators/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
        counts = f"SELECT fiscal_year, region_code, count(*) FROM {read} GROUP BY ALL ORDER BY ALL"
        assert base.execute(counts).fetchall() == [("2022", "130303", 6), ("2023", None, 3), (None, "妇/联=1 %", 3)]
        empty = f"read_parquet('{made}/goals/**/*.parquet', hive_partitioning = true)"
        assert base.execute(f"SELECT count(*) FROM {empty}").fetchall() == [(0,)]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_pyarrow_reads_every_table_with_its_types(stored: Stored, made: Path, name: str) -> None:
    table = TABLES[name]
    folders = ds.partitioning(pa.schema([TABLES["documents"].arrow().field(column) for column in BY]), flavor="hive")
    read = ds.dataset(made / name, partitioning=folders).to_table()
    whole = parquet.pq.read_table(stored.path(table))
    order = [(key, "ascending") for key in table.key]
    assert read.select(table.names).sort_by(order).to_pylist() == whole.to_pylist()
    assert [read.schema.field(column).type for column in table.names] == table.arrow().types


def test_the_same_rows_give_the_same_bytes(stored: Stored, made: Path, tmp_path: Path) -> None:
    write_dataset(stored, tmp_path, BY)
    files = [path.relative_to(made) for path in sorted(made.rglob("*.parquet"))]
    assert [path.relative_to(tmp_path) for path in sorted(tmp_path.rglob("*.parquet"))] == files
    assert all((made / path).read_bytes() == (tmp_path / path).read_bytes() for path in files)


def test_a_column_that_divides_nothing_is_refused() -> None:
    for name in ("fiscal-year", "document_id", "coverage", "attributes"):
        with pytest.raises(ExportError, match="fiscal_year"):
            partition_columns(["fiscal_year", name])
    assert partition_columns(["fiscal_year", "fiscal_year"]) == ("fiscal_year",)
