"""A full score stands beside a missed target, or none beside a target that was met."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.notes import Note
from normalizers.value import plain
from pipeline.records import Finding, Record, Records

CODES = ("attained.contradicts-score",)


def check(records: Records) -> Iterator[Finding]:
    """Scores that contradict the comparison of target and actual value."""
    for group in records.groups:
        for row in group.indicators:
            yield from _row(row)


def _row(row: Record) -> Iterator[Finding]:
    attained, weight, score = row.get("attained"), row.decimal("weight"), row.decimal("score")
    if attained is None or not weight or score is None:
        return
    if (attained and score == 0) or (not attained and score >= weight):
        note = Note.of(
            "attained.contradicts-score",
            target=row.text("raw") or "",
            verdict="已达到目标" if attained else "未达到目标",
            verdict_en="attained" if attained else "not attained",
            score=plain(score),
            weight=plain(weight),
        )
        yield Finding(note, row, "score", row.source("actual_raw"))
