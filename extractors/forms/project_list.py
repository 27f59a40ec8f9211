"""A flat list of the projects of many units with their indicators."""

from extractors.forms import Form

FORM = Form(
    id="project-list",
    family="project list",
    title=("项目绩效目标", "绩效目标"),
    labels=("单位名称", "项目名称", "年度目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"),
    never=("任务名称",),
)
