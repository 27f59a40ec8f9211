"""Runs of characters to lines of phrases: a phrase is what stands together on a line, with gaps no wider than a space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.tables.lines import gap_text
from extractors.tables.runs import Run
from extractors.tables.undrawn.costs import CROSSES, SAME_LINE, WORD


@dataclass(frozen=True, slots=True)
class Phrase:
    """Runs that stand together on one line, in points from the page's top left."""

    runs: tuple[Run, ...]
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2


PrintedLine = tuple[Phrase, ...]
"""The phrases of one line of print, left to right."""


def phrase_of(runs: Sequence[Run]) -> Phrase:
    """The phrase of runs that follow each other on a line."""
    text, end = "", 0.0
    for run in runs:
        text += gap_text(text, run.text, run.x0 - end, run.em) + run.text
        end = run.x1
    low, high = min(run.y0 for run in runs), max(run.y1 for run in runs)
    return Phrase(tuple(runs), text, runs[0].x0, low, end, high, max(run.em for run in runs))


def printed_lines(runs: Iterable[Run]) -> list[PrintedLine]:
    """The lines on which the runs stand, top to bottom."""
    lines: list[list[Run]] = []
    height = 0.0
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: run.y0 + run.y1):
        middle = (run.y0 + run.y1) / 2
        if lines and middle - height <= SAME_LINE * max(run.em, lines[-1][0].em):
            lines[-1].append(run)
        else:
            lines.append([run])
            height = middle
    return [tuple(_phrases(sorted(line, key=lambda run: run.x0))) for line in lines]


def _phrases(line: Sequence[Run]) -> Iterable[Phrase]:
    part: list[Run] = []
    for run in line:
        if part and run.x0 - part[-1].x1 > WORD * max(run.em, part[-1].em):
            yield phrase_of(part)
            part = []
        part.append(run)
    yield phrase_of(part)


def parted(line: PrintedLine, cuts: Sequence[float]) -> PrintedLine:
    """The line with its phrases parted where a column begins: between two runs, or at a space inside of one."""
    out: list[Phrase] = []
    for phrase in line:
        inner = [cut for cut in cuts if phrase.x0 + CROSSES * phrase.em < cut < phrase.x1 - CROSSES * phrase.em]
        runs = [piece for run in phrase.runs for piece in _pieces(run, inner)] if inner else list(phrase.runs)
        part: list[Run] = []
        for run in runs:
            if part and any(part[-1].x1 <= cut + CROSSES * run.em / 2 and run.x0 >= cut - CROSSES * run.em / 2 for cut in inner):
                out.append(phrase_of(part))
                part = []
            part.append(run)
        out.append(phrase_of(part))
    return tuple(out)


def _pieces(run: Run, cuts: Sequence[float]) -> list[Run]:
    """The run, parted at the spaces nearest to the cuts; the whole run where none is near."""
    for cut in cuts:
        spaces = [(abs(_x(run, at) - cut), at) for at, char in enumerate(run.text) if char == " "]
        if spaces and run.x0 < cut < run.x1 and min(spaces)[0] <= 2 * run.em:
            at = min(spaces)[1]
            left = run._replace(text=run.text[:at], x1=_x(run, at))
            right = run._replace(text=run.text[at + 1 :], x0=_x(run, at + 1), first=run.first + at + 1)
            return [piece for piece in (left, *_pieces(right, cuts)) if piece.text.strip()]
    return [run]


def _x(run: Run, at: int) -> float:
    """Where the character at a place of the text begins, by the usual widths of Chinese and Latin characters."""
    widths = [1.0 if ord(char) > 0x2000 else 0.5 for char in run.text]
    return run.x0 + (run.x1 - run.x0) * sum(widths[:at]) / sum(widths)
