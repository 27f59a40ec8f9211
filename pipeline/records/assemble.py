"""Raw records into Records: grouped by project, amounts bound to their unit, names parted from codes, values normalised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.raw import Extraction, Kind, RawField, RawRecord
from normalizers.codes import project_code, split_code
from normalizers.regions import region
from normalizers.text import fold, squeeze
from pipeline.context import infer_units
from pipeline.records.department import Named, department_of, named, year_of
from pipeline.records.draft import Draft, Sheet
from pipeline.records.indicator import indicator
from pipeline.records.model import Group, Record, Records, remarked
from pipeline.records.money import annual_total, funding, spending_plan, task

Narrative = Callable[[Sequence[RawRecord]], Sequence[RawRecord]]


@dataclass(frozen=True, slots=True)
class _Raws:
    """The raw records of one project (or of the department: number None), by kind."""

    number: int | None
    by_kind: dict[Kind, list[RawRecord]]

    def of(self, kind: Kind) -> list[RawRecord]:
        return self.by_kind.get(kind, [])


@dataclass(frozen=True, slots=True)
class _Head:
    """What the whole submission shares."""

    unit: str | None
    year: int | None


def assemble(extraction: Extraction, narrative: Narrative) -> Records:
    """Everything that an extraction says, read. `narrative` finds the department's indicators in the sections."""
    sheet = Sheet()
    own, projects = _grouped(extraction.records)
    own.by_kind.setdefault(Kind.INDICATOR, []).extend(narrative(own.of(Kind.SECTION)))
    document = _Document(own, projects)
    head = document.head()
    _keep_plan(own, document.draft)
    department = _group(own, document.draft, head, sheet)
    groups = [_project(raws, head, document.department_print, sheet) for raws in projects]
    infer_units((department, *groups))
    sections = [_section(raw, sheet) for raw in own.of(Kind.SECTION)]
    tasks = [task(raw, head.unit, sheet) for raws in (own, *projects) for raw in raws.of(Kind.TASK)]
    document.place([code for raws in projects for code in _codes(raws)])
    record = document.draft.done(sheet)
    sheet.findings.extend(remarked(remark) for remark in extraction.remarks)
    return Records(record, tuple(sections), tuple(tasks), department, tuple(groups), tuple(sheet.findings), tuple(sheet.blanks))


def _grouped(records: Sequence[RawRecord]) -> tuple[_Raws, list[_Raws]]:
    """The department's raw records, and each project's, in order of appearance."""
    own = _Raws(None, {})
    projects: dict[int, _Raws] = {}
    for raw in records:
        raws = own if raw.project is None else projects.setdefault(raw.project, _Raws(raw.project, {}))
        raws.by_kind.setdefault(raw.kind, []).append(raw)
    return own, [projects[number] for number in sorted(projects)]


class _Document:
    """The documents row: its own prints first, then what the projects' heads say."""

    def __init__(self, own: _Raws, projects: list[_Raws]) -> None:
        self.draft = Draft("documents")
        self.raws = own.of(Kind.DOCUMENT)
        self.heads = [raw for raws in projects for raw in raws.of(Kind.PROJECT)]
        self.department_print: RawField | None = None
        self._names: list[str] = []
        self._plain("title")
        self._plain("amount_unit")
        self._year()
        self._department()
        for raw in self.raws:
            for label, printed in raw.attributes:
                self.draft.extra(printed, label)

    def head(self) -> _Head:
        """The amount unit and fiscal year that the submission's parts inherit."""
        unit, year = self.draft.value("amount_unit"), self.draft.value("fiscal_year")
        return _Head(unit if isinstance(unit, str) else None, year if isinstance(year, int) else None)

    def _printed(self, name: str) -> list[RawField]:
        found = [raw.fields[name] for raw in self.raws if name in raw.fields]
        return [field for field in found if field.text.strip()]

    def _plain(self, name: str) -> None:
        found = self._printed(name)
        if found:
            self.draft.printed(name, found[0])
            self._rest(name, found[1:])

    def _rest(self, name: str, more: Sequence[RawField]) -> None:
        """Further prints of one field: repetitions are used up, others are kept as attributes."""
        for field in more:
            if fold(field.text) == fold(str(self.draft.value(name) or "")):
                self.draft.nothing(field)
            else:
                self.draft.extra(field)

    def _year(self) -> None:
        candidates = [*self._printed("year"), *self._printed("title")]
        headings = [raw.fields.get("heading") for raw in self.heads]
        found = year_of([*candidates, *headings])
        if found is not None:
            self.draft.put("fiscal_year", found[0], "fiscal year", found[1])
        for field in self._printed("year"):
            self._keep_year(field)

    def _keep_year(self, field: RawField) -> None:
        """A head line that named the year, or is the title, is used up; any other is kept."""
        year, title = self.draft.value("fiscal_year"), self.draft.value("title")
        printed = fold(field.text)
        if (year is not None and str(year) in printed) or printed == fold(str(title or "")):
            self.draft.nothing(field)
        else:
            self.draft.extra(field, "表头")

    def _department(self) -> None:
        own = [named(field) for field in self._printed("department")]
        heads = [named(raw.fields.get("department")) for raw in self.heads]
        bodies = [named(field) for field in self._printed("unit_name")]
        units = [named(raw.fields.get("unit")) for raw in self.heads]
        listed = _present(bodies) + _present(units)
        found = department_of(_present(own) + _present(heads), listed)
        if found is not None:
            name, at = found
            self.department_print = at.source
            self.draft.put("department_name", name, at.source.rule, at.source)
        for other in _present(own) + _present(bodies):
            if self.department_print is not None and fold(other.source.text) == fold(self.department_print.text):
                self.draft.nothing(other.source)
            else:
                self.draft.extra(other.source)
        self._names = [one.name for one in (*_present(own), *_present(heads), *listed) if one.name]

    def place(self, codes: Sequence[RawField]) -> None:
        """The region that project codes and names agree on."""
        department = self.draft.value("department_name")
        names = (department,) if isinstance(department, str) and region(None, (department,)) else tuple(dict.fromkeys(self._names))
        code, at = _region_code(codes)
        found = region(code, names)
        if found is None:
            return
        source = at if at is not None and code == found.code else self.department_print or at
        self.draft.put("region_code", found.code, "region", source)
        self.draft.put("region_name", found.name, "region", source)


def _region_code(codes: Sequence[RawField]) -> tuple[str | None, RawField | None]:
    """The region of the first project code that has one."""
    for at in codes:
        parsed = project_code(squeeze(split_code(at.text)[0] or at.text))
        if parsed is not None:
            return parsed.region, at
    return None, None


def _codes(raws: _Raws) -> list[RawField]:
    found = [raw.fields.get(name) for raw in raws.of(Kind.PROJECT) for name in ("project_code", "project_name")]
    return [field for field in found if field is not None]


def _present(found: Sequence[Named | None]) -> list[Named]:
    return [one for one in found if one is not None]


def _section(raw: RawRecord, sheet: Sheet) -> Record:
    draft = Draft("sections")
    for name in ("level", "path", "role"):
        draft.put(name, raw.facts.get(name), f"layout:{name}")
    for name in ("number", "heading", "text"):
        draft.printed(name, raw.fields.get(name))
    return draft.done(sheet)


def _group(raws: _Raws, owner: Draft, head: _Head, sheet: Sheet) -> Group:
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


def _keep_plan(own: _Raws, document: Draft) -> None:
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


def _project(raws: _Raws, head: _Head, department: RawField | None, sheet: Sheet) -> Group:
    draft = Draft("projects")
    heads = raws.of(Kind.PROJECT)
    unit = next((raw.facts["amount_unit"] for raw in heads if raw.facts.get("amount_unit")), None)
    own = _Head(unit if isinstance(unit, str) else head.unit, head.year)
    for raw in heads:
        _identity(draft, raw, department)
    group = _group(raws, draft, own, sheet)
    total = annual_total(group.funding)
    if total is not None:
        fact = total.facts["amount_yuan"]
        draft.put("budget_yuan", fact.value, "annual total", fact.source)
    return Group(draft.done(sheet), group.funding, group.plan, group.goals, group.indicators, group.empty_funding)


def _identity(draft: Draft, raw: RawRecord, department: RawField | None) -> None:
    fields = raw.fields
    for name in ("heading", "purpose"):
        _first(draft, name, fields.get(name))
    unit = named(fields.get("unit"))
    if unit is not None:
        for name, value in (("unit_code", unit.code), ("unit_name", unit.name)):
            if value is not None:
                _first(draft, name, unit.source, value)
    code = fields.get("project_code")
    if code is not None and code.text.strip():
        _first(draft, "project_code", code, squeeze(code.text))
    _project_name(draft, fields.get("project_name"))
    above = fields.get("department")
    if above is not None and not (department is not None and fold(above.text) == fold(department.text)):
        draft.extra(above)
    draft.nothing(above)
    for label, printed in raw.attributes:
        draft.extra(printed, label)


def _project_name(draft: Draft, source: RawField | None) -> None:
    found = named(source)
    if found is None:
        return
    known = draft.value("project_code")
    parsed = project_code(found.code) if found.code else None
    if found.code and (found.code == known or (known is None and (parsed or len(found.code) > 6))):
        _first(draft, "project_code", found.source, found.code)
        _first(draft, "project_name", found.source, found.name or found.code)
    else:
        _first(draft, "project_name", found.source, found.source.text.strip())


def _first(draft: Draft, name: str, source: RawField | None, value: str | None = None) -> None:
    """The first print of a field wins; a repetition is used up, anything else is kept as an attribute."""
    if source is None or not source.text.strip():
        return
    stored = draft.value(name)
    if stored is None:
        draft.put(name, value if value is not None else source.text.strip(), source.rule, source)
    elif fold(str(stored)) == fold(value if value is not None else source.text):
        draft.nothing(source)
    else:
        draft.extra(source)
