"""What the codes of the tables are called, in Chinese and in English, where people read them."""

from __future__ import annotations

from typing import Final, NamedTuple

from normalizers import booleans, categories
from normalizers.levels import LABELS


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
    "graded": Words("分档", "graded"),
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
    "project": Words("项目", "project"),
    "department": Words("部门", "department"),
    "annual": Words("年度", "annual"),
    "long_term": Words("中长期", "long term"),
    "whole_period": Words("实施期", "whole period"),
    "printed": Words("有单位", "unit printed"),
    "inferred": Words("缺单位，可推断", "missing, suggested by name"),
    "none": Words("缺单位", "missing"),
    "—": Words("未标明", "none given"),
}
CLASSES: Final[dict[str, dict[str, Words]]] = {
    f"level{level}_class": {code: Words(zh, code.replace("_", " ")) for (found, code), zh in LABELS.items() if found == level}
    for level in ("1", "2")
}
CLASSES["form_family"] = {
    "goal": Words("绩效目标", "goals"),
    "self_evaluation": Words("绩效自评", "self-evaluation"),
    "monitoring": Words("绩效监控", "monitoring"),
    "review": Words("他评得分", "scores that others gave"),
    "mixed": Words("多类", "mixed"),
}
CLASSES["category"] = {code: Words(zh, code.replace("_", " ")) for code, zh in (*booleans.CATEGORIES, *categories.LABELS.items())}
CODED: Final = frozenset({"status", "severity", "kind", "comparator", "source", "scope", "horizon", "unit_state", *CLASSES})


def code(column: str, text: str) -> Words:
    """A code of a column; any other text is its own name."""
    if column in CODED or text == "—":
        return CLASSES.get(column, {}).get(text) or CODES.get(text) or Words(text, text)
    return Words(text, text)
