"""How printed values are folded to be read, and how a folded piece is found again as printed.

Folding unifies width, dashes and look-alike signs and drops white space; it keeps what NFKC would destroy (①, ㎡, Ⅲ).
White space between two digits stays as one blank: `1 200` may be a number, `95 100` is none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from normalizers.tables import table as rows
from normalizers.text import INVISIBLE

LONGEST = 1000  # characters: a longer cell is prose, never a target

_SAME = {
    "-": "−－﹣‐‑‒",  # a minus; the long dashes are kept apart: before a number they are no minus
    "—": "–―─━﹘⸺",
    "~": "～〜∼˜∽",
    "≥": "⩾≧⪰⋝≽",
    "≤": "⩽≦⪯⋜≼",
    "=": "﹦═＝〓",
    "%": "％﹪",
    "·": "•・∙⋅‧●",
    "*": "＊∗﹡✱※",
    "…": "⋯",
    "×": "✕✖╳",
    "√": "✓✔☑🗹☒",
    "□": "☐◻▢",
    "'": "’‘",
    '"': "“”＂「」『』",
}


def _radicals() -> Iterable[tuple[int, str]]:
    """Kangxi radicals and compatibility ideographs, which some PDF fonts map to instead of the ideographs they draw."""
    for start, end in ((0x2E80, 0x2FE0), (0xF900, 0xFB00)):
        for code in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                yield code, plain


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFE50, 0xFE6C) if unicodedata.normalize("NFKC", chr(code))}
    table |= dict(_radicals())
    table |= {ord(c): plain for plain, others in _SAME.items() for c in others}
    # Traditional characters of the words that values are written with (萬, 畝, 點): one for one, so that a piece is found as printed.
    table |= {ord(old): new for row in rows("folds") for old, new in zip(row[0], row[1], strict=True)}
    return table | INVISIBLE | {ord("￥"): "¥"}


TABLE = _table()


def tidy(raw: str) -> str:
    """The text as rules read it."""
    text = raw.translate(TABLE)
    pieces = text.split()
    if len(pieces) < 2:
        return pieces[0] if pieces else ""
    out = pieces[0]
    for piece in pieces[1:]:
        out += " " + piece if out[-1].isdecimal() and piece[0].isdecimal() else piece
    return out


def places(raw: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `raw` it came from."""
    text, where = "", []
    for at, char in enumerate(raw):
        for folded in char.translate(TABLE).split() or ():
            text += folded
            where += [at] * len(folded)
    folded = tidy(raw)
    if folded == text:
        return text, where
    # A blank kept between digits stands where the character after it stands.
    spaced: list[int] = []
    source = iter(where)
    pending = 0
    for char in folded:
        if char == " ":
            pending += 1
            continue
        at = next(source)
        spaced += [at] * (pending + 1)
        pending = 0
    return folded, spaced


def printed(raw: str, folded: str, start: int, end: int) -> str:
    """The characters of `raw` that `folded[start:end]` was folded from, as printed."""
    piece = folded[start:end]
    if not piece or piece == raw or folded == raw:
        return piece.strip()
    whole, where = places(raw)
    # Without its numbering or quotes the folded text begins later than the print.
    before = max(0, whole.find(folded))
    start, end = start + before, end + before
    return raw[where[start] : where[end - 1] + 1].strip()
