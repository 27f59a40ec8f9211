"""Dates and periods: deadlines of targets, labels of spending plans, the fiscal year of a title."""

from __future__ import annotations

import datetime


def period_end(label: str, fiscal_year: int | None) -> datetime.date | None:
    """The last day that a spending plan's label names (`3月底` of 2022 is 2022-03-31); None where it names none, or has no year."""
    raise NotImplementedError


def fiscal_year(text: str) -> int | None:
    """The one year that a title names (`（ 2023 年度）`); None where it names none, or several (2023-2025年)."""
    raise NotImplementedError
