"""`import jixiao`: the public names, and what a folder of the user's cannot break."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = {".tsv", ".toml", ".sql", ".css", ".js", ".csv", ".typed"}
PACKAGES = ("jixiao", "normalizers", "extractors", "pipeline")
FORM = "2022年部门预算绩效文本\n\n1.车辆保险费绩效目标表\n\n\t713001妇联本级\n\t单位：万元\n\n\t项目名称\n\t车辆保险费\n\n"


def run(code: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *code], cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """A working folder with modules and folders of our packages' names."""
    (tmp_path / "pipeline.py").write_text("raise SystemExit('not ours')\n")
    for name in ("extractors", "normalizers"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('not ours')\n")
    (tmp_path / "form.txt").write_text(FORM, encoding="utf-8")
    return tmp_path


def test_every_public_name_is_there() -> None:
    import jixiao

    assert {"convert", "read", "Options", "Limits", "ReadError"} <= set(dir(jixiao))
    for name in jixiao.__all__:
        assert getattr(jixiao, name) is not None
    with pytest.raises(AttributeError, match="it has FORMATS"):
        jixiao.write  # noqa: B018


def test_nothing_heavy_is_imported_before_it_is_needed(tmp_path: Path) -> None:
    said = run(["-c", "import jixiao, sys; print(*sys.modules)"], tmp_path).stdout.split()
    assert "jixiao" in said
    assert not {"regex", "pyarrow", "pandas", "numpy", "lxml"} & set(said)


def test_a_script_beside_modules_of_our_names(crowded: Path) -> None:
    (crowded / "mine.py").write_text(
        "import jixiao\nif __name__ == '__main__':\n"
        "    print(len(jixiao.convert('form.txt', 'out', formats=['csv'], workers=1).formats), jixiao.read('form.txt').document['path'])\n"
    )
    done = run(["mine.py"], crowded)
    assert (done.stdout, done.stderr) == ("1 form.txt\n", "")


def test_the_command_beside_modules_of_our_names(crowded: Path) -> None:
    done = run(["-m", "jixiao", "normalize", "≥90%"], crowded)
    assert done.returncode == 0, done.stderr
    assert "comparator     ge" in done.stdout


def test_a_stranger_that_was_first_is_named(tmp_path: Path) -> None:
    (tmp_path / "pipeline.py").write_text("mine = 1\n")
    done = run(["-c", "import sys; sys.path.insert(0, '.'); import pipeline; import jixiao"], tmp_path)
    assert "ImportError: another module of the name 'pipeline' was imported before jixiao" in done.stderr


def test_a_wheel_holds_every_module_and_data_file(tmp_path: Path) -> None:
    source = tmp_path / "source"
    names = subprocess.run(
        ["git", "ls-files", *PACKAGES, "pyproject.toml", "README.md", "LICENSE"], cwd=ROOT, capture_output=True, text=True
    )
    for name in names.stdout.splitlines():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    build = "from setuptools.build_meta import build_wheel; print(build_wheel('..'))"
    done = run(["-c", build], source)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / done.stdout.splitlines()[-1]) as wheel:
        inside = set(wheel.namelist())
    wanted = {name for name in names.stdout.splitlines() if name.startswith(PACKAGES) and Path(name).suffix in DATA | {".py"}}
    assert len(wanted) > 100
    assert not wanted - inside
    assert {f"{package}/py.typed" for package in PACKAGES} <= inside
