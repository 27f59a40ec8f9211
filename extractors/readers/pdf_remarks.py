"""What is said of a page beside what is read of it."""

from __future__ import annotations

from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.document import Box, Remark, Where
from extractors.pages.blocks import rounded
from extractors.printing import HIDDEN, excerpt
from extractors.readers.pdf_attachments import attached_names, may_have_attachments
from extractors.readers.pdf_paths import PageObjects
from extractors.readers.pdf_runs import PageRuns
from extractors.readers.pdf_traits import Traits
from extractors.readers.pdf_typed import FIELD_DIFFERS
from extractors.tables.runs import Run
from normalizers.notes import Note

ATTACHED: Final = "part.attachment"

MOST_NAMED: Final = 12  # pieces of hidden text of a page that are named one by one; more are the text layer of a picture


def hidden_in(text: PageRuns) -> list[Run]:
    """The text of a page that does not show."""
    return [left.run for left in text.left if left.code == HIDDEN]


def remarks_of(text: PageRuns, objects: PageObjects, page: int) -> list[Remark]:
    """What a person who looks at a page sees otherwise than it is read.

    Each text that was left out is named at its place; hidden text that is long is only counted.
    """
    hidden = [left for left in text.left if left.code == HIDDEN]
    named = text.left if len(hidden) <= MOST_NAMED else [left for left in text.left if left.code != HIDDEN]
    remarks = [Remark(note, Where(page)) for note in _notes(text, objects)]
    remarks += [Remark(Note.of(code, raw=excerpt(run.text.strip())), Where(page, box=rounded(Box(*run[1:5])))) for code, run in named]
    for held, run in text.differing:
        note = Note.of(FIELD_DIFFERS, raw=excerpt(run.text), data=excerpt(held))
        remarks.append(Remark(note, Where(page, box=rounded(Box(*run[1:5])))))
    if len(named) < len(text.left):
        remarks.append(Remark(Note.of("page.hidden-text", count=str(text.hidden)), Where(page)))
    return remarks


def _notes(text: PageRuns, objects: PageObjects) -> list[Note]:
    """What is to be said of the page as a whole."""
    notes = []
    if not text.runs and not objects.blank:
        notes.append(Note.of("page.no-text"))
    if text.garbled:
        notes.append(Note.of("page.garbled", count=str(text.garbled)))
    if text.outside:
        notes.append(Note.of("page.text-outside", count=str(text.outside)))
    return notes


def attachments_of(traits: Traits) -> list[Remark]:
    """The files attached to a PDF, each named: they are documents of their own."""
    names = attached_names(traits.data) if may_have_attachments(traits) else []
    return [Remark(Note.of(ATTACHED, raw=name)) for name in names]


def xfa_of(document: Any) -> list[Remark]:
    """A form in XML (XFA, ISO 32000-1 12.7.8) beside the pages, which no page shows: named, not read."""
    if pdfium.FPDF_GetFormType(document) not in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        return []
    return [Remark(Note.of("part.unread", part="XFA", reason="unsupported"))]
