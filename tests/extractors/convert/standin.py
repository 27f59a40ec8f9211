"""A program that plays LibreOffice: it takes the same command line and misbehaves as each file says."""

from __future__ import annotations

import sys
from pathlib import Path

FORM = Path(__file__).parent / "data" / "form.docx"
_PROGRAM = """#!{python}
import os, pathlib, shutil, signal, subprocess, sys, time

out = sys.argv[sys.argv.index("--outdir") + 1]
files = sys.argv[sys.argv.index("--outdir") + 2:]
with open({calls!r}, "a") as log:
    print(os.getpid(), len(files), file=log)


def stay(seconds="600", **options):
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(" + seconds + ")"], **options).pid


def first(marker):
    new = not os.path.exists(marker)
    open(marker, "w").close()
    return new


def once(marker):
    if first(marker):
        os.kill(os.getpid(), signal.SIGSEGV)


def fill(_):
    for number in range(100):
        with open("tmp/%d" % number, "wb") as file:
            file.truncate(1 << 20)
    time.sleep(600)


for name in files:
    command, _, rest = open(name, "rb").read().decode().strip("{{}}").removeprefix("\\\\rtf1 ").partition(" ")
    made = pathlib.Path(out, pathlib.Path(name).stem + ".docx")
    if command == "hang":
        time.sleep(600)
    elif command == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif command == "crash-once":
        once(rest)
    elif command == "fill":
        fill(rest)
    elif command == "child":
        pids = [stay(), stay(start_new_session=True)]
        pathlib.Path(rest).write_text(" ".join(map(str, pids)))
        time.sleep(0.2)
    if command == "half":
        made.write_bytes(pathlib.Path({form!r}).read_bytes()[:9000])
    elif command != "skip" and not (command == "skip-once" and first(rest)):
        shutil.copy({form!r}, made)
sys.exit(1)
"""


def install(folder: Path) -> Path:
    """The program in a folder, with a log of its calls beside it: a line with its process and its number of files for each."""
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(_PROGRAM.format(python=sys.executable, calls=str(folder / "calls"), form=str(FORM)))
    program.chmod(0o755)
    return program


def rtf(command: str) -> bytes:
    """A file that makes the program do this."""
    return b"{\\rtf1 %s}" % command.encode()
