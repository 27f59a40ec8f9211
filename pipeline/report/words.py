"""What the report calls its columns, and the colours of its codes."""

from __future__ import annotations

from typing import Final

from pipeline.codes import Words
from pipeline.schema import TABLES

COLUMNS: Final[dict[str, Words]] = {
    "documents": Words("文件", "documents"),
    "departments": Words("部门", "departments"),
    "projects": Words("项目", "projects"),
    "indicators": Words("指标", "indicators"),
    "findings": Words("问题", "findings"),
    "coverage": Words("覆盖率", "coverage"),
    "amount_yuan": Words("金额（元）", "yuan"),
    "budget_yuan": Words("预算（元）", "budget, yuan"),
    "unit_state": Words("计量单位", "unit"),
    "quarter": Words("季度", "quarter"),
    "lowest": Words("最低 %", "lowest %"),
    "middle": Words("中位 %", "median %"),
    "highest": Words("最高 %", "highest %"),
    "message_en": Words("说明", "message"),
    "path": Words("文件", "file"),
}
COLORS: Final = {
    "ok": "#4c9f70",
    "partial": "#e9b44c",
    "failed": "#c8553d",
    "error": "#c8553d",
    "warning": "#e9b44c",
    "info": "#8fa6b8",
    "printed": "#4c9f70",
    "inferred": "#e9b44c",
    "none": "#c8553d",
    "missing": "#c8553d",
    "—": "#b9bec4",
}
# Of Okabe and Ito, which people who do not see all colours can tell apart.
SERIES: Final = ("#0072b2", "#56b4e9", "#009e73", "#cc79a7", "#d55e00", "#e69f00", "#7a6ff0", "#8c6d31", "#44aa99", "#999999")


def heading(name: str) -> Words:
    """A column of an answer."""
    if name in COLUMNS:
        return COLUMNS[name]
    found = next((table.column(name) for table in TABLES.values() if name in table.names), None)
    return Words(found.title if found else name, name.replace("_", " "))


def color(text: str, place: int) -> str:
    """The colour of a series."""
    return COLORS.get(text, SERIES[place % len(SERIES)])
