"""From PDF's coordinates to a page as it is read: points from the top left corner, y downwards, text upright."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from extractors.document import Box
from extractors.tables.runs import Floats

Side = TypeVar("Side", float, Floats)


@dataclass(frozen=True, slots=True)
class View:
    """The visible part of a page and the quarter turns clockwise that set it upright.

    `box` is in PDF's coordinates: its y0 is the lower edge.
    """

    box: Box
    turn: int = 0

    @property
    def width(self) -> float:
        """The width of the page as it is read."""
        return self.box.y1 - self.box.y0 if self.turn % 2 else self.box.x1 - self.box.x0

    @property
    def height(self) -> float:
        """The height of the page as it is read."""
        return self.box.x1 - self.box.x0 if self.turn % 2 else self.box.y1 - self.box.y0

    def boxes(self, sides: npt.NDArray[np.float32]) -> Floats:
        """Rectangles of PDF's coordinates, rows of left, top, right and bottom, as rows of x0, y0, x1, y1."""
        out = sides.astype(np.float64)
        out[:, 0::2] -= self.box.x0
        np.subtract(self.box.y1, out[:, 1::2], out=out[:, 1::2])
        return out if self.turn == 0 else np.column_stack(self._turned(*out.T))

    def box_of(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """One rectangle of PDF's coordinates, whose sides may be exchanged, as x0, y0, x1, y1."""
        x0, x1 = (left, right) if left <= right else (right, left)
        y0, y1 = (bottom, top) if bottom <= top else (top, bottom)
        sides = x0 - self.box.x0, self.box.y1 - y1, x1 - self.box.x0, self.box.y1 - y0
        return sides if self.turn == 0 else self._turned(*sides)

    def _turned(self, x0: Side, y0: Side, x1: Side, y1: Side) -> tuple[Side, Side, Side, Side]:
        width, height = self.box.x1 - self.box.x0, self.box.y1 - self.box.y0
        if self.turn == 1:
            return height - y1, x0, height - y0, x1
        if self.turn == 2:
            return width - x1, height - y1, width - x0, height - y0
        return y0, width - x1, y1, width - x0
