"""HTML as an office program saves it: paragraphs and tables with spans."""

from __future__ import annotations

from html import escape

from ..form import Cell, Drawn, Line, Table

_TAGS = {"title": "h1", "heading": "h2", "line": "p"}


def write(drawn: Drawn) -> bytes:
    """The document as HTML in UTF-8."""
    body = "\n".join(_line(block) if isinstance(block, Line) else _table(block) for block in drawn.blocks)
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'.encode()


def _line(line: Line) -> str:
    tag = _TAGS[line.kind]
    return f"<{tag}>{escape(line.text).replace(chr(10), '<br>')}</{tag}>"


def _table(table: Table) -> str:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(_cell(cell))
    return '<table border="1">\n' + "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "\n</table>"


def _cell(cell: Cell) -> str:
    spans = "".join(f' {name}="{size}"' for name, size in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if size > 1)
    return f"<td{spans}>{escape(cell.text).replace(chr(10), '<br>')}</td>"
