"""Content controls (w:sdt, ECMA-376 part 1, 17.5.2), settled in the tree before it is walked: what each of them shows.

showingPlcHdr        the template's prompt: nothing was filled in
dataBinding          what the custom XML holds: Word shows that when it opens the file, whatever text was left in the document
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from extractors.printing import BOUND, PLACEHOLDER
from extractors.readers.docx.names import LEFT, VALUE, W, switched_on

_STEP: Final = re.compile(r"/(@)?(?:([\w.-]+):)?([\w.-]+|\*)(?:\[(\d{1,6})\])?")
_MAPPING: Final = re.compile(r"""xmlns:([\w.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")""")
_T, _R, _P = f"{W}t", f"{W}r", f"{W}p"
_PARTS: Final = (f"{W}tc", f"{W}tr", f"{W}tbl")


def settle_controls(root: etree._Element, data: Mapping[str, etree._Element]) -> None:
    """Put into each control what it shows, and mark the text that it does not.

    Args:
        root: the root of a part; changed.
        data: the roots of the custom XML parts by their id, as controls name it.
    """
    for control in list(root.iter(f"{W}sdt")):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if properties is None or content is None:
            continue
        prompt, binding = properties.find(f"{W}showingPlcHdr"), properties.find(f"{W}dataBinding")
        bound = None if binding is None else _bound(properties, binding, data)
        if bound is not None and bound.strip():
            _show(content, bound)
        elif prompt is not None and switched_on(prompt.get(VALUE)):
            _take_out(content, PLACEHOLDER)
        elif bound is not None:
            _take_out(content, BOUND)


def _bound(properties: etree._Element, binding: etree._Element, data: Mapping[str, etree._Element]) -> str | None:
    """The text to which a control is bound; None where it is not known or is shown in another form (a date, a picture)."""
    if any(properties.find(f"{W}{kind}") is not None for kind in ("date", "picture", "richText", "docPartObj", "docPartList")):
        return None
    if next(properties.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"), None) is not None:
        return None
    root = data.get((binding.get(f"{W}storeItemID") or "").upper())
    if root is None:
        return None
    text = text_at(root, binding.get(f"{W}xpath") or "", binding.get(f"{W}prefixMappings") or "")
    for item in properties.iter(f"{W}listItem"):
        if text is not None and item.get(f"{W}value") == text:
            return item.get(f"{W}displayText") or text
    return text


def text_at(root: etree._Element, path: str, mappings: str = "") -> str | None:
    """The text at a path of plain steps (`/ns0:root[1]/a[2]/@b`), the only ones that Word writes; None where there is none."""
    namespaces = {prefix: one or other for prefix, one, other in _MAPPING.findall(mappings)}
    steps = list(_STEP.finditer(path))
    if not steps or "".join(step.group() for step in steps) != path:
        return None
    at: etree._Element | None = None
    for step in steps:
        attribute, prefix, name, index = step.groups()
        tag = f"{{{namespaces.get(prefix, '')}}}{name}" if prefix else name
        if attribute:
            return None if at is None else at.get(tag)
        wanted = int(index or "1")
        children = [root] if at is None else list(at)
        found = [child for child in children if isinstance(child.tag, str) and (name == "*" or child.tag == tag)]
        if not 0 < wanted <= len(found):
            return None
        at = found[wanted - 1]
    return None if at is None else "".join(str(text) for text in at.itertext())


def _show(content: etree._Element, text: str) -> None:
    """Put a text into a control that holds another one; a control around cells or several paragraphs keeps its own."""
    texts = list(content.iter(_T))
    now = "".join(each.text or "" for each in texts)
    if now == text or "".join(now.split()) == "".join(text.split()):
        return
    if sum(1 for _ in content.iter(_P)) > 1 or sum(1 for _ in content.iter(*_PARTS)) > 1:
        return
    if not texts:
        run = next(content.iter(_R), None)
        place = run if run is not None else etree.SubElement(next(content.iter(_P), content), _R)
        texts = [etree.SubElement(place, _T)]
    _take_out(content, BOUND)
    shown = etree.Element(_T)
    shown.text = text
    first = next(content.iter(LEFT), None)
    if first is not None:
        first.addprevious(shown)


def _take_out(content: etree._Element, code: str) -> None:
    """Mark the text of a control as none of the document's."""
    for text in list(content.iter(_T)):
        left = etree.Element(LEFT, code=code)
        left.text, left.tail = text.text, text.tail
        parent = text.getparent()
        if parent is not None:
            parent.replace(text, left)
