"""A time limit printed in front of what is measured goes to the attributes, as printed; the target is the figure behind it."""

from __future__ import annotations

import json

import pytest

from extractors.raw import Kind

from .test_contract import read


@pytest.mark.parametrize(
    ("target", "comparator", "number", "limit"),
    [
        ("24小时内办结率100%", None, 100, "24小时内"),
        ("２小时内到场率 ≥90％", "ge", 90, "２小时内"),
        ("30天内重复率≤30%", "le", 30, "30天内"),
    ],
)
def test_a_limit_in_front_is_kept_as_printed(form, target, comparator, number, limit):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, level3="办结", target=target)
    row = read(form).indicators[0]
    assert (row["raw"], row["comparator"], row["value"], row["unit"]) == (target, comparator, number, "%")
    assert json.loads(row["attributes"]) == {"时限": limit}


def test_a_limit_that_is_the_target_is_no_attribute(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, level3="办结时间", target="24小时内")
    row = read(form).indicators[0]
    assert (row["comparator"], row["value"], row["unit"], row["attributes"]) == ("le", 24, "小时", None)
