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

_FULL = Decimal(100)
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
    scores = [row.decimal("score") for row in group.indicators]
    known = [score for score in scores if score is not None]
    printed = _totals(group)
    if not known or not printed:
        return
    parts = sum(known, Decimal(0)) + sum((row.decimal("score") or Decimal(0) for row in group.funding), Decimal(0))
    weights = sum((row.decimal("weight") or Decimal(0) for row in (*group.indicators, *group.funding)), Decimal(0))
    stated = [(at, value) for at, value in printed if value not in (weights, _FULL)]
    gaps = len(known) < len(scores)
    if not stated or any(value == parts for _, value in printed) or (gaps and stated[-1][1] > parts):
        return
    at, value = stated[-1]
    yield Finding(Note.of("score.sum", total=plain(value), sum=plain(parts)), group.project, "score", at)


def _totals(group: Group) -> list[tuple[RawField, Decimal]]:
    """Totals that the form prints in a row of their own: that of the weights (100) and that of the scores stand under one label."""
    found = []
    for label, printed in group.project.attributes if group.project is not None else ():
        value = number(printed.text).value if fold(label).rstrip(":：") in _TOTAL else None
        if value is not None:
            found.append((printed, value))
    return found
