"""Text that runs over the border of its cell: it belongs to the cell that it was set in, not to the one that it reaches into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from extractors.document import Box
from extractors.readers.pdf_chars import Chars
from extractors.tables.lattice import Lattice
from extractors.tables.runs import OUTSIDE, Ints

ADJACENT: Final = 0.2  # of a character's height: characters that stand no farther apart are of one word
PADDING: Final = 1.0  # of a character's height: text that begins or ends nearer to a border was set at it
CUT: Final = 0.1  # of a character's height: how far a border goes into a character that runs over it


def cells_by_text(chars: Chars, cells: Ints, lattices: Sequence[Lattice]) -> Ints:
    """The cells of characters, those of a text that runs over a border all in the cell that it was set in.

    A border that goes between two characters parts them: some programs print a row of
    cells as one text.
    """
    kept = np.flatnonzero(chars.kept & (chars.owners >= 0))
    if len(kept) < 2 or not lattices:
        return cells
    out = cells.copy()
    for stretch in _stretches(chars, kept):
        own = cells[stretch]
        if len(np.unique(own)) > 1 and any(_cut(chars, cells, lattices, one, two) for one, two in pairwise(stretch.tolist())):
            out[stretch] = _set_in(chars, own, stretch, lattices)
    return out


def _stretches(chars: Chars, kept: Ints) -> Iterator[Ints]:
    """Characters of one text object that follow each other on one line without a gap."""
    one, two = chars.boxes[kept[:-1]], chars.boxes[kept[1:]]
    em = one[:, 3] - one[:, 1]
    new = (
        (chars.owners[kept[1:]] != chars.owners[kept[:-1]])
        | (np.abs(two[:, 0] - one[:, 2]) > ADJACENT * em)
        | (np.abs(two[:, 3] - one[:, 3]) > 0.5 * em)
    )
    yield from np.split(kept, np.flatnonzero(new) + 1)


def _cut(chars: Chars, cells: Ints, lattices: Sequence[Lattice], one: int, two: int) -> bool:
    """Whether the border between two neighbouring characters goes through one of them."""
    if cells[one] == cells[two] or cells[one] == OUTSIDE or cells[two] == OUTSIDE:
        return False
    border = _cell_box(lattices, int(cells[one])).x1
    slack = CUT * (chars.boxes[one, 3] - chars.boxes[one, 1])
    return bool(chars.boxes[one, 2] > border + slack or chars.boxes[two, 0] < border - slack)


def _set_in(chars: Chars, own: Ints, stretch: Ints, lattices: Sequence[Lattice]) -> int:
    """The cell that a text was set in: at whose left border it begins, at whose right border it ends, or that holds most of it."""
    em = chars.boxes[stretch[0], 3] - chars.boxes[stretch[0], 1]
    if own[0] != OUTSIDE and chars.boxes[stretch[0], 0] - _cell_box(lattices, int(own[0])).x0 < PADDING * em:
        return int(own[0])
    if own[-1] != OUTSIDE and _cell_box(lattices, int(own[-1])).x1 - chars.boxes[stretch[-1], 2] < PADDING * em:
        return int(own[-1])
    found, counts = np.unique(own, return_counts=True)
    return int(found[np.argmax(counts)])


def _cell_box(lattices: Sequence[Lattice], cell: int) -> Box:
    """The box of a cell that is counted over all lattices."""
    for lattice in lattices:
        if cell < len(lattice.cells):
            return lattice.cell_box(cell)
        cell -= len(lattice.cells)
    raise IndexError("there is no such cell")
