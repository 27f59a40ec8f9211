"""Fields that draw their result out of their code: EQ and SYMBOL (ECMA-376 part 1, 17.16.5.12 and .58).

    EQ \\o(＞,＿) ──> ≥      EQ \\o\\ac(□,√) ──> ☑      EQ \\f(3,4) ──> 3/4      EQ \\r(2,x) ──> √x

Forms of the field are full of signs that some typist struck over each other; Word stores only the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractors.numerals import printed
from extractors.readers.docx.names import number
from extractors.symbols import from_font

_DRAWS: Final = re.compile(r"\s*(?:EQ|SYMBOL)(?![A-Za-z])", re.I)
_EQ: Final = re.compile(r"\s*EQ(?![A-Za-z])\s*", re.I)
_SYMBOL: Final = re.compile(r'\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*?\\f\s+"?([^"\\]+?)"?\s*(?:\\|$))?', re.I)
_OPTION: Final = re.compile(r"\\([A-Za-z]{1,2})([A-Za-z]*)(?:\s*-?\d+)?\s*")
_DEEPEST: Final = 8
_LONGEST: Final = 2_000
_MOST_PARTS: Final = 64
_OPEN, _CLOSE, _COMMAS = "(（", ")）", ",，;；、"
# What signs make that are struck over each other, whatever their order. Sources: how the forms of the field look.
_GREATER, _LESS, _LINES = ">＞〉﹥", "<＜〈﹤", "_＿=＝-－—–¯‾￣ˍ﹍一"
_BOXES, _TICKS, _CROSSES, _CIRCLES = "□☐口▢⬜◻", "√✓✔∨Vv☑", "×xX✗✘╳✕", "○◯〇⚪O"


def draws_itself(code: str) -> bool:
    """Whether a field has its result from its code alone."""
    return _DRAWS.match(code) is not None


def code_text(code: str) -> tuple[str, bool]:
    """What a field prints out of its code alone, and whether all of it was understood; "" for fields that print nothing of their own."""
    symbol = _SYMBOL.match(code)
    if symbol:
        return _symbol(symbol, code), True
    start = _EQ.match(code)
    if not start or len(code) > _LONGEST:
        return "", start is None
    reading = _Equation(code[start.end() :].rstrip())
    return reading.text(), reading.understood


def _symbol(match: re.Match[str], code: str) -> str:
    sign = int(match.group(1), 0) if match.group(1).lower().startswith("0x") else number(match.group(1))
    if re.search(r"\\u\b", code) and 0 < sign < 0xD800:
        return chr(sign)
    return from_font(chr(0xF000 + sign % 0x100), match.group(2) or "Symbol")[0]


class _Equation:
    """One pass over the code of an EQ field."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._at = 0
        self.understood = True

    def text(self) -> str:
        """The whole code as print."""
        return self._sequence(0, closing=False)

    def _sequence(self, depth: int, *, closing: bool) -> str:
        """Print up to the end of an element of a list: its separator or bracket stays where it is."""
        out: list[str] = []
        while self._at < len(self._code):
            character = self._code[self._at]
            if closing and character in _CLOSE + _COMMAS:
                break
            if character == "\\":
                out.append(self._switch(depth))
            elif character in _OPEN and closing:
                out.append(character + self._bracketed(depth))
            else:
                out.append(character)
                self._at += 1
        return "".join(out)

    def _bracketed(self, depth: int) -> str:
        """A bracket that is text."""
        inner = self._elements(depth)
        return ",".join(inner) + ")"

    def _switch(self, depth: int) -> str:
        match = _OPTION.match(self._code, self._at)
        if match is None:  # an escaped sign: \, \( \\
            self._at += 2
            return self._code[self._at - 1 : self._at]
        self._at = match.end()
        name = (match.group(1) + match.group(2)).lower()
        while (option := _OPTION.match(self._code, self._at)) is not None:  # \ac \al \co2 \up8: how it looks, not what it says
            self._at = option.end()
        if self._at >= len(self._code) or self._code[self._at] not in _OPEN or depth >= _DEEPEST:
            self.understood = self.understood and self._at >= len(self._code)
            return ""
        return self._drawn(name, self._elements(depth + 1))

    def _elements(self, depth: int) -> list[str]:
        """The elements of a list whose bracket opens here."""
        self._at += 1
        found: list[str] = []
        while len(found) < _MOST_PARTS:
            found.append(self._sequence(depth, closing=True).strip(" "))
            ended = self._at >= len(self._code) or self._code[self._at] in _CLOSE
            self._at += 1
            if ended:
                break
        return found

    def _drawn(self, name: str, parts: list[str]) -> str:
        if name == "o":
            return self._struck_over([part for part in parts if part])
        if name == "f" and len(parts) == 2:
            return f"{parts[0]}/{parts[1]}"
        if name == "r":
            return f"{parts[0] if len(parts) > 1 and parts[0] != '2' else ''}√{parts[-1]}"
        if name not in ("s", "x", "b", "l", "a", "d", "i"):
            self.understood = False
        return ("," if name == "l" else "").join(parts)

    def _struck_over(self, parts: list[str]) -> str:
        made = next(_made(parts), None)
        if made is None:
            self.understood = len(parts) < 2
            return "".join(parts)
        return made


def _made(parts: list[str]) -> Iterator[str]:
    """The sign that parts make when they are struck over each other."""
    if len(parts) != 2:
        return
    for one, other in (parts, parts[::-1]):
        if len(other) == 1:
            yield from _with_sign(one, other)
        if one in _CIRCLES and len(one) == 1 and 0 < len(other) <= 4:
            yield printed(int(other), "decimalEnclosedCircle") if other.isdecimal() else f"({other})"


def _with_sign(one: str, other: str) -> Iterator[str]:
    if len(one) != 1:
        return
    for first, second, sign in _PAIRS:
        if one in first and other in second:
            yield sign


_PAIRS: Final = (
    (_GREATER, _LINES, "≥"),
    (_LESS, _LINES, "≤"),
    (_BOXES, _TICKS, "☑"),
    (_BOXES, _CROSSES, "☒"),
    ("=＝", "/／\\", "≠"),
    ("+＋", "_＿-－", "±"),
    ("~∼～", "_＿-－", "≃"),
    ("=＝", "~∼～", "≅"),
)
