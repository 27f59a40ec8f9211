"""What a new version of a submission changed: points fixed, still open, newly wrong; targets that are others now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.text import fold
from pipeline.letters.departments import departments, issue_id
from pipeline.links.pairing import paired
from pipeline.rules.case import Case, Group, text
from pipeline.rules.run import issues


@dataclass(frozen=True, slots=True)
class Revision:
    """One submission in two versions; each list holds sentences."""

    department: str
    before: str
    after: str
    fixed: tuple[str, ...]
    still: tuple[str, ...]
    new: tuple[str, ...]
    targets: tuple[str, ...]


def revisions(before: Sequence[Case], after: Sequence[Case], *, same: bool = False) -> list[Revision]:
    """Submissions lined up by their keys, under whatever names their files stand.

    Args:
        before: the cases of the earlier conversion.
        after: those of the later one.
        same: whether both are one conversion; then the versions within it are compared: each file that does not count with the one
            that does.

    Returns:
        A revision for each submission that stands in both with other content, sorted by department.
    """
    pairs = _within(before) if same else _between(before, after)
    return [_revision(old, new) for old, new in pairs if old.document_id != new.document_id or not same]


def _within(cases: Sequence[Case]) -> list[tuple[Case, Case]]:
    submissions = [submission for one in departments(cases, ()) for submission in one.submissions]
    return [(other, submission.chosen) for submission in submissions for other in submission.others]


def _between(before: Sequence[Case], after: Sequence[Case]) -> list[tuple[Case, Case]]:
    """Chosen files of both, by the submission's key; where that changed with a project's name, by department, year and family."""
    old, new = ([case for one in departments(cases, ()) for case in one.cases] for cases in (before, after))
    found: list[tuple[Case, Case]] = []
    left = list(new)
    for key in (_key, _owner):
        taken: dict[object, list[Case]] = defaultdict(list)
        for case in left:
            taken[key(case)].append(case)
        known = {id(first) for first, _ in found}
        for case in old:
            others = taken.get(key(case)) if key(case) is not None and id(case) not in known else None
            if others:
                found.append((case, others.pop(0)))
                left = [one for one in left if one is not found[-1][1]]
    return sorted(found, key=lambda pair: (pair[1].department, str(pair[1].document["path"])))


def _key(case: Case) -> object:
    return text(case.document, "submission_key")


def _owner(case: Case) -> object:
    return (fold(case.department), case.year, case.document["form_family"])


def _revision(before: Case, after: Case) -> Revision:
    old, new = ({issue_id(issue): issue.message for issue in issues([case])} for case in (before, after))
    return Revision(
        after.department,
        str(before.document["path"]),
        str(after.document["path"]),
        tuple(said for key, said in old.items() if key not in new),
        tuple(said for key, said in new.items() if key in old),
        tuple(said for key, said in new.items() if key not in old),
        tuple(_targets(before, after)),
    )


def _targets(before: Case, after: Case) -> list[str]:
    """Every target that is printed otherwise, of the projects that both hold."""
    groups = {_project(group): group for group in before.groups}
    found = []
    for group in after.groups:
        first = groups.get(_project(group))
        pairs = paired(first, group, {}).pairs if first is not None else ()
        for pair in pairs:
            old, new = text(pair.before, "raw"), text(pair.after, "raw")
            if fold(old or "") != fold(new or ""):
                found.append(f"{group.name or '部门整体表'}·{pair.after['level3']}：「{old or ''}」→「{new or ''}」")
    return found


def _project(group: Group) -> str:
    return text(group.project, "project_code") or fold(group.name or "")
