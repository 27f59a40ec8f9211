"""White space as a page prints it (CSS Text 3, 4.1): runs collapse, and a line of the source that ends between two Chinese
characters leaves nothing behind. A tab stays one: typed tables of the field part their columns with it.

Text is gathered in pieces, so collapsible white space is marked first and settled when its neighbours are known.
"""

from __future__ import annotations

import re
from typing import Final

_LINE, _SPACE, _TAB, FIELD = "\x1e", "\x1f", "\x1d", "\x1c"  # marks: the page's own control characters are gone before
"""FIELD is the edge of a field of a form: it keeps two numbers apart, and leaves nothing behind elsewhere."""
_RUN: Final = re.compile(r"[ \t\n\r\f]+")
_MARKS: Final = re.compile(f"[{_LINE}{_SPACE}{_TAB}]+")
_FIELDS: Final = re.compile(f"(?<=[0-9A-Za-z]){FIELD}+(?=[0-9A-Za-z])")
_WIDE: Final = re.compile(r"[⺀-〿㇀-鿿豈-﫿︰-﹏＀-｠￠-￦\U00020000-\U0003ffff]")


def marked(text: str) -> str:
    """Collapsible text with its white space as marks."""
    return _RUN.sub(lambda run: _mark(run.group()), text)


def _mark(run: str) -> str:
    return _TAB if "\t" in run and "\n" not in run else _LINE if "\n" in run else _SPACE


def settled(text: str) -> str:
    """Marked text as printed: none at the ends of a line, one character for a run, none where only source lines met."""
    if FIELD in text:
        text = _FIELDS.sub(_SPACE, text).replace(FIELD, "")
    lines = text.split("\n")
    return "\n".join(_line(line) for line in lines).strip("\n") if len(lines) > 1 else _line(text)


def _line(line: str) -> str:
    line = line.strip(f"{_LINE}{_SPACE}{_TAB}")
    return _MARKS.sub(lambda run: _between(run, line), line)


def _between(run: re.Match[str], line: str) -> str:
    if _TAB in run.group():
        return "\t"
    if _SPACE in run.group():
        return " "
    before, after = line[run.start() - 1], line[run.end()]
    return "" if _WIDE.match(before) or _WIDE.match(after) else " "
