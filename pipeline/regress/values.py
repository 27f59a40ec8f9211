"""One value of a truth beside one that was read, by the comparator that the schema declares for the column.

Codes, comparators, units, kinds and dates agree exactly, amounts as decimals, prose with width and white space folded; nothing else is
forgiven.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from normalizers.text import fold
from normalizers.value import plain
from pipeline.schema import Column, Compare, Type

_SHOWN = 160


def choices(truth: Any) -> list[Any]:
    """The values of which any is right: those of {"any": […]}, else the one."""
    return list(truth["any"]) if isinstance(truth, dict) and set(truth) == {"any"} else [truth]


def null(value: Any) -> bool:
    """Whether a value says nothing; blank text does not."""
    return value is None or (isinstance(value, str) and not fold(value))


def same(column: Column, truth: Any, read: Any) -> bool:
    """Whether one value of a truth and the one read are equal by the column's comparator; neither is null."""
    if column.name == "attributes":
        return _attributes(truth) == _attributes(read)
    if column.type in (Type.DECIMAL, Type.INT32, Type.INT64, Type.FLOAT):
        expected, found = number(truth), number(read)
        return expected is not None and expected == found
    if column.type is Type.BOOL or isinstance(truth, bool):
        return str(truth).lower() == str(read).lower()
    if column.compare is Compare.TEXT:
        return fold(str(truth)) == fold(_string(read))
    return str(truth) == _string(read)


def right(column: Column, truth: Any, read: Any) -> bool:
    """Whether what was read is any of what the truth allows; neither is null."""
    return any(same(column, one, read) for one in choices(truth) if not null(one))


def number(value: Any) -> Decimal | None:
    """A truth's number, which JSON may hold as text; None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def shown(value: Any) -> str | None:
    """A value for a person."""
    if value is None:
        return None
    said = [_string(one) if one is not None else "null" for one in choices(value)]
    text = " | ".join(said)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def members(attributes: Any) -> dict[str, Any]:
    """The label–value pairs of an `attributes` column by folded label; none where it holds no JSON object."""
    if isinstance(attributes, str):
        try:
            attributes = json.loads(attributes)
        except json.JSONDecodeError:
            return {}
    return {fold(str(label)): value for label, value in attributes.items()} if isinstance(attributes, dict) else {}


def printed(value: Any) -> str:
    """A member of attributes folded; several values are joined."""
    return "|".join(fold(str(one)) for one in value) if isinstance(value, list) else fold(str(value))


def _attributes(value: Any) -> dict[str, str]:
    return {label: printed(one) for label, one in members(value).items()}


def _string(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
