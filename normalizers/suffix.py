"""What stands behind a number: multiplier, 余, unit with denominators, a half (个半月), comparators (以上), remarks, what is counted.

Read from the number on. What is left over must be a noun that the unit counts, or words that only say what is done (`words`); where it
holds any other word, the number is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import regex

from normalizers.comparators import beginning
from normalizers.unit_table import MEASURES, OF_MATTER, dimension
from normalizers.units import Reading, read_multiplier, read_unit, sole_counter, times
from normalizers.value import Comparator
from normalizers.words import BEHIND, Piece, is_counted, is_done, is_remark, word_at


@dataclass(frozen=True, slots=True)
class Suffix:
    """`unit` is canonical, `start` and `end` say where it (with its multiplier) stands in the text; `half`: one half more (1个半月);
    `tail` are words left over; `pieces` give each character its role."""

    multiplier: Decimal | None = None
    unit: str | None = None
    start: int = 0
    end: int = 0
    comparator: Comparator | None = None
    change: str | None = None
    inclusive: bool | None = None
    half: bool = False
    tail: str = ""
    pieces: tuple[Piece, ...] = ()


_NOTHING = Suffix()
_INCLUSIVE = regex.compile(r"\((?P<no>不)?含(?:本数|\d++(?:\.\d++)?+%?|本级|以上|以下)?\)")
_PERIOD = regex.compile(r"(?:/|每)(?P<what>[\p{Han}]{1,3}+)$")
_REMARK = regex.compile(r"\([^()\d]{1,30}+\)")
_BRACKETED = regex.compile(r"\((?P<unit>[^()]{1,14}+(?:\([^()]{1,8}+\))?+)\)")
_HALF_OF = regex.compile(r"个?半(?=个?(?:月|小时|工作日|星期|学期|钟头|季度|年|天|日))")
# Behind a number without a unit only these change nothing.
_WITHOUT_UNIT = frozenset({"", "完成", "达标", "覆盖"})
_MEASURED = ("率", "度", "数", "量", "额", "比例", "比重")
_ABOUT = ("余", "多", "来", "+")


@lru_cache(maxsize=32768)
def read_suffix(text: str) -> Suffix | None:
    """The suffix of a number; None where it says something more."""
    if not text:
        return _NOTHING
    inclusive, bracketed, cut = None, False, (0, 0)
    if "含" in text and (found := _INCLUSIVE.search(text)):
        inclusive, bracketed = found["no"] is None, "以" in found[0]
        text, cut = text[: found.start()] + text[found.end() :], found.span()
    reading = _unit(text)
    at, comparator, name = reading.end_of_unit, reading.comparator, reading.name
    pieces = list(reading.pieces)
    while True:
        if (after := _comparator(text, at)) and (comparator is None or comparator == "approx"):
            pieces.append(Piece(at, at + after[0], "comparator"))
            at, comparator = at + after[0], after[1]
        elif name and comparator and (period := _period(text, at)):
            pieces.append(Piece(at, at + period[0], "denominator"))
            at, name = at + period[0], name + period[1]
        else:
            break
    tail = _left_over(text, at, name, comparator, pieces)
    if tail is None or (bracketed and comparator is None):
        return None
    change = _change(tail)
    return Suffix(
        reading.multiplier,
        name,
        _uncut(reading.start, cut),
        _uncut(reading.end, cut, end=True),
        comparator,
        change,
        inclusive,
        reading.half,
        "" if change else tail,
        tuple(_as_printed(pieces, cut)),
    )


def _uncut(at: int, cut: tuple[int, int], *, end: bool = False) -> int:
    """A place in the text without its bracket（含） as a place in the text with it."""
    return at + cut[1] - cut[0] if at > cut[0] or (at == cut[0] and not end) else at


def _as_printed(pieces: Iterable[Piece], cut: tuple[int, int]) -> Iterator[Piece]:
    for piece in pieces:
        yield Piece(_uncut(piece.start, cut), _uncut(piece.end, cut, end=True), piece.role)
    if cut[1] > cut[0]:
        yield Piece(*cut, "inclusion")


def _change(tail: str) -> str | None:
    """The direction that the words left over spell (5%增长, 5个百分点的提升); None where they spell none."""
    role = BEHIND.get(tail.removeprefix("的"))
    return role if role in ("increase", "decrease") else None


def _left_over(text: str, at: int, name: str | None, comparator: Comparator | None, pieces: list[Piece]) -> str | None:
    """The words that are left, remarks removed; None where they say more than a counted noun or what is done."""
    remarks = [found.span() for found in _REMARK.finditer(text, at)]
    if not all(is_remark(text[start + 1 : end - 1]) for start, end in remarks):
        return None
    pieces += [Piece(start, end, "remark") for start, end in remarks]
    tail = _REMARK.sub("", text[at:]).rstrip("。;,、:.")
    if not tail or _change(tail):
        known = True
    elif name is None:
        known = tail in _WITHOUT_UNIT
    else:
        known = _fits(tail, name, comparator)
    if not known:
        return None
    role = "change" if _change(tail) else "filler" if is_done(tail) else "counted noun"
    edges = [at, *(edge for span in remarks for edge in span), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if words := text[start:end].rstrip("。;,、:."):
            pieces.append(Piece(start, start + len(words), role))
    return tail


def _fits(tail: str, unit: str, comparator: Comparator | None) -> bool:
    """Whether words may stand behind a unit: what it counts (6座泵站), or what is done (3天办结)."""
    if is_done(tail):
        return True
    of = dimension(unit.partition("/")[0])
    if of not in MEASURES:
        return is_counted(tail)
    if of == "duration" and comparator == "le":
        # 15分钟内到达现场: what is to be done by then; 24小时内办结率 still waits for its figure.
        return is_counted(tail) and not tail.endswith(_MEASURED)
    if of == "ratio" and not tail.startswith("的"):
        # 95%以上得满分: words behind a share are a rule or a state, unless they say of what it is.
        return False
    return of in OF_MATTER and len(tail.removeprefix("的")) > 1 and is_counted(tail)


def _comparator(text: str, at: int) -> tuple[int, Comparator] | None:
    """A comparator behind the number, unless the lexicon knows a longer word there (国内, 内部, 上下水)."""
    found = beginning(text[at:])
    if found is None:
        return None
    word = word_at(text, at, "behind") or ""
    return None if len(word) > found[0] and BEHIND[word] == "noun" else found


def _period(text: str, at: int) -> tuple[int, str] | None:
    found = _PERIOD.match(text, at)
    per = read_unit("/" + found["what"]) if found else None
    return (found.end() - at, per.name or "") if found and per and per.length == len(found["what"]) + 1 else None


@dataclass(frozen=True, slots=True)
class _UnitReading:
    """The unit behind a number: where its print stands, where reading goes on, what multiplies it, what makes it approximate."""

    multiplier: Decimal | None
    comparator: Comparator | None
    name: str | None
    start: int
    end: int
    end_of_unit: int
    half: bool
    pieces: tuple[Piece, ...]


def _unit(text: str) -> _UnitReading:
    """`万余元`, `个半月`, `(万元)`, `人次`: everything up to the end of the unit."""
    multiplier, at = read_multiplier(text)
    comparator: Comparator | None = None
    pieces = [Piece(0, at, "multiplier")] if at else []
    start = 0
    if length := _about(text, at):
        pieces.append(Piece(at, at + length, "comparator"))
        comparator, at = "approx", at + length
        start = at  # 余万元: the multiplier behind 余 is of the unit as printed
        more, length = read_multiplier(text[at:])
        if multiplier is None and more is not None:
            pieces.append(Piece(at, at + length, "multiplier"))
            multiplier, at = more, at + length
    elif multiplier is not None:
        at = 0
    half = (found := _HALF_OF.match(text, at)) is not None
    if found:
        pieces.append(Piece(at, found.end(), "half"))
        at = found.end()
    return _named(text, at, start, multiplier, comparator, half, pieces)


def _about(text: str, at: int) -> int:
    """The length of 余, 多, 来 or + behind a number; 0 where they begin a longer word (多媒体)."""
    found = next((word for word in _ABOUT if text.startswith(word, at)), "")
    word = word_at(text, at, "behind") or ""
    return 0 if len(word) > len(found) and BEHIND[word] == "noun" else len(found)


def _named(
    text: str, at: int, start: int, multiplier: Decimal | None, comparator: Comparator | None, half: bool, pieces: list[Piece]
) -> _UnitReading:
    reading, place = _in_print(text, at)
    if reading is None:
        return _UnitReading(multiplier, comparator, None, 0, at, at, half, tuple(pieces))
    multiplier = reading.multiplier if comparator is None else times(multiplier, reading.multiplier)
    if at == 0:
        before = read_multiplier(text)[1] if place[0] > 0 else 0
        pieces = [Piece(0, before, "multiplier")] if before else []
    end = place[1]
    while text[end : end + 1] == text[end - 1 : end] == "%":
        end += 1
    if reading.name is None:
        pieces.append(Piece(at, end, "multiplier"))
        return _UnitReading(multiplier, comparator, None, 0, 0, end, half, tuple(pieces))
    pieces.append(Piece(place[0], max(end, place[1]) if place == (at, at + reading.length) else place[1], "unit"))
    begin = start if place == (at, at + reading.length) else place[0]
    after = end if place[1] == at + reading.length else place[1] + 1
    if text.startswith("半", after) and dimension(reading.name) == "duration" and not half:
        pieces.append(Piece(after, after + 1, "half"))
        after, half = after + 1, True
    if length := _about(text, after):
        pieces.append(Piece(after, after + length, "comparator"))
        comparator, after = "approx", after + length
    return _UnitReading(multiplier, comparator, reading.name, begin, end, after, half, tuple(pieces))


def _in_print(text: str, at: int) -> tuple[Reading | None, tuple[int, int]]:
    """The unit at a place, in brackets too (≥95(%), 300(万元)), and where its print stands without the brackets."""
    reading = read_unit(text[at:]) or sole_counter(text[at:])
    if reading is not None and (reading.name is not None or not text.startswith("(", at + reading.length)):
        return reading, (at, at + reading.length)
    before = reading.length if reading else 0
    found = _BRACKETED.match(text, at + before)
    inner = read_unit(found["unit"]) if found else None
    if found and inner and inner.name is not None and inner.length == len(found["unit"]):
        both = replace(inner, multiplier=times(reading.multiplier if reading else None, inner.multiplier))
        return both, found.span("unit")
    return reading, (at, at + before)
