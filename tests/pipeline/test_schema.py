"""The tables are the contract's: its names, in its order, with its types."""

import pyarrow as pa
import pytest

from pipeline.schema import TABLES, Type

CONTRACT = {
    "documents": "document_id path format duplicates method template status error_code error coverage sha256 bytes pages title fiscal_year "
    "department_name region_code region_name amount_unit province_name city_name county_name form_family as_of submission_key attributes",
    "grids": "grid_id document_id ordinal page rows columns caption role cells cells_used",
    "sections": "section_id document_id ordinal level number heading path role text page",
    "tasks": "task_id document_id ordinal name content goal amount_yuan fiscal_yuan other_yuan raw page",
    "projects": "project_id document_id ordinal heading unit_code unit_name project_code project_name budget_yuan purpose attributes page",
    "funding": "funding_id project_id document_id ordinal source stage horizon label raw amount_yuan weight execution_rate score",
    "spending_plan": "project_id document_id ordinal label period_end raw cumulative_percent",
    "goals": "goal_id document_id project_id ordinal horizon text actual",
    "indicators": "indicator_id document_id project_id ordinal scope horizon level1 level2 level3 level1_class level2_class "
    "description raw basis kind comparator value value_upper unit unit_raw unit_inferred date date_upper date_precision category weight "
    "actual_raw actual_kind actual_comparator actual_value actual_value_upper actual_unit actual_date actual_category "
    "forecast_raw forecast_kind forecast_comparator forecast_value forecast_value_upper forecast_unit forecast_date forecast_category "
    "task_id name_key score attained attained_assumed attained_rule deviation_note attributes page",
    "indicator_parts": "indicator_id part label grade raw kind comparator value value_upper unit unit_raw unit_inferred "
    "date date_upper date_precision category",
    "findings": "finding_id document_id project_id indicator_id rule severity field raw message message_en page block grid_row grid_column",
    "provenance": "document_id table row_id field rule page block grid_row grid_column x0 y0 x1 y1 text",
}


def test_every_table_of_the_contract_and_no_other():
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_stand_in_the_order_of_the_contract_further_ones_behind(name):
    wanted = CONTRACT[name].split()
    assert list(TABLES[name].names[: len(wanted)]) == wanted


def test_numbers_are_exact_and_only_boxes_are_floats():
    floats = {(table.name, column.name) for table in TABLES.values() for column in table.columns if column.type is Type.FLOAT}
    assert sorted(floats) == [("provenance", edge) for edge in ("x0", "x1", "y0", "y1")]
    schema = TABLES["indicators"].arrow()
    assert schema.field("value").type == pa.decimal128(20, 6)
    assert schema.field("date").type == pa.date32()
    assert schema.field("attained").type == pa.bool_()
    assert TABLES["documents"].arrow().field("bytes").type == pa.int64()


def test_keys_and_parents_exist():
    for table in TABLES.values():
        assert set(table.key) <= set(table.names)
        for column, parent in table.parents:
            assert column in table.names
            assert column in TABLES[parent].key


def test_every_column_says_what_it_means_in_both_languages():
    for table in TABLES.values():
        for column in table.columns:
            assert column.doc_en
            assert column.title
            assert column.doc_zh
            assert not column.doc_zh.isascii(), column


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="no column 'amount'"):
        TABLES["funding"].column("amount")
