"""Tables as separated text (.csv, .tsv), which systems export: encoding, separator and quotes are found by what the file holds.

    bytes ──encoding──> text ──separator──> rows ──layout, as a sheet without borders──> Document

A spreadsheet program under whose name such text comes (.xls) would open it, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Final

from extractors.document import Document, Remark
from extractors.encoding import damage, text_within
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.sheets.cells import CellTexts, printed_text
from extractors.readers.sheets.model import Sheet
from extractors.readers.sheets.workbook import to_document
from normalizers.notes import Note

FORMATS: Final = frozenset({"csv"})
_SEPARATORS: Final = ("\t", ",", ";", "|", "，", "\x01", "^")
_SAMPLE: Final = 200  # rows that are asked for the separator
_TEXT_AS_FORMULA: Final = re.compile(r'="((?:[^"]|"")*)"')  # how exports keep a spreadsheet from taking a code for a number
_SEP_LINE: Final = re.compile(r"sep=(.)\r?\n", re.I)
_LOST: Final = re.compile(r"[1-9]\.\d+E\+(?:1[5-9]|[2-9]\d)", re.I)
_MOST_LINES: Final = 200  # lines within quotes: a quote that goes on longer was never closed


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that separated text prints. ReadError: empty, too-large, corrupt (no known encoding reads it), no-text."""
    limits = limits or Limits()
    decoded = text_within(data, limits)
    text = decoded.text.lstrip("\ufeff")
    separator = ""
    if match := _SEP_LINE.match(text):
        separator, text = match.group(1), text[match.end() :]
    separator = separator or separator_of(text)
    remarks = list(damage(decoded))
    if not (quoted := _is_closed(text, separator)):
        separator = separator_of(text, quoted)
        remarks.append(Remark(Note.of("text.quote-open")))
    sheet = _sheet(rows_of(text, separator, quoted), limits)
    document = to_document("csv", [sheet], CellTexts(), limits, remarks)
    return replace(document, partial=True) if decoded.damaged else document


class _OpenQuoteError(Exception):
    """A field's quote is never closed."""


def _is_closed(text: str, separator: str) -> bool:
    """Whether every quote that encloses a field is closed, and within so many lines."""
    try:
        return all(field.count("\n") <= _MOST_LINES for row in _parsed(text, separator, True) for field in row)
    except _OpenQuoteError:
        return False


def separator_of(text: str, quoted: bool = True) -> str:
    """The separator that parts the first rows most evenly: as many fields as possible in as many rows as possible.

    Args:
        text: the file's text.
        quoted: whether fields may be enclosed in quotes.

    Returns:
        One character; a comma where nothing parts the rows.
    """
    best, most = ",", 0
    for separator in _SEPARATORS:
        counts: dict[int, int] = {}
        with suppress(_OpenQuoteError):
            for row in islice(_parsed(text, separator, quoted), _SAMPLE):
                counts[len(row)] = counts.get(len(row), 0) + 1
        score = max(((width - 1) * rows for width, rows in counts.items()), default=0)
        if score > most:
            best, most = separator, score
    return best


def rows_of(text: str, separator: str, quoted: bool = True) -> Iterator[list[str]]:
    """The rows of separated text, each a list of fields (RFC 4180; a quote within a field that does not begin with one is print)."""
    return _parsed(text, separator, quoted)


def _parsed(text: str, separator: str, quoted: bool) -> Iterator[list[str]]:
    pattern = _pattern(separator, quoted)
    row: list[str] = []
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            raise _OpenQuoteError
        field = match.group(1)
        row.append(match.group(2) if field is None else field.replace('""', '"') + (match.group(2) or ""))
        at = match.end()
        if match.group(3) != separator:
            yield row
            row = []
    if row:
        yield [*row, ""]


def _pattern(separator: str, quoted: bool) -> re.Pattern[str]:
    """One field and what ends it: the text in quotes, what stands outside of them, the separator or the end of the line."""
    mark = re.escape(separator)
    enclosed = r'(?:[ ]?"((?:[^"]|"")*+)")?' if quoted else "()?"
    rest = rf"((?(1)[^{mark}\r\n]*|(?!\")[^{mark}\r\n]*))" if quoted else rf"([^{mark}\r\n]*)"
    return re.compile(rf"{enclosed}{rest}({mark}|\r\n|\r|\n|\Z)")


def _sheet(rows: Iterator[list[str]], limits: Limits) -> Sheet:
    sheet = Sheet("")
    cells = 0
    for number, row in enumerate(rows, 1):
        if len(row) > limits.columns and any(field.strip() for field in row[limits.columns :]):
            raise ReadError("too-large", f"a row of {len(row)} fields", f"一行有 {len(row)} 个字段")
        if number > limits.rows * 2:
            raise ReadError("too-large", f"more than {limits.rows} rows", f"超过 {limits.rows} 行")
        cells += _put(sheet, number, row)
        if cells > limits.cells:
            raise ReadError("too-large", f"more than {limits.cells} cells", f"单元格超过 {limits.cells} 个")
    return sheet


def _put(sheet: Sheet, number: int, row: Sequence[str]) -> int:
    count = 0
    for column, field in enumerate(row, 1):
        if not field or field.isspace():
            continue
        count += 1
        match = _TEXT_AS_FORMULA.fullmatch(field.strip())
        text = printed_text(match.group(1).replace('""', '"') if match else field.strip("\t"))
        sheet.put(number, column, text)
        if _LOST.fullmatch(text.strip()):
            sheet.say(Note.of("code.precision-lost", raw=text.strip(), stored=text.strip()), number, column)
    return count
