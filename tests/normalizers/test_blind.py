"""The second blind list: 327 prints judged by the contract alone and committed before the reader was changed.

A line says what is right: kind (`kind_any` where the contract leaves it open), comparator, value and unit as printed, dates; a partial
date is its last day behind `le` and its first behind `lt`, and a/b are both ends of a period.
"""

from __future__ import annotations

import calendar
import json
from decimal import Decimal
from typing import Any

import pytest

from normalizers import Context, Value, normalize
from normalizers.units import read_unit

from .corpora import FOLDER

LINES = [json.loads(line) for line in (FOLDER / "blind-2.jsonl").read_text(encoding="utf-8").splitlines()]
_OPEN = ("qualitative", "text", "missing", "composite")


def _read(line: dict[str, Any]) -> Value:
    return normalize(
        line["raw"],
        Context(
            name=line["context_name"],
            sign=line.get("context_sign_cell"),
            unit=line.get("context_unit_cell"),
            fiscal_year=line["fiscal_year"],
        ),
    )


def _day(text: str, *, last: bool) -> str:
    parts = [int(part) for part in text.split("-")]
    month = parts[1] if len(parts) > 1 else 12 if last else 1
    end = calendar.monthrange(parts[0], month)[1] if last else 1
    return text if len(parts) == 3 else f"{parts[0]}-{month:02d}-{end:02d}"


def _expected_dates(expected: dict[str, Any]) -> set[str]:
    if "date_any" in expected:
        return set(expected["date_any"])
    first, _, last = expected["date"].partition("/")
    return {_day(first, last=not last and expected["comparator"] != "lt")} if not last else {_day(first, last=False)}


def _amounts(expected: dict[str, Any]) -> tuple[Decimal | None, Decimal | None, str | None]:
    unit = read_unit(expected["unit"].replace("㎡", "平方米")) if expected["unit"] else None
    scale = unit.multiplier or Decimal(1) if unit else Decimal(1)
    scaled = [None if expected[key] is None else Decimal(expected[key]) * scale for key in ("value", "value_high")]
    return scaled[0], scaled[1], unit.name if unit else expected["unit"]


def _wrong(expected: dict[str, Any], value: Value) -> list[str]:
    """What a reading has wrong."""
    if value.kind not in expected.get("kind_any", [expected["kind"]]):
        return [f"kind {value.kind}"]
    wrong = []
    if "category" in expected and value.category != expected["category"]:
        wrong.append(f"category {value.category}")
    if value.kind in _OPEN:
        return wrong
    if value.kind == "boolean":
        want = {"true": "yes", "false": "no"}.get(expected["value"], expected["value"])
        return wrong if value.category == want else [*wrong, f"category {value.category}"]
    if value.comparator not in expected.get("comparator_any", [expected["comparator"]]):
        wrong.append(f"comparator {value.comparator}")
    if value.kind == "date":
        last = expected["date"].partition("/")[2] if expected["date"] else ""
        right = str(value.date) in _expected_dates(expected) and (not last or str(value.date_upper) == _day(last, last=True))
        return wrong if right else [*wrong, f"date {value.date} {value.date_upper}"]
    if (value.value, value.value_upper, value.unit) != _amounts(expected):
        wrong.append(f"value {value.value} {value.value_upper} {value.unit}")
    return wrong


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_a_print_is_read_as_it_was_judged(line: dict[str, Any]) -> None:
    assert not _wrong(line["expected"], _read(line)), line["raw"]
