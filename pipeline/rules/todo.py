"""What a department is asked to do about a finding of the conversion: title, request, norms it rests on."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_RESULT = ("caiyu-2020-10-4",)
_MONEY = ("budget-law-32",)

TODO: Final = MappingProxyType(
    {
        "actual.missing": ("未填写实际完成值", "请填写实际完成值。", _RESULT),
        "amount.missing": ("未填写金额", "请填写金额。", _MONEY),
        "amount.unit-missing": ("金额无计量单位", "请注明金额单位（元或万元）。", ()),
        "attained.contradicts-score": ("得分与完成情况不符", "请核对得分，或说明评分理由。", _RESULT),
        "budget.sum": ("资金合计不一致", "请核对总额与各项资金来源。", _MONEY),
        "code.region": ("项目编码区划不符", "请核对项目编码。", ()),
        "code.year": ("项目编码年份不同", "如为以前年度入库项目，无需修改。", ()),
        "execution.rate": ("执行率计算有误", "请核对执行率与金额。", ()),
        "form.blank": ("表格未填写", "请填写后重新报送。", _MONEY),
        "goal.missing-text": ("未填写绩效目标", "请填写绩效目标。", _MONEY),
        "heading.name": ("表题与项目名称不一致", "请统一项目名称。", ("form-notes",)),
        "indicator.misplaced": ("指标归类错误", "请调整到相应的二级指标。", ()),
        "plan.final": ("支出计划未到100%", "请核对支出计划。", ()),
        "plan.missing": ("支出计划不完整", "请补充支出计划。", ()),
        "plan.order": ("支出计划累计比例下降", "请核对支出计划。", ()),
        "score.over-weight": ("得分高于分值", "请核对得分。", ()),
        "score.sum": ("总分与各项得分不一致", "请核对总分。", ()),
        "target.missing": ("指标值未填写", "请填写指标值。", ()),
        "value.sign-conflict": ("计算符号矛盾", "请统一指标值与计算符号。", ()),
        "value.unit-conflict": ("计量单位矛盾", "请统一指标值与计量单位。", ()),
        "value.unit-missing": ("指标值无计量单位", "请补充计量单位。", ()),
        "value.unsplit": ("一个指标值含多项内容", "请分项填写。", ()),
        "value.yes-no-target": ("指标值为选项", "请明确填写“是”或“否”，或改为可衡量的数值。", ()),
        "weight.sum": ("权重合计错误", "请核对各项分值。", ()),
    }
)
"""By the code of the finding; every code of `pipeline.findings.kinds.SUBMISSION` stands here."""
