"""The styles of an Excel workbook, as far as they decide what is read: number formats, fonts, borders (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, TypeVar

from lxml import etree

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.members import Members, elements, local
from extractors.readers.sheets.cells import Style
from extractors.readers.sheets.xlsx_strings import WHITE

# The formats that a file names by number only: 18.8.30, and its table for zh-cn.
BUILT_IN: Final = MappingProxyType(
    {
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        5: "¥#,##0;¥-#,##0",
        6: "¥#,##0;[Red]¥-#,##0",
        7: "¥#,##0.00;¥-#,##0.00",
        8: "¥#,##0.00;[Red]¥-#,##0.00",
        9: "0%",
        10: "0.00%",
        11: "0.00E+00",
        12: "# ?/?",
        13: "# ??/??",
        14: "yyyy/m/d",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM",
        20: "h:mm",
        21: "h:mm:ss",
        22: "yyyy/m/d h:mm",
        23: "General",
        27: 'yyyy"年"m"月"',
        28: 'm"月"d"日"',
        29: 'm"月"d"日"',
        30: "m-d-yy",
        31: 'yyyy"年"m"月"d"日"',
        32: 'h"时"mm"分"',
        33: 'h"时"mm"分"ss"秒"',
        34: '上午/下午h"时"mm"分"',
        35: '上午/下午h"时"mm"分"ss"秒"',
        36: 'yyyy"年"m"月"',
        37: "#,##0_);(#,##0)",
        38: "#,##0_);[Red](#,##0)",
        39: "#,##0.00_);(#,##0.00)",
        40: "#,##0.00_);[Red](#,##0.00)",
        41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
        42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ',
        43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
        45: "mm:ss",
        46: "[h]:mm:ss",
        47: "mm:ss.0",
        48: "##0.0E+0",
        49: "@",
        50: 'yyyy"年"m"月"',
        51: 'm"月"d"日"',
        52: 'yyyy"年"m"月"',
        53: 'm"月"d"日"',
        54: 'm"月"d"日"',
        55: '上午/下午h"时"mm"分"',
        56: '上午/下午h"时"mm"分"ss"秒"',
        57: 'yyyy"年"m"月"',
        58: 'm"月"d"日"',
    }
)
_OFF: Final = frozenset({"0", "false", "none"})
_TAGS: Final = ("{*}numFmt", "{*}font", "{*}fill", "{*}border", "{*}xf")
_T = TypeVar("_T")
_MOST: Final = 65_536  # cell formats of a workbook: Excel itself stops at 65,490


def styles_of(members: Members, name: str, limits: Limits) -> list[Style]:
    """The styles that cells refer to by number. ReadError as `elements`; a workbook without styles has none."""
    stream = members.open(name)
    if stream is None:
        return []
    formats: dict[int, str] = dict(BUILT_IN)
    fonts: list[tuple[bool, bool, bool]] = []
    fills: list[bool] = []
    borders: list[bool] = []
    found: list[Style] = []
    for item in elements(stream, _TAGS):
        parent = item.getparent()
        place = local(parent) if parent is not None else ""
        if max(map(len, (formats, fonts, fills, borders, found))) > _MOST:
            raise ReadError("too-large", f"more than {_MOST} cell formats", f"单元格格式超过 {_MOST} 种")
        if place == "numFmts":
            formats[_number(item.get("numFmtId"))] = item.get("formatCode") or ""
        elif place == "fonts":
            fonts.append(_font(item))
        elif place == "fills":
            fills.append(_is_paper(item))
        elif place == "borders":
            borders.append(_is_framed(item))
        elif place == "cellXfs":
            struck, white, raised = _at(fonts, item.get("fontId"), (False, False, False))
            unseen = white and _at(fills, item.get("fillId"), True)
            framed = _at(borders, item.get("borderId"), False)
            found.append(Style(_code(formats, item.get("numFmtId")), struck, unseen, raised, framed))
    return found


def _code(formats: dict[int, str], number: str | None) -> str:
    code = formats.get(_number(number), "")
    return "" if code.lower() == "general" else code


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _at(found: list[_T], index: str | None, otherwise: _T) -> _T:
    at = _number(index)
    return found[at] if at < len(found) else otherwise


def _font(font: etree._Element) -> tuple[bool, bool, bool]:
    """Whether a font is struck through, white, and raised."""
    struck = white = high = False
    for mark in font:
        kind = local(mark)
        if kind == "strike":
            struck = (mark.get("val") or "").lower() not in _OFF
        elif kind == "color":
            white = (mark.get("rgb") or "").upper() in WHITE or mark.get("indexed") in ("1", "9") or mark.get("theme") == "0"
            white = white and mark.get("tint") in (None, "0")
        elif kind == "vertAlign":
            high = mark.get("val") == "superscript"
    return struck, white, high


def _is_paper(fill: etree._Element) -> bool:
    """Whether a fill leaves the cell as white as paper."""
    pattern = next((child for child in fill if local(child) == "patternFill"), None)
    if pattern is None:
        return not len(fill)
    if pattern.get("patternType") in (None, "none"):
        return True
    ground = next((child for child in pattern if local(child) == "fgColor"), None)
    return ground is not None and (ground.get("rgb") or "").upper() in WHITE and pattern.get("patternType") == "solid"


def _is_framed(border: etree._Element) -> bool:
    """Whether a border stands at the left or the right: that is what makes a cell one of a table, titles have lines below at most."""
    return any(local(side) in ("left", "right", "start", "end") and side.get("style") not in (None, "none") for side in border)
