"""How much of a file is read before it is called too large: bounds are checked before work is done, never after.

The defaults are far above any real submission (the largest public ones: some 40 MB, 600 pages, 60,000 cells) and far
below what would hurt a machine of 2 GB.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file; a reader raises ReadError("too-large") at the first that it meets."""

    bytes: int = 256 << 20
    """Bytes of the file itself."""
    inflated: int = 512 << 20
    """Bytes of all its members or streams together, counted while they are inflated: declared sizes lie."""
    part: int = 192 << 20
    """Bytes of one inflated member that is parsed (an XML part, an HTML page)."""
    members: int = 20_000
    """Members of a package or archive."""
    pages: int = 5_000
    """Pages of a document that has them."""
    scanned: int = 1_000
    """Pages of a PDF that are read from their pixels, a second or so each; what is beyond is named in a remark."""
    rows: int = 100_000
    """Rows of one table."""
    columns: int = 1_000
    """Columns of one table (Word itself stops at 63, a spreadsheet pasted as HTML may hold more)."""
    span: int = 100_000
    """A span as the file declares it; a larger one is cut to this before it is laid on a grid."""
    places: int = 4_000_000
    """Places (rows times columns) of one table."""
    cells: int = 2_000_000
    """Cells of all tables of a document together."""
    depth: int = 12
    """Tables inside cells inside tables; what lies deeper is named in a remark and its text kept in the cell above."""
    elements: int = 256
    """Depth of HTML elements. XML parts are held by libxml2 itself, at 256 (some 80 tables inside each other)."""
    characters: int = 50_000_000
    """Characters of text of a document."""
    segments: int = 400_000
    """Path segments of one page."""
