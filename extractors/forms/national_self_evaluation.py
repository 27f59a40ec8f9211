"""The national self-evaluation form of a project (财预〔2020〕10号)."""

from extractors.forms import Form

FORM = Form(
    id="national-self-evaluation",
    family="self-evaluation",
    title=("自评",),
    labels=(
        "项目名称",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "执行率",
        "实际完成情况",
        "年度指标值",
        "实际完成值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    never=("任务名称",),
)
