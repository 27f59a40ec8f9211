"""Tables framed with characters: box drawing, `+---+`, Markdown's pipes.

A line of rule characters parts rows. Where such lines stand between all rows a row may have several lines; a rule over some columns only
leaves the others merged. Where there is one below the headings alone, every line is a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

LEAST = 3  # lines of a table
UPRIGHT = "│┃║|｜┆┊┇┋¦"
JOINT = "├┤┼┬┴┌┐└┘╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╞╡╪╟╢╫╒╕╘╛╓╖╙╜╭╮╯╰"
_RULE = re.compile(r"[ \u3000]*:?[-─━═—－＝=_┄┅┈┉~]{2,}:?[ \u3000]*|[─━═┄┅┈┉]+")
_PARTS = re.compile(f"[{UPRIGHT}{JOINT}]")
_PLUS = re.compile(r"(?<=[-=+])\+|\+(?=[-=+])|^\+|\+$")
_ESCAPED = re.compile(r"\\\|")
_BAR = "\ue000"  # stands for an escaped pipe while a line is parted; no printed text holds it

Table = tuple[int, int, list[list[str]]]
"""First line, the line after the last one, and the rows."""


@dataclass(slots=True)
class _Column:
    """What a column holds since its last rule."""

    texts: list[str] = field(default_factory=list)


def framed_rows(lines: Sequence[str]) -> list[Table]:
    """The framed tables among lines."""
    out: list[Table] = []
    start = 0
    while start < len(lines):
        parted = [_pieces(line) for line in lines[start:]]
        end = next((at for at, pieces in enumerate(parted) if pieces is None), len(parted))
        kept = _without_sides([pieces for pieces in parted[:end] if pieces is not None])
        if end >= LEAST and any(map(_is_rule_line, kept)) and (rows := _rows(kept)):
            out.append((start, start + end, rows))
        start += max(end, 1)
    return out


def _pieces(line: str) -> list[str] | None:
    """The pieces of a line between uprights, None for a line without two of them (a line of dashes is one piece)."""
    bare = _ESCAPED.sub(_BAR, line.strip(" \u3000\t"))
    if bare.startswith("+") and bare.endswith("+"):
        bare = _PLUS.sub("┼", bare)
    marks = _PARTS.findall(bare)
    if len(marks) < 2 and not (marks and _PARTS.sub("", bare).strip()):
        return [bare] if len(bare) > 2 and _RULE.fullmatch(bare) else None
    return [piece.replace(_BAR, "|") for piece in _PARTS.split(bare)]


def _without_sides(lines: Sequence[list[str]]) -> list[list[str]]:
    """The lines without the nothing that stands outside the frame, on each side where all of them have one."""
    parted = [pieces for pieces in lines if len(pieces) > 1]
    left = int(all(not pieces[0].strip() for pieces in parted))
    right = int(all(not pieces[-1].strip() for pieces in parted))
    return [pieces[left : len(pieces) - right] if len(pieces) > 1 else pieces for pieces in lines]


def _is_rule(piece: str) -> bool:
    return _RULE.fullmatch(piece) is not None


def _is_rule_line(pieces: Sequence[str]) -> bool:
    return any(map(_is_rule, pieces)) and all(_is_rule(piece) or not piece.strip() for piece in pieces)


def _rows(lines: Sequence[list[str]]) -> list[list[str]]:
    """The rows of a table's lines; none where it has a single column."""
    texts = [pieces for pieces in lines if not _is_rule_line(pieces)]
    if not texts:
        return []
    columns = max(map(len, texts))
    if columns < 2 or len(texts) < 2:
        return []
    rules = len(lines) - len(texts) + sum(any(map(_is_drawn, pieces)) for pieces in texts)
    if 2 * rules <= len(texts):
        return [[piece.strip(" \u3000") for piece in pieces] for pieces in texts]
    return _ruled_rows(lines, columns)


def _is_drawn(piece: str) -> bool:
    """Whether a piece beside text is a rule: dashes alone may be a value left blank."""
    return len(piece) > 1 and set(piece) <= set("─━═┄┅┈┉")


def _ruled_rows(lines: Sequence[list[str]], columns: int) -> list[list[str]]:
    """Rows between rules: the lines of a cell are put together; a cell that no rule ends goes on, its text in its first row."""
    rows: list[list[str]] = []
    cells: list[tuple[int, int]] = []  # first row and column of the cell that each column is in, by column
    fresh = True
    for pieces in lines:
        whole = _is_rule_line(pieces)
        if whole or any(map(_is_drawn, pieces)):
            if len(pieces) != columns and not whole:
                pieces = [*pieces, *[""] * (columns - len(pieces))]
            ended = [at for at, piece in enumerate(pieces) if _is_rule(piece)]
            if len(pieces) != columns or not cells:
                cells, fresh = [], True
            else:
                rows.append([""] * columns)
                cells = [(len(rows) - 1, at) if at in ended else cells[at] for at in range(columns)]
                fresh = False
                _add(rows, cells, ["" if at in ended else piece for at, piece in enumerate(pieces)])
            continue
        if len(pieces) != columns:
            rows.append([piece.strip(" \u3000") for piece in pieces])
            cells, fresh = [], True
            continue
        if fresh:
            rows.append([""] * columns)
            cells, fresh = [(len(rows) - 1, at) for at in range(columns)], False
        _add(rows, cells, pieces)
    return [row for row in rows if any(row)]


def _add(rows: list[list[str]], cells: Sequence[tuple[int, int]], pieces: Sequence[str]) -> None:
    for (row, column), piece in zip(cells, pieces, strict=True):
        rows[row][column] += piece.strip(" \u3000")
