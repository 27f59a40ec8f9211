"""The national project goal form (财预〔2015〕163号, revised with the 预算管理一体化 system)."""

from extractors.forms import Form

FORM = Form(
    id="national-project-goal",
    family="project goals",
    title=("项目支出绩效目标", "项目绩效目标", "财政支出绩效目标"),
    labels=("项目名称", "资金总额", "财政拨款", "其他资金", "目标", "一级指标", "二级指标", "三级指标", "指标值"),
    never=("实际完成值", "任务名称"),
)
