from __future__ import annotations

from ..exporters.made import goal_book, hostile, stored

__all__ = ["goal_book", "hostile", "stored"]
