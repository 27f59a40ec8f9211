"""A reading beside its truth: which indicators are whole, what is lost, invented or wrong, and what of it nobody says.

Rows are aligned and values compared as `pipeline.regress` does; here a verdict is one a thing (an indicator, a project, an amount), not
one a field. `silent` is the fault that matters most: an indicator that is not whole, or a printed value that stands nowhere, without any
finding that names it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from normalizers.text import fold
from pipeline.regress.align import align
from pipeline.regress.shapes import SHAPES
from pipeline.regress.values import choices, members, null, printed, right
from pipeline.schema import TABLES

from .form import Drawn, Line, Print

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
_ROLES: Final = {"form": frozenset({"form", "list", "tasks"}), "unrelated": frozenset({"unrelated", "layout"})}
_TEN_THOUSAND: Final = 10000  # 万
_LISTS: Final = ("funding", "spending_plan", "goals", "indicators", "parts")
_WHOLE_TABLES: Final = ("grid.unread", "indicator.no-target", "indicator.stray", "form.stray", "text.unassigned", "label.by-content")
"""Codes that speak of a table or a column, not of one indicator."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is not as drawn: what kind of thing, its name, and how (column: drawn, read)."""

    what: str
    name: str
    how: str
    silent: bool = False

    def __str__(self) -> str:
        return f"{self.what} {self.name}: {self.how}{' (nobody says so)' if self.silent else ''}"


@dataclass(slots=True)
class Verdict:
    """Counts of one reading, and everything that is wrong with it."""

    status: str = "ok"
    indicators: int = 0
    whole: int = 0
    projects: int = 0
    lost: int = 0
    invented: int = 0
    unnoticed: int = 0
    """Faults drawn on purpose that no finding names."""
    faults: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """Columns of the contract that the schema does not have."""

    @property
    def perfect(self) -> bool:
        """Whether everything is as drawn and every fault named."""
        return not self.wrong

    @property
    def silent(self) -> list[Wrong]:
        """What is wrong and said nowhere."""
        return [one for one in self.wrong if one.silent]


def judge(drawn: Drawn, rows: Rows, *, paged: bool = False) -> Verdict:
    """The verdict on a reading.

    Args:
        drawn: The form with its truth.
        rows: The rows of every table by its name, as a submission has them.
        paged: Whether the container may join tables that follow each other (pages, text), so that they are fewer than drawn.
    """
    judging = _Judging(drawn, rows)
    judging.run()
    judging.grids(paged=paged)
    return judging.verdict


class _Judging:
    def __init__(self, drawn: Drawn, rows: Rows) -> None:
        self.drawn, self.rows, self.verdict = drawn, rows, Verdict(str(rows["documents"][0]["status"]))
        self.said = [one for one in rows["findings"] if one["severity"] != "info" or one["rule"] in _WHOLE_TABLES]
        self.told = "\n".join(fold(f"{one['raw'] or ''} {one['message'] or ''}") for one in self.said)

    def run(self) -> None:
        truth, verdict = self.drawn.truth, self.verdict
        if verdict.status == "failed" and _has_form(self.drawn):
            self._wrong("document", "", "failed", silent=False)
        self._thing("documents", "document", truth["documents"], self.rows["documents"][0])
        self._projects(truth["projects"])
        for name, table in (("tasks", "tasks"), ("goals", "goals"), ("funding", "funding"), ("department_indicators", "indicators")):
            if name in truth:
                mine = [row for row in self.rows[table] if row.get("project_id") is None]
                self._list(table, truth[name], mine, "department")
        have = fold("".join(f"{row['heading'] or ''}{row['text'] or ''}" for row in self.rows["sections"]))
        for phrase in truth.get("narrative_contains", ()):
            if fold(phrase) not in have:
                self._wrong("narrative", phrase, "lost", silent=not self._named(phrase))
        self._faults()
        self._everywhere()

    def _projects(self, said: Sequence[Mapping[str, Any]]) -> None:
        read = list(self.rows["projects"])
        aligned = align(said, read, SHAPES["projects"])
        partner = dict(aligned.pairs)
        self.verdict.projects = len(said)
        for at, project in enumerate(said):
            found = read[partner[at]] if at in partner else None
            if found is None:
                self.verdict.lost += 1
                self._wrong("project", project["project_name"], "lost", silent=not self._named(project["project_name"]))
            else:
                self._thing("projects", project["project_name"], project, found)
            key = None if found is None else found["project_id"]
            for name in ("funding", "spending_plan", "goals", "indicators"):
                if name in project:
                    mine = [row for row in self.rows[name] if key is not None and row["project_id"] == key]
                    self._list(name, project[name], mine, project["project_name"])
        for j in aligned.right:
            self.verdict.invented += 1
            self._wrong("project", str(read[j]["project_name"]), "invented", silent=True)

    def _list(self, table: str, said: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]], where: str) -> None:
        aligned = align(said, read, SHAPES[table])
        partner = dict(aligned.pairs)
        for at, row in enumerate(said):
            found = read[partner[at]] if at in partner else None
            name = f"{where} · {SHAPES[table].name(row)}"
            whole = self._row(table, name, row, found)
            if table == "indicators":
                self.verdict.indicators += 1
                self.verdict.whole += whole
        for j in aligned.right:
            self._wrong(table, f"{where} · {SHAPES[table].name(read[j])}", "invented", silent=True)

    def _row(self, table: str, name: str, row: Mapping[str, Any], found: Mapping[str, Any] | None) -> bool:
        if found is None:
            self._wrong(table, name, "lost", silent=not self._said_of(row, None))
            return False
        whole = self._thing(table, name, row, found)
        if "parts" in row:
            mine = [part for part in self.rows["indicator_parts"] if part["indicator_id"] == found["indicator_id"]]
            before = len(self.verdict.wrong)
            self._list("indicator_parts", row["parts"], mine, name)
            whole = whole and len(self.verdict.wrong) == before
        return whole

    def _thing(self, table: str, name: str, said: Mapping[str, Any], read: Mapping[str, Any]) -> bool:
        """One row's columns; whether all are as drawn."""
        how = list(self._columns(table, said, read))
        if how:
            self._wrong(table, name, "; ".join(how), silent=not self._said_of(said, read))
        return not how

    def _columns(self, table: str, said: Mapping[str, Any], read: Mapping[str, Any]) -> Iterator[str]:
        known = {column.name for column in TABLES[table].columns}
        for name, value in said.items():
            if name in _LISTS:
                continue
            if name not in known:
                self.verdict.unknown.add(f"{table}.{name}")
            elif name == "attributes":
                yield from _attributes(value, read.get(name))
            elif not _same(table, name, value, read.get(name)):
                yield f"{name}: drawn {_shown(value)}, read {_shown(read.get(name))}"

    def _said_of(self, said: Mapping[str, Any], read: Mapping[str, Any] | None) -> bool:
        """Whether a finding speaks of the row: by its key, its name, its value or a label that it stands under."""
        keys = {read[name] for name in ("indicator_id", "funding_id") if name in read} if read else set()
        if any(one["indicator_id"] in keys for one in self.said if one["indicator_id"]):
            return True
        names = [said.get(name) for name in ("level3", "raw", "project_name", "text")]
        return any(self._named(one) for one in (*names, *self.drawn.odd)) or any(one["rule"] in ("grid.unread",) for one in self.said)

    def _named(self, text: Any) -> bool:
        """Whether a finding quotes the text; short numbers prove nothing."""
        return isinstance(text, str) and len(fold(text)) >= 2 and fold(text) in self.told

    def _faults(self) -> None:
        for fault in self.drawn.faults:
            self.verdict.faults += 1
            if not any(self._names(one, fault.project, fault.indicator) for one in self.said):
                self.verdict.unnoticed += 1
                self._wrong("fault", f"{fault.kind} of {fault.indicator or fault.project}", "no finding names it", silent=True)

    def _names(self, finding: Mapping[str, Any], project: str | None, indicator: str | None) -> bool:
        message = fold(finding["message"])
        if indicator is not None:
            return fold(indicator) in message
        return finding["indicator_id"] is None and (finding["project_id"] is not None or fold(project or "") in message)

    def _everywhere(self) -> None:
        """Nothing printed is lost: every value stands in a row or a finding; what no row has and no finding names is silent."""
        kept = {fold(text) for text in _texts(self.rows)}
        blob, numbers = "\n".join(sorted(kept)), {one for text in kept for one in _number(text)}
        roles = [one["role"] for one in self.rows.get("grids", ())]
        for text, role in _facts(self.drawn):
            if fold(text) in kept or fold(text) in blob or (role == "unrelated" and "unrelated" in roles):
                continue
            if "：" in text and all(fold(part) in blob for part in text.split("：", 1)):
                continue  # a label and its value stand in a row as key and value
            if any(one in numbers or one * _TEN_THOUSAND in numbers for one in _number(text)):
                continue
            if role == "unrelated" and "grids" not in self.rows:
                continue
            self._wrong("print", text, "stands in no row and no finding", silent=True)

    def grids(self, *, paged: bool) -> None:
        """Every table has its row in `grids`, with a role that fits what was drawn."""
        drawn, read = [_ROLES[table.role] for table in self.drawn.tables()], [one["role"] for one in self.rows.get("grids", ())]
        if len(drawn) == len(read):
            for at, (fitting, role) in enumerate(zip(drawn, read, strict=True), 1):
                if role not in fitting:
                    self._wrong("grid", str(at), f"role: drawn {' or '.join(sorted(fitting))}, read {role}", silent=True)
        elif not paged or len(read) > len(drawn) or {"unrelated" in fitting for fitting in drawn} != {role == "unrelated" for role in read}:
            self._wrong("grid", "all", f"tables: drawn {len(drawn)}, read {len(read)}", silent=False)

    def _wrong(self, what: str, name: str, how: str, *, silent: bool) -> None:
        self.verdict.wrong.append(Wrong(what, name, how, silent))


def _same(table: str, name: str, said: Any, read: Any) -> bool:
    allowed = choices(said)
    if null(read):
        return any(null(one) for one in allowed)
    return any(not null(one) for one in allowed) and right(TABLES[table].column(name), said, read)


def _attributes(said: Mapping[str, Any], read: Any) -> Iterator[str]:
    got = members(read)
    for label, value in said.items():
        found = got.get(fold(label))
        if null(found) or printed(found) != printed(value):
            yield f"attributes {label}: drawn {_shown(value)}, read {_shown(found)}"


def _shown(value: Any) -> str:
    return "|".join("null" if one is None else str(one) for one in choices(value))


def _number(text: str) -> Iterator[Decimal]:
    """The number that a whole text is, a percent sign or 万元 behind it left out."""
    with suppress(InvalidOperation):
        yield Decimal(text.removesuffix("%").removesuffix("万元"))


def _has_form(drawn: Drawn) -> bool:
    """Whether any table is a performance form; a document without one may well be refused."""
    return any(table.role == "form" for table in drawn.tables())


def _facts(drawn: Drawn) -> Iterator[tuple[str, str]]:
    """Every printed value with the role of its table, labels left out: they are the form's, not the submission's."""
    for table in drawn.tables():
        for cell in table.cells:
            if cell.kind is Print.VALUE and cell.fact:
                yield cell.fact, table.role
    titles = [block.text for block in drawn.blocks if isinstance(block, Line) and block.kind == "title"]
    if titles and _has_form(drawn):  # further ones are headings of forms, which are labels
        yield titles[0], "form"


def _texts(rows: Rows) -> Iterator[str]:
    """Every text that a row or a finding holds; places and keys are none."""
    for table, several in rows.items():
        if table == "provenance":
            continue
        for row in several:
            for name, value in row.items():
                if name in ("path", "sha256") or name.endswith("_id"):
                    continue
                yield from _members(value) if name == "attributes" and value else (_plain(value),)


def _members(value: Any) -> Iterable[str]:
    held = json.loads(value)
    for label, one in held.items():
        yield label
        yield from map(str, one if isinstance(one, list) else (one,))


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
