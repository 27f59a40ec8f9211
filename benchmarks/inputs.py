"""The documents that are measured: the committed samples repeated to the size of a real book of forms.

Nothing here needs an office program: pages are imported whole by PDFium (fonts stay shared, as in one long print), and a
Word body is repeated inside its own package.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import pypdfium2
from lxml import etree

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MAIN_PART = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def page_count(data: bytes) -> int:
    """Pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def long_pdf(data: bytes, pages: int) -> bytes:
    """A PDF of exactly so many pages: the given one over and over, cut at the end."""
    count = page_count(data)
    return _imported([(data, [number % count for number in range(pages)])])


def joined_pdf(sources: Sequence[bytes], copies: int) -> bytes:
    """One PDF of several, each so many times in a row."""
    return _imported([(data, list(range(page_count(data))) * copies) for data in sources])


def copies_for(sources: Sequence[bytes], pages: int) -> int:
    """How many whole copies of the PDFs make at least so many pages."""
    return -(-pages // sum(map(page_count, sources)))


def _imported(parts: Sequence[tuple[bytes, list[int]]]) -> bytes:
    with pypdfium2.PdfDocument.new() as target:
        for data, pages in parts:
            with pypdfium2.PdfDocument(data) as source:
                target.import_pages(source, pages)
        buffer = io.BytesIO()
        target.save(buffer)
    return buffer.getvalue()


def long_docx(data: bytes, copies: int) -> bytes:
    """A Word document whose body stands in it so many times; styles, numbering and the last section's properties are shared."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for member in package.infolist():
            content = package.read(member)
            out.writestr(member, _repeat_body(content, copies) if member.filename == MAIN_PART else content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _repeat_body(xml: bytes, copies: int) -> bytes:
    root = etree.fromstring(xml)
    body = root.find(f"{WORD}body")
    if body is None:
        raise ValueError(f"{MAIN_PART} has no body")
    content = [child for child in body if child.tag != f"{WORD}sectPr"]
    end = content[-1]
    for _ in range(copies - 1):
        for child in content:
            copy = deepcopy(child)
            end.addnext(copy)
            end = copy
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def tables_in(data: bytes) -> int:
    """Tables of a Word document, nested ones too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sum(1 for _ in etree.fromstring(package.read(MAIN_PART)).iter(f"{WORD}tbl"))
