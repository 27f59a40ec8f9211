"""Raw records: what a form says, in the document's own words.

The engine hands these on; it normalises nothing. Every character it used is named by a `Span`, so that the pipeline
can prove what was lost (coverage) and say where each value stood (provenance).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extractors.document import Piece, Remark, Where


@dataclass(frozen=True, slots=True)
class Span:
    """The characters [start, end) of one piece's text."""

    piece: Piece
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawField:
    """A text as printed (white space at the ends removed, line breaks dropped) with the characters it came from.

    `text` is "" for a printed but blank cell: missing (no field), blank ("") and unreadable (a remark) are three things.
    `rule` names what in the engine read it (`column:指标值`, `pair:项目名称`).
    """

    text: str
    spans: tuple[Span, ...]
    rule: str

    @property
    def where(self) -> Where:
        """The place of its first character; an empty place where it has none."""
        return self.spans[0].piece.where if self.spans else Where()


class Kind(StrEnum):
    """Which table a raw record feeds."""

    DOCUMENT = "document"
    SECTION = "section"
    TASK = "task"
    PROJECT = "project"
    FUNDING = "funding"
    PLAN = "plan"
    GOAL = "goal"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True, eq=False)
class RawRecord:
    """One row to be: printed `fields` by canonical name, `facts` that the layout implies, other pairs as `attributes`.

    `project` is the number (from 1) of the project it belongs to; None for the whole department's and for documents.
    Fields by kind (all optional), facts in brackets:
    document   title, year (texts a fiscal year may stand in: head lines), department, unit_name, amount_unit
    section    number, heading, text   [level: int, path: str, role: str | None]
    task       name, content, amount, fiscal, other   [amount_unit]
    project    heading, unit, project_code, project_name, department, purpose   [amount_unit]
    funding    label, amount, weight, execution_rate, score   [source: str | None, stage: str, amount_unit: str | None]
    plan       label, percent
    goal       text, actual   [horizon: annual | long_term]
    indicator  level1, level2, level3, description, target, sign, unit, basis, weight, actual, score, deviation
               [scope: project | department, horizon: annual | long_term | None,
               joined: 1 where the name's cell is the target's too]
    """

    kind: Kind
    fields: dict[str, RawField]
    facts: dict[str, str | int | None] = field(default_factory=dict)
    attributes: tuple[tuple[str, RawField], ...] = ()
    project: int | None = None


class Use(StrEnum):
    """What characters that are no value were recognised as."""

    LABEL = "label"
    INSTRUCTION = "instruction"
    FILLER = "filler"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Claim:
    """Characters recognised without becoming a value; `meaning` says as what (the canonical field of a label)."""

    use: Use
    span: Span
    meaning: str


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """Everything the engine made of a document. `template` is the id of the form description, None where none fits."""

    records: tuple[RawRecord, ...]
    claims: tuple[Claim, ...]
    remarks: tuple[Remark, ...] = ()
    template: str | None = None
    evidence: tuple[str, ...] = ()
