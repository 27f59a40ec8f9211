"""target.missing, amount.missing, goal.missing-text."""

import pytest

from extractors.raw import Kind


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ({"level3": "覆盖率", "kind": "missing", "blank": ("raw",)}, 1),
        ({"level3": "覆盖率", "kind": "missing", "raw": "/"}, 1),
        ({"level3": "覆盖率", "kind": "missing"}, 0),  # the form has no column for targets
        ({"level3": None, "kind": "missing", "blank": ("raw",)}, 0),
        ({"level3": "覆盖率", "kind": "quantity", "raw": "≥90%"}, 0),
    ],
)
def test_a_named_indicator_with_a_blank_target(found, make_row, row, count):
    blank = row.pop("blank", ())
    assert len(found("target.missing", indicators=(make_row("indicators", blank=blank, **row),))) == count


def test_a_form_whose_amounts_are_all_blank(found, make_row, make_money):
    empty = (
        make_row("funding", source="fiscal", stage="budget", label="财政拨款"),
        make_row("funding", source="total", stage="budget", label="资金总额："),
    )
    (finding,) = found("amount.missing", empty_funding=empty)
    assert dict(finding.note.args)["label"] == "资金总额"
    assert not found("amount.missing", empty_funding=empty[:1], funding=(make_money("total", "0"),))
    assert not found("amount.missing", empty_funding=(make_row("funding", source="total", stage="executed", label="执行数"),))


@pytest.mark.parametrize(("texts", "count"), [(("",), 1), (("", " "), 1), (("守住红线", ""), 0), (("守住红线",), 0), ((), 0)])
def test_a_goal_that_is_asked_for_and_blank(form, texts, count):
    form.record(Kind.PROJECT, 1, project_name="甲")
    for text in texts:
        form.record(Kind.GOAL, 1, text=text)
    assert [finding["rule"] for finding in form.read().findings].count("goal.missing-text") == count
