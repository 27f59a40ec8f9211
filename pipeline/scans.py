"""What cannot be as it was read, where it was read from pixels: evidence of the words and of the row, not of the ink.

Recognition may be sure and wrong (方亩 for 万亩 is a unit that nothing is measured in). On a page with a text layer none of this is asked:
there, what is printed odd is odd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractors.document import Document
from extractors.raw import RawField
from normalizers.levels import NAMES
from normalizers.notes import Note
from normalizers.text import fold
from normalizers.units import BY_NAME
from pipeline.records import Finding, Records
from pipeline.records.model import Record
from pipeline.schema import Scalar

SCANNED: Final = frozenset({"pdf-ocr", "pdf-mixed", "image-ocr"})
_PARTS: Final = re.compile(r"[/·（）()]")
_VALUES: Final = ("raw", "actual_raw", "weight", "score")
# A network that reads a character from both sides writes it twice: 10 as 1010, 31日前 as 31日前前.
_REPEATED: Final = re.compile(r"(?:^|[≥≤><=])(\d{2,}(?:\.\d+)?[%‰]?)\1$|([前内止底末以上下%‰])\2$")
_EVERYWHERE: Final = ("horizon", "raw", "comparator", "unit_raw", "weight", "actual_raw", "score")
_OF_NUMBERS: Final = frozenset({"comparator", "unit_raw"})  # what is printed for a state (建立健全) has neither
FEW: Final = 6  # rows to each that lacks something
_PERIODS: Final = frozenset({"月", "季", "季度", "旬", "周", "年", "日", "天"})  # what is counted per one of them
_NO_SLASH: Final = re.compile("[人名户亩家台辆]年")  # 人/年 under a seal, its slash taken for a part of the seal
_LONGEST: Final = 4  # characters of a unit's name that may follow another


def doubts(document: Document, records: Records) -> Iterator[Finding]:
    """What the indicators of a scanned document say that no form prints."""
    if document.method not in SCANNED:
        return
    rows = [row for group in records.groups for row in group.indicators]
    yield from _all_gaps(records, rows)
    yield from _unbranched(rows)
    for record in (records.document, *(group.project for group in records.projects)):
        yield from _strays(record) if record is not None else ()
    named, levelled = (any(row.get(name) for row in rows) for name in ("level3", "level1"))
    for row in rows:
        if named and not row.get("level3"):
            yield from _unnamed(row)
        elif levelled and not row.get("level1") and _in_grid(row):
            yield Finding(Note("scan.unlevelled"), row, "level3", row.source("level3"))
        for name in _VALUES:
            if (printed := row.source(name)) is not None and _REPEATED.search(fold(printed.text)):
                yield Finding(Note("scan.repeated"), row, name, printed)
        for unit, raw in (("unit_raw", "raw"), ("actual_unit", "actual_raw")):
            printed = row.source(raw)
            if printed is not None and (_strange(row.text(unit), fold(printed.text)) or _other_share(row, printed)):
                yield Finding(Note("scan.unit"), row, raw, printed)


def _all_gaps(records: Records, rows: Sequence[Record]) -> Iterator[Finding]:
    """The gaps of each project, and those that only all rows together tell: in a list a project has two or three."""
    together = (*(group.indicators for group in records.groups), rows)
    yield from {(id(finding.record), finding.field): finding for some in together for finding in _gaps(some)}.values()


def _gaps(rows: Sequence[Record]) -> Iterator[Finding]:
    """What nearly every indicator of a project has and one has not: it went unread, or its cell is another's."""
    for name in _EVERYWHERE:
        asked = [row for row in rows if name not in _OF_NUMBERS or row.get("kind") == "quantity"]
        lacking = [row for row in asked if row.get(name) is None and _in_grid(row)]
        if len(lacking) * FEW <= len(asked):
            for row in lacking:
                yield Finding(Note("scan.gap"), row, name, row.source("level3"))


def _unbranched(rows: Sequence[Record]) -> Iterator[Finding]:
    """Indicators without a second level, where most of the same first level have one; outputs and benefits are asked together."""
    branches: dict[Scalar, list[Record]] = {}
    for row in rows:
        if _in_grid(row):
            name = row.get("level1_class")
            branches.setdefault("output" if name == "benefit" else name, []).append(row)
    for branch, mine in branches.items():
        lacking = [row for row in mine if row.get("level2") is None]
        if branch is not None and 2 * len(lacking) <= len(mine):
            for row in lacking:
                yield Finding(Note("scan.gap"), row, "level2", row.source("level3"))


def _strays(record: Record) -> Iterator[Finding]:
    """Pairs of a table in which levels of indicators are pairs: it was the rest of another, whose side went unread."""
    pairs = [(label, printed, printed.where[:2]) for label, printed in record.attributes if printed.where.row is not None]
    grids = {grid for label, printed, grid in pairs if fold(printed.text) in NAMES and fold(label.rpartition("/")[2]) in NAMES}
    yield from (Finding(Note("scan.stray"), record, None, printed) for _, printed, grid in pairs if grid in grids)


def _unnamed(row: Record) -> Iterator[Finding]:
    """A value without a name, where other rows have one: the name went unread, or the value stands in the wrong row."""
    for name in _VALUES:
        if (printed := row.source(name)) is not None and printed.text.strip():
            yield Finding(Note("scan.unnamed"), row, name, printed)


def _in_grid(row: Record) -> bool:
    """Whether an indicator stands in a table: one in a sentence (绩效标准：…) belongs to no level."""
    printed = row.source("level3")
    return printed is not None and printed.where.row is not None


def _strange(unit: str | None, raw: str) -> bool:
    """Whether a unit is none that anything is measured in, or a second one follows it."""
    if not unit:
        return False
    unit = fold(unit)
    if unit[:1].isdigit() or _NO_SLASH.fullmatch(unit):  # a unit's own cell that says 0% or 00
        return True
    before, found, rest = raw.partition(unit)
    if found and before[-1:].isdigit() and any(rest[:size] in BY_NAME for size in range(1, _LONGEST) if len(rest) >= size):
        return True
    parts = [part for part in _PARTS.split(unit) if part]
    return len(parts) > 1 and not all(map(_known, parts))


def _other_share(row: Record, printed: RawField) -> bool:
    """Whether a value is a share of a hundred and its row speaks of shares of a thousand, or the other way round: ‰ is read as %."""
    signs = {sign for sign in "%‰" if sign in fold(printed.text)}
    return len(signs) == 1 and any(({*"%‰"} - signs) & {*fold(other.text)} for other in row.sources())


def _known(part: str) -> bool:
    bare = part.lstrip("万亿千百十")
    return not bare or bare in _PERIODS or bare in BY_NAME or bare.removesuffix("次") in BY_NAME
