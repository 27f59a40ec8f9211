"""The execution rate follows from the amounts: executed over adjusted (else initial, else budget)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from normalizers.notes import Note
from normalizers.value import plain
from pipeline.records import Finding, Group, Record, Records

CODES = ("execution.rate",)

_BASES = ("adjusted", "initial", "budget")
_HUNDRED = Decimal(100)


def check(records: Records) -> Iterator[Finding]:
    """Rates that no amount of their source explains at the precision they are printed with."""
    for group in records.groups:
        for row in group.funding:
            yield from _row(row, group)


def _row(row: Record, group: Group) -> Iterator[Finding]:
    rate, executed = row.decimal("execution_rate"), row.decimal("amount_yuan")
    if rate is None or executed is None or row.get("stage") != "executed":
        return
    bases = [base for base in _bases(row, group) if base]
    if not bases or any(_explains(executed / base * _HUNDRED, rate) for base in bases):
        return
    computed = (executed / bases[0] * _HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP)
    note = Note.of("execution.rate", label=(row.text("label") or "").rstrip("：:"), rate=plain(rate), computed=plain(computed))
    yield Finding(note, row, "execution_rate", row.source("execution_rate"))


def _bases(row: Record, group: Group) -> list[Decimal]:
    found = []
    for stage in _BASES:
        same = [other for other in group.funding if other.get("stage") == stage and other.get("source") == row.get("source")]
        labelled = [other for other in same if other.get("label") == row.get("label")]
        found += [value for other in labelled or same if (value := other.decimal("amount_yuan")) is not None]
    return found


def _explains(exact: Decimal, printed: Decimal) -> bool:
    """Whether rounding or cutting the exact rate gives the printed one; whole percents allow for a rate printed as 1 = 100%."""
    exponent = printed.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return printed in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN)) or printed * _HUNDRED == exact
