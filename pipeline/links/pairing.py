"""Which indicators of two forms are one: by name, or by a confirmed alias."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from pipeline.rules.case import Group, text
from pipeline.schema import Row

_ALIKE: Final = 0.8
ALIASES: Final = ("name_key", "canonical", "confirmed")
_YES: Final = frozenset({"y", "yes", "是", "1", "true"})


class AliasError(ValueError):
    """An alias table that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that are one indicator, and how that is known: `name` or `alias`."""

    before: Row
    after: Row
    how: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs in the order of the first form, and what stands alone in each."""

    pairs: tuple[Pair, ...]
    dropped: tuple[Row, ...]
    added: tuple[Row, ...]


def read_aliases(path: Path) -> dict[str, str]:
    """Confirmed aliases out of a CSV with the columns name_key, canonical, confirmed (y).

    Raises:
        AliasError: the file cannot be read or lacks a column.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AliasError(f"{path.name}: {getattr(error, 'strerror', None) or error}") from None
    if rows and not set(ALIASES) <= set(rows[0]):
        raise AliasError(f"{path.name} needs the columns {', '.join(ALIASES)}")
    return {row["name_key"]: row["canonical"] for row in rows if (row["confirmed"] or "").strip().lower() in _YES}


def paired(before: Group, after: Group, aliases: Mapping[str, str]) -> Pairs:
    """The indicators of two forms side by side.

    Args:
        before: the earlier form, or the approved goals.
        after: the later one.
        aliases: confirmed names by name_key.

    Returns:
        Each row once; of several rows of one name, those of the same second level first, then in the order of the print.
    """
    left, right = _named(before, aliases), _named(after, aliases)
    found: list[Pair] = []
    taken: set[int] = set()
    alone: list[Row] = []
    for key, row in left:
        same = [(place, other) for place, (name, other) in enumerate(right) if name == key and place not in taken]
        same.sort(key=lambda one: one[1]["level2_class"] != row["level2_class"])
        if not same:
            alone.append(row)
            continue
        place, other = same[0]
        taken.add(place)
        found.append(Pair(row, other, "name" if text(row, "name_key") == text(other, "name_key") else "alias"))
    return Pairs(tuple(found), tuple(alone), tuple(row for place, (_, row) in enumerate(right) if place not in taken))


def _named(group: Group, aliases: Mapping[str, str]) -> list[tuple[str, Row]]:
    rows = [row for row in group.indicators if row["horizon"] != "long_term"]
    return [(aliases.get(key, key), row) for row in rows if (key := text(row, "name_key")) is not None]


def alike(found: Iterable[Pairs]) -> Iterator[tuple[str, str]]:
    """Names that may be one indicator under two names: a person decides.

    Yields:
        (name_key of what was dropped, name_key of what was added), where both stand under one second level and are alike.
    """
    seen: set[tuple[str, str]] = set()
    for one in found:
        for row, other in _candidates(one.dropped, one.added):
            pair = (text(row, "name_key") or "", text(other, "name_key") or "")
            if pair not in seen and SequenceMatcher(None, *pair, autojunk=False).ratio() >= _ALIKE:
                seen.add(pair)
                yield pair


def _candidates(dropped: Sequence[Row], added: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    for row in dropped:
        for other in added:
            if row["level2_class"] == other["level2_class"]:
                yield row, other
