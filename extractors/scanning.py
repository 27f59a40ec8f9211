"""Whether and how pages are read from pixels: what a caller may choose, handed to the readers that can meet a scan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

MODES: Final = ("auto", "never", "always")
LEAST_DPI, MOST_DPI = 72, 600
ADVICE: Final = (
    "its pages are pictures; install jixiao[ocr] to read them",
    "页面为图片，需安装 jixiao[ocr] 才能识别",
)
"""What to do where there is nothing to read but pictures and nothing to read them with: for ReadError's details."""


@dataclass(frozen=True, slots=True)
class Scanning:
    """`mode`: auto (pages whose text layer is missing or useless), never, always. `dpi`: pixels an inch that a page is drawn with.

    `pages` of a PDF, counted from 1, are read from pixels whatever their text layer and the mode: for a second opinion on them.
    `progress` is called after each page that was read from its pixels: a page takes seconds, and who waits may want to know.
    """

    mode: str = "auto"
    dpi: int = 200
    pages: frozenset[int] = frozenset()
    progress: Callable[[], None] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """ValueError for what cannot be."""
        if self.mode not in MODES:
            raise ValueError(f"ocr {self.mode!r} is not one of {', '.join(MODES)}")
        if not LEAST_DPI <= self.dpi <= MOST_DPI:
            raise ValueError(f"{self.dpi} dpi is not between {LEAST_DPI} and {MOST_DPI}")

    def told(self) -> None:
        """Say that a page was read."""
        if self.progress is not None:
            self.progress()


NEVER: Final = Scanning("never")
