"""Records laid into tables: keys given, columns in order, rows sorted by key, the place of every value beside it.

Keys: `<document_id>-p01`, `<project_id>-i01` or `<document_id>-i01`, …; a parent with over 99 rows numbers all of them with three
digits, so that keys sort as numbers do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from extractors.raw import RawField
from pipeline.findings import CATALOGUE, Subject, sentences
from pipeline.places import places
from pipeline.records import Finding, Group, Record, Records
from pipeline.schema import TABLES, Row, Scalar

_LETTER = {"grids": "k", "sections": "s", "tasks": "t", "projects": "p", "funding": "b", "goals": "g", "indicators": "i", "findings": "f"}
_KEY = {
    "grids": "grid_id",
    "sections": "section_id",
    "tasks": "task_id",
    "projects": "project_id",
    "funding": "funding_id",
    "goals": "goal_id",
    "indicators": "indicator_id",
}
_EMPTY: dict[str, Row] = {name: dict.fromkeys(table.names) for name, table in TABLES.items()}
_PAGED = frozenset(name for name, table in TABLES.items() if "page" in table.names and name not in ("grids", "findings", "provenance"))
_ATTRIBUTED = frozenset(name for name, table in TABLES.items() if "attributes" in table.names)


def row_id(parent: str, table: str, number: int, of: int) -> str:
    """`…-p01`; three digits where the parent has over 99 such rows."""
    return f"{parent}-{_LETTER[table]}{number:0{max(2, len(str(of)))}d}"


@dataclass(slots=True)
class Laid:
    """The rows of one submission, table by table, and which row each record became."""

    document_id: str
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    keys: dict[int, _Keys] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Keys:
    """What a record became: its row's id, its project's and its indicator's, its place in the print, what sentences call it."""

    row: str
    project: str | None
    indicator: str | None
    order: tuple[int, int, int]
    subject: Subject


def lay(document_id: str, records: Records, findings: Iterable[Finding]) -> dict[str, list[Row]]:
    """Every table's rows of one submission. The documents row holds what was read; facts of the file are the caller's."""
    laid = Laid(document_id)
    _put(laid, records.document, document_id, None, {"document_id": document_id}, (0, 0, 0), Subject("documents"))
    _number(laid, records.grids, document_id, None)
    _number(laid, records.sections, document_id, None)
    _number(laid, records.tasks, document_id, None)
    _group(laid, records.department, None)
    for number, group in enumerate(records.projects, 1):
        _group(laid, group, (number, len(records.projects)))
    laid.rows["findings"] = _finding_rows(laid, findings)
    for name, rows in laid.rows.items():
        if name != "findings":
            rows.sort(key=itemgetter(*TABLES[name].key))
    return laid.rows


def _group(laid: Laid, group: Group, number: tuple[int, int] | None) -> None:
    project_id, name = None, None
    if group.project is not None and number is not None:
        project_id, name = row_id(laid.document_id, "projects", *number), group.project.text("project_name") or f"第{number[0]}个"
        ids: Row = {"project_id": project_id, "document_id": laid.document_id, "ordinal": number[0]}
        _put(laid, group.project, project_id, project_id, ids, (number[0], 0, 0), Subject("projects", name))
    order = number[0] if number is not None else 0
    owner = _Owner(project_id, name, order)
    for rank, rows in enumerate((group.funding, group.plan, group.goals, group.indicators), 1):
        _number(laid, rows, project_id or laid.document_id, owner, rank)
    for record in group.empty_funding:
        laid.keys[id(record)] = _Keys("", project_id, None, (order, 1, 0), Subject("funding", name))


@dataclass(frozen=True, slots=True)
class _Owner:
    project_id: str | None
    name: str | None
    order: int


def _number(laid: Laid, records: Sequence[Record], parent: str, owner: _Owner | None, rank: int = 0) -> None:
    for number, record in enumerate(records, 1):
        ids: Row = {"document_id": laid.document_id, "ordinal": number}
        key = f"{parent}-{number}"
        if record.table in _KEY:
            key = row_id(parent, record.table, number, len(records))
            ids[_KEY[record.table]] = key
        project_id, name = (owner.project_id, owner.name) if owner is not None else (None, None)
        if owner is not None:
            ids["project_id"] = project_id
        if record.task is not None:
            ids["task_id"] = laid.keys[id(record.task)].row
        subject = Subject(record.table, name)
        if record.table == "indicators":
            subject = Subject(record.table, name, number, record.text("level3") or record.text("level2"), record.text("unit_inferred"))
        _put(laid, record, key, project_id, ids, (owner.order if owner else 0, rank, number), subject)
        for part in record.parts:
            _put_part(laid, part, key)


def _put(laid: Laid, record: Record, key: str, project_id: str | None, ids: Row, order: tuple[int, int, int], subject: Subject) -> None:
    table = record.table
    row = _EMPTY[table].copy()
    for name, fact in record.facts.items():
        row[name] = fact[0]
    row.update(ids)
    if table in _PAGED:
        row["page"] = _page(record)
    if table in _ATTRIBUTED and record.attributes:
        row["attributes"] = attributes_json(record.attributes)
    laid.rows[table].append(row)
    laid.keys[id(record)] = _Keys(key, project_id, key if table == "indicators" else None, order, subject)
    _provenance(laid, record, key)


def _put_part(laid: Laid, part: Record, indicator_id: str) -> None:
    laid.rows["indicator_parts"].append(
        _EMPTY["indicator_parts"] | {name: fact.value for name, fact in part.facts.items()} | {"indicator_id": indicator_id}
    )
    _provenance(laid, part, f"{indicator_id}-{part.get('part')}")


def _page(record: Record) -> int | None:
    """The page on which a row begins: that of its first print (a label merged down began earlier, so the row's own cells count)."""
    found = [printed.where.page for name, fact in record.facts.items() if name not in ("level1", "level2") and (printed := fact.source)]
    pages = [page for page in found if page is not None]
    return min(pages, default=None)


def attributes_json(attributes: Sequence[tuple[str, RawField]]) -> str:
    """Label–value pairs as a JSON object, in the order of the print; a label printed with several values has a list of them."""
    found: dict[str, dict[str, None]] = {}
    for label, printed in attributes:
        found.setdefault(label.strip(), {})[printed.text.strip()] = None
    return json.dumps(
        {label: next(iter(values)) if len(values) == 1 else list(values) for label, values in found.items()}, ensure_ascii=False
    )


def _provenance(laid: Laid, record: Record, key: str) -> None:
    """A row for each place of each value; a print that gave several columns is looked up once."""
    rows, head = laid.rows["provenance"], {"document_id": laid.document_id, "table": record.table, "row_id": key}
    known: dict[int, list[Row]] = {}
    for name, (_, rule, source) in record.facts.items():
        if source is None:
            continue
        found = known.get(id(source))
        if found is None:
            found = known[id(source)] = places(source)
        for number, place in enumerate(found, 1):
            rows.append({**head, "field": name, "rule": rule, **place, "piece": number})
    others = (place for _, printed in record.attributes for place in places(printed))
    for number, place in enumerate(others, 1):
        rows.append({**head, "field": "attributes", "rule": "pair", **place, "piece": number})


def _finding_rows(laid: Laid, findings: Iterable[Finding]) -> list[Row]:
    """Findings in the order of the records they are about, so that it is the same for every container; then those about places."""
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        about = id(finding.record) if finding.record is not None else id(finding)
        unique.setdefault((about, finding.note.code, finding.field, finding.printed), finding)
    ordered = sorted(unique.values(), key=lambda finding: _order(laid, finding))
    return [_finding_row(laid, finding, number, len(ordered)) for number, finding in enumerate(ordered, 1)]


def _order(laid: Laid, finding: Finding) -> tuple[int, tuple[int, int, int], str, str]:
    if finding.record is None:
        return (0 if finding.note.code != "text.unassigned" else 2, (0, 0, 0), "", "")
    return (1, laid.keys[id(finding.record)].order, finding.field or "", finding.note.code)


def _finding_row(laid: Laid, finding: Finding, number: int, of: int) -> Row:
    keys = laid.keys[id(finding.record)] if finding.record is not None else None
    subject = keys.subject if keys is not None else Subject()
    raw, where = finding.printed, finding.place
    message, message_en = sentences(finding.note, subject, finding.field, raw, where.page)
    values: tuple[Scalar, ...] = (
        row_id(laid.document_id, "findings", number, of),
        laid.document_id,
        keys.project if keys is not None else None,
        keys.indicator if keys is not None else None,
        finding.note.code,
        CATALOGUE[finding.note.code].severity.value,
        finding.field,
        raw,
        message,
        message_en,
        where.page,
        where.block,
        where.row,
        where.column,
        where.sheet,
        where.cell,
    )
    return dict(zip(TABLES["findings"].names, values, strict=True))
