"""The labels of `labels.tsv`: by role and list, some of them held out for measuring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

KNOWN, UNLISTED, NONSENSE = LISTS = ("known", "unlisted", "nonsense")
OPEN, HELD = SHARES = ("open", "held")
_FILE: Final = Path(__file__).with_name("labels.tsv")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label; `share` is `held` where it may serve for measuring alone."""

    role: str
    list: str
    text: str
    share: str


@cache
def labels() -> tuple[Label, ...]:
    """Every label of the file, in its order."""
    lines = (line.split("\t") for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(Label(role, kind, text, share) for role, kind, text, share, _ in lines)


@cache
def of(role: str, kind: str, share: str | None = None) -> tuple[str, ...]:
    """The labels of a role in a list; `share` narrows to the open or the held-out ones."""
    return tuple(one.text for one in labels() if one.role == role and one.list == kind and share in (None, one.share))


def is_held(text: str) -> bool:
    """Whether the label is held out."""
    return any(one.text == text and one.share == HELD for one in labels())


def undated(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Labels that name no year: what stands over both of two horizons names neither."""
    return tuple(text for text in texts if "年" not in text)
