"""What a raw value becomes: the types that `normalize` takes and gives, and their one-line form for corpora and explanations."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from normalizers.notes import Note

Kind = Literal["quantity", "range", "boolean", "date", "qualitative", "composite", "text", "missing"]
Comparator = Literal["ge", "gt", "le", "lt", "eq", "approx", "between"]
Precision = Literal["day", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the meaning of a printed value may depend on: the indicator's name and description, the form's own sign and unit
    cells, the fiscal year (for months printed without one), and whether the text was read from a scan."""

    name: str | None = None
    description: str | None = None
    sign: str | None = None
    unit: str | None = None
    fiscal_year: int | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One fact of a composite cell: its label as printed (None where it has none), its raw text, its value."""

    label: str | None
    raw: str
    value: Value


@dataclass(frozen=True, slots=True)
class Value:
    """A normalised value; a field is None where the text does not say.

    `value`, `value_upper`: in base units (yuan, single things; % as printed), at most six decimals. `unit`: canonical, printed;
    `unit_raw`: as printed; `unit_inferred`: suggested by name or description, never printed. `date`, `date_upper`: a deadline, or both
    ends of a period (comparator `between`). `category`: see `normalizers.categories`. `rule`: the rule that read it.
    `limit`: the time limit printed in front of what is measured (24小时内办结率100%).
    """

    kind: Kind
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_upper: Decimal | None = None
    unit: str | None = None
    unit_raw: str | None = None
    unit_inferred: str | None = None
    date: datetime.date | None = None
    date_upper: datetime.date | None = None
    date_precision: Precision | None = None
    category: str | None = None
    rule: str = ""
    parts: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()
    limit: str | None = None


def plain(number: Decimal) -> str:
    """A decimal as people write it: no exponent, no trailing zeros (`85000`, `8.5`)."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def brief(value: Value) -> str:
    """A value in one line, for corpora and explanations: `quantity ge 95 %`, `date le 2022-09-30 month`, `qualitative timely`."""
    words: list[str | None] = [value.kind, value.comparator]
    words += [plain(n) for n in (value.value, value.value_upper) if n is not None]
    words += [value.unit, f"~{value.unit_inferred}" if value.unit_inferred else None]
    words += [str(d) for d in (value.date, value.date_upper) if d is not None]
    words += [value.date_precision, value.category]
    if value.parts:
        words.append("[" + " | ".join(f"{p.label}: {brief(p.value)}" if p.label else brief(p.value) for p in value.parts) + "]")
    return " ".join(word for word in words if word)
