"""Administrative divisions: GB/T 2260 codes and full names.

The table holds abolished codes too (a form of 2012 names 抚宁县); its sources and dates stand in its head.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalizers.notes import Note
from normalizers.printing import tidy
from normalizers.tables import table


@dataclass(frozen=True, slots=True)
class Region:
    """A division: its six-digit code and its full name from the province down (`河北省秦皇岛市山海关区`)."""

    code: str
    name: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    names: dict[str, str]
    current: frozenset[str]
    by_name: dict[str, tuple[str, ...]]
    by_short: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _index() -> _Index:
    rows = [(row[0], row[1], row[2] if len(row) > 2 else "") for row in table("regions")]
    names = {code: name for code, name, _ in rows}
    by_name: dict[str, list[str]] = {}
    by_short: dict[str, list[str]] = {}
    for code, name, _ in rows:
        by_name.setdefault(name, []).append(code)
        if code.endswith("00") and (short := _short(name)):
            by_short.setdefault(short, []).append(code)
    return _Index(
        names,
        frozenset(code for code, _, until in rows if not until),
        {name: tuple(codes) for name, codes in by_name.items()},
        {name: tuple(codes) for name, codes in by_short.items()},
    )


_ENDINGS = ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "地区", "新区", "省", "市", "盟", "县", "区", "旗")


def _short(name: str) -> str | None:
    """秦皇岛 of 秦皇岛市; None where less than two characters would be left."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return None


def full_name(code: str) -> str | None:
    """The full name of a code, from the province down; None for a code that the table does not hold."""
    names = _index().names
    if code not in names:
        return None
    chain = dict.fromkeys(c for c in (code[:2] + "0000", code[:4] + "00", code) if c in names)
    return "".join(dict.fromkeys(names[c] for c in chain))


def level_names(code: str) -> tuple[str | None, str | None, str | None]:
    """The names of the province, the city and the county of a code, each alone; None where the code or the table does not reach so far."""
    names = _index().names
    city = code[:4] + "00" if not code.endswith("0000") else ""
    county = code if not code.endswith("00") else ""
    return names.get(code[:2] + "0000"), names.get(city), names.get(county)


def _within(code: str, other: str) -> bool:
    """Whether a division is another, or lies in it."""
    return code.startswith(other.rstrip("0") if other.endswith("0000") else other[:4] if other.endswith("00") else other) and (
        len(other.rstrip("0")) <= len(code.rstrip("0")) or code == other
    )


def _same_place(code: str, other: str) -> bool:
    """Whether two codes are one place before and after a change of status (宁乡县, 宁乡市)."""
    names = _index().names
    first, second = names.get(code), names.get(other)
    return bool(first and second and code[:4] == other[:4] and _short(first) and _short(first) == _short(second))


_LONGEST = 15


@lru_cache(maxsize=4096)
def named(text: str) -> str | None:
    """The one division that a body's name names (秦皇岛市山海关区妇女联合会); None where it names none, several, or an ambiguous one."""
    chains = [chain for chain in _chains(tidy(text[:120])) if len(chain) > 1 or not _needs_parent(chain[0])]
    best = {max(chain, key=lambda c: len(c.rstrip("0"))) for chain in chains}
    deepest = max((_depth(code) for code in best), default=0)
    found = {code for code in best if _depth(code) == deepest}
    live = {code for code in found if code in _index().current} or found
    return next(iter(live)) if len(live) == 1 else None


def _needs_parent(code: str) -> bool:
    """城区, 郊区, 矿区 are words too: they name a division only behind its city."""
    name = _index().names[code]
    return len(name) == 2 and name.endswith("区")


def _depth(code: str) -> int:
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def _chains(text: str) -> list[tuple[str, ...]]:
    """The runs of names in a text that lie in each other, one for each way to understand them."""
    ways: list[tuple[str, ...]] = [()]
    for codes in _mentions(text):
        longer = [(*way, code) for way in ways for code in codes if all(_within(code, c) or _within(c, code) for c in way)]
        if not longer and ways != [()]:
            continue
        ways = (longer or ways)[:64]
    return [way for way in ways if way]


def _mentions(text: str) -> Iterable[tuple[str, ...]]:
    """Each division that a text mentions, left to right, as the codes that bear its name."""
    index, at = _index(), 0
    while at < len(text):
        for length in range(min(_LONGEST, len(text) - at), 1, -1):
            name = text[at : at + length]
            codes = index.by_name.get(name)
            if codes is None and length >= 2 and (at == 0 or name in index.by_short):
                codes = _short_mention(text, at, length)
            if codes and not _glued(text, at, length):
                yield codes
                at += length
                break
        else:
            at += 1


def _short_mention(text: str, at: int, length: int) -> tuple[str, ...] | None:
    """A short name counts where a division that lies in it follows at once (秦皇岛山海关区, 青岛市北区)."""
    index = _index()
    codes = index.by_short.get(text[at : at + length])
    if codes is None:
        return None
    for more in range(2, _LONGEST):
        inner = index.by_name.get(text[at + length : at + length + more], ())
        around = tuple(code for code in codes if any(_within(c, code) and c != code for c in inner))
        if around:
            return around
    return None


def _glued(text: str, at: int, length: int) -> bool:
    """青岛市 in 青岛市北区 is 青岛 and 市北区 where the latter lies in it."""
    index = _index()
    name = text[at : at + length]
    if not name.endswith("市") or name[:-1] not in index.by_short:
        return False
    following = text[at + length - 1 : at + length + 2]
    return any(_within(code, outer) for code in index.by_name.get(following, ()) for outer in index.by_short[name[:-1]])


def region(code: str | None, names: Sequence[str]) -> Region | None:
    """The division that a project code's first six digits and the names of department and unit agree on.

    The names decide where they name exactly one division; else the code. A contradiction is a note `code.region`.
    None where neither settles it.
    """
    printed = code[:6] if code and full_name(code[:6]) else None
    by_name = _agreed([found for name in names if name and (found := named(name))])
    if by_name is None:
        by_name = _ambiguous(names, printed)
    if by_name is None and printed is not None and (other := _elsewhere(names, printed)):
        return Region(printed, full_name(printed) or "", (_contradiction(printed, other),))
    if by_name is None or printed is None:
        settled = by_name or printed
        return Region(settled, full_name(settled) or "") if settled else None
    if _within(printed, by_name) or _within(by_name, printed):
        deeper = printed if _depth(printed) > _depth(by_name) else by_name
        return Region(deeper, full_name(deeper) or "")
    if _same_place(printed, by_name):
        return Region(by_name, full_name(by_name) or "")
    return Region(by_name, full_name(by_name) or "", (_contradiction(printed, full_name(by_name) or ""),))


def _contradiction(printed: str, name: str) -> Note:
    return Note.of("code.region", by_code=f"{printed} {full_name(printed)}", by_name=name)


def _elsewhere(names: Sequence[str], printed: str) -> str | None:
    """The first name in the names that no division of the code's bears, nor one around or in it."""
    for name in names:
        for codes in _mentions(tidy(name[:120])) if name else ():
            if not any(_needs_parent(c) or _within(printed, c) or _within(c, printed) or _same_place(printed, c) for c in codes):
                return _index().names[codes[0]]
    return None


def _agreed(codes: list[str]) -> str | None:
    """The deepest of divisions that lie in each other; None where two do not."""
    if not codes:
        return None
    deepest = max(codes, key=_depth)
    return deepest if all(_within(deepest, code) or _same_place(deepest, code) for code in codes) else None


def _ambiguous(names: Sequence[str], printed: str | None) -> str | None:
    """A name that several divisions bear (鼓楼区) is settled by the code, if one of them has it."""
    if printed is None:
        return None
    mentioned = {code for name in names if name for codes in _mentions(tidy(name[:120])) for code in codes}
    return printed if printed in mentioned else None
