"""The peers' own environment: made once, made again when a pin or the Python changes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".bench-venv"
PINS = Path(__file__).with_name("peers.txt")


def pins() -> dict[str, str]:
    """Name -> version, as pinned."""
    lines = (line.split("#")[0].strip() for line in PINS.read_text(encoding="utf-8").splitlines())
    return dict(line.split("==", 1) for line in lines if line)


def peer_python() -> Path:
    """The Python of an environment that holds the pinned peers; needs a package index the first time."""
    python = HOME / "bin" / "python"
    stamp = HOME / f".made-{hashlib.sha256(PINS.read_bytes() + sys.version.encode()).hexdigest()[:16]}"
    if not stamp.exists():
        print(f"installing the peers into {HOME.name} (once) ...", file=sys.stderr)
        venv.create(HOME, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", str(PINS)]
        subprocess.run(command, check=True)
        stamp.touch()
    return python
