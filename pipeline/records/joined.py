"""A cell that is an indicator's name and its target or sign: taken apart where the value language reads its end, and only one end.

    `指标2:森林火灾受害率 ≤0.5‰`      parted before the gap
    `森林火灾受害率≤0.5‰`             parted before the sign: a name holds none
    `森林火灾受害率 ≤` beside `0.5‰`  parted before the sign
    `培训 2期 100人次`                one value or two: kept whole, as the name
    `合格率达到 90%`                  the gap is inside the value: kept whole

Both are warnings; what is kept whole loses nothing, for the print stays in the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from extractors.document import Cell
from extractors.interpret.builder import field_of
from extractors.raw import RawField, RawRecord, Span
from normalizers import Context, normalize
from normalizers.notes import Note
from normalizers.text import squeeze

_GAP: Final = re.compile(r"(?<=\S)\s+(?=\S)")
_SIGN: Final = re.compile(r"(?<=[^\s≥≤><＞＜=＝])(?=[≥≤＞＜><≧≦⩾⩽]=?\s*\d)")
_SIGN_LAST: Final = re.compile(r"(?<=[^\s≥≤><＞＜=＝])\s*([≥≤＞＜><≧≦⩾⩽=＝]=?)\s*$")
_NUMBERS: Final = frozenset({"quantity", "range", "date"})
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_ENDS: Final = re.compile(r"[\u4e00-\u9fffA-Za-z)）”》]$")  # a name does not end in a sign or a number of the value behind
_COMPARES: Final = re.compile(r"(?:达到?|控制在|保持在|[大小高低多少等]于|超过|至少|至多|不足|不少|约)$")  # nor in the words that open one
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is to be said of such a cell, and its whole print."""

    note: Note
    source: RawField


def parted(raw: RawRecord) -> tuple[RawRecord, Doubt | None]:
    """The record with name and target apart, and what is to be said; the same record where its cells are its own."""
    printed = raw.fields.get("level3")
    if not raw.facts.get("joined") or printed is None or not printed.spans:
        return raw, None
    span = printed.spans[0]
    whole = RawField(span.piece.text[span.start : span.end].strip(), printed.spans, printed.rule)
    if "target" in raw.fields:
        return _without_sign(raw, whole, span)
    unit = raw.fields["unit"].text.strip() or None if "unit" in raw.fields else None
    at = _seam(span, unit) if not _over_rows(span) else None
    if at is None:
        return raw, Doubt(Note("cell.joined"), whole)
    name = field_of(span.piece, printed.rule, span.start, at)
    target = field_of(span.piece, "column:target", at, span.end)
    fields = raw.fields | {"level3": replace(name, text=squeeze(name.text)), "target": target}
    return replace(raw, fields=fields), Doubt(Note.of("cell.parted", parts=f"{name.text} | {target.text}"), whole)


def _without_sign(raw: RawRecord, whole: RawField, span: Span) -> tuple[RawRecord, Doubt]:
    """The record of a name over its sign's column, whose target has a cell of its own."""
    found = _SIGN_LAST.search(span.piece.text, span.start, span.end)
    if found is None or "sign" in raw.fields:
        return raw, Doubt(Note("cell.joined"), whole)
    name = field_of(span.piece, whole.rule, span.start, found.start())
    sign = field_of(span.piece, "column:sign", *found.span(1))
    return replace(raw, fields=raw.fields | {"level3": name, "sign": sign}), Doubt(
        Note.of("cell.parted", parts=f"{name.text} | {sign.text}"), whole
    )


def _over_rows(span: Span) -> bool:
    """Whether the cell stands over several rows: then not even the row of its value is certain."""
    return isinstance(span.piece, Cell) and span.piece.row_span > 1


def _seam(span: Span, unit: str | None) -> int | None:
    """Where the value begins, if there is one place only."""
    places = list(_seams(span.piece.text, span.start, span.end, unit))
    return places[0] if len(places) == 1 else None


def _seams(text: str, start: int, end: int, unit: str | None) -> Iterator[int]:
    gaps = {found.end() for found in _GAP.finditer(text, start, end)}
    signs = {found.start() for found in _SIGN.finditer(text, start, end)}
    for at in sorted(gaps | signs):
        name = text[start:at].rstrip()
        if _is_name(name) and _reads(text[at:end].strip(), name, unit, len(gaps) == 1):
            yield at


def _is_name(name: str) -> bool:
    """Whether what stands before a value has words, is whole, and holds no other value behind a gap of its own."""
    apart = name.split()[1:]
    return bool(_HAN.search(name) and _ENDS.search(name) and not _COMPARES.search(name)) and not any(map(_DIGIT.search, apart))


def _reads(tail: str, name: str, unit: str | None, alone: bool) -> bool:
    """Whether a tail is a value: a number or a date of which nothing is missing, or, behind the only gap, a word for a state."""
    value = normalize(tail, Context(name=name, unit=unit))
    if value.parts or any(note.code in ("value.unread", "value.unit-missing") for note in value.notes):
        return False
    return value.kind in _NUMBERS or (alone and value.kind == "qualitative" and value.category is not None)
