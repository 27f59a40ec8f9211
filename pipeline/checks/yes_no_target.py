"""是/否 is the form's choice, not a target."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.notes import Note
from pipeline.records import Finding, Records

CODES = ("value.yes-no-target",)


def check(records: Records) -> Iterator[Finding]:
    """Targets that print both answers."""
    for group in records.groups:
        for row in group.indicators:
            if row.get("kind") == "boolean" and row.get("category") == "yes_no":
                yield Finding(Note("value.yes-no-target"), row, "raw", row.source("raw"))
