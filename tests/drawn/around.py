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
