"""Codes of units and projects, alone or glued to a name."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from normalizers.printing import tidy
from normalizers.tables import compiled


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """The 21 characters of a project code: GB/T 2260 region, year of entry, class letter (P, R, T), serial number."""

    text: str
    region: str
    year: int
    letter: str
    serial: str


_PROJECT = compiled(r"(?P<region>[1-9]\d{5})(?P<year>\d{2})(?P<letter>[A-Z])(?P<serial>\d{11}[\dA-Z])")
# A code before a name: marked off by a bracket or a dash, or a unit code of six or more digits, or a project code, glued to it.
_BRACKETED = compiled(r"[\[(【〔〈<](?P<code>[0-9A-Za-z.\-]{2,24})[\])】〕〉>](?P<name>.*+)")
_DASHED = compiled(r"(?P<code>(?=[^\-—_:]*\d)[0-9A-Za-z]{3,24})\s?(?:-|—{1,2}|_|:|：)\s?(?P<name>\p{Han}.*+|[“\"(《].*+)")
_PROJECT_GLUED = compiled(r"(?P<code>[1-9]\d{5}\d{2}[A-Z]\d{11}[\dA-Z])(?:\s?(?:-|—{1,2}|_|:)\s?(?=\d)|(?=[^\d\-—_:]))(?P<name>.++)")
_GLUED = compiled(r"(?P<code>\d{6}|\d{9}|\d{12}|\d{15})(?P<name>\p{Han}.*+|[“\"(《].*+)")
_SPACED = compiled(r"(?P<code>\d{3}|\d{6}|\d{9}|\d{12})[\s　]+(?P<name>\p{Han}.*+)")
_WHOLE = compiled(r"\d{3}|\d{6}|\d{9}|\d{12}|[1-9]\d{7}[A-Z]\d{11}[\dA-Z]")
_YEAR = regex.compile(r"(?:19|20)\d\d")
# A number that these follow is a count, a sum or a date (500000元, 202212月), never a code.
_COUNTED = regex.compile(
    r"(?:万|亿|元|人|户|个|亩|米|年|月|日|公里|吨|平方|立方|次|项|套|台|株|头|只|斤|度|千|%|号(?!院)|专项|热线|工程|国道|省道|县道)"
)


def split_code(text: str) -> tuple[str | None, str]:
    """A code glued before a name, and the name; `(None, text)` where none stands there (a year or a count is no code)."""
    stripped = text.strip()
    if len(stripped) > 300:
        return None, stripped
    width = stripped.translate(_HALF)
    if _WHOLE.fullmatch(width):
        return stripped, ""
    for pattern in (_DASHED, _PROJECT_GLUED, _BRACKETED, _SPACED, _GLUED):
        found = pattern.fullmatch(width)
        if found is None or (_YEAR.fullmatch(found["code"]) and pattern is not _BRACKETED):
            continue
        if not _is_code(found["code"], found["name"], pattern is _GLUED or pattern is _SPACED):
            continue
        return stripped[found.start("code") : found.end("code")], stripped[found.start("name") :].strip()
    return None, stripped


def _is_code(code: str, name: str, glued: bool) -> bool:
    if not any(c.isdigit() for c in code) or not name.strip():
        return False
    if _YEAR.fullmatch(code) or (len(code) == 8 and _YEAR.match(code) and code.isdigit()):
        return False
    return not (glued and _COUNTED.match(name))


# Character by character, so that places in the halved text are places in the printed one.
_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2013: "-", 0x2212: "-", 0x2010: "-", 0x2011: "-"}


def project_code(text: str) -> ProjectCode | None:
    """The structure of a project code; None where the text is none."""
    found = _PROJECT.fullmatch(tidy(text).upper()) if len(text) <= 60 else None
    if found is None:
        return None
    return ProjectCode(found[0], found["region"], 2000 + int(found["year"]), found["letter"], found["serial"])
