"""Pictures of single lines to text, with the probability of each character.

lines ──by width, in batches──> network ──best character a step, repeats and blanks left out──> text
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ocr.models import CAREFUL, FAST, OTHER, Model, loaded
from extractors.tables.pixels_ink import Pixels
from normalizers.text import fold

HEIGHT: Final = 48  # what the networks were trained on
WIDEST: Final = 3200  # the longest line they were exported for
STEP: Final = 32  # widths are rounded up to this, so that batches share a shape
BATCH: Final = 3200  # pixels of width of a batch together: bounds memory
MOST_LINES: Final = 24


@dataclass(frozen=True, slots=True)
class Text:
    """What a line was read as, and how likely each of its characters is (0 to 1). A line that reads as nothing has no characters.

    `centres` are the places of the characters from the left, in heights of the line.
    """

    text: str
    chances: tuple[float, ...]
    centres: tuple[float, ...] = ()

    @property
    def least(self) -> float:
        """The probability of the least likely character; 0 where there is none."""
        return min(self.chances, default=0.0)


class Recogniser:
    """One network, loaded when it reads its first line."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._session: Any = None
        self._characters: list[str] = []
        self._twins: dict[int, int] = {}

    def read(self, lines: Sequence[Pixels]) -> list[Text]:
        """The text of each line: grey pictures, as high as their line."""
        if lines and self._session is None:
            self._session, self._characters = loaded(self.model)
            self._twins = twins(self._characters)
        out = [Text("", ())] * len(lines)
        for batch in _batches([width_of(line) for line in lines]):
            for at, text in zip(batch, self._batch([lines[at] for at in batch]), strict=True):
                out[at] = text
        return out

    def _batch(self, lines: Sequence[Pixels]) -> Iterator[Text]:
        name = self._session.get_inputs()[0].name
        tensor = _tensor(lines)
        (steps,) = self._session.run(None, {name: tensor})
        best = steps.argmax(axis=2)
        step = tensor.shape[3] / steps.shape[1] / HEIGHT
        for row, chances in zip(best, steps, strict=True):
            yield self._text(row, chances, step)

    def _text(self, row: npt.NDArray[np.int64], chances: npt.NDArray[np.float32], step: float) -> Text:
        """A character's probability is the highest of its steps (it swells and fades), its other width's added: both are the same print."""
        starts = np.flatnonzero((row != 0) & np.concatenate(([True], row[1:] != row[:-1])))
        text, likely, centres = [], [], []
        for start in starts.tolist():
            code, end = int(row[start]), _end(row, start)
            chance = chances[start:end, code]
            if (twin := self._twins.get(code)) is not None:
                chance = chance + chances[start:end, twin]
            text.append(self._characters[code])
            likely.append(min(float(chance.max()), 1.0))
            centres.append((start + end) / 2 * step)
        return Text("".join(text), tuple(likely), tuple(centres))


def twins(characters: Sequence[str]) -> dict[int, int]:
    """For each sign that a font draws narrow or wide, （ and (, the index of the other."""
    index = {character: at for at, character in enumerate(characters)}
    pairs = ((at, index.get(fold(character))) for at, character in enumerate(characters) if 0xFF01 <= ord(character[:1] or " ") <= 0xFF5E)
    both = [(wide, narrow) for wide, narrow in pairs if narrow is not None]
    return dict(both) | {narrow: wide for wide, narrow in both}


def _end(row: npt.NDArray[np.int64], start: int) -> int:
    """Where the run of one character ends."""
    end = start + 1
    while end < len(row) and row[end] == row[start]:
        end += 1
    return end


def width_of(line: Pixels) -> int:
    """The width of a line set to the networks' height."""
    return int(min(max(round(line.shape[1] * HEIGHT / line.shape[0]), 8), WIDEST))


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """The lines' indices, those of like width together."""
    batch: list[int] = []
    for at in sorted(range(len(widths)), key=lambda at: widths[at]):
        widest = _rounded(widths[at])
        wasteful = batch and widest > _rounded(widths[batch[0]]) * 1.25 + STEP
        if batch and (wasteful or widest * (len(batch) + 1) > BATCH or len(batch) == MOST_LINES):
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _rounded(width: int) -> int:
    return -(-width // STEP) * STEP


def _tensor(lines: Sequence[Pixels]) -> npt.NDArray[np.float32]:
    """The lines at one height side by side in a batch, from -1 (black) to 1 (white); what is right of a line is 0, as in training."""
    widths = [width_of(line) for line in lines]
    out = np.zeros((len(lines), 3, HEIGHT, _rounded(max(widths))), dtype=np.float32)
    for at, (line, width) in enumerate(zip(lines, widths, strict=True)):
        out[at, :, :, :width] = cv2.resize(line, (width, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32) / 127.5 - 1
    return out


FAST_READER: Final = Recogniser(FAST)
CAREFUL_READER: Final = Recogniser(CAREFUL)
OTHER_READER: Final = Recogniser(OTHER)
