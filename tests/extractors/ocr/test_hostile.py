"""Pictures that are damaged or too large are refused before they cost anything."""

from __future__ import annotations

import random
import struct
import time
import zlib
from contextlib import suppress

import pytest
from PIL import Image

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import image, pdf
from extractors.scanning import Scanning

from .conftest import saved


def png(width: int, height: int) -> bytes:
    """A PNG that says it is so large, with hardly any data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(100_000, 100_000), (65_000, 1_000), (2**31 - 1, 1)])
def test_a_picture_of_countless_pixels_is_refused_at_once(size: tuple[int, int]) -> None:
    began = time.perf_counter()
    with pytest.raises(ReadError) as refused:
        image.read(png(*size))
    assert refused.value.code == "too-large"
    assert time.perf_counter() - began < 2


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    one = Image.new("L", (300, 8), 255)
    with pytest.raises(ReadError) as refused:
        image.read(saved(one, "TIFF", save_all=True, append_images=[one] * 5), Limits(pages=3))
    assert refused.value.code == "too-large"


def test_a_file_over_the_limit_is_not_opened(scan: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        image.read(scan, Limits(bytes=1000))
    assert refused.value.code == "too-large"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_picture_cut_short_is_named_so(scan: bytes, share: float) -> None:
    with pytest.raises(ReadError) as refused:
        image.read(scan[: int(len(scan) * share)])
    assert refused.value.code in ("truncated", "corrupt")


def test_bytes_that_are_no_picture_are_corrupt() -> None:
    with pytest.raises(ReadError) as refused:
        image.read(b"\x89PNG\r\n\x1a\nnothing")
    assert refused.value.code == "corrupt"


@pytest.mark.parametrize(("mode", "dpi"), [("sometimes", 200), ("auto", 10), ("auto", 10_000)])
def test_a_way_to_read_scans_that_cannot_be_is_refused(mode: str, dpi: int) -> None:
    with pytest.raises(ValueError, match=r"is not (one of|between)"):
        Scanning(mode, dpi)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_is_opened(mode: str) -> None:
    paper = Image.new("RGB", (400, 400), "white").convert(mode if mode != "I;16" else "L")
    if mode == "I;16":
        paper = Image.new("I;16", (400, 400), 65535)
    with pytest.raises(ReadError) as refused:
        image.read(saved(paper, "TIFF"))
    assert refused.value.code == "no-text"


def tiff(following: int) -> bytes:
    """A TIFF of one white picture of 8 × 8, whose directory names another as the next."""
    tags = ((256, 8), (257, 8), (258, 8), (259, 1), (262, 1), (273, 200), (277, 1), (278, 8), (279, 64))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)
    return head.ljust(200, b"\0") + b"\xff" * 64


@pytest.mark.parametrize("following", [8, 4, 100_000_000])
def test_a_tiff_whose_directories_go_in_a_circle_or_nowhere_ends(following: int) -> None:
    began = time.perf_counter()
    with pytest.raises(ReadError) as refused:
        image.read(tiff(following))
    assert refused.value.code in ("no-text", "corrupt", "truncated")
    assert time.perf_counter() - began < 5


def test_a_page_of_two_hundred_inches_is_not_drawn() -> None:
    began = time.perf_counter()
    with pytest.raises(ReadError) as refused:
        pdf.read(saved(Image.new("L", (1000, 1000), 200), "PDF", resolution=5), scanning=Scanning())
    assert refused.value.code == "no-text"
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("mode", ["1", "RGBA"])
def test_a_fax_and_a_jpeg_2000_in_a_pdf_are_read_and_damaged_ones_bounded(mode: str, picture: Image.Image) -> None:
    whole = saved(picture.crop((0, 0, picture.width, 500)).convert(mode), "PDF", resolution=200)
    assert (b"CCITTFaxDecode" if mode == "1" else b"JPXDecode") in whole
    assert any("青石县" in piece.text for piece in pdf.read(whole, scanning=Scanning()).pieces())
    start = whole.index(b"stream") + 200
    damaged = whole[:start] + bytes(2000) + whole[start + 2000 :]
    began = time.perf_counter()
    with suppress(ReadError):
        assert pdf.read(damaged, scanning=Scanning()).method == "pdf-ocr"
    assert time.perf_counter() - began < 20


@pytest.mark.prove
def test_a_page_of_noise_behind_a_form_is_named_and_makes_the_document_partial(picture: Image.Image) -> None:
    noise = Image.frombytes("L", (1240, 1754), random.Random(11).randbytes(1240 * 1754)).convert("RGB")
    found = image.read(saved(picture, "TIFF", save_all=True, append_images=[noise], dpi=(200, 200)))
    assert found.partial
    assert [remark.where.page for remark in found.remarks if remark.note.code == "page.too-dense"] == [2]
