"""PDF pages drawn by hand, as PDF syntax: text in a Chinese font that every engine knows, lines, rectangles, raw content.

Coordinates are points from the page's top left, as in the Document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.document import Document, Grid, Paragraph, Role

FONTS = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 907 500] "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor << /Type /FontDescriptor "
    "/FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /CapHeight 880 /ItalicAngle 0 /StemV 80 "
    "/FontBBox [-25 -254 1000 880] >> >>] >>"
)


@dataclass
class DrawnPage:
    """One page; `extra` are further entries of its dictionary."""

    width: float = 595.0
    height: float = 842.0
    extra: str = ""
    content: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10.0, mode: int = 0) -> DrawnPage:
        """A line of text whose baseline lies `size` under `y`."""
        code = text.encode("utf-16-be").hex()
        self.content.append(f"BT /F1 {size} Tf {mode} Tr 1 0 0 1 {x} {self.height - y - size} Tm <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> DrawnPage:
        """A stroke."""
        self.content.append(f"{width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, paint: str = "f") -> DrawnPage:
        """A rectangle, filled (f) or stroked (S)."""
        self.content.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re {paint}")
        return self

    def raw(self, operators: str) -> DrawnPage:
        """Operators as they are."""
        self.content.append(operators)
        return self

    def grid(self, xs: list[float], ys: list[float]) -> DrawnPage:
        """All rules of a plain grid."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def table(self, xs: list[float], top: float, rows: list[list[str]], height: float = 20.0) -> float:
        """A plain grid with a text at the left of each cell; its lower edge."""
        ys = [top + height * at for at in range(len(rows) + 1)]
        self.grid(xs, ys)
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                if text:
                    self.text(x + 3, y + 4, text)
        return ys[-1]


def pdf(*pages: DrawnPage, objects: dict[int, str] | None = None, catalog: str = "", resources: str = "") -> bytes:
    """The file of the pages. `objects` are further objects by number, from 100 on; `resources` entries beside the fount."""
    table: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{10 + 2 * at} 0 R' for at in range(len(pages)))}] >>".encode(),
        3: FONTS.encode(),
    }
    for at, page in enumerate(pages):
        stream = "\n".join(page.content).encode("latin-1")
        table[10 + 2 * at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Contents {11 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> {page.extra} >>"
        ).encode()
        table[11 + 2 * at] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    table |= {number: body.encode("latin-1") for number, body in (objects or {}).items()}
    return _file(table)


def _file(table: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets: dict[int, int] = {}
    for number, body in sorted(table.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(table) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


XS = [60.0, 160.0, 300.0, 400.0]
ROWS = [["项目名称", "车辆保险费", "0.40"], ["预算数", "≥95%", "是/否"]]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document, role: Role = Role.BODY) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.role is role]


def rows(grid: Grid) -> list[list[str]]:
    return [[grid.at(row, column).text for column in range(1, grid.columns + 1)] for row in range(1, grid.rows + 1)]


def codes(document: Document) -> list[str]:
    return [remark.note.code for remark in document.remarks]


def plain(page: DrawnPage | None = None) -> DrawnPage:
    page = page or DrawnPage()
    page.table(XS, 100, ROWS)
    return page
