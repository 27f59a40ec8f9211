"""What rules say of drawn forms, judged by the truth that the forms were drawn from: an accusation that rests on a misreading is wrong.

The judge knows the truth alone: it looks up whether a class, a goal, a target is there, not how a rule decides.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from normalizers.levels import level1_class, level2_class
from normalizers.text import fold
from pipeline.rules.run import Issue, issues, profile
from pipeline.rules.tables import case_of
from pipeline.submission import process

from ...drawn.containers import WRITERS
from ...drawn.families import draw
from ...drawn.recipe import recipes

Truth = dict[str, Any]
OF = {
    "output": ("output", "quantity", "quality", "timeliness"),
    "cost": ("cost", "economic_cost", "social_cost", "ecological_cost"),
    "benefit": ("benefit", "economic", "social", "ecological", "sustainability"),
}


def accusations(seed: int, count: int) -> Iterator[tuple[Issue, bool]]:
    """Every issue that the truth can judge, and whether it is right."""
    chosen = profile("national")
    for recipe in recipes(seed, count):
        drawn, container = draw(recipe), random.Random(recipe.seed).choice(("docx", "html", "txt"))
        rows = process(WRITERS[container](drawn), f"x.{container}", f"x.{container}").rows
        document = rows["documents"][0]
        settings = chosen.settings(document["region_code"], document["fiscal_year"], document["form_family"])
        for issue in issues([case_of(rows, settings)]):
            right = judged(issue, drawn.truth)
            if right is not None:
                yield issue, right


def judged(issue: Issue, truth: Truth) -> bool | None:
    """Whether the truth bears an issue out; None where it cannot say."""
    project = _project(issue, truth)
    listed = issue.code.startswith("class.") or issue.code in ("goal.missing", "goal.missing-text", "indicators.none", "target.missing")
    if project is None:
        return False if listed else None
    rows = project.get("indicators", [])
    if issue.code.startswith("class."):
        wanted = issue.code.removeprefix("class.").removesuffix("-missing")
        classes = OF.get(wanted, (wanted,))
        return not any(level1_class(row.get("level1")) in classes or level2_class(row.get("level2")) in classes for row in rows)
    if issue.code in ("goal.missing", "goal.missing-text"):
        return not any(goal.get("text") for goal in project.get("goals", []))
    if issue.code == "indicators.none":
        return not rows
    if issue.indicator is None:
        return None
    if issue.code == "target.missing":
        name = fold(str(issue.indicator["level3"] or ""))
        return any(name in _said(row.get("level3")) and row.get("raw") in (None, "", "/", "—") for row in rows)
    if issue.field in ("raw", "actual_raw", "level3"):
        return any(fold(str(issue.indicator[issue.field] or "")) in _said(row.get(issue.field)) for row in rows)
    return None


def _project(issue: Issue, truth: Truth) -> Truth | None:
    if issue.project is None:
        return {"indicators": truth.get("department_indicators", []), "goals": truth.get("goals", [])}
    name = fold(str(issue.project["project_name"] or ""))
    return next((project for project in truth.get("projects", []) if name in _said(project.get("project_name"))), None)


def _said(value: Any) -> list[str]:
    allowed = value["any"] if isinstance(value, dict) else [value]
    return [fold(str(one)) for one in allowed if one is not None]


def check(seed: int, count: int, fewest: int) -> None:
    counts: Counter[bool] = Counter()
    wrong = []
    for issue, right in accusations(seed, count):
        counts[right] += 1
        if not right:
            wrong.append(issue.message)
    print(f"{counts[True]} of {counts.total()} accusations are right")
    assert counts.total() > fewest
    assert counts[False] <= 0.03 * counts.total(), wrong


def test_accusations_are_right() -> None:
    check(5, 60, 80)


@pytest.mark.prove
def test_accusations_are_right_on_many_forms() -> None:
    check(2032, 600, 1000)
