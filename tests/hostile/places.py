"""What a folder may hold besides files with good names: names that programs stumble over, and things that are no files."""

from __future__ import annotations

import os
import socket
from pathlib import Path

# Names of good submissions; each must come out as it went in.
NAMES = (
    "new\nline.txt",
    "tab\there.txt",
    "quote\"'`.txt",
    "emoji😀.txt",
    "-o.txt",
    "--help.txt",
    "=cmd.txt",
    "@sum.txt",
    "%s%n.txt",
    "*?[a].txt",
    "$(reboot);&|.txt",
    " space .txt",
    "comma,.txt",
    "back\\slash.txt",
    "\x1b[31mred.txt",
    "\u202etxt.exe.txt",
    "e\u0301.txt",
    "\u00e9.txt",
    "CON.txt",
    "UPPER.TXT",
    "a" * 251 + ".txt",
    "绩" * 83 + "aa.txt",
)


def broken_names(folder: Path, data: bytes) -> dict[str, str]:
    """Names that are no UTF-8; by the name that is reported."""
    raw = {b"\xc2\xcc.txt": "\\xc2\\xcc.txt", b"\xff\xfe.txt": "\\xff\\xfe.txt"}
    for number, name in enumerate(raw):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(data + b"broken %d" % number)
    return dict.fromkeys(raw.values(), "ok")


def deep_folder(folder: Path, data: bytes, levels: int = 150) -> str:
    """A submission below so many folders."""
    inside = "/".join(["d"] * levels) + "/deep.txt"
    (folder / inside).parent.mkdir(parents=True)
    (folder / inside).write_bytes(data + b"deep")
    return inside


def no_files(folder: Path) -> None:
    """A pipe that nobody writes to, a device, a socket, links in a circle and to nothing, and a folder called like a document."""
    os.mkfifo(folder / "pipe.docx")
    os.symlink("/dev/zero", folder / "device.docx")
    os.symlink("loop.docx", folder / "loop.docx")
    os.symlink("nowhere.docx", folder / "dangling.docx")
    (folder / "folder.docx").mkdir()
    os.symlink("..", folder / "folder.docx" / "up")
    place = os.getcwd()
    os.chdir(folder)  # the address of a socket holds a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.docx")
    finally:
        os.chdir(place)


def sparse(folder: Path) -> None:
    """A file of a terabyte that takes no room."""
    with (folder / "giant.docx").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(1 << 40)
