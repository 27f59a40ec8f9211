"""The data dictionary is made from the definitions."""

import json

import pytest

from extractors.errors import CODES
from pipeline import dictionary
from pipeline.findings import CATALOGUE
from pipeline.schema import TABLES


@pytest.mark.parametrize("language", ["en", "zh"])
def test_markdown_names_every_column_code_and_error(language):
    text = dictionary.as_markdown(language)
    for table in TABLES.values():
        assert f"## {table.name}" in text
        assert all(f"| `{column.name}` |" in text for column in table.columns)
    assert all(f"| {code} |" in text for code in (*CATALOGUE, *CODES))
    assert "| 人次 |" in text
    assert "| timely |" in text


def test_every_line_of_a_table_has_as_many_cells_as_its_head():
    cells = 0
    for line in dictionary.as_markdown().splitlines():
        bars = line.replace("\\|", "").count("|")
        if line.startswith("|---"):
            assert bars == cells
        elif line.startswith("|"):
            cells = cells if cells and bars == cells else bars
        else:
            cells = 0


def test_json_holds_both_languages():
    data = json.loads(dictionary.as_json())
    assert [table["name"] for table in data["tables"]] == list(TABLES)
    assert {"tables", "units", "categories", "findings", "errors"} == set(data)
    assert all(entry["zh"] and entry["en"] for entry in data["findings"])
