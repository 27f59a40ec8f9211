"""A .7z, .rar, .tar or .tar.gz, read through libarchive where it is installed.

Such archives are read from front to back: what stands before a member is inflated to get to it. Only the format that the first bytes
say is switched on, never what libarchive would guess, and nothing is asked of it but names and bytes.
"""

from __future__ import annotations

import ctypes
import locale
import logging
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import Any, BinaryIO, Final

from extractors.errors import ReadError
from extractors.source import detect
from pipeline.intake.folder import PIECE, Entry, changed, too_large
from pipeline.intake.rarheads import RAR5, refused
from pipeline.intake.zipnames import plain_name

KINDS: Final = frozenset({"7z", "rar", "gz", "tar"})
"""Formats (`extractors.source`) that are read here."""
_LOCKABLE: Final = frozenset({"7zip", "rar", "rar5"})
"""Formats, as libarchive calls them, whose table of contents may be encrypted."""
_UTF8: Final = ("C.UTF-8", "en_US.UTF-8", "UTF-8")


class Stream:
    """An opened archive; ReadError `unsupported` without libarchive, `encrypted` or `corrupt` where it cannot be opened."""

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._ffi, self._damage, self._new = _library()
        self._file = file
        self._form, self._filter = _format(file, kind)
        self._wrong = refused(file) if kind == "rar" else {}
        self._closing = ExitStack()
        self._begun = self._opened = False
        self._entry = ctypes.c_void_p()
        self._rewind()

    def close(self) -> None:
        """Let go of it."""
        self._closing.close()

    def package(self) -> bool:
        """Never: no program keeps its documents so."""
        return False

    def held(self, most: int) -> str:
        """More than `most`: how many, the end of the archive alone would tell."""
        return f">{most}"

    def entries(self, spend: Callable[[int], None]) -> Iterator[Entry]:
        """Its table of contents, each line once; what was left unread of a member is inflated and spent before the next."""
        self._rewind()
        while self._next():
            yield self._line()
            self._pass_over(spend)
        if not self._place:  # a .7z whose beginning is damaged passes for one that holds nothing
            raise ReadError("corrupt", "its table of contents is empty", "压缩包目录为空")

    def pieces(self, place: int, limit: int) -> Iterator[bytes]:
        """A member's bytes, inflated piece by piece."""
        if place < self._place or (place == self._place and self._begun):
            self._rewind()
        while self._place < place:
            if not self._next():
                raise changed()
        if self._ffi.entry_is_encrypted(self._entry) > 0:
            raise ReadError("encrypted")
        if place in self._wrong:
            raise self._wrong[place]
        size = 0
        for piece in self._rest():
            size += len(piece)
            if size > limit:
                raise too_large(limit)
            yield piece

    def _rewind(self) -> None:
        self.close()
        self._place, self._begun, self._opened = -1, False, False
        self._file.seek(0)
        with self._told():
            self._pointer = self._closing.enter_context(self._new(self._form, self._filter))
            if isinstance(self._file, BytesIO):
                self._data = self._file.getvalue()  # read where it lies: it has to live as long as the reader
                self._ffi.read_open_memory(self._pointer, self._data, len(self._data))
            else:
                self._ffi.read_open_fd(self._pointer, self._file.fileno(), PIECE)
        self._opened = True

    def _next(self) -> bool:
        with self._told():
            found = self._ffi.read_next_header(self._pointer, ctypes.byref(self._entry)) != self._ffi.ARCHIVE_EOF
        self._place += 1
        self._begun = False
        return bool(found)

    def _line(self) -> Entry:
        mode = self._ffi.entry_filetype(self._entry)
        name = plain_name(self._ffi.entry_pathname(self._entry) or b"")
        if stat.S_ISLNK(mode) or self._ffi.entry_hardlink(self._entry) is not None:
            return Entry(name, listed="link")
        folder = stat.S_ISDIR(mode) or name.endswith("/")
        return Entry(name, folder, "" if folder or stat.S_ISREG(mode) else "not a regular file")

    def _rest(self) -> Iterator[bytes]:
        self._begun = True
        room = ctypes.create_string_buffer(PIECE)
        while True:
            with self._told():
                size = self._ffi.read_data(self._pointer, room, PIECE)
            if size < 0:
                raise ReadError("corrupt")
            if not size:
                return
            yield room.raw[:size]

    def _pass_over(self, spend: Callable[[int], None]) -> None:
        """libarchive would inflate it uncounted; a member that cannot be read was told when it was asked for."""
        try:
            if self._ffi.entry_is_encrypted(self._entry) <= 0:
                for piece in self._rest():
                    spend(len(piece))
        except ReadError:
            return

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What libarchive complains of, as a ReadError."""
        try:
            yield
        except self._damage as error:
            if self._place < 0 and self._locked():
                raise ReadError("encrypted") from None
            if "support" in str(error.msg).lower():  # "Unsupported …", "… support unavailable", "… not supported"
                raise ReadError("unsupported", "libarchive does not read this variant", "libarchive 不支持该压缩方式") from None
            raise ReadError("corrupt") from None

    def _locked(self) -> bool:
        """Whether the table of contents is encrypted. libarchive (3.6) asks a format that it has not chosen where opening failed."""
        return self._opened and self._form in _LOCKABLE and self._ffi.read_has_encrypted_entries(self._pointer) > 0


def _library() -> tuple[Any, Any, Any]:
    """libarchive's functions, its error, and what makes a reader. Without the system library its Python package cannot be imported."""
    try:
        from libarchive import ffi
        from libarchive.exception import ArchiveError
        from libarchive.read import new_archive_read

        ffi.ffi("entry_is_encrypted", [ffi.c_archive_entry_p], ctypes.c_int)
        ffi.ffi("read_has_encrypted_entries", [ffi.c_archive_p], ctypes.c_int)
        _speak_utf8()
    except (ImportError, OSError, AttributeError, TypeError, locale.Error):
        raise ReadError(
            "unsupported",
            "this archive needs libarchive: apt-get install libarchive13, pip install 'jixiao[archives]'; or repack it as .zip",
            "读取此类压缩包需要 libarchive：apt-get install libarchive13，pip install 'jixiao[archives]'；或改用 .zip 重新打包",
        ) from None
    logging.getLogger("libarchive").addHandler(logging.NullHandler())  # its warnings are no one's: what matters is raised
    return ffi, ArchiveError, new_archive_read


def _speak_utf8() -> None:
    """libarchive writes names in the character set of the process, and `?` for what it cannot hold (LC_ALL=C)."""
    if locale.nl_langinfo(locale.CODESET).upper() == "UTF-8":
        return
    for name in _UTF8[:-1]:
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        return
    locale.setlocale(locale.LC_CTYPE, _UTF8[-1])


def _format(file: BinaryIO, kind: str) -> tuple[str, str]:
    """libarchive's words for a format and what it is packed in."""
    file.seek(0)
    head = file.read(PIECE)
    if kind == "gz":
        try:
            inner = detect(zlib.decompressobj(wbits=31).decompress(head, 1024), "")
        except zlib.error:
            raise ReadError("corrupt") from None
        if inner != "tar":
            raise ReadError("unsupported", "of .gz, only .tar.gz is read", ".gz 仅支持 .tar.gz")
        return "tar", "gzip"
    return {"7z": "7zip", "tar": "tar", "rar": "rar5" if head.startswith(RAR5[:-1]) else "rar"}[kind], "none"
