"""Annotations of OFD pages (GB/T 33190-2016, 15): what somebody wrote over the file. Their texts are remarks, no print of the form."""

from __future__ import annotations

import posixpath
from typing import Final

from extractors.readers.members import resolved
from extractors.readers.ofd.package import OfdDocument, Package

_MOST: Final = 10_000
_SILENT: Final = frozenset({"Link", "Watermark"})


def annotation_texts(package: Package, document: OfdDocument) -> dict[str, list[str]]:
    """The texts of the annotations of each page, by the page's id; watermarks are furniture and left out."""
    out: dict[str, list[str]] = {}
    root = package.part(document.annotations) if document.annotations else None
    if root is None:
        return out
    folder = posixpath.dirname(document.annotations)
    for page in list(root.iterchildren("{*}Page"))[:_MOST]:
        place = next(((child.text or "").strip() for child in page.iterchildren("{*}FileLoc")), "")
        part = package.part(resolved(place, folder)) if place else None
        if part is None:
            continue
        texts = out.setdefault(page.get("PageID") or "", [])
        for note in part.iter("{*}Annot"):
            said = "".join(code.text or "" for code in note.iter("{*}TextCode")).strip()
            remark = next(((child.text or "").strip() for child in note.iterchildren("{*}Remark")), "")
            if note.get("Type") not in _SILENT and len(texts) < _MOST:
                texts.extend(text for text in (said, remark) if text)
    return out
