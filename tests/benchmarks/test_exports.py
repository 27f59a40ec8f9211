"""More indicators than a sheet of Excel holds, in bounded memory into the formats that can hold them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.exports import A_DOCUMENT, make_tables, measure_exports
from pipeline.exporters._stored import Stored


def test_the_tables_made_for_it_hold_together(tmp_path: Path) -> None:
    make_tables(tmp_path, 3 * A_DOCUMENT - 1)
    with Stored(tmp_path).asked() as base:
        assert base.execute("SELECT sum(wrong) FROM integrity").fetchall() == [(0,)]
        assert base.execute("SELECT count(*), count(DISTINCT project_id) FROM indicators").fetchall() == [(3 * A_DOCUMENT - 1, 15)]


@pytest.mark.prove
def test_a_million_and_more(tmp_path: Path) -> None:
    found = measure_exports(tmp_path)
    assert [line.what for line in found if not line.met] == []
    assert "has 1,200,000 rows and a sheet of Excel holds 1,048,574" in found[-1].figure
    with duckdb.connect(str(tmp_path / "duckdb" / "jixiao.duckdb"), read_only=True) as base:
        assert base.execute("SELECT count(*) FROM indicators").fetchall() == [(1_200_000,)]
        assert base.execute("SELECT sum(wrong) FROM integrity").fetchall() == [(0,)]
