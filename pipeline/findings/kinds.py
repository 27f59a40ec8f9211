"""Two kinds of findings: about the submission (its department can do something about it), and about our reading of it.

A finding about reading goes to the reviewer's list and never to a department: the department did nothing wrong there. What stands
in neither list is about reading.
"""

from __future__ import annotations

from typing import Final

SUBMISSION: Final = frozenset(
    {
        "actual.missing",
        "amount.missing",
        "amount.unit-missing",
        "attained.contradicts-score",
        "budget.sum",
        "code.region",
        "code.year",
        "execution.rate",
        "form.blank",
        "goal.missing-text",
        "heading.name",
        "indicator.misplaced",
        "plan.final",
        "plan.missing",
        "plan.order",
        "score.over-weight",
        "score.sum",
        "target.missing",
        "value.sign-conflict",
        "value.unit-conflict",
        "value.unit-missing",
        "value.unsplit",
        "value.yes-no-target",
        "weight.sum",
    }
)
"""Codes of findings that a department is asked about."""
