"""Amounts of a form: a row a source and stage, with weight, rate and score on what was executed; several in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import regex

from extractors.document import Cell
from extractors.interpret.builder import ExtractionBuilder, Project, field_of
from extractors.interpret.columns import horizon_of
from extractors.interpret.view import TableView, attribute_key, label_like
from extractors.raw import Claim, Kind, RawField, RawRecord, Span, Use
from extractors.vocabulary import Place, Vocabulary, parse_label
from normalizers.text import fold

STAGES: Final = frozenset({"initial", "adjusted", "executed", "forecast"})
_NUMBER = r"[-+]?\d[\d,，]*(?:\.\d+)?\s*(?:万元|亿元|千元|元|万|亿)?"
_INLINE = regex.compile(r"([^\d：:；;，,。（）()\s][^：:；;，,。（）()]{0,24})[：:]\s*(" + _NUMBER + ")")
# 实际支出金额（万元）142.5: label and amount in one cell without a colon.
_GLUED = regex.compile(r"\s*(\p{Han}{2,12}(?:\s*[（(][^（）()]{1,8}[）)])?)\s*(" + _NUMBER + r")\s*")
_MARKS = r"[\s：:；;，,。（）()、]*"
_BETWEEN = regex.compile(_MARKS + "(?:其中)?" + _MARKS + r"(?:[一二三四五六七八九十\d]{1,2}[、.．])?" + _MARKS)
# The amount of a cell, what stands before it (a fund's name), what behind (a remark in brackets).
_PARTED = regex.compile(
    r"(?P<before>\s*(?:[^\d\s].*?[^\d\s.,，])?\s*?)(?P<amount>[¥$]?" + _NUMBER + r"(?:整)?)\s*(?P<behind>(?:[（(][^（）()]*[）)])?)\s*",
    regex.DOTALL,
)


@dataclass(slots=True)
class Amounts:
    """The amounts of one form while they are read; `review` where the form is a self-evaluation."""

    view: TableView
    project: Project | None
    review: bool
    rows: list[tuple[int | None, RawRecord]] = field(default_factory=list)
    labels: set[int] = field(default_factory=set)

    def add(self, amount: RawField, source: str | None, stage: str, unit: str | None, label: Cell | RawField | None) -> None:
        """One amount; `label` is the label of its source, a cell or a part of one."""
        fields = {"amount": amount}
        if isinstance(label, Cell):
            fields["label"] = self.view.book.value(label, "source")
            self.labels.add(id(label))
        elif label is not None:
            fields["label"] = label
        facts: dict[str, str | int | None] = {"source": None if source == "null" else source, "stage": stage, "amount_unit": unit}
        if source == "lifetime":
            facts |= {"source": "total", "horizon": "whole_period"}
        elif (long := self._horizon(label)) is not None:
            facts["horizon"] = long
        record = self.view.book.add(Kind.FUNDING, fields, facts, project=self.project.number if self.project else None)
        self.rows.append((id(label) if isinstance(label, Cell) else None, record))

    def _horizon(self, label: Cell | RawField | None) -> str | None:
        """What the label says of its period, or the label of a source over it (其中：财政拨款 under 中期资金总额)."""
        if label is None or isinstance(label, RawField):
            return None if label is None else _period(label.text)
        cell: Cell | None = label
        while cell is not None:
            if (said := _period(cell.text)) is not None:
                return said
            above = self.view.grid.at(cell.row - 1, cell.column) if cell.row > self.view.first else None
            same = above is not None and (above.column, above.column_span) == (cell.column, cell.column_span)
            cell = above if same and above is not None and label_like(above.text) and not self.view.find(above, Place.PAIR) else None
        return None

    def execution(self, role: str, value: Cell, label: Cell, head: Cell) -> None:
        """A weight, rate or score: on the executed amount of its row, of the form where it has no row; else a pair."""
        own = [r for at, r in self.rows if at == id(label)] or ([] if label is not head else [r for _, r in self.rows])
        by_stage = {str(r.facts["stage"]): r for r in own}
        target = by_stage.get("executed") or by_stage.get("adjusted") or by_stage.get("initial")
        if label is head:
            target = by_stage.get("executed")
        printed = self.view.book.value(value, f"stage:{role}")
        if target is None or role in target.fields:
            key = attribute_key(head) if label is head else f"{attribute_key(label)}/{attribute_key(head)}"
            self.view.book.pair(self.project, key, printed)
        else:
            target.fields[role] = printed

    def settle(self) -> None:
        """A horizon is a fact only where the form prints both; an amount beside the year's whose label says nothing is the period's."""
        funding = [record for _, record in self.rows]
        said = {record.facts.get("horizon") for record in funding}
        for record in funding:
            twin = [r for r in funding if r is not record and all(r.facts[k] == record.facts[k] for k in ("source", "stage"))]
            if record.facts.get("horizon") is None and any(r.facts.get("horizon") == "annual" for r in twin):
                record.facts["horizon"] = "whole_period"
                said.add("whole_period")
        if not {"annual", "whole_period"} <= said:
            for record in funding:
                record.facts.pop("horizon", None)


def _period(text: str) -> str | None:
    horizon = horizon_of(text)
    if horizon == "long_term" or regex.search(r"总投资|项目总(?:预算|资金)", fold(text)):
        return "whole_period"
    return horizon


def stage_of(source: str | None, stage: str | None, review: bool) -> str:
    """年初预算数 and 全年执行数 say their stage; 预算数 is the budget, in a self-evaluation the adjusted one."""
    if stage in ("initial", "executed", "forecast"):
        return stage
    return "adjusted" if review else "budget"


def amount_in(book: ExtractionBuilder, cell: Cell, rule: str, key: str, project: Project | None) -> RawField | None:
    """The amount of a cell with the remark behind it; a fund's name that stands before it is a pair of the form under `key`."""
    found = _PARTED.fullmatch(cell.text)
    if found is None:
        return None
    book.take(cell)
    if found["before"].strip():
        book.pair(project, key, field_of(cell, "amount:remark", *found.span("before")))
    return field_of(cell, rule, found.start("amount"))


def inline_amounts(cell: Cell, words: Vocabulary, *, among_sources: bool = False) -> list[tuple[RawField, RawField]] | None:
    """一、财政拨款：8万元（其中：上级5万元）: (label, amount) of each source, where nothing else stands in the cell; None otherwise.

    `among_sources`: the cell stands in a block of amounts, where a source need not be one that the lexicon knows.
    """
    found = list(_INLINE.finditer(cell.text))
    among_sources = among_sources and bool(found)
    found = found or [m for m in [_GLUED.fullmatch(cell.text)] if m]
    if not found or not (among_sources or any(words.find(m.group(1), p) for m in found for p in (Place.SOURCE, Place.STAGE))):
        return None
    if not all(_BETWEEN.fullmatch(cell.text[a:b]) for a, b in _gaps(found, cell.text)):
        return None
    parts = []
    for match in found:
        label = match.group(1)
        start = match.start(1) + (len(label) - len(_strip_number(label)))
        parts.append((field_of(cell, "inline", start, match.end(1)), field_of(cell, "inline:amount", *match.span(2))))
    return parts


def claim_inline(book: ExtractionBuilder, cell: Cell, parts: list[tuple[RawField, RawField]]) -> None:
    """What stands around the amounts of a sentence is labels and punctuation."""
    end = 0
    for label, amount in parts:
        for start, stop in ((end, label.spans[0].start), (label.spans[0].start, amount.spans[0].start)):
            if cell.text[start:stop].strip():
                book.claims.append(Claim(Use.LABEL, Span(cell, start, stop), "source"))
        end = amount.spans[0].end
    if cell.text[end:].strip():
        book.claims.append(Claim(Use.LABEL, Span(cell, end, len(cell.text)), "punctuation"))
    book.take(cell)


def _gaps(found: list[regex.Match[str]], text: str) -> list[tuple[int, int]]:
    edges = [0, *(edge for match in found for edge in match.span()), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _strip_number(label: str) -> str:
    """A label without the number before it (一、财政拨款), and without 其中."""
    core = parse_label(label).core
    at = fold(label).find(core)
    return label[at:] if at > 0 and fold(label) == label else label
