"""Flat lists: one table for the projects of many units, a project's cells merged down, repeated or left blank below."""

from __future__ import annotations

from extractors.document import Cell
from extractors.interpret.builder import Owner, Project, field_of
from extractors.interpret.captions import Head
from extractors.interpret.columns import CORE, PROJECT, Column, Header
from extractors.interpret.indicator_rows import numbers_columns, read_table
from extractors.interpret.level_names import filler
from extractors.interpret.money import STAGES
from extractors.interpret.view import TableView, amount_like, attribute_key, blank, dash
from extractors.raw import Kind, RawField, RawRecord, Use
from extractors.vocabulary import Place
from normalizers.text import fold


class FlatList:
    """Reads a flat list; `read` answers its last row."""

    def __init__(self, sheet: TableView, header: Header, heads: dict[int, Head], head: Head) -> None:
        self.sheet, self.header, self.heads, self.head = sheet, header, heads, head
        self.columns = header.groups[0]
        self._owners: dict[int, Project | None] = {}
        self._seen: tuple[str, str] | None = None
        self._unit: Cell | None = None
        self._first = header.bottom + 1  # the first row of the project at hand
        self._current: Project | None = None
        self._amounts: dict[tuple[int, str], RawRecord] = {}
        self._rates: list[tuple[Project, RawField, Column]] = []

    def read(self, stop: int) -> int:
        """The rows down to `stop`: each belongs to the project named in it or above it."""
        for row in range(self.header.bottom + 1, stop + 1):
            self._owners[row] = self._owner(row)
        self._settle_rates()
        if self.header.roles & CORE:
            return read_table(self.sheet, self.header, lambda row: Owner(self._owners.get(row)), "project", stop)
        for cell in self.header.cells:
            if not blank(cell):
                self.sheet.claim(cell, "column")
        return stop

    def _column(self, role: str) -> Column | None:
        return next((c for c in self.columns if c.role == role), None)

    def _cell(self, role: str, row: int) -> Cell | None:
        column = self._column(role)
        return self.sheet.grid.at(row, column.first) if column is not None else None

    def _owner(self, row: int) -> Project | None:
        cells = [c for c in self.sheet.starts(row) if not blank(c)]
        if all(blank(c) for c in self.sheet.grid.row_cells(row)) or numbers_columns(cells):
            return self._current
        name, unit = self._cell("project_name", row), self._cell("unit_name", row) or self._cell("department", row)
        if name is not None and name is unit:  # a cell over unit and project: the unit's total
            name = None
        if unit is not None and not blank(unit) and not filler(unit.text):
            self._unit = unit
        if self._is_total(row, name):
            self._read_total(row)
            return None
        if name is None or blank(name):
            return self._current
        key = (fold(self._unit.text) if self._unit else "", fold(name.text))
        # A name printed again below itself goes on; the same cell merged down does too.
        if key == self._seen:
            if name.row == row:
                self.sheet.claim(name, "project name again")
                self._claim_again(row)
            return self._current
        if self._is_heading(row, name):
            self._unit, self._current, self._seen = name, None, None
            return None
        self._seen, self._first = key, row
        self._current = self._open(row, name)
        return self._current

    def _claim_again(self, row: int) -> None:
        """What a row prints of its project once more, as its first row does; a cell that says something else stays left over."""
        for column in self.columns:
            cell = self.sheet.grid.at(row, column.first)
            first = self.sheet.grid.at(self._first, column.first)
            if column.role in PROJECT and cell.row == row and self.sheet.free(cell) and fold(cell.text) == fold(first.text):
                self.sheet.claim(cell, "project again")

    def _is_heading(self, row: int, name: Cell) -> bool:
        """Whether a row holds nothing but a name where units and projects share a column: the unit of the rows below."""
        shared = self._column("unit_name") is None and self._column("department") is None
        alone = all(c is name or blank(c) for c in self.sheet.starts(row)) and name.row_span == 1
        return shared and alone and bool(self.header.roles & CORE)

    def _is_total(self, row: int, name: Cell | None) -> bool:
        """A row without a project and without levels sums a unit or the table."""
        core = [self._cell(c.role, row) for c in self.columns if c.role in CORE]
        if any(c is not None and not blank(c) and not dash(c.text) and not self.sheet.find(c, Place.TOTAL) for c in core):
            return False
        named = name is not None and not blank(name) and not self.sheet.find(name, Place.TOTAL)
        return not named if self.header.roles & CORE else name is None or blank(name) or self.sheet.find(name, Place.TOTAL) is not None

    def _read_total(self, row: int) -> None:
        """Its amount is a pair of the document, under the words printed before it."""
        cells = [c for c in self.sheet.starts(row) if not blank(c) and self.sheet.free(c)]
        label = next((c for c in cells if not amount_like(c.text)), None)
        if label is not None:
            self.sheet.claim(label, "total")
        for cell in cells:
            if cell is label:
                continue
            if amount_like(cell.text):
                key = attribute_key(label) if label is not None else "合计"
                self.sheet.book.pair(None, key, self.sheet.book.value(cell, "flat:total"))
            else:
                self.sheet.claim(cell, "total", Use.FILLER if dash(cell.text) else Use.LABEL)

    def _open(self, row: int, name: Cell) -> Project:
        book = self.sheet.book
        project = book.open_project()
        self.heads[project.number] = self.head
        project.fields["project_name"] = book.value(name, "column:project_name")
        if self._unit is not None:
            book.take(self._unit)
            project.fields["unit"] = field_of(self._unit, "column:unit_name")
        for column in self.columns:
            self._read_column(column, row, project)
        return project

    def _read_amount(self, column: Column, cell: Cell, project: Project) -> None:
        """An amount of a project: its source or its stage as the column's heading says."""
        heads = [column.head, *([column.over] if column.over is not None else [])]
        source = next((found for head in heads if (found := self.sheet.find(head, Place.SOURCE))), None)
        stage = next((found for head in heads if (found := self.sheet.find(head, Place.STAGE))), None)
        if source is None and stage is not None:
            source = "total"
        step = stage if stage in STAGES and any(self.sheet.find(c.head, Place.STAGE) == "executed" for c in self.columns) else "budget"
        if stage in ("executed", "forecast"):
            step = stage
        fields = {"label": field_of(column.head, "source"), "amount": self.sheet.book.value(cell, "column:amount")}
        unit = self.sheet.label(column.head).unit
        facts: dict[str, str | int | None] = {"source": None if source == "null" else source, "stage": step, "amount_unit": unit}
        record = self.sheet.book.add(Kind.FUNDING, fields, facts, project=project.number)
        self._amounts.setdefault((project.number, step), record)

    def _settle_rates(self) -> None:
        """An execution rate stands on its project's executed amount; without one it is a pair of the project."""
        for project, rate, column in self._rates:
            record = self._amounts.get((project.number, "executed"))
            if record is None:
                self.sheet.book.pair(project, attribute_key(column.head), rate)
            else:
                record.fields["execution_rate"] = rate

    def _read_column(self, column: Column, row: int, project: Project) -> None:
        cell = self.sheet.grid.at(row, column.first)
        book = self.sheet.book
        if column.role in ("project_code", "purpose") and not blank(cell):
            project.fields[column.role] = book.value(cell, f"column:{column.role}")
        elif column.role == "department" and not blank(cell) and cell is not self._unit:
            project.fields["department"] = book.value(cell, "column:department")
        elif column.role == "goal" and cell.row == row and not dash(cell.text):
            book.add(Kind.GOAL, {"text": book.value(cell, "column:goal")}, {"horizon": "annual"}, project=project.number)
        elif column.role == "amount" and amount_like(cell.text):
            self._read_amount(column, cell, project)
        elif column.role == "execution_rate" and not blank(cell) and cell.row == row:
            self._rates.append((project, book.value(cell, "stage:execution_rate"), column))
        elif column.role == "amount" and not blank(cell) and dash(cell.text):
            self.sheet.claim(cell, "dash", Use.FILLER)
        elif column.role == "note" and not self.header.roles & CORE and not blank(cell):
            book.pair(project, attribute_key(column.head), book.value(cell, "column:attribute"))
