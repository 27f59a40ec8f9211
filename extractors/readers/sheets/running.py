"""Running heads and feet of a sheet's printed pages (ECMA-376 part 1, 18.3.1.46): their texts without the codes in them."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from extractors.readers.members import local

# &"font,style" and &K colour, a size, marks of style; what the program fills in: page, pages, date, time, path, file, sheet, picture.
_CODES: Final = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d{1,3}|&[BIUESXYOHPNDTZFAG]', re.I)
_PARTS: Final = re.compile(r"&[LCR]")
_COUNTER: Final = re.compile(r"[\s第页共/,，、\-—–]*")
_LONGEST: Final = 2_000


def running_texts(element: etree._Element) -> tuple[list[str], list[str]]:
    """The texts of heads and of feet, each once; what only counts pages is none.

    Args:
        element: the headerFooter of a sheet.
    """
    heads: dict[str, None] = {}
    feet: dict[str, None] = {}
    for child in element:
        into = heads if local(child).endswith("Header") else feet
        for part in _PARTS.split((child.text or "")[:_LONGEST].replace("&&", "\x00")):
            text = _CODES.sub("", part).replace("\x00", "&").strip()
            if not _COUNTER.fullmatch(text):
                into[text] = None
    return list(heads), list(feet)
