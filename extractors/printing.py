"""What of a text is print: the rules that every reader shares for text that a viewer does not show, or shows as no part of it.

    run of a file ──struck? unseen? raised?──> text of the cell  +  remarks with what was left out, at its place

A reader leaves struck and unseen text out of what it hands on and keeps a remark of it (`left_out`). Raised text goes through
`raised`, which says what of it belongs to the text before it and what is a note's mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractors.document import Grid, Remark, Where
from normalizers.notes import Note

STRUCK: Final = "text.struck"
HIDDEN: Final = "text.hidden"
NOTE_MARK: Final = "text.note-mark"
PLACEHOLDER: Final = "text.placeholder"
UNFILLED: Final = "text.unfilled"
BOUND: Final = "text.bound"
FIELD: Final = "text.field"
CONTROL: Final = "text.control"
GENERATED: Final = "text.generated"
"""The codes of what is left out; each takes the argument `raw`, the beginning of the text."""
UNCLEAR_RAISED: Final = "text.raised-unclear"
COLOUR_UNCLEAR: Final = "text.colour-unclear"
ESCAPED: Final = "text.escaped"
WATERMARK: Final = "text.watermark"
FLOATING: Final = "text.box-floating"
LIST_NUMBER: Final = "text.list-number"
NO_CHARACTER: Final = "text.no-character"
UNDERLINED_SIGN: Final = "text.underlined-sign"
UNDERLINED_UNCLEAR: Final = "text.underlined-unclear"
"""Codes of what is kept in a reading that another reader could doubt; each takes `raw` as well."""

SMALLEST: Final = 2
"""Points: print below this size cannot be read (a full stop of it is a tenth of a millimetre)."""

_EXCERPT: Final = 40
_NEAR: Final = 16  # of 255 for each channel: what no eye and no office printer tells apart
# A superscript that stays: a power of a unit of length, of a single letter (x²) or of ten behind a multiplication sign.
_UNIT: Final = re.compile(r"(?:(?<![A-Za-z])(?:[kdcmuμ]?m|h[a㎡]?|[A-Za-z])|㎞|㎝|㎜|ｍ)$")
_TIMES_TEN: Final = re.compile(r"[×xX*·✕╳⨯][ \u3000]*10$")
_BARE_TEN: Final = re.compile(r"(?:^|[^\d.])10$")
_CHINESE_LENGTH: Final = re.compile(r"(?:米|公里)$")
_POWER: Final = re.compile(r"[-+−–]?\d{1,2}$")
_NUMBER: Final = r"\d{1,3}|[ivx]{1,4}|[a-h]|[①-⑳㈠-㈩⑴-⒇]|[*＊※#＃†‡§★☆△▲]{1,4}|[一二三四五六七八九十]{1,2}"
_MARK: Final = re.compile(rf"[\[［【(（〔]?(?:注释?[:：]?|note)?[ ]?(?:{_NUMBER})?[、,，.．]?[\]］】)）〕]?$", re.I)


@dataclass(frozen=True, slots=True)
class Raised:
    """What raised text says: `text` goes on behind the text before it, `mark` is a note's. `unclear`: it could be the other."""

    text: str = ""
    mark: str = ""
    unclear: bool = False


def raised(before: str, text: str) -> Raised:
    """What raised (superscript) text means behind the text that stands before it on its line.

    A power stays: of a unit (m2, km2, as the field writes them in one line), of ten (`×10^3`, as equations are written here).
    Numbers and signs behind anything else are marks of notes. Other raised text (ordinals, ℃ set as a raised o) is print.

    Args:
        before: the text of the same cell or paragraph up to the raised text, as printed.
        text: the raised text, white space at its ends included.

    Returns:
        Raised: one of `text` and `mark` is empty.
    """
    solid, head = text.strip(), before.rstrip()
    if not solid:
        return Raised(text=text)
    if _POWER.match(solid):
        if _TIMES_TEN.search(head):
            return Raised(text=f"^{solid}")
        if _UNIT.search(head):
            return Raised(text=text)
        if _BARE_TEN.search(head) or (solid in ("2", "3") and _CHINESE_LENGTH.search(head)):
            return Raised(text=f"^{solid}" if head.endswith("10") else text, unclear=True)
    if head and _MARK.fullmatch(solid) and not _is_ordinal(head, solid):
        return Raised(mark=solid)
    return Raised(text=text)


def _is_ordinal(head: str, solid: str) -> bool:
    """Whether raised letters go on a word or a number of Latin script: 1st has its letters raised, and a letter is an index."""
    return solid.isascii() and solid.isalpha() and head[-1:].isascii() and head[-1:].isalnum()


def same_colour(ink: tuple[int, int, int], ground: tuple[int, int, int]) -> bool:
    """Whether print of a colour cannot be told from its ground; both as red, green, blue from 0 to 255."""
    return all(abs(one - other) <= _NEAR for one, other in zip(ink, ground, strict=True))


def left_out(code: str, text: str, where: Where) -> tuple[Remark, ...]:
    """The remark of text that was left out; none where it is blank.

    Args:
        code: one of STRUCK, HIDDEN, NOTE_MARK and the others above.
        text: the text in the order of the file.
        where: the piece (paragraph or cell) from which it was left out.
    """
    solid = text.strip()
    return (Remark(Note.of(code, raw=excerpt(solid)), where),) if solid else ()


def excerpt(text: str) -> str:
    """The beginning of a text, for a remark."""
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


_SIGNS: Final = {">": "≥", "＞": "≥", "﹥": "≥", "<": "≤", "＜": "≤", "﹤": "≤"}
_BEFORE: Final = 40  # characters before raised text that say what it is
_MARKS: Final = {0x1C: "", 0x1D: " ", 0x1E: " ", 0x1F: " "}  # how readers mark white space that is not settled yet


@dataclass(slots=True)
class Line:
    """Print being put together, run by run: raised numbers, underlined signs and what is no print are decided as it grows.

    `parts` is the print, `left` what was left out (code and text, in order), `doubts` the codes of what could be read otherwise.
    """

    parts: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    _raised: list[str] = field(default_factory=list)
    _line_before: bool = False
    _sign_at: int = -1
    _sign: str = ""

    def put(self, text: str, *, why: str = "", above: bool = False, lined: bool = False) -> None:
        """Text of a run.

        Args:
            text: as the file holds it.
            why: the code that says why it is no print; "" for print.
            above: whether it stands above its line (superscript).
            lined: whether it is underlined.
        """
        if why:
            self.leave(why, text)
        elif above:
            self._raised.append(text)
        elif text:
            self.settle()
            self.parts.append(self._signed(text, lined))

    def is_empty(self) -> bool:
        """Whether nothing was put."""
        return not (self.parts or self.left or self._raised)

    def leave(self, code: str, text: str) -> None:
        """Text that is no print, and why."""
        if text:
            self.left.append((code, text))

    def settle(self) -> None:
        """Raised text is complete: what of it is print."""
        if not self._raised:
            return
        text, self._raised = "".join(self._raised), []
        found = raised("".join(self.parts[-_BEFORE:])[-_BEFORE:].translate(_MARKS), text)
        if found.text:
            self.parts.append(found.text)
        self.leave(NOTE_MARK, found.mark)
        if found.unclear:
            self.doubts.append(UNCLEAR_RAISED)

    def _signed(self, text: str, lined: bool) -> str:
        """The text, an underlined > or < in it as ≥ or ≤ where the line is its own: nothing beside it is underlined."""
        before = self._line_before
        if self._sign_at >= 0 and lined:  # the line goes on: it is a line to write on
            self.parts[self._sign_at] = self._sign
            self.doubts[self.doubts.index(UNDERLINED_SIGN)] = UNDERLINED_UNCLEAR
        self._sign_at, self._line_before = -1, lined
        if not lined or text.strip()[:1] not in _SIGNS:
            return text
        if before or text.strip() not in _SIGNS:
            self.doubts.append(UNDERLINED_UNCLEAR)
            return text
        self._sign_at, self._sign = len(self.parts), text
        self.doubts.append(UNDERLINED_SIGN)
        return _SIGNS[text.strip()]


def remarks_of(text: str, left: Sequence[tuple[str, str]], doubts: Sequence[str], where: Where) -> Iterator[Remark]:
    """The remarks of a piece: what was left out of it, a remark for each code, and what could be read otherwise."""
    for code in dict.fromkeys(code for code, _ in left):
        yield from left_out(code, "".join([part for other, part in left if other == code]), where)
    for code in dict.fromkeys(doubts):
        yield Remark(Note.of(code, raw=excerpt(text)), where)


def value_in(nested: tuple[Grid, ...]) -> str:
    """The text of tables that only hold one value of the cell around them; "" where they hold more.

    A value is one cell with text, or one row of a sign, a number and a unit (≥ | 95 | %).

    Args:
        nested: the tables inside a cell that has no text of its own.
    """
    cells = [cell for grid in nested for cell in grid.cells if cell.text.strip() or cell.nested]
    if any(cell.nested for cell in cells) or not 0 < len(cells) <= _VALUE_CELLS:
        return ""
    text = "".join(cell.text.strip() for cell in cells)
    in_one_row = len(nested) == 1 and len({cell.row for cell in cells}) == 1
    return text if len(cells) == 1 or (in_one_row and _VALUE.fullmatch(text)) else ""


_VALUE_CELLS: Final = 4
_VALUE: Final = re.compile(r"[≥≤><＞＜=＝±约不少高低于超过大小达到]{0,4}[\d.,，]{1,20}[^\d\s]{0,8}")


def may_float(text: str) -> bool:
    """Whether the text of a box outside all tables may be a value that lies over a cell: a quantity, and no year."""
    return _VALUE.fullmatch(text.strip()) is not None and _YEAR.fullmatch(text.strip()) is None


_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:年|年度)?")
