"""What stands beside the cells of an Excel sheet: comments, text boxes, ticks, pictures (ECMA-376 part 1, 18.7 and 20.5; VML)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from extractors.errors import ReadError
from extractors.readers.members import Members, local, parse
from extractors.readers.sheets.cells import printed_text
from extractors.readers.sheets.model import LAST_COLUMN, LAST_ROW, Area, Aside, Sheet, area_of
from extractors.readers.sheets.opc import Relation
from extractors.readers.sheets.xlsx_strings import text_of
from normalizers.notes import Note

_MOST_ASIDES: Final = 20_000
_TICKED, _OPEN = "☑", "☐"
_CHOICES: Final = frozenset({"Checkbox", "Radio"})
_ANCHORS: Final = ("twoCellAnchor", "oneCellAnchor")
_HERE: Final = Area(1, 1, 1, 1)


def read_beside(members: Members, relations: dict[str, Relation], sheet: Sheet) -> None:
    """Everything that a sheet's relations lead to; a part that cannot be read is named. ReadError: encrypted, too-large."""
    threads = [one for one in relations.values() if one.kind == "threadedComment" and not one.external]
    for relation in relations.values():
        if relation.external:
            continue
        if relation.kind == "comments" and not threads:
            _read(members, relation.target, sheet, _comments)
        elif relation.kind == "threadedComment":
            _read(members, relation.target, sheet, _threads)
        elif relation.kind == "drawing":
            _read(members, relation.target, sheet, _drawing)
        elif relation.kind == "vmlDrawing":
            _vml(members, relation.target, sheet)


def _read(members: Members, name: str, sheet: Sheet, reader: Callable[[etree._Element, Sheet], None]) -> None:
    try:
        data = members.read(name)
        if data is None:
            return
        root = parse(data)
    except ReadError as error:
        if error.code in ("encrypted", "too-large"):
            raise
        sheet.say(Note.of("part.unread", part=name, reason=error.code))
        return
    reader(root, sheet)


def _comments(root: etree._Element, sheet: Sheet) -> None:
    for element in root.iter("{*}comment"):
        text = next((text_of(child).text for child in element if local(child) == "text"), "")
        _comment(sheet, element.get("ref"), text)


def _threads(root: etree._Element, sheet: Sheet) -> None:
    for element in root.iter("{*}threadedComment"):
        _comment(sheet, element.get("ref"), printed_text("".join(child.text or "" for child in element if local(child) == "text")))


def _comment(sheet: Sheet, reference: str | None, text: str) -> None:
    area = area_of(reference or "")
    if area is not None and text.strip() and len(sheet.comments) < _MOST_ASIDES:
        sheet.comments.append(Aside(area, text))


def _drawing(root: etree._Element, sheet: Sheet) -> None:
    pictures = charts = 0
    for anchor in root:
        if local(anchor) not in _ANCHORS:
            continue
        area = _anchor(anchor)
        pictures += sum(1 for _ in anchor.iter("{*}pic"))
        charts += sum(1 for _ in anchor.iter("{*}graphicFrame"))
        for body in anchor.iter("{*}txBody"):
            lines = ["".join(part.text or "" for part in line.iter("{*}t")) for line in body.iter("{*}p")]
            _box(sheet, Aside(area, printed_text("\n".join(lines))))
    if pictures:
        sheet.say(Note.of("part.pictures", count=str(pictures)))
    if charts:
        sheet.say(Note.of("part.embedded", kind="chart", count=str(charts)))


def _box(sheet: Sheet, box: Aside) -> None:
    if box.text.strip() and len(sheet.boxes) < _MOST_ASIDES:
        sheet.boxes.append(box)


def _anchor(anchor: etree._Element) -> Area:
    """The cells that an anchor covers; the last row and column where nothing of them is covered are left out."""
    marks = {local(child): child for child in anchor}
    start, end = marks.get("from"), marks.get("to")
    top, left = _mark(start, "row"), _mark(start, "col")
    if end is None:
        return Area(top, left, top, left)
    bottom = _mark(end, "row") - (_offset(end, "rowOff") == 0)
    right = _mark(end, "col") - (_offset(end, "colOff") == 0)
    return Area(top, left, max(top, bottom), max(left, right))


def _mark(mark: etree._Element | None, name: str) -> int:
    most = LAST_ROW if name == "row" else LAST_COLUMN
    return min(_offset(mark, name) + 1, most)


def _offset(mark: etree._Element | None, name: str) -> int:
    found = "" if mark is None else next((child.text or "" for child in mark if local(child) == name), "")
    return int(found) if found.strip().isdecimal() and len(found) < 12 else 0


# ---------------------------------------------------------------- controls


def _vml(members: Members, name: str, sheet: Sheet) -> None:
    """Form controls, which are old drawings: boxes with their ticks and labels. Such parts are often no XML; what can be is read."""
    data = members.read(name)
    if data is None or b"ClientData" not in data:
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        sheet.say(Note.of("part.unread", part=name, reason="corrupt"))
        return
    for shape in root.iter("{*}shape") if root is not None else ():
        for box in _control(shape):
            _box(sheet, box)


def _control(shape: etree._Element) -> Iterator[Aside]:
    client = next(shape.iter("{*}ClientData"), None)
    if client is None:
        return
    kind = client.get("ObjectType") or ""
    label = printed_text("".join(part for box in shape.iter("{*}textbox") for part in map(str, box.itertext()))).strip()
    values = {local(child): (child.text or "").strip() for child in client}
    if kind in _CHOICES:
        sign = _TICKED if values.get("Checked", "0") == "1" else _OPEN
        yield Aside(_vml_anchor(values.get("Anchor", "")), sign + label, tick=True)
    elif kind in ("Label", "GBox") and label:
        yield Aside(_vml_anchor(values.get("Anchor", "")), label)


def _vml_anchor(text: str) -> Area:
    """left column, offset, top row, offset, right column, offset, bottom row, offset; counted from 0."""
    numbers = [int(part) if part.strip().isdecimal() and len(part) < 12 else 0 for part in text.split(",")]
    if len(numbers) < 8:
        return _HERE
    left, top = min(numbers[0] + 1, LAST_COLUMN), min(numbers[2] + 1, LAST_ROW)
    right, bottom = min(numbers[4] + 1, LAST_COLUMN), min(numbers[6] + 1, LAST_ROW)
    return Area(top, left, max(top, bottom), max(left, right))
