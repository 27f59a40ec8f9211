"""What identifies a project: heading, unit, code and name."""

from __future__ import annotations

from extractors.raw import RawField, RawRecord
from normalizers.codes import project_code
from normalizers.text import fold, squeeze
from pipeline.records.department import named
from pipeline.records.draft import Draft


def identity(draft: Draft, raw: RawRecord, department: RawField | None) -> None:
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
