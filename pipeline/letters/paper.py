"""A Word document with the page and the faces that official documents use, and without a clock in it.

A4; headings 一、 in 黑体, （一） in 楷体, the text in 仿宋, as reviewers of a county check them. The measures of the page are those in
common use for official documents. python-docx makes the package once; a letter is that package with a body of its own, since a batch has
hundreds of tables.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from pipeline.exporters._atomic import replacing

TITLE, HEADING, SUBHEADING, BODY = "方正小标宋简体", "黑体", "楷体", "仿宋"
_LATIN: Final = "Times New Roman"
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_STYLES: Final = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"})
_PARTS: Final = frozenset({"thumbnail", "customXml", "stylesWithEffects", "theme", "numbering", "webSettings"})
_PART: Final = "word/document.xml"
_MARGINS: Final = (Mm(25), Mm(22), Mm(24), Mm(22))  # top, bottom, left, right
_TITLE, _TEXT, _SMALL = 36, 28, 19
"""Sizes of type in half points."""
_INDENT: Final = 560  # two characters of the text, in twentieths of a point
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class Paper:
    """A document in the making."""

    def __init__(self, *, landscape: bool = False) -> None:
        self._landscape = landscape
        self._body: list[str] = []

    def title(self, text: str) -> None:
        """The title, in the middle."""
        self._body.append(_paragraph(text, TITLE, _TITLE, '<w:jc w:val="center"/>', after=120))

    def heading(self, text: str) -> None:
        """一、…"""
        self._body.append(_paragraph(text, HEADING, _TEXT, "<w:keepNext/>", before=120))

    def subheading(self, text: str) -> None:
        """（一）…"""
        self._body.append(_paragraph(text, SUBHEADING, _TEXT, "<w:keepNext/>"))

    def text(self, text: str, *, indent: bool = True, small: bool = False) -> None:
        """A paragraph of the text."""
        first = f'<w:ind w:firstLine="{_INDENT}"/>' if indent else ""
        self._body.append(_paragraph(text, BODY, _SMALL if small else _TEXT, first))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A ruled table; `widths` are shares of the page. The head is printed again on every page, no row is cut."""
        page = (Mm(297) if self._landscape else Mm(210)) - _MARGINS[2] - _MARGINS[3]
        places = [round(page / 635 * share / sum(widths)) for share in widths]  # 635 EMU are a twentieth of a point
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in places)
        lines = [_row(head, places, HEADING, "<w:cantSplit/><w:tblHeader/>"), *(_row(row, places, BODY, "<w:cantSplit/>") for row in rows)]
        look = f'<w:tblPr><w:tblW w:w="{sum(places)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        self._body.append(f'<w:tbl>{look}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>')

    def save(self, path: Path) -> None:
        """Write it whole or not at all; the same content gives the same bytes."""
        parts = _package(self._landscape)
        before, mark, after = parts[_PART].partition(b"<w:sectPr")
        body = before + "".join(self._body).encode() + mark + after
        with replacing(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data in parts.items():
                out.writestr(zipfile.ZipInfo(name, _DAY), body if name == _PART else data, zipfile.ZIP_DEFLATED)


def _paragraph(text: str, face: str, size: int, properties: str, *, before: int = 0, after: int = 0) -> str:
    keep, rest = ("<w:keepNext/>", properties.replace("<w:keepNext/>", "")) if "keepNext" in properties else ("", properties)
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="276" w:lineRule="auto"/>'
    indent, align = (rest, "") if rest.startswith("<w:ind") else ("", rest)
    return f"<w:p><w:pPr>{keep}{spacing}{indent}{align}</w:pPr>{_run(text, face, size)}</w:p>"


def _run(text: str, face: str, size: int) -> str:
    fonts = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{face}"/>'
    said = escape(printable(text))
    return f'<w:r><w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def _row(cells: Sequence[str], widths: Sequence[int], face: str, properties: str) -> str:
    made = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        + "".join(
            f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>{_run(line, face, _SMALL)}</w:p>' for line in words.split("\n")
        )
        + "</w:tc>"
        for words, width in zip(cells, widths, strict=True)
    ]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


@cache
def _package(landscape: bool) -> dict[str, bytes]:
    """The parts of a document with no text: page, styles, page numbers."""
    document = Document()
    section = document.sections[0]
    size = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = size
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = _MARGINS
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(_TEXT / 2), _LATIN
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    _page_number(section.footer.paragraphs[0])
    _trim(document)
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as package:
        return {name: package.read(name) for name in package.namelist()}


def _trim(document: DocumentObject) -> None:
    """Without the styles and parts of python-docx's template that a letter does not use: most of its bytes."""
    for style in [style for style in document.styles if style.style_id not in _STYLES]:
        style.delete()
    for owner in (document.part.package, document.part):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.rsplit("/", 1)[-1] in _PARTS]:
            del owner.rels[key]


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(_SMALL / 2)
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def printable(text: str) -> str:
    """The text without what no XML holds and what prints nothing; tabs and ideographic spaces stay."""
    return "".join(c for c in text if c in "\t\u3000" or c.isprintable())
