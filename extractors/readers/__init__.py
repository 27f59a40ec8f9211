"""The readers: bytes of one format -> Document. Which reader takes a format stands here, nowhere else.

A reader is a module with `read(data, limits) -> Document`, imported when it is first needed: a parser that nobody uses
costs nothing.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, cast

from extractors.document import Document, Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.ocr import available
from extractors.readers.signs import signs_named
from extractors.scanning import ADVICE, Scanning
from extractors.source import ARCHIVES, IMAGES, LEGACY, Source
from normalizers.notes import Note

if TYPE_CHECKING:
    from extractors.converting import Converting

# format -> the module below this package that reads it
READERS: Final = MappingProxyType(
    {
        "docx": "docx",
        "docm": "docx",
        "dotx": "docx",
        "dotm": "docx",
        "pdf": "pdf",
        "html": "html",
        "mht": "html",
        "text": "text",
        "wordml": "wordxml",
        "xlsx": "sheets.xlsx",
        "xlsm": "sheets.xlsx",
        "xltx": "sheets.xlsx",
        "xltm": "sheets.xlsx",
        "xlsb": "sheets.xlsb",
        "xls": "sheets.xls",
        "et": "sheets.xls",
        "ods": "sheets.ods",
        "sheetml": "sheets.sheetml",
        "csv": "sheets.csv",
        "ofd": "ofd",
        **dict.fromkeys(sorted(IMAGES), "image"),
    }
)
# Formats whose pages may be pictures: their readers also take how pictures are to be read.
SCANS: Final = IMAGES | {"pdf", "ofd"}
# Formats that are recognised and not read, with what to do about them.
_REFUSED: Final = MappingProxyType(
    {
        "pptx": ("a PowerPoint presentation", "PowerPoint 演示文稿"),
        "ppt": ("a PowerPoint presentation", "PowerPoint 演示文稿"),
        "odp": ("an OpenDocument presentation", "OpenDocument 演示文稿"),
        "uof": ("a UOF file; save it as .docx", "UOF 文件，请另存为 .docx"),
        "epub": ("an EPUB book", "EPUB 电子书"),
    }
)


class Reader(Protocol):
    """What every module of this package offers."""

    def read(self, data: bytes, limits: Limits | None = None) -> Document:
        """The document in the bytes; ReadError where there is none to be had."""


class ScanReader(Protocol):
    """A reader that can meet scans."""

    def read(self, data: bytes, limits: Limits | None, scanning: Scanning) -> Document:
        """The same; `scanning` says what to do with pictures of pages."""


def read(source: Source, limits: Limits | None = None, scanning: Scanning | None = None, converting: Converting | None = None) -> Document:
    """The document in a source, by what its bytes are. ReadError with one of the codes of `extractors.errors`."""
    return signs_named(_read(source, limits or Limits(), scanning, converting))


def _read(source: Source, limits: Limits, scanning: Scanning | None, converting: Converting | None) -> Document:
    if len(source.data) > limits.bytes:
        raise ReadError("too-large", f"{len(source.data)} bytes", f"文件 {len(source.data)} 字节")
    if source.format in LEGACY:
        return _converted(source, limits, converting)
    name = READERS.get(source.format)
    if name is None:
        raise refusal(source.format)
    if source.format in IMAGES and not available():
        raise ReadError("no-text", *ADVICE)
    reader = import_module(f"extractors.readers.{name}")
    if source.format in SCANS:
        return cast(ScanReader, reader).read(source.data, limits, scanning or Scanning())
    document = cast(Reader, reader).read(source.data, limits)
    return document if document.format == source.format else replace(document, format=source.format)


def _converted(source: Source, limits: Limits, converting: Converting | None) -> Document:
    """An old Word file by way of LibreOffice and the reader of what that makes of it."""
    from extractors.convert import to_docx
    from extractors.convert.objects import embedded
    from extractors.converting import Converting
    from extractors.readers import docx

    document = docx.read(to_docx(source, limits, converting or Converting()), limits)
    document = replace(document, format=source.format, method="converted")
    count = embedded(source.data)
    if not count or any(remark.note.code == "part.embedded" for remark in document.remarks):
        return document
    lost = Remark(Note.of("part.embedded", kind="object", count=str(count)))
    return replace(document, remarks=(*document.remarks, lost), partial=True)


def refusal(file_format: str) -> ReadError:
    """Why a format without a reader of its own is not read."""
    if file_format in ("empty", "encrypted"):
        return ReadError(file_format)
    if file_format in ARCHIVES:
        return ReadError("not-a-document", f"it is a {file_format} archive", f"实际为 {file_format} 压缩包")
    if file_format in _REFUSED:
        english, chinese = _REFUSED[file_format]
        return ReadError("unsupported", f"it is {english}", f"实际为{chinese}")
    return ReadError("not-a-document")
