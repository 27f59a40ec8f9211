"""Closed sets of words that several modules share."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

FAMILIES: Final = ("goal", "self_evaluation", "monitoring", "review")
"""What a performance form may be; a document with several is `mixed`."""
GRADES: Final = MappingProxyType({"excellent": "优", "good": "良", "fair": "中", "poor": "差"})
"""The grades of a graded indicator, best first, with the label that a form usually prints."""
