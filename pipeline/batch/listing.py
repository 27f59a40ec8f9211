"""What was found, told to the ledger: jobs for what has bytes, results for what has none, names for the rest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from typing import Final

from extractors.errors import ReadError
from extractors.source import ARCHIVES, extension
from pipeline.batch.inspection import ArchiveFacts, Finished
from pipeline.batch.inspector import Inspector
from pipeline.batch.jobs import Job
from pipeline.batch.ledger import Ledger
from pipeline.batch.results import Result
from pipeline.batch.rows import Packed, pack_all
from pipeline.intake.archives import LARGEST, Member, Refused
from pipeline.intake.files import chunks
from pipeline.intake.outcome import Content, Listed
from pipeline.intake.walk import Found, Kind
from pipeline.records import Finding, Record, Records
from pipeline.submission import FileFacts, Submission, failure
from pipeline.tables import lay

Keep = Callable[[Result, dict[str, Packed]], None]

_NO_SUBMISSION: Final = "archive without a submission"
_CLASH: Final = ("another file has the same first 64 bits of its hash", "另一文件的哈希值前 64 位与之相同")
_LOST: Final = frozenset({"crashed", "timeout", "out-of-memory"})
"""Codes of a file that took down the process that looked at it."""


class Listing:
    """The list of files of one run. `keep` records a result that is known without reading; `inspector` says what each file is."""

    def __init__(self, ledger: Ledger, inspector: Inspector, keep: Keep) -> None:
        self._ledger = ledger
        self._inspector = inspector
        self._keep = keep
        self.lost_folders = 0

    def add(self, found: Found) -> None:
        """Enter one file, or all that an archive holds."""
        self.lost_folders += found.kind is Kind.FOLDER_UNREADABLE
        refused: list[Refused] = []
        empty = True
        for said in self._inspector.inspect(found):
            if isinstance(said, Refused):
                refused.append(said)
            elif isinstance(said, Member):
                # A document of another program is listed as itself, under the label of the archive.
                empty = empty and isinstance(said.outcome, Listed) and said.label != found.label
                self._add(found, said.label, said.inside, said.outcome)
            else:
                self._end(found, said, refused, empty)

    def _end(self, found: Found, said: Finished, refused: list[Refused], empty: bool) -> None:
        """What is said of the file itself: an archive has a row of its own only where something in it was not opened."""
        if isinstance(said.outcome, ReadError) and (said.facts or said.outcome.code in _LOST):
            facts = _facts(found, said.facts)
            self._add_known(found, facts, failure(said.outcome, facts))
        elif said.outcome is not None:
            self._add(found, found.label, "", said.outcome)
        elif refused:
            facts = _facts(found, said.facts)
            self._add_known(found, facts, _partial(facts, refused))
        elif empty:
            self._ledger.add_listed(found.label, _NO_SUBMISSION)

    def _add(self, found: Found, label: str, inside: str, seen: Content | Listed | ReadError) -> None:
        if isinstance(seen, Listed):
            self._ledger.add_listed(label, seen.reason)
        elif isinstance(seen, ReadError):
            facts = FileFacts(label, size=found.size if seen.code == "too-large" and not inside else None)
            self._add_known(found, facts, failure(seen, facts))
        elif self._ledger.clashes(seen.sha256[:16], seen.sha256):
            facts = FileFacts(label, size=seen.size)
            self._add_known(found, facts, failure(ReadError("unreadable", *_CLASH), facts))
        else:
            self._ledger.add_file(Job(seen.sha256[:16], _suffix(label), found.path, label, seen.sha256, seen.size, inside))

    def _add_known(self, found: Found, facts: FileFacts, submission: Submission) -> None:
        """A file of which everything is known: its result is kept under what there is to say of it."""
        tables = pack_all(submission.rows)
        told = b"".join(tables[name].data for name in sorted(tables))
        kind = f"!{hashlib.sha256(told).hexdigest()[:16]}"
        self._ledger.add_file(Job(facts.document_id, kind, found.path, facts.path, facts.sha256 or "", found.size))
        if not self._ledger.knows(facts.document_id, kind):
            row = submission.document
            severities = json.dumps(Counter(str(finding["severity"]) for finding in submission.findings), sort_keys=True)
            code = row["error_code"]
            result = Result(facts.document_id, kind, str(row["status"]), str(code) if code else None, severities=severities)
            self._keep(result, tables)


def _facts(found: Found, known: ArchiveFacts | None) -> FileFacts:
    """What is known of a file that has a row of its own. Where its reading ended early, its bytes are hashed here and not looked at."""
    if known is not None:
        return FileFacts(found.label, known.format, known.sha256, known.size)
    ending = extension(found.label)
    try:
        digest = hashlib.sha256()
        for piece in chunks(found.path, LARGEST):
            digest.update(piece)
    except ReadError:
        return FileFacts(found.label, None, None, found.size)
    return FileFacts(found.label, ending if ending in ARCHIVES else None, digest.hexdigest(), found.size)


def _partial(facts: FileFacts, refused: list[Refused]) -> Submission:
    """An archive of which a part was refused: a finding for each."""
    findings = [Finding(one.note, raw=one.label) for one in refused]
    rows = lay(facts.document_id, Records(Record("documents", {})), findings)
    rows["documents"][0].update(facts.row(), status="partial")
    return Submission(rows)


def _suffix(label: str) -> str:
    name = label.rpartition("/")[2]
    return name[name.rindex(".") :].lower() if "." in name else ""
