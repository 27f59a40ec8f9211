"""Every printed character of a quantity, a range or a date has a role, which `explain` names; only marks have none."""

from __future__ import annotations

import re

import pytest

from normalizers import Context, explain, normalize
from normalizers.reader import folded

from .corpora import all_lines

LINES = [
    (raw, context)
    for value, context, raw in all_lines()
    if value.split()[0] in ("quantity", "range", "date") and not context.ocr and normalize(raw, context).kind == value.split()[0]
]
NO_MARK = re.compile(r"[^\W_]")


def _roles(raw: str, context: Context) -> list[tuple[str, str]]:
    """The roles of the rule that read a print: the steps without a result before the rule's own."""
    steps = explain(raw, context)
    last = len(steps) - 2 - len(normalize(raw, context).notes)
    first = last
    while first and not steps[first - 1].result:
        first -= 1
    return [(step.rule, step.text) for step in steps[first:last]]


# A base year and a number that is printed again in brackets are put aside before the rest is read.
_PUT_ASIDE = re.compile(r"[较比](?:19|20)\d\d年|含\d|PM\d")


@pytest.mark.parametrize(("raw", "context"), LINES)
def test_every_character_has_a_role(raw: str, context: Context) -> None:
    value = normalize(raw, context)
    if value.rule in ("two bounds", "zero event") or _PUT_ASIDE.search(raw):
        # Two bounds are two readings, each explained by itself; a zero event is one word.
        return
    roles = _roles(raw, context)
    read, printed = "".join(text for _, text in roles), folded(raw)
    assert read, roles
    assert read in printed or printed in read, roles
    assert len(printed) - len(read) <= len("2022年度"), roles
    assert not [text for role, text in roles if role == "mark" and NO_MARK.search(text)], roles
    assert "unread" not in {role for role, _ in roles}
    assert value.rule != "number" or "fixed word" not in {role for role, _ in roles}


def test_roles_are_named_in_the_order_printed() -> None:
    assert _roles("每年培训不少于2.5万余人次（含）", Context()) == [
        ("denominator", "每年"),
        ("name", "培训"),
        ("comparator", "不少于"),
        ("number", "2.5"),
        ("multiplier", "万"),
        ("comparator", "余"),
        ("unit", "人次"),
        ("inclusion", "(含)"),
    ]
