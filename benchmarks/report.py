"""The table: one line a figure, with its target, and the machine and day it was measured on."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

OWN_PARTS = ("pypdfium2", "lxml", "regex")


@dataclass(frozen=True, slots=True)
class Line:
    """A figure; `met` says whether it reaches its target (None: no target)."""

    what: str
    measure: str
    figure: str
    target: str = ""
    met: bool | None = None


def machine() -> str:
    """The kind of machine, and nothing that names this one."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{_processor()}, {os.cpu_count()} cores, {system}, {platform.python_implementation()} {platform.python_version()}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or "unknown processor"


def markdown(lines: Sequence[Line], peers: Mapping[str, str], rounds: int) -> str:
    """The whole report. Ratios are medians over interleaved rounds, lowest and highest in brackets."""
    own = ", ".join(f"{name} {version(name)}" for name in OWN_PARTS)
    rows = [f"| {line.what} | {line.measure} | {line.figure} | {line.target} | {_verdict(line.met)} |" for line in lines]
    return "\n".join(
        [
            "# Measured",
            "",
            f"{datetime.date.today().isoformat()} on {machine()}.",  # noqa: DTZ011 - the day as the reader of the report has it
            f"{rounds} interleaved rounds after one to warm up; a ratio is the median of its rounds' ratios (lowest–highest).",
            "A time is the smaller of wall and CPU time. `make bench` writes this file; `benchmarks/` says what is run.",
            "",
            f"Ours on {own}. Peers: {', '.join(f'{name} {pin}' for name, pin in peers.items())}.",
            "",
            "| on | what | figure | target | met |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _verdict(met: bool | None) -> str:
    return {None: "", True: "yes", False: "**no**"}[met]
