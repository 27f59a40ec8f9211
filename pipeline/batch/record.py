"""run.json: what a run was told, with what, what it found. The one output that may differ between two equal runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pipeline.batch.fingerprint import versions
from pipeline.batch.ledger import Ledger
from pipeline.batch.merge import Counts

NAME: Final = "run.json"


def write_record(
    output: Path, ledger: Ledger, settings: dict[str, Any], counts: Counts, *, began: float, seconds: float, interrupted: bool
) -> None:
    """Write the record of a run, atomically. `began` is a POSIX time; `settings` must be JSON."""
    record = {
        "settings": settings,
        "versions": versions(),
        "began": datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "interrupted": interrupted,
        "counts": asdict(counts),
        "failed": [{"path": label, "code": code, "how": how} for label, code, how in ledger.failures()],
        "listed": [{"path": label, "reason": reason} for label, reason in ledger.listed()],
    }
    temporary = output / f".{NAME}"
    temporary.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(output / NAME)
