"""How old Word files become .docx: what a caller may choose, handed to the readers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Converting:
    """`kept` is a folder for what was converted before (None: nothing is kept), `seconds` of wall clock that one file may take."""

    kept: Path | None = None
    seconds: float = 60.0
