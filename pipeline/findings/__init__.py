"""A note with its place becomes a finding: the sentences of the catalogue, filled in."""

from __future__ import annotations

from pipeline.findings.catalogue import CATALOGUE
from pipeline.findings.entry import Entry, Severity
from pipeline.findings.sentences import Subject, sentences

__all__ = ["CATALOGUE", "Entry", "Severity", "Subject", "sentences"]
