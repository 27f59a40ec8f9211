"""Two runs over documents that nobody labelled: which rows and fields changed.

Documents are matched by content, then by path; rows as a regression aligns them, so that one row more or less moves no other. Keys,
places and messages are not compared; where the bytes differ (two containers of one batch) neither is the white space, nor what a
container may change (format, method, coverage).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from normalizers.text import squeeze
from pipeline.regress.align import Shape, align
from pipeline.regress.runs import Rows, matched
from pipeline.regress.shapes import SHAPES
from pipeline.regress.values import shown
from pipeline.schema import TABLES, Compare, Row

_FINDINGS: Final = Shape("findings", (("rule", "field", "raw"), ("rule", "field")), ("rule",), (("field", 10), ("raw", 10)), ordered=False)
_SKIPPED: Final = ("provenance",)
_OWN_FILE: Final = frozenset({"coverage", "method", "pages"})
"""File columns that say something new where the bytes are the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field, or with `field` None one row, that is not the same in both runs; what one of them has not is None."""

    document: str
    table: str
    row: str
    field: str | None
    before: str | None
    after: str | None


@dataclass(slots=True)
class Counted:
    """What became of one table's rows."""

    same: int = 0
    changed: int = 0
    removed: int = 0
    added: int = 0
    fields: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Changes:
    """What two runs differ in; of the single changes the first `most` are kept."""

    most: int
    documents: int = 0
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    tables: dict[str, Counted] = field(default_factory=dict)
    shown: list[Change] = field(default_factory=list)
    total: int = 0

    @property
    def none(self) -> bool:
        """Whether both runs say the same."""
        return not (self.total or self.removed or self.added)

    def add(self, change: Change) -> None:
        """Count one change, and keep it while there is room."""
        self.total += 1
        if len(self.shown) < self.most:
            self.shown.append(change)


def compare(before: Path, after: Path, most: int = 20) -> Changes:
    """The changes from one run's folder to another's. RunError where a folder holds no tables."""
    found = Changes(most)
    pairs: list[tuple[Row, Row]] = []
    for left, right in matched(Rows(before, "documents").table.to_pylist(), Rows(after, "documents").table.to_pylist()):
        if left is None or right is None:
            (found.added if left is None else found.removed).append(str((right or left or {})["path"]))
        else:
            pairs.append((left, right))
    found.documents = len(pairs)
    touched: set[str] = set()
    projects: dict[str, dict[Any, Any]] = {}
    for table in TABLES:
        if table not in _SKIPPED:
            _Table(table, found, projects, touched).compare(before, after, pairs)
    found.unchanged = len(pairs) - len(touched)
    return found


class _Table:
    """One table of both runs. `parents` maps the keys of matched projects and indicators of each document, filled as tables come."""

    def __init__(self, table: str, found: Changes, parents: dict[str, dict[Any, Any]], touched: set[str]) -> None:
        self.table, self.found, self.parents, self.touched = table, found, parents, touched
        self.counted = found.tables.setdefault(table, Counted())

    def compare(self, before: Path, after: Path, pairs: Sequence[tuple[Row, Row]]) -> None:
        mine, theirs = Rows(before, self.table), Rows(after, self.table)
        shared = [name for name in mine.columns if name in theirs.columns]
        for left, right in pairs:
            same_bytes = left["document_id"] == right["document_id"]
            columns = [name for name in shared if _compared(self.table, name, same_bytes)]
            self._document(str(left["path"]), mine.of(str(left["document_id"])), theirs.of(str(right["document_id"])), columns, same_bytes)

    def _document(self, path: str, left: list[Row], right: list[Row], columns: list[str], exact: bool) -> None:
        known = self.parents.setdefault(path, {None: None})
        groups: dict[Any, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
        for row in left:
            groups[known.get(_parent(self.table, row), ("gone", _parent(self.table, row)))][0].append(row)
        for row in right:
            groups[_parent(self.table, row)][1].append(row)
        for mine, theirs in groups.values():
            for one, other in self._pairs(mine, theirs, columns):
                self._rows(path, one, other, columns, exact)
                key = TABLES[self.table].key[0]
                if one is not None and other is not None and self.table in ("projects", "indicators"):
                    known[one[key]] = other[key]

    def _pairs(self, left: list[Row], right: list[Row], columns: list[str]) -> Iterator[tuple[Row | None, Row | None]]:
        if self.table == "documents" or _all_same(left, right, columns):
            yield from zip(left, right, strict=True)
            return
        aligned = align(left, right, _FINDINGS if self.table == "findings" else SHAPES[self.table])
        yield from ((left[i], right[j]) for i, j in aligned.pairs)
        yield from ((left[i], None) for i in aligned.left)
        yield from ((None, right[j]) for j in aligned.right)

    def _rows(self, path: str, one: Row | None, other: Row | None, columns: list[str], exact: bool) -> None:
        if one is None or other is None:
            which = one or other or {}
            self.counted.removed += other is None
            self.counted.added += one is None
            name = self._name(which)
            self._changed(Change(path, self.table, name, None, name if one else None, name if other else None))
            return
        differing = [name for name in columns if _plain(one[name], exact) != _plain(other[name], exact)]
        self.counted.changed += bool(differing)
        self.counted.same += not differing
        for name in differing:
            self.counted.fields[name] += 1
            self._changed(Change(path, self.table, self._name(one), name, shown(one[name]), shown(other[name])))

    def _changed(self, change: Change) -> None:
        self.touched.add(change.document)
        self.found.add(change)

    def _name(self, row: Row) -> str:
        if self.table == "documents":
            return str(row["path"])
        shape = _FINDINGS if self.table == "findings" else SHAPES[self.table]
        return shape.name(row)


def _all_same(left: list[Row], right: list[Row], columns: list[str]) -> bool:
    """Whether nothing has to be aligned: most documents of an upgrade."""
    return len(left) == len(right) and all(one[name] == other[name] for one, other in zip(left, right, strict=True) for name in columns)


def _parent(table: str, row: Row) -> Any:
    """What a row belongs to within its document."""
    if table == "indicator_parts":
        return row["indicator_id"]
    return row.get("project_id") if table not in ("projects", "documents") else None


def _compared(table: str, name: str, same_bytes: bool) -> bool:
    """Whether a column can tell two runs apart: not keys, places and numbers that follow from the rows before."""
    compare = TABLES[table].column(name).compare
    if compare is Compare.FILE:
        return same_bytes and name in _OWN_FILE
    return compare not in (Compare.KEY, Compare.PLACE) and name != "ordinal"


def _plain(value: Any, exact: bool) -> Any:
    return squeeze(value) if isinstance(value, str) and not exact else value
