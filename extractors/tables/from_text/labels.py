"""What the regrid stage asks of the vocabulary: the coarse roles that a printed label may play, no more."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Protocol

import regex

from extractors.vocabulary import Place, Vocabulary, parse_label
from normalizers.text import fold


class LabelRole(StrEnum):
    """Roles of labels that decide how they stand on a grid. Which of its roles a label plays, its row decides."""

    LEVEL1 = "level1"
    """Header of the first level column (一级指标)."""
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    """Header of the indicator's name (三级指标, 指标名称, 指标内容)."""
    TARGET = "target"
    """Header over the target: over one column, or over sign, value and unit together."""
    SIGN = "sign"
    UNIT = "unit"
    COLUMN = "column"
    """Any other header of an indicator table (分值, 得分, 备注)."""
    ENTITY = "entity"
    """Header of what many indicators share in a flat list (单位名称, 项目名称, 年度目标)."""
    FUNDING_COLUMN = "funding_column"
    """Header over amounts (年初预算数, 全年执行数)."""
    FUNDING_ROW = "funding_row"
    """Label before amounts (年度资金总额, 其中：财政拨款)."""
    GOAL = "goal"
    """Label of a goal's text, above or beside it (年度目标, 预期目标, 实际完成情况)."""
    TASK = "task"
    """Header of a list of tasks (任务名称, 主要内容, 金额)."""
    PAIR = "pair"
    """A label whose value stands beside it."""
    BLOCK = "block"
    """A label merged down over the rows that it names (项目资金（万元）, 年度主要任务)."""
    INDICATOR_BLOCK = "indicator_block"
    """The block label of an indicator table (绩效指标)."""
    LEVEL1_VALUE = "level1_value"
    """产出指标, 效益指标, …"""
    LEVEL2_VALUE = "level2_value"
    """数量指标, 质量指标, …"""
    TOTAL = "total"
    """Label of a row of totals (合计, 总分)."""


Roles = frozenset[LabelRole]

LEVEL_HEADERS: Roles = frozenset({LabelRole.LEVEL1, LabelRole.LEVEL2, LabelRole.LEVEL3})
TARGET_PARTS: Roles = frozenset({LabelRole.TARGET, LabelRole.SIGN, LabelRole.UNIT})
INDICATOR_HEADERS: Roles = LEVEL_HEADERS | TARGET_PARTS | {LabelRole.COLUMN}
HEADERS: Roles = INDICATOR_HEADERS | {LabelRole.ENTITY, LabelRole.FUNDING_COLUMN, LabelRole.GOAL, LabelRole.TASK}
BLOCKS: Roles = frozenset({LabelRole.BLOCK, LabelRole.INDICATOR_BLOCK})
MONEY: Roles = frozenset({LabelRole.FUNDING_COLUMN, LabelRole.FUNDING_ROW, LabelRole.TASK})
LEVEL_VALUES: Roles = frozenset({LabelRole.LEVEL1_VALUE, LabelRole.LEVEL2_VALUE})


class Labels(Protocol):
    """The vocabulary as this stage sees it."""

    def roles(self, text: str) -> Roles:
        """The roles that a text as printed may play; none for a text that is no known label."""
        ...


_COLUMNS = {
    "level1": LabelRole.LEVEL1,
    "level2": LabelRole.LEVEL2,
    "level3": LabelRole.LEVEL3,
    "target": LabelRole.TARGET,
    "sign": LabelRole.SIGN,
    "unit": LabelRole.UNIT,
    "unit_name": LabelRole.ENTITY,
    "department": LabelRole.ENTITY,
    "project_name": LabelRole.ENTITY,
    "project_code": LabelRole.ENTITY,
    "goal": LabelRole.ENTITY,
    "purpose": LabelRole.ENTITY,
}
_PLACES = {
    Place.PAIR: LabelRole.PAIR,
    Place.SIGNATURE: LabelRole.PAIR,
    Place.SOURCE: LabelRole.FUNDING_ROW,
    Place.STAGE: LabelRole.FUNDING_COLUMN,
    Place.GOAL: LabelRole.GOAL,
    Place.TASK: LabelRole.TASK,
    Place.TOTAL: LabelRole.TOTAL,
}
# The schemes of levels: 产出/效益/满意度/成本 (财预〔2020〕10号), 投入/过程/产出/结果 and 决策/管理 (older evaluation schemes).
_LEVEL1 = regex.compile(
    r"(?:预期|项目|部门|年度)?(?:产出|效益|效果|效率|满意度?|成本|投入|过程|结果|影响力?|决策|管理|履职效[益能]|履职|运行|绩效|可持续发展能力|社会效应|服务对象满意度)"
    r"(?:与[\p{Han}]{1,4})?(?:指标|目标)?"
)
_LEVEL2 = regex.compile(
    r"(?:产出)?(?:数量|质量|时效|成本|经济|社会|生态|环境|可持续|服务对象|受益|公众|社会公众|群众|职工|满意|预算|资金|进度|效率|效益|影响)"
    r"[\p{Han}、（）()或与及/]{0,16}(?:指标)?"
)


class VocabularyRoles:
    """The roles of labels after a vocabulary: what `regrid` is given in production."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._find = vocabulary.find
        self.roles = lru_cache(maxsize=65536)(self._roles)

    def _roles(self, text: str) -> Roles:
        if len(text) > 60:
            return frozenset()
        found = {role for place, role in _PLACES.items() if self._find(text, place) is not None}
        column, block = self._find(text, Place.COLUMN), self._find(text, Place.BLOCK)
        if column is not None:
            found.add(_COLUMNS.get(column, LabelRole.COLUMN))
        if block is not None:
            found.add(LabelRole.INDICATOR_BLOCK if block == "indicators" else LabelRole.BLOCK)
        return frozenset(found or _level_values(text))


def _level_values(text: str) -> set[LabelRole]:
    bare = parse_label(text).bare
    found = set()
    if _LEVEL1.fullmatch(bare):
        found.add(LabelRole.LEVEL1_VALUE)
    if (_LEVEL2.fullmatch(bare) and (bare.endswith("指标") or len(bare) <= 6)) or fold(text).endswith("指标"):
        found.add(LabelRole.LEVEL2_VALUE)
    return found
