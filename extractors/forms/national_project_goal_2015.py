"""The national form of 2015 to 2018: long-term and annual indicators one after the other, 指标内容 for the third level."""

from extractors.forms import Form

FORM = Form(
    id="national-project-goal-2015",
    family="project goals",
    title=("绩效目标",),
    labels=("项目名称", "长期绩效指标", "年度绩效指标", "一级指标", "二级指标", "指标内容", "指标值", "备注"),
    never=("三级指标",),
)
