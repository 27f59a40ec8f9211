"""Hebei's goal book (河北省 部门预算绩效文本, 2016–2022): narrative, then a header block and an indicator table a project."""

from extractors.forms import Form

FORM = Form(
    id="hebei-goal-book",
    family="goal book",
    title=("绩效文本",),
    labels=("项目编码", "预算规模及资金用途", "资金支出计划（%）", "绩效目标", "绩效指标描述", "指标值", "指标值确定依据"),
    never=(),
)
