"""One submission, from bytes to rows: what `read` gives a person and what a batch runs in its workers.

process(data, name, path, options) -> Submission       pure: same bytes, path and options, same rows; picklable
read(source, options) -> Submission                    a failed file is a Submission with a failed documents row
trace(data, name, path, options) -> Trace              the same with every stage kept, for `explain`
build(extraction, document, facts) -> Submission       the pipeline alone, for tests and other readers
failure(error, facts) -> Submission                    a documents row for a file that could not be read
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.collector import collector_resting
from extractors.converting import Converting
from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.raw import Extraction
from extractors.scanning import Scanning
from extractors.source import WORKBOOKS, Source
from pipeline.checks import findings as check
from pipeline.coverage import coverage, shared_cells
from pipeline.narrative import indicators_in
from pipeline.reading import read_document
from pipeline.records import Finding, Records, remarked
from pipeline.records.assemble import assemble
from pipeline.scans import doubts
from pipeline.schema import TABLES, Row
from pipeline.tables import lay
from pipeline.text import storable_path, storable_rows

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.intake.given import Readable

__all__ = ["FileFacts", "Options", "Submission", "Trace", "build", "failure", "process", "read", "read_many", "trace"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose; part of every result's identity (a ledger hashes its repr)."""

    vocabulary: Path | None = None
    """A TOML file of the user's own labels."""
    forms: Path | None = None
    """A folder of the user's own form descriptions."""
    cross_check: bool = False
    """Read a PDF with a second parser too, pages with a suspect text layer from their pixels, a workbook with LibreOffice;
    what differs becomes a finding."""
    limits: Limits = Limits()
    ocr: str = "auto"
    """Which pages are read from their pixels: auto (those whose text layer is missing or useless), never, always."""
    ocr_dpi: int = 200
    """Pixels an inch that such a page is drawn with."""
    progress: Callable[[], None] | None = field(default=None, repr=False, compare=False)
    """Called after each page that was read from its pixels; changes no result, and is no part of its identity."""
    converting: Converting = Converting()
    """How old Word files become .docx: where what LibreOffice made is kept, and in what time. It changes no result."""

    @property
    def scanning(self) -> Scanning:
        """The same as the readers take it. ValueError where it cannot be."""
        return Scanning(self.ocr, self.ocr_dpi, progress=self.progress)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file besides its content. `path` is the one that tables show; sha256 and size are None without bytes."""

    path: str
    format: str | None = None
    sha256: str | None = None
    size: int | None = None

    @classmethod
    def of(cls, data: bytes | None, path: str, format: str | None = None) -> FileFacts:
        """The facts of these bytes; None for a file that has no bytes of its own."""
        if not data:
            return cls(path, format, None, None if data is None else 0)
        return cls(path, format, hashlib.sha256(data).hexdigest(), len(data))

    @property
    def document_id(self) -> str:
        """First 16 hex digits of the bytes' hash; a file without bytes has the hash of `path:` and its path instead."""
        whole = self.sha256 or hashlib.sha256(f"path:{storable_path(self.path)}".encode()).hexdigest()
        return whole[:16]

    def row(self) -> Row:
        """What the documents row says of the file itself."""
        return {
            "path": storable_path(self.path),
            "format": self.format if self.format != "empty" else None,
            "sha256": self.sha256,
            "bytes": self.size,
        }


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """What one file says, as rows of every table (`rows[table]`, columns in order, sorted by key).

    Values are plain Python: str, int, bool, Decimal, date, None (float only for boxes). `evidence` says, in one sentence
    each, why the form was recognised.
    """

    rows: dict[str, list[Row]]
    evidence: tuple[str, ...] = ()

    @property
    def document(self) -> Row:
        """The documents row: `status`, `error_code`, `coverage`, title, department, …"""
        return self.rows["documents"][0]

    @property
    def ok(self) -> bool:
        """Whether everything could be read."""
        return self.document["status"] == "ok"

    @property
    def projects(self) -> list[Row]:
        """The rows of `projects`."""
        return self.rows["projects"]

    @property
    def indicators(self) -> list[Row]:
        """The rows of `indicators`, the department's own first."""
        return self.rows["indicators"]

    @property
    def findings(self) -> list[Row]:
        """The rows of `findings`."""
        return self.rows["findings"]

    @property
    def provenance(self) -> list[Row]:
        """The rows of `provenance`: the place of every value."""
        return self.rows["provenance"]

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table as a pandas frame with the contract's types: Arrow strings, decimals that stay decimals, dates."""
        from pipeline.frames import frame

        return {name: frame(table, self.rows[name]) for name, table in TABLES.items()}

    def __repr__(self) -> str:
        from pipeline.summary import plain_summary

        return plain_summary(self.rows)

    def _repr_html_(self) -> str:
        from pipeline.summary import html_summary

        return html_summary(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Every stage of one reading; document, extraction and records are None where the file could not be read."""

    facts: FileFacts
    submission: Submission
    document: Document | None = None
    extraction: Extraction | None = None
    records: Records | None = None


def read(source: Readable, options: Options = Options(), *, name: str = "") -> Submission:
    """Read one file. A file that cannot be read is a Submission with a failed documents row.

    Args:
        source: a path, the bytes of a file, or a file that is open for reading bytes.
        options: how to read.
        name: what tables call it; by default a path's last part, or `document`. Its ending decides only where the bytes leave it open.

    Raises:
        OSError: there is no file at the path, or the open file cannot be read.
        TypeError: the open file gives text.
    """
    from pipeline.intake.given import bytes_of, name_of

    called = name or name_of(source)
    try:
        data = bytes_of(source, options.limits.bytes)
    except ReadError as error:
        return failure(error, FileFacts(called))
    return process(data, called, called, options)


def read_many(sources: Iterable[Readable], options: Options = Options()) -> Iterator[Submission]:
    """Read one after another, each when it is asked for; a path that names nothing is a failed Submission too."""
    from pipeline.intake.given import name_of

    for source in sources:
        try:
            yield read(source, options)
        except OSError as error:
            yield failure(ReadError("unreadable", errno.errorcode.get(error.errno or 0, "EIO")), FileFacts(name_of(source)))


def process(data: bytes, name: str, path: str, options: Options = Options()) -> Submission:
    """Read one file's bytes. `name` decides its format only where the bytes leave it open; `path` is what tables show."""
    with collector_resting():
        return trace(data, name, path, options).submission


def trace(data: bytes, name: str, path: str, options: Options = Options()) -> Trace:
    """Read one file's bytes and keep every stage."""
    from pipeline.stages import extract_document

    source = Source.of(name, data)
    facts = FileFacts.of(data, path, source.format)
    try:
        document, extraction = extract_document(_read(source, options), options)
    except ReadError as error:
        return Trace(facts, failure(error, facts))
    records, found = understood(extraction, document)
    return Trace(facts, submitted(records, found, extraction, document, facts), document, extraction, records)


def _read(source: Source, options: Options) -> Document:
    document = read_document(source, options.limits, options.scanning, options.converting)
    if not options.cross_check or source.format not in ("pdf", *WORKBOOKS):
        return document
    from pipeline.crosscheck import cross_checked, cross_checked_workbook

    if source.format != "pdf":
        return cross_checked_workbook(document, source, options.limits, options.converting)
    return cross_checked(document, source.data, options.limits, options.scanning)


def build(extraction: Extraction, document: Document, facts: FileFacts) -> Submission:
    """The rows of what an engine made of a document."""
    records, found = understood(extraction, document)
    return submitted(records, found, extraction, document, facts)


def understood(extraction: Extraction, document: Document) -> tuple[Records, tuple[Finding, ...]]:
    """The records of an extraction, and every finding about them but that on coverage."""
    records = assemble(extraction, indicators_in)
    remarks = tuple(remarked(remark) for remark in document.remarks)
    return records, (*remarks, *records.findings, *check(records), *shared_cells(records), *doubts(document, records))


def submitted(records: Records, found: Iterable[Finding], extraction: Extraction, document: Document, facts: FileFacts) -> Submission:
    """Records and findings as rows, with what is known of the file."""
    found = tuple(found)
    covered = coverage(document, records, extraction)
    rows = lay(facts.document_id, records, (*found, *covered.findings))
    row = rows["documents"][0]
    row.update(facts.row())
    row.update(
        method=document.method,
        template=extraction.template,
        status="partial" if document.partial else "ok",
        coverage=covered.share,
        pages=document.pages,
    )
    if not _has_form(records) and not any(finding.note.code == "form.blank" for finding in found):
        _fail(row, ReadError("no-form"))
    return Submission(storable_rows(rows, document), extraction.evidence)


def _has_form(records: Records) -> bool:
    """Whether anything of a performance form was found: a narrative with a known role is one, headings alone are none."""
    if records.projects or records.tasks or any(section.get("role") for section in records.sections):
        return True
    own = records.department
    return bool(own.funding or own.goals or own.indicators)


def failure(error: ReadError, facts: FileFacts) -> Submission:
    """The rows of a file that could not be read: one row in `documents`."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    row: Row = dict.fromkeys(TABLES["documents"].names)
    row.update(document_id=facts.document_id, **facts.row())
    _fail(row, error)
    rows["documents"].append(row)
    return Submission(rows)


def _fail(row: Row, error: ReadError) -> None:
    row.update(status="failed", error_code=error.code, error=error.message_zh, error_en=error.message)
