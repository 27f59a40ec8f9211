"""What is embedded in an old Word file: LibreOffice hands on what has a picture, and of the rest says nothing."""

from __future__ import annotations

import re
from typing import Final

from extractors.containers import OLE_MAGIC, ole_streams

_IN_POOL: Final = re.compile(r"_\d{6,10}")  # [MS-DOC] 2.1.5: a storage for each object, named by a number
_RTF_OBJECT: Final = re.compile(rb"\\object(?![a-z])")


def embedded(data: bytes) -> int:
    """How many objects a .doc or .rtf holds; 0 for what is neither."""
    if data.startswith(OLE_MAGIC):
        return sum(_IN_POOL.fullmatch(name) is not None for name in ole_streams(data))
    return len(_RTF_OBJECT.findall(data)) if data[:64].lstrip().startswith(b"{\\rt") else 0
