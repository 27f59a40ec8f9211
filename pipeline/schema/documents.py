"""documents, sections and tasks: what stands above the projects."""

from __future__ import annotations

from pipeline.schema.model import (
    ATTRIBUTES,
    DOCUMENT_ID,
    ORDINAL,
    PAGE,
    Column,
    Compare,
    Table,
    Type,
    code,
    count,
    day,
    key,
    number,
    text,
)

DOCUMENTS = Table(
    "documents",
    "文件",
    "每份有自身内容的申报材料一行，读取失败的也有一行",
    "a row for every submission with its own content, also for one that failed",
    (
        DOCUMENT_ID,
        Column(
            "path",
            Type.STRING,
            "路径",
            "相对于输入目录的路径，以 / 分隔",
            "as found, relative to the input root, / between folders",
            compare=Compare.FILE,
        ),
        Column(
            "format",
            Type.STRING,
            "格式",
            "文件字节的实际格式（不看扩展名）",
            "what the bytes are, not what the name says",
            compare=Compare.FILE,
        ),
        Column(
            "duplicates",
            Type.STRING,
            "重复文件",
            "内容相同的其他路径（JSON 数组）",
            "JSON array of further paths with the same bytes",
            compare=Compare.FILE,
        ),
        Column(
            "method",
            Type.STRING,
            "读取方式",
            "读取途径：docx、pdf-text、pdf-ocr、pdf-mixed、image-ocr、html、text、converted；"
            "电子表格为其格式，OFD 为 ofd-text、ofd-ocr、ofd-mixed",
            "how it was read: docx, pdf-text, pdf-ocr, pdf-mixed, image-ocr, html, text, converted; "
            "a spreadsheet's format; ofd-text, ofd-ocr, ofd-mixed",
            compare=Compare.FILE,
        ),
        code("template", "表样", "识别出的表样；没有则为空", "which form it was recognised as; null where none"),
        code(
            "status",
            "状态",
            "ok 全部读出；partial 有页、部分或成员读不出；failed 失败",
            "ok; partial: a page, a part or a member could not be read; failed",
        ),
        code("error_code", "错误代码", "失败文件的固定代码", "a stable code for a failed file"),
        text("error", "错误说明", "失败原因，一句中文", "one clear Chinese sentence for a failed file"),
        Column(
            "coverage",
            Type.DECIMAL,
            "覆盖率",
            "非空白字符中进入表格、被识别为标签或说明、或属于页眉页脚的比例，向下取整；"
            "1 表示无遗漏；form.stray、indicator.stray 所指文字不计入",
            "share of the non-blank characters that ended in a table row, a recognised label or form instruction, or known furniture, "
            "rounded down; 1 = nothing lost; what `form.stray` and `indicator.stray` name does not count as kept",
            "1",
            compare=Compare.FILE,
        ),
        Column(
            "sha256",
            Type.STRING,
            "SHA-256",
            "文件字节的 SHA-256；没有字节时为空",
            "SHA-256 of the file; null without bytes",
            compare=Compare.FILE,
        ),
        Column("bytes", Type.INT64, "字节数", "文件大小", "size of the file", "byte", compare=Compare.FILE),
        Column("pages", Type.INT32, "页数", "格式不分页时为空", "null where the format has none", "page", compare=Compare.FILE),
        text("title", "标题", "原文标题", "as printed"),
        count("fiscal_year", "年度", "预算年度", "fiscal year, 2022"),
        text(
            "department_name",
            "部门名称",
            "主管部门、预算部门或部门名称；否则取抬头所列单位；去掉前面的代码",
            "from 主管部门, 预算部门 or 部门名称, else the body that the head names; a code before it removed",
            "主管部门 预算部门 部门名称",
        ),
        code("region_code", "行政区划代码", "GB/T 2260 代码", "GB/T 2260 code", "项目编码 or the department's name"),
        text("region_name", "行政区划", "行政区划全称", "full name of the region", "GB/T 2260"),
        text("amount_unit", "金额单位", "原文所印金额单位", "unit of the amounts as printed: 万元", "单位：万元"),
        text("province_name", "省", "行政区划中的省级名称", "the province's name; null where the code names none", "GB/T 2260"),
        text("city_name", "市", "行政区划中的地级名称", "the city's name; null where the code does not reach that far", "GB/T 2260"),
        text("county_name", "县", "行政区划中的县级名称", "the county's name; null where the code does not reach that far", "GB/T 2260"),
        code(
            "form_family",
            "表类",
            "goal 绩效目标、self_evaluation 自评、monitoring 监控、review 他评得分、mixed 多类；有指标的文件必有值",
            "goal, self_evaluation, monitoring, review (scores that others gave), mixed; never null where the document has an indicator",
        ),
        day("as_of", "截至日", "监控表结果截至的日期", "monitoring: the day up to which results are reported; null elsewhere", "1-7月"),
        key(
            "submission_key",
            "报送标识",
            "同一次报送的各个文件相同：由部门、年度、表类和项目编码（无编码时用名称）求得；所印内容不足时为空",
            "the same for files that are one submission: made of department, year, family and project codes (names where none are "
            "printed); "
            "null where too little is printed",
        ),
        ATTRIBUTES,
        text("error_en", "错误说明（英文）", "失败原因的英文", "the same sentence in English"),
    ),
    ("document_id",),
)

# How a table is cut into rows, and whether its title is a line above it or its first row, is the container's own.
_TALLY = (
    count("rows", "行数", "表格行数", "rows of the table", Compare.FILE, "row"),
    count("columns", "列数", "表格列数", "columns of the table", Compare.FILE, "column"),
)

GRIDS = Table(
    "grids",
    "表格",
    "每个文件中的每张表格一行，不论是否绩效表",
    "a row for every table of every document, whatever it was taken for",
    (
        key("grid_id", "表格标识", "主键", "key"),
        DOCUMENT_ID,
        ORDINAL,
        PAGE,
        *_TALLY,
        Column("caption", Type.STRING, "表上文字", "表格上方的一行，原文", "the line above it, as printed", compare=Compare.FILE),
        code(
            "role",
            "性质",
            "form 绩效表、list 多项目清单、tasks 年度任务、unrelated 无关表格、layout 排版用、unread 印有绩效栏目而未读出",
            "form: a performance form or a part of one; list: many projects; tasks; unrelated: no performance label; layout: it only lays "
            "other things out; unread: performance labels and no row",
        ),
        count("cells", "单元格数", "有文字的单元格数", "printed cells", Compare.FILE, "cell"),
        count(
            "cells_used",
            "已用单元格数",
            "进入其他表的行或被识别为标签的单元格数",
            "printed cells that ended in a row of another table or in a recognised label",
            Compare.FILE,
            "cell",
        ),
    ),
    ("grid_id",),
    (("document_id", "documents"),),
)

SECTIONS = Table(
    "sections",
    "文字部分",
    "文字部分，每节一行",
    "the narrative, a row a section",
    (
        key("section_id", "章节标识", "主键", "key"),
        DOCUMENT_ID,
        ORDINAL,
        count("level", "层级", "1 为最高（第一部分）", "1 = highest (第一部分)"),
        text("number", "编号", "原文编号，如（一）", "as printed: （一）"),
        text("heading", "标题", "原文标题", "as printed"),
        text("path", "标题路径", "自上而下的标题，以“ > ”相连", "headings from the top, joined by ' > '"),
        code(
            "role", "内容", "overall_goal、itemized_goal、duties、safeguards 或空", "overall_goal, itemized_goal, duties, safeguards, null"
        ),
        text("text", "正文", "各段正文，以换行相连", "paragraphs joined by a line feed"),
        PAGE,
    ),
    ("section_id",),
    (("document_id", "documents"),),
)

TASKS = Table(
    "tasks",
    "年度主要任务",
    "整体支出表的年度主要任务，每项一行（不是项目）",
    "a row a task of a whole-department form (no projects)",
    (
        key("task_id", "任务标识", "主键", "key"),
        DOCUMENT_ID,
        ORDINAL,
        text("name", "任务名称", "原文", "as printed", "任务名称"),
        text("content", "主要内容", "原文", "as printed", "主要内容"),
        text("goal", "绩效目标", "职责活动的绩效目标，原文", "the goal of a 职责活动, as printed", "绩效目标"),
        number("amount_yuan", "金额（元）", "任务总金额", "the task's total", "元", "金额 总额"),
        number("fiscal_yuan", "财政拨款（元）", "其中财政拨款", "of it fiscal money", "元", "财政拨款"),
        number("other_yuan", "其他资金（元）", "其中其他资金", "of it other money", "元", "其他资金"),
        text("raw", "金额原文", "金额原文", "the amount as printed"),
        PAGE,
        ATTRIBUTES,
    ),
    ("task_id",),
    (("document_id", "documents"),),
)
