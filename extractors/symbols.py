"""Signs of symbol fonts as Unicode: Word stores them as code points of the font, F000 up, which say nothing without it.

Sources: Adobe's Symbol encoding as Unicode's mapping tables publish it (VENDORS/ADOBE/symbol.txt); for Wingdings the
proposal by which its signs came into Unicode 7 (L2/11-052R). Where a sign has a plainer twin that forms also print
(☑ for 🗹, ✓ for 🗸), the twin stands here: a form's tick is one fact, whatever font drew it.
"""

from __future__ import annotations

from typing import Final

_PRIVATE: Final = 0xF000
_LAST: Final = 0xF0FF


def _run(start: int, signs: str) -> dict[int, str]:
    """Signs that follow each other from a code point; a space leaves its place open."""
    return {start + i: sign for i, sign in enumerate(signs) if sign != " "}


_SYMBOL: Final = (
    {0x20: " "}
    | _run(0x21, "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
    | _run(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭")
)
_WINGDINGS: Final = (
    {0x20: " ", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖"}
    | {0x77: "◆", 0x78: "☒", 0x80: "⓪", 0x8B: "⓿", 0x9E: "·", 0x9F: "•", 0xA0: "·", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎"}
    | {0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xB2: "✧", 0xD8: "➢", 0xD5: "⌫", 0xD6: "⌦", 0xE8: "➔", 0xF0: "⇨", 0xF3: "⇔"}
    | {0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x45: "☜", 0x47: "☝", 0x48: "☟"}
    | {0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xEF: "⇦", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
    | _run(0x81, "①②③④⑤⑥⑦⑧⑨⑩")
    | _run(0x8C, "❶❷❸❹❺❻❼❽❾❿")
)
_WINGDINGS_2: Final = (
    {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "⊗", 0x56: "⊗", 0x69: "⓪", 0x74: "⓿"}
    | {0x95: "·", 0x96: "•", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○", 0x9B: "○", 0x9C: "◉", 0x9D: "◎", 0x9F: "▪", 0xA0: "■", 0xA1: "■"}
    | {0xA2: "■", 0xA3: "□", 0xA4: "□", 0xA5: "□", 0xA6: "□", 0xA7: "▣", 0xAE: "◆", 0xAF: "◇"}
    | _run(0x6A, "①②③④⑤⑥⑦⑧⑨⑩")
    | _run(0x75, "❶❷❸❹❺❻❼❽❾❿")
)
_WINGDINGS_3: Final = {0x20: " "} | _run(0x66, "←→↑↓↖↗↙↘") | _run(0x70, "▲▼△▽◀▶◁▷")
_WEBDINGS: Final = {0x20: " ", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "●"}
FONTS: Final[dict[str, dict[int, str]]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def is_symbolic(font: str) -> bool:
    """Whether a font draws signs of its own in the places of letters."""
    return font.strip().lower() in FONTS


def from_font(text: str, font: str) -> tuple[str, int]:
    """The text as the font prints it, and how many signs stayed as they are because nobody could say what they show."""
    table = FONTS.get(font.strip().lower())
    out, unknown = [], 0
    for character in text:
        code = ord(character)
        private = _PRIVATE <= code <= _LAST
        sign = table.get(code - _PRIVATE if private else code) if table is not None else None
        unknown += sign is None and private
        out.append(character if sign is None else sign)
    return "".join(out), unknown
