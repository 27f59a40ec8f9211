"""A table typed in many ways: the same rows between tabs, pipes, box-drawing characters and spaces.

A row is a list of texts; "^" is a cell merged with the one above.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Rows = Sequence[Sequence[str]]
UP = "^"


def width(text: str) -> int:
    """How many narrow characters a text is wide in a fount for typing."""
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)


def padded(text: str, room: int) -> str:
    """A text with spaces up to a width."""
    return text + " " * (room - width(text))


def widths(rows: Rows) -> list[int]:
    """The width of each column, an even number."""
    return [max(width(row[at]) for row in rows) // 2 * 2 + 4 for at in range(len(rows[0]))]


def shown(text: str) -> str:
    """What is typed for a cell: nothing where it is merged with the one above."""
    return "" if text == UP else text


def tabs(rows: Rows) -> str:
    """Cells between tabs, blank where merged."""
    return "\n".join("\t".join(map(shown, row)).rstrip("\t") for row in rows)


def spaces(rows: Rows) -> str:
    """Columns of spaces."""
    room = widths(rows)
    return "\n".join("".join(padded(shown(text), wide) for text, wide in zip(row, room, strict=True)).rstrip() for row in rows)


def markdown(rows: Rows) -> str:
    """Pipes around cells, a line of dashes below the headings."""
    lines = ["| " + " | ".join(map(shown, row)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def bare_markdown(rows: Rows) -> str:
    """The same without pipes at the sides."""
    lines = [" | ".join(map(shown, row)) for row in rows]
    return "\n".join([lines[0], " | ".join(":---:" for _ in rows[0]), *lines[1:]])


def _framed(rows: Rows, marks: str, level: str, upright: str, wide: int, *, full: bool) -> str:
    room = widths(rows)
    out = []
    for at in range(len(rows) + 1):
        merged = [0 < at < len(rows) and not full and rows[at][column] == UP for column in range(len(room))]
        line = marks[0]
        for column, (size, skip) in enumerate(zip(room, merged, strict=True)):
            line += " " * size if skip else level * (size // wide)
            line += marks[1] if column + 1 < len(room) else marks[2]
        out.append(line)
        if at < len(rows):
            out.append(upright + upright.join(padded(shown(text), size) for text, size in zip(rows[at], room, strict=True)) + upright)
    return "\n".join(out)


def box(rows: Rows) -> str:
    """Box drawing, a rule below every row over every column."""
    return _framed(rows, "├┼┤", "─", "│", 1, full=True)


def wide_box(rows: Rows) -> str:
    """The same where the characters of the frame are as wide as Chinese ones."""
    return _framed(rows, "├┼┤", "─", "│", 2, full=True)


def merged_box(rows: Rows) -> str:
    """Box drawing with cells merged down: no rule between them."""
    return _framed(rows, "├┼┤", "─", "│", 1, full=False)


def double_box(rows: Rows) -> str:
    """Double rules."""
    return _framed(rows, "╠╬╣", "═", "║", 1, full=True)


def plus(rows: Rows) -> str:
    """Frames of plus and minus."""
    return _framed(rows, "+++", "-", "|", 1, full=True)


ALL: tuple[Callable[[Rows], str], ...] = (tabs, spaces, markdown, bare_markdown, box, wide_box, merged_box, double_box, plus)
