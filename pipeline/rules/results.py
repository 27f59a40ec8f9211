"""What a self-evaluation says of its results: notes, and the share of the budget that was spent."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from normalizers.text import fold
from pipeline.rules.case import Group, number, text
from pipeline.schema import Row

_NOTHING: Final = frozenset({"", "/", "-", "—", "——", "--", "无", "0", "无偏差", "没有", "不适用"})
_BASES: Final = ("adjusted", "budget", "initial")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_WORDS: Final = 4
"""Characters from which another column's text may be a reason."""
_CENT: Final = Decimal("0.01")


def noted(row: Row) -> bool:
    """Whether an indicator gives a reason: a note that is more than 无 or a dash, or some words in a column that nobody knows."""
    if fold(text(row, "deviation_note") or "") not in _NOTHING:
        return True
    pairs = json.loads(text(row, "attributes") or "{}").values()
    return any(len(_HAN.findall(str(said))) >= _WORDS for said in pairs)


def explained(group: Group) -> bool:
    """Whether any indicator of a form gives a reason."""
    return any(noted(row) for row in group.indicators)


def execution_rate(group: Group) -> Decimal | None:
    """Percent of the total that was spent, out of the amounts; None where either is missing or nothing was to be spent."""
    totals = [row for row in group.funding if row["source"] == "total"]
    spent = next((number(row, "amount_yuan") for row in totals if row["stage"] == "executed"), None)
    bases = (number(row, "amount_yuan") for stage in _BASES for row in totals if row["stage"] == stage and row["horizon"] != "whole_period")
    base = next(bases, None)
    if spent is None or not base:
        return None
    return (spent / base * 100).quantize(_CENT, ROUND_HALF_UP)
