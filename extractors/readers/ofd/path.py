"""The points of a path (GB/T 33190-2016, 7.9 AbbreviatedData): S and M begin, L draws a line, Q B A a curve, C closes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.readers.ofd.geometry import number

_TAKES: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def subpaths(data: str, most: int) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a part with a curve is none. What cannot be parsed ends the path.

    Args:
        data: the path's commands and numbers.
        most: how many points are read at most.
    """
    points: list[tuple[float, float]] = []
    curved = False
    for command, values in _commands(data, most):
        if command in "SM":
            if len(points) > 1 and not curved:
                yield points
            points, curved = [(values[0], values[1])], False
        elif command == "C":
            if points and points[0] != points[-1]:
                points.append(points[0])
        else:
            curved |= command != "L"
            points.append((values[-2], values[-1]))
    if len(points) > 1 and not curved:
        yield points


def _commands(data: str, most: int) -> Iterator[tuple[str, list[float]]]:
    parts = iter(data.replace(",", " ").split())
    for count, part in enumerate(parts):
        takes = _TAKES.get(part)
        if takes is None or count > most:
            return
        values: list[float] = []
        for _ in range(takes):
            value = number(next(parts, ""))
            if value is None:
                return
            values.append(value)
        yield part, values
