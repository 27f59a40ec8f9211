"""Coverage: which characters of a document ended somewhere, computed from what was put into rows.

A character is kept where it stands in the print of a row's value, in a recognised label, instruction, filler or furniture, or in a
cell that says nothing (`/`). Everything else is a finding `text.unassigned`. Characters of headers, footnotes and comments count too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from extractors.document import FURNITURE, Document, Paragraph, Piece
from extractors.raw import Claim, RawField, Span
from normalizers.notes import Note
from normalizers.text import squeeze
from pipeline.records import Finding, Record, Records

_STEP = Decimal("0.000001")
_RUN = re.compile(r"\S(?:.*\S)?", re.DOTALL)
# Values that belong to one row each; a label or level merged over rows may stand in several.
_MAIN = {"tasks": ("name", "raw"), "funding": ("raw",), "goals": ("text", "actual"), "indicators": ("level3", "raw", "actual_raw")}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of non-blank characters that were kept, rounded down to six decimals (1 only if none was lost), and what was lost."""

    share: Decimal
    findings: tuple[Finding, ...]


def coverage(document: Document, records: Records, claims: Iterable[Claim]) -> Coverage:
    """How much of the document is accounted for. A document without characters has share 1: nothing was lost."""
    kept = _kept(records, claims)
    total = lost = 0
    findings = []
    for piece in document.pieces():
        count = len(squeeze(piece.text))
        total += count
        if not count or (isinstance(piece, Paragraph) and piece.role in FURNITURE):
            continue
        runs = kept.get(id(piece), [])
        if len(runs) == 1 and runs[0] == (0, len(piece.text)):
            continue
        for span in _remainders(piece, runs):
            raw = piece.text[span.start : span.end]
            lost += len(squeeze(raw))
            printed = RawField(raw, (span,), "remainder")
            findings.append(Finding(Note("text.unassigned"), source=printed))
    share = Decimal(total - lost) / Decimal(total) if total else Decimal(1)
    return Coverage(share.quantize(_STEP, ROUND_DOWN), tuple(findings))


def _kept(records: Records, claims: Iterable[Claim]) -> dict[int, list[tuple[int, int]]]:
    kept: dict[int, list[tuple[int, int]]] = {}
    for span in _spans(records, claims):
        kept.setdefault(id(span.piece), []).append((span.start, span.end))
    return kept


def _spans(records: Records, claims: Iterable[Claim]) -> Iterator[Span]:
    for record in records.rows():
        for printed in record.sources():
            yield from printed.spans
    for finding in records.findings:
        if finding.record is not None and finding.source is not None:
            yield from finding.source.spans
    yield from records.blanks
    for claim in claims:
        yield claim.span


def _remainders(piece: Piece, kept: list[tuple[int, int]]) -> Iterator[Span]:
    """Runs of characters that nothing kept, without the white space around them."""
    at = 0
    for start, end in (*sorted(kept), (len(piece.text), len(piece.text))):
        found = _RUN.search(piece.text, at, start) if start > at else None
        if found is not None:
            yield Span(piece, found.start(), found.end())
        at = max(at, end)


def shared_cells(records: Records) -> Iterator[Finding]:
    """A value that ended in two rows of one table: only labels merged over several rows may do that."""
    seen: dict[tuple[str, str, int, int, int], Record] = {}
    for record in records.rows():
        if record.table not in _MAIN:
            continue
        for name in _MAIN[record.table]:
            printed = record.source(name)
            for span in printed.spans if printed is not None else ():
                key = (record.table, name, id(span.piece), span.start, span.end)
                if seen.setdefault(key, record) is not record:
                    yield Finding(Note("cell.shared"), record, name, printed)
