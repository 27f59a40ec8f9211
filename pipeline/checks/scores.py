"""A score is not over its weight, and the total score is the sum of the scores."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

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
        yield from _sum(group, group.project or records.document)


def _over(row: Record) -> Iterator[Finding]:
    weight, score = row.decimal("weight"), row.decimal("score")
    if weight is not None and score is not None and score > weight:
        yield Finding(Note.of("score.over-weight", score=plain(score), weight=plain(weight)), row, "score", row.source("score"))


def _sum(group: Group, owner: Record) -> Iterator[Finding]:
    scores = [row.decimal("score") for row in group.indicators]
    known = [score for score in scores if score is not None]
    printed = _totals(owner)
    if not known or not printed:
        return
    parts = sum(known, Decimal(0)) + sum((row.decimal("score") or Decimal(0) for row in group.funding), Decimal(0))
    weights = sum((row.decimal("weight") or Decimal(0) for row in (*group.indicators, *group.funding)), Decimal(0))
    stated = [total for total in printed if total.of_scores or total.value not in (weights, _FULL)]
    gaps = len(known) < len(scores)
    if not stated or any(total.value == parts for total in printed) or (gaps and stated[-1].value > parts):
        return
    last = stated[-1]
    yield Finding(Note.of("score.sum", total=plain(last.value), sum=plain(parts)), group.project, "score", last.source)


class _Total(NamedTuple):
    """A printed total; a bare one (总分 100) may be that of the weights."""

    source: RawField
    value: Decimal
    of_scores: bool


def _totals(owner: Record) -> list[_Total]:
    """Printed totals: 总分 alone, or `总分/得分` beside `总分/分值` where a row prints both."""
    found = []
    for label, source in owner.attributes:
        name, _, column = fold(label).partition("/")
        if name.rstrip(":：") not in _TOTAL or any(word in column for word in ("分值", "权重")):
            continue
        value = number(source.text).value
        if value is not None:
            found.append(_Total(source, value, "得分" in column or "评分" in column))
    return found
