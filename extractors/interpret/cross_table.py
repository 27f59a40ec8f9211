"""What stands around the tables of a form: pairs, amounts, plans and goals, each value read once by the cheapest rule for its path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from extractors.document import Cell
from extractors.interpret.builder import Project
from extractors.interpret.cell_tags import Tag, Tags, tag_rows
from extractors.interpret.columns import horizon_of
from extractors.interpret.header_paths import Path, path_of
from extractors.interpret.label_lines import keep_unit, read_line, read_note
from extractors.interpret.money import STAGES, Amounts, amount_in, claim_inline, inline_amounts, stage_of
from extractors.interpret.path_rules import Match, cheapest
from extractors.interpret.spanning_cells import sums_weights
from extractors.interpret.view import TableView, attribute_key, blank, dash, instruction, label_like, label_unit, numeric
from extractors.raw import Kind, RawField, Use
from extractors.vocabulary import Place
from normalizers.text import fold

FORM_FIELDS: Final = frozenset({"project_name", "project_code", "department", "unit", "purpose"})
_OTHER_YEAR = regex.compile(r"20\d\d年?度?实际|半年|上年|前年")
_DONE = regex.compile(r"完成情况|实际完成|实现情况")
_SHORT_NOTE: Final = 80


@dataclass(slots=True)
class _Goals:
    texts: list[tuple[str, RawField]] = field(default_factory=list)
    actuals: list[RawField] = field(default_factory=list)


class CrossTable:
    """Reads the rows of a form that belong to no table of records."""

    def __init__(self, view: TableView, project: Project | None, review: bool) -> None:
        self.view, self.book, self.project = view, view.book, project
        self.amounts = Amounts(view, project, review)
        self.goals = _Goals()
        self.used: dict[int, str] = {}
        self.tags = Tags({}, frozenset())
        self._late: list[tuple[Cell, Match]] = []

    def read(self, rows: Sequence[int], left_out: frozenset[int]) -> None:
        """Tag the cells that begin in `rows`, read each value, then say what each label was.

        Args:
            rows: row numbers, ascending.
            left_out: `id`s of cells that a table of records has taken.
        """
        cells = [cell for row in rows for cell in self.view.starts(row) if id(cell) not in left_out]
        self.tags = tag_rows(self.view, rows, left_out)
        for cell in cells:
            tag = self.tags.of[id(cell)]
            if tag is Tag.SELF:
                self._read_self(cell)
            elif tag is Tag.VALUE:
                self._read_value(cell)
        for cell, match in self._late:
            role = self._meaning(match.head or match.label, Place.STAGE) or "score"
            self.amounts.execution(role, cell, match.label, match.head or match.label)
        self.amounts.settle()
        self._flush_goals()
        for cell in cells:
            if self.tags.of[id(cell)] is Tag.LABEL:
                self._claim_label(cell)

    def _meaning(self, cell: Cell, place: Place) -> str | None:
        return self.view.find(cell, place)

    def _read_self(self, cell: Cell) -> None:
        """A blank cell, an instruction, or labels with their values in one cell."""
        if blank(cell):
            self._read_blank(cell)
        elif (parts := inline_amounts(cell, self.view.words)) is not None and not sums_weights(self.view, cell):
            self._inline(cell, parts)
        elif instruction(cell.text):
            if not read_note(cell, self.book, self.project):
                self.view.claim(cell, "instruction", Use.INSTRUCTION)
        else:
            read_line(cell, self.view.words, self.book, self.project, owner_is_form=True)

    def _inline(self, cell: Cell, parts: list[tuple[RawField, RawField]]) -> None:
        for label, amount in parts:
            source, stage = (self.view.words.find(label.text, p) for p in (Place.SOURCE, Place.STAGE))
            step = stage_of(source, stage, self.amounts.review)
            self.amounts.add(amount, source or ("total" if stage else "null"), step, label_unit(label.text), label)
        claim_inline(self.book, cell, parts)

    def _read_blank(self, cell: Cell) -> None:
        """A blank cell that the form asks for: a period of a plan, an amount, a goal."""
        path = path_of(self.view, cell, self.tags)
        match = cheapest(path, "", self.view.words, self.book.rules) if path.labels else None
        kind = match.rule.field if match is not None else ""
        if match is None or not kind.startswith(("plan", "funding.amount", "goal")):
            return
        for label in path.labels:
            self.used.setdefault(id(label), "path")
        if kind == "plan.percent":
            self._plan(cell, match)
        elif kind == "funding.amount":
            self._amount(cell, match, path)
        elif cell.row_span * cell.column_span >= match.label.row_span:
            self._goal(cell, match)

    def _read_value(self, cell: Cell) -> None:
        path = path_of(self.view, cell, self.tags)
        among = any(self._meaning(c, Place.SOURCE) or self._meaning(c, Place.BLOCK) == "funding" for c in path.row)
        parts = None if sums_weights(self.view, cell) else inline_amounts(cell, self.view.words, among_sources=among)
        if parts is not None:
            for label in path.labels:
                self.used.setdefault(id(label), "path")
            self._inline(cell, parts)
            return
        match = cheapest(path, cell.text, self.view.words, self.book.rules)
        if match is None:
            self._read_lone(cell)
            return
        if match.rule.field.startswith("funding") and sums_weights(self.view, match.label):
            self._file(None, attribute_key(match.label), self.book.value(cell, "total"))
            self.used[id(match.label)] = "total"
            return
        self.used.setdefault(id(match.label), match.rule.field)
        if match.head is not None:
            self.used.setdefault(id(match.head), match.rule.field)
        for label in path.labels:
            self.used.setdefault(id(label), "path")
        self._keep(cell, match, path)

    def _read_lone(self, cell: Cell) -> None:
        """A value without a label: a dash says nothing; a note is the form's; anything else stays left over and is named."""
        if dash(cell.text):
            self.view.claim(cell, "dash", Use.FILLER)

    def _keep(self, cell: Cell, match: Match, path: Path) -> None:
        kind = match.rule.field
        silent = kind.startswith(("funding", "goal", "note"))
        if silent and dash(cell.text):
            self.view.claim(cell, "dash", Use.FILLER)
        elif silent and instruction(cell.text) and len(fold(cell.text)) <= _SHORT_NOTE:
            self.view.claim(cell, "instruction", Use.INSTRUCTION)
        elif kind == "funding.amount" and self._stands_aside(cell, match, path):
            key = f"{attribute_key(match.label)}/{attribute_key(path.column[0])}"
            self._file(None, key, self.book.value(cell, "stage:note"))
        elif kind == "funding.amount":
            self._amount(cell, match, path)
        elif kind == "funding.execution":
            self._late.append((cell, match))
            self.book.take(cell)
        elif kind == "plan.percent":
            self._plan(cell, match)
        elif kind.startswith("goal"):
            self._goal(cell, match)
        elif kind == "note":
            head = match.head or match.label
            self.book.pair(self.project, attribute_key(head) or "说明", self.book.value(cell, "stage:note"))
        else:
            self._pair(cell, match)

    def _stands_aside(self, cell: Cell, match: Match, path: Path) -> bool:
        """Whether an amount stands under a heading that names no stage, while another of its row stands under one that does."""
        if match.head is not None or not path.column or self._names_amount(path.column[0]):
            return False
        others = [c for c in self.view.grid.row_cells(cell.row) if c is not cell and self.tags.of.get(id(c)) is Tag.VALUE]
        heads = [path_of(self.view, other, self.tags).column[:1] for other in others]
        return any(self._names_amount(head[0]) for head in heads if head)

    def _names_amount(self, head: Cell) -> bool:
        """Whether a heading may stand over amounts: a stage, a source, 金额, or any with a unit of money; of another year it may not."""
        if _OTHER_YEAR.match(fold(head.text)):
            return False
        named = self._meaning(head, Place.STAGE) or self._meaning(head, Place.SOURCE) or self._meaning(head, Place.TASK) == "amount"
        return bool(named) or label_unit(head.text) not in (None, "%")

    def _amount(self, cell: Cell, match: Match, path: Path) -> None:
        label = next((c for c in (match.label, *path.labels) if self._meaning(c, Place.SOURCE)), None) or path.nearest
        heads = [c for c in path.labels if self._meaning(c, Place.STAGE) in STAGES]
        stage = self._meaning(heads[0], Place.STAGE) if heads and heads[0] is not label else None
        if match.head is not None and self._meaning(match.head, Place.STAGE) in STAGES:
            stage = self._meaning(match.head, Place.STAGE)
        source = self._meaning(label, Place.SOURCE) if label is not None else None
        if source == "null" and not path.row:
            source = None  # 全年预算数 over the one amount of a form is its total
        if label is not None and source is None:
            stage = stage or self._meaning(label, Place.STAGE)
            source = "total" if stage in STAGES else "null"
        if match.rule.name == "amount of an unlisted source in a block of amounts":
            label, source = path.row[0], self._meaning(path.row[0], Place.SOURCE) or "null"
        unit = next((u for c in path.labels if (u := label_unit(c.text)) not in (None, "%")), None)
        asked = source if source != "total" or not stage else None
        step = stage if match.head is not None and stage else stage_of(asked, stage, self.amounts.review)
        key = attribute_key(label) if label is not None else "金额"
        if blank(cell) and (source != "total" if match.head is not None else step != "budget"):
            return
        rule = f"stage:{step}" if match.head else "pair:amount"
        amount = self.book.value(cell, rule) if blank(cell) else amount_in(self.book, cell, rule, key, self.project)
        if amount is not None:
            column_only = match.head is None and label is not None and self._meaning(label, Place.STAGE) and label in path.column
            self.amounts.add(amount, source, step, unit, None if column_only and not path.row else label)

    def _plan(self, cell: Cell, match: Match) -> None:
        fields = {"label": self.book.value(match.label, "plan:label"), "percent": self.book.value(cell, "plan:percent")}
        self.used[id(match.label)] = "plan.label"
        self.book.add(Kind.PLAN, fields, project=self.project.number if self.project else None)

    def _goal(self, cell: Cell, match: Match) -> None:
        label = match.label
        long = any(self._meaning(c, Place.GOAL) == "long_term.text" for c in (label,))
        if match.rule.field == "goal.actual" or _DONE.search(fold(label.text)):
            self.goals.actuals.append(self.book.value(cell, "goal:actual"))
            return
        horizon = "long_term" if long else horizon_of(label.text) or "annual"
        self.goals.texts.append((horizon, self.book.value(cell, "goal:text")))

    def _flush_goals(self) -> None:
        """Goals in the order of their texts; the k-th result belongs to the k-th text of the year."""
        number = self.project.number if self.project else None
        results = list(self.goals.actuals)
        for horizon, text in self.goals.texts:
            fields = {"text": text}
            if horizon == "annual" and results:
                fields["actual"] = results.pop(0)
            self.book.add(Kind.GOAL, fields, {"horizon": horizon}, project=number)
        for actual in results:
            self.book.add(Kind.GOAL, {"actual": actual}, {"horizon": "annual"}, project=number)

    def _pair(self, cell: Cell, match: Match) -> None:
        role = self._meaning(match.label, Place.PAIR) if match.rule.field == "pair" else None
        if instruction(cell.text) and len(fold(cell.text)) <= _SHORT_NOTE:
            self.view.claim(cell, "instruction", Use.INSTRUCTION)
        elif dash(cell.text) and role in FORM_FIELDS:
            self.view.claim(cell, "dash", Use.FILLER)
        else:
            if role is None and (known := self.view.words.near(match.label.text)) is not None:
                self.book.say("label.near", match.label, label=attribute_key(match.label), known=known)
            self._file(role, attribute_key(match.label), self.book.value(cell, f"pair:{role or 'other'}"))

    def _file(self, role: str | None, key: str, value: RawField) -> None:
        """A pair under its field; a second value of a field is an attribute."""
        fields = self.book.document if self.project is None else self.project.fields
        if role == "amount_unit":
            keep_unit(self.book, value)
        elif role in FORM_FIELDS and role not in fields:
            fields[role] = value
        elif role == "year" and "year" not in self.book.document:
            self.book.document["year"] = value
        else:
            self.book.pair(self.project, key, value)

    def _claim_label(self, cell: Cell) -> None:
        """What a label was: the label of a value, of a block, a heading; an unknown text that nothing answers stays left over."""
        if id(cell) in self.amounts.labels or self.used.get(id(cell)) == "plan.label":
            return
        if id(cell) in self.used or self.view.known(cell) or self._heads(cell):
            self.view.claim(cell, f"pair:{self._meaning(cell, Place.PAIR) or 'other'}" if id(cell) in self.used else "heading")

    def _heads(self, cell: Cell) -> bool:
        """Whether an unknown label heads what stands beside or under it, or waits for a value that is left blank."""
        if not label_like(cell.text) or numeric(cell.text):
            return False
        beside = self.view.right(cell)
        waits = beside is not None and blank(beside) and beside.row == cell.row
        return waits or cell.column_span == self.view.grid.columns or cell.row_span > 1
