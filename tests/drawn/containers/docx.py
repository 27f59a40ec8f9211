"""A Word package of one part: paragraphs and tables in raw WordprocessingML (ECMA-376, 17.4)."""

from __future__ import annotations

import io
import zipfile
from html import escape

from ..form import Cell, Drawn, Line, Table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_EPOCH = (2020, 1, 1, 0, 0, 0)
_WIDTH = 9000  # twentieths of a point, shared by the columns


def write(drawn: Drawn) -> bytes:
    """The document as a .docx package; the same form gives the same bytes."""
    body = "".join(_line(block) if isinstance(block, Line) else _table(block) for block in drawn.blocks)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELS), ("word/document.xml", document)):
            package.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _line(line: Line) -> str:
    properties = "<w:pageBreakBefore/>" if line.page else ""
    return _paragraph(line.text, f"<w:pPr>{properties}</w:pPr>" if properties else "")


def _paragraph(text: str, properties: str = "") -> str:
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    run = f"<w:r>{inner}</w:r>" if text else ""
    return f"<w:p>{properties}{run}</w:p>"


def _text(text: str) -> str:
    """A paragraph a line."""
    return "".join(map(_paragraph, text.split("\n")))


def _table(table: Table) -> str:
    grid = f'<w:gridCol w:w="{_WIDTH // table.columns}"/>' * table.columns
    again = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = "".join(f"<w:tr>{again if row < table.head else ''}{''.join(_row(table, row))}</w:tr>" for row in range(table.rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{_paragraph('')}"


def _row(table: Table, row: int) -> list[str]:
    places, column, out = table.at(), 0, []
    while column < table.columns:
        cell = places[row, column]
        out.append(_cell(cell, row))
        column += cell.column_span
    return out


def _cell(cell: Cell, row: int) -> str:
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = "" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_text(cell.text if row == cell.row else '')}</w:tc>"
