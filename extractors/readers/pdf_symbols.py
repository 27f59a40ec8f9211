"""Signs of symbol fonts: a file without a map, or with a wrong one, gives the code of the sign in its font, which is that of a letter."""

from __future__ import annotations

import ctypes
import re
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.readers.pdf_pdfium import Handle, text_font, text_object

# Codes of signs: the upper half of Latin 1, the private area that symbol fonts use, and letters that stand alone, as ticks do.
_DOUBTFUL: Final = re.compile(r"[\xa0-\xff\uf020-\uf0ff]|(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_ANY: Final = re.compile(r"[A-Za-z\xa0-\xff\uf020-\uf0ff]")
# Signs of Latin 1 that symbol fonts hold too, at other codes: who has one of them has a right map.
_MAPPED: Final = frozenset("×÷¬µ®©·")
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_FACE: Final = re.compile(r"(?:MT|PS|-?Regular|-?Bold|-?Italic|,.*)+$", re.I)
_NUMBER: Final = re.compile(r"[ -]?([23])$")
_LONGEST: Final = 128  # bytes of a font's name


def with_symbols(text: Handle, printed: str) -> str:
    """The text of a text page with the signs that its symbol fonts draw."""
    if not _ANY.search(printed):
        return printed
    doubtful = [found.start() for found in _DOUBTFUL.finditer(printed) if found[0] not in _MAPPED]
    if not doubtful:
        return printed
    names: dict[int, str] = {}
    out = list(printed)
    for at in doubtful:
        item = text_object(text, at) or 0
        if item not in names:
            names[item] = _font_name(item)
        if names[item]:
            out[at] = _sign(printed[at], names[item])
    return "".join(out)


def _font_name(item: int) -> str:
    """The family of the font of a text object, as tables of signs name it; "" where the font has letters."""
    if not item:
        return ""
    font: Any = ctypes.cast(text_font(Handle(item)), pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(_LONGEST)
    if not font or not pdfium.FPDFFont_GetBaseFontName(font, buffer, _LONGEST):
        return ""
    name = _FACE.sub("", _SUBSET.sub("", buffer.value.decode("utf-8", "replace")))
    name = _NUMBER.sub(r" \1", name).lower()
    return name if name.startswith(("symbol", "wingdings", "webdings")) else ""


def _sign(char: str, font: str) -> str:
    from extractors.symbols import from_font  # loads the reader of Word files, which few PDFs need

    sign, _ = from_font(char, font)
    return sign if len(sign) == 1 else char
