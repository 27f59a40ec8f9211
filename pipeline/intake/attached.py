"""A PDF as a folder of the files attached to it: `outer.pdf/附件.docx`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from pipeline.intake.folder import PIECE, Entry


def holds_files(head: bytes, data: Callable[[], bytes]) -> bool:
    """Whether bytes that begin so are a PDF to which something may be attached; `data` gives all of them."""
    from extractors.source import detect

    if detect(head, "") != "pdf":
        return False
    from extractors.readers.pdf_attachments import may_have_attachments
    from extractors.readers.pdf_traits import Traits

    return may_have_attachments(Traits(data()))


class Attached:
    """The files attached to a PDF; ReadError where PDFium cannot open it. It is opened for each question and kept open for none."""

    def __init__(self, file: BinaryIO) -> None:
        """Takes the bytes of the file, which may be closed then."""
        from extractors.readers.pdf_attachments import attached_names

        file.seek(0)
        self._data = file.read()
        self._names = attached_names(self._data)

    def package(self) -> bool:
        """Never: it is a document that is read by itself."""
        return False

    def held(self, most: int) -> str:
        """How many files are attached."""
        return str(len(self._names))

    def entries(self, spend: Callable[[int], None]) -> Iterator[Entry]:
        """The names of the attached files; nothing is inflated for them."""
        yield from (Entry(name) for name in self._names)

    def pieces(self, place: int, limit: int) -> Iterator[bytes]:
        """The bytes of an attached file."""
        from extractors.readers.pdf_attachments import attached_file

        data = attached_file(self._data, place, limit)
        yield from (data[at : at + PIECE] for at in range(0, len(data), PIECE))

    def close(self) -> None:
        """Nothing is open."""
