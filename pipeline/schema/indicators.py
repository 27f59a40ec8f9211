"""indicators and indicator_parts."""

from __future__ import annotations

from pipeline.schema.model import (
    ATTRIBUTES,
    DOCUMENT_ID,
    INDICATOR_ID,
    ORDINAL,
    PAGE,
    PROJECT_ID,
    Column,
    Table,
    Type,
    code,
    count,
    day,
    key,
    number,
    text,
)

_VALUE = (
    code(
        "kind",
        "类型",
        "quantity 数量、range 区间、boolean 是否、date 日期、qualitative 定性、composite 复合、graded 分档、text 文字、missing 缺失",
        "quantity, range, boolean, date, qualitative, composite, graded (a target for each grade), text, missing",
    ),
    code(
        "comparator",
        "比较符",
        "ge、gt、le、lt、eq、approx、between；未印则为空",
        "ge, gt, le, lt, eq, approx, between; null where none is printed",
    ),
    number("value", "数值", "百分数保留所印数字", "the number; a percentage keeps its printed number", "see unit"),
    number("value_upper", "上限", "区间上限", "the upper end of a range", "see unit"),
    code("unit", "计量单位", "规范单位，只取自印出的文字", "canonical unit, of what is printed"),
    text("unit_raw", "原文单位", "原文单位", "the unit as printed"),
    code(
        "unit_inferred",
        "推断单位",
        "未印单位时由名称或同表其他行推断，绝不写入 unit",
        "what the name or sibling rows suggest where no unit is printed",
    ),
    day("date", "日期", "期限，或时段的第一天", "a deadline, or the first day of a period"),
    day("date_upper", "截止日期", "时段的最后一天", "the last day of a period"),
    code("date_precision", "日期精度", "day、month、quarter、year", "day, month, quarter, year: the finest unit printed"),
    code("category", "类别", "定性值或是否值的类别", "category of a qualitative or yes/no value"),
)

_FORECAST = (
    text(
        "forecast_raw",
        "全年预计值原文",
        "监控表中预计全年完成值，原文",
        "monitoring: expected for the whole year, as printed",
        "全年预计完成值",
    ),
    code("forecast_kind", "预计值类型", "同类型", "as kind"),
    code("forecast_comparator", "预计值比较符", "同比较符", "as comparator"),
    number("forecast_value", "预计数值", "同数值", "as value", "see forecast_unit"),
    number("forecast_value_upper", "预计上限", "同上限", "as value_upper", "see forecast_unit"),
    code("forecast_unit", "预计值单位", "同实际值单位", "as actual_unit"),
    day("forecast_date", "预计日期", "同日期", "as date"),
    code("forecast_category", "预计类别", "同类别", "as category"),
)

INDICATORS = Table(
    "indicators",
    "指标",
    "每个指标一行，部门的和项目的都在内",
    "a row an indicator, the department's and the projects' alike",
    (
        key("indicator_id", "指标标识", "主键", "key"),
        DOCUMENT_ID,
        PROJECT_ID,
        ORDINAL,
        code("scope", "范围", "project 项目、department 部门", "project, department"),
        code(
            "horizon", "期限", "表中并列年度与长期时 annual、long_term，否则为空", "annual, long_term where a form prints both; else null"
        ),
        text("level1", "一级指标", "原文，去掉层级后的分值", "as printed, a weight behind the level removed", "一级指标"),
        text("level2", "二级指标", "原文，去掉层级后的分值", "as printed, a weight behind the level removed", "二级指标"),
        text("level3", "三级指标", "指标名称，原文", "the indicator's name, as printed", "三级指标 指标名称"),
        code(
            "level1_class",
            "一级类别",
            "output、benefit、satisfaction、cost、input、process 等",
            "output, benefit, satisfaction, cost, input, process, …",
        ),
        code(
            "level2_class", "二级类别", "quantity、quality、timeliness、cost 等", "quantity, quality, timeliness, cost, economic, social, …"
        ),
        text("description", "指标描述", "原文", "as printed", "绩效指标描述 指标解释"),
        text("raw", "指标值原文", "照原文，去掉首尾空白", "exactly as printed, white space at the ends removed", "指标值"),
        text("basis", "确定依据", "原文", "as printed", "指标值确定依据"),
        *_VALUE,
        number("weight", "分值", "分值或权重", "points or weight", "分", "分值 权重"),
        text("actual_raw", "实际完成值原文", "原文", "as printed", "实际完成值"),
        code("actual_kind", "实际值类型", "同类型", "as kind"),
        code("actual_comparator", "实际值比较符", "同比较符", "as comparator"),
        number("actual_value", "实际数值", "同数值", "as value", "see actual_unit"),
        number("actual_value_upper", "实际上限", "同上限", "as value_upper", "see actual_unit"),
        code(
            "actual_unit",
            "实际值单位",
            "实际值所印单位；表有单位栏时取单位栏",
            "what the actual prints; the form's unit column where it has one",
        ),
        day("actual_date", "实际日期", "同日期", "as date"),
        code("actual_category", "实际类别", "同类别", "as category"),
        *_FORECAST,
        key("task_id", "任务", "所属年度任务（职责活动）", "the task of a whole-department form that it stands under; null elsewhere"),
        code(
            "name_key",
            "名称键",
            "用于跨文件比对的指标名称：去掉编号、星号、分值、占位符及其括号",
            "the name for joining across documents: folded, without number, stars, weight, placeholders and their brackets",
        ),
        number("score", "得分", "得分", "points scored", "分", "得分"),
        Column(
            "attained",
            Type.BOOL,
            "是否达标",
            "实际值是否达到目标；仅当所印文字说明如何比较（比较符、区间、日期、等级、是否），单独一个数字时为空",
            "whether the actual value meets the target; only where the print says how the two compare (a comparator, a range, dates, "
            "grades, yes/no); null for a bare number",
        ),
        Column(
            "attained_assumed",
            Type.BOOL,
            "推定是否达标",
            "目标为单独一个数字时，按不低于（成本、时限按不高于）理解是否达标",
            "the same for a bare number, read as at least (as at most under cost and time limits)",
        ),
        code(
            "attained_rule",
            "达标依据",
            "printed、at_least、at_most；均无法判断时为空",
            "printed, at_least, at_most; null where neither is said",
        ),
        text("deviation_note", "偏差原因", "原文", "as printed", "偏差原因分析及改进措施"),
        ATTRIBUTES,
        PAGE,
    ),
    ("indicator_id",),
    (("document_id", "documents"), ("project_id", "projects"), ("task_id", "tasks")),
)

INDICATOR_PARTS = Table(
    "indicator_parts",
    "复合指标分项",
    "复合指标值中的各个单值，以及分档指标的各档",
    "the single values of a composite cell, and the grades of a graded indicator",
    (
        INDICATOR_ID,
        count("part", "分项", "从 1 起", "from 1"),
        text("label", "分项名称", "原文", "as printed"),
        code(
            "grade",
            "等级",
            "分档指标：excellent 优、good 良、fair 中、poor 差；其余为空",
            "of a graded indicator: excellent, good, fair, poor; null elsewhere",
        ),
        text("raw", "原文", "原文", "as printed"),
        *_VALUE,
    ),
    ("indicator_id", "part"),
    (("indicator_id", "indicators"),),
)
