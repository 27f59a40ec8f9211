"""Records: what a submission says, read, before it is laid into tables.

A `Fact` is one column's value with the print it was read from; a `Record` is one row to be; a `Group` is what belongs to
one project (or, with `project` None, to the whole department).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from extractors.document import Remark, Where
from extractors.raw import RawField, Span
from normalizers.notes import Note
from pipeline.schema import Scalar


class Fact(NamedTuple):
    """One column's value, the rule that read it and the print it stood in (None where it was concluded, not printed).

    A tuple because there are a thousand in a form: frozen dataclasses take three times as long to make.
    """

    value: Scalar
    rule: str = ""
    source: RawField | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One row to be of `table`. Columns that are absent from `facts` are null. `parts` are the values of a composite cell.

    `blank` names the columns for which the form prints a place that was left empty. `task` is the task that an indicator belongs to.
    """

    table: str
    facts: dict[str, Fact]
    attributes: tuple[tuple[str, RawField], ...] = ()
    parts: tuple[Record, ...] = ()
    blank: frozenset[str] = frozenset()
    task: Record | None = None

    def get(self, name: str) -> Scalar:
        """The value of a column, None where it has none."""
        fact = self.facts.get(name)
        return None if fact is None else fact.value

    def text(self, name: str) -> str | None:
        """A string column's value."""
        value = self.get(name)
        return value if isinstance(value, str) else None

    def decimal(self, name: str) -> Decimal | None:
        """A decimal column's value."""
        value = self.get(name)
        return value if isinstance(value, Decimal) else None

    def day(self, name: str) -> date | None:
        """A date column's value."""
        value = self.get(name)
        return value if isinstance(value, date) else None

    def source(self, name: str) -> RawField | None:
        """The print that a column was read from."""
        fact = self.facts.get(name)
        return None if fact is None else fact.source

    def sources(self) -> Iterator[RawField]:
        """Every print that ended in this row, its parts' and attributes' included."""
        for fact in self.facts.values():
            if fact.source is not None:
                yield fact.source
        for _, printed in self.attributes:
            yield printed
        for part in self.parts:
            yield from part.sources()


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact about a submission's data: a catalogue code with its arguments, what it is about and where it stands.

    `record` is the row it is about (None: the document). `raw` defaults to the source's text; "" says that nothing is printed.
    """

    note: Note
    record: Record | None = None
    field: str | None = None
    source: RawField | None = None
    raw: str | None = None
    where: Where | None = None

    @property
    def printed(self) -> str | None:
        """The print it is about; blank is None."""
        if self.raw is not None:
            return self.raw or None
        return (self.source.text.strip() or None) if self.source is not None else None

    @property
    def place(self) -> Where:
        """Where it stands; an empty place where nothing printed is meant."""
        if self.where is not None:
            return self.where
        return self.source.where if self.source else Where()


def remarked(remark: Remark) -> Finding:
    """What a reader or the engine noticed; its print is the argument that holds one."""
    said = dict(remark.note.args)
    return Finding(remark.note, raw=said.get("raw") or said.get("label") or said.get("text"), where=remark.where)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """What belongs to one project; the department's own where `project` is None. Rows stand in the order of the print.

    `empty_funding` are amounts that the form prints a place for, but no amount, `empty_goals` the labels of goals without a text:
    they reach no table.
    """

    project: Record | None
    funding: tuple[Record, ...] = ()
    plan: tuple[Record, ...] = ()
    goals: tuple[Record, ...] = ()
    indicators: tuple[Record, ...] = ()
    empty_funding: tuple[Record, ...] = ()
    empty_goals: tuple[RawField, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Everything read of one submission. `department` is the group without a project.

    `blanks` are characters that say "nothing" (`/`, `—` in a number's cell) or repeat a row that is there already:
    recognised, though no row holds them.
    """

    document: Record
    grids: tuple[Record, ...] = ()
    sections: tuple[Record, ...] = ()
    tasks: tuple[Record, ...] = ()
    department: Group = Group(None)
    projects: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()
    blanks: tuple[Span, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The department's own group, then the projects in order."""
        return (self.department, *self.projects)

    def rows(self) -> Iterator[Record]:
        """Every record, in the order of the tables."""
        yield self.document
        yield from self.grids
        yield from self.sections
        yield from self.tasks
        for group in self.groups:
            if group.project is not None:
                yield group.project
            yield from group.funding
            yield from group.plan
            yield from group.goals
            yield from group.indicators
