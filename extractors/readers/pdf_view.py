"""From PDF's coordinates to a page as it is read: points from the top left corner, y downwards, text upright."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractors.document import Box
from extractors.grid.runs import Floats


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

    def boxes(self, left: Floats, bottom: Floats, right: Floats, top: Floats) -> Floats:
        """Rectangles of PDF's coordinates as rows of x0, y0, x1, y1."""
        x0, x1 = np.minimum(left, right) - self.box.x0, np.maximum(left, right) - self.box.x0
        y0, y1 = self.box.y1 - np.maximum(bottom, top), self.box.y1 - np.minimum(bottom, top)
        width, height = self.box.x1 - self.box.x0, self.box.y1 - self.box.y0
        if self.turn == 0:
            sides = x0, y0, x1, y1
        elif self.turn == 1:
            sides = height - y1, x0, height - y0, x1
        elif self.turn == 2:
            sides = width - x1, height - y1, width - x0, height - y0
        else:
            sides = y0, width - x1, y1, width - x0
        return np.column_stack(sides)
