"""Forms: what the next submission of a batch costs from bytes to rows, beside what its container costs to read.

A worker has seen other forms before, never this one. So everything that the packages remember of texts is forgotten, the
other samples are run (not the form's own twins in other containers), and then the form is timed once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.contestants import CONTESTANTS, timed
from benchmarks.report import Line
from benchmarks.rounds import interleave, ratio

READERS = {".pdf": "ours-pdf", ".docx": "ours-docx"}
PACKAGES = ("normalizers", "extractors", "pipeline")
SHARE = 2.0  # of the container's own cost

Process = Callable[[bytes], object]


def forget() -> None:
    """Empty every cache that a module of ours holds by name."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in PACKAGES:
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


def form_ratio(file: Path, others: Sequence[Path], process: Process, rounds: int) -> float:
    """Bytes to rows over bytes to document, for a form that comes after others: the median of the rounds."""
    data, before = file.read_bytes(), [other.read_bytes() for other in others]
    read = CONTESTANTS[READERS[file.suffix]]()

    def processed(_round: int) -> float:
        forget()
        for other in before:
            process(other)
        return timed(process, data)

    return ratio(interleave({"process": processed, "read": lambda _: timed(read, data)}, rounds), "process", "read").median


def measure_forms(files: Sequence[Path], process: Process, rounds: int) -> list[Line]:
    """The worst form and the middle one, a container at a time."""
    lines = []
    for suffix in READERS:
        costs = {file.name: form_ratio(file, strangers(file, files), process, rounds) for file in files if file.suffix == suffix}
        if not costs:
            continue
        worst = max(costs, key=lambda name: costs[name])
        middle = median(costs.values())
        figures = {"bytes to rows / bytes to document, median form": middle, f"the same, costliest form ({worst})": costs[worst]}
        what = f"{len(costs)} {suffix[1:]} samples"
        lines += [Line(what, measure, f"{figure:.2f} ×", f"≤ {SHARE:g} ×", figure <= SHARE) for measure, figure in figures.items()]
    return lines


def strangers(file: Path, files: Sequence[Path]) -> list[Path]:
    """The other forms, one container each: the form itself and its twins share their name up to the first dot."""
    others = {other.name.split(".")[0]: other for other in files if other.name.split(".")[0] != file.name.split(".")[0]}
    return list(others.values())
