"""Several facts in one cell: parted at signs (；，、1.), at a bracket, behind a date, or where one number's words end and the next label begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import regex

from normalizers.notes import Note
from normalizers.printing import printed
from normalizers.ranges import two_bounds
from normalizers.scope import Scope, own_scope
from normalizers.tables import compiled
from normalizers.value import Part, Value

Single = Callable[[str, Scope], Value | None]
_FACTS = frozenset({"quantity", "range", "date", "qualitative", "boolean"})
_MOST = 24  # parts: a cell with more is a table or prose

_STRONG = regex.compile(r"[;；。|]|(?<=[%\p{Han})])\.(?=[\p{Han}])")
_COMMA = regex.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
_LIST = regex.compile(r"、")
_NUMBERING = regex.compile(r"(?:(?<=^|[;；。,，、])|(?<=[^\d.(（]))(?:\(?\d{1,2}(?:、|\)(?!\d)|\.(?!\d))|[①-⑳]|[一二三四五六七八九]、)")
_FIRST_NUMBERING = regex.compile(r"^(?:\(\d{1,2}\)|\d{1,2}(?:、|\)|\.(?=[\p{Han}≥≤><=]))|[①-⑳]|[一二三四五六七八九]、)")
_CONJUNCTION = regex.compile(r"^(?:其中|且|并且?|和|及|与|同时|以及)?[:：]?")
_LABEL = regex.compile(r"^[\p{Han}A-Za-z“”\"()、/]{1,30}?(?=[:：≥≤><=\d]|不|大于|小于|高于|低于|超|至少|达|约|为|在|控制|完成)")
# Where unseparated facts meet: behind a unit (and 以上 …), before a word.
_UNSEPARATED = compiled(r"(?P<lead>[^\d]{0,24}+)(?P<number>\d[\d,.]*+)(?P<rest>[^\d]{1,30}+)")


def composite(text: str, raw: str, scope: Scope, single: Single) -> Value | None:
    """The parts of a cell that holds several facts; None where it holds one, or cannot be parted safely."""
    for pieces in _partings(text):
        if not 2 <= len(pieces) <= _MOST:
            continue
        facts = [_fact(text, start, end, scope, single) for start, end in pieces]
        if all(facts):
            return _together([fact for fact in facts if fact], pieces, text, raw, scope)
    return None


_Piece = tuple[int, int]


def _partings(text: str) -> Iterator[list[_Piece]]:
    """Ways to part a text, the safest first; each piece as [start, end)."""
    marks = [m.span() for m in _NUMBERING.finditer(text)]
    numbered = _cut(text, marks) if marks and _FIRST_NUMBERING.match(text) else None
    strong = [m.span() for m in _STRONG.finditer(text)]
    comma = sorted({*strong, *(m.span() for m in _COMMA.finditer(text))})
    listed = sorted({*comma, *(m.span() for m in _LIST.finditer(text))})
    for spans in (strong, comma, listed):
        if spans:
            yield _cut(text, spans)
    if numbered:
        yield numbered
        yield _cut(text, sorted({*marks, *comma}))
    yield from _brackets(text)
    yield from _unseparated(text)


def _cut(text: str, spans: list[_Piece]) -> list[_Piece]:
    pieces, at = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        begin, stop = _trimmed(text, at, start)
        if begin < stop:
            pieces.append((begin, stop))
        at = max(at, end)
    return pieces


def _trimmed(text: str, start: int, end: int) -> _Piece:
    """A piece without its numbering and the signs at its ends."""
    if found := _FIRST_NUMBERING.match(text[start:end]):
        start += found.end()
    while start < end and text[start] in ",，;；。、:：|. ":
        start += 1
    while end > start and text[end - 1] in ",，;；。、|. ":
        end -= 1
    return start, end


_BRACKET = regex.compile(r"\((?P<inner>[^()]*\d[^()]*)\)$")


def _brackets(text: str) -> Iterator[list[_Piece]]:
    """`100%(80人)`: a fact and another in brackets behind it."""
    found = _BRACKET.search(text)
    if found and found.start():
        yield [(0, found.start()), found.span("inner")]


def _unseparated(text: str) -> Iterator[list[_Piece]]:
    """`男10人女5人`: cut before each label that follows a unit; every way to cut two or three numbers apart is tried."""
    numbers = [m.span() for m in regex.finditer(r"\d[\d,.]*+", text)]
    if not 2 <= len(numbers) <= 4:
        return
    gaps = [(first[1], second[0]) for first, second in zip(numbers, numbers[1:], strict=False)]
    if any(end - start > 24 or end == start for start, end in gaps):
        return
    for offset in range(1, min(12, min(end - start for start, end in gaps)) + 1):
        cuts = [start + offset for start, _ in gaps]
        if len(gaps) == 1 or len({end - start for start, end in gaps}) <= 3:
            bounds = [0, *cuts, len(text)]
            yield [(a, b) for a, b in zip(bounds, bounds[1:], strict=False)]


def _fact(text: str, start: int, end: int, scope: Scope, single: Single) -> tuple[str | None, Value] | None:
    piece = text[start:end]
    begin = _CONJUNCTION.match(piece)
    core = piece[begin.end() :] if begin else piece
    label = _label(core)
    value = single(core, own_scope(label, scope))
    if value is None or value.kind not in _FACTS:
        return None
    if value.kind == "quantity" and value.unit is None and not label and value.rule != "zero event":
        return None
    return label, value


def _label(piece: str) -> str | None:
    found = _LABEL.match(piece)
    return found[0].rstrip("达到为在是有约:：的") or None if found else None


def _together(facts: list[tuple[str | None, Value]], pieces: list[_Piece], text: str, raw: str, scope: Scope) -> Value | None:
    values = [value for _, value in facts]
    if len(values) == 2 and (joined := _bounds(values, [label for label, _ in facts], scope)):
        return joined
    if all(value.kind in ("qualitative", "boolean") for value in values):
        return None
    parts = tuple(
        Part(label and printed(raw, text, *_find(text, label, piece)), printed(raw, text, *piece), _printed_unit(value, raw, text, piece))
        for (label, value), piece in zip(facts, pieces, strict=True)
    )
    return Value("composite", rule="composite", parts=parts, notes=scope.notes)


def _printed_unit(value: Value, raw: str, text: str, piece: _Piece) -> Value:
    """The part's unit as printed, not as folded."""
    if value.unit_raw is None or value.unit_raw in raw:
        return value
    at = text.find(value.unit_raw, *piece)
    return replace(value, unit_raw=printed(raw, text, at, at + len(value.unit_raw))) if at >= 0 else value


def _find(text: str, label: str, piece: _Piece) -> _Piece:
    at = text.find(label, *piece)
    return at, at + len(label)


def _bounds(values: list[Value], labels: list[str | None], scope: Scope) -> Value | None:
    """Two bounds of one quantity parted by a comma are one range; two labels make them two quantities."""
    if labels[1] is not None and labels[0] != labels[1]:
        return None
    return two_bounds(values[0], values[1], scope, "two bounds")


def unsplit(rule: str = "unsplit") -> Value:
    """A cell with several numbers that could not be parted."""
    return Value("text", rule=rule, notes=(Note.of("value.unsplit"),))
