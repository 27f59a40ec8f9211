"""From bytes to rows, and what a person at a prompt sees."""

import datetime
from decimal import Decimal

import pandas as pd
import pytest

from extractors.raw import Kind
from pipeline.schema import TABLES
from pipeline.submission import Options, process, read


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b"\x00\x01\x02\xff\xfe" * 20, "a.pdf", "not-a-document"),
        (b"PK\x03\x04broken", "a.zip", "not-a-document"),
        (b" \n\t", "a.txt", "empty"),
    ],
)
def test_files_that_cannot_be_read_are_rows(data, name, code):
    document = process(data, name, f"folder/{name}").document
    assert (document["status"], document["error_code"], document["path"]) == ("failed", code, f"folder/{name}")


def test_read_takes_a_path(tmp_path):
    path = tmp_path / "坏.docx"
    path.write_bytes(b"")
    submission = read(path)
    assert submission.document["path"] == "坏.docx"
    assert "failed (empty)" in repr(submission)
    assert not submission.ok


def test_a_missing_file_is_the_callers_mistake(tmp_path):
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "no.docx")


def test_options_are_part_of_an_identity():
    assert repr(Options()) == repr(Options())
    assert repr(Options(cross_check=True)) != repr(Options())


def test_tables_are_typed_frames(form):
    form.record(Kind.DOCUMENT, title="2022年部门预算绩效文本")
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    form.record(Kind.PLAN, 1, label="3月底", percent="25%")
    form.record(Kind.INDICATOR, 1, level3="完成率", target="≥95.5%", facts={"scope": "project"})
    tables = form.read().tables()
    assert list(tables) == list(TABLES)
    indicators = tables["indicators"]
    assert list(indicators.columns) == list(TABLES["indicators"].names)
    assert indicators["value"].dtype == pd.ArrowDtype(TABLES["indicators"].arrow().field("value").type)
    assert indicators["value"][0] == Decimal("95.5")
    assert tables["spending_plan"]["period_end"][0] == datetime.date(2022, 3, 31)
    assert indicators["date"].isna().all()


def test_a_summary_for_a_prompt_and_a_notebook(form):
    form.record(Kind.DOCUMENT, title="<script>alert(1)</script>", amount_unit="万元")
    form.record(Kind.PROJECT, 1, project_name="车辆<b>保险费")
    form.record(Kind.FUNDING, 1, label="预算数", amount="0.4", facts={"source": "total", "stage": "budget"})
    submission = form.read()
    assert "1. 车辆<b>保险费  4,000 yuan  0 indicators" in repr(submission)
    assert "coverage 1" in repr(submission)
    html = submission._repr_html_()
    assert "<script>" not in html
    assert "车辆&lt;b&gt;保险费" in html
