"""Every container of every sample, read and judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

from extractors.errors import ReadError
from pipeline.intake.files import read_regular
from pipeline.regress import draft, gate, places
from pipeline.regress.judge import judge
from pipeline.regress.model import Judged, Places
from pipeline.regress.samples import TRUTH, Found, Sample, find
from pipeline.submission import FileFacts, Options, Trace, failure, trace

Read = Callable[[Path, Options], Trace]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run over a set found: the readings, and why the gate stays shut (nothing: it opens)."""

    found: Found
    readings: tuple[Judged, ...]
    baseline: gate.Baseline
    faults: tuple[str, ...]

    @property
    def checked(self) -> list[Judged]:
        """The readings whose truth a person vouches for."""
        return [one for one in self.readings if one.checked]

    @property
    def unchecked(self) -> list[Judged]:
        """The readings beside a draft."""
        return [one for one in self.readings if not one.checked]


def regress(root: Path, options: Options = Options(), baseline: Path | None = None, workers: int = 1) -> Outcome:
    """Judge every sample below a folder against its truth, and the sum against the baseline."""
    found = find(root)
    readings = tuple(one for several in _judged(found.samples, options, workers) for one in several)
    then = gate.load(baseline or root / "baseline.json")
    why = (*found.faults, *gate.faults(gate.state(readings), then))
    return Outcome(found, readings, then, why)


def _judged(samples: Sequence[Sample], options: Options, workers: int) -> Iterator[list[Judged]]:
    if workers <= 1 or len(samples) < 2:
        yield from (judge_sample(sample, options) for sample in samples)
        return
    # Spawned, not forked: no parser's threads come along, and it is the same on every system.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(judge_sample, samples, [options] * len(samples))


def judge_sample(sample: Sample, options: Options, read: Read | None = None) -> list[Judged]:
    """A verdict on each container of a sample; with `update` in its meta.toml its truth is drafted anew from the first."""
    read = read or reading
    if sample.meta.update and sample.containers:
        first = read(sample.containers[0], options).submission
        (sample.folder / TRUTH).write_text(draft.as_json(first), encoding="utf-8")
        sample = replace(sample, truth=draft.truth_of(first))
    return [_judge(sample, path, read(path, options)) for path in sample.containers]


def reading(path: Path, options: Options) -> Trace:
    """One file read with every stage kept; a file that cannot be opened is a failed one."""
    try:
        data = read_regular(os.fsencode(path), options.limits.bytes)
    except ReadError as error:
        facts = FileFacts(path.name)
        return Trace(facts, failure(error, facts))
    return trace(data, path.name, path.name, options)


def _judge(sample: Sample, path: Path, read: Trace) -> Judged:
    rows = read.submission.rows
    counts, misses = judge(sample.truth, rows, read.document)
    row = read.submission.document
    coverage = row["coverage"]
    return Judged(
        sample.id,
        sample.container(path),
        sample.truth.checked,
        str(row["format"] or "unknown"),
        str(row["template"] or "none"),
        str(row["method"] or "none"),
        str(row["error_code"] or row["status"]),
        coverage if isinstance(coverage, Decimal) else None,
        counts,
        misses,
        places.check(rows, read.document) if read.document is not None else Places(),
    )
