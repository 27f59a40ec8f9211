"""Tables that stand around performance forms in real submissions and say nothing of performance."""

from __future__ import annotations

from collections.abc import Sequence

from .form import Block, Line, Print, Sheet
from .paper import Paper

_LABEL, _VALUE = Print.LABEL, Print.VALUE
_TABLES: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "income": (
        "部门收支总表",
        (
            ("收入项目", "预算数", "支出项目", "预算数"),
            ("一、财政拨款收入", "{a}", "一、教育支出", "{b}"),
            ("二、事业收入", "", "二、住房保障支出", "{c}"),
            ("本年收入合计", "{a}", "本年支出合计", "{a}"),
        ),
    ),
    "three_public": (
        "“三公”经费支出表",
        (("项目", "本年预算数", "上年预算数"), ("公务接待费", "{b}", "{c}"), ("公务用车运行维护费", "{c}", "{c}"), ("合计", "{a}", "{b}")),
    ),
    "procurement": (
        "政府采购预算表",
        (
            ("项目名称", "采购品目", "计量单位", "数量", "金额"),
            ("设备更新", "计算机", "台", "5", "{b}"),
            ("设备更新", "打印机", "台", "2", "{c}"),
        ),
    ),
    "assets": (
        "国有资产占用情况表",
        (("资产类别", "数量", "价值"), ("房屋", "2", "{a}"), ("车辆", "3", "{b}"), ("单价50万元以上设备", "1", "{c}")),
    ),
    "project_list": (
        "项目支出预算表",
        (
            ("单位名称", "项目名称", "合计", "财政拨款", "其他资金"),
            ("{body}", "信息系统运维", "{a}", "{a}", ""),
            ("{body}", "办公楼修缮", "{b}", "{b}", ""),
        ),
    ),
}
_CONTENTS = ("第一部分 部门概况", "第二部分 部门预算表", "第三部分 预算绩效情况", "第四部分 名词解释")


def around(paper: Paper, place: str) -> None:
    """Add the recipe's unrelated tables of that place (before, between or after the forms)."""
    for at, (kind, where) in enumerate(paper.recipe.around):
        if where == place:
            paper.blocks.extend(_contents() if kind == "contents" else _table(paper, kind, at))


def _contents() -> Sequence[Block]:
    sheet = Sheet(2, "unrelated")
    for number, text in enumerate(_CONTENTS, 1):
        sheet.line([(text, _VALUE, 1), (str(number * 3), _VALUE, 1)])
    return [Line("目录", "heading"), sheet.table()]


def _table(paper: Paper, kind: str, at: int) -> Sequence[Block]:
    rng = paper.rng(f"around/{at}")
    caption, rows = _TABLES[kind]
    a, b, c = (f"{rng.randint(100, 99999) / 100:.2f}" for _ in range(3))
    sheet = Sheet(len(rows[0]), "unrelated")
    for number, row in enumerate(rows):
        texts = [text.format(a=a, b=b, c=c, body=paper.department) for text in row]
        sheet.line([(text, _VALUE if number else _LABEL, 1) for text in texts])
    return [Line(f"表{at + 1} {caption}", "heading"), Line("单位：万元"), sheet.table()]


_NEAR: dict[str, tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]]] = {
    "tender": (
        "校舍维修工程招标公告",
        (("项目名称", "第二小学校舍维修工程"), ("预算金额", "{a}万元"), ("采购单位", "{body}")),
        (
            ("序号", "采购内容", "技术要求", "数量", "单位"),
            ("1", "屋面防水", "质保期≥5年", "860", "平方米"),
            ("2", "门窗更换", "合格率100%", "42", "樘"),
        ),
    ),
    "appraisal": (
        "工作人员年度考核表",
        (("姓名", "王建国"), ("所在部门", "{body}"), ("职务", "科员")),
        (
            ("考核内容", "考核标准", "分数", "自评"),
            ("出勤情况", "出勤率≥95%", "30", "28"),
            ("任务完成", "按期完成100%", "40", "40"),
            ("群众评价", "满意率≥90%", "30", "27"),
        ),
    ),
    "contract": (
        "信息系统运维服务合同",
        (("甲方", "{body}"), ("乙方", "云岭信息技术公司"), ("合同金额", "{a}万元")),
        (
            ("付款阶段", "付款条件", "付款比例", "付款时间"),
            ("首付款", "合同签订后", "30%", "2023年3月底前"),
            ("尾款", "验收合格后", "70%", "2023年12月底前"),
        ),
    ),
    "quantities": (
        "分部分项工程量清单",
        (("工程名称", "农村饮水管网工程"),),
        (
            ("项目编码", "项目名称", "项目特征", "计量单位", "工程量", "综合单价"),
            ("040501004001", "塑料管", "管径≥110mm", "米", "1860", "{c}"),
            ("040504001001", "检查井", "深度≤2m", "座", "24", "{b}"),
        ),
    ),
    "research": (
        "科研课题申请书",
        (("课题名称", "小流域治理技术研究"), ("申请单位", "{body}"), ("申请经费", "{c}万元")),
        (("预期成果", "数量", "完成时间"), ("论文", "≥3篇", "2024年12月底前"), ("专利", "≥1项", "2024年10月底前")),
    ),
    "assets": (
        "固定资产清查明细表",
        (("使用单位", "{body}"),),
        (
            ("资产编号", "资产名称", "数量", "单位", "原值"),
            ("TY2019001", "台式计算机", "12", "台", "{c}"),
            ("TY2019002", "激光打印机", "4", "台", "{b}"),
        ),
    ),
}


def near_miss(paper: Paper) -> None:
    """A document that only looks like a performance form: names, amounts, shares and deadlines, and no performance label at all."""
    rng = paper.rng("near")
    title, pairs, rows = _NEAR[rng.choice(sorted(_NEAR))]
    a, b, c = (f"{rng.randint(100, 9999) / 100:.2f}" for _ in range(3))
    paper.line(title, "title", page=True)
    sheet = Sheet(len(rows[0]), "unrelated")
    for label, value in pairs:
        sheet.pairs((label, value.format(a=a, b=b, c=c, body=paper.department)))
    for number, row in enumerate(rows):
        sheet.line([(text.format(a=a, b=b, c=c), _VALUE if number else _LABEL, 1) for text in row])
    paper.add(sheet)
