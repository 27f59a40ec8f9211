"""A self-evaluation says what was achieved."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.notes import Note
from pipeline.records import Finding, Records

CODES = ("actual.missing",)


def check(records: Records) -> Iterator[Finding]:
    """Indicators with a printed but blank actual value; one finding for a project that fills in none."""
    for group in records.groups:
        blank = [row for row in group.indicators if "actual_raw" in row.blank]
        if not blank:
            continue
        if len(blank) == len(group.indicators):
            yield Finding(Note("actual.missing"), group.project, "actual_raw", blank[0].source("level3"), raw="")
            continue
        for row in blank:
            yield Finding(Note("actual.missing"), row, "actual_raw", row.source("level3"), raw="")
