"""plan.missing, plan.order, plan.final."""

from decimal import Decimal

import pytest


@pytest.fixture
def plan(make_row):
    def make(*percents):
        return tuple(
            make_row(
                "spending_plan",
                label=f"{month}月底",
                raw=percent and f"{percent}%",
                cumulative_percent=Decimal(percent) if percent else None,
            )
            for month, percent in zip((3, 6, 10, 12), percents, strict=False)
        )

    return make


@pytest.mark.parametrize("code", ["plan.missing", "plan.order", "plan.final"])
def test_a_plan_that_rises_to_100_is_no_finding(found, plan, code):
    assert not found(code, plan=plan("25", "50", "75", "100"))
    assert not found(code, plan=())


def test_a_fall_names_the_period_and_both_values(found, plan):
    (finding,) = found("plan.order", plan=plan("25", "75", "50", "100"))
    assert dict(finding.note.args) == {"label": "10月底", "percent": "50", "before": "75"}


def test_an_end_other_than_100_is_named(found, plan):
    assert [dict(f.note.args)["percent"] for f in found("plan.final", plan=plan("25", "50", "75", "95"))] == ["95"]
    assert found("plan.final", plan=plan("25", "50", "75", "110"))


def test_blank_periods_are_named_in_one_finding(found, plan):
    (finding,) = found("plan.missing", plan=plan(None, None, "100", "100"))
    assert dict(finding.note.args) == {"labels": "3月底、6月底"}


def test_a_blank_between_two_values_hides_no_fall(found, plan):
    assert found("plan.order", plan=plan("50", None, "25", "100"))


def test_a_blank_end_is_missing_and_not_final(found, plan):
    assert found("plan.missing", plan=plan("25", "50", "75", None))
    assert not found("plan.final", plan=plan("25", "50", "75", None))
