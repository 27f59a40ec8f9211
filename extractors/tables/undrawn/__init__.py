"""Tables that no rule draws: from lines of print, the rules that there are, and the words of headings.

    runs + rules ──lines of phrases──> regions around a heading ──columns──> cells ──rows, merged labels──> a lattice

Three-line tables, tables with level rules only, and tables with none. The vocabulary comes in as `Labels`: a line of headings
with columns under it is evidence of a table; no form is known here.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document
from extractors.tables.label_roles import Labels

__all__ = ["with_undrawn_tables"]


def with_undrawn_tables(document: Document, labels: Labels) -> Document:
    """The document with the tables that its reader left undecided; the same where the labels tell none."""
    if document.undecided is None:
        return document
    settled = document.undecided.settled(labels)
    if settled is None:
        return replace(document, undecided=None)
    blocks, remarks = settled
    return replace(document, blocks=blocks, remarks=(*document.remarks, *remarks), undecided=None)
