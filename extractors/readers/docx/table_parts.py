"""Which parts of a table's style a cell takes (w:tblLook, ECMA-376 part 1, 17.4.55 and 17.7.6)."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree

from extractors.readers.docx.names import VALUE, W, switched_on

# The bits of w:val, which older files write instead of the attributes. Without w:tblLook Word takes 04A0.
_BITS: Final = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}
_DEFAULT: Final = 0x4A0


class Position(NamedTuple):
    """Where a cell lies in its table: row and cell from 0, and whether they are the last ones."""

    row: int
    cell: int
    last_row: bool
    last_cell: bool


def parts_of(look: etree._Element | None, at: Position) -> list[str]:
    """The names of the parts (17.18.89) that format a cell, the weakest first."""
    first_row, last_row = _is_on(look, "firstRow") and at.row == 0, _is_on(look, "lastRow") and at.last_row
    first_cell, last_cell = _is_on(look, "firstColumn") and at.cell == 0, _is_on(look, "lastColumn") and at.last_cell
    found = ["wholeTable"]
    if not _is_on(look, "noVBand") and not (first_cell or last_cell):
        found.append("band2Vert" if (at.cell - _is_on(look, "firstColumn")) % 2 else "band1Vert")
    if not _is_on(look, "noHBand") and not (first_row or last_row):
        found.append("band2Horz" if (at.row - _is_on(look, "firstRow")) % 2 else "band1Horz")
    found += ["firstCol"] * first_cell + ["lastCol"] * last_cell + ["firstRow"] * first_row + ["lastRow"] * last_row
    corners = {"nwCell": first_row and first_cell, "neCell": first_row and last_cell, "swCell": last_row and first_cell}
    found += [name for name, here in corners.items() if here] + ["seCell"] * (last_row and last_cell)
    return found


def _is_on(look: etree._Element | None, name: str) -> bool:
    if look is None:
        return bool(_DEFAULT & _BITS[name])
    value = look.get(f"{W}{name}")
    if value is not None:
        return switched_on(value)
    try:
        return bool(int(look.get(VALUE) or "0", 16) & _BITS[name])
    except ValueError:
        return False
