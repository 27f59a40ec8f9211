"""Text that was typed into fields and onto a page, where the file stores no appearance of it or one that says something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

import numpy as np

from extractors.readers.pdf_annotations import Annotations, Typed
from extractors.readers.pdf_print import LeftOut
from extractors.tables.lattice import Lattice
from extractors.tables.runs import OUTSIDE, Run, cells_of

if TYPE_CHECKING:
    from extractors.readers.pdf_runs import PageRuns

FIELD_DIFFERS: Final = "text.field-differs"
TALLEST: Final = 12.0  # points: a line typed into a field of several lines' height
WIDE: Final = 1.0  # of its height: what a typed character takes at most
_BREAK: Final = re.compile(r"[\r\n]+")
_FORMATTING: Final = re.compile(r"[\s,，¥￥$%％元]")


def add_typed(out: PageRuns, annotations: Annotations, lattices: Sequence[Lattice]) -> None:
    """Adds typed text to the runs of a page; a remark typed beside other print is left out, a field that shows something else is named."""
    for typed in annotations.typed:
        runs = _runs(typed, out, lattices)
        cell = runs[0].cell if runs else OUTSIDE
        if typed.code and (typed.red or (cell != OUTSIDE and any(run.cell == cell for run in out.runs))):
            out.left = [*out.left, *(LeftOut(typed.code, run) for run in runs)]
        else:
            out.runs += runs
    for field in annotations.fields:
        x0, y0, x1, y1 = out.view.box_of(*field.sides)
        shown = [run for run in out.runs if x0 <= (run.x0 + run.x1) / 2 <= x1 and y0 <= (run.y0 + run.y1) / 2 <= y1]
        if not shown:
            out.runs += _runs(field, out, lattices)
        elif not _same("".join(run.text for run in shown), field.text):
            out.differing.append((field.text, shown[0]._replace(text="".join(run.text for run in shown))))


def _runs(typed: Typed, out: PageRuns, lattices: Sequence[Lattice]) -> list[Run]:
    """The lines of typed text, from the top of its rectangle."""
    lines = [line for line in _BREAK.split(typed.text) if line.strip()]
    if not lines:
        return []
    x0, y0, x1, y1 = out.view.box_of(*typed.sides)
    em = max(min((y1 - y0) / len(lines), TALLEST), 1.0)
    cell = int(cells_of(np.array([[x0, y0, x1, y1]]), lattices)[0])
    first = max([out.size, *(run.first + 1 for run in out.runs)])
    top = y0 if len(lines) > 1 else (y0 + y1 - em) / 2
    return [
        Run(line, x0, top + at * em, min(x0 + WIDE * em * len(line), max(x1, x0 + em)), top + (at + 1) * em, em, cell, first + at)
        for at, line in enumerate(lines)
    ]


def _same(shown: str, held: str) -> bool:
    """Whether a field shows what it holds, a number perhaps in another format."""
    one, two = _FORMATTING.sub("", shown), _FORMATTING.sub("", held)
    if one == two:
        return True
    try:
        return Decimal(one) == Decimal(two)
    except InvalidOperation:
        return False
