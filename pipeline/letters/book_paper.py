"""The review book to be printed: conclusions, who did not submit, which faults are common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.findings.entry import Severity
from pipeline.letters.departments import Department
from pipeline.letters.paper import Paper
from pipeline.letters.roster import Answer, State
from pipeline.letters.words import SEVERITIES, Outcome

NAME: Final = "审核情况.docx"


def write_summary(departments: Sequence[Department], answers: Sequence[Answer], number: int, path: Path) -> None:
    """Write the summary of a batch as a Word document."""
    paper = Paper(landscape=True)
    paper.title("部门预算绩效目标审核情况" + (f"（第{number}次）" if number > 1 else ""))
    outcomes = Counter(one.outcome for one in departments)
    said = "、".join(f"{outcome.value}{outcomes[outcome]}个" for outcome in Outcome if outcomes[outcome])
    paper.heading("一、结论")
    paper.text(f"共审核{len(departments)}个部门：{said}。" if departments else "没有可审核的部门。")
    rows = []
    for one in departments:
        counts = [str(len(one.of(severity))) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
        projects = sum(group.project is not None for case in one.cases for group in case.groups)
        rows.append((one.name, str(one.year or ""), str(projects), *counts, one.outcome.value))
    if rows:
        paper.table(("部门", "年度", "项目数", "必须修改", "建议完善", "提示", "拟定意见"), rows, (34, 8, 9, 11, 11, 9, 18))
    if answers:
        paper.heading("二、报送情况")
        states = Counter(answer.state for answer in answers)
        paper.text("、".join(f"{state.value}{states[state]}个" for state in State if states[state]) + "。")
        late = [
            (answer.entry.code or "", answer.entry.name, answer.state.value) for answer in answers if answer.state is not State.SUBMITTED
        ]
        if late:
            paper.table(("代码", "部门", "情况"), late, (15, 50, 35))
    paper.heading("三、常见问题" if answers else "二、常见问题")
    faults = Counter((issue.title, SEVERITIES[issue.severity]) for one in departments for issue in one.issues)
    where = Counter(key for one in departments for key in {(issue.title, SEVERITIES[issue.severity]) for issue in one.issues})
    common = [
        (title, level, str(count), str(where[title, level]))
        for (title, level), count in sorted(faults.items(), key=lambda x: (-x[1], x[0]))
    ]
    if common:
        paper.table(("问题", "程度", "处数", "部门数"), common[:30], (50, 20, 15, 15))
    paper.save(path)
