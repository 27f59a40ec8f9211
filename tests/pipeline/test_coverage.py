"""Coverage is computed from what ended in rows."""

from decimal import Decimal

import pytest

from extractors.document import Role
from extractors.raw import Kind, Use


def lost(submission):
    return [row["raw"] for row in submission.findings if row["rule"] == "text.unassigned"]


def test_everything_used_is_1(form):
    form.claim(form.cell("项目名称"))
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    submission = form.read()
    assert submission.document["coverage"] == 1
    assert not lost(submission)


def test_what_nothing_used_is_a_finding_with_its_place(form):
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    form.cell("  备用 文字  ")
    submission = form.read()
    (finding,) = [row for row in submission.findings if row["rule"] == "text.unassigned"]
    assert finding["raw"] == "备用 文字"
    assert (finding["page"], finding["block"], finding["grid_row"], finding["grid_column"]) == (1, 2, 1, 1)
    assert submission.document["coverage"] == Decimal(5) / Decimal(9) // Decimal("0.000001") * Decimal("0.000001")


def test_a_share_just_below_1_is_not_rounded_up(form):
    form.record(Kind.PROJECT, 1, project_name="长" * 2_999_999)
    form.cell("x")
    assert form.read().document["coverage"] == Decimal("0.999999")


def test_a_field_that_reached_no_row_is_lost(form):
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    form.record(Kind.INDICATOR, 1, level3="公车数量", no_such_field="丢失")
    assert lost(form.read()) == ["丢失"]


def test_a_part_of_a_cell_is_counted_by_its_characters(form):
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    piece = form.cell("单位：万元 甲 乙")
    from extractors.raw import Claim, Span

    form.claims += [Claim(Use.LABEL, Span(piece, 0, 3), "amount_unit"), Claim(Use.FILLER, Span(piece, 6, 7), "filler")]
    assert lost(form.read()) == ["万元", "乙"]


@pytest.mark.parametrize(
    ("role", "count"), [(Role.HEADER, 0), (Role.FOOTER, 0), (Role.PAGE_NUMBER, 0), (Role.FOOTNOTE, 1), (Role.COMMENT, 1), (Role.BODY, 1)]
)
def test_furniture_is_known_by_its_role_and_notes_count(form, role, count):
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    form.line("第 1 页", role)
    assert len(lost(form.read())) == count


def test_a_dash_in_a_numbers_cell_says_nothing_and_is_kept(form):
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    form.record(Kind.FUNDING, 1, label="其他资金", amount="—", facts={"source": "other", "stage": "budget", "amount_unit": "万元"})
    submission = form.read()
    assert submission.rows["funding"] == []
    assert submission.document["coverage"] == 1


def test_attributes_keep_their_characters(form):
    form.record(Kind.PROJECT, 1, attributes={"项目负责人": "（略）"}, project_name="车辆保险费")
    submission = form.read()
    assert submission.projects[0]["attributes"] == '{"项目负责人": "（略）"}'
    assert submission.document["coverage"] == 1


def test_one_cell_in_two_rows_is_a_finding_but_not_where_labels_are_merged(form):
    from extractors.raw import RawRecord

    level, name, target = (form.field(text) for text in ("产出指标", "公车数量", "100%"))
    form.record(Kind.PROJECT, 1, project_name="车辆保险费")
    for level3 in (name, form.field("保险份数")):
        form.records.append(
            RawRecord(Kind.INDICATOR, {"level1": level, "level3": level3, "target": target}, {"scope": "project"}, project=1)
        )
    shared = [row for row in form.read().findings if row["rule"] == "cell.shared"]
    assert [(row["raw"], row["field"]) for row in shared] == [("100%", "raw")]


def test_a_document_without_a_form_is_failed_but_keeps_its_text(form):
    form.record(Kind.SECTION, heading="关于开会的通知", text="请各单位参加。")
    document = form.read().document
    assert (document["status"], document["error_code"]) == ("failed", "no-form")
    assert document["coverage"] == 1
