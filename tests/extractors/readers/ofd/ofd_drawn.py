"""OFD files drawn in code: pages of texts and lines in millimetres, as GB/T 33190-2016 lays them down."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 3.7  # millimetres: a character of 10.5 points
MOMENT = (2022, 1, 1, 0, 0, 0)


def text(x: float, y: float, said: str, size: float = SIZE, *, delta: str | None = None, more: str = "", inner: str = "") -> str:
    """A text object whose base line begins at a place; `delta` are its DeltaX, one size a character by default."""
    steps = delta if delta is not None else f"g {len(said) - 1} {size}" if len(said) > 1 else ""
    given = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x:g} {y - size:g} {size * max(len(said), 1):g} {size * 1.3:g}" '
        f'Font="1" Size="{size:g}"{more}>{inner}'
        f'<ofd:TextCode X="0" Y="{size:g}"{given}>{escape(said)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float, more: str = "", inner: str = "") -> str:
    """A stroked line."""
    return (
        f'<ofd:PathObject ID="2" Boundary="{x0:g} {y0:g} {max(x1 - x0, 0.1):g} {max(y1 - y0, 0.1):g}" LineWidth="0.2"{more}>{inner}'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float = 8) -> str:
    """A ruled table of one line a row; None in a row goes on the cell at its left."""
    edges = [x]
    for width in widths:
        edges.append(edges[-1] + width)
    out = []
    for at, cells in enumerate(rows):
        top = y + at * height
        out.append(line(edges[0], top, edges[-1], top))
        out += [line(edges[n], top, edges[n], top + height) for n in range(len(edges)) if n == len(widths) or cells[n] is not None]
        out += [text(edges[n] + 1, top + height * 0.65, said) for n, said in enumerate(cells) if said]
    out.append(line(edges[0], y + len(rows) * height, edges[-1], y + len(rows) * height))
    return "".join(out)


def page(content: str, *, template: str = "", area: str = "", kind: str = "Body") -> str:
    """A page part of one layer."""
    used = f'<ofd:Template TemplateID="{template}"/>' if template else ""
    return f'<ofd:Page {SPACE}>{area}{used}<ofd:Content><ofd:Layer ID="9" Type="{kind}">{content}</ofd:Layer></ofd:Content></ofd:Page>'


def document(pages: Sequence[str], *, templates: Mapping[str, str] | None = None, resources: str = "", annotations: str = "") -> bytes:
    """The package of such page parts."""
    templates = templates or {}
    names = [f"Pages/Page_{number}/Content.xml" for number in range(len(pages))]
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>" + (
        "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if resources else ""
    )
    common += "".join(f'<ofd:TemplatePage ID={quoteattr(key)} BaseLoc="Tpls/{key}.xml"/>' for key in templates)
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="{name}"/>' for number, name in enumerate(names, 1))
    root = f"<ofd:Document {SPACE}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    root += ("<ofd:Annotations>Annotations.xml</ofd:Annotations>" if annotations else "") + "</ofd:Document>"
    parts = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": root,
        **{f"Doc_0/{name}": content for name, content in zip(names, pages, strict=True)},
        **{f"Doc_0/Tpls/{key}.xml": content for key, content in templates.items()},
    }
    if resources:
        parts["Doc_0/DocumentRes.xml"] = f'<ofd:Res {SPACE} BaseLoc="Res">{resources}</ofd:Res>'
    if annotations:
        parts["Doc_0/Annotations.xml"] = (
            f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
        )
        parts["Doc_0/Annot.xml"] = f"<ofd:PageAnnot {SPACE}>{annotations}</ofd:PageAnnot>"
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Parts as a ZIP whose bytes are the same each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, MOMENT)
            archive.writestr(info, content if isinstance(content, bytes) else content.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """A package with further parts, or others instead of its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = {name: archive.read(name) for name in archive.namelist()}
    return packed({**own, **parts})


def from_pdf(pdf: bytes) -> bytes:
    """An OFD file that shows what a PDF shows: its characters line by line with their distances, its lines and thin boxes."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return document([_pdf_page(one) for one in opened.pages])


def _pdf_page(one: object) -> str:
    mm = 25.4 / 72
    out = []
    for shape in (*one.lines, *one.rects):  # type: ignore[attr-defined]
        x0, y0, x1, y1 = (shape[side] * mm for side in ("x0", "top", "x1", "bottom"))
        width, height = max(x1 - x0, 0.05), max(y1 - y0, 0.05)
        if min(width, height) < 1.2:
            out.append(
                f'<ofd:PathObject ID="2" Boundary="{x0:.3f} {y0:.3f} {width:.3f} {height:.3f}" Stroke="false" Fill="true">'
                f"<ofd:AbbreviatedData>M 0 0 L {width:.3f} 0 L {width:.3f} {height:.3f} L 0 {height:.3f} C</ofd:AbbreviatedData>"
                "</ofd:PathObject>"
            )
    run: list[dict[str, float]] = []
    for char in one.chars:  # type: ignore[attr-defined]
        if run and (
            abs(char["bottom"] - run[-1]["bottom"]) > 0.5 or not -1 < char["x0"] - run[-1]["x1"] < 3 or char["size"] != run[-1]["size"]
        ):
            out.append(_pdf_run(run, mm))
            run = []
        run.append(char)
    if run:
        out.append(_pdf_run(run, mm))
    width, height = one.width * mm, one.height * mm  # type: ignore[attr-defined]
    return page("".join(out), area=f"<ofd:Area><ofd:PhysicalBox>0 0 {width:.3f} {height:.3f}</ofd:PhysicalBox></ofd:Area>")


def _pdf_run(run: list[dict], mm: float) -> str:  # type: ignore[type-arg]
    steps = " ".join(f"{(b['x0'] - a['x0']) * mm:.3f}" for a, b in pairwise(run))
    size = run[0]["size"] * mm
    base = run[0]["bottom"] * mm - 0.14 * size
    return text(round(run[0]["x0"] * mm, 3), round(base, 3), "".join(char["text"] for char in run), round(size, 3), delta=steps)
