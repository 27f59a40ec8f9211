"""Pages of an OFD file that are pictures: read from their pixels where that can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.document import Block, Remark
from extractors.errors import ReadError
from extractors.ocr import available, read_page, remarks
from extractors.ocr.page import Scanned
from extractors.pages.model import Page
from extractors.readers.ofd.drawing import Drawn
from extractors.readers.ofd.package import OfdDocument, Package
from extractors.scanning import ADVICE, Scanning

_FILLS: Final = 0.5  # share of the page that a picture of it covers
_ALONE: Final = 0.2  # the same where nothing but the picture is there
_FEW: Final = 20  # characters beside such a picture: a page number, a header


class Scans:
    """Reads the pictures of pages of one file."""

    def __init__(self, scanning: Scanning) -> None:
        self._scanning = scanning
        self._scanned: list[Scanned] = []
        self._missed = False

    def page(self, package: Package, document: OfdDocument, drawn: Drawn, size: tuple[float, float], number: int) -> Page | None:
        """The page as its picture shows it; None where it is no picture, or cannot be read as one."""
        printed = sum(not char.isspace() for char in drawn.text)
        largest = max(drawn.pictures, key=lambda picture: _area(picture[1]), default=None)
        if largest is None or printed >= _FEW or _area(largest[1]) < (_FILLS if printed else _ALONE) * size[0] * size[1]:
            return None
        if self._scanning.mode == "never":
            return None
        if not available():
            self._missed = True
            return None
        data = package.members.read(document.pictures.get(largest[0], ""))
        if data is None:
            return None
        from extractors.readers.image import pictures_of

        try:
            _, pixels, _ = next(pictures_of(data, 1, self._scanning.dpi))
        except (ReadError, StopIteration):  # JBIG2, say: the page is named as one without text
            return None
        inches = (largest[1][2] - largest[1][0]) / 72
        found = read_page(pixels, number, pixels.shape[1] / inches)
        self._scanned.append(found)
        self._scanning.told()
        return found.page

    def advice(self) -> Sequence[str]:
        """What would help a document that has no text."""
        return ADVICE if self._missed else ()

    def method(self, text: str, pages: int) -> str:
        """How the document was read: `text` where no page was a scan."""
        return text if not self._scanned else "ofd-ocr" if len(self._scanned) == pages else "ofd-mixed"

    def remarks(self, blocks: Sequence[Block]) -> list[Remark]:
        """What is unsure in the blocks of the document."""
        return list(remarks(blocks, self._scanned))


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
