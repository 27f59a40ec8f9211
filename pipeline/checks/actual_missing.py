"""A self-evaluation says what was achieved."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.notes import Note
from pipeline.records import Finding, Group, Records

CODES = ("actual.missing",)


def check(records: Records) -> Iterator[Finding]:
    """Indicators of a self-evaluation without an actual value; one finding for a project that states none."""
    for group in records.groups:
        blank = [row for row in group.indicators if row.get("actual_raw") is None] if _evaluates(group) else []
        if blank and len(blank) == len(group.indicators):
            yield Finding(Note("actual.missing"), group.project, "actual_raw", blank[0].source("level3"), raw="")
            continue
        for row in blank:
            yield Finding(Note("actual.missing"), row, "actual_raw", row.source("level3"), raw="")


def _evaluates(group: Group) -> bool:
    """Whether the form has a place for results: it states one, or leaves one blank. A table of scores alone asks for none."""
    return any(row.get("actual_raw") is not None or "actual_raw" in row.blank for row in group.indicators)
