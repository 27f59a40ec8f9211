"""Old Word files by way of LibreOffice: bytes of .doc, .wps, .rtf, .odt and Word XML -> .docx, which has a reader.

    Source ──screen──> Ticket ──batches, call, guard──> .docx ──store──> docx reader

LibreOffice is a stranger in the house: every call has a throwaway profile and home, a time limit, bounds of memory and
disk, no network where the system can take it away, no macros, and ends with everything that it started.
"""

from __future__ import annotations

from contextlib import suppress

from extractors.convert.batches import convert_all
from extractors.convert.office import Office, find_office
from extractors.convert.screen import Ticket, screened
from extractors.convert.store import Store
from extractors.converting import Converting
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import Source

__all__ = ["Office", "Store", "convert_all", "find_office", "missing", "to_docx", "to_ods"]

_XLSX = "Calc MS Excel 2007 XML"
_CALC = {"xlsx": _XLSX, "xlsm": _XLSX, "xltx": _XLSX, "xltm": _XLSX, "xls": "MS Excel 97", "et": "MS Excel 97"}
_MISSING = (
    "{format} is read by way of LibreOffice; install libreoffice-writer-nogui or save the file as .docx",
    "{format} 格式需通过 LibreOffice 转换；请安装 libreoffice-writer-nogui，或将文件另存为 .docx",
)


def to_docx(source: Source, limits: Limits, converting: Converting) -> bytes:
    """The .docx that LibreOffice makes of a source, from the folder of what was converted before where it is there.

    ReadError: unsupported (no LibreOffice), encrypted, corrupt, truncated, too-large, timeout, crashed.
    """
    office = find_office()
    if office is None:
        raise missing(source.format)
    store = Store(converting.kept, office) if converting.kept else None
    made = store.get(source.sha256) if store else None
    if made is None:
        made = next(iter(convert_all([screened(source, limits)], office, limits, converting.seconds)))[1]
        if store:
            with suppress(OSError):  # no room to keep it: it is made all the same
                store.put(source.sha256, made)
    if isinstance(made, ReadError):
        raise made
    return made


def to_ods(source: Source, limits: Limits, converting: Converting) -> bytes:
    """The spreadsheet that LibreOffice Calc makes of a workbook, in which every cell says what it shows: for a second opinion.

    ReadError: unsupported (no LibreOffice, or a format that it is not asked for), corrupt, too-large, timeout, crashed.
    """
    office, name = find_office(), _CALC.get(source.format)
    if office is None or name is None:
        raise missing(source.format)
    ticket = Ticket(source.sha256, source.data, name, "ods")
    made = next(iter(convert_all([ticket], office, limits, converting.seconds)))[1]
    if isinstance(made, ReadError):
        raise made
    return made


def missing(file_format: str) -> ReadError:
    """What to say of a file that only LibreOffice could read."""
    return ReadError("unsupported", *(text.format(format=file_format) for text in _MISSING))
