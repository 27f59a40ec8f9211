"""The parts of an OFD file: its documents, their pages, templates and resources (GB/T 33190-2016, 7.4 to 7.9).

bytes ──Members──> OFD.xml ──DocRoot──> Document.xml ──pages, templates, resources──> OfdDocument
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.document import Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.members import Members, local, parse, resolved
from extractors.readers.ofd.geometry import box_of
from normalizers.notes import Note

Box = tuple[float, float, float, float]
A4: Final[Box] = (0.0, 0.0, 210.0, 297.0)
_MOST_RESOURCES: Final = 100_000
_FATAL: Final = ("encrypted", "too-large")


@dataclass(slots=True)
class OfdDocument:
    """One document of a file: the parts of its pages in order, templates by id, pictures by the id of their resource.

    `units` are composite graphics by id; `area` is the page box where a page has none of its own.
    """

    folder: str
    pages: list[tuple[str, str]] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    units: dict[str, etree._Element] = field(default_factory=dict)
    annotations: str = ""
    area: Box = A4


class Package:
    """An opened file. `remarks` name parts that could not be read."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """ReadError: empty, truncated, corrupt, encrypted, too-large, not-a-document."""
        self.members = Members(data, limits)
        self.limits = limits
        self.remarks: list[Remark] = []
        self._parsed = 0
        if "ofdentries.xml" in self.members or any(name.endswith("encryptions.xml") for name in self.members.names()):
            raise ReadError("encrypted")  # GM/T 0099: what stands beside such a list is cipher
        data_of_root = self.members.read("OFD.xml")
        if data_of_root is None:
            raise ReadError("corrupt", "the package has no OFD.xml", "文件包中缺少 OFD.xml")
        self._root = parse(data_of_root)
        if local(self._root) != "OFD":
            raise ReadError("not-a-document", "its root is no OFD document", "文件包的根部件不是 OFD 文档")

    def documents(self) -> Iterator[OfdDocument]:
        """The documents that the file names. ReadError("corrupt") where there is none."""
        found = False
        for body in self._root.iterchildren("{*}DocBody"):
            root = next((child.text or "" for child in body.iterchildren("{*}DocRoot")), "").strip()
            element = self.part(resolved(root, ""))
            if element is not None:
                found = True
                yield self._document(element, resolved(root, ""))
        if not found:
            raise ReadError("corrupt", "none of its documents can be opened", "所有文档均无法打开")

    def signatures(self) -> int:
        """How many seals and signatures the file carries."""
        count = 0
        for body in self._root.iterchildren("{*}DocBody"):
            for place in body.iterchildren("{*}Signatures"):
                element = self.part(resolved((place.text or "").strip(), ""))
                count += sum(local(child) == "Signature" for child in element) if element is not None else 0
        return count

    def attachments(self) -> int:
        """How many files are attached."""
        return sum(name.rpartition("/")[2] == "attachments.xml" for name in self.members.names())

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None, with a remark, where there is none or it cannot be parsed."""
        try:
            data = self.members.read(name)
            if data is not None:
                return parse(data)
            reason = "missing"
        except ReadError as error:
            if error.code in _FATAL:
                raise
            reason = error.code
        remark = Remark(Note.of("part.unread", part=name[:200], reason=reason))
        if all(remark.note != known.note for known in self.remarks):
            self.remarks.append(remark)
        return None

    # ------------------------------------------------------------ one document

    def _document(self, root: etree._Element, name: str) -> OfdDocument:
        out = OfdDocument(posixpath.dirname(name))
        common = next(root.iterchildren("{*}CommonData"), None)
        if common is not None:
            out.area = area_of(common) or A4
            for child in common:
                if local(child) == "TemplatePage":
                    out.templates.setdefault(child.get("ID") or "", resolved(child.get("BaseLoc") or "", out.folder))
                elif local(child) in ("PublicRes", "DocumentRes"):
                    self._resources(out, resolved((child.text or "").strip(), out.folder))
        for page in root.iterfind("{*}Pages/{*}Page"):
            out.pages.append((page.get("ID") or "", resolved(page.get("BaseLoc") or "", out.folder)))
            if len(out.pages) > self.limits.pages:
                raise ReadError("too-large", f"more than {self.limits.pages} pages", f"超过 {self.limits.pages} 页")
        out.annotations = next((resolved((child.text or "").strip(), out.folder) for child in root.iterchildren("{*}Annotations")), "")
        return out

    def _resources(self, out: OfdDocument, name: str) -> None:
        """Pictures and composite graphics of a resource part."""
        root = self.part(name)
        if root is None:
            return
        folder = resolved(root.get("BaseLoc") or "", posixpath.dirname(name))
        for item in root.iter("{*}MultiMedia", "{*}CompositeGraphicUnit", "{*}CompositeGraphUnit"):
            if len(out.pictures) + len(out.units) > _MOST_RESOURCES:
                raise ReadError("too-large", f"more than {_MOST_RESOURCES} resources", f"资源超过 {_MOST_RESOURCES} 个")
            key = item.get("ID") or ""
            if local(item) != "MultiMedia":
                out.units.setdefault(key, item)
            elif item.get("Type") == "Image":
                file = next(((child.text or "").strip() for child in item.iterchildren("{*}MediaFile")), "")
                out.pictures.setdefault(key, self._media(file, folder, name))

    def _media(self, file: str, folder: str, part: str) -> str:
        """The member of a media file: in the folder that its resources name, or where some writers put it."""
        tried = [resolved(file, folder), resolved(file, posixpath.dirname(part)), resolved(f"Res/{file}", posixpath.dirname(part))]
        return next((name for name in tried if name in self.members), tried[0])


def area_of(element: etree._Element) -> Box | None:
    """The box of a page: what of it is to be used, else its whole; None where it says nothing."""
    for area in element.iter("{*}PageArea", "{*}Area"):
        boxes = {local(child): box_of(child.text) for child in area}
        found = boxes.get("PhysicalBox") or boxes.get("ApplicationBox")
        if found is not None and found[2] > 0 and found[3] > 0:
            return found
    return None
