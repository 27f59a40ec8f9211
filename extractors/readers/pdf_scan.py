"""Pages of a PDF that are pictures: which they are, and the picture of a page for recognition.

A page is read from pixels where its text layer is missing, has no usable map to Unicode, or is not what the page shows: all of it
invisible (what a copier laid under a scan), or a few characters stamped on a picture that fills the page.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pypdfium2.raw as pdfium

from extractors.document import Block, Remark
from extractors.ocr import available, glance, read_page, remarks
from extractors.readers.pdf_paths import PageObjects
from extractors.readers.pdf_pdfium import Handle, page_pointer
from extractors.readers.pdf_view import View
from extractors.scanning import ADVICE, Scanning

if TYPE_CHECKING:
    from extractors.ocr.page import Scanned
    from extractors.readers.pdf_runs import PageRuns
    from extractors.tables.pixels_ink import Pixels

Read = TypeVar("Read")

MOST_PIXELS: Final = 32_000_000  # of one page, 96 MB in colours: A3 at 400 dpi; a larger page is drawn coarser
LEAST_SIDE: Final = 8  # pixels of a drawn page: no character is smaller, and OpenCV refuses to halve a single one
LEAST_DPI: Final = 50  # a page drawn coarser than this shows nothing that could be read
FEW: Final = 200  # characters on a picture: a stamp, a running head, a copier's name, but no form
FILLS: Final = 0.6  # of the page
STRANGE: Final = 0.3  # of the characters: a text layer in scripts that no such form is printed in was mapped wrongly
MOST_OBJECTS: Final = 1000  # of a page, among which its pictures are sought
POINTS: Final = 72.0
# Neither Latin, Greek, ideographs nor signs of Chinese print.
_STRANGE = re.compile("[^\x00-\u024f\u0370-\u03ff\u2000-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe10-\uffef\U0001f000-\U0003ffff]")


class LookAgainError(Exception):
    """A page may belong to a form, and pages before it were only looked at: all have to be read whole."""


class Scanner:
    """Reads pages from pixels while a PDF is open, and remembers which.

    As long as every page is a picture and none of them can be a page of a form, each is only looked at (`extractors.ocr.glance`).
    """

    def __init__(self, scanning: Scanning, most: int, whole: bool = False) -> None:
        """`most`: how many pages are read so; `whole`: each of them whole, whatever it looks like."""
        self.scanning = scanning
        self._most = most
        self._glancing = scanning.mode == "auto" and not whole
        self.scanned: list[Scanned] = []
        self.looked = 0
        self.mixed = False
        self.missed = False

    def reads(self, page: Handle, number: int, objects: PageObjects, text: PageRuns, ruled: bool) -> Scanned | None:
        """The page as its pixels show it; None where its text layer is to be read. `ruled`: whether it draws tables of its own."""
        mode, asked = self.scanning.mode, number in self.scanning.pages
        if not asked and (mode == "never" or (mode == "auto" and not is_scan(page, objects, text, ruled))):
            if text.runs:
                self._read_whole()
            return None
        found = self._read(page, number, text.view, asked)
        if found is not None:
            self.scanned.append(found)
        return found

    def looks(self, page: Handle, number: int, view: View) -> Scanned | None:
        """The page as its pixels show it, for what its text layer lacks; None where pixels are not to be read."""
        turned = view.turn != pdfium.FPDFPage_GetRotation(page_pointer(page)) % 4
        found = None if turned or self.scanning.mode == "never" else self._read(page, number, view)
        self.looked += found is not None
        return found

    def _read(self, page: Handle, number: int, view: View, whole: bool = True) -> Scanned | None:
        if not available():
            self.missed = True
            return None
        if len(self.scanned) + self.looked >= self._most:
            return None
        drawn = picture_of(page, view, self.scanning.dpi)
        if drawn is None:
            return None
        found = self._found(drawn[0], number, drawn[1], whole)
        self.scanning.told()
        return found

    def _found(self, picture: Pixels, number: int, dpi: float, whole: bool) -> Scanned:
        if self._glancing and not whole:
            seen = glance(picture, number, dpi)
            if not seen.may_be_form:
                return seen.scanned
            self._read_whole()
        return read_page(picture, number, dpi)

    def _read_whole(self) -> None:
        """From here on nothing is only looked at; LookAgainError where something was."""
        if self._glancing and self.scanned:
            raise LookAgainError
        self._glancing = False

    def advice(self) -> Sequence[str]:
        """What would help a document that has no text."""
        return ADVICE if self.missed else ()

    def method(self, text: str, pages: int) -> str:
        """How the document was read: `text` where no page was a scan."""
        return text if not self.scanned and not self.mixed else "pdf-ocr" if len(self.scanned) == pages else "pdf-mixed"

    def remarks(self, blocks: Sequence[Block]) -> list[Remark]:
        """What is unsure in the blocks of the document."""
        return list(remarks(blocks, self.scanned))


def scanned_by(scanning: Scanning, most: int, read: Callable[[Scanner], Read]) -> tuple[Scanner, Read]:
    """What `read` makes of a document with a scanner, and that scanner; read again whole where a look at its pages was not enough."""
    scanner = Scanner(scanning, most)
    try:
        return scanner, read(scanner)
    except LookAgainError:
        scanner = Scanner(scanning, most, whole=True)
        return scanner, read(scanner)


def is_scan(page: Handle, objects: PageObjects, text: PageRuns, ruled: bool) -> bool:
    """Whether the text layer of a page is missing or useless."""
    printed = sum(len(run.text) for run in text.runs)
    if not printed:
        return not objects.blank
    if 2 * text.garbled >= text.size or _strange("".join(run.text for run in text.runs)):
        return True
    if not objects.pictures or ruled:
        return False
    return (0 < printed <= text.hidden or printed < FEW) and _largest_picture(page) > FILLS * text.view.width * text.view.height


def _strange(text: str) -> bool:
    return strange_in(text) > STRANGE * len(text)


def strange_in(text: str) -> int:
    """How many characters of a text are of scripts that no such form is printed in."""
    return len(_STRANGE.findall(text))


def _largest_picture(page: Handle) -> float:
    """The area of the largest picture on the page, in square points."""
    return max(((right - left) * (top - bottom) for left, bottom, right, top in pictures_on(page)), default=0.0)


def pictures_on(page: Handle) -> Iterator[tuple[float, float, float, float]]:
    """The rectangles of the pictures on a page and of the forms that may hold one, in PDF's coordinates: left, bottom, right, top."""
    pointer = page_pointer(page)
    left, bottom, right, top = sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(pointer), MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(pointer, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) and pdfium.FPDFPageObj_GetBounds(item, *sides):
            yield left.value, bottom.value, right.value, top.value


def picture_of(page: Handle, view: View, dpi: int) -> tuple[Pixels, float] | None:
    """The page drawn in blue, green and red, and its pixels an inch: fewer than asked for where it is very large.

    None for a page too large to show anything, or without a size.
    """
    import numpy as np

    pointer = page_pointer(page)
    across, down = pdfium.FPDF_GetPageWidthF(pointer) / POINTS, pdfium.FPDF_GetPageHeightF(pointer) / POINTS
    if not (across > 0 and down > 0):
        return None
    dense = min(float(dpi), (MOST_PIXELS / (across * down)) ** 0.5)
    width, height = round(across * dense), round(down * dense)
    if dense < LEAST_DPI or min(width, height) < LEAST_SIDE:
        return None
    pixels: Pixels = np.full((height, width, 3), 255, dtype=np.uint8)
    buffer: Any = pixels.ctypes.data_as(ctypes.c_void_p)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, buffer, 3 * width)
    if not bitmap:
        return None
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, pointer, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels, dense
