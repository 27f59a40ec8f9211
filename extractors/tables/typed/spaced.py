"""Tables typed with spaces: columns under each other in a fount whose Chinese characters are twice as wide as the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Cell, Grid
from extractors.tables.label_roles import Labels
from extractors.tables.lines import is_wide, join_lines
from extractors.tables.runs import OUTSIDE, Run
from extractors.tables.undrawn.evidence import TableEvidence, UndrawnTable
from extractors.tables.undrawn.regions import regions
from extractors.tables.undrawn.solve import solved

HALF = 5.0  # points that a narrow character is wide: any unit would do
LINE = 12.0  # points from line to line
_PIECE = re.compile(r"[^\s\u3000\xa0]+(?: [^\s\u3000\xa0]+)*")
_GAP = re.compile(r"\S[ \xa0]{2,}\S|\S\u3000+\S")


def spaced_grids(lines: Sequence[str], labels: Labels) -> list[tuple[int, int, Grid]]:
    """The tables among lines whose columns are made of spaces, each with its first line and the line after its last one."""
    if sum(_GAP.search(line) is not None for line in lines) < 2:
        return []
    runs = [run for at, line in enumerate(lines) for run in _runs(line, at)]
    out = []
    for region in regions(TableEvidence(runs), labels):
        table = solved(region, labels)
        if table is None:
            continue
        at = [int(run.y0 // LINE) for run, _ in table.cells]
        out.append((min(at), max(at) + 1, _grid(table)))
    return out


def _runs(line: str, at: int) -> list[Run]:
    """The pieces of a line between gaps of two spaces, where a typewriter would set them."""
    out = []
    for found in _PIECE.finditer(line):
        x0 = HALF * _columns(line[: found.start()])
        x1 = x0 + HALF * _columns(found.group())
        out.append(Run(found.group(), x0, LINE * at, x1, LINE * at + 2 * HALF, 2 * HALF, OUTSIDE, 1000 * at + found.start()))
    return out


def _columns(text: str) -> int:
    return sum(2 if is_wide(char) else 1 for char in text)


def _grid(table: UndrawnTable) -> Grid:
    """The grid of a table that was found, its texts joined line by line."""
    lattice = table.lattice
    texts: dict[int, list[Run]] = {}
    for run, cell in table.cells:
        texts.setdefault(cell, []).append(run)
    cells = [
        Cell(span.row + 1, span.column + 1, span.rows, span.columns, _text(texts.get(at, ()))) for at, span in enumerate(lattice.cells)
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(len(lattice.ys) - 1, len(lattice.xs) - 1, tuple(cells))


def _text(runs: Sequence[Run]) -> str:
    lines: dict[float, str] = {}
    for run in runs:
        lines[run.y0] = f"{lines[run.y0]} {run.text}" if run.y0 in lines else run.text
    return join_lines(list(lines.values()))
