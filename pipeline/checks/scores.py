"""A score is not over its weight, and the total score is the sum of the scores."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractors.raw import RawField
from normalizers.amounts import number
from normalizers.notes import Note
from normalizers.text import fold
from normalizers.value import plain
from pipeline.records import Finding, Group, Record, Records

CODES = ("score.over-weight", "score.sum")

_TOTAL = frozenset({"总分", "总得分", "合计得分", "自评总分", "自评得分", "得分合计", "合计", "总计", "综合得分", "总分得分", "评价总分"})


def check(records: Records) -> Iterator[Finding]:
    """Scores over their weights, totals that are no sum."""
    for group in records.groups:
        for row in (*group.funding, *group.indicators):
            yield from _over(row)
        yield from _sum(group)


def _over(row: Record) -> Iterator[Finding]:
    weight, score = row.decimal("weight"), row.decimal("score")
    if weight is not None and score is not None and score > weight:
        yield Finding(Note.of("score.over-weight", score=plain(score), weight=plain(weight)), row, "score", row.source("score"))


def _sum(group: Group) -> Iterator[Finding]:
    total = _total(group)
    scores = [row.decimal("score") for row in group.indicators]
    known = [score for score in scores if score is not None]
    if total is None or not known:
        return
    printed, value = total
    parts = sum(known, Decimal(0)) + sum((row.decimal("score") or Decimal(0) for row in group.funding), Decimal(0))
    gaps = len(known) < len(scores)
    if parts != value and not (gaps and parts < value):
        yield Finding(Note.of("score.sum", total=plain(value), sum=plain(parts)), group.project, "score", printed)


def _total(group: Group) -> tuple[RawField, Decimal] | None:
    """The printed total score: a pair of the form that has no column of its own."""
    for label, printed in group.project.attributes if group.project is not None else ():
        if fold(label).rstrip(":：") in _TOTAL:
            value = number(printed.text).value
            if value is not None:
                return printed, value
    return None
