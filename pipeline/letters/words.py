"""The words of a review, the same in the letter, the book and the tables."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from pipeline.findings.entry import Severity
from pipeline.schema import Row


class Outcome(StrEnum):
    """What is proposed for a department; the officer decides. Of the four grades of 财预〔2015〕88号 art. 25, 差 is the officer's alone."""

    PASSED = "通过"
    TO_COMPLETE = "完善后通过"
    RETURNED = "退回修改"
    UNREAD = "读取待核"


GRADES: Final = {Outcome.PASSED: "优", Outcome.TO_COMPLETE: "良", Outcome.RETURNED: "中", Outcome.UNREAD: ""}
SEVERITIES: Final = {Severity.ERROR: "必须修改", Severity.WARNING: "建议完善", Severity.INFO: "提示"}
STRUCK: Final = frozenset({"划去", "struck", "不予采纳"})
"""What an officer writes beside a point that is not to be raised again."""


def place_of(place: Row | None) -> str:
    """第2页表3第5行; 工作表「绩效」B7; empty where no place is known."""
    if place is None:
        return ""
    if place.get("cell"):
        return f"工作表「{place['sheet']}」{place['cell']}"
    page = f"第{place['page']}页" if place.get("page") else ""
    row = f"第{place['grid_row']}行" if place.get("grid_row") else ""
    block = f"第{place['block']}段" if place.get("block") and not row else ""
    return page + (row and f"表中{row}") + block
