"""The roles of printed labels after the vocabulary: what the finding of tables is given in production."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractors.tables.label_roles import LabelRole, Roles
from extractors.vocabulary import Place, Vocabulary, parse_label
from normalizers.text import fold

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
        if column is not None and not (block == "indicators" and column == "level3"):  # 绩效指标: merged down far oftener than over names
            found.add(_COLUMNS.get(column, LabelRole.COLUMN))
        if block is not None:
            found.add(LabelRole.INDICATOR_BLOCK if block == "indicators" else LabelRole.BLOCK)
        return frozenset(found or _level_values(text))


def is_level_name(text: str) -> bool:
    """Whether a text is the whole name of a level, 指标 included: 效益指标, 可持续影响指标."""
    bare = parse_label(text).bare
    return bare.endswith("指标") and bool(_LEVEL1.fullmatch(bare) or _LEVEL2.fullmatch(bare))


def _level_values(text: str) -> set[LabelRole]:
    bare = parse_label(text).bare
    found = set()
    if _LEVEL1.fullmatch(bare):
        found.add(LabelRole.LEVEL1_VALUE)
    if (_LEVEL2.fullmatch(bare) and (bare.endswith("指标") or len(bare) <= 6)) or fold(text).endswith("指标"):
        found.add(LabelRole.LEVEL2_VALUE)
    return found
