"""A row in the making: facts are put in, notes are kept with what they are about, a Record comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from extractors.raw import RawField, Span
from normalizers.amounts import Amount, Number, amount, number
from normalizers.notes import Note
from normalizers.text import squeeze
from pipeline.records.model import Fact, Finding, Record
from pipeline.schema import PRECISION, SCALE, Scalar

_LIMIT = Decimal(10) ** (PRECISION - SCALE)
_STEP = Decimal(1).scaleb(-SCALE)


@dataclass(slots=True)
class Sheet:
    """What is gathered beside the rows: findings, and characters that were recognised as saying nothing."""

    findings: list[Finding] = field(default_factory=list)
    blanks: list[Span] = field(default_factory=list)

    def blank(self, *printed: RawField | None) -> None:
        """These prints say "nothing", or repeat what a row already holds."""
        for one in printed:
            if one is not None:
                self.blanks.extend(one.spans)


@dataclass(frozen=True, slots=True)
class _Pending:
    note: Note
    field: str
    source: RawField | None


class Draft:
    """The facts of one row of `table`, gathered in any order."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.facts: dict[str, Fact] = {}
        self.attributes: list[tuple[str, RawField]] = []
        self._pending: list[_Pending] = []
        self._blanks: list[RawField] = []
        self._empty: set[str] = set()

    def put(self, name: str, value: Scalar, rule: str = "", source: RawField | None = None) -> None:
        """One column's value; None puts nothing. A number that no table can hold becomes null with a finding."""
        if value is None or value == "":
            return
        if isinstance(value, Decimal):
            fitting = self._fitting(name, value, source)
            if fitting is None:
                return
            value = fitting
        self.facts[name] = Fact(value, rule, source)

    def value(self, name: str) -> Scalar:
        """What was put into a column so far."""
        fact = self.facts.get(name)
        return None if fact is None else fact.value

    def _fitting(self, name: str, value: Decimal, source: RawField | None) -> Decimal | None:
        if not value.is_finite() or abs(value) >= _LIMIT:
            self.note(Note("number.overflow"), name, source)
            return None
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -SCALE:
            if value.normalize().as_tuple().exponent < -SCALE:  # type: ignore[operator]  # finite: the exponent is a number
                self.note(Note("value.rounded"), name, source)
            value = value.quantize(_STEP, ROUND_HALF_EVEN)
        return value

    def printed(self, name: str, source: RawField | None, *, solid: bool = False) -> None:
        """A text as printed (`solid`: without any white space); blank puts nothing."""
        if source is not None and not source.text.strip():
            self._empty.add(name)
        elif source is not None:
            self.put(name, squeeze(source.text) if solid else source.text.strip(), source.rule, source)

    def note(self, note: Note, name: str, source: RawField | None = None) -> None:
        """A remark about one column of this row."""
        self._pending.append(_Pending(note, name, source))

    def notes(self, notes: Iterable[Note], name: str, source: RawField | None) -> None:
        """Remarks about one column of this row."""
        for note in notes:
            self.note(note, name, source)

    def nothing(self, source: RawField | None) -> None:
        """A print that says nothing (`/` in a number's cell), or that another row holds already."""
        if source is not None:
            self._blanks.append(source)

    def extra(self, source: RawField | None, label: str | None = None) -> None:
        """A print that has no column here goes to `attributes` under its printed label."""
        if source is not None and source.text.strip():
            self.attributes.append((label or label_of(source, self.table), source))

    def number(self, name: str, source: RawField | None, read: Number | None = None) -> None:
        """A weight, score or percentage; what cannot be read keeps its text in `attributes`, with a finding."""
        if source is None:
            return
        found = read or number(source.text)
        self.put(name, found.value, found.rule, source)
        self.notes(found.notes, name, source)
        if found.value is None:
            self.nothing(source) if blank(found) else self.extra(source)

    def amount(self, name: str, source: RawField | None, unit: str | None) -> bool:
        """An amount in yuan; false where its cell says nothing."""
        if source is None:
            return False
        found = amount(source.text, unit)
        if blank(found):
            self.nothing(source)
            return False
        self.put(name, found.yuan, found.rule, source)
        self.notes(found.notes, name, source)
        return True

    def done(self, sheet: Sheet, parts: tuple[Record, ...] = (), task: Record | None = None) -> Record:
        """The finished row; its remarks and blanks go to the sheet."""
        sheet.blank(*self._blanks)
        record = Record(self.table, self.facts, tuple(self.attributes), parts, frozenset(self._empty), task)
        for pending in self._pending:
            sheet.findings.append(Finding(pending.note, record, pending.field, pending.source))
        return record


# The common label of a field, for a print that has no column and of whose own label only the meaning is handed on.
_LABELS = {
    "sign": "计算符号",
    "weight": "分值",
    "score": "得分",
    "execution_rate": "执行率",
    "percent": "支出计划",
    "department": "主管部门",
    "unit_name": "预算单位",
    "heading": "表题",
    "title": "标题",
    "project_name": "项目名称",
    "project_code": "项目编码",
    "purpose": "资金用途",
    "amount_unit": "金额单位",
}
_UNITS = {"indicators": "计量单位", "projects": "预算单位", "documents": "填报单位"}


def label_of(source: RawField, table: str = "") -> str:
    """A label for a print: that of its meaning, which its rule names after the colon; else what the rule names."""
    meaning = source.rule.rpartition(":")[2]
    return _UNITS.get(table, meaning) if meaning == "unit" else _LABELS.get(meaning, meaning)


def blank(read: Amount | Number) -> bool:
    """Whether a number's cell says nothing: neither a value nor a remark came of it."""
    value = read.yuan if isinstance(read, Amount) else read.value
    return value is None and not read.notes
