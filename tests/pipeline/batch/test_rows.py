from __future__ import annotations

import csv
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.rows import PIECE, pack, pack_all, pieces, unpack
from pipeline.batch.settings import Settings
from pipeline.conversion import convert_with
from pipeline.schema import TABLES, Row, Scalar, Type

STORED: dict[Type, st.SearchStrategy[Scalar]] = {
    Type.STRING: st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    Type.INT32: st.integers(-(2**31), 2**31 - 1),
    Type.INT64: st.integers(-(2**63), 2**63 - 1),
    Type.BOOL: st.booleans(),
    Type.DATE: st.dates(),
    Type.DECIMAL: st.decimals(Decimal("-99999999999999.999999"), Decimal("99999999999999.999999"), allow_nan=False, places=6),
    Type.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
}


def rows(name: str) -> st.SearchStrategy[Row]:
    table = TABLES[name]
    return st.fixed_dictionaries({c.name: STORED[c.type] if c.name in table.key else STORED[c.type] | st.none() for c in table.columns})


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_comes_back_as_it_was(name: str) -> None:
    @given(st.lists(rows(name), max_size=2))
    def holds(made: list[Row]) -> None:
        assert list(unpack(TABLES[name], pack(TABLES[name], made).data)) == made

    holds()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "half \udc80"),
        ("text", ""),
        ("text", 5),
        ("ordinal", 2**31),
        ("ordinal", True),
        ("ordinal", Decimal(1)),
        ("section_id", None),
    ],
)
def test_what_a_column_cannot_hold_is_refused(column: str, value: Scalar) -> None:
    row: Row = dict.fromkeys(TABLES["sections"].names)
    row.update(section_id="a-s01", document_id="a", ordinal=1)
    row[column] = value
    with pytest.raises(ValueError, match=r"sections|surrogates"):
        pack(TABLES["sections"], [row])


@pytest.mark.parametrize("value", [Decimal("1e14"), Decimal("0.1234567"), Decimal("NaN"), Decimal("Infinity"), 1.5, date(2022, 1, 1)])
def test_a_decimal_column_holds_twenty_digits_and_no_more(value: Scalar) -> None:
    row: Row = dict.fromkeys(TABLES["tasks"].names)
    row.update(task_id="a-t01", document_id="a", ordinal=1, amount_yuan=value)
    with pytest.raises(ValueError, match=r"tasks\.amount_yuan is decimal128\(20, 6\)"):
        pack(TABLES["tasks"], [row])


def test_other_columns_and_other_tables_are_refused() -> None:
    with pytest.raises(ValueError, match=r"other columns: .*colour"):
        pack(TABLES["tasks"], [dict.fromkeys([*TABLES["tasks"].names, "colour"])])
    with pytest.raises(ValueError, match="no table colours"):
        pack_all({"colours": []})


def test_many_rows_come_in_pieces_and_cost_no_more_than_one() -> None:
    table = TABLES["sections"]
    row: Row = {**dict.fromkeys(table.names), "document_id": "a"}
    made = [row | {"section_id": f"a-s{number}", "ordinal": number, "text": f"第{number}行\n" * 20} for number in range(9000)]
    packed = pack(table, made)
    found = list(pieces(packed.data))
    assert packed.count == 9000
    assert len(found) == -(-9000 // PIECE)
    assert max(map(len, found)) < 2 * sum(map(len, found)) / len(found)
    assert list(unpack(table, packed.data)) == made
    assert list(pieces(b"")) == []


def test_a_document_of_more_rows_than_may_be_is_too_large(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(a="one\ntwo", b="\n".join(os.urandom(50).hex() for _ in range(3000)))
    convert_with(place, tmp_path / "out", replace(settings, limits=replace(settings.limits, rows=100_000)))
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    assert {path: row["error_code"] for path, row in rows.items()} == {"a.txt": "", "b.txt": "too-large"}
    assert rows["b.txt"]["error_en"] == "The file is larger than the limits allow: 3001 rows."
