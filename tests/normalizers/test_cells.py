"""What a cell looks like without its context: the kinds that the reading of forms tells columns by."""

from __future__ import annotations

import pytest

from normalizers import look

KINDS = {
    "blank": ["", "/", "——", "不适用", "无", " "],
    "sign": ["≥", " ＞＝ ", "大于等于", "定性", "定量", "＝"],
    "unit": ["%", "％", "万元", "人次", "元/人·月", "个月", "天"],
    "number": ["95", "1,200", "-3.5", "１０", "0.958", "2024"],
    "target": ["≥95%", "不低于5次", "3至5人", "100%", "5人", "±3%", "培训3期；合格率95%", "约30人"],
    "date": ["12月31日前", "2024年6月", "全年", "2024年", "2024.03-2024.11"],
    "boolean": ["是", "否", "是/否", "无安全事故", "□是 ☑否"],
    "grade": ["优", "≥良好", "合格", "满意", "较高"],
    "state": ["及时", "有所提升", "全覆盖", "长期"],
    "level": ["数量指标", "产出指标", "社会效益指标", "服务对象满意度指标", "质量", "成本指标（20分）"],
    "placeholder": ["≥**人", "XX人", "≥ %"],
    "words": ["培训人数", "按合同约定", "改造质量达标率"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_a_cell_looks_like_its_kind(kind: str, text: str) -> None:
    assert look(text) == kind


def test_prose_is_words_and_costs_nothing() -> None:
    assert look("绩效目标" * 1000) == "words"
