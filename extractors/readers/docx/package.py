"""A Word package out of bytes, with every hazard of the container met before a parser sees it.

    bytes ──members (bounded, as they inflate)──> parts ──relationships (inside the package, known kinds)──> Package

Only the parts that hold text or say how it is numbered are inflated. python-docx is then given the main part
alone, so that relationships to NULL, to #bookmark, to missing or external targets, macro and template content types and
Strict namespaces never reach it.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Final

from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.package import Package as WordPackage
from docx.parts.document import DocumentPart
from lxml import etree

from extractors.document import Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.docx.chunks import KINDS as CHUNKS
from extractors.readers.docx.chunks import MOST as MOST_CHUNKS
from extractors.readers.docx.names import W
from extractors.readers.docx.xml_parts import parse, settled, without_dtd
from extractors.readers.members import Members, malformed, resolved
from normalizers.notes import Note

# Kinds of part that are read, by the last word of their relationship's type (Strict and Transitional share it).
KINDS: Final = frozenset({"styles", "numbering", "settings", "header", "footer", "footnotes", "endnotes", "comments"})
_MAIN: Final = "officeDocument"
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b")
_BINDING: Final = b"dataBinding"
_DATA_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_CORE: Final = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"  # by which controls name the core properties (MS-OE376, 2.1.513)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: `kind` is the last word of its type, `target` a part's name or, where `external`, an address."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts that are read, parsed, and their bytes (for cheap tests) by name; relations go by their id."""

    raw: dict[str, bytes]
    relations: dict[str, Relation] = field(default_factory=dict)
    main: etree._Element = field(default_factory=lambda: etree.Element("none"))
    parts: dict[str, etree._Element] = field(default_factory=dict)
    data: dict[str, etree._Element] = field(default_factory=dict)
    """The custom XML to which content controls may be bound, by its id (in braces, upper case)."""
    remarks: list[Remark] = field(default_factory=list)
    chunks: dict[str, bytes] = field(default_factory=dict)
    """Whole documents that the main part prints in its place, by the id of their relationship."""

    def parts_of(self, kind: str) -> list[etree._Element]:
        """The parsed parts of a kind, in the order of their relationships."""
        names = dict.fromkeys(r.target for r in self.relations.values() if r.kind == kind and not r.external)
        return [self.parts[name] for name in names if name in self.parts]

    def contents(self) -> list[bytes]:
        """The bytes of the parts that hold text."""
        settings = {r.target for r in self.relations.values() if r.kind in ("styles", "numbering", "settings")}
        return [data for name, data in self.raw.items() if name not in settings]


def open_package(data: bytes, limits: Limits) -> Package:
    """The package in the bytes. ReadError: empty, truncated, corrupt, encrypted, too-large, not-a-document, unsupported."""
    members = Members(data, limits)
    name = _main_name(members)
    raw = members.read(name)
    if raw is None:
        raise ReadError("corrupt", f"the package has no main part {name}", f"文件包中缺少主文档 {name}")
    raw = settled(raw, name)
    package = Package(raw={name: raw})
    _relate(package, members, name)
    relations = package.relations
    for target in dict.fromkeys(r.target for r in relations.values() if r.kind in KINDS and not r.external):
        _add_part(package, members, target)
    for key in [key for key, each in relations.items() if each.kind in CHUNKS and not each.external][:MOST_CHUNKS]:
        chunk = members.read(relations[key].target)
        if chunk is not None:
            package.chunks[key] = chunk
    if any(_BINDING in content for content in package.raw.values()):
        _add_data(package, members)
    package.main = _open_main(raw)  # last: a large tree is freed several times as fast if nothing was allocated above it
    return package


def _main_name(members: Members) -> str:
    try:
        relations = _relations(members.read("_rels/.rels"), "")
    except ReadError as error:
        if error.code in ("encrypted", "too-large"):
            raise
        relations = {}  # the main part has a name that nearly every program gives it
    target = next((r.target for r in relations.values() if r.kind == _MAIN and not r.external), "word/document.xml")
    return target if target in members else "word/document.xml"


def _relations_name(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def _relate(package: Package, members: Members, main: str) -> None:
    """The main part's relationships; unreadable ones are named, for header, notes and numbering are then missing."""
    name = _relations_name(main)
    try:
        package.relations = _relations(members.read(name), posixpath.dirname(main))
    except ReadError as error:
        if error.code in ("encrypted", "too-large"):
            raise
        package.remarks.append(Remark(Note.of("part.unread", part=name, reason=error.code)))


def _relations(data: bytes | None, folder: str) -> dict[str, Relation]:
    """The relationships of a part by id; ReadError where they cannot be parsed."""
    if data is None or not _RELATION.search(data):
        return {}
    root = parse(data)
    found = {}
    for child in root:
        if not isinstance(child.tag, str):
            continue
        kind, target = (child.get("Type") or "").rsplit("/", 1)[-1], child.get("Target") or ""
        external = child.get("TargetMode") == "External"
        found[child.get("Id") or ""] = Relation(kind, target if external else resolved(target, folder), external)
    return found


def _open_main(raw: bytes) -> etree._Element:
    """The main part's root, opened by python-docx as the part of a package that holds nothing else."""
    try:
        part = DocumentPart.load(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, raw, WordPackage())
    except etree.XMLSyntaxError as error:
        raise malformed(error) from error
    root: etree._Element = part.element
    if root.tag != f"{W}document":
        raise ReadError("not-a-document", "the main part of the package is no Word document", "文件包的主部件不是 Word 文档")
    return without_dtd(root)


def _add_part(package: Package, members: Members, name: str) -> None:
    """Parse a further part; one that cannot be read costs itself alone and is named."""
    try:
        data = members.read(name)
        if data is not None:
            package.parts[name] = parse(data)
            package.raw[name] = data
            return
        reason = "missing"
    except ReadError as error:
        if error.code in ("encrypted", "too-large"):
            raise
        reason = error.code
    package.remarks.append(Remark(Note.of("part.unread", part=name, reason=reason)))


def _add_data(package: Package, members: Members) -> None:
    """The custom XML parts and the core properties; what cannot be read binds nothing."""
    for relation in [each for each in package.relations.values() if each.kind == "customXml" and not each.external]:
        root = _data(members, relation.target)
        if root is None:
            continue
        for properties in _relations(members.read(_relations_name(relation.target)), posixpath.dirname(relation.target)).values():
            described = _data(members, properties.target) if properties.kind == "customXmlProps" else None
            if described is not None:
                package.data[(described.get(_DATA_ID) or "").upper()] = root
    core = _data(members, "docProps/core.xml")
    if core is not None:
        package.data[_CORE] = core


def _data(members: Members, name: str) -> etree._Element | None:
    try:
        found = members.read(name)
        return None if found is None else parse(found)
    except ReadError as error:
        if error.code in ("encrypted", "too-large"):
            raise
        return None
