"""The process that has old Word files converted, ended by any that holds the words `end of us`."""

from __future__ import annotations

import os

from extractors.convert.screen import Ticket, screened
from extractors.limits import Limits
from extractors.source import Source
from pipeline.batch import converter


def _screened(source: Source, limits: Limits) -> Ticket:
    if b"end of us" in source.data:
        os.abort()
    return screened(source, limits)


def main(descriptor: int) -> None:
    """As `pipeline.batch.converter.main`."""
    converter.screened = _screened
    converter.main(descriptor)
