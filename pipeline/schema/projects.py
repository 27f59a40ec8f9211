"""projects, funding, spending_plan and goals."""

from __future__ import annotations

from pipeline.schema.model import ATTRIBUTES, DOCUMENT_ID, ORDINAL, PAGE, PROJECT_ID, Table, code, day, key, number, text

PROJECTS = Table(
    "projects",
    "项目",
    "每个预算项目一行",
    "a row a budget project",
    (
        key("project_id", "项目标识", "主键", "key"),
        DOCUMENT_ID,
        ORDINAL,
        text("heading", "表题", "项目表上方的标题", "the heading over the project's form"),
        code("unit_code", "单位代码", "预算单位代码", "code of the budget unit", "预算单位 实施单位"),
        text(
            "unit_name",
            "单位名称",
            "预算单位名称，去掉代码，其余照原文",
            "the budget unit as printed, its code removed",
            "预算单位 实施单位",
        ),
        code("project_code", "项目编码", "原文编码", "as printed", "项目编码 项目代码"),
        text("project_name", "项目名称", "去掉前面粘连的编码", "as printed, a code glued before it removed", "项目名称"),
        number(
            "budget_yuan",
            "预算数（元）",
            "年度资金总额；年初与全年并列时取全年",
            "annual total; with 年初 and 全年 both printed the 全年 one",
            "元",
        ),
        text("purpose", "资金用途", "原文", "as printed", "资金用途"),
        ATTRIBUTES,
        PAGE,
    ),
    ("project_id",),
    (("document_id", "documents"),),
)

FUNDING = Table(
    "funding",
    "资金",
    "每个金额一行；空白、/、— 不成行，0 成行",
    "a row an amount; an empty, / or — cell makes no row, 0 makes one",
    (
        key("funding_id", "资金标识", "主键", "key"),
        PROJECT_ID,
        DOCUMENT_ID,
        ORDINAL,
        code(
            "source",
            "资金来源",
            "total、fiscal、other、own、carryover、fiscal_account、central、provincial、municipal、county、local；都不是则为空",
            "total, fiscal, other, own, carryover, fiscal_account, central, provincial, municipal, county, local; null where none fits",
        ),
        code(
            "stage",
            "阶段",
            "budget；自评表为 initial、adjusted、executed；监控表另有 forecast（全年预计执行数）",
            "budget; in self-evaluations initial, adjusted, executed; in monitoring forms also forecast (expected for the whole year)",
        ),
        code(
            "horizon",
            "期限",
            "表中年度与实施期并列时 annual、whole_period，否则为空",
            "annual, whole_period (实施期, 总投资) where a form prints both; else null",
        ),
        text("label", "标签", "原文标签", "as printed"),
        text("raw", "金额原文", "原文", "as printed"),
        number("amount_yuan", "金额（元）", "换算为元", "in yuan", "元"),
        number("weight", "分值", "执行率的分值", "points for the execution rate", "分", "分值"),
        number("execution_rate", "执行率", "百分数", "in percent", "%", "执行率"),
        number("score", "得分", "执行率得分", "points scored", "分", "得分"),
    ),
    ("funding_id",),
    (("document_id", "documents"), ("project_id", "projects")),
)

SPENDING_PLAN = Table(
    "spending_plan",
    "支出计划",
    "每个所印时点一行，格内空白也有一行",
    "a row a printed period, also where its cell is blank",
    (
        PROJECT_ID,
        DOCUMENT_ID,
        ORDINAL,
        text("label", "时点", "原文", "as printed: 3月底"),
        day("period_end", "截止日", "该时点的最后一天", "last day of the period"),
        text("raw", "原文", "原文", "as printed: 25%"),
        number("cumulative_percent", "累计百分比", "累计支出百分比", "cumulative spending in percent", "%"),
    ),
    ("project_id", "ordinal"),
    (("document_id", "documents"), ("project_id", "projects")),
)

GOALS = Table(
    "goals",
    "绩效目标",
    "每条绩效目标一行",
    "a row a goal",
    (
        key("goal_id", "目标标识", "主键", "key"),
        DOCUMENT_ID,
        PROJECT_ID,
        ORDINAL,
        code(
            "horizon",
            "期限",
            "annual；标签为长期、中期、实施期时 long_term",
            "annual, or long_term where the label says 长期, 中期 or 实施期",
        ),
        text("text", "目标", "原文", "as printed"),
        text("actual", "实际完成情况", "自评表中的完成情况", "self-evaluations: what was achieved", "实际完成情况"),
    ),
    ("goal_id",),
    (("document_id", "documents"), ("project_id", "projects")),
)
