"""The year in a project's code is the form's year (info: projects live on), its region the department's."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.codes import project_code
from normalizers.notes import Note
from normalizers.regions import region
from pipeline.records import Finding, Record, Records

CODES = ("code.region", "code.year")


def check(records: Records) -> Iterator[Finding]:
    """Codes of another year, codes of a region that neither holds the department's nor lies in it."""
    year = records.document.get("fiscal_year")
    for group in records.groups:
        code = group.project.text("project_code") if group.project is not None else None
        parsed = project_code(code) if code else None
        if group.project is None or parsed is None:
            continue
        if isinstance(year, int) and parsed.year != year:
            yield _finding(Note.of("code.year", year=str(parsed.year), fiscal_year=str(year)), group.project)
        for note in _contradictions(parsed.region, records.document, group.project):
            yield _finding(note, group.project)


def _contradictions(code: str, document: Record, project: Record) -> list[Note]:
    names = [name for name in (document.text("department_name"), project.text("unit_name")) if name]
    found = region(code, names)
    return [note for note in found.notes if note.code == "code.region"] if found is not None else []


def _finding(note: Note, project: Record) -> Finding:
    return Finding(note, project, "project_code", project.source("project_code"), raw=project.text("project_code"))
