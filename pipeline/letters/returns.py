"""Texts for the return box of the budget system, one a project.

The box of the 一体化 module holds 4,000 bytes, some 1,300 Chinese characters in UTF-8: no text is longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.findings.entry import Severity
from pipeline.letters.departments import Department
from pipeline.letters.words import SEVERITIES
from pipeline.rules.case import Group, text
from pipeline.rules.run import Issue

MOST: Final = 1300
"""Characters of a text."""
_ROOM: Final = 24


def returns(department: Department) -> Iterator[tuple[str, str]]:
    """Heading and text of every form that is asked about, in the order of the print.

    Yields:
        (`编码 名称`, the text): errors first, then warnings and hints; what would make it longer than MOST is counted at its end.
    """
    for case in department.cases:
        for group in case.groups:
            mine = [issue for issue in department.issues if issue.case is case and issue.project is group.project]
            if mine:
                yield _heading(group), return_text(mine)


def _heading(group: Group) -> str:
    name = text(group.project, "project_name") or ("部门整体表" if group.project is None else "未填项目名称")
    return " ".join(filter(None, (text(group.project, "project_code"), name)))


def return_text(issues: list[Issue]) -> str:
    """One project's text, at most MOST characters."""
    lines: list[str] = []
    left = sum(1 for _ in issues)
    room = MOST - _ROOM
    number = 0
    for severity in Severity:
        same = [issue for issue in issues if issue.severity is severity]
        head = f"【{SEVERITIES[severity]}】"
        for place, issue in enumerate(same):
            number += 1
            said = ("" if place else head) + f"{number}.{issue.message}{issue.todo}" + (f"（依据：{issue.basis}）" if issue.basis else "")
            if room - len(said) - 1 < 0:
                return "\n".join([*lines, f"另有{left}处，见审核意见。"])
            lines.append(said)
            room -= len(said) + 1
            left -= 1
    return "\n".join(lines)
