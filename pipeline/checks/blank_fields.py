"""What a form asks for and was left blank: a target, every amount, the goal."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.notes import Note
from pipeline.records import Finding, Group, Record, Records

CODES = ("amount.missing", "goal.missing-text", "target.missing")

_ASKED = ("budget", "adjusted", "initial")


def check(records: Records) -> Iterator[Finding]:
    """Blank targets of named indicators; amounts where the form prints a place for some and holds none; goals without a text."""
    for group in records.groups:
        yield from _amounts(group)
        for label in group.empty_goals if not any(row.get("text") for row in group.goals) else ():
            yield Finding(Note("goal.missing-text"), group.project, "text", label, raw="")
            break
        for row in group.indicators:
            if _blank_target(row):
                yield Finding(Note("target.missing"), row, "raw", row.source("raw") or row.source("level3"), raw=row.text("raw") or "")


def _blank_target(row: Record) -> bool:
    """A named indicator whose form has a place for the target: blank, or `/` and its like."""
    return row.get("kind") == "missing" and row.get("level3") is not None and ("raw" in row.blank or row.get("raw") is not None)


def _amounts(group: Group) -> Iterator[Finding]:
    """One finding for a form that asks for its budget and prints none, or asks for its total and prints parts alone."""
    filled = [row for row in group.funding if row.get("stage") in _ASKED]
    empty = [row for row in group.empty_funding if row.get("stage") in _ASKED]
    totals = [row for row in empty if row.get("source") == "total"]
    if any(row.get("source") == "total" for row in filled) or (filled and not totals):
        return
    for row in (totals or empty)[:1]:
        label = (row.text("label") or "资金").rstrip("：:")
        yield Finding(Note.of("amount.missing", label=label), row, "amount_yuan", row.source("label"), raw="")
