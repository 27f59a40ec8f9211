"""What the walk through a part of a document hands on and remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Block
from extractors.limits import Limits
from extractors.readers.docx.looks import WHITE, Colour
from extractors.readers.docx.marks import Marks
from extractors.readers.docx.numbering import Numbering
from extractors.readers.docx.paragraphs import RawParagraph
from extractors.readers.docx.styles import Styles
from extractors.readers.docx.tables import RawCell, RawTable

RawBlock = RawParagraph | RawTable
Reference = tuple[str, str]  # the kind of a note (footnote, endnote, comment) and its id
Emit = Callable[[RawBlock | Block, list[RawBlock], list[Reference]], None]


@dataclass(slots=True)
class Frame:
    """What finished paragraphs and tables go to. `carried` is text whose paragraph mark was deleted: the next one goes on."""

    element: etree._Element | None
    blocks: list[RawBlock] = field(default_factory=list)
    boxes: list[list[RawBlock]] = field(default_factory=list)
    cell: RawCell | None = None
    carried: str = ""
    depth: int = 0
    """How many tables are open around a cell, its own included."""


@dataclass(slots=True)
class Gathered:
    """What was met beside the text: counts by kind (pictures, objects, deletions), the tables that were nested too deep."""

    counts: dict[str, int] = field(default_factory=dict)
    characters: int = 0

    def count(self, kind: str) -> None:
        """One more of a kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1


@dataclass(frozen=True, slots=True)
class Context:
    """What all parts of a document share. `page`: the colour of the paper, None where a picture covers it."""

    styles: Styles
    numbering: Numbering
    limits: Limits
    gathered: Gathered
    marks: Marks
    page: Colour | None = WHITE
