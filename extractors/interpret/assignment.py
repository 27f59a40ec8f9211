"""The best pairing of two lists, and the longest run that is in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

Pair = tuple[int, int]
MOST: Final = 40_000
"""Cells of a weight matrix up to which the pairing is optimal (seconds); beyond, the heaviest pair goes first."""


def assignment(weights: Sequence[Sequence[float]]) -> list[Pair]:
    """Pairs (row, column), each used once, of the greatest total weight; only pairs of weight above 0. O(n²m), n the shorter side.

    Kuhn 1955 with Jonker and Volgenant's shortest augmenting paths: rows are added one by one, prices keep what is paired optimal.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) * len(weights[0]) > MOST:
        return _heaviest(weights)
    if len(weights) > len(weights[0]):
        return sorted((row, column) for column, row in assignment(list(zip(*weights, strict=True))))
    owner = _Prices(weights).owners()
    return sorted((row, column) for column, row in enumerate(owner) if row >= 0 and weights[row][column] > 0)


def _heaviest(weights: Sequence[Sequence[float]]) -> list[Pair]:
    flat = sorted(((-w, i, j) for i, line in enumerate(weights) for j, w in enumerate(line) if w > 0))
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for _, i, j in flat:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return sorted(pairs)


class _Prices:
    """The state of the search: who owns each column, and the prices that make every owned pair a cheapest one."""

    def __init__(self, weights: Sequence[Sequence[float]]) -> None:
        self.weights = weights
        self.columns = len(weights[0])
        self.row_price = [0.0] * len(weights)
        self.column_price = [0.0] * self.columns
        self.owner = [-1] * self.columns

    def owners(self) -> list[int]:
        for row in range(len(self.weights)):
            self._add(row)
        return self.owner

    def _cost(self, row: int, column: int) -> float:
        return -max(self.weights[row][column], 0.0) - self.row_price[row] - self.column_price[column]

    def _add(self, new: int) -> None:
        """Give the new row a column, moving owners along the shortest path to a free one."""
        best = [float("inf")] * self.columns
        before = [-1] * self.columns
        reached: list[int] = []
        free = set(range(self.columns))
        row, at, far = new, -1, 0.0
        rows = [(new, 0.0)]
        while True:
            for column in free:
                length = far + self._cost(row, column)
                if length < best[column]:
                    best[column], before[column] = length, at
            at = min(free, key=lambda column: (best[column], column))
            far = best[at]
            free.discard(at)
            if self.owner[at] < 0:
                break
            reached.append(at)
            row = self.owner[at]
            rows.append((row, far))
        for known, length in rows:
            self.row_price[known] += far - length
        for column in reached:
            self.column_price[column] -= far - best[column]
        while at >= 0:
            previous = before[at]
            self.owner[at] = self.owner[previous] if previous >= 0 else new
            at = previous


def rising(numbers: Sequence[int]) -> set[int]:
    """Positions of one longest rising subsequence: what stands outside it is out of order."""
    tails: list[int] = []
    last: list[int] = []
    before = [-1] * len(numbers)
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before[at] = last[length - 1] if length else -1
        tails[length : length + 1] = [number]
        last[length : length + 1] = [at]
    run: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        run.add(at)
        at = before[at]
    return run
