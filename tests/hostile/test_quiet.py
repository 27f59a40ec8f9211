"""Nothing is written outside the output and nothing is sent: a fresh home and temporary folder stay empty, and no packet is attempted."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.extractors.convert.standin import rtf

ROOT = Path(__file__).parents[2]
SENT = ("OutRequests", "OutNoRoutes", "OutDiscards")
"""Counters of a namespace without a network: what was sent, and what could not be for want of a way."""

# What each way of use runs; {inbox} and {output} are folders, {scan} a picture of a page.
WAYS = {
    "convert": "-m pipeline convert {inbox} -o {output} --format csv,parquet,xlsx,duckdb,sqlite --workers 2",
    "report": "-m pipeline report {output}",
    "explain": "-m pipeline explain {scan}",
    "read": "-c from_pipeline_import_read;read({scan!r})",
}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A submission in each container that another library opens, and archives of them."""
    import pypdfium2

    folder = tmp_path_factory.mktemp("inbox")
    for ending in ("docx", "pdf", "txt"):
        (folder / f"form.{ending}").write_bytes((samples / f"shanhaiguan-fulian-2022.{ending}").read_bytes())
    with pypdfium2.PdfDocument(folder / "form.pdf") as document:
        document[0].render(scale=150 / 72).to_pil().save(folder / "scan.png")
    (folder / "old.rtf").write_bytes(rtf("old"))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("inner.docx", (folder / "form.docx").read_bytes() + b"\0")
    (folder / "more.zip").write_bytes(data.getvalue())
    (folder / "bad.tar").write_bytes(bytes(257) + b"ustar" + bytes(250))
    return folder


def quiet(way: str, inbox: Path, place: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Run one way of use with a home and a temporary folder of its own below `place`."""
    for name in ("home", "tmp"):
        (place / name).mkdir(exist_ok=True)
    words = WAYS[way].format(inbox=inbox, output=place / "out", scan=str(inbox / "scan.png"))
    command = [sys.executable, *words.split(maxsplit=1 if words.startswith("-c") else -1)]
    command = [word.replace("from_pipeline_import_read;", "from pipeline import read; ") for word in command]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPL", "ORT_"))}
    environment = {**kept, "HOME": str(place / "home"), "TMPDIR": str(place / "tmp")}
    return subprocess.run([*before, *command], capture_output=True, text=True, check=False, cwd=ROOT, env=environment, timeout=300)


def left(place: Path) -> list[str]:
    """What is left in the home and the temporary folder."""
    return sorted(path.relative_to(place).as_posix() for name in ("home", "tmp") for path in (place / name).rglob("*"))


def test_a_fresh_home_and_temporary_folder_stay_empty(inbox: Path, tmp_path: Path) -> None:
    for way in WAYS:
        done = quiet(way, inbox, tmp_path)
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr
        assert left(tmp_path) == [], way
    assert (tmp_path / "out" / "report.html").exists()


COUNTED = 'import os, subprocess, sys; code = subprocess.call(sys.argv[1:]); print(open("/proc/self/net/snmp").read()); sys.exit(code)'


def attempts(said: str) -> dict[str, int]:
    """The counters of the Internet Protocol that tell of something sent."""
    names, values = [line.split()[1:] for line in said.splitlines() if line.startswith("Ip:")]
    counted = dict(zip(names, map(int, values), strict=True))
    return {name: counted[name] for name in SENT}


@pytest.mark.prove
def test_nothing_is_sent(inbox: Path, tmp_path: Path) -> None:
    alone = ("unshare", "--net", "--map-root-user", sys.executable, "-c", COUNTED)
    send = "import socket, contextlib\nwith contextlib.suppress(OSError): socket.create_connection(('192.0.2.1', 80))"
    control = subprocess.run([*alone, sys.executable, "-c", send], capture_output=True, text=True, check=True)
    assert sum(attempts(control.stdout).values()) > 0
    for way in WAYS:
        done = quiet(way, inbox, tmp_path, *alone)
        assert done.returncode in (0, 1), done.stderr
        assert attempts(done.stdout) == dict.fromkeys(SENT, 0), way
