"""findings and provenance."""

from __future__ import annotations

from pipeline.schema.model import DOCUMENT_ID, INDICATOR_ID, PAGE, PROJECT_ID, Column, Compare, Table, Type, code, count, key, text

_PLACE = (
    PAGE,
    count("block", "区块", "文件中第几个段落或表格", "which paragraph or table of the document, from 1", Compare.PLACE),
    count("grid_row", "行", "表格中的行", "row in the table, from 1", Compare.PLACE),
    count("grid_column", "列", "表格中的列", "column in the table, from 1", Compare.PLACE),
)

_SHEET = (
    Column("sheet", Type.STRING, "工作表", "电子表格的工作表名称", "name of the sheet in a spreadsheet", compare=Compare.PLACE),
    Column(
        "cell",
        Type.STRING,
        "单元格",
        "电子表格中的单元格地址，如 B7",
        "address of the cell in a spreadsheet, such as B7",
        compare=Compare.PLACE,
    ),
)


def _edge(name: str, zh: str, en: str) -> Column:
    return Column(name, Type.FLOAT, name, zh, en, "point", None, Compare.PLACE)


FINDINGS = Table(
    "findings",
    "问题",
    "材料中的问题，或未能读出的内容",
    "what is wrong with a submission, or could not be read",
    (
        key("finding_id", "问题标识", "主键", "key"),
        DOCUMENT_ID,
        PROJECT_ID,
        INDICATOR_ID,
        code("rule", "规则", "问题代码，见问题目录", "code of the finding, see the catalogue"),
        code("severity", "程度", "error 错误、warning 提示、info 说明", "error, warning, info"),
        code("field", "字段", "涉及的字段", "the column it is about"),
        text("raw", "原文", "涉及的原文", "the print it is about"),
        Column(
            "message", Type.STRING, "说明", "可直接转发的一句话", "one Chinese sentence that an officer can send on", compare=Compare.FILE
        ),
        Column("message_en", Type.STRING, "说明（英文）", "英文说明", "the same in English", compare=Compare.FILE),
        *_PLACE,
        *_SHEET,
    ),
    ("finding_id",),
    (("document_id", "documents"), ("project_id", "projects"), ("indicator_id", "indicators")),
)

PROVENANCE = Table(
    "provenance",
    "出处",
    "每个值在原文中的位置；跨多段的值每段一行",
    "where each value stood; a value of several paragraphs or cells has a row for each",
    (
        DOCUMENT_ID,
        code("table", "表", "表名", "name of the table"),
        key(
            "row_id",
            "行标识",
            "该表主键；spending_plan 为 project_id-序号，indicator_parts 为 indicator_id-分项",
            "the row's key; for spending_plan <project_id>-<ordinal>, for indicator_parts <indicator_id>-<part>",
        ),
        code("field", "字段", "字段名", "name of the column"),
        code("rule", "规则", "读出该值的规则", "the rule that read it"),
        *_PLACE,
        _edge("x0", "左边界（页面左上角起）", "left edge from the page's top left"),
        _edge("y0", "上边界", "top edge"),
        _edge("x1", "右边界", "right edge"),
        _edge("y1", "下边界", "bottom edge"),
        text("text", "原文", "该处原文", "the print at that place"),
        *_SHEET,
        count("piece", "段", "跨多处的值的第几处，从 1 起", "which of several places, from 1"),
    ),
    ("document_id", "table", "row_id", "field", "piece"),
    (("document_id", "documents"),),
)
