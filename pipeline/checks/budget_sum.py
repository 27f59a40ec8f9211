"""The total of a stage is the sum of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalizers.notes import Note
from normalizers.value import plain
from pipeline.records import Finding, Group, Record, Records

CODES = ("budget.sum",)

# 其中：财政拨款 / 其他资金 … part the total by kind of money, 中央补助 / 地方资金 … by level; a form may print either or both,
# the levels then being parts of the fiscal money.
_KINDS = ("fiscal", "other", "own", "carryover", "fiscal_account")
_STAGES = {"initial": "（年初预算数）", "adjusted": "（全年预算数）", "executed": "（执行数）"}
_LEVELS = ("central", "provincial", "municipal", "county", "local")


def check(records: Records) -> Iterator[Finding]:
    """A total that no way of adding its parts explains."""
    for group in records.groups:
        for stage in dict.fromkeys(row.text("stage") for row in group.funding):
            yield from _stage(group, stage)
    for task in records.tasks:
        yield from _task(task)


def _task(task: Record) -> Iterator[Finding]:
    """A task's amount is its fiscal and its other money, where all three are printed."""
    total, fiscal, other = (task.decimal(name) for name in ("amount_yuan", "fiscal_yuan", "other_yuan"))
    if total is not None and fiscal is not None and other is not None and fiscal + other != total:
        note = Note.of("budget.sum", label=task.text("name") or "任务金额", total=plain(total), parts=plain(fiscal + other))
        yield Finding(note, task, "amount_yuan", task.source("amount_yuan"))


def _stage(group: Group, stage: str | None) -> Iterator[Finding]:
    rows = [row for row in group.funding if row.get("stage") == stage]
    totals = [row for row in rows if row.get("source") == "total"]
    if not totals or not all(row.decimal("amount_yuan") is not None for row in rows):
        return
    total = _amount(totals[0])
    printed = {row.get("source") for row in (*rows, *group.empty_funding) if row.get("stage") == stage} - {"total", None}
    sums = _sums(rows)
    if not sums or len({_amount(row) for row in totals}) > 1 or total in sums:
        return
    if len(printed) == 1 and max(sums) < total:
        return  # a lone 其中 names one part of the total, not all of them
    parts = ", ".join(plain(value) for value in sorted(sums)[:1])
    label = (totals[0].text("label") or "总额").rstrip("：:") + _STAGES.get(stage or "", "")
    note = Note.of("budget.sum", label=label, total=plain(total), parts=parts)
    yield Finding(note, totals[0], "amount_yuan", totals[0].source("amount_yuan"))


def _sums(rows: Sequence[Record]) -> list[Decimal]:
    """What the parts may add up to: by kind, by level, both, and with only the first of several rows of one source."""
    kinds = [row for row in rows if row.get("source") in _KINDS]
    levels = [row for row in rows if row.get("source") in _LEVELS]
    not_fiscal = [row for row in kinds if row.get("source") != "fiscal"]
    ways = [kinds, levels, kinds + levels, not_fiscal + levels if levels else []]
    ways += [_firsts(way) for way in ways]
    return list(dict.fromkeys(sum((_amount(row) for row in way), Decimal(0)) for way in ways if way))


def _firsts(rows: Sequence[Record]) -> list[Record]:
    found: dict[object, Record] = {}
    for row in rows:
        found.setdefault(row.get("source"), row)
    return list(found.values())


def _amount(row: Record) -> Decimal:
    return row.decimal("amount_yuan") or Decimal(0)
