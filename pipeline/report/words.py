"""What the report calls things, in Chinese and in English; colours of the codes that have one."""

from __future__ import annotations

from typing import Final, NamedTuple

from normalizers.levels import LABELS
from pipeline.schema import TABLES


class Words(NamedTuple):
    """One thing in both languages."""

    zh: str
    en: str


CODES: Final[dict[str, Words]] = {
    "ok": Words("全部读出", "ok"),
    "partial": Words("部分读出", "partial"),
    "failed": Words("读取失败", "failed"),
    "error": Words("错误", "error"),
    "warning": Words("提示", "warning"),
    "info": Words("说明", "info"),
    "quantity": Words("数量", "quantity"),
    "range": Words("区间", "range"),
    "boolean": Words("是否", "yes/no"),
    "date": Words("日期", "date"),
    "qualitative": Words("定性", "qualitative"),
    "composite": Words("复合", "composite"),
    "text": Words("文字", "text"),
    "missing": Words("缺失", "missing"),
    "ge": Words("≥", "≥"),
    "gt": Words("＞", ">"),
    "le": Words("≤", "≤"),
    "lt": Words("＜", "<"),
    "eq": Words("＝", "="),
    "approx": Words("约", "about"),
    "between": Words("区间", "between"),
    "fiscal": Words("财政拨款", "fiscal"),
    "other": Words("其他资金", "other"),
    "own": Words("自有资金", "own"),
    "carryover": Words("上年结转", "carried over"),
    "fiscal_account": Words("财政专户", "fiscal account"),
    "central": Words("中央资金", "central"),
    "provincial": Words("省级资金", "provincial"),
    "municipal": Words("市级资金", "municipal"),
    "county": Words("县级资金", "county"),
    "local": Words("地方资金", "local"),
    "printed": Words("有单位", "unit printed"),
    "inferred": Words("缺单位，可推断", "missing, suggested by name"),
    "none": Words("缺单位", "missing"),
    "—": Words("未标明", "none given"),
}
CLASSES: Final[dict[str, dict[str, Words]]] = {
    f"level{level}_class": {code: Words(zh, code.replace("_", " ")) for (found, code), zh in LABELS.items() if found == level}
    for level in ("1", "2")
}
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


CODED: Final = frozenset({"status", "severity", "kind", "comparator", "source", "unit_state", *CLASSES})


def code(column: str, text: str) -> Words:
    """A code of a column; any other text is its own name."""
    if column in CODED or text == "—":
        return CLASSES.get(column, {}).get(text) or CODES.get(text) or Words(text, text)
    return Words(text, text)


def heading(name: str) -> Words:
    """A column of an answer."""
    if name in COLUMNS:
        return COLUMNS[name]
    found = next((table.column(name) for table in TABLES.values() if name in table.names), None)
    return Words(found.title if found else name, name.replace("_", " "))


def color(text: str, place: int) -> str:
    """The colour of a series."""
    return COLORS.get(text, SERIES[place % len(SERIES)])
