"""python tests/extractors/convert/data/make.py: make these files anew. Needs LibreOffice; see README.md."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[3] / "samples" / "forms" / "henan-songxian-shuibao-2023" / "henan-songxian-shuibao-2023.docx"
# Signs that code pages of old formats do not hold.
SIGNS = {"≥3.5%": "≤3.5‰", "＝18座": "≥18㎡", "新修水平梯田<": "①新修水平梯田<"}
MADE = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "fodt": "fodt:OpenDocument Text Flat XML",
    "docm": "docm:MS Word 2007 XML VBA",
    "dotx": "dotx:MS Word 2007 XML Template",
}
NEW = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"
LEADING = ("_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml")
PROLOG = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'


def form() -> bytes:
    """The sample with our signs, without the parts and styles that say nothing of it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(SAMPLE) as sample, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        document = sample.read("word/document.xml")
        for info in sample.infolist():
            data = sample.read(info)
            if info.filename == "word/document.xml":
                text = data.decode("utf-8")
                for before, after in SIGNS.items():
                    text = text.replace(before, after)
                data = text.encode("utf-8")
            if info.filename == "word/styles.xml":
                data = _used(data, document)
            if info.filename not in ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"):
                made.writestr(info, data)
    return buffer.getvalue()


def _used(styles: bytes, document: bytes) -> bytes:
    """The styles that the document names, and the defaults."""
    root = etree.fromstring(styles)
    for style in root.findall(f"{{{NEW}}}style"):
        name = (style.get(f"{{{NEW}}}styleId") or "").encode()
        if b'Style w:val="%s"' % name not in document and not style.get(f"{{{NEW}}}default"):
            root.remove(style)
    for latent in root.findall(f"{{{NEW}}}latentStyles"):
        root.remove(latent)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def word_2003(package: bytes) -> bytes:
    """The main part and the styles under the names of 2003, as Word wrote them (LibreOffice's own export forgets merged cells)."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        styles, new = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("styles", "document"))
    root = etree.Element(f"{{{OLD}}}wordDocument", nsmap={"w": OLD})
    for child in (styles, *new):
        _older(child, root)
    etree.cleanup_namespaces(root)
    return PROLOG + etree.tostring(root, encoding="utf-8")


def _older(element: etree._Element, parent: etree._Element) -> None:
    name = etree.QName(element)
    if name.namespace != NEW:
        return
    older = etree.SubElement(parent, f"{{{OLD}}}{name.localname.replace('vMerge', 'vmerge')}")
    older.text = element.text
    for key, value in element.attrib.items():
        older.set(key.replace(NEW, OLD), value)
    for child in element:
        _older(child, older)


def flat_package(package: bytes) -> bytes:
    """The main part of a package, its styles and what leads to them in one XML file, as Word's own "Word XML document"."""
    root = etree.Element(f"{{{FLAT}}}package", nsmap={"pkg": FLAT})
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for info in archive.infolist():
            if info.filename not in LEADING:
                continue
            part = etree.SubElement(root, f"{{{FLAT}}}part", {f"{{{FLAT}}}name": f"/{info.filename}"})
            etree.SubElement(part, f"{{{FLAT}}}xmlData").append(etree.fromstring(archive.read(info)))
    return PROLOG + etree.tostring(root, encoding="utf-8")


def main() -> None:
    """Write every file."""
    docx = HERE / "form.docx"
    docx.write_bytes(form())
    with tempfile.TemporaryDirectory() as profile:
        office = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        for made in MADE.values():
            subprocess.run([*office, "--convert-to", made, "--outdir", str(HERE), str(docx)], check=True, capture_output=True)
    (HERE / "form.2003.xml").write_bytes(word_2003(docx.read_bytes()))
    (HERE / "form.flat.xml").write_bytes(flat_package(docx.read_bytes()))


if __name__ == "__main__":
    main()
