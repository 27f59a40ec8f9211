"""What an entry of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final


class Severity(StrEnum):
    """error: the submission contradicts itself or a value could not be read; warning: a person should look; info: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


GIVEN: Final = frozenset({"subject", "what", "raw", "page", "hint", "hint_en"})
"""Slots that the pipeline fills for every finding."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding."""

    code: str
    severity: Severity
    zh: str
    en: str

    @property
    def slots(self) -> frozenset[str]:
        """The arguments that its note must bring."""
        names = {name for sentence in (self.zh, self.en) for _, name, _, _ in Formatter().parse(sentence) if name}
        return frozenset(names - GIVEN)
