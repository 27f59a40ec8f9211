"""Word packages drawn by hand: only what a test is about, in raw WordprocessingML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from extractors.document import Cell, Document, Grid, Paragraph
from extractors.readers import docx

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "header": "hdr", "footer": "ftr"}


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of plain runs; what begins with `<` is taken as it is."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str = "", properties: str = "", content: str = "") -> str:
    """A cell of one paragraph, or of the content given."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; what is not XML is the text of a plain cell."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    """A table of rows."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def members(body: str, parts: Mapping[str, str] | None = None, relations: str = "", main_type: str = MAIN_TYPE) -> dict[str, bytes]:
    """The members of a package. `parts`: kind -> inner XML of a part of that kind, its relationship's id is the kind itself."""
    types = f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>'
    found = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()}
    for name, inner in (parts or {}).items():
        kind = name.rstrip("0123456789")
        relations += f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{name}.xml"/>'
        root = ROOTS.get(kind, kind)
        found[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>".encode()
    content = "http://schemas.openxmlformats.org/package/2006/content-types"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = f'<Default Extension="xml" ContentType="application/xml"/>{types}'
    found["[Content_Types].xml"] = f'<Types xmlns="{content}">{types}</Types>'.encode()
    top = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    found["_rels/.rels"] = f'<Relationships xmlns="{package}">{top}</Relationships>'.encode()
    found["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}">{relations}</Relationships>'.encode()
    return found


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The members as a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


def word(body: str, parts: Mapping[str, str] | None = None, relations: str = "", main_type: str = MAIN_TYPE) -> bytes:
    """A Word package with that body."""
    return zipped(members(body, parts, relations, main_type))


def outline(document: Document) -> list[object]:
    """Paragraphs as their text, tables as (rows, columns, cells as (row, column, spans, text))."""
    return [block.text if isinstance(block, Paragraph) else laid(block) for block in document.blocks]


def laid(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """The cells of a grid, after a check that every place is covered once."""
    seen = [(cell.row + i, cell.column + j) for cell in grid.cells for i in range(cell.row_span) for j in range(cell.column_span)]
    assert sorted(seen) == [(i + 1, j + 1) for i in range(grid.rows) for j in range(grid.columns)]
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


def texts(document: Document) -> list[str]:
    """The texts of all pieces, in order."""
    return [piece.text for piece in document.pieces()]


def codes(document: Document) -> list[str]:
    """The codes of the remarks, in order."""
    return [remark.note.code for remark in document.remarks]


class Pen:
    """All of the above under one name, so that tests need no import between files."""

    p, r, tc, tr, tbl = staticmethod(p), staticmethod(r), staticmethod(tc), staticmethod(tr), staticmethod(tbl)
    members, zipped, word = staticmethod(members), staticmethod(zipped), staticmethod(word)
    outline, laid, texts, codes = staticmethod(outline), staticmethod(laid), staticmethod(texts), staticmethod(codes)

    @staticmethod
    def read(body: str, parts: Mapping[str, str] | None = None, relations: str = "") -> Document:
        """The document of a package with that body."""
        return docx.read(word(body, parts, relations))

    def grid(self, *rows: str, columns: tuple[int, ...] = ()) -> list[tuple[int, int, int, int, str]]:
        """The one grid of a body that holds one table of those rows."""
        (grid,) = [block for block in self.read(tbl(*rows, grid=columns) + p("后")).blocks if isinstance(block, Grid)]
        return laid(grid)

    def cell(self, content: str, parts: Mapping[str, str] | None = None) -> Cell:
        """The cell of a table of one cell with that content."""
        (grid,) = [block for block in self.read(tbl(tr(tc(content=content))) + p("后"), parts).blocks if isinstance(block, Grid)]
        return grid.at(1, 1)


@pytest.fixture
def pen() -> Pen:
    return Pen()


Read = Callable[[bytes], Document]
