"""Whatever a form prints, it becomes rows that every table can hold, and no character is counted twice or lost unseen."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.document import Cell, Document, Grid, Where
from extractors.raw import Extraction, Kind, RawField, RawRecord, Span
from pipeline.batch.rows import pack_all
from pipeline.schema import TABLES
from pipeline.submission import FileFacts, build

FIELDS = {
    Kind.DOCUMENT: ("title", "year", "department", "unit_name", "amount_unit"),
    Kind.SECTION: ("number", "heading", "text"),
    Kind.TASK: ("name", "content", "amount", "fiscal", "other"),
    Kind.PROJECT: ("heading", "unit", "project_code", "project_name", "department", "purpose"),
    Kind.FUNDING: ("label", "amount", "weight", "execution_rate", "score"),
    Kind.PLAN: ("label", "percent"),
    Kind.GOAL: ("text", "actual"),
    Kind.INDICATOR: (
        "level1",
        "level2",
        "level3",
        "description",
        "target",
        "sign",
        "unit",
        "basis",
        "weight",
        "actual",
        "score",
        "deviation",
    ),
}
PRINTED = [
    "≥95%", "100人次以上", "8.5万元", "是/否", "/", "—", "", " ", "2022年9月前", "即时或规定时间内", "数量≥5个；覆盖率100%", "25%", "0.40",
    "13030322P004064100026", "713001妇女联合会", "绩效标准：完成率100%；满意度90%以上。", "产出指标", "时效指标",
    "定性", "％", "１，２００", "万元",
    "1.车辆保险费绩效目标表", "9" * 25, "3月底", "-", "\ud800", "\x00", "=1+1", "𠮷",
]  # fmt: skip
texts = st.one_of(st.sampled_from(PRINTED), st.text(max_size=12))
projects = st.one_of(st.none(), st.integers(1, 3))
facts = st.fixed_dictionaries(
    {},
    optional={
        "source": st.sampled_from(["total", "fiscal", "other", "central", None]),
        "stage": st.sampled_from(["budget", "initial", "adjusted", "executed"]),
        "amount_unit": st.sampled_from(["万元", "元", None, "斤"]),
        "scope": st.sampled_from(["project", "department"]),
        "horizon": st.sampled_from(["annual", "long_term", None]),
        "level": st.integers(1, 5),
        "role": st.sampled_from(["overall_goal", None]),
    },
)


@st.composite
def forms(draw):
    """An extraction whose fields stand in cells of their own; some cells no field uses."""
    cells: list[Cell] = []
    records = []

    def print_field(text, label):
        cell = Cell(len(cells) + 1, 1, 1, 1, text, Where(1, 1, len(cells) + 1, 1))
        cells.append(cell)
        start = len(text) - len(text.lstrip())
        return RawField(text.strip().replace("\n", ""), (Span(cell, start, max(start, len(text.rstrip()))),), f"column:{label}")

    for kind in draw(st.lists(st.sampled_from(list(FIELDS)), max_size=8)):
        names = draw(st.lists(st.sampled_from(FIELDS[kind]), unique=True))
        fields = {name: print_field(draw(texts), name) for name in names}
        extra = tuple(
            (label or "备注", print_field(draw(texts), "备注"))
            for label in draw(st.lists(st.sampled_from(["备注", "总分", "联系人"]), max_size=2))
        )
        records.append(RawRecord(kind, fields, draw(facts), extra, draw(projects)))
    print_field(draw(texts), "unused")
    grid = Grid(len(cells), 1, tuple(cells), Where(1, 1))
    return Extraction(tuple(records), ()), Document("docx", "docx", (grid,))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(forms())
def test_any_extraction_becomes_rows(form):
    extraction, document = form
    submission = build(extraction, document, FileFacts.of(b"form", "a.docx", "docx"))
    pack_all(submission.rows)
    for name, table in TABLES.items():
        keys = [tuple(row[column] for column in table.key) for row in submission.rows[name]]
        assert len(keys) == len(set(keys)), name
        assert keys == sorted(keys), name
        for column, parent in table.parents:
            assert {row[column] for row in submission.rows[name]} - {None} <= {row[column] for row in submission.rows[parent]}
    coverage = submission.document["coverage"]
    lost = any(row["rule"] == "text.unassigned" for row in submission.findings)
    assert isinstance(coverage, Decimal)
    assert 0 <= coverage <= 1
    assert (coverage == 1) is not lost
    assert build(extraction, document, FileFacts.of(b"form", "a.docx", "docx")) == submission
