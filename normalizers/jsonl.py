"""Values as JSON objects and back: the lines of `jixiao normalize --jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from normalizers.value import Context, Value, plain

KEYS = (
    "kind", "comparator", "value", "value_upper", "unit", "unit_raw", "unit_inferred",
    "date", "date_upper", "date_precision", "category", "rule",
)  # fmt: skip


def to_json(value: Value) -> dict[str, str | None]:
    """The value's fields as strings: plain decimals, ISO dates; None where a field says nothing."""
    return {
        "kind": value.kind,
        "comparator": value.comparator,
        "value": None if value.value is None else plain(value.value),
        "value_upper": None if value.value_upper is None else plain(value.value_upper),
        "unit": value.unit,
        "unit_raw": value.unit_raw,
        "unit_inferred": value.unit_inferred,
        "date": None if value.date is None else value.date.isoformat(),
        "date_upper": None if value.date_upper is None else value.date_upper.isoformat(),
        "date_precision": value.date_precision,
        "category": value.category,
        "rule": value.rule,
    }


INPUT = ("raw", "name", "description", "sign", "unit", "amount_unit", "fiscal_year", "ocr")
"""The keys of an input line: the value as printed, its indicator's name and description, what stands in the form's own sign and unit
cells, the table's amount unit (it governs amounts and never a target: accepted, and without effect), the year that a month without one
belongs to, and whether the text was read from a scan. Every key may be missing or null."""
_INPUT = frozenset(INPUT)
_NOTHING = Context()


def context_of(obj: Mapping[str, Any]) -> tuple[str | None, Context]:
    """The raw text and context of one input object; a number is read as its text.

    Args:
        obj: an object with keys of `INPUT`. Read JSON with `parse_float=Decimal` so that a number keeps its digits.

    Returns:
        The value as printed (None where there is none) and the context to read it in.

    Raises:
        ValueError: for a key that is none of `INPUT`; the message names it.
    """
    if unknown := obj.keys() - _INPUT:
        named = ", ".join(repr(key) for key in sorted(unknown))
        raise ValueError(f"unknown key {named}: the keys are {', '.join(INPUT)}")
    raw = _text(obj.get("raw"))
    if len(obj) == 1:
        return raw, _NOTHING
    year = _text(obj.get("fiscal_year"))
    return raw, Context(
        name=_text(obj.get("name")),
        description=_text(obj.get("description")),
        sign=_text(obj.get("sign")),
        unit=_text(obj.get("unit")),
        fiscal_year=int(year) if year and year.isascii() and year.isdigit() and len(year) == 4 else None,
        ocr=obj.get("ocr") is True,
    )


def _text(item: Any) -> str | None:
    if item is None or isinstance(item, (str, bool)):
        return item if isinstance(item, str) else None
    return str(item)
