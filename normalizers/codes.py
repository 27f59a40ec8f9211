"""Codes of units and projects, alone or glued to a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """The 21 characters of a project code: GB/T 2260 region, year of entry, class letter (P, R, T), serial number."""

    text: str
    region: str
    year: int
    letter: str
    serial: str


def split_code(text: str) -> tuple[str | None, str]:
    """A code glued before a name, and the name; `(None, text)` where none stands there (a year or a count is no code)."""
    raise NotImplementedError


def project_code(text: str) -> ProjectCode | None:
    """The structure of a project code; None where the text is none."""
    raise NotImplementedError
