"""The year in a project's code is the form's year (info: projects live on), its region the department's."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.codes import project_code
from normalizers.notes import Note
from pipeline.records import Finding, Record, Records

CODES = ("code.region", "code.year")


def check(records: Records) -> Iterator[Finding]:
    """Codes of another year, codes of a region that neither holds the department's nor lies in it."""
    year, region = records.document.get("fiscal_year"), records.document.text("region_code")
    for group in records.groups:
        code = group.project.text("project_code") if group.project is not None else None
        parsed = project_code(code) if code else None
        if group.project is None or parsed is None:
            continue
        if isinstance(year, int) and parsed.year != year:
            note = Note.of("code.year", year=str(parsed.year), fiscal_year=str(year))
            yield _finding(note, group.project)
        if region is not None and not _related(parsed.region, region):
            problem = f"与部门所在地（{records.document.text('region_name') or region}）不符"
            note = Note.of("code.region", region=parsed.region, problem=problem, problem_en=f"is not the department's ({region})")
            yield _finding(note, group.project)


def _finding(note: Note, project: Record) -> Finding:
    return Finding(note, project, "project_code", project.source("project_code"), raw=project.text("project_code"))


def _related(one: str, other: str) -> bool:
    """Whether one division holds the other: a province's system may code its counties' projects with its own number."""
    a, b = _stem(one), _stem(other)
    return a.startswith(b) or b.startswith(a)


def _stem(code: str) -> str:
    while code.endswith("00"):
        code = code[:-2]
    return code
