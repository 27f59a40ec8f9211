"""Forms: what a submission costs from bytes to rows beside what its container costs to read, form by form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.contestants import CONTESTANTS, timed
from benchmarks.report import Line
from benchmarks.rounds import interleave, ratio

READERS = {".pdf": "ours-pdf", ".docx": "ours-docx"}
MANY = 20


def form_ratio(file: Path, process: Callable[[bytes], object], rounds: int, repeats: int = MANY) -> float:
    """Bytes to rows over bytes to document: the median of rounds, each of several runs (one small form is too quick to time)."""
    data = file.read_bytes()
    read = CONTESTANTS[READERS[file.suffix]]()
    runs = {"process": process, "read": read}
    times = interleave({name: partial(_repeated, run, data, repeats) for name, run in runs.items()}, rounds)
    return ratio(times, "process", "read").median


def _repeated(run: Callable[[bytes], object], data: bytes, repeats: int, _round: int) -> float:
    return sum(timed(run, data) for _ in range(repeats))


def measure_forms(files: list[Path], process: Callable[[bytes], object], rounds: int) -> list[Line]:
    """The worst form and the middle one, a container at a time."""
    lines = []
    for suffix in READERS:
        costs = {file.name: form_ratio(file, process, rounds) for file in files if file.suffix == suffix}
        if not costs:
            continue
        worst = max(costs, key=lambda name: costs[name])
        middle = median(costs.values())
        figures = {"bytes to rows / bytes to document, median form": middle, f"the same, costliest form ({worst})": costs[worst]}
        what = f"{len(costs)} {suffix[1:]} samples"
        lines += [Line(what, measure, f"{figure:.2f} ×", "≤ 2 ×", figure <= 2) for measure, figure in figures.items()]
    return lines
