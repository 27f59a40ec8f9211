"""Tables typed with tabs: lines of cells that follow each other, with a line of headings or of labels among them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.tables.label_roles import INDICATOR_HEADERS, LEVEL_HEADERS, LabelRole, Labels
from extractors.tables.typed.framed import Table

LEAST = 2  # lines of cells
LEAST_LABELS = 3  # lines that begin with a label, where no line of headings stands

_TELLING = LEVEL_HEADERS | {LabelRole.TARGET}


def tabbed_rows(lines: Sequence[str], labels: Labels) -> list[Table]:
    """The tables among lines of cells between tabs."""
    out: list[Table] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _belongs(lines, start, end, labels):
            end += 1
        if end - start >= LEAST:
            out += _table(lines, start, end, labels)
        start = max(end, start + 1)
    return out


def _belongs(lines: Sequence[str], start: int, at: int, labels: Labels) -> bool:
    """Whether a line has cells, or is a label alone between two such lines."""
    if "\t" in lines[at].strip(" \u3000\n") or lines[at].startswith("\t"):
        return bool(lines[at].strip())
    inside = start < at < len(lines) - 1 and "\t" in lines[at + 1]
    return inside and bool(lines[at].strip()) and bool(labels.roles(lines[at]))


def _table(lines: Sequence[str], start: int, end: int, labels: Labels) -> list[Table]:
    rows = [[cell.strip(" \u3000") for cell in line.split("\t")] for line in lines[start:end]]
    while rows and _is_named(rows[-1], labels):
        rows.pop()
        end -= 1
    while rows and _is_named(rows[0], labels):
        rows.pop(0)
        start += 1
    heading = any(is_heading(row, labels) for row in rows)
    labelled = sum(bool(labels.roles(next(filter(None, row), ""))) and sum(map(bool, row)) > 1 for row in rows)
    if len(rows) < LEAST or not (heading or (labelled >= LEAST_LABELS and not _is_contents(rows))):
        return []
    return [(start, end, [_without_tail(row) for row in rows])]


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every line ends with a page number, none lower than the one before: a table of contents."""
    numbers = [row[-1] for row in rows]
    if not all(number.isdecimal() for number in numbers):
        return False
    return all(int(one) <= int(two) for one, two in pairwise(numbers))


def is_heading(row: Sequence[str], labels: Labels) -> bool:
    """Whether a row names the columns of a table of indicators."""
    roles = [labels.roles(cell) for cell in row if cell]
    known = sum(bool(role & INDICATOR_HEADERS) for role in roles)
    return known >= 2 and 2 * known >= len(roles) and any(role & _TELLING for role in roles)


def _is_named(row: Sequence[str], labels: Labels) -> bool:
    """Whether a row holds labels with their values behind a colon: it is read as a line."""
    first = next(filter(None, row), "")
    before, colon, _ = first.replace(":", "：").partition("：")
    return not first or (bool(colon) and not labels.roles(first) and bool(labels.roles(before)))


def _without_tail(row: list[str]) -> list[str]:
    """The row without a tab at its end that begins no cell."""
    return row[:-1] if len(row) > 1 and not row[-1] else row
