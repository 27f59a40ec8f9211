"""Number formats of spreadsheets, taken apart: code -> sections of tokens (ECMA-376 part 1, 18.8.31).

    "≥"0%;[Red]-0.0;"无";@   ->   positive | negative | zero | text

A section is a condition, marks ([Red], [$￥-804], [DBNum1]) and tokens. What the tokens then print is in `format_number` and
`format_date`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Final

LONGEST: Final = 255
"""Characters of a format code, the most that Excel stores; a longer one is hostile, and its cells print as General."""
_MOST_SECTIONS: Final = 4


class Token(StrEnum):
    """What a piece of a format code is."""

    LITERAL = "literal"
    DIGIT = "digit"  # 0 # ?
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"  # E+ E-
    SLASH = "slash"
    GENERAL = "general"
    TEXT = "text"  # @
    DATE = "date"  # yyyy m d h s AM/PM aaaa, and [h] for what is counted beyond a day


class Shape(StrEnum):
    """What a section makes of a number."""

    GENERAL = "general"
    NUMBER = "number"
    EXPONENT = "exponent"
    FRACTION = "fraction"
    DATE = "date"
    TEXT = "text"
    EMPTY = "empty"  # literals alone, or nothing


Piece = tuple[Token, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its tokens and shape, its condition as (operator, number), and the numerals it asks for (0: none, 1 to 3: [DBNum])."""

    tokens: tuple[Piece, ...]
    shape: Shape
    condition: tuple[str, Decimal] | None = None
    numerals: int = 0
    chinese: bool = False
    """Whether its locale ([$-804]) prints the names of months and days in Chinese."""
    says: bool = False
    """Whether its literals say more than separators and currency signs do: words, comparators, units."""


_GENERAL: Final = re.compile(r"General|G/通用格式", re.I)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?(?:E[+-]?\d{1,3})?)$", re.I)
_ELAPSED: Final = re.compile(r"h+$|m+$|s+$", re.I)
_NUMERALS: Final = re.compile(r"DBNum([1-3])$", re.I)
_CURRENCY: Final = re.compile(r"\$([^-\]]*)(?:-([0-9A-F]+))?", re.I)
_HALVES: Final = re.compile(r"AM/PM|A/P|上午/下午", re.I)
_DATE: Final = re.compile(r"(y+|m+|d+|h+|s+|a{3,4}|e+|b+|g+)", re.I)
_SUBSECOND: Final = re.compile(r"[.](0{1,3})")
_EXPONENT: Final = re.compile(r"E[+-]", re.I)
# Literals that print no fact of their own: separators, brackets around a negative, signs of currency, spaces.
_PLAIN: Final = re.compile(r"[\s\-+/:,.()（）年月日时分秒$¥￥€£_]*$")
# Windows formats that are only named: the long date and the time of the system, here as a Chinese Windows shows them.
_CHINESE: Final = frozenset({0x804, 0x404, 0xC04, 0x1004, 0x1404})
_SYSTEM: Final = {"F800": 'yyyy"年"m"月"d"日"', "F400": "h:mm:ss"}


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format code, one to four; a code that cannot be one is General.

    Args:
        code: as a workbook stores it, such as `"≥"0%;[Red]-0.0`.
    """
    if not code or len(code) > LONGEST:
        return (Section(((Token.GENERAL, ""),), Shape.GENERAL),)
    parts = _split(code)[:_MOST_SECTIONS]
    return tuple(_section(part) for part in parts)


def _split(code: str) -> list[str]:
    """The code at its semicolons, but those in quotes, brackets or behind a mark that makes the next character a literal."""
    parts, start, at = [], 0, 0
    while at < len(code):
        char = code[at]
        if char in '"[':
            end = code.find('"' if char == '"' else "]", at + 1)
            at = len(code) if end < 0 else end + 1
        elif char in "\\_*":
            at += 2
        else:
            if char == ";":
                parts.append(code[start:at])
                start = at + 1
            at += 1
    parts.append(code[start:])
    return parts


class _Scanner:
    """Reads one section from left to right."""

    def __init__(self, code: str) -> None:
        self.code, self.at = code, 0
        self.tokens: list[Piece] = []
        self.condition: tuple[str, Decimal] | None = None
        self.numerals = 0
        self.chinese = False

    def scan(self) -> None:
        while self.at < len(self.code):
            char = self.code[self.at]
            if char == '"':
                self._quoted()
            elif char == "[":
                self._bracket()
            elif char in "\\!":
                self._literal(self.code[self.at + 1 : self.at + 2], 2)
            elif char == "_":
                self._literal(" ", 2)
            elif char == "*":
                self.at += 2
            else:
                self._plain(char)

    def _literal(self, text: str, length: int) -> None:
        self.tokens.append((Token.LITERAL, text))
        self.at += length

    def _quoted(self) -> None:
        end = self.code.find('"', self.at + 1)
        end = len(self.code) if end < 0 else end
        self._literal(self.code[self.at + 1 : end], end - self.at + 1)

    def _bracket(self) -> None:
        end = self.code.find("]", self.at)
        end = len(self.code) if end < 0 else end
        inside = self.code[self.at + 1 : end]
        self.at = end + 1
        if match := _CONDITION.match(inside):
            self.condition = match.group(1), Decimal(match.group(2))
        elif match := _NUMERALS.match(inside):
            self.numerals = int(match.group(1))
        elif _ELAPSED.match(inside):
            self.tokens.append((Token.DATE, f"[{inside.lower()}]"))
        elif match := _CURRENCY.match(inside):
            locale = (match.group(2) or "").upper()
            self.chinese |= int(locale or "0", 16) & 0xFFFF in _CHINESE
            if locale in _SYSTEM:
                self.code, self.at = _SYSTEM[locale], 0
            elif match.group(1):
                self.tokens.append((Token.LITERAL, match.group(1)))

    def _plain(self, char: str) -> None:
        for pattern, token in ((_GENERAL, Token.GENERAL), (_HALVES, Token.DATE), (_EXPONENT, Token.EXPONENT), (_DATE, Token.DATE)):
            if match := pattern.match(self.code, self.at):
                self.tokens.append((token, match.group() if pattern is _HALVES else match.group().lower()))
                self.at = match.end()
                if token is Token.DATE and match.group()[0] in "sS":
                    self._subsecond()
                return
        kinds = {".": Token.POINT, ",": Token.COMMA, "%": Token.PERCENT, "/": Token.SLASH, "@": Token.TEXT}
        token = Token.DIGIT if char in "0#?" else kinds.get(char, Token.LITERAL)
        self.tokens.append((token, char))
        self.at += 1

    def _subsecond(self) -> None:
        if match := _SUBSECOND.match(self.code, self.at):
            self.tokens.append((Token.DATE, match.group()))
            self.at = match.end()


def _section(code: str) -> Section:
    scanner = _Scanner(code)
    try:
        scanner.scan()
    except InvalidOperation:  # a condition with a number beyond any exponent
        return Section(((Token.GENERAL, ""),), Shape.GENERAL)
    kinds = {token for token, _ in scanner.tokens}
    shape = _shape(kinds)
    said = "".join(text for token, text in scanner.tokens if token is Token.LITERAL)
    says = shape is not Shape.DATE and not _PLAIN.match(said)
    return Section(tuple(scanner.tokens), shape, scanner.condition, scanner.numerals, scanner.chinese, says)


def _shape(kinds: set[Token]) -> Shape:
    if Token.GENERAL in kinds:
        return Shape.GENERAL
    if Token.DATE in kinds:
        return Shape.DATE
    if Token.DIGIT in kinds:
        if Token.EXPONENT in kinds:
            return Shape.EXPONENT
        return Shape.FRACTION if Token.SLASH in kinds else Shape.NUMBER
    return Shape.TEXT if Token.TEXT in kinds else Shape.EMPTY
