"""The department's own indicators, out of a sentence such as `绩效标准：培训人次 100人次以上；妇女权益保护率90%及以上。`

Between name and value stand a tab, a space or nothing at all, and which of them survives depends on the container: what is
decided here is decided on the text without white space. A clause is parted where its longest tail is a value that the value
language reads in full, and what stands before it is a name. A clause without such a tail is prose: it stays in the section's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.document import Piece
from extractors.raw import Kind, RawField, RawRecord, Span
from normalizers import Context, normalize
from normalizers.text import squeeze

RULE = "narrative:绩效标准"

_MARK = re.compile(
    r"(?:^|(?<=[。；;\n]))(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?(?:年度)?(?:绩效|评价|考核)(?:评价)?(?:标准|指标)值?(?:分别)?(?:[为是]|如下)?[:：]?"
)
_COPULA = "为是：:，,、"
# What may open a printed value: a comparator in signs or words, a number, or a Chinese percentage. Sources: the contract's comparators.
_OPEN = re.compile(
    r"(?:达到|达|控制在|保持在|不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|大于或等于|小于或等于|大于|小于|高于|低于|多于|少于|超过|至少|至多|不足|约|"
    r"[≥≤>＞<＜=＝≧≦⩾⩽﹦±])*(?:每(?:半?年|季度?|月|周|日|天))?[第]?[-−]?(?:\d|[０-９]|百分之|千分之|[零一二两三四五六七八九十百]+(?:个|次|项|人|户|家|场|期|成|份|篇|件|批|所|处|座))"
)
# Words for a state follow a name without white space only where the name ends as a measure does.
_MEASURE = re.compile(r"(?:时间|时限|期限|情况|程度|水平|效果|质量|影响|作用|[性度率量])$")
_STATE = re.compile(r"(?:即时|及时|按时|按期|准时|优秀|良好|优良|合格|达标|明显|显著|有所|逐步|持续|不断|稳定|规范|完善)")
_PARTS = re.compile(r"[；;。\n]")
_COMMA = re.compile(r"[，,]")
_STOP = re.compile(r"[。\n]")
# 绩效指标：案件办结率，绩效标准为95%: the words between name and value belong to neither.
_STANDARD = re.compile(r"[，,、；;]?(?:其)?(?:绩效|评价|考核)标准值?$")
_AGAIN = re.compile(r"(?:绩效|评价|考核)(?:评价)?指标(?:[为是]|如下)?[:：]?")
_SHORTEST_NAME = 2
_LONGEST_CLAUSE = 200
_QUANTITIES = frozenset({"quantity", "range", "date"})


_Char = tuple[Piece, int]
_Range = tuple[int, int]


def indicators_in(sections: Sequence[RawRecord]) -> list[RawRecord]:
    """The indicators that the sections' sentences state, in order; scope department, no levels above the name."""
    found: list[RawRecord] = []
    for section in sections:
        printed = section.fields.get("text")
        if printed is not None and ("标准" in printed.text or "指标" in printed.text):
            found.extend(_in_section(printed))
    return found


def _in_section(printed: RawField) -> Iterator[RawRecord]:
    text = "".join(_texts(printed))
    chars: list[_Char] | None = None
    done = 0
    for mark in _MARK.finditer(text):
        if mark.start() < done or not mark.group().endswith(("：", ":", "为", "是", "如下")):
            continue
        for name, value in _indicators(text, mark.end()):
            chars = chars or list(_chars(printed))
            yield _record(chars, name, value)
            done = value[1]


def _texts(printed: RawField) -> Iterator[str]:
    """The text without white space; a paragraph that ends in the middle of a clause goes on in the next, others end with a line feed."""
    ended = False
    for span in printed.spans:
        text = squeeze(span.piece.text[span.start : span.end])
        yield "\n" + text if ended and text else text
        ended = (ended and not text) or text.endswith(("。", "；", ";", "：", ":"))


def _chars(printed: RawField) -> Iterator[_Char]:
    """Where each character of that text stands."""
    ended = False
    for span in printed.spans:
        places = [(span.piece, i) for i, c in enumerate(span.piece.text[span.start : span.end], span.start) if not c.isspace()]
        if ended and places:
            yield span.piece, span.start
        yield from places
        ended = (ended and not places) or (bool(places) and span.piece.text[places[-1][1]] in "。；;：:")


def _indicators(text: str, start: int) -> Iterator[tuple[_Range, _Range]]:
    """Ranges of name and value from `start` on; stops at the first sentence that states none.

    After the first full stop prose may follow (为保障工作，安排资金500万元): there every clause must state a name and a value alone.
    """
    stated, first = True, True
    while stated and start < len(text):
        stop = _STOP.search(text, start + 1 if text[start] == "\n" else start)
        end = stop.end() if stop else len(text)
        stated = False
        for name, value in _in_sentence(text, start, end, lenient=first):
            stated = True
            yield name, value
        first = first and not text[start:end].endswith("。")
        start = end


def _in_sentence(text: str, start: int, end: int, *, lenient: bool) -> Iterator[tuple[_Range, _Range]]:
    """Name and value of each clause; a comma may stand inside a name only where the sentence is `lenient`."""
    waiting: _Range | None = None
    for begin, high in _split(text, start, end, _PARTS):
        again = _AGAIN.match(text, begin, high)
        kept = low = again.end() if again else begin
        for _, stop in _split(text, low, high, _COMMA):
            parted = _part(text, kept, stop, waiting) if stop > kept else None
            if parted is not None:
                yield parted
                kept = stop + 1
            elif not lenient and stop > kept:
                return
        waiting = (low, high) if kept == low < high else None


def _split(text: str, start: int, end: int, at: re.Pattern[str]) -> Iterator[_Range]:
    low = start
    for stop in at.finditer(text, start, end):
        yield low, stop.start()
        low = stop.end()
    yield low, end


def _part(text: str, start: int, end: int, waiting: _Range | None) -> tuple[_Range, _Range] | None:
    """Name and value of one clause; None where it is prose. `waiting` is a name before `；绩效标准为95%`."""
    if end - start > _LONGEST_CLAUSE:
        return None
    clause = text[start:end]
    for opening in _openings(clause):
        length = len(_STANDARD.sub("", clause[:opening].rstrip(_COPULA)))
        name = (start, start + length) if length else waiting
        if name is not None and opening and _is_name(text[slice(*name)]) and _reads(clause[opening:], text[slice(*name)]):
            return name, (start + opening, end)
    return None


def _openings(clause: str) -> Iterator[int]:
    """Where a value may begin, the longest first."""
    for found in _OPEN.finditer(clause):
        yield found.start()
    for found in _STATE.finditer(clause):
        if _MEASURE.search(clause[: found.start()]):
            yield found.start()


def _is_name(name: str) -> bool:
    """A name has words in it and does not end in the middle of a phrase."""
    return (
        len(name) >= _SHORTEST_NAME
        and not name.endswith(("的", "在", "于", "第", "每", "共", "“", "（", "(", "《"))
        and any("\u4e00" <= c <= "\u9fff" for c in name)
    )


def _reads(tail: str, name: str) -> bool:
    value = normalize(tail, Context(name=name))
    if value.kind in _QUANTITIES:
        return not value.parts
    return value.kind == "qualitative" and _STATE.match(tail) is not None


def _record(chars: Sequence[_Char], name: _Range, value: _Range) -> RawRecord:
    fields = {"level3": _field(chars[slice(*name)]), "target": _field(chars[slice(*value)])}
    return RawRecord(Kind.INDICATOR, fields, {"scope": "department", "horizon": None})


def _field(chars: Sequence[_Char]) -> RawField:
    """The print of a run of characters, white space between them kept but for line breaks."""
    spans: list[Span] = []
    for _, run in groupby(chars, key=lambda char: id(char[0])):
        places = list(run)
        spans.append(Span(places[0][0], places[0][1], places[-1][1] + 1))
    text = "".join(span.piece.text[span.start : span.end] for span in spans)
    return RawField(text.replace("\n", "").replace("\r", ""), tuple(spans), RULE)
