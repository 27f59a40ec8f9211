"""What style sheets print before and after elements (`content`, CSS Generated Content): strings and attributes."""

from __future__ import annotations

import re
from typing import Final

import tinycss2
from lxml import etree

from extractors.readers.html.looks import is_out_of_sight
from extractors.readers.html.sheets import Declarations

_ICONS: Final = re.compile(r"[\s\ue000-\uf8ff\U000f0000-\U0010ffff]*")
_LONGEST: Final = 200


def generated_text(element: etree._Element, declared: Declarations) -> str:
    """The text of a pseudo-element; "" where there is none, and for icons, which are letters of a font of their own."""
    content = declared.get("content") if declared else None
    if not content or is_out_of_sight(declared):
        return ""
    found: list[str] = []
    for token in tinycss2.parse_component_value_list(content):
        if token.type == "string":
            found.append(token.value)
        elif token.type == "function" and token.lower_name == "attr":
            names = [each.value for each in token.arguments if each.type == "ident"]
            found.append(element.get(names[0]) or "" if names else "")
        elif token.type in ("ident", "literal") and token.value != "/":
            break
    text = "".join(found)[:_LONGEST]
    return "" if _ICONS.fullmatch(text) else text
