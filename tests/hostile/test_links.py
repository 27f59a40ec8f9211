"""Nothing outside the input is read: a link that leads out is listed, and not a word of what it leads to stands in any table."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

from pipeline.conversion import convert

SAMPLE = "shanhaiguan-fulian-2022.txt"


def tar_of_links(target: Path) -> bytes:
    """A .tar whose members are links to a file outside, beside a good one."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, kind in (("soft.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(target)
            archive.addfile(info)
    return data.getvalue()


def zip_of_links(target: Path) -> bytes:
    """The same as a .zip, whose links are members that hold the path."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        info = zipfile.ZipInfo("soft.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, str(target))
    return data.getvalue()


def test_no_link_brings_in_what_lies_outside(samples: Path, tmp_path: Path) -> None:
    form = (samples / SAMPLE).read_text("utf-8").partition("]2.")[0]
    secret = form.replace("车辆保险费", "不得外传的项目")
    inbox, outside, output = tmp_path / "in", tmp_path / "outside", tmp_path / "out"
    for folder in (inbox, outside):
        folder.mkdir()
    (outside / "secret.txt").write_text(secret, encoding="utf-8")
    (outside / "hard.txt").write_text(secret + "2", encoding="utf-8")
    (inbox / "good.txt").write_text(form, encoding="utf-8")
    (inbox / "again.txt").symlink_to("good.txt")
    (inbox / "file.txt").symlink_to(outside / "secret.txt")
    (inbox / "folder").symlink_to(outside)
    os.link(outside / "hard.txt", inbox / "hard.txt")
    (inbox / "links.tar").write_bytes(tar_of_links(outside / "secret.txt"))
    (inbox / "links.zip").write_bytes(zip_of_links(outside / "secret.txt"))
    assert convert(inbox, output, formats=("csv",), workers=1).exit_code == 0
    for table in output.glob("*.csv"):
        assert "不得外传" not in table.read_text("utf-8"), table.name
    assert "车辆保险费" in (output / "projects.csv").read_text("utf-8")
    listed = {row["path"]: row["reason"] for row in json.loads((output / "run.json").read_text("utf-8"))["listed"]}
    assert listed["file.txt"] == listed["folder"] == "link that leads out of the input"
    assert listed["hard.txt"] == "hard link: the file has another name outside the input"
    assert {"links.zip/soft.txt"} <= listed.keys()
