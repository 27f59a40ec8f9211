"""weight.sum, score.over-weight, score.sum, execution.rate, actual.missing, attained.contradicts-score, value.yes-no-target."""

from decimal import Decimal

import pytest


@pytest.fixture
def scored(make_row):
    def make(*pairs, **more):
        number = lambda text: None if text is None else Decimal(text)  # noqa: E731 - read where it stands
        return tuple(make_row("indicators", weight=number(weight), score=number(score), **more) for weight, score in pairs)

    return make


def test_weights_make_100_with_or_without_the_execution_rate(found, scored, make_money):
    assert not found("weight.sum", indicators=scored(("50", None), ("50", None)))
    ten = make_money("total", "100", "executed", weight=Decimal(10))
    assert not found("weight.sum", indicators=scored(("50", None), ("40", None)), funding=(ten,))
    assert not found("weight.sum", indicators=scored(("50", None), ("40", None)))


def test_other_sums_are_named(found, scored, make_money):
    (finding,) = found("weight.sum", indicators=scored(("50", None), ("60", None)))
    assert dict(finding.note.args)["sum"] == "110"
    ten = make_money("total", "100", "executed", weight=Decimal(10))
    assert found("weight.sum", indicators=scored(("50", None), ("30", None)), funding=(ten,))


def test_weights_with_gaps_are_only_wrong_above_100(found, scored):
    assert not found("weight.sum", indicators=scored(("50", None), (None, None)))
    assert found("weight.sum", indicators=scored(("101", None), (None, None)))
    assert not found("weight.sum", indicators=scored((None, None)))


def test_a_score_over_its_weight(found, scored, make_money):
    assert not found("score.over-weight", indicators=scored(("10", "10"), ("10", None), (None, "3")))
    assert len(found("score.over-weight", indicators=scored(("10", "10.5"), ("10", "9")))) == 1
    assert found("score.over-weight", funding=(make_money("total", "1", "executed", weight=Decimal(10), score=Decimal(11)),))


def test_the_total_score(found, scored, make_row, make_money):
    def run(total, *pairs):
        project = make_row("projects", attributes={"总分/分值": "100", "总分/得分": total} if total else {})
        ten = make_money("total", "1", "executed", weight=Decimal(10), score=Decimal(10))
        return found("score.sum", project=project, indicators=scored(*pairs), funding=(ten,))

    assert not run("95", ("50", "45"), ("40", "40"))
    (finding,) = run("98", ("50", "45"), ("40", "40"))
    assert dict(finding.note.args) == {"total": "98", "sum": "95"}
    assert not run("98", ("50", "45"), ("40", None))
    assert not run(None, ("50", "45"))
    assert not run("优", ("50", "45"))
    assert run("100", ("50", "45"), ("40", "40"))


def test_a_bare_total_may_be_that_of_the_weights(found, scored, make_row):
    project = make_row("projects", attributes={"合计": "100"})
    assert not found("score.sum", project=project, indicators=scored(("60", "50"), ("40", "40")))
    project = make_row("projects", attributes={"总分": "95"})
    assert found("score.sum", project=project, indicators=scored(("60", "50"), ("40", "40")))


def test_the_execution_rate(found, make_money):
    def run(rate, executed, **bases):
        rows = [make_money("total", yuan, stage) for stage, yuan in bases.items()]
        rows.append(make_money("total", executed, "executed", execution_rate=Decimal(rate)))
        return found("execution.rate", funding=tuple(rows))

    assert not run("100", "251.89", initial="238.93", adjusted="251.89")
    assert not run("66.67", "2", adjusted="3")
    assert not run("66.66", "2", adjusted="3")
    assert not run("67", "2", adjusted="3")
    assert not run("1", "3", adjusted="3")
    (finding,) = run("95", "2", adjusted="3")
    assert dict(finding.note.args)["computed"] == "66.67"
    assert not run("95", "2", adjusted="0")
    assert not run("95", "2")


def test_blank_actual_values(found, make_row, make_money):
    filled, blank = make_row("indicators", level3="甲", actual_raw="95%"), make_row("indicators", level3="乙", score=Decimal(5))
    assert not found("actual.missing", indicators=(filled,))
    assert not found("actual.missing", indicators=(make_row("indicators", level3="丙"),)), "a goal form asks for no result"
    assert [finding.record for finding in found("actual.missing", indicators=(filled, blank))] == [blank]
    spent = make_money("total", "1", "executed")
    left = tuple(make_row("indicators", level3=name, blank=("actual_raw",)) for name in ("丙", "丁"))
    (whole,) = found("actual.missing", indicators=left, funding=(spent,))
    assert whole.record is not None
    assert whole.record.table == "projects"
    scored = tuple(make_row("indicators", level3=name, score=Decimal(5)) for name in ("丙", "丁"))
    assert not found("actual.missing", indicators=scored, funding=(spent,)), "a table of scores asks for no result"


@pytest.mark.parametrize(
    ("attained", "weight", "score", "count"),
    [
        (False, "10", "10", 1),
        (True, "10", "0", 1),
        (True, "10", "9", 0),
        (False, "10", "6", 0),
        (None, "10", "0", 0),
        (False, None, "10", 0),
        (True, "10", None, 0),
    ],
)
def test_scores_and_attainment(found, make_row, attained, weight, score, count):
    number = lambda text: None if text is None else Decimal(text)  # noqa: E731 - read where it stands
    indicator = make_row("indicators", raw="≥95%", actual_raw="90%", attained=attained, weight=number(weight), score=number(score))
    assert len(found("attained.contradicts-score", indicators=(indicator,))) == count


def test_yes_no_is_no_target(found, make_row):
    assert found("value.yes-no-target", indicators=(make_row("indicators", kind="boolean", category="yes_no"),))
    assert not found("value.yes-no-target", indicators=(make_row("indicators", kind="boolean", category="yes"),))
    assert not found("value.yes-no-target", indicators=(make_row("indicators", kind="missing"),))
