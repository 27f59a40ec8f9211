"""One project in several forms: approved goals, monitoring and self-evaluation of a year, and the goals of two years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from normalizers.text import fold
from pipeline.links.pairing import Pairs, paired
from pipeline.rules.case import Case, Group, number, text
from pipeline.schema import Row

_TARGET: Final = ("comparator", "value", "value_upper", "unit", "date", "date_upper", "category")
_FOLLOWS: Final = {"self_evaluation": "self", "monitoring": "monitor"}


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One project in two forms. `kind`: `self`, `monitor` (approved goals against what followed in their year), `year` (two years)."""

    kind: str
    before: Case
    first: Group
    after: Case
    second: Group
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Change:
    """What a link shows: a rule's code with the rows that it is about; `said` is one Chinese sentence."""

    code: str
    link: Link
    before: Row | None
    after: Row | None
    said: str


def links(cases: Sequence[Case], aliases: Mapping[str, str]) -> list[Link]:
    """Every pair of forms of one project: goals against their year's results, and against the goals of the year before.

    Args:
        cases: submissions of one or several conversions, each submission once.
        aliases: confirmed names of indicators.
    """
    forms: dict[tuple[str, int, str], list[tuple[Case, Group]]] = defaultdict(list)
    for case in cases:
        for group in case.groups:
            lineage = _lineage(case, group)
            if lineage is not None and case.year is not None and group.indicators:
                forms[lineage, case.year, group.family(text(case.document, "form_family"))].append((case, group))
    found: list[Link] = []
    for (lineage, year, family), here in sorted(forms.items(), key=lambda one: one[0]):
        if family != "goal":
            continue
        for other, kind in _FOLLOWS.items():
            found += _linked(kind, here, forms.get((lineage, year, other), []), aliases)
        found += _linked("year", here, forms.get((lineage, year + 1, "goal"), []), aliases)
    return found


def _lineage(case: Case, group: Group) -> str | None:
    """What one project keeps over forms and years: its code without its year, else department and name without a year."""
    name = fold(group.name or "")
    if group.project is None or not name:
        return None
    code = text(group.project, "project_code")
    plain = "".join(name.replace(f"{year}年度", "").replace(f"{year}年", "") for year in ((case.year or 0),))
    return code or f"{fold(case.department)}\n{plain}"


def _linked(kind: str, before: list[tuple[Case, Group]], after: list[tuple[Case, Group]], aliases: Mapping[str, str]) -> Iterator[Link]:
    for (case, first), (other, second) in zip(before[:1], after[:1], strict=False):
        yield Link(kind, case, first, other, second, paired(first, second, aliases))


def changes(link: Link) -> Iterator[Change]:
    """What a link shows to an officer."""
    if link.kind == "year":
        yield from _years(link)
        return
    for pair in link.pairs.pairs:
        if pair.before["kind"] != "missing" and pair.after["kind"] != "missing" and _differs(pair.before, pair.after):
            old, new = text(pair.before, "raw"), text(pair.after, "raw")
            said = f"{_called(link)}的指标「{pair.after['level3']}」批复目标为「{old}」，{_NAMES[link.kind]}填为「{new}」。"
            yield Change("self.target-changed", link, pair.before, pair.after, said)
    if link.kind == "self" and link.before.whole and link.after.whole:
        for row in link.pairs.dropped:
            if row["kind"] != "missing":
                yield Change("self.indicator-dropped", link, row, None, f"{_called(link)}的指标「{row['level3']}」已批复，自评表中没有。")


_NAMES: Final = {"self": "自评表", "monitor": "监控表"}


def _differs(before: Row, after: Row) -> bool:
    return any(before[name] != after[name] for name in _TARGET) and fold(text(before, "raw") or "") != fold(text(after, "raw") or "")


def _called(link: Link) -> str:
    return f"{link.after.department}项目「{link.second.name}」"


def _years(link: Link) -> Iterator[Change]:
    drop = link.after.settings.number("year_drop")
    for pair in link.pairs.pairs:
        old, new = number(pair.before, "value"), number(pair.after, "value")
        more = {pair.before["comparator"], pair.after["comparator"]} <= {"ge", "gt"}
        same = pair.before["unit"] == pair.after["unit"] and {pair.before["kind"], pair.after["kind"]} == {"quantity"}
        if more and same and old and new is not None and old > 0 and new < old * (1 - drop):
            said = f"{_called(link)}的指标「{pair.after['level3']}」上年目标为「{pair.before['raw']}」，本年为「{pair.after['raw']}」。"
            yield Change("yoy.target-lower", link, pair.before, pair.after, said)
    yield from _copied(link)


def _copied(link: Link) -> Iterator[Change]:
    old, new = (number(group.project, "budget_yuan") for group in (link.first, link.second))
    rows = [
        {(fold(text(row, "level3") or ""), fold(text(row, "raw") or "")) for row in group.filled} for group in (link.first, link.second)
    ]
    if not old or new is None or len(rows[0]) < 3 or rows[0] != rows[1]:
        return
    share = abs(new - old) / old
    if share > link.after.settings.number("budget_change"):
        percent = (share * 100).quantize(Decimal(1))
        yield Change("yoy.copied", link, None, None, f"{_called(link)}预算比上年变动{percent}%，指标及指标值与上年完全相同。")
