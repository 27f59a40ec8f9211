"""Runs to lines of print, lines to text.

A space is printed, or it is a gap: engines invent spaces wherever two glyphs stand apart, and layout programs move Chinese and
Latin characters apart by a quarter of their height without any space being there. So position decides. A wrapped line is no fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from extractors.tables.runs import Line, Run

# Shares of the character height.
WORD_GAP = 0.12  # between two Latin words or numbers: the narrowest space of any fount is about 0.2
WIDE_GAP = 0.17  # between two Chinese characters, which stand close otherwise
MIXED_GAP = 0.4  # between a Chinese and another character: automatic spacing is up to 0.25
TAB_GAP = 1.2  # wider than any space within a sentence


def is_wide(char: str) -> bool:
    """Whether a character is of Chinese print: an ideograph or a full-width sign, set without spaces around it."""
    code = ord(char)
    return (code >= 0x2E80 and not 0xA960 <= code < 0xF900) or 0x2010 <= code <= 0x2027 or 0x2500 <= code <= 0x27BF


def gap_text(before: str, after: str, gap: float, em: float, tab: str = " ") -> str:
    """What a gap between two pieces of one line stands for: nothing, a space, or `tab` where it is wider than a space."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return ""
    if gap > TAB_GAP * em:
        return tab
    wide = is_wide(before[-1]) + is_wide(after[0])
    return " " if gap > (WORD_GAP, MIXED_GAP, WIDE_GAP)[wide] * em else ""


def lines_of(runs: Sequence[Run], tab: str = " ", split: float = 0.0) -> list[Line]:
    """The lines that the runs stand on, top to bottom; a gap wider than `split` characters (0: none) parts a line in two."""
    if len(runs) == 1:
        return list(runs)
    out: list[Line] = []
    for row in _rows(runs):
        row.sort(key=itemgetter(1))
        out.extend(_pieces(row, tab, split))
    return out


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs grouped by line: those that share at least half of the lower one's height."""
    rows: list[list[Run]] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: run[2] + run[4]):
        y0, y1 = run[2], run[4]
        if rows and min(bottom, y1) - max(top, y0) >= 0.5 * min(y1 - y0, bottom - top):
            rows[-1].append(run)
            top, bottom = min(top, y0), max(bottom, y1)
        else:
            rows.append([run])
            top, bottom = y0, y1
    return rows


def _pieces(row: Sequence[Run], tab: str, split: float) -> list[Line]:
    out: list[Line] = []
    if len(row) == 1:
        return list(row)
    text, x0, y0, x1, y1, em, _, _ = row[0]
    for run in row[1:]:
        gap, size = run.x0 - x1, max(em, run.em)
        if split and gap > split * size and text.rstrip()[-1:] not in "：:":  # what follows a colon is its value
            out.append(Line(text, x0, y0, x1, y1, em))
            text, x0, y0, x1, y1, em, _, _ = run
            continue
        text += gap_text(text, run.text, gap, size, tab) + run.text
        y0, x1, y1, em = min(y0, run.y0), max(x1, run.x1), max(y1, run.y1), size
    out.append(Line(text, x0, y0, x1, y1, em))
    return out


def join_lines(texts: Sequence[str]) -> str:
    """The text of wrapped lines: two Latin words keep a space between them; Chinese, numbers and codes are joined as they are."""
    if len(texts) == 1:
        return texts[0].strip()
    out = ""
    for text in texts:
        if out and text and _is_word(out[-1]) and _is_word(text[0]):
            out += " "
        out += text
    return out.strip()


def _is_word(char: str) -> bool:
    """Whether a character belongs to a word of letters: digits and signs may be a code cut in two, letters are not."""
    return char.isalpha() and not is_wide(char)
