"""A rule says nothing of what was not read, or was read with doubt."""

import pytest

from pipeline.rules.rule import Example
from pipeline.rules.run import issues

WHOLE = Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), goal="组织培训2期，覆盖100人次")


def found(case):
    return {issue.code for issue in issues([case])}


def finding(case, rule, **more):
    rows = dict.fromkeys(
        ("indicator_id", "project_id", "page", "block", "grid_row", "grid_column", "raw", "field", "message", "message_en")
    )
    severity = more.pop("severity", "warning")
    case.rows["findings"].append(rows | {"rule": rule, "severity": severity} | more)


@pytest.mark.parametrize("rule", ["form.stray", "indicator.stray", "grid.unread", "indicator.no-target", "text.unassigned"])
def test_what_is_missing_waits_while_something_was_not_read(make_case, rule):
    assert "class.benefit-missing" in found(make_case(WHOLE))
    case = make_case(WHOLE)
    finding(case, rule)
    assert not {code for code in found(case) if "missing" in code or code.startswith("indicator.count")}


@pytest.mark.parametrize("rule", ["value.repaired", "cell.low-confidence", "value.unread"])
def test_nothing_is_said_of_a_row_read_with_doubt(make_case, rule):
    example = Example("bad", 1, indicators=("产出指标 | 质量指标 | 宣传覆盖率 | ≥120%", "产出指标 | 质量指标 | 培训覆盖率 | ≥130%"))
    assert [issue.code for issue in issues([make_case(example)])].count("rate.over-100") == 2
    case = make_case(example)
    finding(case, rule, indicator_id=case.rows["indicators"][0]["indicator_id"])
    assert [issue.code for issue in issues([case])].count("rate.over-100") == 1


def test_a_doubt_about_a_place_is_one_about_what_stands_there(make_case):
    example = Example("bad", 1, indicators=("产出指标 | 质量指标 | 宣传覆盖率 | ≥120%",))
    case = make_case(example)
    place = case.places["indicators", str(case.rows["indicators"][0]["indicator_id"]), "raw"]
    finding(case, "cell.low-confidence", **{name: place[name] for name in ("page", "block", "grid_row", "grid_column")})
    assert "rate.over-100" not in found(case)


def test_what_the_conversion_said_is_said_once(make_case):
    example = Example("bad", 1, indicators=("满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90", "产出指标 | 数量指标 | 培训 | ≥90"))
    codes = [issue.code for issue in issues([make_case(example)])]
    assert codes.count("satisfaction.unit") == 1
    assert codes.count("value.unit-missing") == 1, "that of the other indicator"


def test_findings_about_reading_never_reach_a_department(make_case):
    case = make_case(WHOLE)
    finding(case, "scan.gap", message="读取待核", message_en="x")
    assert all(issue.code != "scan.gap" for issue in issues([case]))


def test_weights_that_the_profile_allows_are_no_fault(make_case):
    rows = tuple(f"产出指标 | 数量指标 | 第{n}类培训 | ≥{n}期 | {n}期 | 20 | 20" for n in range(1, 5))
    case = make_case(Example("bad", 1, family="self_evaluation", indicators=rows))
    assert any(row["rule"] == "weight.sum" for row in case.rows["findings"])
    assert "weight.sum" not in found(case)


def graded(case):
    """The case as a form with a target for each grade prints it: no target of its own, one level above the names."""
    for row in case.rows["indicators"]:
        row.update(kind="graded", raw=None, value=None, comparator=None, level2=None, level2_class=None)
    return case


def test_forms_of_one_level_with_grades_lack_no_class_that_they_have(make_case):
    rows = ("产出指标 |  | 培训人次 | ≥90人次", "效益指标 |  | 学员满意度 | ≥90%", "效益指标 |  | 政策知晓率 | ≥90%")
    codes = found(graded(make_case(Example("bad", 1, indicators=rows))))
    assert not {code for code in codes if code.startswith("class.")}
    assert "class.benefit-missing" in found(graded(make_case(Example("bad", 1, indicators=rows[:1]))))


def test_goals_of_tasks_are_a_departments_goals(make_case):
    case = make_case(Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训人次 | ≥90人次",)))
    for table in ("indicators", "goals", "funding"):
        for row in case.rows[table]:
            row["project_id"] = None
    case.rows["projects"].clear()
    assert "goal.missing" in found(case)
    case = make_case(Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训人次 | ≥90人次",)))
    for row in case.rows["indicators"]:
        row["project_id"] = None
    case.rows["projects"].clear()
    case.rows["tasks"].append({"goal": "守住红线"})
    assert "goal.missing" not in found(case)


def test_a_blank_target_is_one_fault_and_a_first_level_may_stand_second(make_case):
    rows = ("产出指标 | 数量指标 | 培训人次 |  ", "产出指标 | 质量指标 | 合格率 | ≥95%", "产出指标 | 时效指标 | 完成时间 | 9月底前")
    codes = found(make_case(Example("bad", 1, indicators=rows)))
    assert "target.missing" in codes
    assert "class.quantity-missing" not in codes
    assert "class.output-missing" not in found(make_case(Example("bad", 1, indicators=("实施效果指标 | 产出指标 | 验收合格率 | 100%",))))


def test_a_reason_under_a_label_that_nobody_knows_is_one(make_case):
    row = "产出指标 | 数量指标 | 渠道长度 | ≥260公里 | 251公里 | 10 | 9"
    case = make_case(Example("bad", 1, family="self_evaluation", indicators=(row,)))
    assert "self.not-attained-no-note" in found(case)
    case.rows["indicators"][0]["attributes"] = '{"差异情况": "征地调整，工期顺延"}'
    assert "self.not-attained-no-note" not in found(case)
