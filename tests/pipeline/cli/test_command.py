"""The command as a whole: it answers at once, and what a pipe gets is UTF-8."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from pipeline.cli import commands

Jixiao = Callable[..., subprocess.CompletedProcess[str]]

PARSERS = {"docx", "lxml", "pdfminer", "pdfplumber", "pypdfium2", "regex"}
HEAVY = PARSERS | {"duckdb", "multiprocessing", "numpy", "pandas", "pyarrow", "sqlite3", "tqdm"}


@pytest.mark.parametrize("code", ["import pipeline", "from pipeline.cli import parser; parser().format_help()"])
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    loaded = subprocess.run([sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True)
    assert not HEAVY & {name.split(".")[0] for name in loaded.stdout.split()}


def test_help_names_every_command(jixiao: Jixiao) -> None:
    said = jixiao("--help")
    assert said.returncode == 0
    for command in commands():
        assert command in said.stdout
        assert jixiao(command, "--help").returncode == 0


def test_version(jixiao: Jixiao) -> None:
    from pipeline import __version__

    assert jixiao("--version").stdout == f"jixiao {__version__}\n"


def test_no_command_is_wrong_usage(jixiao: Jixiao) -> None:
    assert jixiao().returncode == 2
    assert jixiao("transmogrify").returncode == 2


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GBK"])
def test_a_pipe_gets_utf8_under_any_locale(jixiao: Jixiao, locale: str) -> None:
    assert "\nraw" not in jixiao("normalize", "≥90%", LC_ALL=locale).stderr
    assert '"unit": "人次"' in jixiao("normalize", "--jsonl", stdin='{"raw": "≥100人次"}\n', LC_ALL=locale).stdout


def test_a_reader_that_stops_early_is_no_error() -> None:
    line = f"{sys.executable} -m pipeline schema | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in done.stderr


def test_the_library_s_lazy_names() -> None:
    import pipeline

    assert callable(pipeline.read)
    assert callable(pipeline.convert)
    with pytest.raises(AttributeError, match="it has __version__, convert, read"):
        pipeline.write  # noqa: B018
