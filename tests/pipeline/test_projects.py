"""Names and codes, funding, the department, the fiscal year."""

from decimal import Decimal

import pytest

from extractors.raw import Kind, RawField
from pipeline.records.department import glued_department, named


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("妇女联合会秦皇岛市山海关区妇女联合会本级", "秦皇岛市山海关区妇女联合会"),
        ("教育局昌黎县教育局机关", "昌黎县教育局"),
        ("教育局昌黎县第一中学", None),
        ("青神县发展和改革局", None),
        ("", None),
    ],
)
def test_a_short_and_a_full_name_glued(name, department):
    assert glued_department(name) == department


def test_unit_codes_are_parted_from_names(form):
    form.record(Kind.PROJECT, 1, unit="713001妇女联合会秦皇岛市山海关区妇女联合会本级", project_name="车辆保险费")
    submission = form.read()
    project = submission.projects[0]
    assert (project["unit_code"], project["unit_name"]) == ("713001", "妇女联合会秦皇岛市山海关区妇女联合会本级")
    assert submission.document["department_name"] == "秦皇岛市山海关区妇女联合会"


def test_a_project_code_glued_before_its_name(form):
    form.record(Kind.PROJECT, 1, project_name="51000021R000000019951-工资性支出")
    project = form.read().projects[0]
    assert (project["project_code"], project["project_name"]) == ("51000021R000000019951", "工资性支出")


def test_a_year_before_a_name_is_no_code(form):
    form.record(Kind.PROJECT, 1, project_name="2023年农村公路养护")
    project = form.read().projects[0]
    assert (project["project_code"], project["project_name"]) == (None, "2023年农村公路养护")


def test_the_department_is_that_of_its_label_before_the_unit(form):
    form.record(Kind.PROJECT, 1, department="005-青神县发展和改革局本级", unit="青神县发展和改革局", project_name="甲")
    submission = form.read()
    assert submission.document["department_name"] == "青神县发展和改革局本级"
    assert submission.document["coverage"] == 1


def test_the_fiscal_year_of_the_title(form):
    form.record(Kind.DOCUMENT, title="部门预算项目支出绩效自评表（2023年度）")
    form.record(Kind.PROJECT, 1, project_name="2021年度提前下达资金")
    assert form.read().document["fiscal_year"] == 2023


def money(form, project, label, amount, source, stage="budget", **more):
    form.record(Kind.FUNDING, project, facts={"source": source, "stage": stage, "amount_unit": "万元"}, label=label, amount=amount, **more)


def test_zero_makes_a_row_and_a_blank_none(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    for amount, source in (("0", "fiscal"), ("", "other"), ("/", "own"), ("——", "carryover"), ("1,234.5", "total")):
        money(form, 1, source, amount, source)
    submission = form.read()
    rows = submission.rows["funding"]
    assert [(row["source"], row["amount_yuan"], row["raw"]) for row in rows] == [
        ("fiscal", 0, "0"),
        ("total", Decimal(12345000), "1,234.5"),
    ]
    assert submission.document["coverage"] == 1


def test_a_total_printed_twice_is_one_row(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    money(form, 1, "项目总预算", "65", "total")
    money(form, 1, "当年年度预算", "65.00", "total")
    submission = form.read()
    assert [row["label"] for row in submission.rows["funding"]] == ["项目总预算"]
    assert submission.document["coverage"] == 1


def test_the_budget_is_the_annual_total_adjusted_before_initial(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    money(form, 1, "年度资金总额", "100", "total", "initial")
    money(form, 1, "年度资金总额", "120", "total", "adjusted")
    money(form, 1, "年度资金总额", "110", "total", "executed", execution_rate="91.67%", weight="10", score="9.17")
    submission = form.read()
    assert submission.projects[0]["budget_yuan"] == Decimal(1200000)
    executed = submission.rows["funding"][2]
    assert (executed["execution_rate"], executed["weight"], executed["score"]) == (Decimal("91.67"), 10, Decimal("9.17"))


def test_of_two_totals_the_years_own_is_the_budget(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    money(form, 1, "项目资金总额", "500", "total")
    money(form, 1, "年度资金总额", "100", "total")
    assert form.read().projects[0]["budget_yuan"] == Decimal(1000000)


def test_weights_beside_an_amount_that_is_not_printed_are_kept(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    money(form, 1, "年度资金总额", "", "total", "executed", weight="10")
    submission = form.read()
    assert submission.rows["funding"] == []
    assert submission.projects[0]["attributes"] == '{"年度资金总额分值": "10"}'
    assert submission.document["coverage"] == 1


def test_an_amount_without_a_unit_is_not_converted(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.FUNDING, 1, facts={"source": "total", "stage": "budget"}, label="预算数", amount="5.6")
    submission = form.read()
    (row,) = submission.rows["funding"]
    assert (row["raw"], row["amount_yuan"]) == ("5.6", None)
    assert "amount.unit-missing" in {finding["rule"] for finding in submission.findings}


def test_tasks_are_no_projects(form):
    form.record(Kind.TASK, facts={"amount_unit": "万元"}, name="防火", content="巡护", amount="12.5", fiscal="10", other="2.5")
    submission = form.read()
    (task,) = submission.rows["tasks"]
    assert (task["amount_yuan"], task["fiscal_yuan"], task["other_yuan"], task["raw"]) == (125000, 100000, 25000, "12.5")
    assert submission.projects == []
    assert submission.document["status"] == "ok"


def test_goals_and_their_results(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.GOAL, 1, facts={"horizon": "long_term"}, text="改善设施", actual="")
    form.record(Kind.GOAL, 1, facts={"horizon": "annual"}, text="", actual=" ")
    form.record(Kind.GOAL, 1, facts={"horizon": "annual"}, text="完成改造", actual="已完成改造")
    goals = form.read().rows["goals"]
    assert [(goal["horizon"], goal["text"], goal["actual"]) for goal in goals] == [
        ("long_term", "改善设施", None),
        ("annual", "完成改造", "已完成改造"),
    ]


def test_damaged_characters_are_stored_as_replacements(form):
    form.record(Kind.PROJECT, 1, project_name="甲\ud83d乙")
    assert form.read().projects[0]["project_name"] == "甲\ufffd乙"


def test_periods_without_a_year_are_left_open(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.PLAN, 1, label="3月底", percent="100%")
    form.record(Kind.PLAN, 1, label="某日", percent="100%")
    submission = form.read()
    assert [row["period_end"] for row in submission.rows["spending_plan"]] == [None, None]
    assert [row["rule"] for row in submission.findings] == ["value.year-missing", "date.unread"]


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("128临洮县水务局", "128", "临洮县水务局"),
        ("713001妇女联合会", "713001", "妇女联合会"),
        ("120急救中心", None, "120急救中心"),
        ("301医院", None, "301医院"),
        ("12临洮县水务局", None, "12临洮县水务局"),
    ],
)
def test_a_code_glued_to_a_body_s_name_comes_off(printed: str, code: str | None, name: str) -> None:
    found = named(RawField(printed, (), "pair:department"))
    assert found is not None
    assert (found.code, found.name) == (code, name)
