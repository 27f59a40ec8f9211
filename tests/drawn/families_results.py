"""Families of results and of whole departments: self-evaluation, monitoring, review tables, 部门整体支出."""

from __future__ import annotations

from decimal import Decimal

from . import indicators
from .form import Print, Sheet
from .paper import Paper, Project, Truth, goals, widths, yuan

_LABEL, _VALUE = Print.LABEL, Print.VALUE


def self_evaluation(paper: Paper, project: Project) -> None:
    """项目支出绩效自评表 (财预〔2020〕10号): amounts of three stages, goals beside what was reached, indicators with scores."""
    cols = indicators.columns(paper, ("actual", "weight", "score", "deviation"))
    left = 0 if paper.recipe.header_rows == 2 else 1
    sheet = paper.sheet(max(len(cols) + left, 9))
    unit = f"{paper.department}项目管理站"
    sheet.pairs((paper.label("project_name"), project.name))
    sheet.pairs((paper.label("department"), paper.department), (paper.label("unit_name"), unit))
    funding = _stages(paper, sheet, project)
    top, half = sheet.rows, (sheet.columns - 1) // 2
    reached = f"已{project.goal.removesuffix('。')}，成效明显。" if project.goal else ""
    sheet.line([("预期目标", _LABEL, half), ("实际完成情况", _LABEL, 1)], start=1)
    sheet.line([(project.goal, _VALUE, half), (reached, _VALUE, 1)], start=1)
    sheet.put(top, 0, "年度总体目标", _LABEL, rows=2)
    shown = indicators.lines(project, 90)
    cols += tuple(indicators.Column("blank", "备注") for _ in range(sheet.columns - left - len(cols)))
    rows = indicators.draw(paper, sheet, shown, cols, start=left, left="绩效指标" if left else "")
    sheet.line([("总分", _LABEL, sheet.columns - 1), (str(10 + sum(line.score for line in shown)), _VALUE, 1)])
    paper.add(sheet)
    paper.documents["department_name"] = paper.department
    paper.projects.append(
        {"project_name": project.name, "unit_name": unit, "budget_yuan": yuan(project.total), "funding": funding}
        | {"goals": goals(project.goal, actual=reached), "indicators": rows}
    )


def _stages(paper: Paper, sheet: Sheet, project: Project) -> list[Truth]:
    heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    top, over = sheet.rows, sheet.columns - 1 - len(heads)
    wide = [("", _LABEL, over), *((head, _LABEL, 1) for head in heads)]
    sheet.line(wide, start=1)
    told: list[Truth] = []
    for label, source, amount in (
        (paper.label("total"), "total", project.total), (f"其中：{paper.label('fiscal')}", "fiscal", project.fiscal),
        (paper.label("other"), "other", project.other),
    ):  # fmt: skip
        marks = ("10", "100%", "10") if source == "total" else ("", "", "")
        texts = [paper.money(amount)] * 3 + [mark if amount is not None else "" for mark in marks]
        sheet.line([(f"{label}{paper.unit_mark('label')}", _LABEL, over), *((text, _VALUE, 1) for text in texts)], start=1)
        told += paper.funding(source, amount, "initial") + paper.funding(source, amount, "adjusted")
        scored = {"weight": "10", "execution_rate": "100", "score": "10"} if source == "total" else {}
        told += paper.funding(source, amount, "executed", **scored)
    sheet.put(top, 0, f"项目资金{paper.unit_mark('head')}", _LABEL, rows=4)
    return told


def monitoring(paper: Paper, project: Project) -> None:
    """项目支出绩效目标执行监控表 (财预〔2019〕136号): what was reached by July, what is expected for the year."""
    cols = indicators.columns(paper, ("to_date", "forecast", "deviation", "possibility"))
    left = 0 if paper.recipe.header_rows == 2 else 1
    sheet = paper.sheet(max(len(cols) + left, 7))
    unit = f"{paper.department}项目管理站"
    sheet.pairs((paper.label("project_name"), project.name))
    sheet.pairs((paper.label("department"), paper.department), (paper.label("unit_name"), unit))
    funding = _to_date(paper, sheet, project)
    sheet.line([("年度总体目标", _LABEL, 1), (project.goal, _VALUE, 1)])
    cols += tuple(indicators.Column("blank", "备注") for _ in range(sheet.columns - left - len(cols)))
    rows = indicators.draw(paper, sheet, indicators.lines(project), cols, start=left, left="绩效指标" if left else "")
    paper.add(sheet)
    paper.documents |= {"department_name": paper.department, "form_family": "monitoring", "as_of": f"{paper.year}-07-31"}
    paper.projects.append(
        {"project_name": project.name, "unit_name": unit, "funding": funding, "goals": goals(project.goal), "indicators": rows}
    )


def _to_date(paper: Paper, sheet: Sheet, project: Project) -> list[Truth]:
    heads = ("年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数")
    top, over = sheet.rows, sheet.columns - 1 - len(heads)
    sheet.line([("", _LABEL, over), *((head, _LABEL, 1) for head in heads)], start=1)
    told: list[Truth] = []
    for label, source, amount in (
        ("年度资金总额", "total", project.total),
        ("其中：本年财政拨款", "fiscal", project.fiscal),
        ("其他资金", "other", project.other),
    ):
        spent = None if amount is None else (amount / 2).quantize(Decimal("0.01"))
        rate = "50%" if amount else ""
        texts = (paper.money(amount), paper.money(spent), rate, paper.money(amount))
        sheet.line([(f"{label}{paper.unit_mark('label')}", _LABEL, over), *((text, _VALUE, 1) for text in texts)], start=1)
        told += (
            paper.funding(source, amount, "initial") + paper.funding(source, spent, "executed") + paper.funding(source, amount, "forecast")
        )
    sheet.put(top, 0, f"项目资金{paper.unit_mark('head')}", _LABEL, rows=4)
    return told


def review(paper: Paper, project: Project) -> None:
    """A review's table of scores without levels: 评价指标 | 评分标准 | 分值 | 得分."""
    sheet = paper.sheet(4)
    sheet.pairs((paper.label("project_name"), project.name), (paper.label("department"), paper.department))
    roles = (
        ("level3", "评价指标"),
        ("standard", paper.label("standard")),
        ("weight", paper.label("weight")),
        ("score", paper.label("score")),
    )
    cols = tuple(indicators.Column(role, label) for role, label in roles)
    shown = indicators.lines(project)
    rows = indicators.draw(paper, sheet, shown, cols)
    sheet.line([("合计", _LABEL, 2), ("100", _VALUE, 1), (str(sum(line.score for line in shown)), _VALUE, 1)])
    paper.add(sheet)
    paper.documents["department_name"] = paper.department
    paper.projects.append({"project_name": project.name, "funding": [], "goals": [], "indicators": rows})


def whole_department(paper: Paper, project: Project) -> None:
    """部门整体支出绩效目标表: the year's tasks with their money, the goal, the department's own indicators; no project at all."""
    cols = indicators.columns(paper)
    left = 0 if paper.recipe.header_rows == 2 else 1
    sheet = paper.sheet(max(len(cols) + left, 6))
    sheet.pairs(("部门名称", paper.department))
    tasks = _tasks(paper, sheet, project)
    sheet.line([("年度总体目标", _LABEL, 1), (project.goal, _VALUE, 1)])
    cols += tuple(indicators.Column("blank", "备注") for _ in range(sheet.columns - left - len(cols)))
    rows = indicators.draw(paper, sheet, indicators.lines(project), cols, start=left, left="年度绩效指标" if left else "")
    paper.add(sheet)
    paper.documents["department_name"] = paper.department
    paper.more = {"tasks": tasks, "goals": goals(project.goal), "department_indicators": rows}


def _tasks(paper: Paper, sheet: Sheet, project: Project) -> list[Truth]:
    """任务名称 | 主要内容 | 预算金额 (总额 | 财政拨款 | 其他资金)."""
    top = sheet.rows
    name, content, *money = (1, *widths(sheet.columns - 2, 4))
    unit = "" if paper.recipe.unit_place in ("line", "value") else "（万元）"
    sheet.put(top, 1, "任务名称", _LABEL, rows=2, columns=name)
    sheet.put(top, 1 + name, "主要内容", _LABEL, rows=2, columns=content)
    sheet.put(top, 1 + name + content, f"预算金额{unit}", _LABEL, columns=sum(money))
    sheet.rows = top + 1
    sheet.line(
        [(label, _LABEL, wide) for label, wide in zip(("总额", "财政拨款", "其他资金"), money, strict=True)], start=1 + name + content
    )
    told: list[Truth] = []
    for at, (task, work) in enumerate((("日常运转", "保障人员和公用支出。"), (project.name, f"组织实施{project.name}。"))):
        fiscal = project.fiscal + at
        amounts = (fiscal + (project.other or 0), fiscal, project.other)
        texts = [(task, name), (work, content), *zip(map(paper.money, amounts), money, strict=True)]
        sheet.line([(text, _VALUE, wide) for text, wide in texts], start=1)
        told.append(
            {"name": task, "content": work, "raw": paper.money(amounts[0]), "amount_yuan": yuan(amounts[0]), "fiscal_yuan": yuan(fiscal)}
        )
    sheet.put(top, 0, "年度主要任务", _LABEL, rows=sheet.rows - top)
    return told
