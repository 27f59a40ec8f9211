"""Funding, spending plans and tasks: amounts in yuan, percentages as printed."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.raw import RawField, RawRecord
from normalizers.amounts import percent
from normalizers.dates import period_end
from normalizers.notes import Note
from pipeline.records.draft import Draft, Sheet, label_of
from pipeline.records.model import Record
from pipeline.schema import Scalar

_EXECUTION = ("weight", "execution_rate", "score")
_STAGES = ("adjusted", "budget", "initial")
_ANY_YEAR = 2000
_ANNUAL = ("年度", "当年", "本年", "全年")


def funding(raws: Iterable[RawRecord], unit: str | None, owner: Draft, sheet: Sheet) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The rows that hold an amount, and those that are printed without one (for checks; they reach no table).

    What stands beside a missing amount (its weight, say) goes to the attributes of `owner`, the project or document.
    """
    rows: list[Record] = []
    empty: list[Record] = []
    totals: set[tuple[Scalar, ...]] = set()
    for raw in raws:
        draft, filled = _row(raw, unit)
        if filled and not _repeats(draft, totals):
            rows.append(draft.done(sheet))
            continue
        draft.nothing(raw.fields.get("label"))
        if filled:
            draft.nothing(raw.fields.get("amount"))
        else:
            _keep_execution(raw, owner)
        record = draft.done(sheet)
        if not filled:
            empty.append(record)
    return tuple(rows), tuple(empty)


def _row(raw: RawRecord, default_unit: str | None) -> tuple[Draft, bool]:
    draft = Draft("funding")
    label, printed = raw.fields.get("label"), raw.fields.get("amount")
    unit = raw.facts.get("amount_unit")
    for name in ("source", "stage", "horizon"):
        fact = raw.facts.get(name)
        draft.put(name, fact if isinstance(fact, str) else None, f"layout:{name}", label)
    draft.printed("label", label)
    filled = draft.amount("amount_yuan", printed, unit if isinstance(unit, str) else default_unit)
    if filled:
        draft.printed("raw", printed)
        draft.number("weight", raw.fields.get("weight"))
        rate = raw.fields.get("execution_rate")
        draft.number("execution_rate", rate, percent(rate.text) if rate else None)
        draft.number("score", raw.fields.get("score"))
    return draft, filled


def _repeats(draft: Draft, totals: set[tuple[Scalar, ...]]) -> bool:
    """Whether this total is printed a second time (项目总预算 and 当年年度预算, both 65): one fact, one row."""
    value = draft.value("amount_yuan")
    if value is None or draft.value("source") != "total":
        return False
    key = (draft.value("stage"), draft.value("horizon"), value)
    known = key in totals
    totals.add(key)
    return known and not any(name in draft.facts for name in _EXECUTION)


def _keep_execution(raw: RawRecord, owner: Draft) -> None:
    label = raw.fields.get("label")
    for name in _EXECUTION:
        printed = raw.fields.get(name)
        if printed is not None:
            owner.extra(printed, (label.text.strip() if label else "") + label_of(printed))


def annual_total(rows: Iterable[Record]) -> Record | None:
    """The row that is the annual total, never the whole period's: 全年 before 年初, then the one whose label says that it is the year's."""
    totals = [
        row for row in rows if row.get("source") == "total" and row.get("amount_yuan") is not None and row.get("horizon") != "whole_period"
    ]
    for stage in _STAGES:
        found = [row for row in totals if row.get("stage") == stage]
        if found:
            annual = [row for row in found if any(word in (row.text("label") or "") for word in _ANNUAL)]
            return (annual or found)[0]
    return None


def spending_plan(raws: Iterable[RawRecord], fiscal_year: int | None, sheet: Sheet) -> tuple[Record, ...]:
    """A row a printed period, also where its cell is blank."""
    rows = []
    for raw in raws:
        draft = Draft("spending_plan")
        label, printed = raw.fields.get("label"), raw.fields.get("percent")
        draft.printed("label", label)
        if label is not None and label.text.strip():
            _period(draft, label, fiscal_year)
        draft.printed("raw", printed)
        if printed is not None:
            read = percent(printed.text)
            draft.put("cumulative_percent", read.value, read.rule, printed)
            draft.notes(read.notes, "cumulative_percent", printed)
        rows.append(draft.done(sheet))
    return tuple(rows)


def _period(draft: Draft, label: RawField, fiscal_year: int | None) -> None:
    end = period_end(label.text, fiscal_year)
    draft.put("period_end", end, "period end", label)
    if end is None:
        dated = fiscal_year is None and period_end(label.text, _ANY_YEAR) is not None
        draft.note(Note("value.year-missing" if dated else "date.unread"), "label", label)


def task(raw: RawRecord, default_unit: str | None, sheet: Sheet) -> Record:
    """A main task of a whole-department form."""
    draft = Draft("tasks")
    unit = raw.facts.get("amount_unit")
    bound = unit if isinstance(unit, str) else default_unit
    draft.printed("name", raw.fields.get("name"))
    draft.printed("content", raw.fields.get("content"))
    draft.printed("goal", raw.fields.get("goal"))
    if draft.amount("amount_yuan", raw.fields.get("amount"), bound):
        draft.printed("raw", raw.fields.get("amount"))
    draft.amount("fiscal_yuan", raw.fields.get("fiscal"), bound)
    draft.amount("other_yuan", raw.fields.get("other"), bound)
    for label, printed in raw.attributes:
        draft.extra(printed, label)
    return draft.done(sheet)
