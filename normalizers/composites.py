"""Several facts in one cell: parted at signs (；，、1.), at a bracket, behind a date,
or where the words of one number end and the next label begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from normalizers.categories import LABELS
from normalizers.moments import pattern
from normalizers.notes import Note
from normalizers.prefix import read_prefix
from normalizers.printing import printed
from normalizers.ranges import two_bounds
from normalizers.scope import Scope, own_scope
from normalizers.tables import compiled
from normalizers.units import dimension, read_unit, spelled
from normalizers.value import Part, Value

_Piece = tuple[int, int]
Single = Callable[[str, Scope], Value | None]
_FACTS = frozenset({"quantity", "range", "date", "qualitative", "boolean"})
_MOST = 24  # parts: a cell with more is a table or prose

_STRONG = regex.compile(r"[;；。|]|(?<=[%\p{Han})])\.(?=[\p{Han}])(?![天月年日次人户])")
_COMMA = regex.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
_LIST = regex.compile(r"、")
_SLASH = regex.compile(r"(?<=[\p{Han}%])/(?=\d)")
_NUMBERING = regex.compile(
    r"(?:(?<=^|[;；。,，、])|(?<=[^\d.(（]))(?:\(?\d{1,2}(?:、|\)(?!\d)|\.(?!\d))|[①-⑳]|[一二三四五六七八九]、(?![一二三四五六七八九十]))"
)
_FIRST_NUMBERING = regex.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}(?:、|\)|\.(?=[\p{Han}≥≤><=]))|[①-⑳]|[一二三四五六七八九](?:、(?![一二三四五六七八九十])|是))"
)
_CONJUNCTION = regex.compile(r"^(?:其中|且|并且?|和(?!谐|睦)|及(?!时|格)|与|同时|以及)?[:：]?")
_BEFORE_NUMBER = regex.compile(r"^[^\d]{1,40}+(?=\d)")


# Without a mark, a figure or a word of the calendar nothing parts a text.
_PARTING = frozenset(";；。|,，、/()0123456789①②③④⑤⑥⑦⑧⑨年月季日底")


def composite(text: str, raw: str, scope: Scope, single: Single) -> Value | None:
    """The parts of a cell that holds several facts; None where it holds one, or cannot be parted safely."""
    if _PARTING.isdisjoint(text):
        return None
    for pieces in _partings(text):
        if not 2 <= len(pieces) <= _MOST or not _in_order(text, pieces):
            continue
        facts = _facts(text, [_unnumbered(text, piece) for piece in pieces], scope, single)
        if facts is not None:
            return _together(facts, text, raw, scope)
    for pieces in _unseparated(text):
        facts = _facts(text, pieces, scope, single)
        if facts is not None and _safe(facts):
            return _together(facts, text, raw, scope)
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact with its place in the folded text."""

    piece: tuple[int, int]
    label: str | None
    value: Value


def _facts(text: str, pieces: list[_Piece], scope: Scope, single: Single) -> list[_Found] | None:
    """The facts of all pieces, a piece that is a deadline and a quantity (6月底前完成50%) giving two; None where one cannot be read."""
    out: list[_Found] = []
    for piece in pieces:
        found = _fact(text, *piece, scope, single)
        if found is not None:
            out.append(found)
            continue
        front = _DATE_FRONT.match(text[piece[0] : piece[1]])
        halves = front and [_trimmed(text, piece[0], piece[0] + front.end("date")), _trimmed(text, piece[0] + front.end(), piece[1])]
        both = [_fact(text, *half, scope, single) for half in halves or ()]
        if len(both) != 2 or both[0] is None or both[1] is None or both[0].value.kind != "date":
            return None
        out += [found for found in both if found]
    return out


_NO_LABEL = regex.compile(r"^(?:从|由|自)|(?:提高|提升|增加|减少|下降|缩短|降低)?(?:到|至)$|^[前后之内]|^(?:底|末)")


# A word between a unit and the next number may belong to either (10个乡镇100个村); these belong to the number behind them.
_OWN_LABEL = regex.compile(
    r"(?:率|数|度|量|额|比例|面积|资金|经费)$|^(?:男|女|其中)|^(?:发放|培训|举办|开展|建设|新建|改造|组织|印发|制作|购置|采购|修缮|补助|覆盖|惠及|服务|检查|维护|完成|受益|参与)"
)


# 60岁以上老人覆盖率100%: the first number says which, and is no target.
_BOUND_END = regex.compile(r"以[上下内外]|岁")


def _safe(facts: list[_Found]) -> bool:
    """Whether facts without a sign between them are surely several: quantities, labelled or of different dimensions (not 1小时30分钟)."""
    if any(fact.value.unit is None or not _is_listed(fact.value.unit) for fact in facts):
        return False
    if any(fact.value.kind not in ("quantity", "range") or (fact.label and _NO_LABEL.search(fact.label)) for fact in facts):
        return False
    if all(fact.label is not None and _OWN_LABEL.search(fact.label) for fact in facts[1:]):
        return True
    if any(fact.label is not None for fact in facts[1:]):
        return False
    kinds = [dimension((fact.value.unit or "").partition("/")[0]) for fact in facts]
    return len(facts) == 2 and kinds[0] != kinds[1] and "duration" not in kinds and None not in kinds


def _is_listed(unit: str) -> bool:
    """Whether a unit is one of the table's: without a sign between two facts nothing else tells where one ends."""
    return spelled(unit.partition("/")[0]) is not None


def _partings(text: str) -> Iterator[list[_Piece]]:
    """Ways to part a text, the safest first; each piece as [start, end)."""
    marks = [m.span() for m in _NUMBERING.finditer(text)]
    numbered = _cut(text, marks) if marks and _FIRST_NUMBERING.match(text) and _count_on(text[a:b] for a, b in marks) else None
    strong = [m.span() for m in _STRONG.finditer(text)]
    comma = sorted({*strong, *(m.span() for m in _COMMA.finditer(text))})
    listed = sorted({*comma, *(m.span() for m in _LIST.finditer(text))})
    slashes = [m.span() for m in _SLASH.finditer(text)]
    for spans in (strong, comma, listed, slashes):
        if spans:
            yield _cut(text, spans)
    if numbered:
        yield numbered
        yield _cut(text, sorted({*marks, *comma}))
    yield from _brackets(text)
    if found := _DATE_FRONT.match(text):
        yield [_trimmed(text, 0, found.end("date")), _trimmed(text, found.end(), len(text))]


def _cut(text: str, spans: list[_Piece]) -> list[_Piece]:
    pieces, at = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        begin, stop = _trimmed(text, at, start)
        if begin < stop:
            pieces.append((begin, stop))
        at = max(at, end)
    return pieces


def _in_order(text: str, pieces: list[_Piece]) -> bool:
    """Whether the numbers of a list count on from one (1.…；2.…); figures that do not are no numbering."""
    heads = [found for start, end in pieces if (found := _FIRST_NUMBERING.match(text[start:end]))]
    return _count_on(found[0] for found in heads)


def _count_on(marks: Iterable[str]) -> bool:
    digits = [int(number[0]) for mark in marks if (number := _DIGITS.search(mark))]
    return digits == list(range(1, len(digits) + 1))


_DIGITS = regex.compile(r"\d+")
_FIGURE = regex.compile(r"\d[\d,.]*+")


def _unnumbered(text: str, piece: _Piece) -> _Piece:
    found = _FIRST_NUMBERING.match(text[piece[0] : piece[1]])
    return _trimmed(text, piece[0] + found.end(), piece[1]) if found else piece


def _trimmed(text: str, start: int, end: int) -> _Piece:
    """A piece without the signs at its ends."""
    while start < end and text[start] in ",，;；。、:：|. ":
        start += 1
    while end > start and text[end - 1] in ",，;；。、|. ":
        end -= 1
    return start, end


_DATE_FRONT = compiled(rf"(?P<date>[\p{{Han}}]{{0,6}}?{pattern()}(?:日?(?:及?以前|之前|前)|之内|以内|内))[,:]?+(?=.)")
_BRACKET = regex.compile(r"\((?P<inner>[^()]*\d[^()]*)\)$")


def _brackets(text: str) -> Iterator[list[_Piece]]:
    """`100%(80人)`: a fact and another in brackets behind it."""
    found = _BRACKET.search(text)
    if found and found.start():
        yield [(0, found.start()), found.span("inner")]


def _unseparated(text: str) -> Iterator[list[_Piece]]:
    """`男10人女5人`: cut before each label that follows a unit; every way to cut two or three numbers apart is tried."""
    numbers = [m.span() for m in _FIGURE.finditer(text)]
    if not 2 <= len(numbers) <= 4:
        return
    gaps = [(first[1], second[0]) for first, second in pairwise(numbers)]
    if any(end - start > 24 or end == start or _BOUND_END.search(text, start, end) for start, end in gaps):
        return
    # A cut inside a unit (30分|钟) parts nothing.
    units = [reading.length if (reading := read_unit(text[start:end])) else 0 for start, end in gaps]
    for offset in range(max(1, *units), min(12, min(end - start for start, end in gaps)) + 1):
        cuts = [start + offset for start, _ in gaps]
        if len(gaps) == 1 or len({end - start for start, end in gaps}) <= 3:
            bounds = [0, *cuts, len(text)]
            yield [(a, b) for a, b in pairwise(bounds)]


def _fact(text: str, start: int, end: int, scope: Scope, single: Single) -> _Found | None:
    piece = text[start:end]
    begin = _CONJUNCTION.match(piece)
    core = piece[begin.end() :] if begin else piece
    label = _label(core)
    value = single(core, own_scope(label, scope))
    if value is None or value.kind not in _FACTS:
        return None
    if value.kind == "quantity" and value.unit is None and not label and value.rule != "zero event":
        return None
    return _Found((start, end), label, value)


def _label(piece: str) -> str | None:
    """The words before a piece's number, without comparators and words that change nothing (合格率达到95% → 合格率)."""
    found = _BEFORE_NUMBER.match(piece)
    lead = read_prefix(found[0]) if found else None
    label = lead.label if lead else ""
    return label if label and label in piece and label[0] not in "每/" else None


# 100万以内，≥99.9%: a bound that multiplies without a unit is of something else.
_MULTIPLE = frozenset("万亿千百")


def _together(facts: list[_Found], text: str, raw: str, scope: Scope) -> Value | None:
    values = [fact.value for fact in facts]
    multiplied = any(fact.value.unit is None and not _MULTIPLE.isdisjoint(text[slice(*fact.piece)]) for fact in facts)
    if len(values) == 2 and not multiplied and (joined := _bounds(values, [fact.label for fact in facts], scope)):
        return joined
    if all(value.kind in ("qualitative", "boolean") for value in values):
        return _states(values)
    parts = tuple(
        Part(
            fact.label and printed(raw, text, *_find(text, fact.label, fact.piece)),
            printed(raw, text, *_behind_label(text, fact)).strip(),
            _printed_unit(fact.value, raw, text, fact.piece),
        )
        for fact in facts
    )
    notes = dict.fromkeys((*scope.notes, *(note for value in values for note in value.notes)))
    return Value("composite", rule="composite", parts=parts, notes=tuple(notes))


def _states(values: list[Value]) -> Value | None:
    """Several states and no figure (1.及时；2.准确): the first is the category, the others are noted."""
    first = next((value for value in values if value.kind == "qualitative"), None)
    if first is None:
        return None
    others = dict.fromkeys(value.category for value in values if value.category not in (None, first.category))
    notes = tuple(Note.of("value.further-category", category=LABELS.get(code or "", code or "")) for code in others)
    return replace(first, notes=(*first.notes, *notes))


def _printed_unit(value: Value, raw: str, text: str, piece: _Piece) -> Value:
    """The part's unit as printed, not as folded."""
    if value.unit_raw is None or value.unit_raw in raw:
        return value
    at = text.find(value.unit_raw, *piece)
    return replace(value, unit_raw=printed(raw, text, at, at + len(value.unit_raw))) if at >= 0 else value


def _behind_label(text: str, fact: _Found) -> _Piece:
    """The piece without the label before its value: the label stands in a column of its own."""
    start, end = fact.piece
    if fact.label is None or not text[start:end].lstrip().startswith(fact.label):
        return fact.piece
    after = _find(text, fact.label, fact.piece)[1]
    while after < end and text[after] in ":为 ":
        after += 1
    return after, end


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
