"""The classes of first and second level indicators, whatever a province calls them."""

from __future__ import annotations


def level1_class(text: str | None) -> str | None:
    """The class of a first level (`产出指标` is `output`); None where none fits."""
    raise NotImplementedError


def level2_class(text: str | None) -> str | None:
    """The class of a second level (`数量指标` is `quantity`); None where none fits."""
    raise NotImplementedError
