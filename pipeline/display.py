"""Text in columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def wide(text: str) -> int:
    """Columns that a text takes."""
    return sum(map(_columns, text))


def pad(text: str, width: int) -> str:
    """The text filled up to so many columns."""
    return text + " " * (width - wide(text))


def cut(text: str, width: int) -> str:
    """The text in at most so many columns, with an ellipsis where some of it had to go."""
    if wide(text) <= width:
        return text
    return wrap(text, width - 1)[0] + "…"


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns, broken anywhere as Chinese is; at least one line. Control characters show as `␣`."""
    lines, line, used = [], "", 0
    for c in text:
        if not c.isprintable():
            c = "\u2423"
        size = _columns(c)
        if used + size > width and line:
            lines.append(line)
            line, used = "", 0
        line += c
        used += size
    return [*lines, line]


def _columns(c: str) -> int:
    if combining(c):
        return 0
    return 2 if east_asian_width(c) in "WF" else 1
