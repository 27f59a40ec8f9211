"""A rule's examples as cases: printed words, read by the pipeline itself, so that a rule is judged on what a form would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Cell, Document, Grid, Where
from extractors.raw import Extraction, Kind, RawField, RawRecord, Span
from pipeline.rules.case import Case
from pipeline.rules.profile import Settings
from pipeline.rules.rule import Example
from pipeline.rules.run import profile
from pipeline.rules.tables import case_of
from pipeline.submission import FileFacts, build

_INDICATOR = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation", "basis")
_FUNDING = ("source", "stage", "amount", "execution_rate")


class Drawn:
    """One submission in the making."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.records: list[RawRecord] = []

    def field(self, text: str) -> RawField:
        place = len(self.cells) + 1
        cell = Cell(place, 1, 1, 1, text, Where(1, 1, place, 1))
        self.cells.append(cell)
        return RawField(text.strip(), (Span(cell, 0, len(text)),), "drawn")

    def add(self, kind: Kind, project: int | None, facts: dict | None = None, pairs: tuple[str, ...] = (), **texts: str | None) -> None:
        fields = {name: self.field(text) for name, text in texts.items() if text is not None}
        attributes = tuple((one.split(": ")[0], self.field(one.split(": ")[1])) for one in pairs)
        self.records.append(RawRecord(kind, fields, facts or {}, attributes, project))

    def project(self, example: Example, number: int) -> None:
        facts = {"family": example.family}
        self.add(Kind.PROJECT, number, facts, example.attributes, project_name=example.name, project_code=example.code)
        if example.goal is not None:
            self.add(Kind.GOAL, number, {"horizon": "annual"}, text=example.goal)
        if example.budget is not None:
            self.add(Kind.FUNDING, number, {"source": "total", "stage": "budget"}, label="资金总额", amount=example.budget)
        for line in example.funding:
            said = dict(zip(_FUNDING, (part.strip() for part in line.split("|")), strict=False))
            facts = {"source": said.pop("source"), "stage": said.pop("stage")}
            self.add(Kind.FUNDING, number, facts, label="资金总额", **said)
        for line in example.indicators:
            said = dict(zip(_INDICATOR, (part.strip() for part in line.split("|")), strict=False))
            fields = {name: text for name, text in said.items() if text or name in ("target", "actual")}
            self.add(Kind.INDICATOR, number, {"scope": "project"}, **fields)


def submission(example: Example, name: str = "a.docx", settings: Settings | None = None, department: str = "甲县妇女联合会") -> Case:
    """A case of an example and the projects beside it."""
    drawn = Drawn()
    year = f"{example.year}年度" if example.year else None
    drawn.add(Kind.DOCUMENT, None, department=department, year=year, as_of=example.as_of)
    for number, one in enumerate((example, *example.others), 1):
        drawn.project(one, number)
    document = Document("docx", "docx", (Grid(len(drawn.cells), 1, tuple(drawn.cells), Where(1, 1)),), partial=example.partial)
    read = build(Extraction(tuple(drawn.records), ()), document, FileFacts.of(name.encode(), name, "docx"))
    return case_of(read.rows, settings or usual())


def usual() -> Settings:
    """The national profile, every rule on, with a monitoring scale."""
    from pipeline.rules.run import rules

    states = {rule.code: rule.severity.value for rule in rules().values() if not rule.on}
    settings = profile("national").settings()
    return replace(settings, states=settings.states | states, monitoring={8: Decimal(60)})


@pytest.fixture
def make_case() -> Callable[..., Case]:
    return submission
