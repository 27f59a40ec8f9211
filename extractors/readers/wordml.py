"""Word in one XML file: Word 2003 XML and flat packages, laid out as the package that they stand for and read as such.

    bytes ──parse──> one tree ──parts by name──> a package ──> docx reader

LibreOffice is not asked: it loses merged cells of the first kind and all text of the second. Word 2003 XML has the elements of
WordprocessingML under another address, but `vmerge`, and says where it stands what a package keeps in parts of their own: running heads,
notes, comments, the number of a list's item as it was printed.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

from lxml import etree

from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import docx
from extractors.readers.docx.names import RELATION, SPACE, R, W
from extractors.readers.docx.package import parse

_OLD: Final = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINT: Final = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_NOTE: Final = "{http://schemas.microsoft.com/aml/2001/core}"
_FLAT: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN: Final = "word/document.xml"
_RUNNING: Final = {f"{_OLD}hdr": "header", f"{_OLD}ftr": "footer"}
_NOTES: Final = {f"{_OLD}footnote": "footnote", f"{_OLD}endnote": "endnote"}

Parts = dict[str, bytes]


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document in the bytes. ReadError as the docx reader."""
    limits = limits or Limits()
    if len(data) > limits.part:
        raise ReadError("too-large", f"{len(data)} bytes of XML", f"XML {len(data)} 字节")
    root = _parsed(data)
    if root.tag == f"{_FLAT}package":
        parts = _flat_parts(root)
    elif root.tag == f"{_OLD}wordDocument":
        parts = _old_parts(root)
    else:
        raise ReadError("not-a-document", "its XML is none of Word's", "不是 Word 的 XML")
    del root
    return docx.read(_zipped(parts), limits)


def _parsed(data: bytes) -> etree._Element:
    try:
        return parse(data)
    except ReadError as error:
        end = data[-200:].replace(b"\x00", b"").rstrip()  # as good as a decoder of UTF-16, to find these names
        if error.code == "corrupt" and not end.endswith((b"wordDocument>", b"package>")):
            raise ReadError("truncated") from error
        raise


def _zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _flat_parts(root: etree._Element) -> Parts:
    """The XML parts; pictures and what else is binary hold no text."""
    parts: Parts = {}
    for part in root.iterchildren(f"{_FLAT}part"):
        content = part.find(f"{_FLAT}xmlData/*")
        if content is not None:
            parts.setdefault((part.get(f"{_FLAT}name") or "").lstrip("/"), etree.tostring(content, with_tail=False))
    return parts


def _old_parts(root: etree._Element) -> Parts:
    """What Word 2003 wrote, in parts."""
    for merged in root.iter(f"{_OLD}vmerge"):
        merged.tag = f"{_OLD}vMerge"
    for item in root.iter(f"{_HINT}t"):
        _number(item)
    if root.get(SPACE) == "preserve":  # Word 2003 says it once, a package wants it at every text
        for text in root.iter(f"{_OLD}t"):
            text.set(SPACE, "preserve")
    further = {**_taken(root), **_running(root)}
    styles = root.find(f"{_OLD}styles")
    if styles is not None:
        further["styles"] = ("styles", styles)
    root.tag = f"{_OLD}document"
    relations = etree.Element(f"{{{_RELATIONS}}}Relationships")
    for key, (kind, _) in further.items():
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=key, Type=f"{R[1:-1]}/{kind}", Target=f"{key}.xml")
    parts = {f"word/{key}.xml": _renamed(element) for key, (_, element) in further.items()}
    if styles is not None:
        root.remove(styles)
    return {_MAIN: _renamed(root), "word/_rels/document.xml.rels": etree.tostring(relations), **parts}


def _renamed(element: etree._Element) -> bytes:
    return etree.tostring(element, with_tail=False).replace(_OLD[1:-1].encode(), W[1:-1].encode())


def _number(hint: etree._Element) -> None:
    """Print the number of a list's item, which Word notes beside the list that it is of."""
    properties = next(hint.iterancestors(f"{_OLD}pPr"), None)
    if properties is not None and next(hint.iterancestors()).tag == f"{_OLD}listPr":
        run = etree.Element(f"{_OLD}r")
        etree.SubElement(run, f"{_OLD}t").text = hint.get(f"{_HINT}val")
        properties.addnext(run)


def _taken(root: etree._Element) -> dict[str, tuple[str, etree._Element]]:
    """Notes and comments, taken out of the runs that they stand in; a reference stays."""
    found: dict[str, tuple[str, etree._Element]] = {}
    for element in list(root.iter(*_NOTES, f"{_NOTE}annotation")):
        kind = _NOTES.get(element.tag) or ("comment" if element.get(f"{_OLD}type") == "Word.Comment" else "")
        parent = element.getparent()
        if not kind or parent is None or parent.tag not in (f"{_OLD}r", f"{_OLD}p"):  # separators stand among properties
            continue
        _, all_of_it = found.setdefault(f"{kind}s", (f"{kind}s", etree.Element(f"{_OLD}{kind}s")))
        number = str(len(all_of_it) + 1)
        reference = etree.Element(f"{_OLD}{kind}Reference", {f"{_OLD}id": number})
        reference.tail = element.tail
        parent.replace(element, reference)
        element.tag = f"{_OLD}{kind}"
        element.attrib.clear()
        element.set(f"{_OLD}id", number)
        all_of_it.append(element)
    return found


def _running(root: etree._Element) -> dict[str, tuple[str, etree._Element]]:
    """Running heads and feet, taken out of the sections that print them."""
    found: dict[str, tuple[str, etree._Element]] = {}
    for element in list(root.iter(*_RUNNING)):
        kind, key = _RUNNING[element.tag], f"running{len(found) + 1}"
        pages = {"even": "even", "first": "first"}.get(element.get(f"{_OLD}type") or "", "default")
        reference = etree.Element(f"{_OLD}{kind}Reference", {f"{_OLD}type": pages, RELATION: key})
        next(element.iterancestors()).replace(element, reference)
        found[key] = (kind, element)
    return found
