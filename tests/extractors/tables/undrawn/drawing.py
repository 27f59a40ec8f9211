"""One form drawn in many ways: the same cells with all rules, some, none, shaded, aligned left, centred, tight or loose.

A form is rows of cells (text, columns, rows); `drawn` writes it as a PDF page in a style. Coordinates are points from the top left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 907 500] "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor << /Type /FontDescriptor "
    "/FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /CapHeight 880 /ItalicAngle 0 /StemV 80 "
    "/FontBBox [-25 -254 1000 880] >> >>] >>"
)
Edge = tuple[float, float, float, float]


class FormCell(NamedTuple):
    """A cell with the places that it covers, counted from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Style:
    """How a form is set. `rules`: all, level, three, none, shaded, zebra, box. `align`: l, c, r for every column."""

    rules: str = "all"
    align: str = "llll"
    padding: float = 6.0
    side: float = 3.0
    top: bool = False
    size: float = 9.0
    pitch: float = 1.3
    stroke: float = 0.5
    text_gap: float = 0.0


@dataclass
class Drawing:
    """A page being written."""

    width: float = 595.0
    height: float = 842.0
    content: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """A line of text whose top lies at y."""
        code = text.encode("utf-16-be").hex()
        self.content.append(f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {self.height - y - 0.88 * size:.2f} Tm <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: float = 0.5) -> None:
        """A stroke."""
        self.content.append(f"{stroke} w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def fill(self, x0: float, y0: float, x1: float, y1: float, gray: float) -> None:
        """A filled rectangle."""
        self.content.append(f"{gray} g {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f 0 g")


def width_of(text: str, size: float) -> float:
    """The width of a text: Latin characters are half as wide as Chinese ones."""
    return size * sum(0.5 if ord(char) < 0x100 else 1.0 for char in text)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The lines of a text in a cell."""
    lines = [""]
    for char in text:
        if char == "\n" or (lines[-1] and width_of(lines[-1] + char, size) > room):
            lines.append("")
        if char != "\n":
            lines[-1] += char
    return lines


FORM = (
    FormCell("项目名称", 0, 0),
    FormCell("农村饮水安全巩固提升项目", 0, 1, 1, 3),
    FormCell("主管部门", 1, 0),
    FormCell("青溪县水利局", 1, 1),
    FormCell("实施单位", 1, 2),
    FormCell("青溪县农村供水站", 1, 3),
    FormCell("项目资金（万元）", 2, 0, 3),
    FormCell("年度资金总额", 2, 1),
    FormCell("120", 2, 2, 1, 2),
    FormCell("其中：财政拨款", 3, 1),
    FormCell("100", 3, 2, 1, 2),
    FormCell("其他资金", 4, 1),
    FormCell("20", 4, 2, 1, 2),
    FormCell("年度总体目标", 5, 0),
    FormCell("新建蓄水池并铺设供水管网，保障全县农村人口饮水安全，工程质量合格，群众满意，全年不停水。", 5, 1, 1, 3),
    FormCell("一级指标", 6, 0),
    FormCell("二级指标", 6, 1),
    FormCell("三级指标", 6, 2),
    FormCell("指标值", 6, 3),
    FormCell("产出指标", 7, 0, 5),
    FormCell("数量指标", 7, 1, 2),
    FormCell("新建蓄水池数量", 7, 2),
    FormCell("≥12座", 7, 3),
    FormCell("铺设管网长度", 8, 2),
    FormCell("≥35公里", 8, 3),
    FormCell("质量指标", 9, 1),
    FormCell("工程验收合格率", 9, 2),
    FormCell("100%", 9, 3),
    FormCell("时效指标", 10, 1),
    FormCell("按期完工时间（含附属设施和管理用房的全部工程）", 10, 2),
    FormCell("2023年11月底前", 10, 3),
    FormCell("成本指标", 11, 1),
    FormCell("单位建设成本", 11, 2),
    FormCell("≤8.5万元/座", 11, 3),
    FormCell("效益指标", 12, 0, 2),
    FormCell("社会效益指标", 12, 1),
    FormCell("受益人口数量", 12, 2),
    FormCell("≥4200人", 12, 3),
    FormCell("可持续影响指标", 13, 1),
    FormCell("设施使用年限", 13, 2),
    FormCell("≥15年", 13, 3),
    FormCell("满意度指标", 14, 0),
    FormCell("服务对象满意度指标", 14, 1),
    FormCell("受益群众满意度", 14, 2),
    FormCell("≥92%", 14, 3),
)
XS = (60.0, 130.0, 225.0, 375.0, 520.0)
TITLE = "2023年度项目支出绩效目标表"


def row_heights(cells: Sequence[FormCell], xs: Sequence[float], style: Style) -> list[float]:
    """The height of each row: its tallest cell of one row."""
    rows = max(cell.row + cell.rows for cell in cells)
    heights = [style.pitch * style.size + style.padding] * rows
    for cell in cells:
        lines = len(wrapped(cell.text, xs[cell.column + cell.columns] - xs[cell.column] - 2 * style.side, style.size))
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], lines * style.pitch * style.size + style.padding)
    return heights


def edges(cells: Sequence[FormCell], xs: Sequence[float], ys: Sequence[float]) -> Iterator[tuple[FormCell, Edge]]:
    """Each cell with its box."""
    for cell in cells:
        yield cell, (xs[cell.column], ys[cell.row], xs[cell.column + cell.columns], ys[cell.row + cell.rows])


def draw_form(page: Drawing, top: float, style: Style, cells: Sequence[FormCell] = FORM, xs: Sequence[float] = XS) -> float:
    """Draws a form from a height down; its lower edge."""
    if style.rules == "full":
        cells = [cell._replace(rows=1) for cell in cells]
    ys = [top]
    for height in row_heights(cells, xs, style):
        ys.append(ys[-1] + height)
    for cell, box in edges(cells, xs, ys):
        _ground(page, cell, box, style)
    for cell, box in edges(cells, xs, ys):
        _print(page, cell, box, style)
        if style.rules in ("all", "level"):
            page.line(box[0], box[1], box[2], box[1], style.stroke)
            page.line(box[0], box[3], box[2], box[3], style.stroke)
        if style.rules == "all":
            page.line(box[0], box[1], box[0], box[3], style.stroke)
            page.line(box[2], box[1], box[2], box[3], style.stroke)
    head = next((cell.row for cell in cells if cell.text == "一级指标"), 0)
    if style.rules in ("three", "full"):
        drawn = (ys[0], ys[head], ys[head + 1], ys[-1]) if style.rules == "three" else ys
        for y in drawn:
            page.line(xs[0], y, xs[-1], y, style.stroke)
    if style.rules == "box":
        for one, two in pairwise([(xs[0], ys[0]), (xs[-1], ys[0]), (xs[-1], ys[-1]), (xs[0], ys[-1]), (xs[0], ys[0])]):
            page.line(*one, *two, style.stroke)
    return ys[-1]


def _ground(page: Drawing, cell: FormCell, box: Edge, style: Style) -> None:
    if style.rules == "shaded":
        page.fill(*box, 0.85 if (cell.row + cell.column) % 2 else 0.93)
    if style.rules == "zebra" and cell.row % 2:
        page.fill(box[0], box[1], box[2], box[3], 0.9)


def _print(page: Drawing, cell: FormCell, box: Edge, style: Style) -> None:
    room = box[2] - box[0] - 2 * style.side
    lines = wrapped(cell.text, room, style.size)
    height = len(lines) * style.pitch * style.size
    y = box[1] + style.padding / 2 if style.top else (box[1] + box[3] - height) / 2
    align = style.align[cell.column] if cell.columns == 1 else "l"
    for line in lines:
        free = room - width_of(line, style.size)
        x = box[0] + style.side + {"l": 0.0, "c": free / 2, "r": free}[align]
        page.text(x, y + (style.pitch - 1) * style.size / 2, line, style.size)
        y += style.pitch * style.size


def pdf(*pages: Drawing) -> bytes:
    """The file of the pages."""
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    table = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        3: FONT.encode(),
    }
    for at, page in enumerate(pages):
        stream = "\n".join(page.content).encode("latin-1")
        table[10 + 2 * at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Contents {11 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        table[11 + 2 * at] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in sorted(table.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(table) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def form_page(style: Style, cells: Sequence[FormCell] = FORM, xs: Sequence[float] = XS) -> Drawing:
    """A page with a title and the form under it."""
    page = Drawing()
    page.text(200, 50, TITLE, 14)
    draw_form(page, 90, style, cells, xs)
    return page
