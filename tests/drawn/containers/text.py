"""Text as Apache Tika prints a Word document: a cell is a TAB and its text, a merged cell goes on as an empty one, spans nowhere."""

from __future__ import annotations

from ..form import Drawn, Line, Table


def write(drawn: Drawn) -> bytes:
    """The document as text in UTF-8."""
    return "".join(f"{block.text}\n" if isinstance(block, Line) else _table(block) for block in drawn.blocks).encode()


def _table(table: Table) -> str:
    places, out = table.at(), []
    for row in range(table.rows):
        column = 0
        while column < table.columns:
            cell = places[row, column]
            out.append(f"\t{cell.text if row == cell.row else ''}\n")
            column += cell.column_span
        out.append("\n")
    return "".join(out) + "\n"
