"""Which empty cells go on with the cell above them: the text prints a merged cell and a blank one alike.

What decides: a blank at the left goes on with the label above it; a level cell goes on only if the level before it does;
a header row under another leaves blank what the upper one names alone; any other blank is a value not filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.from_text.marks import Kind, Mark, Row, is_block, is_header, is_indicator_header, is_series, leading_blanks, printed
from extractors.tables.from_text.relation import Layout
from extractors.tables.label_roles import BLOCKS, HEADERS, LEVEL_HEADERS, LabelRole, Roles


@dataclass(slots=True)
class _Above:
    """A cell of the row above: what the merged cell that it belongs to prints, and whether a header row printed it."""

    origin: Mark
    header: bool
    roles: Roles  # of the indicator header over this place


def continued(rows: Sequence[Row], edges: Sequence[Layout]) -> list[list[bool]]:
    """For every cell of every row, whether it goes on with the cell above it (which then has the same edges)."""
    out: list[list[bool]] = []
    section = _Section()
    above: dict[tuple[int, int], _Above] = {}
    for k, row in enumerate(rows):
        spans = list(zip((0, *edges[k]), edges[k], strict=False))
        section.enter(rows, k, spans)
        following = rows[k + 1] if k + 1 < len(rows) else None
        flags = _row_flags(row, spans, above, section, rows[k - 1] if k else None, following)
        header = is_header(row)
        above = {
            span: _Above(above[span].origin, above[span].header, section.roles(span)) if on else _Above(m, header, section.roles(span))
            for span, m, on in zip(spans, row, flags, strict=True)
        }
        out.append(flags)
    return out


Span = tuple[int, int]
# Headers of columns that are no level and nothing that many indicators share.
_FACTS: Roles = frozenset({LabelRole.LEVEL3, LabelRole.TARGET, LabelRole.SIGN, LabelRole.UNIT})


class _Section:
    """The indicator table that a row belongs to, if any: the roles of its header by column."""

    def __init__(self) -> None:
        self._roles: dict[Span, Roles] = {}
        self.first_level = 0
        self.first_fact = 0
        self.before = 0

    def enter(self, rows: Sequence[Row], k: int, spans: Sequence[Span]) -> None:
        """Go on to row k."""
        row = rows[k]
        if is_indicator_header(row):
            self._head({span: m.roles for span, m in zip(spans, row, strict=True)})
        elif is_header(row) and k and is_indicator_header(rows[k - 1]):
            self._head({span: m.roles or self.roles(span) for span, m in zip(spans, row, strict=True)})
        elif is_header(row):
            self._roles = {}

    def _head(self, roles: dict[Span, Roles]) -> None:
        self._roles = roles
        self.first_level = min((start for (start, _), names in roles.items() if names & LEVEL_HEADERS), default=0)
        end = max(end for _, end in roles)
        self.first_fact = min((start for (start, _), names in roles.items() if names & _FACTS), default=end)
        self.before = sum(stop <= self.first_level for _, stop in roles)

    def __bool__(self) -> bool:
        return bool(self._roles)

    def roles(self, span: Span) -> Roles:
        return self._roles.get(span, frozenset())


def _row_flags(
    row: Row, spans: Sequence[Span], above: dict[Span, _Above], section: _Section, previous: Row | None, following: Row | None
) -> list[bool]:
    if previous is None:
        return [False] * len(row)
    header = is_header(row)
    run = leading_blanks(row)
    flags: list[bool] = []
    for cell, (m, span) in enumerate(zip(row, spans, strict=True)):
        up = above.get(span)
        if not m.blank or up is None:
            flags.append(False)
        elif header and is_header(previous):
            flags.append(not up.origin.blank)  # what the upper row names alone, the second leaves blank
        elif header:
            flags.append(cell == 0 and _block_goes_on(up, following))
        elif section:
            flags.append(_in_section(cell, run, span, up, section, row, spans, flags))
        else:
            flags.append(_elsewhere(cell, run, up, row, previous))
    return flags


def _block_goes_on(up: _Above, following: Row | None) -> bool:
    """The first cell of a header row: a block label from above, unless the header opens a block of its own further down."""
    return not up.origin.blank and following is not None and following[0].blank and up.origin.kind is not Kind.LONG


def _in_section(cell: int, run: int, span: Span, up: _Above, section: _Section, row: Row, spans: Sequence[Span], flags: list[bool]) -> bool:
    """A blank of a data row of an indicator table."""
    if up.header:
        # One column before the levels is a block's label; of several, each is a column of a flat list.
        return cell == 0 and span[1] <= section.first_level and _is_side(up.origin) and (section.before == 1 or is_block(up.origin))
    if up.origin.blank:
        return False
    roles = section.roles(span)
    second = any(LabelRole.TARGET in section.roles(left) for left in spans[:cell])  # the right half of a double-width form
    if LabelRole.LEVEL1 in roles:
        return second or cell < run
    if LabelRole.LEVEL2 in roles:
        return (second or cell < run) and _level_before(cell, spans, section, flags)
    if cell >= run or not all(flags):
        return False
    if LabelRole.LEVEL3 in roles:
        return cell + 1 == run
    return span[1] <= section.first_fact


def _level_before(cell: int, spans: Sequence[Span], section: _Section, flags: list[bool]) -> bool:
    """Whether the first level to the left of a second level cell goes on too; true where the form prints none."""
    for left in range(cell - 1, -1, -1):
        if LabelRole.LEVEL1 in section.roles(spans[left]):
            return flags[left]
    return all(flags[:cell])


def _is_side(m: Mark) -> bool:
    return not m.blank and m.kind not in (Kind.SIGN, Kind.NUMBER)


def _elsewhere(cell: int, run: int, up: _Above, row: Row, previous: Row) -> bool:
    """A blank of a row outside indicator tables: the label at the left goes on; a second label only if it is no column's header."""
    if up.origin.blank or cell >= run:
        return False
    if cell == 0:
        return _is_side(up.origin) and up.origin.kind is not Kind.LONG
    if run == len(row) or is_series(previous):
        return False
    if not up.header or up.origin.roles & BLOCKS or not up.origin.roles & HEADERS:
        return _is_side(up.origin)
    # A goal's name beside the heads of its texts (all of them filled in), not itself the head of a text that is blank.
    texts = printed(row)
    return len(texts) >= 2 and len(texts) == len(row) - run and all(LabelRole.GOAL in m.roles for m in previous[cell:])
