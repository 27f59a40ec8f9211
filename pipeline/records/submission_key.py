"""One submission in several files: a key that Word and its stamped scan, a file and its revision share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from normalizers.text import fold
from pipeline.records.model import Record

_DIGITS: Final = 16


def submission_key(document: Record, projects: Sequence[Record]) -> str | None:
    """The key of the submission that a document is a file of.

    Args:
        document: the documents row: department_name, fiscal_year and form_family are read.
        projects: its projects: their codes are read, their names where no project prints a code.

    Returns:
        16 hex digits; None where the department, the year or the family is not printed, and where a project has neither code nor name.
    """
    department, year, family = document.text("department_name"), document.get("fiscal_year"), document.text("form_family")
    if not department or year is None or family is None:
        return None
    codes = [project.text("project_code") for project in projects]
    named = codes if any(codes) else [project.text("project_name") for project in projects]
    known = sorted({fold(name) for name in named if name})
    if projects and not known:
        return None
    said = "\n".join((fold(department), str(year), family, *known))
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]
