"""A cumulative spending plan is complete, never falls and ends at 100%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from normalizers.notes import Note
from normalizers.value import plain
from pipeline.records import Finding, Record, Records

CODES = ("plan.final", "plan.missing", "plan.order")


def check(records: Records) -> Iterator[Finding]:
    """Plans with blank periods, with a fall, or with an end other than 100%."""
    for group in records.groups:
        if group.plan:
            yield from _missing(group.plan, group.project)
            yield from _order(group.plan)
            yield from _final(group.plan)


def _missing(plan: Sequence[Record], project: Record | None) -> Iterator[Finding]:
    blank = [row for row in plan if row.get("raw") is None]
    if blank:
        labels = "、".join(row.text("label") or "" for row in blank)
        yield Finding(Note.of("plan.missing", labels=labels), blank[0], "cumulative_percent", blank[0].source("label"), raw="")


def _order(plan: Sequence[Record]) -> Iterator[Finding]:
    filled = [(row, value) for row in plan if (value := row.decimal("cumulative_percent")) is not None]
    for (_, before), (row, value) in pairwise(filled):
        if value < before:
            note = Note.of("plan.order", label=row.text("label") or "", percent=plain(value), before=plain(before))
            yield Finding(note, row, "cumulative_percent", row.source("cumulative_percent"))


def _final(plan: Sequence[Record]) -> Iterator[Finding]:
    last = plan[-1]
    value = last.decimal("cumulative_percent")
    if value is not None and value != Decimal(100):
        note = Note.of("plan.final", label=last.text("label") or "", percent=plain(value))
        yield Finding(note, last, "cumulative_percent", last.source("cumulative_percent"))
