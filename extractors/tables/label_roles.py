"""The coarse roles that a printed label may play in a table, as far as the finding of tables and cells needs them."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


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
