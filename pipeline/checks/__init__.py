"""What must hold in a submission: one file a rule, found by folder.

A rule's module has `check(records: Records) -> Iterator[Finding]` and `CODES`, the catalogue codes that it may report. The officer's
rules of `pipeline.checks.officer` look at the tables, after a conversion.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from pipeline.records import Finding, Records


class Check(Protocol):
    """A rule's module."""

    CODES: tuple[str, ...]

    def check(self, records: Records) -> Iterator[Finding]:
        """Every place where the rule does not hold."""
        ...


@cache
def checks() -> tuple[Check, ...]:
    """Every rule, in order of its file name."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.ispkg)
    return tuple(cast(Check, import_module(f"{__name__}.{name}")) for name in names)


def findings(records: Records) -> Iterator[Finding]:
    """What every rule has to say of these records."""
    for one in checks():
        yield from one.check(records)
