"""Coverage: which characters of a document ended somewhere, computed from what was put into rows.

A character is kept where it stands in the print of a row's value, in a recognised label, instruction, filler or furniture, or in a
cell that says nothing (`/`), or in a table without performance labels, whose row in `grids` says where it is. Everything else is a
finding `text.unassigned`. Characters of headers, footnotes and comments count too. What the engine names as stray (a form's labels in
the narrative, a row that looks like an indicator) is never kept, whatever else was made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from extractors.document import FURNITURE, Document, Paragraph, Piece, grid_pieces
from extractors.raw import Extraction, GridRole, RawField, Span, Stray
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


def coverage(document: Document, records: Records, extraction: Extraction) -> Coverage:
    """How much of the document is accounted for. A document without characters has share 1: nothing was lost."""
    kept = _kept(records, extraction)
    strays = _by_piece(span for stray in extraction.strays for span in stray.spans)
    total = lost = 0
    findings = []
    for piece in document.pieces():
        count = len(squeeze(piece.text))
        total += count
        stray = strays.get(id(piece), [])
        if not count or (isinstance(piece, Paragraph) and piece.role in FURNITURE and not stray):
            continue
        lost += sum(len(squeeze(piece.text[start:end])) for start, end in stray)
        runs = kept.get(id(piece), []) + stray
        if len(runs) == 1 and runs[0] == (0, len(piece.text)):
            continue
        for span in _remainders(piece, runs):
            raw = piece.text[span.start : span.end]
            lost += len(squeeze(raw))
            printed = RawField(raw, (span,), "remainder")
            findings.append(Finding(Note("text.unassigned"), source=printed))
    findings.extend(_stray(stray) for stray in extraction.strays)
    share = Decimal(total - lost) / Decimal(total) if total else Decimal(1)
    return Coverage(share.quantize(_STEP, ROUND_DOWN), tuple(findings))


def _stray(stray: Stray) -> Finding:
    text = "".join(span.piece.text[span.start : span.end].strip() for span in stray.spans)
    return Finding(Note(stray.code), source=RawField(text, stray.spans, "stray"))


def _kept(records: Records, extraction: Extraction) -> dict[int, list[tuple[int, int]]]:
    kept = _by_piece(_spans(records, extraction))
    for use in extraction.grids:
        if use.role is GridRole.UNRELATED:
            for cell in grid_pieces(use.grid):
                kept[id(cell)] = [(0, len(cell.text))]
    return kept


def _by_piece(spans: Iterable[Span]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        found.setdefault(id(span.piece), []).append((span.start, span.end))
    return found


def _spans(records: Records, extraction: Extraction) -> Iterator[Span]:
    for record in records.rows():
        for printed in record.sources():
            yield from printed.spans
    for finding in records.findings:
        if finding.record is not None and finding.source is not None:
            yield from finding.source.spans
    yield from records.blanks
    for claim in extraction.claims:
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
