"""The documents row: its own prints first, then what the projects' heads say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.raw import Kind, RawField
from normalizers.codes import project_code, split_code
from normalizers.dates import period_end
from normalizers.regions import level_names, region
from normalizers.text import fold, squeeze
from pipeline.records.department import Named, department_of, named, year_of
from pipeline.records.draft import Draft
from pipeline.records.family import family_of, together
from pipeline.records.grouping import Head, Raws

_PART_OF_YEAR = re.compile(r"月|季度|上半年")
_FORM = (Kind.INDICATOR, Kind.GOAL, Kind.FUNDING, Kind.PLAN)
_LEVELS = ("province_name", "city_name", "county_name")
_BARE_YEAR = re.compile(r"\d{4}|[()〔〕\[\]年度:：]")


class Heading:
    """The documents row: its own prints first, then what the projects' heads say."""

    def __init__(self, own: Raws, projects: list[Raws]) -> None:
        self.draft = Draft("documents")
        self.raws = own.of(Kind.DOCUMENT)
        self.heads = [raw for raws in projects for raw in raws.of(Kind.PROJECT)]
        self.department_print: RawField | None = None
        self._names: list[str] = []
        self._plain("title")
        self._plain("amount_unit")
        self._year()
        self._family(own, projects)
        self._as_of()
        self._department()
        for raw in self.raws:
            for label, printed in raw.attributes:
                self.draft.extra(printed, label)

    def head(self) -> Head:
        """The amount unit and fiscal year that the submission's parts inherit."""
        unit, year = self.draft.value("amount_unit"), self.draft.value("fiscal_year")
        return Head(unit if isinstance(unit, str) else None, year if isinstance(year, int) else None)

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
        """A line that holds a year and nothing else, or is the title, is used up; any other is kept."""
        printed = fold(field.text)
        if not _BARE_YEAR.sub("", printed) or printed == fold(str(self.draft.value("title") or "")):
            self.draft.nothing(field)
        else:
            self.draft.extra(field, "表头")

    def _family(self, own: Raws, projects: list[Raws]) -> None:
        """What the forms are: the department's own where it has one, and each project's."""
        title = str(self.draft.value("title") or "")
        owners = [raws for raws in (own, *projects) if any(raws.of(kind) for kind in _FORM)]
        families = []
        for raws in owners:
            heading = next((raw.fields["heading"].text for raw in raws.of(Kind.PROJECT) if "heading" in raw.fields), "")
            families.append(family_of((one for kind in raws.by_kind.values() for one in kind), title + heading))
        self.draft.put("form_family", together(families), "columns and titles of the forms", None)

    def _as_of(self) -> None:
        """Monitoring: the day up to which results are reported, out of the first print that names a month."""
        if self.draft.value("form_family") not in ("monitoring", "mixed"):
            return
        year = self.draft.value("fiscal_year")
        prints = [*self._printed("as_of"), *self._printed("title"), *self._printed("year")]
        prints += [raw.fields["heading"] for raw in self.heads if "heading" in raw.fields]
        for printed in prints:
            day = period_end(printed.text, year if isinstance(year, int) else None) if _PART_OF_YEAR.search(printed.text) else None
            if day is not None:
                self.draft.put("as_of", day, "last day of the period", printed)
                return

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

    def place(self) -> None:
        """The region that project codes and names agree on."""
        department = self.draft.value("department_name")
        names = (department,) if isinstance(department, str) and region(None, (department,)) else tuple(dict.fromkeys(self._names))
        code, at = _region_code(self._codes())
        found = region(code, names)
        if found is None:
            return
        source = at if at is not None and code == found.code else self.department_print or at
        self.draft.put("region_code", found.code, "region", source)
        self.draft.put("region_name", found.name, "region", source)
        for name, value in zip(_LEVELS, level_names(found.code), strict=True):
            self.draft.put(name, value, "region", source)

    def _codes(self) -> list[RawField]:
        found = [raw.fields.get(name) for raw in self.heads for name in ("project_code", "project_name")]
        return [field for field in found if field is not None]


def _region_code(codes: Sequence[RawField]) -> tuple[str | None, RawField | None]:
    """The region of the first project code that has one."""
    for at in codes:
        parsed = project_code(squeeze(split_code(at.text)[0] or at.text))
        if parsed is not None:
            return parsed.region, at
    return None, None


def _present(found: Sequence[Named | None]) -> list[Named]:
    return [one for one in found if one is not None]
