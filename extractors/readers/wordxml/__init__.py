"""Word documents in one XML file: Word 2003 XML, and Word's flat packages (pkg:package).

    bytes ──one parse──> parts ──stored in a package──> docx reader

Systems that print their reports through a template write "Word" so, mostly under the name of a .doc. LibreOffice opens neither
kind whole (it drops the vertical merges of the first and does not know the second), while the docx reader knows all that they
say: so they are put into its own container, in memory, under its own names.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from extractors.document import Document
from extractors.encoding import damage, decodable
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import docx
from extractors.readers.members import malformed
from extractors.readers.wordxml.word2003 import ROOT, parts_of_2003

FORMAT, METHOD = "wordml", "converted"
_FLAT: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_DECLARATION: Final = re.compile(r"[\ufeff\s]*(?:<\?xml[^>]*\?>)?")  # it names the encoding that the bytes had, not the text
_PICTURE: Final = re.compile(r"(<(?:pkg:binaryData|w:binData)\b[^>]*>)[^<]*")


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document in the bytes of a Word XML file.

    ReadError: as `extractors.readers.docx.read`. Bytes damaged here and there are replaced and make the document partial, with a remark.
    """
    limits = limits or Limits()
    if len(data) > limits.part:
        raise ReadError("too-large", f"{len(data)} bytes of XML", f"XML {len(data)} 字节")
    decoded = decodable(data)
    read = docx.read(_package(_parts(_root(decoded.text))), limits)
    remarks = (*read.remarks, *damage(decoded))
    return replace(read, format=FORMAT, method=METHOD, remarks=remarks, partial=read.partial or decoded.damaged > 0)


def _root(text: str) -> etree._Element:
    """The root element. Pictures are left out first: their base64 is longer than any text that the parser takes."""
    text = _PICTURE.sub(r"\1", text[_DECLARATION.match(text).end() :])  # type: ignore[union-attr]  # it matches nothing, too
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ReadError("corrupt", "it declares a document type", "含有文档类型声明")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise malformed(error) if text.rstrip("\x00\x1a \t\r\n").endswith(">") else ReadError("truncated") from error
    except UnicodeEncodeError as error:
        raise ReadError("corrupt", "it holds half characters", "含有不完整的字符") from error


def _parts(root: etree._Element) -> dict[str, bytes]:
    """The parts of a package by name."""
    if root.tag == ROOT:
        return parts_of_2003(root)
    if root.tag == f"{_FLAT}package":
        return dict(_flat_parts(root))
    raise ReadError("not-a-document", "it is XML, but no Word document", "是 XML 文件，但不是 Word 文档")


def _flat_parts(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    """The parts that are XML; pictures and the like are not asked for."""
    for part in root.iterchildren(f"{_FLAT}part"):
        for content in part.iterfind(f"{_FLAT}xmlData/*"):
            yield (part.get(f"{_FLAT}name") or "").lstrip("/"), etree.tostring(content, encoding="utf-8", with_tail=False)


def _package(parts: dict[str, bytes]) -> bytes:
    """A package of parts, stored: it lives for the time of one reading."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
