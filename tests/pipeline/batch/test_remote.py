"""Addresses: the bytes of a local run, from a server that speaks the S3 protocol, on loopback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.batch.remote import convert_anywhere
from pipeline.batch.settings import ConvertError, Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture
def memory() -> Iterator[str]:
    """A store in memory, of fsspec itself."""
    import fsspec

    store = fsspec.filesystem("memory")
    yield "memory://bucket"
    if store.exists("/bucket"):
        store.rm("/bucket", recursive=True)


def fill(store: object, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            store.pipe_file(f"/bucket/in/{path.relative_to(folder).as_posix()}", path.read_bytes())  # type: ignore[attr-defined]


def test_the_bytes_of_a_local_run_and_a_second_run_that_reads_nothing(
    settings: Settings, folder: Callable[..., Path], memory: str, tmp_path: Path
) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    place = folder(a="one", b="two")
    fill(store, place)
    convert_anywhere([str(place)], str(tmp_path / "out"), settings)
    first = convert_anywhere([f"{memory}/in"], f"{memory}/out", settings)
    local = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.csv")}
    assert {name: store.cat_file(f"/bucket/out/{name}") for name in local} == local
    again = convert_anywhere([f"{memory}/in"], f"{memory}/out", settings)
    assert (first.new, again.new) == (2, 0)


def test_names_that_lead_elsewhere_are_refused(settings: Settings, memory: str, tmp_path: Path) -> None:
    import fsspec

    fsspec.filesystem("memory").store["/bucket/in/../../evil.txt"] = fsspec.filesystem("memory").open("/bucket/in/x.txt", "wb")
    with pytest.raises(ConvertError, match="another name"):
        convert_anywhere([f"{memory}/in"], str(tmp_path / "out"), settings)
    del fsspec.filesystem("memory").store["/bucket/in/../../evil.txt"]


def test_what_cannot_be_is_said(settings: Settings, memory: str, tmp_path: Path) -> None:
    for paths, words in (
        (["memory://nothing/in"], "holds no object"),
        (["nowhere://in"], "nowhere"),
        (["memory://nothing/in", "x"], "cannot be mixed"),
    ):
        with pytest.raises(ConvertError, match=words):
            convert_anywhere(paths, str(tmp_path / "out"), settings)


@pytest.fixture
def s3() -> Iterator[dict[str, str]]:
    """The environment of a client of a fresh S3 on loopback."""
    server = Path(sys.executable).parent / "moto_server"
    with subprocess.Popen([server, "-H", "127.0.0.1", "-p", "0"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = next(filter(None, (re.search(r"127\.0\.0\.1:(\d+)", line) for line in process.stderr)))
        keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1"}
        yield {**os.environ, **keys, "AWS_ENDPOINT_URL": f"http://{found[0]}", "PYTHONPATH": os.fspath(ROOT)}
        process.kill()


@pytest.mark.prove
def test_s3_on_loopback(s3: dict[str, str], samples: Path, tmp_path: Path) -> None:
    copy = "import fsspec, sys; s = fsspec.filesystem('s3'); s.mkdir('bucket'); s.put(sys.argv[1], 'bucket/in', recursive=True)"
    subprocess.run([sys.executable, "-c", copy, f"{samples}/"], env=s3, check=True)
    for given, output in ((samples, tmp_path / "local"), ("s3://bucket/in", "s3://bucket/out")):
        done = subprocess.run([sys.executable, "-m", "pipeline", "convert", given, "-o", output], env=s3, check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stderr.decode()
    back = "import fsspec, sys; fsspec.filesystem('s3').get('bucket/out/', sys.argv[1], recursive=True)"
    subprocess.run([sys.executable, "-c", back, tmp_path / "remote"], env=s3, check=True)
    local = {path.name: path.read_bytes() for path in (tmp_path / "local").iterdir() if path.suffix in (".csv", ".parquet")}
    remote = {path.name: path.read_bytes() for path in (tmp_path / "remote").iterdir() if path.suffix in (".csv", ".parquet")}
    assert local
    assert remote == local
