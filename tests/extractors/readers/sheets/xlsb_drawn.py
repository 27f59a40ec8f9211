"""Binary workbooks drawn in code: what `sheets_drawn.everything` holds, as records of [MS-XLSB]."""

from __future__ import annotations

import io
import struct
import zipfile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

BOOK_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
SPACE = "http://schemas.openxmlformats.org/package/2006"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(number: int, content: bytes = b"") -> bytes:
    """A record: its number and length in bytes of seven bits, and its content."""
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    length, out = len(content), b""
    while True:
        out += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + out + content


def wide(text: str) -> bytes:
    """A text after its number of characters."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(book: openpyxl.Workbook) -> bytes:
    """A workbook's bytes: values, formats, merged cells, borders, hidden rows and columns, strike."""
    styles: dict[tuple[str, bool, bool], int] = {("General", False, False): 0}
    sheets = [_sheet(sheet, styles) for sheet in book.worksheets]
    names = b"".join(
        record(156, struct.pack("<II", sheet.sheet_state != "visible", n) + wide(f"r{n}") + wide(sheet.title))
        for n, sheet in enumerate(book.worksheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{KIND}/worksheet" Target="worksheets/sheet{n}.bin"/>' for n in range(1, len(sheets) + 1)
    )
    relations += f'<Relationship Id="rs" Type="{KIND}/styles" Target="styles.bin"/>'
    main = f'<Relationship Id="r1" Type="{KIND}/officeDocument" Target="xl/workbook.bin"/>'
    types = f'<Types xmlns="{SPACE}/content-types"><Override PartName="/xl/workbook.bin" ContentType="{BOOK_TYPE}"/></Types>'
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f'<Relationships xmlns="{SPACE}/relationships">{main}</Relationships>'.encode(),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{SPACE}/relationships">{relations}</Relationships>'.encode(),
        "xl/workbook.bin": record(131) + record(153, bytes(8)) + names + record(132),
        "xl/styles.bin": _styles(styles),
        **{f"xl/worksheets/sheet{n}.bin": content for n, content in enumerate(sheets, 1)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _styles(styles: dict[tuple[str, bool, bool], int]) -> bytes:
    def font(struck: bool) -> bytes:
        return record(43, struct.pack("<HHHHBBBB", 220, 8 if struck else 0, 400, 0, 0, 0, 134, 0) + bytes(8) + b"\0" + wide("宋体"))

    def border(style: int) -> bytes:
        return record(46, b"\0" + (bytes([style]) + bytes(9)) * 5)

    codes = {code: 164 + n for n, code in enumerate(dict.fromkeys(code for code, _, _ in styles))}
    formats = b"".join(record(44, struct.pack("<H", number) + wide(code)) for code, number in codes.items())
    formats_of_cells = b"".join(
        record(47, struct.pack("<HHHHHHHH", 0, codes[code], struck, 0, framed, 0, 0, 0)) for code, framed, struck in styles
    )
    looks = font(False) + font(True) + record(45, bytes(68)) + border(0) + border(1)
    return record(278) + formats + looks + record(617, struct.pack("<I", len(styles))) + formats_of_cells + record(618) + record(279)


def _sheet(sheet: Worksheet, styles: dict[tuple[str, bool, bool], int]) -> bytes:
    out = record(129)
    for name, dimension in sheet.column_dimensions.items():
        at = openpyxl.utils.column_index_from_string(name) - 1
        out += record(60, struct.pack("<IIIIH", at, at, 2048, 0, dimension.hidden))
    out += record(145)
    for number, row in enumerate(sheet.iter_rows(), 1):
        flags = 0x10 if sheet.row_dimensions[number].hidden else 0
        out += record(0, struct.pack("<IIHBBB", number - 1, 0, 300, 0, flags, 0) + bytes(4))
        for cell in row:
            key = (cell.number_format, cell.border.left.style is not None, bool(cell.font.strike))
            head = struct.pack("<II", cell.column - 1, styles.setdefault(key, len(styles)))
            if cell.value is None:
                out += record(1, head)
            elif isinstance(cell.value, int | float):
                out += record(5, head + struct.pack("<d", cell.value))
            else:
                out += record(6, head + wide(str(cell.value)))
    out += record(146)
    for area in sheet.merged_cells.ranges:
        out += record(176, struct.pack("<IIII", area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1))
    return out + record(130)
