"""Goals of a whole department's spending (部门整体支出绩效目标申报表)."""

from extractors.forms import Form

FORM = Form(
    id="whole-department-goal",
    family="whole department",
    title=("整体支出绩效目标", "整体绩效目标"),
    labels=("年度主要任务", "任务名称", "主要内容", "年度总体目标", "一级指标", "二级指标", "三级指标", "指标值"),
    never=("实际完成值",),
)
