"""Watermarks of Word files: words drawn across the page, behind or over what is printed there.

Word writes them as WordArt (v:textpath) in a shape that its name calls so, anchored in a running head; other programs as rotated
text boxes behind the text.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from extractors.readers.docx.names import A, V, W

_NAME: Final = re.compile(r"water ?mark|水印", re.I)
_TURNED: Final = re.compile(r"rotation:\s*-?[1-9]|z-index:\s*-\d", re.I)
_ANCHOR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_BOX: Final = f"{W}txbxContent"


def watermark_text(drawing: etree._Element, *, running: bool) -> str | None:
    """The words of a drawing that is a watermark; None for any other drawing.

    Args:
        drawing: a w:drawing, w:pict or w:object.
        running: whether it stands in a running head or foot.
    """
    art = [part.get("string") or "" for part in drawing.iter(f"{V}textpath")]
    if not art and next(drawing.iter(_BOX), None) is None:
        return None
    named = any(_NAME.search(value) for part in drawing.iter() for value in _names(part))
    if art:
        behind = any(_TURNED.search(shape.get("style") or "") for shape in drawing.iter(f"{V}shape"))
        return "".join(art) if named or behind or running else None
    if named or _is_turned_behind(drawing):
        return "".join(text.text or "" for text in drawing.iter(f"{W}t"))
    return None


def _names(part: etree._Element) -> list[str]:
    tag = part.tag if isinstance(part.tag, str) else ""
    return [part.get(name) or "" for name in ("id", "name", "alt")] if tag.endswith(("}shape", "}docPr")) else []


def _is_turned_behind(drawing: etree._Element) -> bool:
    """Whether a text box is turned and lies behind the text."""
    anchor = next(drawing.iter(_ANCHOR), None)
    turn = next((part.get("rot") for part in drawing.iter(f"{A}xfrm") if part.get("rot")), None)
    return anchor is not None and anchor.get("behindDoc") in ("1", "true") and (turn or "0") != "0"
