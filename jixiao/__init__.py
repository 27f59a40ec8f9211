"""Chinese budget performance submissions into tidy tables: `read` one file, `read_many` several, `convert` a folder.

Everything that is public has its name here; each loads on first use, so that `import jixiao` alone imports no parser.

    import jixiao
    submission = jixiao.read("submission.docx")
    report = jixiao.convert("inbox", "tables", formats=["xlsx"])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jixiao import _home

if TYPE_CHECKING:
    from extractors.errors import ReadError, UserFileError
    from extractors.limits import Limits
    from pipeline.batch.jobs import Limits as RunLimits
    from pipeline.batch.settings import ConvertError, Report
    from pipeline.conversion import convert
    from pipeline.exporters import FORMATS
    from pipeline.exporters._options import ExportOptions
    from pipeline.frames import read_csv
    from pipeline.submission import Options, Submission, read, read_many

_home.claim()

from pipeline import __version__  # noqa: E402  (only now is it certain whose `pipeline` that is)

__all__ = [
    "FORMATS",
    "ConvertError",
    "ExportOptions",
    "Limits",
    "Options",
    "ReadError",
    "Report",
    "RunLimits",
    "Submission",
    "UserFileError",
    "__version__",
    "convert",
    "read",
    "read_csv",
    "read_many",
]

_FROM: Final = {
    "FORMATS": ("pipeline.exporters", "FORMATS"),
    "ConvertError": ("pipeline.batch.settings", "ConvertError"),
    "ExportOptions": ("pipeline.exporters._options", "ExportOptions"),
    "Limits": ("extractors.limits", "Limits"),
    "Options": ("pipeline.submission", "Options"),
    "ReadError": ("extractors.errors", "ReadError"),
    "Report": ("pipeline.batch.settings", "Report"),
    "RunLimits": ("pipeline.batch.jobs", "Limits"),
    "Submission": ("pipeline.submission", "Submission"),
    "UserFileError": ("extractors.errors", "UserFileError"),
    "convert": ("pipeline.conversion", "convert"),
    "read": ("pipeline.submission", "read"),
    "read_many": ("pipeline.submission", "read_many"),
    "read_csv": ("pipeline.frames", "read_csv"),
}


def __getattr__(name: str) -> object:
    if name not in _FROM:
        raise AttributeError(f"module 'jixiao' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    module, there = _FROM[name]
    found: object = getattr(import_module(module), there)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
