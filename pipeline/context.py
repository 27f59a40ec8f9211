"""What sibling rows of one submission suggest: the unit of a target that prints none. It ends in `unit_inferred` alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from normalizers.text import fold
from pipeline.records.model import Fact, Group, Record

RULE = "unit of sibling rows"

# 培训人数 ≥90 beside 培训人数 ≥90% of another project: a count is no percentage, whatever the sibling prints.
_COUNTED = re.compile(r"(?:数|数量|人次|次数|金额|面积|时间|天数|成本|费用|时限|里程)$")
_SHARES = frozenset({"%", "‰", "百分点"})


def infer_units(groups: Iterable[Group]) -> None:
    """Fill `unit_inferred` of quantities without a unit, where all siblings of the same name that print one agree."""
    rows = [row for group in groups for row in group.indicators]
    units: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        unit, name = row.text("unit"), row.text("level3")
        if unit and name and row.get("kind") in ("quantity", "range"):
            units[fold(name)].add(unit)
    for row in _without_unit(rows):
        name = fold(row.text("level3") or "")
        found = units.get(name, set())
        if len(found) == 1 and not (found <= _SHARES and _COUNTED.search(name)):
            row.facts["unit_inferred"] = Fact(next(iter(found)), RULE, row.source("level3"))


def _without_unit(rows: Iterable[Record]) -> Iterator[Record]:
    for row in rows:
        if row.get("kind") in ("quantity", "range") and row.get("unit") is None and row.get("unit_inferred") is None:
            yield row
