"""What the performance forms of a submission are: goals, self-evaluations, monitoring, scores that others gave."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from extractors.raw import RawRecord
from pipeline.schema.words import FAMILIES

_MONITORING: Final = re.compile(r"监控|监测|跟踪")
_SELF: Final = re.compile(r"自评|自我评价")
_REVIEW: Final = re.compile(r"评价(?:指标体系|评分|得分|打分|报告)|评分表|评审|打分表|第三方评价|重点评价|财政评价")


def family_of(raws: Iterable[RawRecord], words: str) -> str:
    """The family of one owner's forms.

    Args:
        raws: the raw records of one project, or of the department.
        words: what stands over the form: the document's title, the project's heading.

    Returns:
        One of FAMILIES. A form's own columns decide before its title does: what is expected for the year makes it monitoring, what was
        reached a self-evaluation, unless its title says that others gave the scores. A fact `family` of the engine comes first.
    """
    records = list(raws)
    said = next((fact for raw in records if isinstance(fact := raw.facts.get("family"), str) and fact in FAMILIES), None)
    if said is not None:
        return said
    if _MONITORING.search(words) or any("forecast" in raw.fields or raw.facts.get("stage") == "forecast" for raw in records):
        return "monitoring"
    if not _SELF.search(words) and _REVIEW.search(words):
        return "review"
    reached = any("actual" in raw.fields or "score" in raw.fields or raw.facts.get("stage") == "executed" for raw in records)
    return "self_evaluation" if reached or _SELF.search(words) else "goal"


def together(families: Iterable[str]) -> str | None:
    """The family of a document out of its parts' families: `mixed` for several, None for none."""
    found = set(families)
    if len(found) > 1:
        return "mixed"
    return found.pop() if found else None
