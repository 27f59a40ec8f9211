"""Level names as printed: without the white space inside and without the weight behind (产出指标（50分） → 产出指标)."""

from __future__ import annotations

import regex

from extractors.document import Cell
from extractors.interpret.builder import ExtractionBuilder, field_of
from extractors.raw import Claim, RawField, Span, Use
from normalizers.text import fold, squeeze

_NUMBER = r"(?:权重|分值|满分)?\s*[:：]?\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:[-~－—至]\s*\d{1,3}\s*)?"
# （50分） （50） （50%） （0-20）分 50分, at the end of a level's name.
_WEIGHT = regex.compile(r"\s*(?:[（(\[【]\s*" + _NUMBER + r"(?:分|%|％)?\s*[）)\]】]\s*分?|(?<=[^\d.\s-])\s*" + _NUMBER + r"分)\s*$")
# Behind an indicator's own name only what can be nothing but a weight.
_NAME_WEIGHT = regex.compile(r"\s*[（(]\s*(\d{1,3}(?:\.\d{1,2})?)\s*分\s*[）)]\s*$")
# A name that is none: ……, /, 指标2： alone.
_FILLER = regex.compile(r"(?:指标\d{0,2}|\d{1,2}|[（(]\d{1,2}[）)])?[:：.、]?(?:[.…·。]{1,}|[/\\—－–\-_*]{1,4}|无)?")
_ALONE = regex.compile(r"\(\d{1,3}(?:\.\d)?分\)")


def filler(text: str) -> bool:
    """Whether a cell of names holds no name: blank, ……, /, a number without a name (指标2：), a weight alone (（25分）)."""
    folded = fold(text)
    return not folded or (_FILLER.fullmatch(folded) is not None and not folded.isdigit()) or _ALONE.fullmatch(folded) is not None


def level_of(cell: Cell, role: str, book: ExtractionBuilder) -> RawField:
    """A level's name without white space and weight; the weight is claimed as a label where it is cut off."""
    found = _WEIGHT.search(cell.text)
    end = found.start() if found else len(cell.text)
    if found and cell.text[:end].strip():
        if book.free(cell):
            book.claims.append(Claim(Use.LABEL, Span(cell, end, len(cell.text)), "level weight"))
    else:
        end = len(cell.text)
    book.take(cell)
    field = field_of(cell, f"column:{role}", 0, end)
    return RawField(squeeze(field.text), field.spans, field.rule)


def name_of(cell: Cell, book: ExtractionBuilder, weigh: bool) -> tuple[RawField, RawField | None]:
    """An indicator's name without white space, and its weight where it stands behind (（10分）) and has no column of its own."""
    found = _NAME_WEIGHT.search(cell.text) if weigh else None
    end = found.start() if found and cell.text[: found.start()].strip() else len(cell.text)
    book.take(cell)
    field = field_of(cell, "column:level3", 0, end)
    weight = field_of(cell, "name:weight", end, len(cell.text)) if end < len(cell.text) else None
    if found and weight:
        weight = RawField(found.group(1), weight.spans, weight.rule)
    return RawField(squeeze(field.text), field.spans, field.rule), weight
