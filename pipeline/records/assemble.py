"""Raw records into Records: grouped by project, amounts bound to their unit, names parted from codes, values normalised."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.raw import Extraction, Kind, RawField, RawRecord
from pipeline.context import infer_units
from pipeline.records.document import Heading
from pipeline.records.draft import Draft, Sheet
from pipeline.records.grouping import Head, Raws, grouped
from pipeline.records.indicator import indicator
from pipeline.records.model import Group, Record, Records, remarked
from pipeline.records.money import annual_total, funding, spending_plan, task
from pipeline.records.project import identity

Narrative = Callable[[Sequence[RawRecord]], Sequence[RawRecord]]


def assemble(extraction: Extraction, narrative: Narrative) -> Records:
    """Everything that an extraction says, read. `narrative` finds the department's indicators in the sections."""
    sheet = Sheet()
    own, projects = grouped(extraction.records)
    own.by_kind.setdefault(Kind.INDICATOR, []).extend(narrative(own.of(Kind.SECTION)))
    document = Heading(own, projects)
    head = document.head()
    _keep_plan(own, document.draft)
    department = _group(own, document.draft, head, sheet)
    groups = [_project(raws, head, document.department_print, sheet) for raws in projects]
    infer_units((department, *groups))
    sections = [_section(raw, sheet) for raw in own.of(Kind.SECTION)]
    tasks = [task(raw, head.unit, sheet) for raws in (own, *projects) for raw in raws.of(Kind.TASK)]
    document.place()
    record = document.draft.done(sheet)
    sheet.findings.extend(remarked(remark) for remark in extraction.remarks)
    return Records(record, tuple(sections), tuple(tasks), department, tuple(groups), tuple(sheet.findings), tuple(sheet.blanks))


def _section(raw: RawRecord, sheet: Sheet) -> Record:
    draft = Draft("sections")
    for name in ("level", "path", "role"):
        draft.put(name, raw.facts.get(name), f"layout:{name}")
    for name in ("number", "heading", "text"):
        draft.printed(name, raw.fields.get(name))
    return draft.done(sheet)


def _group(raws: Raws, owner: Draft, head: Head, sheet: Sheet) -> Group:
    """The rows below a project or the department; what a row cannot hold goes to the owner's attributes."""
    rows, empty = funding(raws.of(Kind.FUNDING), head.unit, owner, sheet)
    return Group(
        None,
        rows,
        spending_plan(raws.of(Kind.PLAN), head.year, sheet),
        tuple(goal for raw in raws.of(Kind.GOAL) if (goal := _goal(raw, sheet)) is not None),
        tuple(indicator(raw, head.year, sheet) for raw in raws.of(Kind.INDICATOR)),
        empty,
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


def _project(raws: Raws, head: Head, department: RawField | None, sheet: Sheet) -> Group:
    draft = Draft("projects")
    heads = raws.of(Kind.PROJECT)
    unit = next((raw.facts["amount_unit"] for raw in heads if raw.facts.get("amount_unit")), None)
    own = Head(unit if isinstance(unit, str) else head.unit, head.year)
    for raw in heads:
        identity(draft, raw, department)
    group = _group(raws, draft, own, sheet)
    total = annual_total(group.funding)
    if total is not None:
        fact = total.facts["amount_yuan"]
        draft.put("budget_yuan", fact.value, "annual total", fact.source)
    return Group(draft.done(sheet), group.funding, group.plan, group.goals, group.indicators, group.empty_funding)
