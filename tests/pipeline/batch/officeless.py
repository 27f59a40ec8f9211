"""`pipeline.submission.process` on a machine without LibreOffice. Imported by workers, by name."""

from __future__ import annotations

from pipeline.submission import Options, Submission
from pipeline.submission import process as read


def process(data: bytes, name: str, path: str, options: Options) -> Submission:
    """The same, where none is found."""
    import extractors.convert

    extractors.convert.find_office = lambda: None
    return read(data, name, path, options)
