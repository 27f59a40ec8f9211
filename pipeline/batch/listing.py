"""What was found, told to the ledger: jobs for what has bytes, results for what has none, names for the rest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from typing import Final

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import detect
from pipeline.batch.jobs import Job
from pipeline.batch.ledger import Ledger, Result
from pipeline.batch.rows import Packed, pack_all
from pipeline.intake.archives import LARGEST, Refused, members
from pipeline.intake.files import chunks
from pipeline.intake.outcome import Archive, Content, Listed
from pipeline.intake.scan import examine
from pipeline.intake.walk import Found, Kind
from pipeline.records import Finding, Record, Records
from pipeline.submission import FileFacts, Submission, failure
from pipeline.tables import lay

Keep = Callable[[Result, dict[str, Packed]], None]

_NO_SUBMISSION: Final = "archive without a submission"


class Listing:
    """The list of files of one run. `keep` records a result that is known without reading."""

    def __init__(self, ledger: Ledger, limits: Limits, keep: Keep) -> None:
        self._ledger = ledger
        self._limits = limits
        self._keep = keep
        self.lost_folders = 0

    def add(self, found: Found) -> None:
        """Tell one file, or all that an archive holds."""
        seen = examine(found, self._limits.bytes)
        if isinstance(seen, Archive):
            self._add_archive(found)
        else:
            self.lost_folders += found.kind is Kind.FOLDER_UNREADABLE
            self._add(found, found.label, "", seen)

    def _add(self, found: Found, label: str, inside: str, seen: Content | Listed | ReadError) -> None:
        if isinstance(seen, Listed):
            self._ledger.add_listed(label, seen.reason)
        elif isinstance(seen, ReadError):
            facts = FileFacts(label, size=found.size if seen.code == "too-large" and not inside else None)
            self._add_known(found, facts, failure(seen, facts))
        else:
            self._ledger.add_file(Job(seen.sha256[:16], _suffix(label), found.path, label, seen.sha256, seen.size, inside))

    def _add_archive(self, found: Found) -> None:
        """Its members as files. It has a row of its own only where something in it was not opened: nothing is lost in silence."""
        refused: list[Refused] = []
        submissions, told = 0, False
        try:
            for member in members(found.path, found.label, self._limits):
                if isinstance(member, Refused):
                    refused.append(member)
                    continue
                submissions += not isinstance(member.outcome, Listed)
                told = told or member.label == found.label  # a document of another program: it is listed as itself
                self._add(found, member.label, member.inside, member.outcome)
        except ReadError as error:
            facts = self._facts(found)
            self._add_known(found, facts, failure(error, facts))
            return
        if refused:
            facts = self._facts(found)
            self._add_known(found, facts, _partial(facts, refused))
        elif not submissions and not told:
            self._ledger.add_listed(found.label, _NO_SUBMISSION)

    def _facts(self, found: Found) -> FileFacts:
        try:
            digest, kind = hashlib.sha256(), ""
            for piece in chunks(found.path, LARGEST):
                kind = kind or detect(piece, found.label)
                digest.update(piece)
        except ReadError:
            return FileFacts(found.label, "zip", None, found.size)
        return FileFacts(found.label, kind or "zip", digest.hexdigest(), found.size)

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


def _partial(facts: FileFacts, refused: list[Refused]) -> Submission:
    """An archive of which a part was refused: a finding for each."""
    findings = [Finding(one.note, raw=one.label) for one in refused]
    rows = lay(facts.document_id, Records(Record("documents", {})), findings)
    rows["documents"][0].update(facts.row(), status="partial")
    return Submission(rows)


def _suffix(label: str) -> str:
    name = label.rpartition("/")[2]
    return name[name.rindex(".") :].lower() if "." in name else ""
