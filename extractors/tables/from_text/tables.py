"""Which rows are one table, and which lines one row: where the text holds a blank line too many.

A paragraph mark at the end of a cell prints a blank line that looks like the end of its row, and after the last cell of
a row like the end of the table. The real submission holds such a one in its first indicator row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.limits import Limits
from extractors.tables.from_text.marks import (
    Kind,
    Row,
    is_header,
    is_indicator_header,
    is_label,
    is_total,
    leading_blanks,
    mark,
    printed,
    sums,
)
from extractors.tables.label_roles import HEADERS, INDICATOR_HEADERS, LEVEL_HEADERS, LEVEL_VALUES, LabelRole, Labels


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row as printed: the texts of its cells, and what they look like."""

    texts: tuple[str, ...]
    marks: Row

    def __add__(self, other: FlatRow) -> FlatRow:
        return FlatRow(self.texts + other.texts, self.marks + other.marks)


def flat_row(texts: Iterable[str], labels: Labels) -> FlatRow:
    """The row of these printed texts."""
    cells = tuple(texts)
    return FlatRow(cells, tuple(mark(text, labels) for text in cells))


def tables(parts: Iterable[Sequence[FlatRow]], limits: Limits) -> Iterator[list[FlatRow]]:
    """Whole tables out of parts that only blank lines divide; parts that together exceed the limits stay apart."""
    table = _Table()
    for part in parts:
        if table.rows and (table.is_followed_by_form(part) or not table.has_room(part, limits)):
            yield subheaded(mended(table.rows))
            table = _Table()
        table.add(part)
    if table.rows:
        yield subheaded(mended(table.rows))


class _Table:
    """A table that grows part by part."""

    def __init__(self) -> None:
        self.rows: list[FlatRow] = []
        self._columns = 0
        self._indicators = False

    def add(self, part: Sequence[FlatRow]) -> None:
        self.rows.extend(part)
        self._columns = self._wider(part)
        self._indicators = self._indicators or any(is_indicator_header(row.marks) for row in part)

    def _wider(self, part: Sequence[FlatRow]) -> int:
        return max(self._columns, *(len(row.texts) for row in part))

    def has_room(self, part: Sequence[FlatRow], limits: Limits) -> bool:
        rows = len(self.rows) + len(part)
        return rows <= limits.rows and rows * self._wider(part) <= limits.places

    def is_followed_by_form(self, part: Sequence[FlatRow]) -> bool:
        """Whether a part begins another form: as this table did, or with a project or unit when this one had its indicators already."""
        first = part[0]
        if first.marks[0].blank:
            return False
        if first.texts[0] == self.rows[0].texts[0]:
            return True
        return self._indicators and any({LabelRole.ENTITY, LabelRole.PAIR} <= row.marks[0].roles for row in part[:2])


def mended(rows: Sequence[FlatRow]) -> list[FlatRow]:
    """The rows of a table, those joined that a blank line inside broke in two: headers, and rows under a header of as many cells."""
    out: list[FlatRow] = []
    header: Row = ()
    k = 0
    while k < len(rows):
        row = rows[k]
        if k + 1 < len(rows) and _halves(row.marks, rows[k + 1].marks, header, rows[k + 2].marks if k + 2 < len(rows) else ()):
            row = row + rows[k + 1]
            k += 1
        k += 1
        out.append(row)
        if is_header(row.marks):
            header = row.marks
    return out


def _halves(one: Row, two: Row, header: Row, after: Row) -> bool:
    """Whether two rows are the halves of one."""
    if all(m.roles & _HEADS for m in (*(one[1:] or one), *two)):
        return len(one) + len(two) == len(after)
    if _pairs_cut(one, two):
        return True
    if len(one) + len(two) != len(header) or is_total(one) or sums(one) or is_label(two[0]):
        return False
    if two[0].blank and printed(two):
        return False
    first = one[0]
    if first.blank or first.roles & (LEVEL_VALUES | {LabelRole.FUNDING_ROW}):
        return True
    return is_indicator_header(header) and not is_label(first)


def _pairs_cut(one: Row, two: Row) -> bool:
    """Whether a row of labels and values ends in a label, and the next begins with what must be its value."""
    if len(one) < 3 or len(one) % 2 == 0 or len(two) % 2 == 0:
        return False
    labels = (*one[0::2], *two[1::2])
    values = (*one[1::2], *two[0::2])
    return all(LabelRole.PAIR in m.roles for m in labels) and not any(map(is_label, values)) and not two[0].blank


# What the cells of a header that is broken in two are.
_HEADS = INDICATOR_HEADERS | {LabelRole.FUNDING_COLUMN}


def subheaded(rows: list[FlatRow]) -> list[FlatRow]:
    """The rows, those that can only be the second row of an indicator table's header marked as such, whatever words they print.

    Directly under a header no indicator leaves its levels blank; so what stands to their right are sub-headers.
    """
    return [_as_header(row) if k and _under_header(rows[k - 1].marks, row.marks) else row for k, row in enumerate(rows)]


def _under_header(above: Row, row: Row) -> bool:
    if not is_indicator_header(above) or len(row) < len(above):
        return False
    level = next(k for k, m in enumerate(above) if m.roles & LEVEL_HEADERS)
    texts = printed(row)
    return len(texts) > 1 and level < leading_blanks(row) and all(m.kind in (Kind.TINY, Kind.SHORT) for m in texts)


def _as_header(row: FlatRow) -> FlatRow:
    marks = (m if m.blank or m.roles & HEADERS else m._replace(roles=m.roles | {LabelRole.COLUMN}) for m in row.marks)
    return FlatRow(row.texts, tuple(marks))
