"""One XML part of a package: settled as UTF-8 under Transitional names, parsed without ever resolving an entity."""

from __future__ import annotations

import re
from typing import Final

from docx.oxml.parser import parse_xml
from lxml import etree

from extractors.errors import ReadError
from extractors.readers.docx.names import STRICT
from extractors.readers.members import malformed

_PROLOG: Final = 1 << 16  # a declaration or a root element that begins behind this is met by the parser alone
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def settled(data: bytes, name: str) -> bytes:
    """A part as UTF-8 under Transitional names. ReadError("corrupt") for a DTD: no entity is ever resolved."""
    if data.startswith(_UTF16):
        try:
            data = _DECLARATION.sub("", data.decode("utf-16")).encode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError) as error:
            raise ReadError("corrupt", f"the part {name} is no text", f"部件 {name} 不是文本") from error
    if b"<!DOCTYPE" in data[:_PROLOG]:
        raise ReadError("corrupt", f"the part {name} declares a DTD, which Word files never hold", f"部件 {name} 含有 DTD 声明")
    if b"purl.oclc.org/ooxml/" in data[:_PROLOG]:
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
    return data


def parse(data: bytes) -> etree._Element:
    """The root of an XML part, in python-docx's own element classes. ReadError: corrupt, truncated, too-large."""
    try:
        root: etree._Element = parse_xml(settled(data, "XML"))
    except etree.XMLSyntaxError as error:
        raise malformed(error) from error
    return without_dtd(root)


def without_dtd(root: etree._Element) -> etree._Element:
    """The root, if its document declares no type. ReadError("corrupt") else."""
    # Bytes in an encoding of their own may hide a declaration from the test on bytes, never from the parser.
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("corrupt", "an XML part declares a DTD, which Word files never hold", "XML 部件含有 DTD 声明")
    return root
