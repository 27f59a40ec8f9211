"""The execution rate follows from the amounts: executed over adjusted (else initial, else budget)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from normalizers.notes import Note
from normalizers.value import plain
from pipeline.records import Finding, Group, Record, Records

CODES = ("execution.rate",)

_BASES = ("adjusted", "initial", "budget")
_HUNDRED = Decimal(100)
_MOST = 8
_Key = tuple[str | None, str | None, str | None]


def check(records: Records) -> Iterator[Finding]:
    """Rates that no amount of their source explains at the precision they are printed with."""
    for group in records.groups:
        bases = _amounts(group)
        for row in group.funding:
            yield from _row(row, bases)


def _amounts(group: Group) -> dict[_Key, list[Decimal]]:
    """The amounts of each stage by source, and by source and label."""
    found: dict[_Key, list[Decimal]] = defaultdict(list)
    for row in group.funding:
        value = row.decimal("amount_yuan")
        if value:
            found[row.text("stage"), row.text("source"), None].append(value)
            found[row.text("stage"), row.text("source"), row.text("label")].append(value)
    return found


def _row(row: Record, amounts: dict[_Key, list[Decimal]]) -> Iterator[Finding]:
    rate, executed = row.decimal("execution_rate"), row.decimal("amount_yuan")
    if rate is None or executed is None or row.get("stage") != "executed":
        return
    source, label = row.text("source"), row.text("label")
    bases = [base for stage in _BASES for base in amounts.get((stage, source, label)) or amounts.get((stage, source, None), [])[:_MOST]]
    if not bases or any(_explains(executed / base * _HUNDRED, rate) for base in bases[:_MOST]):
        return
    computed = (executed / bases[0] * _HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP)
    note = Note.of("execution.rate", label=(label or "").rstrip("：:"), rate=plain(rate), computed=plain(computed))
    yield Finding(note, row, "execution_rate", row.source("execution_rate"))


def _explains(exact: Decimal, printed: Decimal) -> bool:
    """Whether rounding or cutting the exact rate gives the printed one; whole percents allow for a rate printed as 1 = 100%."""
    exponent = printed.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return printed in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN)) or printed * _HUNDRED == exact
