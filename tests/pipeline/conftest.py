"""Hand-made extractions: every text is a real piece with a place, so that coverage and provenance are computed, not assumed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from extractors.document import Box, Cell, Document, Grid, Paragraph, Role, Where
from extractors.raw import Claim, Extraction, Kind, RawField, RawRecord, Span, Use
from pipeline.records.model import Fact, Finding, Group, Record, Records
from pipeline.submission import FileFacts, Submission, build


class Form:
    """A document in the making: `cell` and `line` print texts, `record` says what an engine would have made of them."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self.records: list[RawRecord] = []
        self.claims: list[Claim] = []

    def line(self, text: str, role: Role = Role.BODY, page: int | None = None) -> Paragraph:
        paragraph = Paragraph(text, Where(page, len(self.blocks) + 1), role)
        self.blocks.append(paragraph)
        return paragraph

    def cell(self, text: str, page: int | None = 1) -> Cell:
        block = len(self.blocks) + 1
        where = Where(page, block, 1, 1, Box(10.0, 20.0, 110.0, 40.0))
        cell = Cell(1, 1, 1, 1, text, where)
        self.blocks.append(Grid(1, 1, (cell,), Where(page, block)))
        return cell

    def field(self, text: str, rule: str = "column:指标值") -> RawField:
        """A cell that ended in a field."""
        return whole(self.cell(text), rule)

    def record(
        self, kind: Kind, project: int | None = None, attributes: dict[str, str] | None = None, facts: dict | None = None, **texts: str
    ) -> RawRecord:
        fields = {name: self.field(text, f"column:{name}") for name, text in texts.items()}
        extra = tuple((label, self.field(text, f"pair:{label}")) for label, text in (attributes or {}).items())
        record = RawRecord(kind, fields, facts or {}, extra, project)
        self.records.append(record)
        return record

    def claim(self, piece: Paragraph | Cell, use: Use = Use.LABEL) -> None:
        self.claims.append(Claim(use, Span(piece, 0, len(piece.text)), "known"))

    def document(self, **more: object) -> Document:
        return Document("docx", "docx", tuple(self.blocks), **more)  # type: ignore[arg-type]

    def read(self, **more: object) -> Submission:
        extraction = Extraction(tuple(self.records), tuple(self.claims), template="drawn")
        return build(extraction, self.document(**more), FileFacts.of(b"bytes of a form", "forms/a.docx", "docx"))


def whole(piece: Paragraph | Cell, rule: str) -> RawField:
    """The whole text of a piece as a field, as an engine would hand it on."""
    text = piece.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return RawField(text.strip().replace("\n", ""), (Span(piece, start, max(start, end)),), rule)


def printed(text: str, rule: str = "column:指标值") -> RawField:
    cell = Cell(1, 1, 1, 1, text, Where(1, 1, 1, 1))
    return RawField(text, (Span(cell, 0, len(text)),), rule)


def row(table: str, *, blank: tuple[str, ...] = (), attributes: dict[str, str] | None = None, **values: object) -> Record:
    """A record as it would have been read; decimals may be given as text."""
    facts = {name: Fact(value, "drawn", printed(str(value))) for name, value in values.items() if value is not None}  # type: ignore[arg-type]
    extra = tuple((label, printed(text, f"pair:{label}")) for label, text in (attributes or {}).items())
    return Record(table, facts, extra, blank=frozenset(blank))


def money(source: str | None, yuan: str, stage: str = "budget", **more: object) -> Record:
    return row("funding", source=source, stage=stage, amount_yuan=Decimal(yuan), raw=yuan, label=source, **more)


def records(group: Group | None = None, **more: object) -> Records:
    """Records of one project."""
    return Records(row("documents", **more), projects=(group,) if group is not None else ())


@pytest.fixture
def form() -> Form:
    return Form()


@pytest.fixture
def make_row() -> Callable[..., Record]:
    return row


@pytest.fixture
def make_money() -> Callable[..., Record]:
    return money


@pytest.fixture
def found() -> Callable[..., list[Finding]]:
    """What one rule finds in one project: `found("plan.final", plan=(…))`; all rules run, so that no other rule is silent about it."""
    from pipeline.checks import findings

    def run(code: str, document: dict | None = None, project: Record | None = None, **rows: tuple[Record, ...]) -> list[Finding]:
        group = Group(project or row("projects", project_name="车辆保险费"), **rows)
        return [finding for finding in findings(records(group, **(document or {}))) if finding.note.code == code]

    return run
