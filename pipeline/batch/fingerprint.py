"""What a result depends on besides the document: our own sources, the libraries that read for us, the caller's choices."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from extractors.convert.office import find_office
from extractors.converting import Converting
from pipeline import __version__
from pipeline.submission import Options

_PACKAGES: Final = ("extractors", "normalizers", "pipeline")
# With the extra a scan is read that was `no-text` without it: what was told of it then counts for nothing now.
_READING: Final = ('extra == "ocr"', 'extra == "archives"', "extra == 'ocr'", "extra == 'archives'")
_DATA: Final = frozenset({".py", ".tsv", ".toml", ".csv", ".json", ".sql", ".txt"})


def versions() -> dict[str, str]:
    """jixiao, Python and every library that a conversion uses, by name, if it is installed; the build of the LibreOffice that is here."""
    found = {"jixiao": __version__, "python": ".".join(map(str, sys.version_info[:3]))}
    for name in _required():
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    office = find_office()
    return found if office is None else found | {"libreoffice": office.build}


def fingerprint(options: Options) -> str:
    """A hash that changes with anything that may change a result."""
    digest = hashlib.sha256(repr(sorted(versions().items())).encode())
    digest.update(repr(replace(options, vocabulary=None, forms=None, converting=Converting())).encode())
    for path in (options.vocabulary, options.forms):
        digest.update(content(path).encode() if path else b"-")
    for package in _PACKAGES:
        spec = find_spec(package)
        for place in spec.submodule_search_locations or [] if spec else []:
            digest.update(content(Path(place)).encode())
    return digest.hexdigest()


def content(path: Path) -> str:
    """The hash of a file, or of everything below a folder that a program may read: names and bytes, in order."""
    digest = hashlib.sha256()
    below = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in _DATA)
    for file in below:
        if file.is_file():
            digest.update(f"{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode("utf-8", "surrogateescape"))
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _required() -> list[str]:
    """The distributions that read for jixiao, by the names that its metadata gives them: those it needs, and those of its extras.

    Not the extras that carry files about: where they are installed says nothing of a result.
    """
    try:
        requires = metadata.requires("jixiao") or []
    except metadata.PackageNotFoundError:
        return []
    return sorted({_name(line) for line in requires if "extra ==" not in line or line.rstrip().endswith(_READING)})


def _name(requirement: str) -> str:
    end = next((i for i, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), len(requirement))
    return requirement[:end]
