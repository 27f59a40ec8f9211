"""Cases by department: which files are one submission, which of them counts, what is proposed."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.letters.words import Outcome
from pipeline.rules.case import Case, text
from pipeline.rules.run import Issue

CHOICE: Final = "同一报送有多个文件时，先取能完整读出的，再取文件名标明修改稿、终稿的，再取有文字层的（扫描件靠后），其余按路径取最后一个"
"""The rule that chooses among files of one submission, as the letter and the book print it."""

_REVISED: Final = re.compile(r"修改|修订|修正|更正|终稿|定稿|最终|第[二三四五2-5]次|[vV][2-9]")
_SCANNED: Final = frozenset({"pdf-ocr", "image-ocr", "pdf-mixed"})
_STATUS: Final = {"failed": 0, "partial": 1, "ok": 2}


@dataclass(frozen=True, slots=True, eq=False)
class Submission:
    """Files that are one submission: the one that counts, and the others."""

    chosen: Case
    others: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Department:
    """A department of a batch: its submissions, what it is asked about, and what an officer has struck out before."""

    name: str
    submissions: tuple[Submission, ...]
    issues: tuple[Issue, ...]
    struck: tuple[Issue, ...] = ()
    code: str | None = None

    @property
    def cases(self) -> tuple[Case, ...]:
        """The files that count."""
        return tuple(one.chosen for one in self.submissions)

    @property
    def year(self) -> int | None:
        """The fiscal year of its first submission that has one."""
        return next((case.year for case in self.cases if case.year is not None), None)

    @property
    def outcome(self) -> Outcome:
        """What is proposed; nothing where the only files could not be read."""
        if all(case.document["status"] == "failed" for case in self.cases):
            return Outcome.UNREAD
        severities = {issue.severity for issue in self.issues}
        if Severity.ERROR in severities:
            return Outcome.RETURNED
        if Severity.WARNING in severities:
            return Outcome.TO_COMPLETE
        return Outcome.PASSED if all(case.whole for case in self.cases) else Outcome.UNREAD

    def of(self, severity: Severity) -> list[Issue]:
        """Its issues of one severity."""
        return [issue for issue in self.issues if issue.severity is severity]


@dataclass(slots=True)
class _Gathering:
    name: str
    code: str | None = None
    cases: list[Case] = field(default_factory=list)


def departments(
    cases: Sequence[Case], issues: Iterable[Issue], struck: frozenset[str] = frozenset(), names: dict[str, str] | None = None
) -> list[Department]:
    """Every department of a batch, by name.

    Args:
        cases: the submissions.
        issues: what is asked about them.
        struck: ids of issues that are not raised again.
        names: by document_id, the name of the roster for whose submission it is.

    Returns:
        Departments sorted by name; files of one submission stand together, and only the issues of the one that counts are raised.
    """
    gathered: dict[str, _Gathering] = {}
    for case in cases:
        name = (names or {}).get(case.document_id, case.department)
        gathered.setdefault(fold(name), _Gathering(name)).cases.append(case)
    by_case: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        by_case[id(issue.case)].append(issue)
    return [_department(one, by_case, struck) for _, one in sorted(gathered.items())]


def _department(one: _Gathering, by_case: dict[int, list[Issue]], struck: frozenset[str]) -> Department:
    submissions = _submissions(one.cases)
    mine = [issue for submission in submissions for issue in by_case[id(submission.chosen)]]
    kept = tuple(issue for issue in mine if issue_id(issue) not in struck)
    return Department(one.name, submissions, kept, tuple(issue for issue in mine if issue_id(issue) in struck))


def _submissions(cases: Sequence[Case]) -> tuple[Submission, ...]:
    keyed: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        keyed[text(case.document, "submission_key") or case.document_id].append(case)
    found = []
    for files in keyed.values():
        best = max(files, key=_rank)
        found.append(Submission(best, tuple(one for one in files if one is not best)))
    return tuple(sorted(found, key=lambda one: str(one.chosen.document["path"])))


def _rank(case: Case) -> tuple[int, bool, bool, str]:
    """How well a file stands for its submission, see CHOICE."""
    document = case.document
    path = str(document["path"])
    return (_STATUS[str(document["status"])], _REVISED.search(path) is not None, document["method"] not in _SCANNED, path)


def issue_id(issue: Issue) -> str:
    """Ten hex digits that one point keeps over rounds: department, project, indicator, rule and column, whatever the file is called."""
    project = text(issue.project, "project_code") or text(issue.project, "project_name") or ""
    indicator = text(issue.indicator, "name_key") or text(issue.indicator, "level2") or ""
    said = "\n".join(map(fold, (issue.case.department, project, indicator, issue.code, issue.field or "")))
    return hashlib.sha256(said.encode()).hexdigest()[:10]
