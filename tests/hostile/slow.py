"""Kinds that take seconds to make or to refuse, and what is said of each (see expected.py)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from . import pages, pdfs, texts, words
from .bytes_of import Kinds

SLOW: Final[Kinds] = MappingProxyType(
    {
        "rows-200000.docx": lambda: words.tall(200_000),
        "cell-10-mb.docx": lambda: words.text("长" * 3_500_000),
        "paragraphs.docx": lambda: words.word(words.FORM + "<w:p/>" * 500_000),
        "pages-10000.pdf": lambda: pdfs.pages(10_000),
        "segments-million.pdf": lambda: pdfs.segments(1_000_000),
        "flate-300.pdf": lambda: pdfs.flate(300),
        "flate-twice.pdf": lambda: pdfs.flate(300, times=2),
        "forms-100000.pdf": lambda: pdfs.doubling_forms(5),
        "cell-10-mb.txt": lambda: texts.with_cell("长" * 3_500_000),
        "line-10-mb.txt": lambda: ("长" * 3_500_000).encode(),
        "rows-200000.html": lambda: pages.html(pages.FORM + "<table>" + "<tr><td>甲</td><td>乙</td></tr>" * 200_000 + "</table>"),
        "cell-10-mb.html": lambda: pages.html(pages.FORM + f"<table><tr><td>{'长' * 3_500_000}</td></tr></table>"),
    }
)
SLOW_EXPECTED: Final = MappingProxyType(
    {
        "rows-200000.docx": "too-large",
        "cell-10-mb.docx": "too-large",
        "paragraphs.docx": "ok",
        "pages-10000.pdf": "too-large",
        "segments-million.pdf": "no-form",  # its text is read, its lines are not: page.too-dense
        "flate-300.pdf": "no-form",
        "flate-twice.pdf": "no-form",
        "forms-100000.pdf": "no-form",
        "cell-10-mb.txt": "ok",
        "line-10-mb.txt": "no-form",
        "rows-200000.html": "too-large",
        "cell-10-mb.html": "too-large",
    }
)
