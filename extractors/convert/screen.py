"""What is asked of an old Word file before LibreOffice sees it: by which filter, whether it is locked, whole and of a sane size.

LibreOffice opens what is left of a torn file and says nothing of the rest; and without a named filter it reads as plain text
whatever it does not know. So the filter is named, and what is torn is refused here.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from extractors.containers import OLE_MAGIC, ZIP_DAMAGE
from extractors.convert.ole import SMALL, Ole
from extractors.convert.wellformed import WellFormed
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import Source

_ENDINGS: Final = MappingProxyType(
    {
        "MS Word 97": "doc",
        "MS Word 95": "doc",
        "MS WinWord 6.0": "doc",
        "MS_Works": "wps",
        "Rich Text Format": "rtf",
        "writer8": "odt",
        "OpenDocument Text Flat XML": "fodt",
        "Calc MS Excel 2007 XML": "xlsx",
        "MS Excel 97": "xls",
    }
)
_WORD_STREAM: Final = "WordDocument"
_TABLES: Final = ("0Table", "1Table")
_FIB: Final = 0xA5EC  # [MS-DOC] 2.5.2: wIdent
_ENCRYPTED: Final = 0x0100  # FibBase.fEncrypted, bit 8 of the flags at offset 10
_WORD_97, _WORD_95 = 0xC1, 0x67  # nFib; what is lower was Word 6's
_PARTS: Final = frozenset({"content.xml", "styles.xml"})
"""The members of an .odt that hold text."""
_RTF_ESCAPE: Final = re.compile(rb"\\[\\{}]")
_RTF_BINARY: Final = re.compile(rb"\\bin(\d{1,9}) ?")
_MOST_BINARIES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Ticket:
    """A file that may go to LibreOffice: by its filter's name, under a file ending that suits it; `made` is what it is to become."""

    sha256: str
    data: bytes
    filter: str
    made: str = "docx"

    @property
    def ending(self) -> str:
        """The ending under which LibreOffice is given the file."""
        return _ENDINGS[self.filter]


def screened(source: Source, limits: Limits) -> Ticket:
    """The ticket of a source; ReadError: encrypted, corrupt, truncated, too-large, unsupported."""
    data = source.data
    if len(data) > limits.bytes:
        raise ReadError("too-large", f"{len(data)} bytes", f"文件 {len(data)} 字节")
    if data.startswith(OLE_MAGIC):
        name = _word(data)
    elif data.startswith(b"PK"):
        name = _open_document(data, limits)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n\x0c\x00")[:4] == b"{\\rt":
        name = _rich_text(data)
    else:
        name = _flat(data)
    return Ticket(source.sha256, data, name)


def _word(data: bytes) -> str:
    """Word 6 and later, in an OLE2 file."""
    ole = Ole(data)
    if _WORD_STREAM not in ole.entries:
        if "MatOST" in ole.entries:
            return "MS_Works"
        raise ReadError("truncated")  # how the Word stream begins is there, else it would not be called a .doc
    for name in (_WORD_STREAM, *_TABLES):
        if ole.entries.get(name, (0, 0))[1] >= SMALL:
            ole.check(name)
    if ole.entries[_WORD_STREAM][1] < SMALL:  # so short that it lies among others; LibreOffice will find it
        return "MS Word 97"
    ident, version, flags = struct.unpack("<HH6xH", ole.head(_WORD_STREAM, 12))
    if ident != _FIB:
        raise ReadError("corrupt", "its Word stream does not begin as one", "Word 数据流标识不正确")
    if flags & _ENCRYPTED:
        raise ReadError("encrypted")
    if version >= _WORD_97:
        return "MS Word 97"
    return "MS Word 95" if version >= _WORD_95 else "MS WinWord 6.0"


def _open_document(data: bytes, limits: Limits) -> str:
    """An .odt whose members were inflated once, to see that they can be, and to what."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.infolist()
            if len(names) > limits.members:
                raise ReadError("too-large", f"{len(names)} members", f"成员 {len(names)} 个")
            left = limits.inflated
            for info in names:
                left = _inflated(archive, info, limits, left)
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise ReadError("encrypted")
            archive.getinfo("content.xml")
    except KeyError:
        raise ReadError("corrupt", "a part of it is missing", "缺少必要部分") from None
    except RuntimeError:  # what zipfile says of a member under a password
        raise ReadError("encrypted") from None
    except ZIP_DAMAGE:
        raise ReadError("truncated" if b"PK\x05\x06" not in data[-66000:] else "corrupt") from None
    return "writer8"


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, left: int) -> int:
    """Bytes that may still be inflated after this member."""
    size = 0
    xml = WellFormed() if info.filename in _PARTS else None
    with archive.open(info) as stream:
        while piece := stream.read(1 << 18):
            size += len(piece)
            if xml:
                xml.feed(piece)
            if size > min(left, limits.part if info.filename.endswith(".xml") else left):
                raise ReadError("too-large", f"{info.filename} inflates beyond the limit", f"{info.filename} 解压后超出上限")
    if xml:
        xml.feed(b"", last=True)
    return left - size


def _rich_text(data: bytes) -> str:
    """RTF is one group: where it is still open at the end, what stood there is missing."""
    text = _RTF_ESCAPE.sub(b"", _without_binary(data))
    if text.count(b"{") > text.count(b"}"):
        raise ReadError("truncated")
    return "Rich Text Format"


def _without_binary(data: bytes) -> bytes:
    """The text without what `\\bin` announces: bytes in which a brace is none. One that announces more than there is takes the rest."""
    pieces, at, number = [], 0, 0
    while (found := data.find(b"\\bin", at)) >= 0:
        number += 1
        if number > _MOST_BINARIES:
            raise ReadError("too-large", f"more than {_MOST_BINARIES} binary pieces", f"二进制数据超过 {_MOST_BINARIES} 段")
        announced = _RTF_BINARY.match(data, found)
        pieces.append(data[at:found])
        at = found + 4
        if announced and _backslashes(data, found) % 2 == 0:
            at = announced.end() + int(announced.group(1))
    return b"".join((*pieces, data[at:]))


def _backslashes(data: bytes, end: int) -> int:
    """How many stand directly before a place: an odd one makes text of the next."""
    start = end
    while start and data[start - 1] == 0x5C:
        start -= 1
    return end - start


def _flat(data: bytes) -> str:
    """OpenDocument in one XML file."""
    WellFormed().feed(data, last=True)
    return "OpenDocument Text Flat XML"
