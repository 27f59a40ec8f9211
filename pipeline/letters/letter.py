"""The letter to a department: what is proposed, what must be changed, what should be completed, what needs an explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.findings.sentences import shown
from pipeline.letters.departments import CHOICE, Department
from pipeline.letters.paper import Paper
from pipeline.letters.rounds import Changes
from pipeline.letters.words import GRADES, SEVERITIES, Outcome, place_of
from pipeline.rules.case import number, text
from pipeline.rules.run import Issue

_BLANK: Final = "＿＿＿＿＿＿"
_PARTS: Final = ((Severity.ERROR, "二、必须修改的问题"), (Severity.WARNING, "三、建议完善的问题"), (Severity.INFO, "四、需说明的事项"))
_CLASSED: Final = "class."
_CHANGES: Final = {
    "indicator.misplaced": "重新归类",
    "output.qualitative": "改为可衡量",
    "target.vague": "改为可衡量",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """What the bureau fills in; blank lines are printed for what is not given."""

    profile: str
    round: int = 1
    bureau: str | None = None
    deadline: str | None = None
    contact: str | None = None


def write_letter(department: Department, fields: Fields, changes: Changes | None, path: Path) -> None:
    """Write the letter of one department.

    Args:
        department: its submissions and issues.
        fields: the round, the profile's title, what the bureau gave.
        changes: what became of the points of the round before; None in a first round.
        path: the .docx.
    """
    paper = Paper()
    year = f"{department.year}年度" if department.year else ""
    again = f"（第{_ordinal(fields.round)}次）" if fields.round > 1 else ""
    paper.title(f"{department.name}{year}部门预算绩效目标审核意见{again}")
    _head(paper, department, fields)
    _summary(paper, department)
    if changes is not None:
        _round(paper, changes)
    for severity, heading in _PARTS:
        paper.heading(heading)
        _points(paper, department.of(severity))
    paper.heading("五、修改要求")
    paper.text(f"请于{fields.deadline or _BLANK}前修改后重新报送，修改处请作标记；对意见有异议的，请在单位回复栏说明理由。")
    paper.text(f"联系人及电话：{fields.contact or _BLANK}")
    paper.text(f"审核人：{_BLANK}　复核人：{_BLANK}　日期：{_BLANK}", indent=False)
    _annex(paper, department)
    paper.save(path)


def _ordinal(number_: int) -> str:
    return "零一二三四五六七八九十"[number_] if number_ <= 10 else str(number_)


def _head(paper: Paper, department: Department, fields: Fields) -> None:
    files = []
    for submission in department.submissions:
        document = submission.chosen.document
        others = "".join(f"；另有{one.document['path']}" for one in submission.others)
        files.append(f"{document['path']}（SHA-256 {str(document['sha256'] or '')[:8]}{others}）")
    paper.text(f"审核文件：{'、'.join(files)}", indent=False, small=True)
    if any(submission.others for submission in department.submissions):
        paper.text(f"{CHOICE}。", indent=False, small=True)
    paper.text(f"审核规则：{fields.profile}　审核单位：{fields.bureau or _BLANK}　收到日期：{_BLANK}", indent=False, small=True)
    paper.text(f"{department.name}：", indent=False)


def _summary(paper: Paper, department: Department) -> None:
    paper.heading("一、总体情况")
    groups = [group for case in department.cases for group in case.groups]
    projects = [group for group in groups if group.project is not None]
    indicators = sum(len(group.indicators) for group in groups)
    money = sum((amount for group in projects if (amount := number(group.project, "budget_yuan")) is not None), start=0)
    counts = "、".join(f"{SEVERITIES[severity]}{len(department.of(severity))}处" for severity, _ in _PARTS)
    outcome = department.outcome
    paper.text(
        f"共报送项目{len(projects)}个、指标{indicators}项" + (f"，预算合计{_wan(money)}万元" if money else "") + f"。本次审核{counts}。"
    )
    grade = f"（{GRADES[outcome]}）" if GRADES[outcome] else ""
    paper.text(f"拟定意见：{outcome.value}{grade}。以上由规则提出，由审核人员确定。")
    for case in department.cases:
        if case.document["status"] == "failed":
            paper.text(f"{case.document['path']}：{case.document['error']}")
    unread = [case for case in department.cases if case.document["status"] != "failed" and not case.whole]
    if unread:
        names = "、".join(str(case.document["path"]) for case in unread)
        paper.text(f"{names}有内容未能完整读出，由审核人员对照原件核对，未作缺项判断。")


def _wan(yuan: object) -> str:
    from decimal import Decimal

    return plain((Decimal(str(yuan)) / 10000).quantize(Decimal("0.01")))


def _round(paper: Paper, changes: Changes) -> None:
    said = f"上一次提出{changes.before}处：已修改{len(changes.fixed)}处，仍未修改{len(changes.still)}处；本次新提出{len(changes.new)}处"
    paper.text(said + (f"；经审核人员划去、不再提出{changes.struck}处。" if changes.struck else "。"))


def _points(paper: Paper, issues: Sequence[Issue]) -> None:
    """A numbered row a fault, with every place of it: 项目「甲」：第3项「公车数量」「≥90」（第2页表中第5行）."""
    if not issues:
        paper.text("无。")
        return
    by_code: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        by_code[issue.code].append(issue)
    rows = []
    for place, (_, same) in enumerate(sorted(by_code.items(), key=lambda one: -len(one[1])), 1):
        said = "\n".join(_places(same)) if len(same) > 1 else same[0].message + _stands(same[0])
        rows.append((str(place), same[0].title, said, same[0].todo, next((one.basis for one in same if one.basis), "") or ""))
    paper.table(("序号", "问题", "项目、指标、原文及位置", "修改要求", "依据"), rows, (5, 14, 46, 20, 15))


def _places(same: Sequence[Issue]) -> list[str]:
    by_project: dict[str, list[Issue]] = defaultdict(list)
    for issue in same:
        name = text(issue.project, "project_name")
        by_project[f"项目「{shown(name)}」" if name else "部门整体表"].append(issue)
    return [
        owner + ("：" + "；".join(told) if (told := [said for one in mine if (said := _told(one))]) else "")
        for owner, mine in by_project.items()
    ]


def _told(issue: Issue) -> str:
    name = text(issue.indicator, "level3") or text(issue.indicator, "level2")
    if issue.indicator is None and not issue.raw:
        return ""
    number_ = f"第{issue.indicator['ordinal']}项" if issue.indicator is not None else ""
    raw = f"「{shown(issue.raw)}」" if issue.raw and issue.raw != name else ""
    return number_ + (f"「{shown(name)}」" if name else "") + raw + _stands(issue)


def _stands(issue: Issue) -> str:
    place = place_of(issue.place)
    return f"（{place}）" if place else ""


def _annex(paper: Paper, department: Department) -> None:
    paper.heading("附件1　逐项目审核情况")
    rows = []
    for case in department.cases:
        for group in case.groups:
            mine = [issue for issue in department.issues if issue.case is case and issue.project is group.project]
            counts = [sum(issue.severity is severity for issue in mine) for severity, _ in _PARTS]
            outcome = Outcome.RETURNED if counts[0] else Outcome.TO_COMPLETE if counts[1] else Outcome.PASSED
            worst = [issue for issue in mine if issue.severity is not Severity.INFO and issue.indicator is not None]
            failing = "、".join(dict.fromkeys(str(issue.indicator["ordinal"]) for issue in worst if issue.indicator is not None))
            code = text(group.project, "project_code")
            name = text(group.project, "project_name") or ("部门整体表" if group.project is None else "未填项目名称")
            rows.append(
                (
                    f"{name}" + (f"\n{code}" if code else ""),
                    str(len(group.indicators)),
                    *map(str, counts),
                    f"第{failing}项" if failing else "—",
                    outcome.value,
                )
            )
    paper.table(("项目（编码）", "指标数", "必须修改", "建议完善", "提示", "不通过指标", "拟定意见"), rows, (34, 8, 10, 10, 7, 19, 12))
    _suggestions(paper, department)
    paper.subheading("单位回复（逐号填写已改、不改及理由）")
    paper.table(("序号", "已改／不改", "理由"), [("", "", "")] * 3, (8, 18, 74))


def _suggestions(paper: Paper, department: Department) -> None:
    """现状 → 建议, where the rule can name it: reclassify, make measurable, add."""
    rows = []
    for issue in department.issues:
        kind = _CHANGES.get(issue.code) or ("补充指标" if issue.code.startswith(_CLASSED) else None)
        if kind is not None:
            name = text(issue.project, "project_name") or "部门整体表"
            now = _told(issue) or "未设置"
            rows.append((kind, f"{shown(name)}：{now}" if kind != "补充指标" else shown(name), issue.todo))
    if rows:
        paper.heading("附件2　现状与建议")
        paper.table(("类别", "现状", "建议"), sorted(rows), (12, 56, 32))
