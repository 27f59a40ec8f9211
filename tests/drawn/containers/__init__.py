"""One form as the bytes of each container."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..form import Drawn
from . import docx, html, pdf, text

WRITERS: Mapping[str, Callable[[Drawn], bytes]] = MappingProxyType(
    {"docx": docx.write, "html": html.write, "txt": text.write, "pdf": pdf.write}
)
"""Container (its usual suffix) -> writer."""
