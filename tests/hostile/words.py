"""Word packages: each a good form with one thing wrong."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

from . import zips

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORDML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN: Final = "word/document.xml"

TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORDML}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORDML}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_WORDML}.footnotes+xml"/></Types>'
)
ROWS: Final = (
    ("项目名称", "车辆保险费", "预算数", "3.5"),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "投保车辆数", "≥5辆"),
    ("产出指标", "质量指标", "保单合格率", "≥95%"),
)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


FORM: Final = f"<w:p><w:r><w:t>2022年度项目绩效目标表</w:t></w:r></w:p>{table(''.join(row(*map(cell, texts)) for texts in ROWS))}"


def document(body: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'


def relations(*lines: tuple[str, str, str], kind: str = _OFFICE) -> str:
    """A part of relationships: type, target, further attributes."""
    each = "".join(
        f'<Relationship Id="r{number}" Type="{kind}/{name}" Target="{target}" {more}/>' for number, (name, target, more) in enumerate(lines)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def parts(body: str = FORM, **more: str | bytes) -> dict[str, str | bytes]:
    """The parts of a package; `rels` are the document's own relationships."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", _MAIN, "")),
        _MAIN: document(body),
    }
    if "rels" in more:
        made["word/_rels/document.xml.rels"] = more["rels"]
    return made


def word(body: str = FORM, **more: str | bytes) -> bytes:
    return zips.packed(parts(body, **more))


def with_parts(changed: Mapping[str, str | bytes | None], **more: str | bytes) -> bytes:
    """A package with parts replaced or added; None leaves one out."""
    return zips.packed({name: data for name, data in {**parts(**more), **changed}.items() if data is not None})


def doctype(inner: str) -> bytes:
    """A document whose prologue declares something."""
    return with_parts({_MAIN: document(FORM.replace("车辆保险费", "&a;"), f"<!DOCTYPE w:document [{inner}]>")})


def laughs() -> bytes:
    """The billion laughs."""
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return doctype("".join(lines) + '<!ENTITY a "&a9;">')


def outside() -> bytes:
    """Relationships to elsewhere, of every kind that a program may follow."""
    away = 'TargetMode="External"'
    kinds = ("image", "attachedTemplate", "subDocument", "aFChunk", "oleObject", "footnotes", "styles", "frame")
    targets = ("http://127.0.0.1:9/x", "file:///etc/passwd", "\\\\127.0.0.1\\share\\x", "ftp://127.0.0.1/x")
    return word(rels=relations(*((kind, target, away) for kind in kinds for target in targets)))


def odd_relations() -> bytes:
    """Relationships inside the package that lead nowhere, up and out, or in a circle."""
    targets = ("NULL", "#bookmark", "../../../../etc/passwd", "missing.xml", "document.xml", "_rels/document.xml.rels", "")
    return word(rels=relations(*(("image", target, "") for target in targets), ("footnotes", "document.xml", "")))


def twice() -> bytes:
    """Two main parts of one name; the second is another document."""
    return zips.appended(word(), _MAIN, zips.endless(document("<w:p/>").encode(), 0), size=len(document("<w:p/>").encode()))


def bomb(mebibytes: int, name: str = _MAIN, size: int = 0) -> bytes:
    """A part that inflates to so many MiB, whatever the table of contents says."""
    whole = with_parts({name: None})
    return zips.appended(whole, name, zips.endless(document("")[:-30].encode(), mebibytes), size=size or mebibytes << 20)


def deep(levels: int) -> bytes:
    """Tables inside tables."""
    made = cell("内")
    for _ in range(levels):
        made = f"<w:tc>{table(row(made))}<w:p/></w:tc>"
    return word(FORM + table(row(made)))


def wrapped(levels: int) -> bytes:
    """Content controls inside content controls."""
    return word("<w:sdt><w:sdtContent>" * levels + FORM + "</w:sdtContent></w:sdt>" * levels)


def spans(value: str, tag: str = "gridSpan") -> bytes:
    """The form with a span as told in each cell of one more row."""
    place = f'<w:{tag} w:val="{value}"/>'
    odd = row(*(cell("跨", place) for _ in range(3)))
    before = f'<w:tr><w:trPr><w:gridBefore w:val="{value}"/><w:gridAfter w:val="{value}"/></w:trPr>{cell("前")}</w:tr>'
    return word(FORM + table(odd + before))


def merges(first: str, other: str, rows: int = 2000) -> bytes:
    """A label that goes on down: `first` in the first row, `other` in all that follow."""
    lines = [row(cell("跨", first), cell("甲"))] + [row(cell("", other), cell("乙")) for _ in range(rows)]
    return word(FORM + table("".join(lines)))


def misaligned() -> bytes:
    """Merged cells whose rows do not agree about the columns."""
    goes_on = "<w:vMerge/>"
    lines = [row(*(cell("丙", goes_on + f'<w:gridSpan w:val="{1 + (n + at) % 4}"/>') for at in range(1 + n % 5))) for n in range(200)]
    return word(FORM + table("".join(lines)))


def tall(rows: int) -> bytes:
    return word(FORM + table(row(cell("甲"), cell("乙")) * rows))


def text(printed: str) -> bytes:
    """The form with one more cell of the text."""
    return word(FORM + table(row(cell("说明"), cell(printed))))


def encrypted() -> bytes:
    """An OLE2 file whose directory names the streams of an encrypted package ([MS-CFB] 2.2, 2.6; [MS-OFFCRYPTO] 2.3)."""
    header = struct.pack(
        "<8s16s5H6s10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, 2**32 - 2, 0, 2**32 - 2, 0, 0
    )
    table_of_sectors = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    return (
        header.ljust(512, b"\xff")
        + table_of_sectors
        + b"".join(_stream(n) for n in ("Root Entry", "EncryptionInfo", "EncryptedPackage", "x"))
    )


def _stream(name: str) -> bytes:
    kind = 5 if name == "Root Entry" else 2
    return name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, kind).ljust(64, b"\0")


def looped_styles() -> bytes:
    """Styles that are based on each other."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{(n + 1) % 3}"/></w:style>'
        for n in range(3)
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>二</w:t></w:r></w:p>{FORM}'
    whole = parts(body, rels=relations(("styles", "styles.xml", "")))
    return zips.packed({**whole, "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'})


def looped_notes() -> bytes:
    """A footnote that refers to itself."""
    note = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    whole = parts(f"<w:p>{note}</w:p>{FORM}", rels=relations(("footnotes", "footnotes.xml", "")))
    return zips.packed(
        {**whole, "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="5"><w:p>{note}</w:p></w:footnote></w:footnotes>'}
    )
