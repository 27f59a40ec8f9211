"""What forms of further families ask for: grades, forecasts, tasks, horizons of money; the family and key of a submission; its tables."""

import datetime
from decimal import Decimal

import pytest

from extractors.document import Cell, Grid, Where
from extractors.raw import Extraction, GridRole, GridUse, Kind, Span, Stray
from pipeline.submission import FileFacts, build


def read(form, **more):
    extraction = Extraction(tuple(form.records), tuple(form.claims), **more)
    return build(extraction, form.document(), FileFacts.of(b"bytes", "a.docx", "docx"))


def test_grades_are_parts_of_one_indicator(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    facts = {"label_good": "良好"}
    form.record(
        Kind.INDICATOR, 1, facts=facts, level3="办结率", grade_excellent="≥95%", grade_good="90%-95%", grade_fair=" ", grade_poor="<80%"
    )
    submission = read(form)
    assert (submission.indicators[0]["kind"], submission.indicators[0]["raw"], submission.indicators[0]["value"]) == ("graded", None, None)
    parts = [(p["part"], p["label"], p["grade"], p["raw"], p["comparator"], p["value"]) for p in submission.rows["indicator_parts"]]
    assert parts == [
        (1, "优", "excellent", "≥95%", "ge", 95),
        (2, "良好", "good", "90%-95%", "between", 90),
        (3, "差", "poor", "<80%", "lt", 80),
    ]
    assert submission.document["coverage"] == 1


def test_a_forecast_is_read_like_an_actual_value_and_attains_nothing(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, level3="培训人次", target="≥100人次", actual="60人次", forecast="100人次")
    row = read(form).indicators[0]
    assert (row["forecast_raw"], row["forecast_kind"], row["forecast_value"], row["forecast_unit"]) == ("100人次", "quantity", 100, "人次")
    assert (row["actual_value"], row["attained"], row["attained_rule"]) == (60, False, "printed")


@pytest.mark.parametrize(
    ("level2", "target", "actual", "expected"),
    [
        ("数量指标", "90%", "95%", (None, True, "at_least")),
        ("数量指标", "90%", "90%", (None, True, "at_least")),
        ("数量指标", "90%", "85%", (None, False, "at_least")),
        ("经济成本指标", "90万元", "85万元", (None, True, "at_most")),
        ("成本指标", "90万元", "95万元", (None, False, "at_most")),
        ("时效指标", "30天", "20天", (None, True, "at_most")),
        ("时效指标", "100%", "98%", (None, False, "at_least")),
        ("数量指标", "≥90%", "95%", (True, None, "printed")),
        ("数量指标", "90%-95%", "92%", (True, None, "printed")),
        ("数量指标", "约90%", "92%", (None, None, None)),
        ("数量指标", "90%", "92人", (None, None, None)),
        ("数量指标", "90%", "/", (None, None, None)),
        ("数量指标", "人数50人；场次3场", "人数60人；场次3场", (None, True, "at_least")),
        ("数量指标", "人数≥50人；场次≥3场", "人数40人；场次3场", (False, None, "printed")),
    ],
)
def test_attained_by_print_alone_and_what_a_bare_number_is_taken_for(form, level2, target, actual, expected):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, level1="产出指标", level2=level2, level3="名称", target=target, actual=actual)
    row = read(form).indicators[0]
    assert (row["attained"], row["attained_assumed"], row["attained_rule"]) == expected


def test_tasks_have_goals_and_indicators_of_their_own(form):
    form.record(Kind.TASK, facts={"number": 1}, name="耕地保护", content="巡查", goal="守住红线")
    form.record(Kind.TASK, facts={"number": 2}, name="防汛", content="值守")
    form.record(Kind.INDICATOR, facts={"task": 2, "scope": "department"}, level3="值守率", target="100%")
    form.record(Kind.INDICATOR, facts={"scope": "department"}, level3="满意度", target="≥90%")
    submission = read(form)
    first, second = submission.rows["tasks"]
    assert (first["goal"], second["goal"]) == ("守住红线", None)
    assert [row["task_id"] for row in submission.indicators] == [second["task_id"], None]


def test_the_whole_periods_total_is_no_annual_budget(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    for label, amount, horizon in (("总投资", "500", "whole_period"), ("年度资金总额", "80", "annual")):
        facts = {"source": "total", "stage": "budget", "horizon": horizon, "amount_unit": "万元"}
        form.record(Kind.FUNDING, 1, facts=facts, label=label, amount=amount)
    submission = read(form)
    assert [(row["horizon"], row["amount_yuan"]) for row in submission.rows["funding"]] == [("whole_period", 5000000), ("annual", 800000)]
    assert submission.projects[0]["budget_yuan"] == Decimal(800000)


@pytest.mark.parametrize(
    ("title", "fields", "facts", "family"),
    [
        ("2024年项目支出绩效目标表", {"target": "90%"}, {}, "goal"),
        ("2024年项目支出绩效自评表", {"target": "90%"}, {}, "self_evaluation"),
        ("2024年项目支出情况表", {"target": "90%", "actual": "95%"}, {}, "self_evaluation"),
        ("2024年1-7月绩效运行监控表", {"target": "90%", "actual": "95%"}, {}, "monitoring"),
        ("2024年项目情况表", {"target": "90%", "forecast": "95%"}, {}, "monitoring"),
        ("2024年财政重点绩效评价评分表", {"target": "90%", "score": "5"}, {}, "review"),
        ("2024年项目支出绩效目标表", {"target": "90%"}, {"family": "review"}, "review"),
    ],
)
def test_the_family_of_a_document(form, title, fields, facts, family):
    form.record(Kind.DOCUMENT, title=title)
    form.record(Kind.PROJECT, 1, project_name="甲", facts=facts)
    form.record(Kind.INDICATOR, 1, level3="覆盖率", **fields)
    assert read(form).document["form_family"] == family


def test_several_families_are_mixed_and_a_narrative_has_none(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, level3="覆盖率", target="90%")
    form.record(Kind.PROJECT, 2, project_name="乙", heading="乙绩效自评表")
    form.record(Kind.INDICATOR, 2, level3="覆盖率", target="90%", actual="90%")
    assert read(form).document["form_family"] == "mixed"


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("2024年1-7月绩效运行监控表", datetime.date(2024, 7, 31)),
        ("2024年上半年绩效监控表", datetime.date(2024, 6, 30)),
        ("2024年度绩效监控表", None),
        ("2024年1-7月绩效目标表", None),
    ],
)
def test_the_day_up_to_which_a_monitoring_form_reports(form, title, day):
    form.record(Kind.DOCUMENT, title=title, year=title)
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, level3="覆盖率", target="90%")
    assert read(form).document["as_of"] == day


def submission(form, department="甲县水利局", year="2024年度", **projects):
    form.records.clear()
    form.record(Kind.DOCUMENT, department=department, year=year)
    for number, (name, code) in enumerate(projects.items(), 1):
        form.record(Kind.PROJECT, number, project_name=name, **({"project_code": code} if code else {}))
        form.record(Kind.INDICATOR, number, level3="覆盖率", target="90%")
    return read(form).document["submission_key"]


def test_the_key_of_a_submission(form):
    key = submission(form, 修渠=None, 打井=None)
    assert key == submission(form, 打井=None, 修渠=None)
    assert key == submission(form, department="甲县 水利局", 修渠=None, 打井=None)
    assert key != submission(form, 修渠=None)
    assert key != submission(form, year="2025年度", 修渠=None, 打井=None)
    code = "130303220001001000010"
    assert submission(form, 修渠=code) == submission(form, 修渠工程=code)
    assert submission(form, department="", 修渠=None) is None
    assert submission(form, year="", 修渠=None) is None


def use(role, *texts, caption="收支总表"):
    cells = tuple(Cell(1, place, 1, 1, text, Where(2, 3, 1, place)) for place, text in enumerate(texts, 1))
    grid = Grid(1, len(texts), cells, Where(2, 3))
    return GridUse(grid, 2, 1, len(texts), caption, role, len(texts), 0)


def test_every_table_has_a_row_and_an_unrelated_one_counts_as_kept(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    unrelated = use(GridRole.UNRELATED, "收入", "120")
    form.blocks.append(unrelated.grid)
    submission = read(form, grids=(unrelated,))
    (row,) = submission.rows["grids"]
    assert row["grid_id"].endswith("-k01")
    assert (row["page"], row["rows"], row["columns"], row["caption"], row["role"], row["cells"]) == (2, 1, 2, "收支总表", "unrelated", 2)
    assert submission.document["coverage"] == 1
    assert [(f["rule"], f["severity"], f["page"], f["block"]) for f in submission.findings if f["rule"].startswith("grid")] == [
        ("grid.unrelated", "info", 2, 3)
    ]


def test_an_unread_table_is_an_error_and_its_print_is_lost(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    unread = use(GridRole.UNREAD, "三级指标", "指标值", caption=None)
    form.blocks.append(unread.grid)
    submission = read(form, grids=(unread,))
    assert [(f["rule"], f["severity"]) for f in submission.findings if f["rule"].startswith("grid")] == [("grid.unread", "error")]
    assert submission.document["coverage"] < 1


def test_what_is_stray_is_not_kept_and_named_once(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    cell = form.cell("培训人次≥100人次")
    form.claim(cell)
    span = Span(cell, 0, len(cell.text))
    submission = read(form, strays=(Stray("indicator.stray", (span,)),))
    rules = [(f["rule"], f["raw"]) for f in submission.findings if f["rule"] in ("indicator.stray", "text.unassigned")]
    assert rules == [("indicator.stray", "培训人次≥100人次")]
    assert submission.document["coverage"] == Decimal("0.090909")
