"""What the engine has made of a document so far: records, claims and remarks, and which pieces are spoken for.

A piece becomes a value once: `field` and `claim` name the characters they use, so that nothing is lost unseen and
no cell feeds two rows but a label merged down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.document import Piece, Remark
from extractors.raw import Claim, Kind, RawField, RawRecord, Span, Stray, Use
from normalizers.notes import Note

if TYPE_CHECKING:
    from extractors.interpret.path_rules import PathRule


def field_of(piece: Piece, rule: str, start: int = 0, end: int | None = None) -> RawField:
    """The characters [start, end) of a piece as a raw field: ends stripped, line breaks dropped."""
    stop = len(piece.text) if end is None else end
    text = piece.text[start:stop].replace("\r", "").replace("\n", "").strip()
    return RawField(text, (Span(piece, start, stop),), rule)


def joined(fields: Sequence[RawField], separator: str = "") -> RawField:
    """Several fields as one text, in order."""
    return RawField(separator.join(f.text for f in fields), tuple(s for f in fields for s in f.spans), fields[0].rule)


@dataclass(slots=True)
class Project:
    """A project while it is being read: its own fields and pairs; `number` counts from 1 in the document."""

    number: int
    fields: dict[str, RawField] = field(default_factory=dict)
    attributes: list[tuple[str, RawField]] = field(default_factory=list)
    amount_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose row it is: a project's, or the whole department's, there perhaps under a task (its number from 1)."""

    project: Project | None = None
    task: int | None = None


class ExtractionBuilder:
    """Collects the records of one document."""

    def __init__(self, rules: tuple[PathRule, ...] = ()) -> None:
        """`rules` are those of the form that the document was recognised as; they stand before the rules that all forms share."""
        self.rules = rules
        self.records: list[RawRecord] = []
        self.claims: list[Claim] = []
        self.remarks: list[Remark] = []
        self.strays: list[Stray] = []
        self.projects: list[Project] = []
        self.document: dict[str, RawField] = {}
        self.attributes: list[tuple[str, RawField]] = []
        self.leads: dict[int, Piece] = {}  # the first line of a title over two lines, by the `id` of the second
        self.double: set[int | None] = set()  # projects (None: the department) whose tables print both horizons
        self._taken: set[int] = set()
        self._tasks = 0

    def free(self, piece: Piece) -> bool:
        """Whether nobody has used the piece yet."""
        return id(piece) not in self._taken

    def take(self, piece: Piece) -> None:
        """Mark a piece as used."""
        self._taken.add(id(piece))

    def title(self, piece: Piece, rule: str) -> RawField:
        """A title or heading, with the line above it that begins it where it is printed over two lines."""
        lead = self.leads.get(id(piece))
        return field_of(piece, rule) if lead is None else joined([field_of(lead, rule), field_of(piece, rule)])

    def claim(self, piece: Piece, meaning: str, use: Use = Use.LABEL, start: int = 0, end: int | None = None) -> None:
        """Recognise characters of a piece as a label, an instruction, a filler or furniture."""
        self.take(piece)
        if piece.text.strip():
            self.claims.append(Claim(use, Span(piece, start, len(piece.text) if end is None else end), meaning))

    def value(self, piece: Piece, rule: str, start: int = 0, end: int | None = None) -> RawField:
        """Use a piece as a value."""
        self.take(piece)
        return field_of(piece, rule, start, end)

    def add(
        self,
        kind: Kind,
        fields: Mapping[str, RawField],
        facts: Mapping[str, str | int | None] | None = None,
        attributes: Sequence[tuple[str, RawField]] = (),
        project: int | None = None,
    ) -> RawRecord:
        """Append a record."""
        record = RawRecord(kind, dict(fields), dict(facts or {}), tuple(attributes), project)
        self.records.append(record)
        return record

    def open_project(self) -> Project:
        """Begin the next project."""
        self.projects.append(Project(len(self.projects) + 1))
        return self.projects[-1]

    def next_task(self) -> int:
        """The number of the next task in the document, from 1."""
        self._tasks += 1
        return self._tasks

    def say(self, code: str, piece: Piece, **args: str) -> None:
        """A remark about a piece."""
        self.remarks.append(Remark(Note.of(code, **args), piece.where))

    def pair(self, owner: Project | None, key: str, value: RawField) -> None:
        """A label-value pair that no field knows: an attribute of a project, or of the document (owner None)."""
        (self.attributes if owner is None else owner.attributes).append((key, value))
