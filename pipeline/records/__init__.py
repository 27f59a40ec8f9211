"""Raw records into records: each printed text with what it means beside it."""

from __future__ import annotations

from pipeline.records.model import Fact, Finding, Group, Record, Records, remarked

__all__ = ["Fact", "Finding", "Group", "Record", "Records", "remarked"]
