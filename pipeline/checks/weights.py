"""The indicators' weights, with that of the execution rate, make 100."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalizers.notes import Note
from normalizers.value import plain
from pipeline.records import Finding, Group, Record, Records

CODES = ("weight.sum",)

_FULL = Decimal(100)
# 财预〔2020〕10号 gives the execution rate 10 of 100 points; forms that print no row for it let the indicators make 90. Shares add up to 1.
_WITHOUT_EXECUTION = frozenset({_FULL, Decimal(90), Decimal(1)})


def check(records: Records) -> Iterator[Finding]:
    """Complete sets of weights that make something else."""
    for group in records.groups:
        for rows in _sets(group):
            yield from _sum(group, rows)


def _sets(group: Group) -> list[list[Record]]:
    """The indicators of each horizon; of all together where both share one 100."""
    horizons = dict.fromkeys(row.get("horizon") for row in group.indicators)
    return [[row for row in group.indicators if row.get("horizon") == horizon] for horizon in horizons]


def _sum(group: Group, rows: Sequence[Record]) -> Iterator[Finding]:
    weights = [row.decimal("weight") for row in rows]
    known = [weight for weight in weights if weight is not None]
    execution = [weight for row in group.funding if (weight := row.decimal("weight")) is not None]
    total = sum(known, Decimal(0))
    whole = total + sum(execution, Decimal(0))
    gaps = len(known) < len(weights)
    if not known or total in _WITHOUT_EXECUTION or whole in (_FULL, Decimal(1)) or (gaps and whole < _FULL):
        return
    note = Note.of("weight.sum", sum=plain(whole), expected="100")
    yield Finding(note, group.project, "weight", rows[0].source("weight"), raw="")
