"""Rounds: the points of a review as a table, and what became of those of the round before.

`review.csv` has a row a point; an officer who strikes one out writes 划去 into its column `state`, and it is not raised again.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.exporters._atomic import replacing
from pipeline.letters.departments import Department, issue_id
from pipeline.letters.words import SEVERITIES, STRUCK, place_of
from pipeline.rules.case import text
from pipeline.rules.run import Issue

FILE: Final = "review.csv"
_RUN: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = (
    "issue_id",
    "round",
    "department",
    "document",
    "project_code",
    "project_name",
    "ordinal",
    "indicator",
    "rule",
    "title",
    "severity",
    "raw",
    "place",
    "message",
    "todo",
    "basis",
    "state",
)


class RoundError(ValueError):
    """A round before that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Before:
    """The points of the round before: ids by department, those struck out, its number."""

    round: int
    ids: Mapping[str, frozenset[str]]
    struck: frozenset[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a department's points: how many there were, what is gone, what is still there, what is new."""

    before: int
    fixed: frozenset[str]
    still: frozenset[str]
    new: frozenset[str]
    struck: int


def read_before(folder: Path) -> Before:
    """The round before. RoundError where its folder holds no review.csv that can be read."""
    path = folder / FILE
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RoundError(f"{path.name}: {getattr(error, 'strerror', None) or error}") from None
    if rows and not set(COLUMNS) <= set(rows[0]):
        raise RoundError(f"{path.name} is not what `jixiao letters` writes: columns are missing")
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row["department"]].add(row["issue_id"])
    struck = frozenset(row["issue_id"] for row in rows if (row["state"] or "").strip() in STRUCK)
    numbers = [int(row["round"]) for row in rows if (row["round"] or "").isdigit()]
    return Before(max(numbers, default=0), {name: frozenset(found) for name, found in ids.items()}, struck)


def changes(department: Department, before: Before) -> Changes:
    """What became of the points of one department."""
    now = frozenset(map(issue_id, department.issues))
    then = before.ids.get(department.name, frozenset()) - before.struck
    return Changes(len(then), then - now, then & now, now - then, len(department.struck))


def write_review(departments: Iterable[Department], number: int, path: Path) -> None:
    """Write every point as CSV, struck ones too."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for department in departments:
        for issues, state in ((department.issues, ""), (department.struck, "划去")):
            for issue in issues:
                writer.writerow([_harmless(cell) for cell in _row(department, issue, number, state)])
    with replacing(path) as beside:
        beside.write_text("\ufeff" + out.getvalue(), "utf-8", newline="")


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would run gets an apostrophe: this table is made to be opened and written into there."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _RUN else cell


def _row(department: Department, issue: Issue, number: int, state: str) -> list[object]:
    indicator = issue.indicator
    return [
        issue_id(issue),
        number,
        department.name,
        issue.case.document["path"],
        text(issue.project, "project_code") or "",
        text(issue.project, "project_name") or "",
        indicator["ordinal"] if indicator is not None else "",
        text(indicator, "level3") or "",
        issue.code,
        issue.title,
        SEVERITIES[issue.severity],
        issue.raw or "",
        place_of(issue.place),
        issue.message,
        issue.todo,
        issue.basis or "",
        state,
    ]
