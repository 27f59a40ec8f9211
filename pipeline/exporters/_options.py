"""What may be asked of a format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`csv_bom`: CSV begins with a byte order mark, so that Excel takes it for UTF-8. `provenance`: the workbook has that sheet too.

    `escape_formulas`: text in CSV that a spreadsheet would run as a formula begins with an apostrophe.
    `partition_by`: besides, every table as a dataset of Parquet divided by these columns of `documents`.
    """

    csv_bom: bool = False
    provenance: bool = False
    escape_formulas: bool = False
    partition_by: tuple[str, ...] = ()
