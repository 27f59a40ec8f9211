"""A .zip, read with the standard library."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, cast

from extractors.containers import ZIP_DAMAGE
from extractors.errors import ReadError
from pipeline.intake.folder import PIECE, Entry, changed, too_large
from pipeline.intake.zipflags import Unclaimed
from pipeline.intake.zipnames import member_name

# A zip that is itself a document of another program is no folder.
_PACKAGES: Final = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})
# Others (bz2, lzma) inflate in one step whatever they hold; no program that zips submissions uses them.
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DAMAGE: Final = (*ZIP_DAMAGE, OSError)


class Zip:
    """An opened .zip; ReadError `corrupt` where its table of contents cannot be read."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        try:
            self._archive = _opened(file)
        except _DAMAGE:
            raise ReadError("corrupt", "its table of contents cannot be read", "压缩包目录无法读取") from None

    def close(self) -> None:
        """Let go of it."""
        self._archive.close()

    def package(self) -> bool:
        """Whether it is a document of another program."""
        return not _PACKAGES.isdisjoint(info.filename for info in self._archive.infolist())

    def held(self, most: int) -> str:
        """The number of its members."""
        return str(len(self._archive.infolist()))

    def entries(self, spend: Callable[[int], None]) -> Iterator[Entry]:
        """Its table of contents, which stands at its end and costs nothing."""
        for info in self._archive.infolist():
            name = member_name(info)
            link = stat.S_ISLNK(info.external_attr >> 16)
            yield Entry(name, info.is_dir() or name.endswith("/"), "link" if link else "")

    def pieces(self, place: int, limit: int) -> Iterator[bytes]:
        """A member's bytes, inflated piece by piece."""
        infos = self._archive.infolist()
        if place >= len(infos):
            raise changed()
        info = infos[place]
        if info.flag_bits & 0x1:
            raise ReadError("encrypted")
        if info.compress_type not in _METHODS:
            raise ReadError("unsupported", f"compression method {info.compress_type}", f"压缩方法 {info.compress_type}")
        size = 0
        try:
            with self._archive.open(info) as stream:
                while piece := stream.read(PIECE):
                    size += len(piece)
                    if size > limit:
                        raise too_large(limit)
                    yield piece
        except _DAMAGE:
            raise ReadError("corrupt") from None


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except UnicodeDecodeError:
        return zipfile.ZipFile(cast(BinaryIO, Unclaimed(file)))
