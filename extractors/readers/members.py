"""The members of a ZIP package and the XML in them, with every hazard of both met before anything is read.

bytes ──Members──> member (bounded while it inflates) ──parse, or elements one by one──> XML without DTD
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, Protocol
from urllib.parse import unquote

from lxml import etree

from extractors.errors import ReadError
from extractors.limits import Limits

BROKEN: Final = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OverflowError, UnicodeDecodeError)
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
_PROLOG: Final = 1 << 16  # a declaration behind this is met by the parser alone


class Readable(Protocol):
    """What a parser reads from."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""


class Members:
    """The members of a ZIP, inflated one by one within the limits: a declared size is never believed."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Opens the package. ReadError: empty, too-large, truncated, corrupt, not-a-document."""
        if not data:
            raise ReadError("empty")
        if len(data) > limits.bytes:
            raise ReadError("too-large", f"{len(data)} bytes", f"文件 {len(data)} 字节")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*BROKEN, NotImplementedError) as error:
            raise _broken(data) from error
        self.limits = limits
        self.left = limits.inflated
        self._by_name = self._names()

    def _names(self) -> dict[str, zipfile.ZipInfo]:
        """Members by their name in lower case: part names are compared without case (ECMA-376 part 2, 6.3.5)."""
        found: dict[str, zipfile.ZipInfo] = {}
        infos = self._zip.infolist()
        if len(infos) > self.limits.members:
            raise ReadError("too-large", f"{len(infos)} members in the package", f"文件包含 {len(infos)} 个成员")
        for info in infos:
            name = info.filename.replace("\\", "/").lstrip("/").lower()
            twin = found.setdefault(name, info)
            if twin is not info and (twin.CRC, twin.file_size) != (info.CRC, info.file_size):
                raise ReadError("corrupt", f"the package holds two different members {name!r}", f"文件包中有两个不同的成员 {name!r}")
        return found

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name

    def names(self) -> list[str]:
        """The names in lower case, in the order of the package."""
        return list(self._by_name)

    def open(self, name: str, most: int = 0, *, xml: bool = True) -> Bounded | None:
        """A member to be read piece by piece, `most` bytes of it at most (0: the limit of a part); None where there is none.

        `xml`: a DTD in it is refused with the first piece.
        """
        info = self._by_name.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadError("encrypted")
        bound = min(most or self.limits.part, self.left)
        if info.file_size > bound:
            raise _too_large(name, bound)
        try:
            return Bounded(self, self._zip.open(info), name, bound, xml)
        except NotImplementedError as error:
            raise ReadError("unsupported", f"the member {name} has an unknown compression", f"成员 {name} 的压缩方式无法识别") from error
        except (EOFError, *BROKEN) as error:
            raise _damaged(name) from error

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, None where there is none. ReadError: encrypted, too-large, truncated, corrupt, unsupported."""
        stream = self.open(name, xml=False)  # `parse` looks for a DTD itself, and not every member is XML
        return None if stream is None else stream.read()


class Bounded:
    """A member as a stream that stops at its bound, and turns damage into a ReadError."""

    def __init__(self, members: Members, stream: Readable, name: str, bound: int, xml: bool) -> None:
        self._members, self._stream, self.name, self._left, self._bound = members, stream, name, bound, bound
        self._first = xml

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes. ReadError: too-large, truncated, corrupt."""
        try:
            data = self._stream.read(self._left + 1 if size < 0 else size)
        except EOFError as error:
            raise ReadError("truncated", f"the member {self.name} ends early", f"成员 {self.name} 不完整") from error
        except BROKEN as error:
            raise _damaged(self.name) from error
        self._left -= len(data)
        self._members.left -= len(data)
        if self._left < 0:
            raise _too_large(self.name, self._bound)
        if (
            self._first
            and any(mark in data[:_PROLOG] for mark in _DOCTYPES)
            and data.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00")[:1] == b"<"
        ):
            raise _declares()
        self._first = False
        return data


def _too_large(name: str, most: int) -> ReadError:
    return ReadError("too-large", f"the member {name} inflates to more than {most} bytes", f"成员 {name} 解压后超过 {most} 字节")


def _damaged(name: str) -> ReadError:
    return ReadError("corrupt", f"the member {name} cannot be unpacked", f"成员 {name} 无法解压")


def _broken(data: bytes) -> ReadError:
    if not data.startswith(b"PK"):
        return ReadError("not-a-document", "it is no ZIP package", "不是 ZIP 文件包")
    if b"PK\x05\x06" not in data:
        return ReadError("truncated", "the package's table of contents is missing", "缺少压缩包目录")
    return ReadError("corrupt", "the package's table of contents is damaged", "压缩包目录已损坏")


def _declares() -> ReadError:
    return ReadError("corrupt", "an XML part declares a DTD, which office files never hold", "XML 部件含有 DTD 声明")


# ---------------------------------------------------------------- XML


def parse(data: bytes) -> etree._Element:
    """The root of an XML part. ReadError: corrupt (a DTD too: no entity is ever resolved), truncated, too-large."""
    if any(mark in data[:_PROLOG] for mark in _DOCTYPES):
        raise _declares()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise malformed(error) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares()
    return root


def elements(stream: Readable, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements of some names (`{*}row`) of a part as they end, each cleared, with what stands before it, once the next is asked for.

    ReadError: corrupt, truncated, too-large.
    """
    events = etree.iterparse(
        stream, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    first = True
    try:
        for _, element in events:
            if first and element.getroottree().docinfo.internalDTD is not None:
                raise _declares()
            first = False
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None:
                while parent[0] is not element:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise malformed(error) from error


def malformed(error: etree.XMLSyntaxError) -> ReadError:
    """What is wrong with XML that cannot be parsed."""
    text = error.msg or ""
    if "depth" in text or "huge" in text.lower():
        return ReadError("too-large", "its XML is nested too deep or has too long a text", "XML 嵌套过深或文字过长")
    if "Premature end" in text or "EndTag" in text:
        return ReadError("truncated", "an XML part ends early", "XML 部件不完整")
    return ReadError("corrupt", "an XML part is not well-formed", "XML 部件格式错误")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def resolved(target: str, folder: str) -> str:
    """The name of a member that a part in a folder refers to; nothing leads out of the package."""
    path = unquote(target.split("#")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
