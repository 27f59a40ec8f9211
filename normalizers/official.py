"""The official budget system's triple: 计算符号, 指标值, 计量单位.

Signs 1 to 5 demand a purely numeric 指标值 and a 计量单位; 6 (定性) needs neither and takes words.
"""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.printed import printed_value
from normalizers.printing import tidy
from normalizers.reader import normalize
from normalizers.value import Comparator, Context, Value, plain

SIGNS: dict[Comparator, int] = {"ge": 1, "gt": 2, "eq": 3, "lt": 4, "le": 5}
QUALITATIVE = 6
_SYMBOLS = {1: "≥", 2: ">", 3: "=", 4: "<", 5: "≤"}


@dataclass(frozen=True, slots=True)
class Official:
    """计算符号 (1 ≥, 2 ＞, 3 ＝, 4 ＜, 5 ≤, 6 定性), 指标值, 计量单位.

    `reason` says why a target is 定性, or (sign None) why it cannot be expressed at all; None where the triple says it all.
    """

    sign: int | None
    value: str | None
    unit: str | None
    reason: str | None = None


def to_official(value: Value, raw: str | None = None) -> Official:
    """The triple that expresses a value; `raw` is what 定性 prints where it is given."""
    reason = _why_words(value)
    if reason is None and value.value is not None and value.comparator is not None:
        return Official(SIGNS[value.comparator], plain(value.value), value.unit)
    if value.kind == "missing":
        return Official(None, None, None, "no target is printed")
    words = raw.strip() if raw else printed_value(value)
    if not words:
        return Official(None, None, None, reason or "text without its words")
    return Official(QUALITATIVE, words, None, reason)


def _why_words(value: Value) -> str | None:
    """Why a value needs words; None where a sign, a number and a unit say it all."""
    if value.kind != "quantity":
        return {"qualitative": None, "boolean": None}.get(value.kind, f"{value.kind}: no sign of 1 to 5 with one number says it")
    if value.comparator not in SIGNS:
        return "no comparator is printed" if value.comparator is None else f"no sign says {value.comparator!r}"
    if value.unit is None:
        return "no unit is printed"
    return "a change, not a level" if value.category else None


def from_official(sign: int | str | None, value: str | None, unit: str | None) -> Value:
    """The value that a triple expresses. ValueError for a sign that is none of 1 to 6."""
    code = None if sign is None or not str(sign).strip() else tidy(str(sign))
    if code is not None and code not in {"1", "2", "3", "4", "5", "6", "定性", *_SYMBOLS.values()}:
        raise ValueError(f"sign {sign!r} is not one of 1 (≥), 2 (＞), 3 (＝), 4 (＜), 5 (≤), 6 (定性)")
    symbol = _SYMBOLS.get(int(code)) if code and code.isdecimal() else code if code in _SYMBOLS.values() else None
    return normalize(value, Context(sign=symbol, unit=unit))
