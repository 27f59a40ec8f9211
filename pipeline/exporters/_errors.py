"""Why a format cannot be written."""

from __future__ import annotations


class ExportError(Exception):
    """What was asked for cannot be written; the message says what would help. Nothing was replaced."""
