"""Numbers, boxes and matrices of OFD pages, as their XML writes them (GB/T 33190-2016, 7.3): millimetres from the top left, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice
from typing import Final

MILLIMETRE: Final = 72 / 25.4
"""Points of a millimetre."""
_LARGEST: Final = 1e7  # millimetres: what is farther out is on no page
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def number(text: str) -> float | None:
    """A number; None for what is none, or beyond any page."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < _LARGEST else None


def numbers(text: str | None, most: int = 16) -> list[float]:
    """The numbers of a list in order, up to so many; what is no number ends it."""
    out: list[float] = []
    for part in islice((text or "").replace(",", " ").split(), most):
        value = number(part)
        if value is None:
            break
        out.append(value)
    return out


def box_of(text: str | None) -> tuple[float, float, float, float] | None:
    """x, y, width and height of a box; None where it is none."""
    found = numbers(text, 4)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def matrix_of(text: str | None) -> Matrix:
    """A CTM: a b c d e f; the identity where there is none."""
    found = numbers(text, 6)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else IDENTITY


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """The transformation that does `first` and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point transformed."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def steps(text: str | None, count: int) -> list[float]:
    """The distances between so many following characters: numbers, and `g 3 4.2` for 4.2 three times (7.11).

    A repeat is never expanded beyond the characters there are, whatever number it names. The last distance holds for what is left.
    """
    out: list[float] = []
    parts: Iterator[str] = iter((text or "").split())
    for part in parts:
        if len(out) >= count:
            break
        if part == "g":
            times, value = next(parts, ""), number(next(parts, ""))
            if value is None:
                break
            wanted = (int(times) if len(times) < 10 else count) if times.isdecimal() else 0
            out.extend([value] * min(wanted, count - len(out)))
        elif (value := number(part)) is not None:
            out.append(value)
        else:
            break
    return out + [out[-1]] * (count - len(out)) if out and len(out) < count else out[:count]
