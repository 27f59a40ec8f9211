"""Families of goals: the national form, goal books, the form of 2015, transfer payments by region, lists, four grades."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from . import indicators
from .form import Print, Sheet
from .paper import Paper, Project, Truth, goals, yuan

_LABEL, _VALUE = Print.LABEL, Print.VALUE


def national_goal(paper: Paper, project: Project) -> None:
    """项目支出绩效目标申报表 (财预〔2015〕88号 as revised in 2019 and 2021): head, money, goals, indicators."""
    cols = indicators.columns(paper)
    left = 1 if paper.recipe.left_head and not _levels_headed(paper) else 0
    sheet = paper.sheet(max(len(cols) + left, 5))
    cols_wide = sheet.columns - left
    sheet.pairs((paper.label("project_name"), project.name))
    unit = f"{paper.department}机关服务中心"
    sheet.pairs((paper.label("department"), paper.department), (paper.label("unit_name"), unit))
    funding = _money(paper, sheet, project)
    _goal_rows(paper, sheet, project)
    rows = indicators.draw(paper, sheet, indicators.lines(project), _filled(cols, cols_wide), start=left, left="绩效指标" if left else "")
    paper.add(sheet)
    paper.documents["department_name"] = paper.department
    paper.projects.append(
        _project(paper, project) | {"unit_name": unit, "funding": funding, "goals": _goals(paper, project), "indicators": rows}
    )


def _levels_headed(paper: Paper) -> bool:
    """Whether the head has 绩效指标 over the levels, so that none stands at the left."""
    return paper.recipe.header_rows == 2 and paper.recipe.double != "names"


def _filled(cols: tuple[indicators.Column, ...], wide: int) -> tuple[indicators.Column, ...]:
    """Columns enough for the table's width: a form narrower than its head has a column for remarks."""
    return cols + tuple(indicators.Column("blank", "备注") for _ in range(wide - len(cols)))


def _project(paper: Paper, project: Project) -> Truth:
    total = None if paper.recipe.fault == "blank-amount" and project.number == 0 else yuan(project.total)
    budget: object = {"any": [total, None]} if paper.is_odd("total") or total is None else total
    return {"project_name": project.name, "budget_yuan": budget}


def _goals(paper: Paper, project: Project) -> list[Truth]:
    return goals(project.goal, project.long_goal if paper.recipe.double else "")


def _money(paper: Paper, sheet: Sheet, project: Project) -> list[Truth]:
    """总额, 财政拨款, 其他资金 under each other, a head merged down at their left. The truth of the amounts."""
    blank = paper.recipe.fault == "blank-amount" and project.number == 0
    total = None if blank else project.total
    source = {"any": ["total", None]} if paper.is_odd("total") else "total"
    parts = [(paper.label("total"), source, total), (f"其中：{paper.label('fiscal')}", "fiscal", project.fiscal)]
    parts.append((paper.label("other"), "other", project.other))
    if paper.recipe.two_moneys and paper.recipe.double:
        return _two_moneys(paper, sheet, project)
    top, told = sheet.rows, []
    for label, name, amount in parts:
        mark = "" if "（万元）" in label else paper.unit_mark("label")
        sheet.line([(f"{label}{mark}", _LABEL, 2), (paper.money(amount), _VALUE, 1)], start=1)
        told += paper.funding(name, amount)  # type: ignore[arg-type]
    sheet.put(top, 0, f"项目资金{paper.unit_mark('head')}", _LABEL, rows=sheet.rows - top)
    return told


def _two_moneys(paper: Paper, sheet: Sheet, project: Project) -> list[Truth]:
    """The amounts of the whole period at the left, those of the year at the right."""
    top, half, told = sheet.rows, (sheet.columns - 1) // 2, []
    amounts = (("资金总额", "total", project.total), ("其中：财政拨款", "fiscal", project.fiscal), ("其他资金", "other", project.other))
    for label, source, amount in amounts:
        whole = None if amount is None else amount * 3
        names = (f"实施期{label}", f"年度{label}") if source == "total" else (label, label)
        mark = paper.unit_mark("label")
        both = ((f"{names[0]}{mark}：", whole, half - 1), (f"{names[1]}{mark}：", amount, max(half - 1, 1)))
        sheet.line([cell for text, one, wide in both for cell in ((text, _LABEL, wide), (paper.money(one), _VALUE, 1))], start=1)
        told += paper.funding(source, whole, horizon="whole_period") + paper.funding(source, amount, horizon="annual")
    sheet.put(top, 0, f"项目资金{paper.unit_mark('head')}", _LABEL, rows=3)
    return told


def _goal_rows(paper: Paper, sheet: Sheet, project: Project) -> None:
    if not paper.recipe.double:
        sheet.line([(paper.label("goal"), _LABEL, 1), (project.goal, _VALUE, 1)])
        return
    top, first = sheet.rows, (sheet.columns - 1) // 2 + (sheet.columns - 1) % 2
    sheet.line([(paper.label("long_goal"), _LABEL, first), (paper.label("goal"), _LABEL, 1)], start=1)
    sheet.line([(project.long_goal, _VALUE, first), (project.goal, _VALUE, 1)], start=1)
    sheet.put(top, 0, "总体目标", _LABEL, rows=2)


def goal_book(paper: Paper, project: Project) -> None:
    """A chapter of a book of goals (河北): a heading, a table of facts and a plan of spending, a table of indicators."""
    paper.line(f"{project.number + 1}.{project.name}绩效目标表", "heading")
    sheet = Sheet(6)
    sheet.pairs(("项目编码", project.code), (paper.label("project_name"), project.name))
    amounts = (("预算数", project.total), ("其中：财政资金", project.fiscal), ("其他资金", project.other))
    sheet.pairs(*((f"{label}{paper.unit_mark('label')}", paper.money(amount)) for label, amount in amounts))
    plan = (("3月底", "25%"), ("6月底", "50%"), ("10月底", "75%"), ("12月底", "100%"))
    top = sheet.rows
    sheet.line([(label, _LABEL, 1) for label, _ in plan], start=1)
    sheet.line([(share, _VALUE, 1) for _, share in plan], start=1)
    sheet.put(top, 0, "资金支出计划（%）", _LABEL, rows=2)
    sheet.line([("绩效目标", _LABEL, 1), (project.goal, _VALUE, 1)])
    paper.add(sheet)
    paper.line("")
    cols = indicators.columns(paper)
    table, deep = Sheet(len(cols)), paper.recipe.header_rows
    rows = indicators.draw(paper, table, indicators.lines(project), cols)
    table.head = deep if paper.recipe.head_again else 0
    paper.add(table)
    money = paper.funding("total", project.total) + paper.funding("fiscal", project.fiscal) + paper.funding("other", project.other)
    spending = [{"label": label, "raw": share, "cumulative_percent": share.removesuffix("%")} for label, share in plan]
    paper.projects.append(
        _project(paper, project)
        | {"budget_yuan": yuan(project.total), "project_code": project.code, "funding": money, "spending_plan": spending}
        | {"goals": goals(project.goal), "indicators": rows}
    )


def old_national(paper: Paper, project: Project) -> None:
    """The form of 2015 (财预〔2015〕88号): basic facts, money asked for, goals of both horizons, indicators."""
    cols = indicators.columns(paper)
    left = 0 if _levels_headed(paper) and paper.recipe.double != "blocks" else 1
    sheet = paper.sheet(max(len(cols) + left, 6))
    sheet.pairs((paper.label("project_name"), project.name), ("项目属性", "延续项目"))
    sheet.pairs((paper.label("department"), paper.department), ("项目负责人", "王建国"))
    top, parts = (
        sheet.rows,
        (("资金总额", "total", project.total), ("财政拨款", "fiscal", project.fiscal), ("其他资金", "other", project.other)),
    )
    funding = []
    for label, source, amount in parts:
        funding += _amount_row(paper, sheet, label, source, amount)
    sheet.put(top, 0, f"项目资金申请{paper.unit_mark('head')}", _LABEL, rows=3)
    top, half = sheet.rows, (sheet.columns - 1) // 2
    sheet.line([("长期目标", _LABEL, half), (paper.label("goal"), _LABEL, 1)], start=1)
    sheet.line([(project.long_goal, _VALUE, half), (project.goal, _VALUE, 1)], start=1)
    sheet.put(top, 0, "项目绩效目标", _LABEL, rows=2)
    cols = _filled(cols, sheet.columns - left)
    if paper.recipe.double == "blocks":
        rows = _blocks(paper, sheet, project, cols)
    else:
        rows = indicators.draw(paper, sheet, indicators.lines(project), cols, start=left, left="绩效指标" if left else "")
    paper.add(sheet)
    paper.documents["department_name"] = paper.department
    paper.projects.append(
        _project(paper, project) | {"budget_yuan": yuan(project.total), "funding": funding, "indicators": rows}
        | {"goals": goals(project.goal, project.long_goal), "attributes": {"项目属性": "延续项目", "项目负责人": "王建国"}}
    )  # fmt: skip


def _blocks(paper: Paper, sheet: Sheet, project: Project, cols: tuple[indicators.Column, ...]) -> list[Truth]:
    """The indicators of the whole period, then those of the year, each with a head of its own."""
    shown, told = indicators.lines(project), []
    for label, horizon, several in (
        ("长期绩效指标", "long_term", shown),
        ("年度绩效指标", "annual", [replace(line, first=line.second) for line in shown]),
    ):
        told += [row | {"horizon": horizon} for row in indicators.draw(paper, sheet, several, cols, start=1, left=label)]
    return told


def _amount_row(paper: Paper, sheet: Sheet, label: str, source: str, amount: Decimal | None) -> list[Truth]:
    """A label and its amount in two cells, or in one."""
    if not paper.recipe.amount_inside:
        sheet.line([(f"{label}{paper.unit_mark('label')}：", _LABEL, 1), (paper.money(amount), _VALUE, 1)], start=1)
        return paper.funding(source, amount)
    raw = f"{amount}万元" if amount is not None else ""
    sheet.put(sheet.rows, 1, f"{label}：{raw}", _VALUE, columns=sheet.columns - 1, fact=raw)
    return [row | {"raw": raw} for row in paper.funding(source, amount)]


def transfer_by_region(paper: Paper, project: Project) -> None:
    """区域绩效目标表 of transfer payments: who passes the money on, the money by level, the year's goal, indicators with units."""
    cols = indicators.columns(paper)
    left = 0 if _levels_headed(paper) else 1
    sheet = paper.sheet(max(len(cols) + left, 6))
    place = paper.department[:3]
    sheet.pairs(("转移支付（项目）名称", project.name))
    sheet.pairs(("中央主管部门", "农业农村部"))
    sheet.pairs(("省级财政部门", "河北省财政厅"), ("省级主管部门", "河北省农业农村厅"))
    sheet.pairs(("市县财政部门", f"{place}财政局"), ("市县主管部门", paper.department))
    top, funding = sheet.rows, []
    for label, source, amount in (
        ("年度金额", "total", project.total),
        ("其中：中央补助", "central", project.fiscal),
        ("地方资金", "local", project.other),
    ):
        sheet.line([(f"{label}{paper.unit_mark('label')}：", _LABEL, 2), (paper.money(amount), _VALUE, 1)], start=1)
        funding += paper.funding(source, amount)
    sheet.put(top, 0, f"资金情况{paper.unit_mark('head')}", _LABEL, rows=3)
    sheet.line([("年度目标", _LABEL, 1), (project.goal, _VALUE, 1)])
    rows = indicators.draw(
        paper, sheet, indicators.lines(project), _filled(cols, sheet.columns - left), start=left, left="绩效指标" if left else ""
    )
    paper.add(sheet)
    paper.projects.append(
        _project(paper, project)
        | {"budget_yuan": yuan(project.total), "funding": funding, "goals": goals(project.goal), "indicators": rows}
    )


def flat_list(paper: Paper, projects: list[Project]) -> None:
    """One table for all projects (四川, 新疆): a row an indicator, the project's cells merged down."""
    cols = indicators.columns(paper)
    money = ("年初预算数", "全年预算数", "全年执行数", "执行率") if paper.recipe.stages else ("预算数",)
    heads = (
        "单位名称",
        paper.label("project_name"),
        *(label if label == "执行率" else label + paper.unit_mark("label") for label in money),
        "年度目标",
    )
    sheet = Sheet(len(heads) + len(cols))
    for at, label in enumerate(heads):
        sheet.put(0, at, label, _LABEL, rows=paper.recipe.header_rows)
    sheet.rows = 0
    indicators.head(paper, sheet, cols, len(heads))
    sheet.head = sheet.rows if paper.recipe.head_again else 0
    for project in projects:
        shown, top = indicators.lines(project), sheet.rows
        indicators.body(paper, sheet, shown, cols, len(heads))
        amounts = [paper.money(project.total)] * (3 if paper.recipe.stages else 1) + (["100%"] if paper.recipe.stages else [])
        deepest = sheet.rows - top
        unit, name = ("101001-" if paper.recipe.coded else ""), (f"{project.code}-" if paper.recipe.coded else "")
        codes = {"unit_code": "101001", "project_code": project.code} if paper.recipe.coded else {}
        for at, text in enumerate((unit + paper.department, name + project.name, *amounts, project.goal)):
            sheet.put(top, at, text, _VALUE, rows=deepest, fact=text.partition("-")[2] or text)
        paper.projects.append(
            {"project_name": project.name, "unit_name": paper.department, "budget_yuan": yuan(project.total), "goals": goals(project.goal)}
            | {"funding": _listed(paper, project), "indicators": indicators.truths(paper, shown, cols), **codes}
        )
    paper.add(sheet)


def _listed(paper: Paper, project: Project) -> list[Truth]:
    if not paper.recipe.stages:
        return paper.funding("total", project.total)
    begun = [row for stage in ("initial", "adjusted") for row in paper.funding("total", project.total, stage)]
    return begun + paper.funding("total", project.total, "executed", execution_rate="100")


def grades(paper: Paper, project: Project) -> None:
    """Four grades for each indicator (河北 2017–2020): 优 | 良 | 中 | 差 under one head, no target."""
    paper.line(f"{project.number + 1}、{project.name}绩效目标表", "heading")
    early, late = (indicators.Column(role, paper.label(role)) for role in ("description", "basis"))
    four = tuple(indicators.Column(f"grade{n}", text, "grades") for n, text in enumerate("优良中差", 1))
    sheet = Sheet(8)
    sheet.line([("绩效目标", _LABEL, 1), (project.goal, _VALUE, 1)])
    name = paper.label("level3") if paper.is_odd("level3") else "绩效指标"
    cols = (indicators.Column("level1", "绩效指标分类"), indicators.Column("level3", name), early, *four, late)
    rows = _graded(paper, sheet, project, cols)
    paper.add(sheet)
    paper.projects.append(
        {"project_name": project.name, "budget_yuan": None, "funding": [], "goals": goals(project.goal), "indicators": rows}
    )


def _graded(paper: Paper, sheet: Sheet, project: Project, cols: tuple[indicators.Column, ...]) -> list[Truth]:
    top, shown = sheet.rows, indicators.lines(project)
    for at, column in enumerate(cols):
        sheet.put(top + (1 if column.group else 0), at, column.label, _LABEL, rows=1 if column.group else 2)
    sheet.put(top, 3, "绩效指标评价标准", _LABEL, columns=4)
    indicators.body(paper, sheet, shown, cols, 0)
    return indicators.truths(paper, shown, cols)
