"""A picture is looked at before it is read whole: a form never goes by unseen, what is none costs a look."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from extractors.errors import ReadError
from extractors.ocr import glance
from extractors.readers import image, pdf
from extractors.scanning import Scanning

DPI = 150
Pixels = npt.NDArray[np.uint8]
WIDTH, HEIGHT = 1240, 1754


def pages(path: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


def pixels(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


@pytest.fixture(scope="module")
def form(samples: Path) -> Image.Image:
    """The first page of a form."""
    return pages(samples / "shanhaiguan-fulian-2022.pdf")[0]


@pytest.fixture(scope="module")
def paper() -> Image.Image:
    """A page of print that is no form: words of English, line by line."""
    made = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(made)
    for line in range(30):
        pen.text((120, 100 + 50 * line), "the quick brown fox jumps over the lazy dog " * 2, fill="black", font_size=22)
    return made


def tiff(pictures: Sequence[Image.Image]) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=list(pictures[1:]), dpi=(DPI, DPI), compression="tiff_lzw")
    return out.getvalue()


def scan(pictures: Sequence[Image.Image]) -> bytes:
    """A PDF of pictures."""
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=list(pictures[1:]), resolution=DPI)
    return out.getvalue()


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_form_is_seen_whichever_way_it_lies(form: Image.Image, quarters: int) -> None:
    assert glance(np.ascontiguousarray(np.rot90(pixels(form), quarters)), 1, DPI).may_be_form


def test_the_first_page_of_every_sample_is_seen(samples: Path) -> None:
    unseen = [path.name for path in samples.glob("forms/*/*.pdf") if not glance(pixels(pages(path)[0]), 1, DPI).may_be_form]
    assert unseen == []


def test_what_is_no_form_is_named_and_read_in_part(paper: Image.Image) -> None:
    seen = glance(pixels(paper), 3, DPI)
    assert not seen.may_be_form
    (note,) = seen.scanned.notes
    assert note.code == "page.sampled"
    assert 8 <= len(seen.scanned.page.lines) < 30
    blank = glance(np.full((HEIGHT, WIDTH, 3), 255, np.uint8), 1, DPI)
    assert (blank.may_be_form, blank.scanned.page.lines, blank.scanned.notes) == (False, [], ())


@pytest.mark.parametrize(("pack", "read"), [(tiff, image.read), (scan, pdf.read)], ids=["tiff", "pdf"])
def test_one_page_of_a_form_has_all_pages_read_whole(
    form: Image.Image, paper: Image.Image, pack: Callable[..., bytes], read: Callable[..., object]
) -> None:
    """Also those before it, that were only looked at."""
    whole = read(pack([paper, form]), scanning=Scanning("always", 200))
    assert repr(read(pack([paper, form]), scanning=Scanning("auto", 200))) == repr(whole)
    part = read(pack([paper, paper]), scanning=Scanning("auto", 200))
    assert [remark.note.code for remark in part.remarks if remark.note.code == "page.sampled"] == ["page.sampled"] * 2  # type: ignore[attr-defined]
    assert len(part.blocks) < len(read(pack([paper, paper]), scanning=Scanning("always", 200)).blocks) * 3  # type: ignore[attr-defined]


def test_a_photograph_has_no_text() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (30, 40, 3)).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).resize((1600, 1200), Image.Resampling.BICUBIC).save(out, "JPEG")
    with pytest.raises(ReadError, match="no-text"):
        image.read(out.getvalue(), scanning=Scanning("auto", 200))
