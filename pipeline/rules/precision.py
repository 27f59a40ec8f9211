"""How often each rule was right on the checked forms of the samples: `precision.tsv`, which a test keeps current."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def precision() -> dict[str, tuple[int, int]]:
    """Hits and right hits by rule; a rule that never fired there has no line."""
    lines = resources.files(__package__).joinpath("precision.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: (int(hits), int(right)) for code, hits, right in rows}
