"""Chinese budget performance submissions into tidy tables: `read` one file, `convert` a folder.

Both load on first use: `import pipeline` alone imports no parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.conversion import convert
    from pipeline.frames import read_csv
    from pipeline.submission import read

__version__ = "0.1.0"
__all__ = ["__version__", "convert", "read", "read_csv"]

_HOME = {"convert": "pipeline.conversion", "read": "pipeline.submission", "read_csv": "pipeline.frames"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found
