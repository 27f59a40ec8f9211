"""The measure beside a plain extractor: rows of HTML with spans, what counts as held, and the figures of a folder; no peer is needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.measure_rows import Held, files, held, measured, pairs
from benchmarks.plain_rows import rows_of_html
from tests.drawn.containers import WRITERS
from tests.drawn.families import draw
from tests.drawn.recipe import Recipe

PAGE = """<table><tr><th>名称</th><th>值</th></tr>
<tr><td rowspan="2"><p>培训人数</p></td><td>≥5人</td></tr><tr><td>≥6人</td></tr></table>
<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>"""


def test_a_merged_cell_stands_in_each_of_its_rows() -> None:
    rows = rows_of_html(PAGE)
    assert rows[:3] == [["名称", "值"], ["培训人数", "≥5人"], ["培训人数", "≥6人"]]
    assert ["内"] in rows


def test_only_indicators_with_a_name_and_a_printed_value_count() -> None:
    project = {"indicators": [{"level3": "a", "raw": "1"}, {"level3": "b", "raw": None}, {"level3": "c", "raw": "3", "optional": True}]}
    said = {"projects": [project], "department_indicators": [{"level3": {"any": ["d", "D d"]}, "raw": "4"}]}
    assert pairs(said) == [(frozenset({"a"}), frozenset({"1"})), (frozenset({"d", "Dd"}), frozenset({"4"}))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["培训人数", "≥5人"]], True),
        ([["培训 人数", "", "≥5人"]], True),
        ([["培训人数"], ["≥5人"]], False),
        ([["培训人数≥5人"]], False),
        ([], False),
    ],
)
def test_name_and_target_are_held_as_whole_cells_of_one_row(rows: list[list[str]], expected: bool) -> None:
    assert held([(frozenset({"培训人数"}), frozenset({"≥5人"}))], rows) == [expected]


def test_a_folder_is_measured_container_by_container(tmp_path: Path) -> None:
    drawn = draw(Recipe("rows", "old_national", rows=((0, 2, 5),)))
    (tmp_path / "form").mkdir()
    for suffix in ("docx", "html", "txt"):
        (tmp_path / "form" / f"form.{suffix}").write_bytes(WRITERS[suffix](drawn))
    (tmp_path / "form" / "truth.json").write_text(json.dumps(drawn.truth, ensure_ascii=False), encoding="utf-8")
    found = files([tmp_path])
    assert [path.suffix for path in found] == [".docx", ".html"]
    first = drawn.truth["projects"][0]["indicators"][0]
    plain = [[[first["level3"], first["raw"]]], []]
    assert list(measured(found, lambda paths: plain)) == [Held(found[0], 3, 3, 1), Held(found[1], 3, 3, 0)]
