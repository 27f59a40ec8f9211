"""Word 2003 XML (wordprocessingml 2003) under the names of ECMA-376, in the parts of a package.

What became of a name is a line in a table here. Three things lie elsewhere in a package: running heads stand inside their
section's properties, notes and comments inside the run that refers to them, and each of these becomes a part with a reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from lxml import etree

from extractors.readers.docx.names import ID, RELATION, SPACE, TYPE, VALUE, W

_OLD: Final = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINT: Final = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_NOTE: Final = "{http://schemas.microsoft.com/aml/2001/core}"
ROOT: Final = f"{_OLD}wordDocument"
"""The root element of Word 2003 XML."""

_RENAMED: Final = MappingProxyType(
    {
        "vmerge": "vMerge",
        "hmerge": "hMerge",
        "hlink": "hyperlink",
        "listPr": "numPr",
        "ilfo": "numId",
        "listDef": "abstractNum",
        "list": "num",
        "ilst": "abstractNumId",
        "nfc": "numFmt",
        "listStyleLink": "numStyleLink",
    }
)
_RENAMED_ATTRIBUTES: Final = MappingProxyType({"h-ansi": "hAnsi", "fareast": "eastAsia", "listDefId": "abstractNumId", "ilfo": "numId"})
# w:nfc counts the formats of ST_NumberFormat (ECMA-376 part 1, 17.18.59) in the order of [MS-OSHARED] 2.2.1.3.
_NUMBERED: Final = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital "
    "japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand "
    "decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung "
    "decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional "
    "ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand "
    "taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand"
)
_FORMATS: Final = MappingProxyType(dict(enumerate(_NUMBERED.split())) | {57: "numberInDash", 255: "none"})
# What an annotation marks: how ECMA-376 calls the element. Formatting as it was before is dropped.
_ANNOTATIONS: Final = MappingProxyType(
    {"Word.Insertion": "ins", "Word.Deletion": "del", "Word.Bookmark.Start": "bookmarkStart", "Word.Bookmark.End": "bookmarkEnd"}
)
_COMMENT: Final = "Word.Comment"
_HEADS: Final = MappingProxyType({"hdr": "header", "ftr": "footer"})
_USES: Final = MappingProxyType({"odd": "default", "even": "even", "first": "first"})
_NOTES: Final = ("footnote", "endnote")
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN: Final = "word/document.xml"


@dataclass(slots=True)
class _Parts:
    """Parts on their way into a package: roots by name, and the main part's relationships (kind and target) in order."""

    roots: dict[str, etree._Element] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, root: etree._Element) -> str:
        """The id of the relationship to a new part."""
        number = len(self.relations) + 1
        self.roots[f"word/{kind}{number}.xml"] = root
        self.relations.append((kind, f"{kind}{number}.xml"))
        return f"rId{number}"


def parts_of_2003(root: etree._Element) -> dict[str, bytes]:
    """The parts of the package that says the same as a Word 2003 XML file, by name. The tree is used up."""
    _spaces(root)
    _noted_numbers(root)
    _rename(root)
    parts = _Parts()
    for kind, name in (("styles", "styles"), ("lists", "numbering")):
        if (element := root.find(f"{W}{kind}")) is not None:
            element.tag = f"{W}{name}"
            parts.add(name, element)
    properties = root.find(f"{W}docPr")
    if properties is not None:
        properties.tag = f"{W}settings"
        parts.add("settings", properties)
    main = etree.Element(f"{W}document")
    main.extend(root.findall(f"{W}body"))
    _running_heads(main, parts)
    _notes(main, parts)
    made = {_MAIN: main, **parts.roots}
    return {name: etree.tostring(part, encoding="utf-8") for name, part in made.items()} | _relationships(parts)


def _spaces(root: etree._Element) -> None:
    """Old files say at the root that spaces are kept, new ones at each text."""
    if root.get(SPACE) == "preserve":
        for text in root.iter(f"{_OLD}t"):
            if text.get(SPACE) is None:
                text.set(SPACE, "preserve")


def _noted_numbers(root: etree._Element) -> None:
    """Word notes a list's number beside its item; it is printed where the list itself is not defined and cannot be counted."""
    defined = {each.get(f"{_OLD}ilfo") for each in root.iterfind(f"{_OLD}lists/{_OLD}list")}
    for properties in root.iter(f"{_OLD}pPr"):
        number, noted = properties.find(f"{_OLD}listPr/{_OLD}ilfo"), properties.find(f"{_OLD}listPr/{_HINT}t")
        if noted is not None and (number is None or number.get(f"{_OLD}val") not in defined):
            run = etree.Element(f"{_OLD}r")
            etree.SubElement(run, f"{_OLD}t").text = noted.get(f"{_HINT}val")
            properties.addnext(run)


def _rename(root: etree._Element) -> None:
    for element in list(root.iter(f"{_OLD}*", f"{_NOTE}annotation")):
        if element.tag == f"{_NOTE}annotation":
            _annotation(element)
            continue
        name = element.tag.removeprefix(_OLD)
        element.tag = f"{W}{_RENAMED.get(name, name)}"
        for old in [key for key in element.attrib if str(key).startswith(_OLD)]:
            attribute = str(old).removeprefix(_OLD)
            element.set(f"{W}{_RENAMED_ATTRIBUTES.get(attribute, attribute)}", element.attrib.pop(old))
        if name == "nfc":
            element.set(VALUE, _FORMATS.get(_whole(element.get(VALUE)), "decimal"))


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else -1


def _annotation(element: etree._Element) -> None:
    kind = element.get(f"{_OLD}type") or ""
    name = element.get(f"{_OLD}name")
    if kind in _ANNOTATIONS:
        element.tag = f"{W}{_ANNOTATIONS[kind]}"
        if name is not None:
            element.set(f"{W}name", name)
    elif kind == _COMMENT:
        element.tag = f"{W}comment"
    else:  # old formatting, and where a comment begins and ends: nothing of it is printed
        _taken_out(element)


def _taken_out(element: etree._Element) -> etree._Element:
    """The element without its place in the tree; what is printed behind it stays."""
    parent = element.getparent()
    if parent is not None:
        tail = element.tail
        element.tail = None
        before = element.getprevious()
        parent.remove(element)
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
    return element


def _running_heads(main: etree._Element, parts: _Parts) -> None:
    for section in list(main.iter(f"{W}sectPr")):
        for head in section.findall(f"{W}hdr") + section.findall(f"{W}ftr"):
            kind = _HEADS[head.tag.removeprefix(W)]
            use = _USES.get(head.get(TYPE) or "", "default")
            reference = etree.Element(f"{W}{kind}Reference")
            reference.set(TYPE, use)
            section.replace(head, reference)
            reference.set(RELATION, parts.add(kind, head))


def _notes(main: etree._Element, parts: _Parts) -> None:
    """Notes and comments, each kind in a part of its own, a reference at its place."""
    for kind in (*_NOTES, "comment"):
        root = etree.Element(f"{W}{kind}s")
        for number, note in enumerate(list(main.iter(f"{W}{kind}")), 1):
            reference = etree.Element(f"{W}{kind}Reference")
            reference.set(ID, str(number))
            parent = note.getparent()
            if parent is None:
                continue
            reference.tail = note.tail
            note.tail = None
            parent.replace(note, reference)
            note.set(ID, str(number))
            if note.get(TYPE) is not None:
                del note.attrib[TYPE]
            root.append(note)
        if len(root):
            parts.add(f"{kind}s", root)


def _relationships(parts: _Parts) -> dict[str, bytes]:
    package = _relationship_part([("officeDocument", _MAIN)])
    return {"_rels/.rels": package, "word/_rels/document.xml.rels": _relationship_part(parts.relations)}


def _relationship_part(relations: list[tuple[str, str]]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships")
    for number, (kind, target) in enumerate(relations, 1):
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=f"rId{number}", Type=f"{_OFFICE}{kind}", Target=target)
    return etree.tostring(root, encoding="utf-8")
