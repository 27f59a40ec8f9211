"""The three packages that jixiao is made of have plain names, and a folder of the user's may hold the same: ours are found first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Final

PACKAGES: Final = ("normalizers", "extractors", "pipeline")
HOME: Final = Path(__file__).resolve().parent.parent


class Finder:
    """Finds the three packages beside this one, whatever stands earlier on the path."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Where a package of ours is; None for every other module."""
        return PathFinder.find_spec(name, [str(HOME)]) if name in PACKAGES else None


def claim() -> None:
    """Have the three names mean our packages in this process.

    Raises:
        ImportError: another module of such a name was imported before; the sentence names its file.
    """
    for name in PACKAGES:
        _check(name, sys.modules.get(name))
    if not any(finder is Finder for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder)


def leave_working_folder() -> None:
    """Take the working folder off the path, which `python -m` put there: the processes that are started from here inherit the path."""
    if sys.path and Path(sys.path[0] or ".").resolve() == Path.cwd() != HOME:
        del sys.path[0]


def _check(name: str, module: ModuleType | None) -> None:
    file = getattr(module, "__file__", None)
    if module is None or (file and Path(file).resolve() == HOME / name / "__init__.py"):
        return
    raise ImportError(f"another module of the name {name!r} was imported before jixiao ({file}): import jixiao first, or rename that file")
