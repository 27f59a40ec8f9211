"""Every finding: its code, how bad it is, and its sentence in both languages. Codes are a contract: never rename one.

Slots that every sentence may use: `subject` (which project or indicator), `what` (which field), `raw` (the print),
`page`, `hint` (the unit that the name or sibling rows suggest); the others are the note's own arguments. A Chinese
sentence is one that an officer can send back to the department.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from pipeline.findings.entry import Entry, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_AMOUNTS = (
    Entry(
        "budget.sum",
        _ERROR,
        "{subject}的{label}{total}元与各项资金来源之和{parts}元不一致，请核对。",
        "{subject}: {label} is {total} yuan, but its sources add up to {parts} yuan.",
    ),
    Entry(
        "amount.unread",
        _ERROR,
        "{subject}的{what}“{raw}”无法识别为金额，请核对。",
        "{subject}: {what} “{raw}” cannot be read as an amount.",
    ),
    Entry(
        "number.unread",
        _ERROR,
        "{subject}的{what}“{raw}”无法识别为数值，请核对。",
        "{subject}: {what} “{raw}” cannot be read as a number.",
    ),
    Entry(
        "amount.unit-missing",
        _WARNING,
        "{subject}的{what}“{raw}”没有注明金额单位（元或万元），未换算，请补充。",
        "{subject}: {what} “{raw}” has no amount unit (元 or 万元), so it was not converted.",
    ),
    Entry(
        "number.overflow",
        _ERROR,
        "{subject}的{what}“{raw}”超出可保存的数值范围，请核对。",
        "{subject}: {what} “{raw}” is larger than a table can hold.",
    ),
)

_PLANS = (
    Entry(
        "plan.final",
        _WARNING,
        "{subject}的资金支出计划最后一期（{label}）累计为{percent}%，未达到100%，请核对。",
        "{subject}: the spending plan ends ({label}) at {percent}%, not at 100%.",
    ),
    Entry(
        "plan.order",
        _ERROR,
        "{subject}的资金支出计划{label}累计{percent}%低于上一期的{before}%，累计比例不应下降，请核对。",
        "{subject}: the cumulative spending plan falls from {before}% to {percent}% at {label}.",
    ),
    Entry(
        "plan.missing",
        _WARNING,
        "{subject}的资金支出计划缺少{labels}的比例，请补充。",
        "{subject}: the spending plan is blank for {labels}.",
    ),
    Entry(
        "date.unread",
        _WARNING,
        "{subject}的{what}“{raw}”无法识别为日期，请核对。",
        "{subject}: {what} “{raw}” cannot be read as a date.",
    ),
)

_VALUES = (
    Entry(
        "value.unread",
        _WARNING,
        "{subject}的{what}“{raw}”未能识别，已按文字保留，请核对。",
        "{subject}: {what} “{raw}” was not understood and is kept as text.",
    ),
    Entry(
        "value.unit-missing",
        _WARNING,
        "{subject}的{what}“{raw}”没有计量单位{hint}，请补充。",
        "{subject}: {what} “{raw}” has no unit of measure{hint_en}; please add one.",
    ),
    Entry(
        "value.unit-conflict",
        _ERROR,
        "{subject}的{what}“{raw}”与计量单位栏所填单位不一致，请核对。",
        "{subject}: {what} “{raw}” contradicts the unit of measure printed beside it.",
    ),
    Entry(
        "value.sign-conflict",
        _ERROR,
        "{subject}的{what}“{raw}”与计算符号栏所填符号不一致，请核对。",
        "{subject}: {what} “{raw}” contradicts the sign printed beside it.",
    ),
    Entry(
        "value.yes-no-target",
        _WARNING,
        "{subject}的{what}“{raw}”是表格选项而不是目标，请明确填写“是”或“否”，或改为可衡量的数值。",
        "{subject}: {what} “{raw}” is the form's choice, not a target; fill in yes or no, or a value that can be measured.",
    ),
    Entry(
        "value.open-end",
        _INFO,
        "{subject}的{what}“{raw}”有一端不含端点，已按区间两端记录，请注意。",
        "{subject}: {what} “{raw}” excludes one of its ends; it is recorded as a range with both.",
    ),
    Entry(
        "value.repaired",
        _WARNING,
        "{subject}的{what}“{raw}”疑为扫描识别错误，已作修复，请对照原件核对。",
        "{subject}: {what} “{raw}” looks damaged by character recognition and was repaired; compare it with the original.",
    ),
    Entry(
        "value.float-residue",
        _INFO,
        "{subject}的{what}“{raw}”带有电子表格的浮点误差，请核对原值。",
        "{subject}: {what} “{raw}” carries the residue of a spreadsheet's floating point.",
    ),
    Entry(
        "value.rounded",
        _INFO,
        "{subject}的{what}“{raw}”小数超过六位，已按六位保留。",
        "{subject}: {what} “{raw}” has more than six decimals and is rounded to six.",
    ),
    Entry(
        "value.year-missing",
        _WARNING,
        "{subject}的{what}“{raw}”没有年份，材料中也未注明年度，无法确定日期，请补充。",
        "{subject}: {what} “{raw}” names no year, and the document states none; the date is left open.",
    ),
    Entry(
        "value.ambiguous-month",
        _WARNING,
        "{subject}的{what}“{raw}”可理解为时长或月份，按{value}个月记录，请核对。",
        "{subject}: {what} “{raw}” may be a duration or a month of the year; it is recorded as {value} months.",
    ),
    Entry(
        "value.text",
        _INFO,
        "{subject}的{what}“{raw}”按文字保留（周期性要求或多项内容，无法换算为单一数值）。",
        "{subject}: {what} “{raw}” is kept as text ({why}).",
    ),
    Entry(
        "value.vague",
        _INFO,
        "{subject}的{what}「{raw}」是约数（「{printed}」），按其中较小的数记为约数，请填写确切数值。",
        "{subject}: {what} “{raw}” is a rough figure (“{printed}”); it is recorded as about the lower one.",
    ),
    Entry(
        "value.no-such-date",
        _WARNING,
        "{subject}的{what}「{raw}」中的日期「{date}」不存在，请核对。",
        "{subject}: {what} “{raw}” names a date that does not exist: {date}.",
    ),
    Entry(
        "value.further-category",
        _INFO,
        "{subject}的{what}“{raw}”含有多个状态，类别只取其一，另有“{category}”。",
        "{subject}: {what} “{raw}” names several states; one is its category, “{category}” another.",
    ),
    Entry(
        "value.sign-unread",
        _WARNING,
        "{subject}的计算符号“{sign}”未能识别，请核对。",
        "{subject}: the sign “{sign}” was not understood.",
    ),
    Entry(
        "value.unsplit",
        _WARNING,
        "{subject}的{what}“{raw}”含有多项内容，无法可靠拆分，请分项填写。",
        "{subject}: {what} “{raw}” holds several facts that cannot be split safely; please state them one by one.",
    ),
)

_INDICATORS = (
    Entry(
        "indicator.misplaced",
        _WARNING,
        "{subject}属于{nature}，却列在“{level2}”下，请调整到相应的二级指标。",
        "{subject} is {nature_en} but stands under “{level2}”.",
    ),
    Entry(
        "weight.sum",
        _WARNING,
        "{subject}的各项指标分值合计为{sum}，不等于{expected}，请核对。",
        "{subject}: the indicators' weights add up to {sum}, not to {expected}.",
    ),
    Entry(
        "score.over-weight",
        _ERROR,
        "{subject}的得分{score}高于分值{weight}，请核对。",
        "{subject}: the score {score} is higher than the weight {weight}.",
    ),
    Entry(
        "score.sum",
        _ERROR,
        "{subject}的总分{total}与各项得分之和{sum}不一致，请核对。",
        "{subject}: the total score {total} is not the sum of the scores, {sum}.",
    ),
    Entry(
        "execution.rate",
        _ERROR,
        "{subject}的{label}执行率{rate}%与按金额计算的{computed}%不一致，请核对。",
        "{subject}: the execution rate of {label} is given as {rate}%, but the amounts make it {computed}%.",
    ),
    Entry(
        "actual.missing",
        _WARNING,
        "{subject}没有填写实际完成值，请补充。",
        "{subject}: the actual value is not filled in.",
    ),
    Entry(
        "attained.contradicts-score",
        _WARNING,
        "{subject}的目标为“{target}”，实际完成“{raw}”，{verdict}，得分{score}（分值{weight}）与此不符，请核对。",
        "{subject}: target “{target}”, actual “{raw}”: {verdict_en}, but it scores {score} of {weight}.",
    ),
)

_NAMES = (
    Entry(
        "code.year",
        _INFO,
        "{subject}的项目编码“{raw}”中的年份为{year}年，与表的年度{fiscal_year}年不同（可能为以前年度入库项目）。",
        "{subject}: the code “{raw}” carries the year {year}, the form is for {fiscal_year} (the project may have been entered earlier).",
    ),
    Entry(
        "code.region",
        _WARNING,
        "{subject}的项目编码“{raw}”中的行政区划（{by_code}）与部门所在地（{by_name}）不一致，请核对。",
        "{subject}: the region in the code “{raw}” ({by_code}) is not the department's ({by_name}).",
    ),
    Entry(
        "heading.name",
        _WARNING,
        "{subject}的表题“{raw}”与项目名称“{name}”不一致，请核对。",
        "{subject}: the heading “{raw}” does not carry the project's name “{name}”.",
    ),
)

_PRINTING = (
    Entry(
        "text.hidden",
        _INFO,
        "文字“{raw}”在原文中被隐藏，未读取。",
        "The text “{raw}” is not shown in the document and was left out.",
    ),
    Entry(
        "text.struck",
        _INFO,
        "文字“{raw}”在原文中已用删除线划去，未读取。",
        "The text “{raw}” is struck through in the document and was left out.",
    ),
    Entry(
        "text.note-mark",
        _INFO,
        "上标“{raw}”按注释编号处理，未计入其前的文字。",
        "The raised “{raw}” was taken for the mark of a note and left out.",
    ),
    Entry(
        "text.watermark",
        _INFO,
        "“{raw}”是印在表格之上的水印，未计入表中内容。",
        "“{raw}” is a watermark over the form and was left out of it.",
    ),
    Entry(
        "text.stamp",
        _INFO,
        "“{raw}”是加盖在页面上的图章批注，未计入表中内容。",
        "“{raw}” is a stamp set on the page and was left out of the form.",
    ),
    Entry(
        "text.annotation",
        _INFO,
        "“{raw}”是他人在页面上添加的批注，未计入表中内容。",
        "“{raw}” was added to the page as an annotation and was left out of the form.",
    ),
    Entry(
        "text.field-differs",
        _WARNING,
        "表单域中保存的内容“{data}”与页面上显示的“{raw}”不一致，已按显示的内容读取，请核对。",
        "A form field holds “{data}” where the page shows “{raw}”; what is shown was read.",
    ),
    Entry(
        "text.raised-unclear",
        _WARNING,
        "“{raw}”中的上标可能是乘方，也可能是注释编号，已按乘方读取，请核对。",
        "The raised number in “{raw}” may be a power or the mark of a note; it was read as a power.",
    ),
    Entry(
        "text.underlined-sign",
        _WARNING,
        "“{raw}”中带下划线的大于号或小于号按“≥”“≤”读取，请核对。",
        "An underlined > or < in “{raw}” was read as ≥ or ≤.",
    ),
    Entry(
        "text.underlined-unclear",
        _WARNING,
        "“{raw}”中的大于号或小于号与其后文字同带下划线，可能应为“≥”“≤”，已按原符号读取，请核对。",
        "A > or < in “{raw}” is underlined together with the text beside it; it was read as it is, but may stand for ≥ or ≤.",
    ),
    Entry(
        "text.field",
        _WARNING,
        "“{raw}”由域代码绘出，其显示效果未能还原，请对照原件核对。",
        "“{raw}” is drawn by a field whose look could not be told; compare it with the original.",
    ),
    Entry("text.watermark", _INFO, "水印“{raw}”未计入内容。", "The watermark “{raw}” was left out."),
    Entry(
        "text.box-floating",
        _WARNING,
        "浮动文本框中的文字“{raw}”可能覆盖在表格上，未归入任何单元格，请对照原件核对。",
        "The text “{raw}” stands in a floating box that may lie over a table; it was put into no cell.",
    ),
    Entry(
        "text.control",
        _INFO,
        "“{raw}”是网页按钮或未选中选项的文字，未读取。",
        "“{raw}” is the text of a button or of an option that is not chosen, and was left out.",
    ),
    Entry(
        "text.generated",
        _WARNING,
        "“{raw}”由样式表添加到各单元格，未计入内容，请核对。",
        "“{raw}” is added to every cell by a style sheet and was left out.",
    ),
    Entry(
        "text.escaped",
        _INFO,
        "“{raw}”中的字符被重复转义，已还原。",
        "Characters of “{raw}” were escaped twice and were read as what they stand for.",
    ),
    Entry(
        "text.list-number",
        _WARNING,
        "“{raw}”以自动编号开头，其后紧接数字，请核对编号未被读作数值的一部分。",
        "“{raw}” begins with an automatic list number that stands before a number; check that the two were not read as one.",
    ),
    Entry(
        "text.colour-unclear",
        _WARNING,
        "“{raw}”为白色文字，网页的背景样式不在文件内，无法判断是否可见，已按可见读取，请核对。",
        "“{raw}” is white, and the style of its ground is not in the file: whether it is seen cannot be told; it was read.",
    ),
    Entry(
        "text.placeholder",
        _WARNING,
        "“{raw}”是模板的填写提示，此处未填写，请补充。",
        "“{raw}” is the prompt of the template: nothing was filled in here.",
    ),
    Entry(
        "text.unfilled",
        _WARNING,
        "“{raw}”是模板中未替换的合并域，请补充实际内容。",
        "“{raw}” is a field of the template that was never filled in.",
    ),
    Entry(
        "text.bound",
        _WARNING,
        "内容控件中的文字“{raw}”与所绑定的数据不一致，已按绑定数据读取，请核对。",
        "The text “{raw}” of a content control differs from the data to which it is bound; the data was read.",
    ),
    Entry(
        "text.no-character",
        _WARNING,
        "“{raw}”中有{count}个字符没有通用编码（替换符或私有区），请对照原件核对。",
        "{count} characters of “{raw}” have no meaning of their own (replacement or private-use characters).",
    ),
)

_READING = (
    Entry(
        "row.parted",
        _INFO,
        "“{raw}”一行内按行填写了{count}项内容，已拆分为{count}行。",
        "The row “{raw}” holds {count} items line by line and was read as {count} rows.",
    ),
    Entry(
        "text.unassigned",
        _WARNING,
        "文字“{raw}”未能归入任何表格，请人工查看。",
        "The text “{raw}” ended in no table; please look at it.",
    ),
    Entry(
        "label.near",
        _INFO,
        "标签“{raw}”与已知标签“{known}”相近，但未按其处理，如属同一含义请在词表中添加。",
        "The label “{raw}” is close to the known label “{known}”, but was not taken for it; add it to the vocabulary if it means the same.",
    ),
    Entry(
        "label.by-place",
        _INFO,
        "列标题“{raw}”不在词表中，因位于各级指标与指标值之间，按指标名称处理。",
        "The column label “{raw}” is not in the vocabulary; it stands between levels and target and was taken for the indicator's name.",
    ),
    Entry("page.no-text", _WARNING, "第{page}页没有文字层，未能读出。", "Page {page} has no text layer and was not read."),
    Entry(
        "page.garbled",
        _WARNING,
        "第{page}页的文字编码不可用，未能读出。",
        "The text of page {page} has no usable encoding and was not read.",
    ),
    Entry("page.unreadable", _WARNING, "第{page}页已损坏，未能读出。", "Page {page} is damaged and was not read."),
    Entry(
        "page.too-dense",
        _WARNING,
        "第{page}页的线条或文字超出处理上限，其中表格未能读出。",
        "Page {page} holds more lines or characters than the limits allow; its tables were not read.",
    ),
    Entry(
        "page.ink-unread",
        _WARNING,
        "第{page}页表格外有一处未能识别的笔迹（如签名、手写或印章），未读取，请对照原件核对。",
        "Page {page} has ink outside its tables that could not be read (a signature, handwriting or a seal); compare it with the original.",
    ),
    Entry(
        "page.hidden-text",
        _INFO,
        "第{page}页有{count}个字符不可见，未作为正文读取。",
        "{count} characters of page {page} are invisible and were not read as its text.",
    ),
    Entry(
        "page.text-outside",
        _INFO,
        "第{page}页有{count}个字符位于页面范围之外，未读取。",
        "{count} characters of page {page} lie outside the page and were not read.",
    ),
    Entry(
        "cell.from-picture",
        _WARNING,
        "第{page}页单元格中的“{raw}”是图片，经识别读取，请核对。",
        "“{raw}” is a picture in its cell on page {page} and was recognised; please check it.",
    ),
    Entry(
        "page.picture-unread",
        _WARNING,
        "第{page}页有图片可能含表格内容，未能识别，请人工查看。",
        "A picture on page {page} may hold a part of the form and was not read.",
    ),
    Entry("file.truncated", _WARNING, "文件不完整，仅读出其中可读的部分。", "The file is cut off; what could be read was read."),
    Entry(
        "page.sampled",
        _INFO,
        "第{page}页为图片，抽读{count}行未见绩效表格的字样，未全文识别（需要时使用 --ocr always）。",
        "Page {page} is a picture: {count} of its lines were read, none of a performance form. --ocr always reads it whole.",
    ),
    Entry(
        "file.text-transfer",
        _WARNING,
        "文件曾以文本方式传输，换行符被改动，已还原后读取，请对照原件核对。",
        "The file was transferred as text, which changed its line ends; they were restored. Please compare with the original.",
    ),
    Entry(
        "file.damaged-streams",
        _WARNING,
        "文件中有{count}处数据损坏，读出的文字可能有误或缺失，请对照原件核对或重新导出。",
        "{count} pieces of data in the file are damaged: what was read may be wrong or missing. Export it again.",
    ),
    Entry(
        "text.undecodable",
        _WARNING,
        "文件中有{count}个字节不符合{encoding}编码，未能读出。",
        "{count} bytes of the file are no {encoding} and were not read.",
    ),
    Entry("text.control-characters", _INFO, "文件中有{count}个控制字符，已忽略。", "{count} control characters were left out."),
    Entry(
        "text.symbol",
        _INFO,
        "“{raw}”中有{count}个符号字体的字符没有对应文字。",
        "{count} characters of a symbol font have no text of their own.",
    ),
    Entry(
        "text.deleted", _INFO, "文件带有修订标记，{count}处已删除的文字未读取。", "{count} deletions under tracked changes were left out."
    ),
    Entry("part.pictures", _INFO, "文件中有{count}幅图片，图片内的文字未读取。", "Text inside {count} pictures was not read."),
    Entry(
        "part.attachment",
        _INFO,
        "文件带有附件“{raw}”；能读取的附件已作为单独的文件读取。",
        "“{raw}” is attached to the file; attachments of a format that is read are files of their own.",
    ),
    Entry("part.embedded", _INFO, "文件中有{count}个嵌入对象（{kind}），未读取。", "{count} embedded objects ({kind}) were not read."),
    Entry(
        "part.unread", _WARNING, "文件的“{part}”部分无法读取（{reason}）。", "The part “{part}” of the file could not be read ({reason})."
    ),
    Entry("table.too-complex", _WARNING, "表格过于复杂，未能还原其合并单元格。", "A table is too complex to find its merged cells again."),
    Entry(
        "table.inferred",
        _INFO,
        "表格没有完整的框线，其单元格按栏目和对齐方式推断。",
        "A table is not fully ruled; its cells were inferred from its headings and from how the print is aligned.",
    ),
    Entry(
        "table.inferred-doubtful",
        _WARNING,
        "表格没有完整的框线，合并的栏目对应哪些行无法确定，请对照原文核对。",
        "A table is not fully ruled, and which rows its merged labels stand over is in doubt; check it against the original.",
    ),
    Entry(
        "table.nested-deep",
        _WARNING,
        "有{count}个表格嵌套过深，其文字并入所在单元格。",
        "{count} tables are nested too deep; their text was kept in the cell around them.",
    ),
    Entry(
        "cell.low-confidence",
        _WARNING,
        "“{raw}”的识别把握较低，请对照原件核对。",
        "“{raw}” was recognised with low confidence; compare it with the original.",
    ),
    Entry(
        "label.repaired",
        _WARNING,
        "扫描件中的表头“{raw}”按相邻表头读作“{label}”，请对照原件核对。",
        "The heading “{raw}” of a scan was taken for “{label}” by the headings beside it; compare it with the original.",
    ),
    Entry(
        "label.misread",
        _WARNING,
        "扫描件中的“{raw}”与表头“{label}”仅差一个字符，已按“{label}”读取，请对照原件核对。",
        "“{raw}” of a scan was taken for “{label}”, from which it differs by one character; compare it with the original.",
    ),
    Entry(
        "scan.unit",
        _WARNING,
        "{subject}的{what}“{raw}”的计量单位不合常理，可能是扫描件识别有误，请对照原件核对。",
        "{subject}: the unit of {what} “{raw}” is odd for its row; the scan may have been misread, compare it with the original.",
    ),
    Entry(
        "scan.repeated",
        _WARNING,
        "{subject}的“{raw}”前后重复，可能是扫描件识别有误，请对照原件核对。",
        "{subject}: “{raw}” says the same twice; the scan may have been misread, compare it with the original.",
    ),
    Entry(
        "scan.unnamed",
        _WARNING,
        "“{raw}”所在行的指标名称未能从扫描件中读出，请对照原件核对。",
        "The name in the row of “{raw}” was not read from the scan; compare it with the original.",
    ),
    Entry(
        "scan.unlevelled",
        _WARNING,
        "“{raw}”所属的一级指标未能从扫描件中读出，请对照原件核对。",
        "The first level that “{raw}” belongs to was not read from the scan; compare it with the original.",
    ),
    Entry(
        "scan.stray",
        _WARNING,
        "“{raw}”像是指标表中的内容，却未能归入任何指标，可能是扫描件的表格线未能识别，请对照原件核对。",
        "“{raw}” looks like a part of an indicator table and is in none; the scan's rules may be misread, compare it with the original.",
    ),
    Entry(
        "scan.gap",
        _WARNING,
        "{subject}的{what}未能从扫描件中读出，而同表其他各项均有，请对照原件核对。",
        "{subject}: {what} was not read from the scan, although the other rows of the table have one; compare it with the original.",
    ),
    Entry(
        "scan.column",
        _WARNING,
        "“{raw}”所在列的表头“{label}”识别把握较低，所属栏目可能有误，请对照原件核对。",
        "“{raw}” stands under the heading “{label}”, which was recognised with low confidence; it may be of another column.",
    ),
    Entry(
        "cell.shared",
        _WARNING,
        "同一处文字“{raw}”被记入了两行，请人工查看。",
        "The text “{raw}” ended in two rows; please look at it.",
    ),
    Entry(
        "cell.parted",
        _WARNING,
        "单元格“{raw}”占了两格以上的位置（表格线缺失或单元格已合并），按“{parts}”拆开，请对照原件核对。",
        "The cell “{raw}” takes the place of several (a rule is missing or cells were merged); it was read as “{parts}”, please check.",
    ),
    Entry(
        "cell.joined",
        _WARNING,
        "单元格“{raw}”占了名称及其后一格的位置（表格线缺失或单元格已合并），无法确定如何拆分，全部按名称保留，请对照原件核对。",
        "The cell “{raw}” is the name’s and the one behind it (a rule is missing or cells were merged); it is kept whole as the name.",
    ),
    Entry(
        "crosscheck.cell",
        _WARNING,
        "单元格“{raw}”由{reader}读为“{other}”，与文字层读出的不同，请对照原件核对。",
        "The cell “{raw}” is “{other}” to {reader}, which differs from the text layer as it was read; compare it with the original.",
    ),
    Entry(
        "crosscheck.failed",
        _INFO,
        "第二种读取方式无法打开该文件（{why}），未能对照。",
        "The second reader could not read the file ({why}); nothing was compared.",
    ),
    Entry(
        "crosscheck.no-ocr",
        _INFO,
        "有{count}页的文字层可疑，未与图像识别结果对照；安装 jixiao[ocr] 后可对照。",
        "The text layers of {count} pages are suspect and were not compared with what the pages show; install jixiao[ocr] for that.",
    ),
    Entry(
        "crosscheck.not-seen",
        _INFO,
        "第{page}页的文字层可疑，可疑页过多，未与图像识别结果对照。",
        "The text layer of page {page} is suspect; there are more such pages than are compared with what they show.",
    ),
    Entry(
        "crosscheck.unsure",
        _INFO,
        "第{page}页的文字层可疑，其中{count}个单元格的图像未能确切识别，请对照原件核对。",
        "The text layer of page {page} is suspect, and the pixels of {count} of its cells could not be read with certainty.",
    ),
    Entry(
        "file.second-reader",
        _INFO,
        "文件结构有损坏，已改用备用方式读取，请对照原件核对。",
        "The file is damaged and was read by the second reader; please compare with the original.",
    ),
    Entry("table.join", _INFO, "跨页表格已合并：{evidence}。", "Parts of a table on several pages were joined: {evidence}."),
)

_GRIDS = (
    Entry(
        "grid.unrelated",
        _INFO,
        "表格“{caption}”（{rows}行{columns}列）没有绩效目标的栏目，未从中读取数据。",
        "The table “{caption}” ({rows} rows, {columns} columns) prints no performance label; nothing was read from it.",
    ),
    Entry(
        "grid.unread",
        _ERROR,
        "表格“{caption}”（{rows}行{columns}列）印有绩效栏目，但未能读出任何一行，请人工查看。",
        "The table “{caption}” ({rows} rows, {columns} columns) prints performance labels, and no row could be read from it.",
    ),
    Entry(
        "form.stray",
        _WARNING,
        "文字“{raw}”印有绩效表的栏目或指标值，却不在任何表格中，未能读入，请人工查看。",
        "The text “{raw}” holds labels or a target of a form, but belongs to no table and was not read.",
    ),
    Entry(
        "indicator.stray",
        _WARNING,
        "表中“{raw}”一行像是指标，但未能按指标读出，请人工查看。",
        "The row “{raw}” looks like an indicator, but was not read as one.",
    ),
    Entry(
        "indicator.no-target",
        _ERROR,
        "指标表“{raw}”有指标名称，但没有可作为指标值的一栏，请人工查看。",
        "The indicator table “{raw}” has names, but no column that can be the target.",
    ),
    Entry(
        "row.split",
        _INFO,
        "“{raw}”所在行的名称与指标值各有{count}项且一一对应，已拆为{count}项指标。",
        "Name and target in the row of “{raw}” hold {count} items that pair up; it was read as {count} indicators.",
    ),
    Entry(
        "label.by-content",
        _INFO,
        "列标题“{raw}”不在词表中，已根据该列内容及相邻各列按“{label}”读取。",
        "The column label “{raw}” is not in the vocabulary; by what stands in the column and beside it, it was taken for “{label}”.",
    ),
    Entry(
        "cell.uncertain",
        _WARNING,
        "“{raw}”按“{label}”读取，也可能是“{other}”，请对照原件核对。",
        "“{raw}” was read as “{label}”, but may be “{other}”; compare it with the original.",
    ),
)

_BLANKS = (
    Entry(
        "target.missing",
        _WARNING,
        "{subject}没有填写指标值，请补充。",
        "{subject}: the target is not filled in.",
    ),
    Entry(
        "amount.missing",
        _WARNING,
        "{subject}的“{label}”没有填写金额，请补充。",
        "{subject}: no amount is filled in for “{label}”.",
    ),
    Entry(
        "goal.missing-text",
        _WARNING,
        "{subject}的绩效目标一栏没有填写，请补充。",
        "{subject}: the form asks for the goal, and it is left blank.",
    ),
    Entry(
        "form.blank",
        _WARNING,
        "绩效表“{raw}”只有栏目，没有填写任何内容，请填写后重新报送。",
        "The form “{raw}” holds its labels only; nothing is filled in.",
    ),
)

_ARCHIVES = (
    Entry(
        "archive.traversal",
        _ERROR,
        "压缩包中的“{raw}”路径指向压缩包之外，未读取，请重新打包。",
        "“{raw}” in the archive leads out of it and was not read.",
    ),
    Entry(
        "archive.depth",
        _ERROR,
        "压缩包中的“{raw}”嵌套超过{most}层，未读取，请解压后提交。",
        "“{raw}” lies more than {most} archives deep and was not read.",
    ),
    Entry(
        "archive.members",
        _ERROR,
        "压缩包“{raw}”内有{count}个文件，只读取了前{most}个，请分开打包。",
        "The archive “{raw}” holds {count} files, of which the first {most} were read.",
    ),
    Entry(
        "archive.inflates",
        _ERROR,
        "压缩包“{raw}”解压后的大小超出允许的规模，其余内容未读取，请分开打包。",
        "The archive “{raw}” inflates to more than the limits allow; the rest of it was not read.",
    ),
)

_SHEETS = (
    Entry(
        "sheet.hidden",
        _WARNING,
        "工作表“{name}”已隐藏，其中{count}个有内容的单元格未读取；如属申报内容，请取消隐藏后重新提交。",
        "The sheet “{name}” is hidden; its {count} cells with content were not read.",
    ),
    Entry(
        "sheet.rows-hidden",
        _WARNING,
        "工作表“{name}”的第{rows}行已隐藏或被筛选，其中{count}个有内容的单元格未读取；如属申报内容，请取消隐藏后重新提交。",
        "Rows {rows} of the sheet “{name}” are hidden or filtered out; their {count} cells with content were not read.",
    ),
    Entry(
        "sheet.columns-hidden",
        _WARNING,
        "工作表“{name}”的{columns}列已隐藏，其中{count}个有内容的单元格未读取；如属申报内容，请取消隐藏后重新提交。",
        "Columns {columns} of the sheet “{name}” are hidden; their {count} cells with content were not read.",
    ),
    Entry(
        "format.numeric-text",
        _INFO,
        "单元格显示“{raw}”，实际存储的数值为{stored}，已按显示内容读取，请核对。",
        "The cell shows “{raw}” and stores {stored}; what it shows was read.",
    ),
    Entry(
        "format.numeric-text-more",
        _INFO,
        "另有{count}个单元格的显示内容与存储的数值不同，未逐一列出。",
        "{count} further cells show something else than the number they store; they are not listed one by one.",
    ),
    Entry(
        "format.zero-hidden",
        _INFO,
        "有{count}个单元格的数值为0但按格式不显示，已按空白读取。",
        "{count} cells store 0 and show nothing or a dash; they were read as shown.",
    ),
    Entry(
        "code.precision-lost",
        _ERROR,
        "“{raw}”以数值形式存储（{stored}），超过15位的数字已经丢失，请将该单元格设为文本格式后重新填写。",
        "“{raw}” is stored as a number ({stored}): its digits beyond the fifteenth are lost; enter it again as text.",
    ),
    Entry(
        "formula.no-value",
        _ERROR,
        "单元格中的公式没有保存计算结果，未能读出，请用表格软件打开并保存后重新提交。",
        "The formula of a cell has no stored result, so nothing could be read; open and save the workbook in a spreadsheet program.",
    ),
    Entry(
        "text.quote-open",
        _WARNING,
        "文件中有引号未成对，引号已按普通文字读取，请核对。",
        "A quotation mark of the file is never closed; quotation marks were read as print.",
    ),
    Entry("cell.error", _ERROR, "单元格显示错误值“{raw}”，请更正公式。", "A cell shows the error {raw}; correct its formula."),
    Entry(
        "file.signed",
        _INFO,
        "文件带有{count}处电子签章或签名，未验证其有效性。",
        "The file carries {count} seals or signatures, which were not verified.",
    ),
)

_ALL = (*_AMOUNTS, *_PLANS, *_VALUES, *_INDICATORS, *_NAMES, *_PRINTING, *_READING, *_GRIDS, *_BLANKS, *_SHEETS, *_ARCHIVES)
CATALOGUE: Final = MappingProxyType({entry.code: entry for entry in _ALL})
