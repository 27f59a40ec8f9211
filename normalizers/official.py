"""The official budget system's triple: 计算符号, 指标值, 计量单位."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.value import Value


@dataclass(frozen=True, slots=True)
class Official:
    """计算符号 (1 ≥, 2 ＞, 3 ＝, 4 ＜, 5 ≤, 6 定性), 指标值, 计量单位; `reason` says why a target is 定性, or cannot be expressed (sign None)."""

    sign: int | None
    value: str | None
    unit: str | None
    reason: str | None = None


def to_official(value: Value, raw: str | None = None) -> Official:
    """The triple that expresses a value; `raw` is what 定性 prints where it is given."""
    raise NotImplementedError


def from_official(sign: int | str | None, value: str | None, unit: str | None) -> Value:
    """The value that a triple expresses."""
    raise NotImplementedError
