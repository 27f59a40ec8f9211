"""The tables of links: what belongs together, what changed, the library, and names that a person is asked about."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalizers.value import plain
from pipeline.exporters._atomic import replacing
from pipeline.links.library import Entry, library, low_targets
from pipeline.links.over_time import Change, Link, changes, links
from pipeline.links.pairing import ALIASES, alike
from pipeline.rules.case import Case, text
from pipeline.schema import Row


@dataclass(frozen=True, slots=True)
class Linked:
    """How much was found."""

    links: int
    changes: int
    indicators: int
    asked: int


def write_links(cases: Sequence[Case], aliases: dict[str, str], folder: Path) -> Linked:
    """Write links.csv, link_changes.csv, library.csv and aliases_to_confirm.csv below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = links(cases, aliases)
    said = [change for link in found for change in changes(link)]
    entries = library(cases, aliases)
    asked = sorted(alike(link.pairs for link in found))
    _write(folder / "links.csv", _LINKS, (row for link in found for row in _link_rows(link)))
    _write(folder / "link_changes.csv", _CHANGES, [*map(_change_row, said), *_peer_rows(entries)])
    _write(folder / "library.csv", _LIBRARY, map(_entry_row, entries))
    _write(folder / "aliases_to_confirm.csv", ALIASES, ((new, old, "") for old, new in asked))
    return Linked(len(found), len(said), len(entries), len(asked))


_LINKS = (
    *("kind", "department", "project_name", "project_code", "year_before", "year_after", "document_before", "document_after"),
    *("name_key", "paired_by", "raw_before", "raw_after", "actual_raw", "indicator_before", "indicator_after"),
)
_CHANGES = (
    "rule",
    "department",
    "project_name",
    "year",
    "indicator",
    "raw_before",
    "raw_after",
    "document_before",
    "document_after",
    "message",
)
_LIBRARY = ("name_key", "level2_class", "unit", "indicators", "departments", "targets", "lowest", "tenth", "median", "highest")


def _link_rows(link: Link) -> Iterable[Sequence[object]]:
    head = (
        link.kind,
        link.after.department,
        link.second.name,
        text(link.second.project, "project_code"),
        link.before.year,
        link.after.year,
    )
    files = (link.before.document["path"], link.after.document["path"])
    rows: list[tuple[Row | None, Row | None, str]] = [(pair.before, pair.after, pair.how) for pair in link.pairs.pairs]
    rows += [(row, None, "dropped") for row in link.pairs.dropped] + [(None, row, "added") for row in link.pairs.added]
    for before, after, how in rows:
        name = text(after, "name_key") or text(before, "name_key")
        keys = (text(before, "indicator_id"), text(after, "indicator_id"))
        yield (*head, *files, name, how, text(before, "raw"), text(after, "raw"), text(after, "actual_raw"), *keys)


def _change_row(change: Change) -> Sequence[object]:
    link = change.link
    name = text(change.after, "level3") or text(change.before, "level3")
    raws = (text(change.before, "raw"), text(change.after, "raw"))
    files = (link.before.document["path"], link.after.document["path"])
    return (change.code, link.after.department, link.second.name, link.after.year, name, *raws, *files, change.said)


def _peer_rows(entries: Sequence[Entry]) -> Iterable[Sequence[object]]:
    for entry, floor, case, row in low_targets(entries):
        unit = entry.unit or ""
        said = f"{case.department}的指标「{row['level3']}」目标为「{row['raw']}」，同类部门九成在{plain(floor)}{unit}以上。"
        yield ("peer.lower-target", case.department, None, case.year, row["level3"], None, row["raw"], None, case.document["path"], said)


def _entry_row(entry: Entry) -> Sequence[object]:
    values = sorted(value for value, _, _ in entry.targets)
    shown = [plain(one) for one in (values[0], values[len(values) // 10], values[len(values) // 2], values[-1])] if values else [None] * 4
    return (entry.name, entry.level2_class, entry.unit, entry.rows, entry.departments, len(values), *shown)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    with replacing(path) as beside:
        beside.write_text(out.getvalue(), "utf-8", newline="")
