"""Raw records: what a form says, in the document's own words.

The engine hands these on; it normalises nothing. Every character it used is named by a `Span`, so that the pipeline
can prove what was lost (coverage) and say where each value stood (provenance).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extractors.document import Grid, Piece, Remark, Where


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
    document   title, year (texts a fiscal year may stand in: head lines), department, unit_name, amount_unit,
               as_of (texts that a monitoring period may stand in: a title or a column label with 1-7月)
               [family: goal | self_evaluation | monitoring | review | None]
    section    number, heading, text   [level: int, path: str, role: str | None]
    task       name, content, goal, amount, fiscal, other   [amount_unit, number: int from 1 in the document]
    project    heading, unit, project_code, project_name, department, purpose   [amount_unit, family as above]
    funding    label, amount, weight, execution_rate, score
               [source: str | None, stage: budget | initial | adjusted | executed | forecast,
               horizon: annual | whole_period | None, amount_unit: str | None]
    plan       label, percent
    goal       text, actual   [horizon: annual | long_term]
    indicator  level1, level2, level3, description, target, sign, unit, basis, weight, actual, forecast, score, deviation,
               grade_excellent, grade_good, grade_fair, grade_poor (forms with a target for each grade; then no `target`)
               [scope: project | department, horizon: annual | long_term | None,
               task: the `number` of the task that it stands under | None,
               joined: 1 where the name's cell is the target's too,
               label_excellent, label_good, label_fair, label_poor: the grade's column label as printed (优),
               label_sign, label_unit: likewise of a sign's and a unit's own column (度量单位)]
    A printed but blank cell is a field with text "": that is how a blank target, amount or goal is known to be asked for.
    A form that is left empty altogether is the remark `form.blank`, which the engine makes.
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


class GridRole(StrEnum):
    """What a printed table is, by the performance labels that it prints."""

    FORM = "form"
    """A performance form, or a part of one."""
    LIST = "list"
    """Many projects, a row or more each."""
    TASKS = "tasks"
    """The main tasks of a whole department."""
    UNRELATED = "unrelated"
    """No performance label: a budget table, procurement, assets, contents. It is not read for values."""
    LAYOUT = "layout"
    """It only lays other things out."""
    UNREAD = "unread"
    """Performance labels stand in it, and no row came of it."""


@dataclass(frozen=True, slots=True, eq=False)
class GridUse:
    """What one table of the document was taken for.

    `rows` and `columns` are its size, `cells` its printed cells (not blank), `cells_used` those of them that ended in a row of
    another table or in a recognised label. `caption` is the line above it as printed. The findings `grid.unrelated` and
    `grid.unread` are made of these by the pipeline; the characters of an unrelated table count as kept.
    """

    grid: Grid
    page: int | None
    rows: int
    columns: int
    caption: str | None
    role: GridRole
    cells: int
    cells_used: int


@dataclass(frozen=True, slots=True)
class Stray:
    """Characters of a form that no row holds, though they look like a part of one; they never count as kept.

    `code` is `form.stray` (narrative or a page header that holds the form's labels or a target) or `indicator.stray` (a row of a
    table that looks like an indicator and became something else). The pipeline makes the finding.
    """

    code: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """Everything the engine made of a document. `template` is the id of the form description, None where none fits."""

    records: tuple[RawRecord, ...]
    claims: tuple[Claim, ...]
    remarks: tuple[Remark, ...] = ()
    template: str | None = None
    evidence: tuple[str, ...] = ()
    grids: tuple[GridUse, ...] = ()
    strays: tuple[Stray, ...] = ()
