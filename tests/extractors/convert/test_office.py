"""Which LibreOffice is used, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.convert import Converting, office, to_docx
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import Source

DATA = Path(__file__).parent / "data"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH; nothing stands where installers put it."""
    monkeypatch.setattr(office, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, *beside: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in ("soffice", *beside):
        (folder / name).write_text("")
        (folder / name).chmod(0o755)
    return folder / "soffice"


@pytest.mark.parametrize("name", ["form.doc", "form.rtf", "form.odt", "form.fodt"])
def test_without_it_a_file_is_unsupported_and_says_what_to_install(name: str, bare: Path) -> None:
    with pytest.raises(ReadError) as caught:
        to_docx(Source.of(name, (DATA / name).read_bytes()), Limits(), Converting())
    assert caught.value.code == "unsupported"
    assert "install libreoffice-writer-nogui or save the file as .docx" in caught.value.message
    assert "请安装 libreoffice-writer-nogui" in caught.value.message_zh


def test_a_libreoffice_without_writer_is_none(bare: Path) -> None:
    program(bare, "soffice.bin")
    assert office.find_office() is None
    office._found.cache_clear()
    program(bare, "libswlo.so")
    assert office.find_office() is not None
    office._found.cache_clear()


def test_a_link_is_followed_to_the_program_that_it_names(bare: Path, tmp_path: Path) -> None:
    real = program(tmp_path / "real")
    (bare / "soffice").symlink_to(real)
    found = office.find_office()
    assert found is not None
    assert found.program == real
    office._found.cache_clear()


def test_two_versions_are_two_builds(tmp_path: Path) -> None:
    programs = [program(tmp_path / name) for name in "abc"]
    for place, version in zip(programs, ("7.4.1", "7.4.2", "7.4.1"), strict=True):
        (place.parent / "versionrc").write_text(version)
    builds = [office._at(place).build for place in programs]
    assert builds[0] == builds[2] != builds[1]
