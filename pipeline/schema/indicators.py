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
        "quantity 数量、range 区间、boolean 是否、date 日期、qualitative 定性、composite 复合、text 文字、missing 缺失",
        "quantity, range, boolean, date, qualitative, composite, text, missing",
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
        number("score", "得分", "得分", "points scored", "分", "得分"),
        Column(
            "attained",
            Type.BOOL,
            "是否达标",
            "两边可比时，实际值是否达到目标",
            "whether the actual value meets the target, where both can be compared",
        ),
        text("deviation_note", "偏差原因", "原文", "as printed", "偏差原因分析及改进措施"),
        ATTRIBUTES,
        PAGE,
    ),
    ("indicator_id",),
    (("document_id", "documents"), ("project_id", "projects")),
)

INDICATOR_PARTS = Table(
    "indicator_parts",
    "复合指标分项",
    "复合指标值中的各个单值",
    "the single values of a composite cell",
    (
        INDICATOR_ID,
        count("part", "分项", "从 1 起", "from 1"),
        text("label", "分项名称", "原文", "as printed"),
        text("raw", "原文", "原文", "as printed"),
        *_VALUE,
    ),
    ("indicator_id", "part"),
    (("indicator_id", "indicators"),),
)
