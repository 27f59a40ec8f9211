"""Which rows of two lists are one row: by key, then the best pairing of what is left, then what stands alone between two neighbours.

No step looks at a row's number, so that a missing or a further row never moves the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any

from extractors.interpret.assignment import Pair, assignment, rising
from normalizers.text import fold
from pipeline.regress.values import choices, null

AnyRow = Mapping[str, Any]
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of a table are told apart: `key` columns (in turn: the first key whose last column is filled counts), `names` that alone
    can make two rows one, also where they are only alike, `points` for what else they share.
    `ordered` says whether the order of the print is judged (within `apart`).
    """

    table: str
    keys: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    points: tuple[tuple[str, float], ...]
    ordered: bool = True
    apart: str | None = None

    def name(self, row: AnyRow) -> str:
        """What a person calls the row."""
        said = [fold(str(choices(row.get(column))[0])) for column in self.keys[-1] if not null(choices(row.get(column))[0])]
        return "/".join(said) or "(nameless)"


@dataclass(frozen=True, slots=True)
class Aligned:
    """Pairs of positions in order of the left list, and the positions that stayed alone."""

    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def align(left: Sequence[AnyRow], right: Sequence[AnyRow], shape: Shape) -> Aligned:
    """The rows of both lists that are one row."""
    found: dict[int, int] = {}
    for columns in shape.keys:
        _by_key(left, right, columns, shape, found)
    _best(_alone(left, found), _alone(right, found.values()), left, right, shape, found)
    _between(left, right, shape, found)
    return Aligned(tuple(sorted(found.items())), tuple(_alone(left, found)), tuple(_alone(right, found.values())))


def _alone(rows: Sequence[AnyRow], taken: Any) -> list[int]:
    used = set(taken)
    return [at for at in range(len(rows)) if at not in used]


def _by_key(left: Sequence[AnyRow], right: Sequence[AnyRow], columns: tuple[str, ...], shape: Shape, found: dict[int, int]) -> None:
    """Rows of one key: a single one on both sides is the same row, several are paired among themselves."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in _alone(right, found.values()):
        for key in _keys(right[j], columns):
            groups[key].append(j)
    mine: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in _alone(left, found):
        for key in _keys(left[i], columns):
            mine[key].append(i)
    taken = set(found.values())
    for key, rows in mine.items():
        free = [i for i in rows if i not in found]
        others = [j for j in groups.get(key, ()) if j not in taken]
        if len(free) == len(others) == 1:
            found[free[0]] = others[0]
        elif free and others:
            _best(free, others, left, right, shape, found, sure=1.0)
        taken.update(found[i] for i in free if i in found)


def _keys(row: AnyRow, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The row's key, or one for each name that its truth allows; none where the last column is empty."""
    keys: list[tuple[str, ...]] = [()]
    for column in columns:
        keys = [(*key, "" if null(one) else fold(str(one))) for key in keys for one in choices(row.get(column))]
    return [key for key in keys if key[-1]]


def _best(
    rows: list[int],
    others: list[int],
    left: Sequence[AnyRow],
    right: Sequence[AnyRow],
    shape: Shape,
    found: dict[int, int],
    sure: float = 0.0,
) -> None:
    """Pair as many of these as have something in common, so that the total is greatest."""
    if not rows or not others:
        return
    weights = [[_weight(left[i], right[j], shape, abs(x - y), sure) for y, j in enumerate(others)] for x, i in enumerate(rows)]
    for x, y in assignment(weights):
        found[rows[x]] = others[y]


def _weight(one: AnyRow, other: AnyRow, shape: Shape, apart: int, sure: float) -> float:
    named = [_alike(one.get(name), other.get(name)) for name in shape.names]
    nameless = all(null(row.get(name)) for row in (one, other) for name in shape.names)
    if not sure and not any(named) and not nameless:
        return 0.0
    shared = sum(points for column, points in shape.points if _equal(one.get(column), other.get(column)))
    total = sure + 60 * max(named, default=0.0) + shared
    if not total:
        return 0.0
    # A row that must be there comes before one that may be; rows near each other come before rows far apart.
    return total + 3 / (1 + apart) - (5 if one.get("optional") else 0)


def _alike(one: Any, other: Any) -> float:
    """How much two values share: 1 where they fold alike, 0 below six tenths of their characters."""
    mine = [fold(str(a)) for a in choices(one) if not null(a)]
    others = [fold(str(b)) for b in choices(other) if not null(b)]
    return max((_near(a, b) for a in mine for b in others), default=0.0)


def _equal(one: Any, other: Any) -> bool:
    """Whether two values fold alike: what is printed short (≥90%, ≥10%) is alike in most characters and says another thing."""
    return any(fold(str(a)) == fold(str(b)) for a in choices(one) for b in choices(other) if not null(a) and not null(b))


@lru_cache(maxsize=65536)
def _near(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _NEAR else 0.0


def _between(left: Sequence[AnyRow], right: Sequence[AnyRow], shape: Shape, found: dict[int, int]) -> None:
    """Rows that no name relates, as many on both sides between the same two neighbours, are the same rows misread."""
    if not shape.ordered:
        return
    pairs = sorted(found.items())
    kept = rising([j for _, j in pairs])
    edges = [(-1, -1), *(pair for at, pair in enumerate(pairs) if at in kept), (len(left), len(right))]
    taken = set(found.values())
    for (i0, j0), (i1, j1) in pairwise(edges):
        rows = [i for i in range(i0 + 1, i1) if i not in found and not left[i].get("optional")]
        others = [j for j in range(j0 + 1, j1) if j not in taken]
        if len(rows) == len(others):
            found.update(zip(rows, others, strict=True))
