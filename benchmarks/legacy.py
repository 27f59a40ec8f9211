"""Old Word: a batch of ours beside one LibreOffice call a file, on the samples saved as .doc, .rtf and .odt.

Ours is what a folder run does before its workers read: two calls at once, many files in each, a fresh profile for each call. The other
is what a script does: the files one after the other, all in one profile that has been used before.
"""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.report import Line
from benchmarks.rounds import interleave, ratio
from extractors.convert import Office, Store, find_office
from extractors.limits import Limits
from pipeline.batch.ahead import convert_ahead
from pipeline.batch.jobs import Job
from pipeline.batch.progress import Silent

FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}
CALLS = 2
SECONDS = 60.0
MISSING = "not measured: LibreOffice is not installed (make reading)"


def saved_as(forms: Sequence[Path], office: Office, work: Path) -> list[Path]:
    """Each form in each old container."""
    for made in FILTERS.values():
        _soffice(office, work / "profile", made, work / "old", forms)
    return sorted((work / "old").iterdir())


def jobs_of(files: Sequence[Path]) -> Iterator[Job]:
    """The files as a run's ledger names them."""
    for file in files:
        data = file.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        yield Job(sha256[:16], file.suffix[1:], bytes(file), file.name, sha256, len(data))


def measure_legacy(forms: Sequence[Path], work: Path, rounds: int) -> list[Line]:
    """How many times as many files a minute; RuntimeError where either side left one out."""
    office = find_office()
    if office is None:
        return [Line("old Word", MISSING, "")]
    files = saved_as(forms, office, work)
    if len(files) != len(forms) * len(FILTERS):
        raise RuntimeError(f"LibreOffice saved {len(files)} files of {len(forms) * len(FILTERS)}")
    jobs, fresh = list(jobs_of(files)), itertools.count()

    def ours(_round: int) -> float:
        store = Store(work / f"kept{next(fresh)}", office)
        began = time.perf_counter()
        convert_ahead(jobs, store, Limits(), SECONDS, CALLS, Silent(), lambda: False)
        took = time.perf_counter() - began
        _all_there([store.has(job.sha256) for job in jobs])
        return took

    def singly(_round: int) -> float:
        output = work / f"singly{next(fresh)}"
        began = time.perf_counter()
        for file in files:
            _soffice(office, work / "profile", "docx", output / file.suffix[1:], [file])
        took = time.perf_counter() - began
        _all_there([(output / file.suffix[1:] / f"{file.stem}.docx").exists() for file in files])
        return took

    times = interleave({"ours": ours, "singly": singly}, rounds)
    gained = ratio(times, "singly", "ours")
    what = f"{len(files)} files of old Word"
    return [Line(what, f"one LibreOffice call a file / ours ({CALLS} calls at once)", str(gained), "≥ 4 ×", gained.median >= 4)]


def _all_there(made: Sequence[bool]) -> None:
    if not all(made):
        raise RuntimeError(f"{made.count(False)} of {len(made)} files were not converted")


def _soffice(office: Office, profile: Path, made: str, output: Path, files: Sequence[Path]) -> None:
    command = [str(office.program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", made]
    command += ["--outdir", str(output), *map(str, files)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
