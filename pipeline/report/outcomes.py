"""What the officer's rules propose for each department, for the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.exporters._stored import Stored
from pipeline.findings.entry import Severity
from pipeline.schema import TABLES

MOST_DOCUMENTS: Final = 2_000
"""Submissions that a report reviews on its way: a review holds their rows in memory."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A department: errors, warnings and hints, and what is proposed, in the words of the letters."""

    department: str
    counts: tuple[int, int, int]
    outcome: str


def outcomes(stored: Stored) -> list[Reviewed] | None:
    """Every department by name, by the national profile; None for a batch of more than MOST_DOCUMENTS."""
    from pipeline.letters.write import Request, review

    if stored.count(TABLES["documents"]) > MOST_DOCUMENTS:
        return None
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    found = review(stored, Request()).departments
    return [Reviewed(one.name, (len(one.of(order[0])), len(one.of(order[1])), len(one.of(order[2]))), one.outcome.value) for one in found]
