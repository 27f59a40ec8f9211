"""The text of a page as one string, a character for each that PDFium counts."""

from __future__ import annotations

import ctypes
import re
from itertools import repeat
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.readers.pdf_pdfium import Handle, char_unicode, text_pointer
from extractors.readers.pdf_symbols import with_symbols
from extractors.tables.radicals import FIRST, LAST, unify

HYPHEN: Final = "\ufffe"  # PDFium's mark for a hyphen at the end of a line, which is a printed character
FILLER: Final = "\ufdd0"  # no character of any text: holds the second place of a character that takes two
SINGLE_HYPHEN: Final = 0x02  # the same where a character is asked for singly
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_RADICAL = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")


def page_text(text: Handle) -> str:
    """The text, one character for each of PDFium's.

    Where its string has another length (characters beyond the basic plane, or such as stand in no string), each is asked for singly.
    """
    pointer = text_pointer(text)
    count = max(pdfium.FPDFText_CountChars(pointer), 0)
    buffer: Any = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(pointer, 0, count, buffer)
    printed = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if written != count + 1 or len(printed) != count:
        printed = _singly(list(map(char_unicode, repeat(text, count), range(count))))
    if HYPHEN in printed:
        printed = printed.replace(HYPHEN, "-")
    printed = unify(printed) if _RADICAL.search(printed) else printed
    return with_symbols(text, printed)


def _singly(codes: list[int]) -> str:
    """The text of code points; of a character beyond the basic plane, which PDFium hands out as two halves, the second is a FILLER."""
    out = [HYPHEN if code == SINGLE_HYPHEN else _char(code) for code in codes]
    for at in range(len(codes) - 1):
        if 0xD800 <= codes[at] < 0xDC00 <= codes[at + 1] < 0xE000:
            out[at : at + 2] = chr(0x10000 + ((codes[at] - 0xD800) << 10) + codes[at + 1] - 0xDC00), FILLER
    return "".join(out)


def _char(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else REPLACEMENT
