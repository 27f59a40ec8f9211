"""Sichuan's self-evaluation form of a project (报表编号 0013zp)."""

from extractors.forms import Form

FORM = Form(
    id="sichuan-self-evaluation",
    family="self-evaluation",
    title=("自评",),
    labels=(
        "项目基本情况",
        "项目年度目标",
        "年度目标完成情况",
        "年初预算",
        "调整后预算数",
        "预算执行数",
        "完成值",
        "权重",
        "未完成原因分析",
        "评价结论",
    ),
    never=(),
)
