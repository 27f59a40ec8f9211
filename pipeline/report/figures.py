"""From an answer to a chart with its legend, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

from pipeline.codes import CODES, Words, code
from pipeline.report.answers import Answer, printed
from pipeline.report.charts import Bar, bars, lines
from pipeline.report.words import color, heading
from pipeline.schema import Scalar

_MOST_BARS: Final = 20


@dataclass(frozen=True, slots=True)
class Stack:
    """Bars by one column, cut into pieces by another, as long as a third says."""

    group: str
    pieces: str
    measure: str


STACKS: Final = {
    "documents_by_outcome": Stack("format", "status", "documents"),
    "findings_by_rule": Stack("rule", "severity", "findings"),
    "findings_by_department": Stack("department_name", "severity", "findings"),
    "budget_by_department": Stack("department_name", "source", "amount_yuan"),
    "target_kinds": Stack("level1_class", "kind", "indicators"),
    "comparators": Stack("level1_class", "comparator", "indicators"),
    "units_missing": Stack("level2_class", "unit_state", "indicators"),
}


def figure(answer: Answer) -> str:
    """The chart of an answer; empty where there is nothing to draw."""
    if not answer.rows:
        return ""
    name = answer.view.name
    if name in STACKS:
        return _stacked(answer, STACKS[name])
    if name == "coverage":
        found = [Bar(str(label), (_size(count),), printed(count)) for label, count in answer.rows]
        return bars(name, found, ["#1f77b4"], answer.view.title)
    return _plans(answer) if name == "spending_plans" else ""


def _stacked(answer: Answer, stack: Stack) -> str:
    groups, pieces, measures = (answer.column(name) for name in (stack.group, stack.pieces, stack.measure))
    sums: dict[str, dict[str, Scalar]] = {}
    for group, piece, measure in zip(groups, pieces, measures, strict=True):
        sums.setdefault(str(group), {})[str(piece)] = measure
    order = _ordered([str(piece) for piece in pieces])
    colors = [color(piece, place) for place, piece in enumerate(order)]
    shown = list(sums.items())[:_MOST_BARS]
    drawn = []
    for language in ("zh", "en"):
        found = [_bar(getattr(code(stack.group, group), language), parts, order) for group, parts in shown]
        title = answer.view.title if language == "zh" else answer.view.title_en
        drawn.append(f'<div class="{language}">{bars(f"{answer.view.name}-{language}", found, colors, title)}</div>')
    more = len(sums) - len(shown)
    note = _both(
        Words(f"图中为前 {_MOST_BARS} 项，另有 {more} 项见数据表", f"the first {_MOST_BARS}; {more} more in the table"), "p", "note"
    )
    return _legend([code(stack.pieces, piece) for piece in order], colors) + "".join(drawn) + (note if more else "")


def _bar(label: str, parts: dict[str, Scalar], order: Sequence[str]) -> Bar:
    total = sum((value for value in parts.values() if isinstance(value, int | Decimal)), start=Decimal(0))
    return Bar(label, tuple(_size(parts.get(piece)) for piece in order), printed(total))


def _size(value: Scalar) -> float:
    """A count or an amount as the length of a bar."""
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def _ordered(pieces: Sequence[str]) -> list[str]:
    """Codes in the order in which they are listed, others after them as they come."""
    known = list(CODES)
    return sorted(dict.fromkeys(pieces), key=lambda piece: known.index(piece) if piece in known else len(known))


def _plans(answer: Answer) -> str:
    names, colors = ("highest", "middle", "lowest"), ["#8fa6b8", "#1f77b4", "#c9a227"]
    series = [[_size(value) for value in answer.column(name)] for name in names]
    ticks = [f"Q{quarter}" for quarter in answer.column("quarter")]
    return _legend([heading(name) for name in names], colors) + lines(answer.view.name, ticks, series, colors, answer.view.title)


def _legend(names: Sequence[Words], colors: Sequence[str]) -> str:
    items = (f'<li><i style="background:{tint}"></i>{both(name)}</li>' for name, tint in zip(names, colors, strict=True))
    return f'<ul class="legend">{"".join(items)}</ul>'


def both(words: Words) -> str:
    """Words in both languages, of which the page shows one."""
    if words.zh == words.en:
        return escape(words.zh)
    return _both(words, "span")


def _both(words: Words, tag: str, more: str = "") -> str:
    return "".join(
        f'<{tag} class="{language}{" " + more if more else ""}">{escape(text)}</{tag}>'
        for language, text in (("zh", words.zh), ("en", words.en))
    )
