"""Raw records into Records: grouped by project, amounts bound to their unit, names parted from codes, values normalised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.raw import Extraction, Kind, RawField, RawRecord
from pipeline.context import infer_units
from pipeline.records.document import Heading
from pipeline.records.draft import Draft, Sheet
from pipeline.records.grids import grid_findings, grid_rows
from pipeline.records.grouping import Head, Raws, grouped
from pipeline.records.indicator import indicator
from pipeline.records.model import Fact, Group, Record, Records, remarked
from pipeline.records.money import annual_total, funding, spending_plan, task
from pipeline.records.project import identity
from pipeline.records.submission_key import submission_key

Narrative = Callable[[Sequence[RawRecord]], Sequence[RawRecord]]


def assemble(extraction: Extraction, narrative: Narrative) -> Records:
    """Everything that an extraction says, read. `narrative` finds the department's indicators in the sections."""
    sheet = Sheet()
    own, projects = grouped(extraction.records)
    own.by_kind.setdefault(Kind.INDICATOR, []).extend(narrative(own.of(Kind.SECTION)))
    document = Heading(own, projects)
    head = document.head()
    _keep_plan(own, document.draft)
    tasks = _Tasks([(raw, task(raw, head.unit, sheet)) for raws in (own, *projects) for raw in raws.of(Kind.TASK)])
    department = _group(own, document.draft, head, sheet, tasks)
    groups = [_project(raws, head, document.department_print, sheet, tasks) for raws in projects]
    infer_units((department, *groups))
    sections = [_section(raw, sheet) for raw in own.of(Kind.SECTION)]
    document.place()
    record = _keyed(document.draft.done(sheet), groups)
    sheet.findings.extend(remarked(remark) for remark in extraction.remarks)
    sheet.findings.extend(grid_findings(extraction.grids))
    return Records(
        record,
        grid_rows(extraction.grids),
        tuple(sections),
        tasks.records,
        department,
        tuple(groups),
        tuple(sheet.findings),
        tuple(sheet.blanks),
    )


class _Tasks:
    """The document's tasks, found by the number that an indicator names."""

    def __init__(self, made: Sequence[tuple[RawRecord, Record]]) -> None:
        self.records = tuple(record for _, record in made)
        self._numbered = {raw.facts["number"]: record for raw, record in made if raw.facts.get("number") is not None}

    def of(self, raw: RawRecord) -> Record | None:
        """The task that an indicator stands under."""
        number = raw.facts.get("task")
        return self._numbered.get(number) if number is not None else None


def _keyed(document: Record, groups: Sequence[Group]) -> Record:
    """The document with the key of its submission."""
    key = submission_key(document, [group.project for group in groups if group.project is not None])
    if key is not None:
        document.facts["submission_key"] = Fact(key, "department, year, family and projects")
    return document


def _section(raw: RawRecord, sheet: Sheet) -> Record:
    draft = Draft("sections")
    for name in ("level", "path", "role"):
        draft.put(name, raw.facts.get(name), f"layout:{name}")
    for name in ("number", "heading", "text"):
        draft.printed(name, raw.fields.get(name))
    return draft.done(sheet)


def _group(raws: Raws, owner: Draft, head: Head, sheet: Sheet, tasks: _Tasks) -> Group:
    """The rows below a project or the department; what a row cannot hold goes to the owner's attributes."""
    rows, empty = funding(raws.of(Kind.FUNDING), head.unit, owner, sheet)
    return Group(
        None,
        rows,
        spending_plan(raws.of(Kind.PLAN), head.year, sheet),
        tuple(goal for raw in raws.of(Kind.GOAL) if (goal := _goal(raw, sheet)) is not None),
        tuple(indicator(raw, head.year, sheet, tasks.of(raw)) for raw in raws.of(Kind.INDICATOR)),
        empty,
        tuple(text for raw in raws.of(Kind.GOAL) if (text := raw.fields.get("text")) is not None and not text.text.strip()),
    )


def _keep_plan(own: Raws, document: Draft) -> None:
    """A plan outside any project has no table of its own (spending_plan is keyed by project): its periods are pairs of the document."""
    for raw in own.by_kind.pop(Kind.PLAN, []):
        label, printed = raw.fields.get("label"), raw.fields.get("percent")
        document.nothing(label)
        document.extra(printed, label.text.strip() if label is not None else None)


def _goal(raw: RawRecord, sheet: Sheet) -> Record | None:
    draft = Draft("goals")
    draft.printed("text", raw.fields.get("text"))
    draft.printed("actual", raw.fields.get("actual"))
    if not draft.facts:
        return None
    horizon = raw.facts.get("horizon")
    draft.put("horizon", horizon if isinstance(horizon, str) else "annual")
    return draft.done(sheet)


def _project(raws: Raws, head: Head, department: RawField | None, sheet: Sheet, tasks: _Tasks) -> Group:
    draft = Draft("projects")
    heads = raws.of(Kind.PROJECT)
    unit = next((raw.facts["amount_unit"] for raw in heads if raw.facts.get("amount_unit")), None)
    own = Head(unit if isinstance(unit, str) else head.unit, head.year)
    for raw in heads:
        identity(draft, raw, department)
    group = _group(raws, draft, own, sheet, tasks)
    total = annual_total(group.funding)
    if total is not None:
        fact = total.facts["amount_yuan"]
        draft.put("budget_yuan", fact.value, "annual total", fact.source)
    return replace(group, project=draft.done(sheet))
