"""Money, percentages and plain numbers in cells of their own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from normalizers.notes import Note


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell of money in yuan; None where it is blank, unread, or no unit is printed anywhere (the notes say which)."""

    yuan: Decimal | None
    rule: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A cell of a plain number or percentage (as printed: 25 for 25%); None where blank or unread (then with a note)."""

    value: Decimal | None
    rule: str
    notes: tuple[Note, ...] = ()


def amount(raw: str, unit: str | None) -> Amount:
    """The money of a cell in yuan. `unit` is the form's amount unit (万元); a unit in the cell itself wins."""
    raise NotImplementedError


def percent(raw: str) -> Number:
    """A percentage as printed: 25 for `25%`, and for `25` under a label that says (%)."""
    raise NotImplementedError


def number(raw: str) -> Number:
    """A weight or score: 10 for `10`, `10.00` and `10分`."""
    raise NotImplementedError
