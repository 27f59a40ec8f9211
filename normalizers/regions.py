"""Administrative divisions: GB/T 2260 codes and full names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.notes import Note


@dataclass(frozen=True, slots=True)
class Region:
    """A division: its six-digit code and its full name from the province down (`河北省秦皇岛市山海关区`)."""

    code: str
    name: str
    notes: tuple[Note, ...] = ()


def region(code: str | None, names: Sequence[str]) -> Region | None:
    """The division that a project code's first six digits and the names of department and unit agree on.

    The names decide where they name exactly one division; else the code. A contradiction is a note `code.region`. None where neither settles it.
    """
    raise NotImplementedError
