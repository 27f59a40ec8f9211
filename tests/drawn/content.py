"""What forms say: projects, bodies, goals and indicators whose values are read by construction.

An indicator is drawn from (level 1, level 2, measure): the measure knows its unit, its usual sign and its numbers, so that the truth of
every column follows from what was printed and is never read back from it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

SUBJECTS: Final = (
    "农村公路养护", "村级文化中心", "乡镇卫生院设备", "小型水库除险", "高标准农田", "残疾人康复", "城区路灯改造", "义务教育校舍",
    "林业有害生物防治", "困难群众救助", "退役军人服务", "食品安全抽检", "农村饮水工程", "公共图书馆", "社区养老服务", "防汛物资储备",
    "职业技能培训", "大气监测站点", "档案数字化", "非遗传承保护",
)  # fmt: skip
PLACES: Final = ("临川县", "青石县", "云岭县", "东河县", "白水县", "西畴镇", "南坪镇")
BODIES: Final = ("交通运输局", "文化和旅游局", "卫生健康局", "水利局", "农业农村局", "教育局", "民政局", "林业局")
BASES: Final = ("年度工作计划", "行业管理要求", "上年完成水平", "项目实施方案")
NOTES: Final = ("设备到货延迟", "招标流标一次", "天气影响施工")


@dataclass(frozen=True, slots=True)
class Measure:
    """What an indicator counts: the ending of its name, its unit as printed, its canonical unit and factor, signs and numbers."""

    name: str
    unit: str = ""
    canonical: str = ""
    factor: int = 1
    signs: tuple[str, ...] = ("≥", "")
    numbers: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    """Printed values without a number, with their category."""
    until: tuple[str, ...] = ()
    """Printed deadlines, as (month) of the form's year."""


_PERCENT = ("85", "90", "95", "98", "100")
_COUNTS = ("3", "12", "36", "48", "120", "260", "1500")


def _count(name: str, unit: str, *numbers: str) -> Measure:
    return Measure(name, unit, unit, signs=("≥", "=", ""), numbers=numbers or _COUNTS)


def _share(name: str) -> Measure:
    return Measure(name, "%", "%", signs=("≥", "≥", "=", ""), numbers=_PERCENT)


def _word(name: str, *words: tuple[str, str]) -> Measure:
    return Measure(name, words=words)


CLASSES: Final[Mapping[tuple[str, str], tuple[Measure, ...]]] = MappingProxyType(
    {
        ("产出指标", "数量指标"): (
            *(_count("开展次数", "次"), _count("惠及人数", "人"), _count("建设个数", "个"), _count("覆盖户数", "户")),
            *(_count("培训人次", "人次"), _count("整治面积", "亩"), _count("维护里程", "公里")),
        ),
        ("产出指标", "质量指标"): (_share("验收合格率"), _share("资料完整率"), _share("达标率"), _share("设施完好率")),
        ("产出指标", "时效指标"): (
            *(_share("按期完成率"), Measure("办结时限", "天", "天", signs=("≤",), numbers=("5", "10", "30"))),
            *(Measure("任务完成时间", until=("6", "10", "12")), _word("资金拨付及时性", ("及时", "timely"))),
        ),
        ("产出指标", "成本指标"): (
            Measure("总成本", "万元", "元", 10000, ("≤",), ("12.5", "48", "260")),
            Measure("单位成本", "元", "元", signs=("≤",), numbers=("350", "1200", "4800")),
        ),
        ("效益指标", "经济效益指标"): (_share("带动收入增长率"), _count("带动就业人数", "人")),
        ("效益指标", "社会效益指标"): (_share("群众知晓率"), _count("受益人口", "人"), _word("服务能力", ("有效提升", "increase"))),
        ("效益指标", "生态效益指标"): (_share("垃圾处理率"), _word("环境质量", ("明显改善", ""))),
        ("效益指标", "可持续影响指标"): (
            _word("管护机制", ("长期有效", "")),
            Measure("使用年限", "年", "年", signs=("≥",), numbers=("5", "10")),
        ),
        ("满意度指标", "服务对象满意度指标"): (_share("群众满意度"), _share("受益对象满意度"), _share("服务单位满意度")),
    }
)
_COMPARATORS: Final = MappingProxyType({"≥": "ge", "≤": "le", "=": "eq", "": None, ">": "gt", "<": "lt"})
_LAST: Final = MappingProxyType({"6": "30", "10": "31", "12": "31"})


@dataclass(frozen=True, slots=True)
class Value:
    """A printed value in its parts, and what a reader makes of it."""

    sign: str
    number: str
    unit: str
    columns: Mapping[str, Any]

    @property
    def whole(self) -> str:
        """Sign, number and unit in one cell."""
        return f"{self.sign}{self.number}{self.unit}"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as the form will print it, in any arrangement of columns."""

    key: int
    level1: str
    level2: str
    level3: str
    description: str
    basis: str
    target: Value
    actual: str
    actual_number: str | None
    deviation: str


def indicator(seed: str, key: int, subject: str, year: int) -> Indicator:
    """The indicator `key` of a project: keys run over the classes, so that any set of keys keeps their order."""
    rng = random.Random(f"{seed}/{key}")
    level1, level2 = list(CLASSES)[key * len(CLASSES) // KEYS]
    measure = CLASSES[level1, level2][key % len(CLASSES[level1, level2])]
    target, actual, number = _value(rng, measure, year)
    name = f"{subject}{measure.name}"
    told = f"反映{subject}{measure.name}的情况"
    return Indicator(key, level1, level2, name, told, rng.choice(BASES), target, actual, number, rng.choice((*NOTES, "", "")))


KEYS: Final = 2 * len(CLASSES)
"""Indicators that a project can have: two of each class."""


def _value(rng: random.Random, measure: Measure, year: int) -> tuple[Value, str, str | None]:
    if measure.words:
        text, category = rng.choice(measure.words)
        told = {"category": category} if category else {}
        return Value("", text, "", {"kind": "qualitative", "value": None, "unit": None, **told}), text, None
    if measure.until:
        month = rng.choice(measure.until)
        day = f"{year}-{int(month):02d}-{_LAST[month]}"
        columns = {"kind": "date", "comparator": "le", "date": day, "date_precision": "month", "value": None}
        return Value("", f"{year}年{month}月底前", "", columns), f"{year}年{month}月", None
    number, sign = rng.choice(measure.numbers), rng.choice(measure.signs)
    columns = {
        "kind": "quantity",
        "comparator": _COMPARATORS[sign],
        "value": str(Decimal(number) * measure.factor),
        "unit": measure.canonical,
        "unit_raw": measure.unit,
    }
    reached = Decimal(number) * rng.choice((Decimal(1), Decimal(1), Decimal("0.9")))
    told = format(reached.normalize(), "f")
    return Value(sign, number, measure.unit, columns), told + measure.unit, told


def comparator(sign: str) -> str | None:
    """What a printed sign says."""
    return _COMPARATORS[sign]
