"""Goals of a transfer payment by region (中央对地方专项转移支付区域绩效目标表)."""

from extractors.forms import Form

FORM = Form(
    id="transfer-by-region",
    family="transfer payment",
    title=("区域绩效目标",),
    labels=("主管部门", "年度金额", "中央补助", "地方资金", "一级指标", "二级指标", "三级指标", "指标值"),
    never=(),
)
