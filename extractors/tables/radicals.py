"""Radicals that stand for ideographs: a PDF's font map may name a glyph by its radical (⼯ for 工), which nobody printed.

Kangxi radicals (U+2F00 to U+2FD5) have compatibility mappings; those of the supplement that are whole characters of simplified
print are listed here, after Unicode's EquivalentUnifiedIdeograph.
"""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import Final

_SUPPLEMENT = {
    "⺌": "小",
    "⺟": "母",
    "⺠": "民",
    "⺩": "王",
    "⻁": "虎",
    "⻄": "西",
    "⻅": "见",
    "⻆": "角",
    "⻉": "贝",
    "⻋": "车",
    "⻑": "長",
    "⻓": "长",
    "⻔": "门",
    "⻘": "青",
    "⻙": "韦",
    "⻚": "页",
    "⻛": "风",
    "⻜": "飞",
    "⻝": "食",
    "⻢": "马",
    "⻣": "骨",
    "⻤": "鬼",
    "⻥": "鱼",
    "⻦": "鸟",
    "⻧": "卤",
    "⻨": "麦",
    "⻩": "黄",
    "⻪": "黾",
    "⻬": "齐",
    "⻮": "齿",
    "⻰": "龙",
    "⻳": "龟",
}

FIRST, LAST = 0x2E80, 0x2FDF  # both blocks of radicals
UNIFIED: Final = MappingProxyType(
    {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    | {ord(radical): ideograph for radical, ideograph in _SUPPLEMENT.items()}
    | {ord("⼾"): "户", ord("⾭"): "青"}  # Unicode maps these to the traditional forms 戶 and 靑
)


def unify(text: str) -> str:
    """The text with ideographs for radicals."""
    return text.translate(UNIFIED)
