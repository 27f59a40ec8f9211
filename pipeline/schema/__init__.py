"""The tables that a conversion writes: every column, its type, unit, meaning and source, in one place.

A column is a line here; exporters, the data dictionary, the regression and the workbook all read these definitions.
Standard library only; pyarrow schemas are made on demand (`TABLES["indicators"].arrow()`).
"""

from __future__ import annotations

from pipeline.schema.documents import DOCUMENTS, GRIDS, SECTIONS, TASKS
from pipeline.schema.indicators import INDICATOR_PARTS, INDICATORS
from pipeline.schema.model import PRECISION, SCALE, Column, Compare, Row, Scalar, Table, Type
from pipeline.schema.projects import FUNDING, GOALS, PROJECTS, SPENDING_PLAN
from pipeline.schema.quality import FINDINGS, PROVENANCE

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS,
        GRIDS,
        SECTIONS,
        TASKS,
        PROJECTS,
        FUNDING,
        SPENDING_PLAN,
        GOALS,
        INDICATORS,
        INDICATOR_PARTS,
        FINDINGS,
        PROVENANCE,
    )
}

__all__ = ["PRECISION", "SCALE", "TABLES", "Column", "Compare", "Row", "Scalar", "Table", "Type"]
