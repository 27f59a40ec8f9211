"""Of the cells of printed forms, how many come out of their damaged scans: the grids alone, nothing is recognised.

    python -m benchmarks.grids FORMS... [--set sealed] [--seeds 5] [--show]

What the cells are is told by the PDF's own paths. A cell is found where the scan has one with the same four sides; of the rest it is
said what became of them: joined with a neighbour, cut in two, or lost. `made` are cells of scans that are none of the print.
"""

from __future__ import annotations

import argparse
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image

from benchmarks.damage import SETS, pictures, printed_forms
from extractors.document import Box
from extractors.ocr.sheet import sheet_of
from extractors.readers.pdf import page_grids
from extractors.tables.pixels_ink import Pixels

NEAR: Final = 5.0  # points by which the sides of one cell may differ: a fold moves half a page


def scans(data: bytes, name: str, kind: str, seed: int) -> Iterator[tuple[Pixels, int]]:
    """The pages as `benchmarks.damage` makes them, decoded, with their dots per inch."""
    for scan, profile in pictures(data, name, SETS[kind], seed):
        packed = io.BytesIO()
        scan.save(packed, "JPEG", quality=profile.quality)
        yield np.ascontiguousarray(np.array(Image.open(packed).convert("RGB"))[:, :, ::-1]), profile.dpi


def compared(drawn: Sequence[Box], found: Sequence[Box]) -> tuple[Counter[str], list[tuple[str, Box]]]:
    """What became of the cells of a page."""
    missed = [box for box in drawn if not any(_same(box, other) for other in found)]
    made = [box for box in found if not any(_same(box, other) for other in drawn)]
    told = [(_fate(box, made), box) for box in missed]
    tally = Counter(fate for fate, _ in told)
    tally["cells"], tally["made"] = len(drawn), len(made)
    return tally, [*told, *(("made", box) for box in made)]


def _same(one: Box, two: Box) -> bool:
    return max(abs(one.x0 - two.x0), abs(one.y0 - two.y0), abs(one.x1 - two.x1), abs(one.y1 - two.y1)) <= NEAR


def _fate(box: Box, made: Sequence[Box]) -> str:
    if any(_within(box, other) for other in made):
        return "joined"
    return "cut" if any(_within(other, box) for other in made) else "lost"


def _within(inner: Box, outer: Box) -> bool:
    return inner.x0 >= outer.x0 - NEAR and inner.y0 >= outer.y0 - NEAR and inner.x1 <= outer.x1 + NEAR and inner.y1 <= outer.y1 + NEAR


def judged(job: tuple[str, Path, str, int]) -> tuple[str, int, Counter[str], list[str]]:
    """One form's pages under one seed."""
    name, file, kind, seed = job
    cv2.setNumThreads(1)
    data = file.read_bytes()
    total: Counter[str] = Counter()
    lines: list[str] = []
    for page, (grids, (picture, dpi)) in enumerate(zip(page_grids(data), scans(data, name, kind, seed), strict=True), 1):
        lattices = sheet_of(picture, dpi)[0].lattices
        tally, told = compared(grids.cells, [lattice.cell_box(at) for lattice in lattices for at in range(len(lattice.cells))])
        total += tally
        lines += [f"  {name} seed {seed} page {page}: {fate} {box.x0:.0f} {box.y0:.0f} {box.x1:.0f} {box.y1:.0f}" for fate, box in told]
    return name, seed, total, lines


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("forms", nargs="+", type=Path)
    parser.add_argument("--set", choices=sorted(SETS), default="sealed")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    jobs = [(name, file, asked.set, seed) for seed in range(1, asked.seeds + 1) for name, file in printed_forms(asked.forms)]
    total: Counter[str] = Counter()
    whole = 0
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for name, seed, tally, lines in pool.map(judged, jobs):
            total += tally
            whole += not lines
            if lines:
                print(f"{name} seed {seed}: " + ", ".join(f"{key} {tally[key]}" for key in ("cells", "joined", "cut", "lost", "made")))
            if asked.show:
                print("\n".join(lines))
    missed = sum(total[fate] for fate in ("joined", "cut", "lost"))
    print(
        f"{whole} of {len(jobs)} scans whole; cells {total['cells']}, missed {missed} ({missed / max(total['cells'], 1):.2%}): "
        f"joined {total['joined']}, cut {total['cut']}, lost {total['lost']}; made {total['made']}"
    )


if __name__ == "__main__":
    main()
