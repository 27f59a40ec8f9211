"""A cost indicator under 时效指标, a time limit under 成本指标.

Decided by the field's words in the indicator's own name, and only where no word of the other sort stands beside them: 资金支付及时率
and 预算执行进度 belong under 时效, 时间成本 under 成本.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.notes import Note
from normalizers.text import fold
from pipeline.records import Finding, Record, Records

CODES = ("indicator.misplaced",)

_COST = re.compile(
    r"控制预算|预算控制|预算数|成本|造价|控制数|总投资|投资额|支出金额|经费支出|支出资金|资金控制|费用控制|单价|超预算|超概算"
)
_TIME = re.compile(r"时限|时效|及时|按时|按期|准时|工期|期限|完成时间|办理时间|办结时间|竣工时间|完工时间|所用时间|响应时间|时间节点")
_ANY_COST = re.compile(r"成本|费|金|元|价|预算|经费|工资|薪|投资|标准|支出|款|补贴|补助|控制数|造价|报酬|开支")
_ANY_TIME = re.compile(r"时|期|日|天|月|季|年|早|快|速|进度|执行率|支付率|到位")
_NATURE = {
    "timeliness": (_COST, _ANY_TIME, "成本类指标", "a cost indicator"),
    "cost": (_TIME, _ANY_COST, "时效类指标", "a time limit"),
}


def check(records: Records) -> Iterator[Finding]:
    """Indicators whose name belongs to the other of the two."""
    for group in records.groups:
        for row in group.indicators:
            yield from _row(row)


def _row(row: Record) -> Iterator[Finding]:
    level2, name = row.text("level2"), fold(row.text("level3") or "")
    words = _NATURE.get(row.text("level2_class") or "")
    if words is None or level2 is None:
        return
    foreign, own, nature, nature_en = words
    if foreign.search(name) and not own.search(name):
        note = Note.of("indicator.misplaced", level2=level2, nature=nature, nature_en=nature_en)
        yield Finding(note, row, "level3", row.source("level3"))
